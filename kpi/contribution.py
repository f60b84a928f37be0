"""What our leads contribute to all won deals, by fiscal period, beside the adopted plan and the yardstick."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

from kpi import smalln
from kpi.filters import Filter
from kpi.goal_plans import Kept
from kpi.period import Calendar, Period, fiscal, fiscal_year
from kpi.rates import rate
from kpi.store import Store

MOST_YEARS: Final = 3
_PARTS: Final = ("", "q1", "q2", "q3", "q4")
_FOLLOWED: Final = ("goal_yen", "wins")


@dataclass(frozen=True)
class Contribution:
    """Deals won in one fiscal period: by leads of the filter, by other leads of ours, without a lead.

    `planned_yen` and `planned_count` are of the adopted plan of exactly this period (None: none).
    `is_running`: the period is not over on the as-of day; `is_cut`: the record begins within it.
    """

    period: Period
    our_count: int
    our_yen: float
    other_count: int
    other_yen: float
    no_lead_count: int
    no_lead_yen: float
    largest_yen: float
    is_running: bool
    is_cut: bool
    planned_yen: float | None = None
    planned_count: float | None = None

    @property
    def all_count(self) -> int:
        return self.our_count + self.other_count + self.no_lead_count

    @property
    def all_yen(self) -> float:
        return self.our_yen + self.other_yen + self.no_lead_yen

    @property
    def count_rate(self) -> float | None:
        """Share of all won deals; None without a won deal."""
        return rate(self.our_count, self.all_count)

    @property
    def yen_rate(self) -> float | None:
        """Share of all won yen; None where nothing was won."""
        return rate(self.our_yen, self.all_yen)

    @property
    def count_range(self) -> tuple[float, float] | None:
        """95 % Wilson range of `count_rate`."""
        return smalln.wilson(self.our_count, self.all_count)

    @property
    def plan_rate(self) -> float | None:
        """Won yen of ours over what the plan wants; None without a plan in yen."""
        return None if self.planned_yen is None else rate(self.our_yen, self.planned_yen)


def contributions(
    store: Store, chosen: Filter, calendar: Calendar, plans: Sequence[Kept]
) -> tuple[Contribution, ...]:
    """Return the last MOST_YEARS recorded fiscal years and their begun quarters, newest year first.

    By activity: deals won in the period. The filter narrows which leads are meant, not all won deals, and its
    period plays no part.
    """
    rows = store.rows("quality_won", chosen.parameters(store, "quality_won"))
    adopted = {one.period: one for one in plans if one.state == "adopted"}
    first, last = calendar.first_day, calendar.as_of
    first = min([first, *(month for month, *_ in rows)])  # deals without a lead may be older than all leads
    newest, oldest = (fiscal_year(day, calendar.fiscal_start_month) for day in (last, first))
    codes = [
        f"fy{year}{part}"
        for year in range(newest, max(oldest, newest - MOST_YEARS + 1) - 1, -1)
        for part in _PARTS
    ]
    spans = [fiscal(code, calendar.fiscal_start_month) for code in codes]
    return tuple(
        _one(rows, span, first, last, _planned(adopted.get(span.code)))
        for span in spans
        if span.start <= last and span.stop > first
    )


def _one(
    rows: Iterable[tuple[object, ...]], span: Period, first: date, last: date, planned: Mapping[str, float]
) -> Contribution:
    counts = dict.fromkeys(("chosen", "other", "no_lead"), 0)
    yen, largest = dict.fromkeys(counts, 0.0), 0.0
    for month, part, count, amount, most in rows:
        if isinstance(month, date) and span.start <= month < span.stop:
            counts[str(part)] += int(str(count))
            yen[str(part)] += float(str(amount))
            largest = max(largest, float(str(most)))
    return Contribution(
        period=span,
        our_count=counts["chosen"],
        our_yen=yen["chosen"],
        other_count=counts["other"],
        other_yen=yen["other"],
        no_lead_count=counts["no_lead"],
        no_lead_yen=yen["no_lead"],
        largest_yen=largest,
        is_running=span.stop - timedelta(days=1) > last,
        is_cut=span.start < first,
        planned_yen=planned.get("goal_yen"),
        planned_count=planned.get("wins"),
    )


def _planned(kept: Kept | None) -> dict[str, float]:
    """Return what an adopted plan wants, as it was shown when it was kept."""
    if kept is None:
        return {}
    return {node: float(Fraction(kept.plan.shown[node])) for node in _FOLLOWED if node in kept.plan.shown}
