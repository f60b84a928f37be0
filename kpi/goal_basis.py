"""What the company's own history says of every step from a visit to a won deal, at one pair of thresholds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kpi.curves import Curves
from kpi.filters import Filter
from kpi.period import DAYS_A_YEAR
from kpi.rates import rate
from kpi.store import Store

Float = NDArray[np.float64]
_MILLIONTH: Final = 10**6
# Each rate of the tree and the two levels it lies between, upper / lower.
STEPS: Final[Mapping[str, tuple[str, str]]] = {
    "win_rate": ("wins", "opportunities"),
    "opportunity_rate": ("opportunities", "sqls"),
    "sql_share": ("sqls", "mqls"),
    "mql_share": ("mqls", "inquiries"),
    "conversion_rate": ("inquiries", "visits"),
}


@dataclass(frozen=True)
class Step:
    """One rate of the tree as the data has it.

    `known_count` is how many of the lower level have an outcome that is known, the evidence behind the
    rate; `rate` is None where nothing is known; `hits` is rate × known_count.
    """

    rate: Fraction | None
    hits: float
    known_count: float

    def interval(self) -> tuple[float, float]:
        """Return the 10th and 90th percentile of Beta(hits + 1/2, misses + 1/2)."""
        from scipy.special import betaincinv  # the first screen does not need it

        misses = max(0.0, self.known_count - self.hits)
        low, high = betaincinv(self.hits + 0.5, misses + 0.5, (0.1, 0.9))
        return float(low), float(high)


@dataclass(frozen=True)
class Sums:
    """Cost and visits recorded in a period (None: nothing), over how many days, and the inquiries of those
    days. A month's cost counts whole where only part of the month lies in the period."""

    cost_yen: float | None
    cost_days: int | None
    cost_inquiries: int
    visits: float | None
    visit_days: int | None
    visit_inquiries: int


@dataclass(frozen=True, eq=False)
class Basis:
    """The levels of one period as counted, young leads and unknown ones filled up as on the explore page.

    `levels` holds visits, inquiries, mqls, sqls, opportunities, wins and goal_yen of the period (None where
    nothing was recorded), `steps` the rates between them, `won_amounts_yen` the won deals behind the average.
    `deal_yen` is None without a won deal, `cpa_yen` without a cost or an inquiry.
    """

    years: float
    levels: Mapping[str, float | None]
    steps: Mapping[str, Step]
    deal_yen: Fraction | None
    cpa_yen: Fraction | None
    sums: Sums
    won_amounts_yen: Float

    def pace(self, level: str, years: float = 1.0) -> float | None:
        """Return what the period's pace brings of a level (or of budget_yen) in so many years; None where
        unknown. Cost and visits have the pace of the days they are recorded for."""
        count = self.sums.cost_yen if level == "budget_yen" else self.levels[level]
        days = {"budget_yen": self.sums.cost_days, "visits": self.sums.visit_days}
        recorded = (days[level] or 0) / DAYS_A_YEAR if level in days else self.years
        return None if count is None or not recorded else count / recorded * years


def sums(store: Store, chosen: Filter) -> Sums:
    """Return what was spent in the filter's period and channels, and the visits recorded there.

    Neither is recorded by form, industry, company size or own columns: narrowed by one of them both are None.
    """
    if chosen.form or chosen.industry or chosen.company_size or chosen.attributes:
        return Sums(None, None, 0, None, None, 0)
    [row] = store.rows("goal_sums", chosen.parameters(store, "goal_sums"))
    return Sums(*row)


def basis(found: Curves, spent: Sums, mql: int, sql: int) -> Basis:
    """Return the levels and rates at the thresholds (mql ≤ sql) of a filter's curves.

    A filter without leads gives levels of 0 and rates of None.
    """
    guess, counts = found.estimate, found.histogram
    levels: dict[str, float | None] = {
        "visits": spent.visits,
        "inquiries": float(found.inquiries),
        "mqls": float(found.selected[mql]),
        "sqls": float(found.selected[sql]),
        "opportunities": float(guess.deals.total[sql]),
        "wins": float(guess.won.total[sql]),
        "goal_yen": float(guess.amount_yen.total[sql]),
    }
    known = {
        "win_rate": float(found.cohort.deal_count[sql]),
        "opportunity_rate": float(np.nan_to_num(guess.coverage[sql]) * found.selected[sql]),
        "sql_share": float(found.selected[mql]),
        "mql_share": float(found.inquiries),
        "conversion_rate": spent.visits or 0.0,
    }
    steps = {name: _step(levels[upper], levels[lower], known[name]) for name, (upper, lower) in STEPS.items()}
    steps["conversion_rate"] = _step(float(spent.visit_inquiries), spent.visits, spent.visits or 0.0)
    scored = counts.cohort.won_scores
    amounts = counts.cohort.won_amounts_yen[(scored >= sql) & (scored <= 100)]
    return Basis(
        years=counts.period.years,
        levels=levels,
        steps=steps,
        deal_yen=_ratio(levels["goal_yen"], levels["wins"]),
        cpa_yen=_ratio(spent.cost_yen, spent.cost_inquiries) if (spent.cost_yen or 0) > 0 else None,
        sums=spent,
        won_amounts_yen=amounts,
    )


def _step(upper: float | None, lower: float | None, known: float) -> Step:
    share = _ratio(upper, lower) if known else None
    return Step(share, 0.0 if share is None else float(share) * known, known)


def _ratio(upper: float | None, lower: float | None) -> Fraction | None:
    """Divide to a millionth of either, so that whole counts stay exact; None without a lower."""
    if upper is None or lower is None or rate(upper, lower) is None:
        return None
    return Fraction(round(upper * _MILLIONTH), _MILLIONTH) / Fraction(round(lower * _MILLIONTH), _MILLIONTH)
