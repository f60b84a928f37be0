"""Inquiries planned by month: some fixed by a person, the rest of the need over the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from kpi.errors import InvalidInput
from kpi.phasing import MonthlyNeed, Phasing, largest_remainder

MOST_INQUIRIES: Final = 10**9  # in a month


@dataclass(frozen=True)
class MonthlyPlan:
    """Whole inquiries by month of a period.

    A fixed month keeps its number; the open months that are not fixed share what is left of the need, at
    least 0, so that all sum to the need unless the fixed ones alone are more or no open month is left
    (`is_full`). `missing` is what the plan brings in time less than the needed inquiries would, before they
    are rounded and in the unit of the goal: 0 for less than one inquiry is worth.
    """

    by_month: tuple[int, ...]
    missing: float
    is_full: bool

    @property
    def total(self) -> int:
        return sum(self.by_month)


def monthly_plan(
    phases: Phasing, need: MonthlyNeed, fixed: Mapping[int, int], value_per_lead: float | None
) -> MonthlyPlan | None:
    """Lay fixed months over the needed ones; None where the need is undefined.

    In: `need` of the same phases; place of a month → its inquiries; what a lead is worth in the unit of the
    goal. Raises InvalidInput(what="planned") for a month that is over or none of the period, and for a number
    below 0 or over 10^9.
    """
    is_open = phases.open_share > 0
    for place, count in fixed.items():
        if not (0 <= place < len(is_open) and is_open[place] and 0 <= count <= MOST_INQUIRIES):
            raise InvalidInput(what="planned", value=count)
    if need.by_month is None or need.total is None:
        return None
    if not fixed:
        return MonthlyPlan(need.by_month, 0.0, is_full=False)
    others = np.where([place in fixed for place in range(len(is_open))], 0.0, phases.open_share)
    rest, is_full = max(0, need.total - sum(fixed.values())), not others.any()
    spread = (0,) * len(is_open) if is_full else largest_remainder(rest, others)
    exact = np.zeros(len(is_open)) if is_full else rest * others / others.sum()
    for place, count in fixed.items():
        exact[place] = count
    even = need.total * phases.open_share / phases.open_share.sum()
    lacking = float((even - exact) @ phases.open_in_time_rate) * (value_per_lead or 0.0)
    return MonthlyPlan(
        by_month=tuple(fixed.get(place, count) for place, count in enumerate(spread)),
        missing=lacking if lacking >= (value_per_lead or 0.0) else 0.0,
        is_full=is_full,
    )
