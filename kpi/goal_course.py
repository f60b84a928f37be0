"""The way to a goal through its period: what is won, what is in flight, what inquiries must still bring."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from kpi.chance_inputs import DealSize, Rate
from kpi.cumulative_plan import CumulativePlan, cumulative_plan
from kpi.goal_time import Underway
from kpi.in_flight import InFlight, in_flight
from kpi.monthly_plan import MonthlyPlan, monthly_plan
from kpi.period import Period, first_of_month
from kpi.phasing import GoalParts, MonthlyNeed, Phasing, goal_parts, monthly_need, phasing

Float = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Course:
    """A goal in its own unit (yen, or won deals), month by month; arrays have one entry a month.

    `won` is the running sum of what was won, up to the as-of month (None after it). `plan` is what is won
    plus what is in flight plus what the planned inquiries bring, by the end of each month, with its band; it
    is empty where `plan.reason` says why. `flight_in_time` is what is in flight and is won within the period
    (None: unknown), with its range (None also for a period that lies ahead). `planned` are the needed
    inquiries with the months that a person fixed (None: undefined).
    """

    phases: Phasing
    parts: GoalParts
    flight: InFlight
    flight_in_time: float | None
    flight_range: tuple[float, float] | None
    need: MonthlyNeed
    won: tuple[float | None, ...]
    won_total: float
    plan: CumulativePlan
    planned: MonthlyPlan | None


def course(
    found: Underway,
    goal: Period,
    *,
    as_of: date,
    record_days: int,
    amount: float,
    value_per_inquiry: float | None,
    rates: Sequence[Rate],
    size: DealSize,
    is_yen: bool,
    fixed: Mapping[int, int] | None = None,
) -> Course:
    """Lay a goal over its period.

    In: the goal's amount and what one inquiry is worth in the goal's unit; rates from the deal upwards;
    `is_yen` says which unit; `fixed` as in `kpi.monthly_plan.monthly_plan`. Raises InvalidInput for a period
    that is not of whole months, and as `monthly_plan`.
    """
    phases = phasing(goal.start, goal.stop, found.lead_to_won, as_of=as_of, record_days=record_days)
    ends = [first_of_month(month.year, month.month + 1) for month in phases.months]
    days = [max(0, (end - as_of).days - 1) for end in (goal.start, *ends)]
    flight = in_flight(
        deals=found.deals,
        sqls=found.sqls,
        mqls=found.mqls,
        days=days,
        size=size,
        deals_per_lead=found.deals_per_lead,
    )
    by_month = flight.yen if is_yen else flight.wins
    spread = flight.yen_range if is_yen else flight.wins_range
    is_ahead = days[0] > 0
    won = found.won_amount_yen if is_yen else found.won_count
    total = float(won.sum())
    in_time = None if by_month is None else float(by_month[-1] - by_month[0])
    carried = total + (in_time or 0.0)
    need = monthly_need(phases, amount, value_per_inquiry, carry_in=carried)
    planned = monthly_plan(phases, need, fixed or {}, value_per_inquiry)
    leads = np.zeros(len(ends)) if planned is None else np.array(planned.by_month, dtype=np.float64)
    begun = [month <= as_of for month in phases.months]
    return Course(
        phases=phases,
        parts=goal_parts(phases),
        flight=flight,
        flight_in_time=in_time,
        flight_range=None if spread is None or is_ahead else (float(spread[0][-1]), float(spread[1][-1])),
        need=need,
        won=tuple(value if has else None for value, has in zip(accumulate(won), begun, strict=True)),
        won_total=total,
        plan=_with_won(_plan(phases, leads, rates, size, flight, is_yen), np.cumsum(won)),
        planned=planned,
    )


def _plan(
    phases: Phasing, leads: Float, rates: Sequence[Rate], size: DealSize, flight: InFlight, is_yen: bool
) -> CumulativePlan:
    carried = np.maximum.accumulate(flight.wins[1:] - flight.wins[0])
    return cumulative_plan(phases, leads, rates, size=size if is_yen else None, carry_in_wins=carried)


def _with_won(plan: CumulativePlan, won: Float) -> CumulativePlan:
    """Add what is won already, of which nothing is uncertain."""
    if plan.reason:
        return plan
    return CumulativePlan(plan.expected + won, plan.lower + won, plan.upper + won, None)
