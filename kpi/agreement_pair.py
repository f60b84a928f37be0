"""Two definitions on the same leads: who is in and out, what each brings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final, Literal

import numpy as np
from numpy.typing import NDArray

from kpi.agreement_leads import TO_COME
from kpi.definitions import Definition
from kpi.goal import back_calculate
from kpi.histogram import ACCEPTED, JUDGED, OPPORTUNITY
from kpi.rates import rate

Bool = NDArray[np.bool_]
Scores = NDArray[np.int16]
Outcome = Mapping[str, NDArray[Any]]
CellName = Literal["both", "only_one", "only_other", "neither"]
CELLS: Final[tuple[CellName, ...]] = ("both", "only_one", "only_other", "neither")


@dataclass(frozen=True)
class ToCome:
    """What `young_count` leads of a group, judged and still without an opportunity, and its young deals may
    be expected to bring yet."""

    opportunities: float = 0.0
    deals: float = 0.0
    won: float = 0.0
    amount_yen: float = 0.0
    young_count: int = 0


@dataclass(frozen=True)
class Cell:
    """Leads of one cell of the 2 x 2, how many of them have an opportunity, their won deals and yen."""

    lead_count: int
    opportunity_count: int
    won_count: int
    won_amount_yen: int
    to_come: ToCome = ToCome()


@dataclass(frozen=True)
class Side:
    """What one definition makes of the leads: counts as recorded, and beside them what is still to come.

    `opportunity_count` are leads with an opportunity, `deal_count` their deals.
    """

    denominator: str
    inquiry_count: int
    mql_count: int
    sql_count: int
    opportunity_count: int
    deal_count: int
    won_count: int
    lost_count: int
    won_amount_yen: int
    to_come: ToCome = ToCome()

    @property
    def mql_rate(self) -> float | None:
        return rate(self.mql_count, self.inquiry_count)

    @property
    def sql_rate(self) -> float | None:
        """SQLs of inquiries or of MQLs, as the definition says."""
        base = self.mql_count if self.denominator == "mqls" else self.inquiry_count
        return rate(self.sql_count, base)

    @property
    def opportunity_rate(self) -> float | None:
        """Leads with an opportunity, in the end, of SQLs."""
        return rate(self.opportunity_count + self.to_come.opportunities, self.sql_count)

    @property
    def win_rate(self) -> float | None:
        """Won of closed deals."""
        return rate(self.won_count, self.won_count + self.lost_count)

    def needed(self, goal_yen: int) -> dict[str, Any]:
        """Return how many wins, opportunities, sqls, mqls and inquiries the goal takes at these counts and
        what is still to come, the smallest whole numbers; None from the first rate on that they do not
        give."""
        average = _share(self.won_amount_yen, self.won_count)
        deals = self.deal_count + Fraction(self.to_come.deals)
        steps = [
            ("opportunities", _share(self.won_count + Fraction(self.to_come.won), deals)),
            ("sqls", _share(min(deals, Fraction(self.sql_count)), self.sql_count)),
            ("mqls", _share(self.sql_count, self.mql_count)),
            ("inquiries", _share(self.mql_count, self.inquiry_count)),
        ]
        return back_calculate(goal_yen, average, steps)


@dataclass(frozen=True)
class Judged:
    """Leads that sales judged and on which only one definition is right about its judgement; `chance` is the
    exact two-sided McNemar probability of so uneven a split, None without such a lead."""

    only_one_count: int
    only_other_count: int
    chance: float | None


def side(scores: Scores, definition: Definition, outcome: Outcome) -> Side:
    """Count what a definition makes of leads: `scores` under its rules (below 0: none), `outcome` of the same
    leads (see agreement_leads.ScorableLeads)."""
    picked = scores >= definition.sql_threshold
    return Side(
        denominator=definition.sql_rate_denominator,
        inquiry_count=len(scores),
        mql_count=int((scores >= definition.mql_threshold).sum()),
        sql_count=int(picked.sum()),
        opportunity_count=int((picked & (outcome["mask"] & OPPORTUNITY > 0)).sum()),
        **{
            name: int(outcome[name][picked].sum())
            for name in ("deal_count", "won_count", "lost_count", "won_amount_yen")
        },
        to_come=to_come(picked, outcome),
    )


def to_come(picked: Bool, outcome: Outcome) -> ToCome:
    """Return what is still to come of some of the leads; never more than what still waits among them."""
    share_of = picked.astype(np.float64)  # a product with it is many times faster than picking rows
    return _told({name: float(column @ share_of) for name, column in _coming(outcome).items()})


def _coming(outcome: Outcome) -> dict[str, NDArray[Any]]:
    waits = outcome["mask"] & (JUDGED | OPPORTUNITY) == JUDGED
    return {name: outcome[name] for name in TO_COME} | {
        "waiting": waits.astype(np.float64),
        "open_deals": (outcome["deal_count"] - outcome["won_count"]).astype(np.float64),
    }


def _told(summed: Mapping[str, float]) -> ToCome:
    coming, deals, won, amount, young = (summed[name] for name in TO_COME)
    kept = min(1.0, summed["waiting"] / coming) if coming else 1.0
    share = min(1.0, (kept * deals + summed["open_deals"]) / won) if won else 1.0
    return ToCome(kept * coming, kept * deals, share * won, share * amount, round(young))


def cells(one_in: Bool, other_in: Bool, outcome: Outcome) -> dict[CellName, Cell]:
    """Return the 2 x 2 of who is in under either definition; the cells sum to all leads."""
    place = cell_of(one_in, other_in)

    def summed(values: NDArray[Any] | None = None) -> NDArray[Any]:
        return np.bincount(place, weights=values, minlength=len(CELLS))

    leads, came, won, yen = (
        summed(),
        summed(outcome["mask"] & OPPORTUNITY > 0),
        summed(outcome["won_count"]),
        summed(outcome["won_amount_yen"]),
    )
    more = {name: summed(column) for name, column in _coming(outcome).items()}
    return {
        name: Cell(
            *(int(leads[n]), int(came[n]), int(won[n]), int(yen[n])),
            to_come=_told({column: float(sums[n]) for column, sums in more.items()}),
        )
        for n, name in enumerate(CELLS)
    }


def cell_of(one_in: Bool, other_in: Bool) -> NDArray[np.int64]:
    """Return the place in CELLS of every lead."""
    return 3 - 2 * one_in.astype(np.int64) - other_in


def judged(one_in: Bool, other_in: Bool, outcome: Outcome) -> Judged:
    """Say which definition sales's judgement bears out where they differ."""
    mask = outcome["mask"]
    accepted = mask & ACCEPTED > 0
    told = (one_in != other_in) & (mask & JUDGED > 0)
    one_right = int((told & (one_in == accepted)).sum())
    other_right = int(told.sum()) - one_right
    return Judged(one_right, other_right, mcnemar(one_right, other_right))


def mcnemar(count: int, other_count: int) -> float | None:
    """Return the exact two-sided probability of a split as uneven as this by chance; None of nothing."""
    from scipy.special import bdtr

    total = count + other_count
    return min(1.0, 2 * float(bdtr(min(count, other_count), total, 0.5))) if total else None


def _share(part: int | Fraction, whole: int | Fraction) -> Fraction | None:
    return Fraction(part) / whole if whole else None
