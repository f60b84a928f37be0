"""The plan as a rising line with its band, and where the actual line stands against it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from kpi.chance_draws import gamma_quantiles
from kpi.chance_inputs import DealSize, Rate, why_undefined
from kpi.checked import ByScore, floats
from kpi.errors import InvalidInput
from kpi.estimate import RANGE
from kpi.phasing import Phasing

Float = NDArray[np.float64]
Standing: TypeAlias = Literal["below", "inside", "above"]


@dataclass(frozen=True, eq=False)
class CumulativePlan:
    """Expected by the end of each month, with the 10th and 90th percentile; in wins, or in yen with a size.

    All arrays rise. Without a value for every rate and for the deal they are empty; `reason` says why.
    """

    expected: Float
    lower: Float
    upper: Float
    reason: str | None

    def standing(self, actual: Sequence[float | None]) -> tuple[Standing | None, ...]:
        """Return for each month whether the actual sum lies in the band; None for months without one."""
        found: list[Standing | None] = []
        for value, lower, upper in zip(actual, self.lower, self.upper, strict=False):
            if value is None:
                found.append(None)
            else:
                found.append("below" if value < lower else "above" if value > upper else "inside")
        return tuple(found)


def cumulative_plan(
    phases: Phasing,
    leads_by_month: ByScore,
    rates: Sequence[Rate],
    *,
    size: DealSize | None = None,
    carry_in_wins: ByScore | None = None,
) -> CumulativePlan:
    """Work out what a plan of leads should have brought by the end of each month.

    In: leads by month of `phases`; all rates between lead and win; `carry_in_wins` expected by the end of
    each month from what is in flight, rising. Without a deal size the plan is in wins.
    Band: wins are Poisson around their expectation, the rates and the mean deal uncertain as in
    `chance.chances`, the whole matched by a gamma: closed form, nothing jitters.
    Reasons: as in `chance.chances`. Raises InvalidInput: what = leads, carry_in (another length, below 0,
    or falling), rate.
    """
    leads = _by_month("leads", leads_by_month, phases)
    carried = np.zeros(leads.size) if carry_in_wins is None else _by_month("carry_in", carry_in_wins, phases)
    if (np.diff(carried) < 0).any():
        raise InvalidInput(what="carry_in", value=carry_in_wins)
    money = size or DealSize.of("wins", None, ())
    reason = money.reason or next(filter(None, map(why_undefined, rates)), None)
    if reason:
        return CumulativePlan(np.empty(0), np.empty(0), np.empty(0), reason)
    error = money.squared_error + sum(rate.log_variance for rate in rates)
    wins = prod(rate.point for rate in rates) * (leads @ phases.by_month) + carried
    expected = wins * money.mean
    variance = money.mean**2 * (wins * (1 + money.squared_variation) + wins**2 * error)
    lower, upper = (gamma_quantiles(expected, variance, share) for share in RANGE)
    return CumulativePlan(expected, lower, upper, None)


def _by_month(what: str, values: ByScore, phases: Phasing) -> Float:
    found = floats(what, values)
    if found.shape != phases.in_time_rate.shape or found.min() < 0:
        raise InvalidInput(what=what, value=values)
    return found
