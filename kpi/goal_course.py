"""The way to a goal through its period: what inquiries must still bring, month by month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from kpi.cumulative_plan import CumulativePlan, cumulative_plan
from kpi.goal_ahead import Ahead
from kpi.monthly_plan import MonthlyPlan, monthly_plan
from kpi.phasing import GoalParts, MonthlyNeed, goal_parts, monthly_need

Float = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Course:
    """A goal in its own unit (yen, wins, opportunities), month by month; arrays have one entry a month.

    `done` is the running sum of what has come, up to the as-of month (None after it). `plan` is what is done
    plus what is in flight plus what the planned inquiries bring, by the end of each month, with its band; it
    is empty where `plan.reason` says why. `planned` is None where no inquiries can be planned.
    """

    ahead: Ahead
    parts: GoalParts
    need: MonthlyNeed
    done: tuple[float | None, ...]
    plan: CumulativePlan
    planned: MonthlyPlan | None


def course(
    ahead: Ahead,
    amount: float,
    value_per_inquiry: float | None,
    *,
    is_begun: Sequence[bool],
    fixed: Mapping[int, int] | None = None,
) -> Course:
    """Lay a goal of `amount` over its period; `is_begun` says of each month whether it has begun, `fixed` the
    inquiries planned by hand (`monthly_plan`, whose errors it raises).

    What is in flight, and what comes at today's pace before the period begins, is counted before any new
    inquiry is asked for.
    """
    phases = ahead.phases
    carried = float(ahead.flight[-1] + ahead.before[-1]) * ahead.value
    need = monthly_need(phases, amount, value_per_inquiry, carry_in=ahead.done_total + carried)
    planned = monthly_plan(phases, need, fixed or {}, value_per_inquiry)
    return Course(
        ahead=ahead,
        parts=goal_parts(phases),
        need=need,
        done=tuple(
            value if has else None for value, has in zip(accumulate(ahead.done), is_begun, strict=True)
        ),
        plan=_plan(ahead, planned.by_month if planned else (0,) * len(phases.months)),
        planned=planned,
    )


def _plan(ahead: Ahead, inquiries: Sequence[int]) -> CumulativePlan:
    if ahead.reason:
        return CumulativePlan(np.empty(0), np.empty(0), np.empty(0), ahead.reason)
    plan = cumulative_plan(
        ahead.phases,
        inquiries,
        ahead.rates,
        size=ahead.size if ahead.unit == "goal_yen" else None,
        carry_in_wins=np.maximum.accumulate(ahead.flight + ahead.before),
    )
    return _with_done(plan, np.cumsum(ahead.done))


def _with_done(plan: CumulativePlan, done: Float) -> CumulativePlan:
    """Add what is done already, of which nothing is uncertain."""
    if plan.reason:
        return plan
    return CumulativePlan(plan.expected + done, plan.lower + done, plan.upper + done, None)
