"""The rest of a goal's period: what is done, in flight and still to come at today's pace, and its chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import prod
from typing import Final, Literal, TypeAlias, get_args

import numpy as np
from numpy.typing import NDArray

from kpi.chance_draws import gamma_quantiles, gamma_reaches
from kpi.chance_inputs import DealSize, Rate, rates_above, why_undefined
from kpi.estimate import RANGE
from kpi.goal_time import Underway
from kpi.in_flight import Group, InFlight, in_flight
from kpi.maturity import MaturityCurve
from kpi.period import Period, first_of_month
from kpi.phasing import Phasing, phasing

Float = NDArray[np.float64]
Unit: TypeAlias = Literal["goal_yen", "wins", "opportunities"]

UNITS: Final[tuple[Unit, ...]] = get_args(Unit)
MOST_INQUIRIES: Final = 10**9
_HALF: Final = 0.5  # a count is reached half a step before it


@dataclass(frozen=True, eq=False)
class Ahead:
    """What a period still brings, in its unit (yen, wins, opportunities). Arrays have one entry a month.

    `done` by month (0 in months to come); `flight` is what today's deals and leads are expected to bring
    within the period, by the end of each month, as a count of wins (or opportunities), and
    `flight_variance` that of the last; `before` the same of the inquiries that come at today's pace before
    the period begins. `per_inquiry` is what one inquiry brings in the end, `inquiries` how many come at
    today's pace in what is left of the period.
    `reason` says why nothing can be said of what is still to come (codes of `chance.chances`, and "open"
    while a rate is unknown); `flight_reason` why nothing of what is in flight (no_curve, no_exposure).
    """

    unit: Unit
    phases: Phasing
    done: Float
    groups: dict[str, Group]
    flight: Float
    flight_variance: float
    before: Float
    per_inquiry: float
    inquiries: float
    rates: tuple[Rate, ...]
    size: DealSize
    reason: str | None
    flight_reason: str | None

    @property
    def done_total(self) -> float:
        return float(self.done.sum())

    @property
    def value(self) -> float:
        """What one event counts in the unit: the yen of a deal, or 1; 0 where no size of deals is known."""
        return 0.0 if self.size.reason else self.size.mean

    @property
    def in_time(self) -> float:
        """What an inquiry of the rest of the period brings within it, evenly spread."""
        left = float(self.phases.open_share.sum())
        if not left:
            return 0.0
        return self.per_inquiry * float(self.phases.open_share @ self.phases.open_in_time_rate) / left

    def parts(self) -> tuple[float, float, float]:
        """Return done, in flight, and from inquiries still to come at today's pace, in the unit."""
        coming = float(self.before[-1]) + self.in_time * self.inquiries
        return self.done_total, float(self.flight[-1]) * self.value, coming * self.value

    def landing(self) -> float | None:
        """Return what the period is expected to end with at today's pace; None where `reason` speaks."""
        return None if self.reason else sum(self.parts())

    def band(self) -> tuple[float, float] | None:
        """Return the 80 % range of `landing`."""
        if self.reason:
            return None
        mean, variance = (np.array([value]) for value in self._moments(self.inquiries))
        low, high = (float(gamma_quantiles(mean, variance, share)[0]) for share in RANGE)
        return self.done_total + low, self.done_total + high

    def chance(self, goal: float, inquiries: float | None = None) -> float | None:
        """Return the chance that the period ends with the goal or more, at today's pace or with so many new
        inquiries; None where `reason` speaks. Closed form: nothing jitters."""
        if self.reason:
            return None
        missing = goal - self.done_total - (0 if self.unit == "goal_yen" else _HALF)
        mean, variance = self._moments(self.inquiries if inquiries is None else inquiries)
        return gamma_reaches(mean, variance, missing)

    def needed(self, goal: float, chance: float) -> int | None:
        """Return the fewest new inquiries that give this chance of the goal; None where no number does."""
        if self.reason or (self.chance(goal, MOST_INQUIRIES) or 0) < chance:
            return None
        low, high = -1, 1
        while (self.chance(goal, high) or 0) < chance:
            low, high = high, 2 * high
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if (self.chance(goal, middle) or 0) >= chance else (middle, high)
        return max(0, high)

    def _moments(self, inquiries: float) -> tuple[float, float]:
        """Return mean and variance of all that is still to come.

        New inquiries are won by Poisson luck with all rates uncertain; what is in flight shares the first
        rate's error with them; the size of deals comes on top of both.
        """
        flight, new = float(self.flight[-1]), float(self.before[-1]) + self.in_time * inquiries
        error = sum(rate.log_variance for rate in self.rates)
        shared = self.rates[0].log_variance if self.rates else 0.0
        events = flight + new
        variance = self.flight_variance + new + new**2 * error + 2 * flight * new * shared
        size = self.size
        spread = variance + events * size.squared_variation + events**2 * size.squared_error
        return events * size.mean, spread * size.mean**2


def ahead(
    found: Underway,
    goal: Period,
    unit: Unit,
    *,
    as_of: date,
    record_days: int,
    rates: Sequence[Rate] | None,
    size: DealSize,
    inquiries_a_day: float,
) -> Ahead:
    """Lay what is known today over the rest of a period.

    In: all rates from the deal to the inquiry (None: one is open); `size` as `DealSize.of`, known as 1 for a
    goal in counts; today's pace. Raises InvalidInput for a period that is not of whole months.
    """
    is_yen, to_win = unit == "goal_yen", unit != "opportunities"
    curve = found.lead_to_won if to_win else found.mqls.curve
    phases = phasing(goal.start, goal.stop, curve, as_of=as_of, record_days=record_days)
    ends = [first_of_month(month.year, month.month + 1) for month in phases.months]
    days = [max(0, (end - as_of).days - 1) for end in (goal.start, *ends)]
    flight = in_flight(
        deals=found.deals if to_win else None,
        sqls=found.sqls,
        mqls=found.mqls,
        days=days,
        deals_per_lead=found.deals_per_lead,
    )
    first = "wins" if to_win else "opportunities"
    steps = () if rates is None else tuple(rates_above(first, rates))
    reason = "open" if rates is None else next(filter(None, (size.reason, *map(why_undefined, steps))), None)
    per_inquiry = 0.0 if reason else prod(step.point for step in steps)
    begins, after = max((goal.start - as_of).days, 1), (goal.stop - as_of).days
    return Ahead(
        unit=unit,
        phases=phases,
        done=found.won_amount_yen if is_yen else found.won_count if to_win else found.opened_count,
        groups=flight.groups,
        flight=np.maximum.accumulate(flight.expected[1:] - flight.expected[0]),
        flight_variance=_variance_within(flight),
        before=_before(curve, days, inquiries_a_day * per_inquiry),
        per_inquiry=per_inquiry,
        inquiries=inquiries_a_day * max(0, after - begins),
        rates=steps,
        size=size,
        reason=reason,
        flight_reason=_why_unknown(flight.groups),
    )


def _variance_within(flight: InFlight) -> float:
    """Return the variance of what falls between the first and the last day; ahead of today the luck of its
    own and the error of the rates of all."""
    first, last = float(flight.expected[0]), float(flight.expected[-1])
    if not first:
        return float(flight.variance[-1])
    error = max(0.0, float(flight.variance[-1]) - last) / last**2
    return (last - first) + (last - first) ** 2 * error


def _before(curve: MaturityCurve, days: Sequence[int], events_a_day: float) -> Float:
    """Return what the inquiries between today and the period bring in it, by the end of each month."""
    came = np.arange(1, days[0] + 1)
    until = curve.share_at(np.array(days)[:, None] - came).sum(axis=1)
    return np.asarray((until[1:] - until[0]) * events_a_day)


def _why_unknown(groups: dict[str, Group]) -> str | None:
    """Return why nothing is known of anything in flight; None when something is, or nothing is in flight."""
    waiting = [group for group in groups.values() if group.subject_count]
    return waiting[0].reason if waiting and all(group.reason for group in waiting) else None
