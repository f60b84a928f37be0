"""What a chance is worked out from: rates that were counted or typed, and the size of a deal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache
from math import ceil
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from kpi.chance_draws import wins_needed
from kpi.checked import ByScore, floats
from kpi.errors import InvalidInput
from kpi.estimate_draws import MANY_DEALS, amount_moments
from kpi.numbers import Numeric, exact_number, exact_rate

Float = NDArray[np.float64]

FEWEST_WINS: Final = 5  # won deals below which their size is not guessed


@dataclass(frozen=True)
class Counted:
    """A rate seen in the data: of `trial_count` at `level`, `success_count` went on towards the deal.

    Trials may be maturity-adjusted (sum of G(age)), so neither needs to be whole.
    """

    level: str
    success_count: float
    trial_count: float

    @property
    def point(self) -> float:
        """The rate as counted; there must be trials."""
        return self.success_count / self.trial_count

    @cached_property
    def log_variance(self) -> float:
        """The variance of the logarithm of Beta(k + 1/2, n - k + 1/2): exact, and near the squared
        standard error over the mean."""
        from scipy.special import polygamma

        return float(polygamma(1, self.success_count + 0.5) - polygamma(1, self.trial_count + 1))


@dataclass(frozen=True)
class Typed:
    """A rate that is taken as known exactly: the share (0..1) of `level` that goes on towards the deal."""

    level: str
    rate: Numeric

    @property
    def point(self) -> float:
        """The rate as a number. Raises InvalidInput(what="rate")."""
        try:
            return float(exact_rate(self.rate))
        except InvalidInput:
            raise InvalidInput(what="rate", value=self.rate) from None

    @property
    def log_variance(self) -> float:
        """0: it is known."""
        return 0.0


Rate: TypeAlias = Counted | Typed


@dataclass(frozen=True, eq=False)
class DealSize:
    """How large a deal is: known exactly (1 for a goal in counts), or only as well as the won deals tell."""

    known: Fraction | None
    won_amounts_yen: Float
    reason: str | None

    @classmethod
    def of(cls, unit: str, average_deal_yen: Numeric | None, won_amounts_yen: ByScore) -> DealSize:
        """Take the typed average if there is one, else the won deals; `reason` says why there is neither.

        Won deals that are all alike count as known. Raises InvalidInput: what = average_deal, won_amounts.
        """
        won = floats("won_amounts", won_amounts_yen)
        if unit != "yen":
            return cls(Fraction(1), won, None)
        if average_deal_yen is not None:
            try:
                average = exact_number(average_deal_yen)
            except InvalidInput:
                raise InvalidInput(what="average_deal", value=average_deal_yen) from None
            return cls(average, won, None if average > 0 else "no_average_deal")
        reason = _why_no_size(won)
        is_alike = reason is None and np.ptp(won) == 0
        return cls(exact_number(won[0]) if is_alike else None, won, reason)

    def targets(self, seed: int, goal: Fraction, luck: Float) -> Float:
        """Return the wins (or whatever the goal counts) that each draw needs."""
        if goal == 0:
            return np.zeros(luck.shape)
        if self.known is not None:
            return np.full(luck.shape, float(ceil(goal / self.known)))
        mean, variance = _deals_drawn(self.won_amounts_yen.tobytes(), luck.size, seed)
        return wins_needed(float(goal), mean, variance, luck)

    @cached_property
    def mean(self) -> float:
        """Yen of the mean deal, or 1."""
        return float(self.won_amounts_yen.mean() if self.known is None else self.known)

    @cached_property
    def squared_variation(self) -> float:
        """(standard deviation / mean)² of one deal."""
        return 0.0 if self.known is not None else float(self.won_amounts_yen.var()) / self.mean**2

    @cached_property
    def squared_error(self) -> float:
        """(standard error / mean)² of the mean deal; 0 when it is known."""
        return 0.0 if self.known is not None else self.squared_variation / self.won_amounts_yen.size


def rates_above(unit: str, rates: Sequence[Rate]) -> list[Rate]:
    """Return the rates above the level that the goal is counted in; refuse repeated or reserved levels."""
    names = [step.level for step in rates]
    if len({*names, "wins", "budget", "yen", "luck", "deal_size"}) < len(names) + 5 or not all(names):
        raise InvalidInput(what="level", value=names)
    if unit in ("yen", "wins"):
        return list(rates)
    if unit not in names:
        raise InvalidInput(what="goal_unit", value=unit)
    return list(rates[names.index(unit) + 1 :])


def _why_no_size(won: Float) -> str | None:
    if won.size < FEWEST_WINS:
        return ("no_win", "one_win")[won.size] if won.size < 2 else "few_wins"
    return None if won.sum() > 0 else "no_won_amount"


def why_undefined(step: Rate) -> str | None:
    """Return the code of what keeps a rate from being used, or None. Raises InvalidInput(what="rate")."""
    if isinstance(step, Typed):
        return None if step.point else f"rate_zero:{step.level}"
    success, trials = step.success_count, step.trial_count
    if not (np.isfinite([success, trials]).all() and min(success, trials) >= 0):
        raise InvalidInput(what="rate", value=(success, trials))
    if success > trials:
        return f"rate_above_one:{step.level}"
    if not trials:
        return f"no_trials:{step.level}"
    return None if success else f"rate_zero:{step.level}"


@lru_cache(maxsize=32)
def _deals_drawn(won_amounts_yen: bytes, draws: int, seed: int) -> tuple[Float, Float]:
    """Draw mean and variance of a deal, not to be changed: Bayesian bootstrap; of many deals a gamma of the
    same error, which, unlike a normal, never makes a deal worthless."""
    won, rng = np.frombuffer(won_amounts_yen), np.random.default_rng(seed)
    if won.size <= MANY_DEALS:
        found = amount_moments(rng, draws, won)
    else:
        size = DealSize(None, won, None)
        mean = rng.standard_gamma(1 / size.squared_error, draws) * size.squared_error * size.mean
        found = mean, np.full(draws, won.var())
    for values in found:
        values.flags.writeable = False
    return found
