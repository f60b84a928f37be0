"""When leads must come so that their deals are won in time: by month, from the lead-time curve."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kpi.checked import ByScore, floats
from kpi.errors import InvalidInput
from kpi.maturity import MaturityCurve
from kpi.period import first_of_month

Float = NDArray[np.float64]

HALF: Final = 0.5
FEWEST_EVENTS: Final = 5
# A curve that ends this late in the record may only end because the record does.
RECORD_SHARE: Final = 0.8
_ROUNDING: Final = 1e-9


@dataclass(frozen=True, eq=False)
class Phasing:
    """Which leads can still win before `stop`. Arrays have one entry a month of the period.

    `in_time_rate` is the share of a month's wins that fall before `stop` when leads come evenly through the
    month; `open_share` is the part of the month after the as-of day, and `open_in_time_rate` the same share
    for leads of that part (0 where nothing is open). `by_month` [i, j] is the share of the wins from open
    days of month i that falls in month j or before.
    `caution` names why the curve says little: no_curve (then everything counts as in time), no_lead_time
    (all wins come on the day of the lead), few_wins (fewer than 5), record_too_short.
    """

    months: tuple[date, ...]
    stop: date
    in_time_rate: Float
    open_share: Float
    open_in_time_rate: Float
    by_month: Float
    caution: str | None

    @property
    def last_half_month(self) -> date | None:
        """The last month in which a new lead counts at least half; None when no month does."""
        places = np.flatnonzero(self.in_time_rate >= HALF)
        return self.months[places[-1]] if places.size else None


def phasing(
    start: date,
    stop: date,
    curve: MaturityCurve,
    *,
    as_of: date | None = None,
    record_days: int | None = None,
) -> Phasing:
    """Work out for each month of [start, stop) which share of its wins still falls before `stop`.

    In: two first days of months; the curve of lead to won (`maturity.in_sequence` makes it of two), best with
    `horizon_share` 1; the last day on which leads have already come
    (None: before the period); the length of the record the curve was read from.
    Raises InvalidInput(what="period") for anything but whole months in order. Source: methods.md 5.
    """
    edges = _edges(start, stop)
    known_to = start - timedelta(days=1) if as_of is None else as_of
    by_month = np.zeros((len(edges) - 1,) * 2)
    whole, open_share = np.zeros(len(by_month)), np.zeros(len(by_month))
    for place, (first, after) in enumerate(pairwise(edges)):
        days = np.arange((after - first).days)
        # a deal won on the last day before an edge still falls before it
        left = np.array([(edge - first).days - 1 for edge in edges[1:]])[:, None] - days
        share = curve.share_at(left)
        is_open = days > (known_to - first).days
        whole[place], open_share[place] = share[-1].mean(), is_open.mean()
        if is_open.any():
            by_month[place] = share[:, is_open].mean(axis=1)
    return Phasing(
        months=tuple(edges[:-1]),
        stop=stop,
        in_time_rate=whole,
        open_share=open_share,
        open_in_time_rate=by_month[:, -1],
        by_month=by_month,
        caution=_caution(curve, record_days),
    )


@dataclass(frozen=True)
class GoalParts:
    """Where the leads of an even (or weighted) year stand; the three shares sum to 1.

    `past`: their days are over; `too_late`: they would win after the period; `possible`: the rest.
    """

    past: float
    too_late: float
    possible: float


def goal_parts(phases: Phasing, weights: ByScore | None = None) -> GoalParts:
    """Return what part of the goal can no longer come from new leads, and what part still can.

    Raises InvalidInput(what="weights").
    """
    weight = _weights(phases, weights)
    is_open = float(weight @ phases.open_share)
    possible = float(weight @ (phases.open_share * phases.open_in_time_rate))
    return GoalParts(past=max(0.0, 1 - is_open), too_late=max(0.0, is_open - possible), possible=possible)


@dataclass(frozen=True)
class MonthlyNeed:
    """Inquiries needed by month, whole numbers that sum to `total`; None with a `reason` when undefined.

    `factor` is how many times as many leads it takes as it would without lead time.
    Reasons: no_value (a lead is worth nothing), period_over (no day is left), too_late (no lead from now on
    wins in time). `goal_covered` is no failure: what is in flight suffices, and nothing more is needed.
    """

    total: int | None
    by_month: tuple[int, ...] | None
    factor: float | None
    reason: str | None


def monthly_need(
    phases: Phasing,
    goal: float,
    value_per_lead: float | None,
    *,
    carry_in: float = 0.0,
    weights: ByScore | None = None,
) -> MonthlyNeed:
    """Spread the inquiries a goal needs over the months that are left: (goal - carry-in) / (value per lead x
    share in time), by largest remainder.

    In: goal, value of a lead and carry-in (what is expected of the leads and deals in flight) in the same
    unit: yen, wins, or leads with a value of 1 each (a count for a chance). `weights`: how the leads come,
    one value a month (default even); a month that has begun keeps the open part of its weight.
    Raises InvalidInput: what = goal, carry_in, weights.
    """
    for what, number in (("goal", goal), ("carry_in", carry_in)):
        if not (np.isfinite(number) and number >= 0):
            raise InvalidInput(what=what, value=number)
    weight = _weights(phases, weights) * phases.open_share
    left, nothing = float(weight.sum()), tuple(0 for _ in phases.months)
    in_time = float(weight @ phases.open_in_time_rate) / left if left else 0.0
    factor = 1 / in_time if in_time else None
    if goal <= carry_in:
        return MonthlyNeed(0, nothing, factor, "goal_covered")
    if not value_per_lead:
        return MonthlyNeed(None, None, factor, "no_value")
    if factor is None:
        return MonthlyNeed(None, None, None, "too_late" if left else "period_over")
    needed = (goal - carry_in) / value_per_lead * factor
    total = ceil(needed * (1 - _ROUNDING))
    return MonthlyNeed(total, largest_remainder(total, weight), factor, None)


def _edges(start: date, stop: date) -> list[date]:
    """Return the first days of the months from `start` to `stop`, both included."""
    count = (stop.year - start.year) * 12 + stop.month - start.month
    if count < 1 or start.day != 1 or stop.day != 1:
        raise InvalidInput(what="period", value=(start, stop))
    return [first_of_month(start.year, start.month + month) for month in range(count + 1)]


def _caution(curve: MaturityCurve, record_days: int | None) -> str | None:
    if curve.horizon_days is None:
        return "no_curve"
    if curve.event_count < FEWEST_EVENTS:
        return "few_wins"
    if curve.horizon_days == 0:
        return "no_lead_time"
    is_short = record_days is not None and curve.horizon_days >= RECORD_SHARE * record_days
    return "record_too_short" if is_short else None


def _weights(phases: Phasing, weights: ByScore | None) -> Float:
    """Return one weight a month, in sum 1."""
    found = np.ones(len(phases.months)) if weights is None else floats("weights", weights)
    if found.shape != phases.in_time_rate.shape or found.min() < 0 or not found.sum() > 0:
        raise InvalidInput(what="weights", value=weights)
    return np.asarray(found / found.sum())


def largest_remainder(total: int, weight: Float) -> tuple[int, ...]:
    """Split a whole number by weights into whole numbers that sum to it; of equal remainders the earlier."""
    exact = [Fraction(float(one)) for one in weight]
    exact = [total * one / sum(exact) for one in exact]
    whole = [floor(one) for one in exact]
    by_rest = sorted(range(len(exact)), key=lambda place: whole[place] - exact[place])
    for place in by_rest[: total - sum(whole)]:
        whole[place] += 1
    return tuple(whole)
