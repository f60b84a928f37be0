"""What few cases allow to say: intervals, the chance that one rate is higher, many looks at once, words."""

from __future__ import annotations

from typing import Final, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kpi.errors import InvalidInput

Float = NDArray[np.float64]
Interval = tuple[float, float]
Direction = Literal["higher", "lower", "cannot_tell"]
Label = Literal["too_few", "rough", "enough"]

SURE: Final = 0.90  # "higher" and "lower" are said from this probability up
FALSE_DISCOVERY_RATE: Final = 0.10
_FEWEST_TRIALS: Final = 10
_FEWEST_EVENTS: Final = 5
_WIDE: Final = 0.10  # half of a 90 % interval, as a share
_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(64)
_LUCK, _LUCK_WEIGHT = (_NODES + 1) / 2, _WEIGHTS / 2


def wilson(success_count: float, trial_count: float, confidence: float = 0.95) -> Interval | None:
    """Return Wilson's interval of a rate; None without trials. Source: Wilson 1927.

    Raises InvalidInput(what="success_count") unless 0 <= successes <= trials.
    """
    _check(success_count, trial_count)
    if not trial_count:
        return None
    z = _normal_width(confidence)
    found, pull = success_count / trial_count, z * z / trial_count
    middle = (found + pull / 2) / (1 + pull)
    half = z / (1 + pull) * np.sqrt(found * (1 - found) / trial_count + pull / (4 * trial_count))
    low = 0.0 if success_count == 0 else middle - half
    return float(low), 1.0 if success_count == trial_count else float(middle + half)


def jeffreys(success_count: float, trial_count: float, confidence: float = 0.95) -> Interval | None:
    """Return the equal-tailed interval of Beta(k + 1/2, n - k + 1/2); None without trials.

    Raises InvalidInput(what="success_count") unless 0 <= successes <= trials.
    """
    from scipy.special import betaincinv

    _check(success_count, trial_count)
    if not trial_count:
        return None
    tails = np.array([(1 - confidence) / 2, (1 + confidence) / 2])
    low, high = betaincinv(success_count + 0.5, trial_count - success_count + 0.5, tails)
    return float(low), float(high)


def newcombe(
    success_count: float,
    trial_count: float,
    base_success_count: float,
    base_trial_count: float,
    confidence: float = 0.95,
) -> Interval | None:
    """Return the interval of a rate minus a base rate, from both Wilson intervals (Newcombe 1998, method 10).

    None where either has no trials. Raises InvalidInput(what="success_count") as `wilson`.
    """
    one = wilson(success_count, trial_count, confidence)
    base = wilson(base_success_count, base_trial_count, confidence)
    if one is None or base is None:
        return None
    rate, base_rate = success_count / trial_count, base_success_count / base_trial_count
    low = rate - base_rate - np.hypot(rate - one[0], base[1] - base_rate)
    return float(low), float(rate - base_rate + np.hypot(one[1] - rate, base_rate - base[0]))


def chance_higher(
    success_count: ArrayLike, trial_count: ArrayLike, base_success: ArrayLike, base_trials: ArrayLike
) -> Float:
    """Return P(rate > base rate) element by element, both Jeffreys: right to 1e-4 from ten trials up.

    The quantile is taken of the narrower of the two, so that what is averaged is smooth.
    """
    from scipy.special import betainc, betaincinv

    counts = np.broadcast_arrays(*_floats(success_count, trial_count, base_success, base_trials))
    k, n, k0, n0 = (column[..., None] for column in counts)
    swap = _beta_variance(k, n) < _beta_variance(k0, n0)
    narrow_k, narrow_n = np.where(swap, k, k0), np.where(swap, n, n0)
    wide_k, wide_n = np.where(swap, k0, k), np.where(swap, n0, n)
    at_quantile = betaincinv(narrow_k + 0.5, narrow_n - narrow_k + 0.5, _LUCK)
    below = betainc(wide_k + 0.5, wide_n - wide_k + 0.5, at_quantile) @ _LUCK_WEIGHT
    return np.asarray(np.where(swap[..., 0], below, 1 - below))


def chance_more(count: ArrayLike, base_count: ArrayLike, ratio: ArrayLike = 1.0) -> Float:
    """Return P(mean of `count` > ratio x mean of `base_count`), both Poisson with Jeffreys's prior.

    `ratio` is the exposure of the count over that of the base (days, or cases where successes can be more).
    """
    from scipy.special import betainc

    one, base = _floats(count, base_count)
    share = np.asarray(ratio, float) / (1 + np.asarray(ratio, float))
    return 1 - np.asarray(betainc(one + 0.5, base + 0.5, share))


def chance_below(success_count: float, trial_count: float, reference: float) -> float:
    """Return P(rate < reference), Jeffreys; `reference` is a share."""
    from scipy.special import betainc

    _check(success_count, trial_count)
    return float(betainc(success_count + 0.5, trial_count - success_count + 0.5, min(max(reference, 0), 1)))


def chance_fewer(count: float, reference: float) -> float:
    """Return P(mean < reference) of a Poisson count, Jeffreys."""
    from scipy.special import gammainc

    return float(gammainc(count + 0.5, max(reference, 0)))


def direction(chance: float) -> Direction:
    """Put the chance of being higher into a word; "cannot_tell" below 90 % either way."""
    return "higher" if chance >= SURE else "lower" if chance <= 1 - SURE else "cannot_tell"


def label(success_count: float, trial_count: float) -> Label:
    """Say how much a rate can be trusted (methods.md 7).

    "too_few": under 10 trials, or a 90 % Wilson half-width above 10 points and above half the rate.
    "rough": fewer than 5 events or non-events. Raises InvalidInput(what="success_count") as `wilson`.
    """
    interval = wilson(success_count, trial_count, 0.90)
    if interval is None or trial_count < _FEWEST_TRIALS:
        return "too_few"
    half = (interval[1] - interval[0]) / 2
    if half > _WIDE and half > success_count / trial_count / 2:
        return "too_few"
    return "rough" if min(success_count, trial_count - success_count) < _FEWEST_EVENTS else "enough"


def benjamini_hochberg(p: ArrayLike) -> Float:
    """Return p values adjusted for so many looks: those up to q hold a share q of false ones, on average.

    Empty in, empty out. Source: Benjamini and Hochberg 1995.
    """
    values = np.asarray(p, float)
    order = np.argsort(values)[::-1]
    rank = np.arange(values.size, 0, -1)
    adjusted = np.empty(values.shape)
    adjusted[order] = np.minimum(1, np.minimum.accumulate(values[order] * values.size / rank))
    return adjusted


def _check(success_count: float, trial_count: float) -> None:
    if not 0 <= success_count <= trial_count:
        raise InvalidInput(what="success_count", value=(success_count, trial_count))


def _floats(*values: ArrayLike) -> list[Float]:
    return [np.asarray(value, float) for value in values]


def _normal_width(confidence: float) -> float:
    from scipy.special import ndtri

    return float(ndtri((1 + confidence) / 2))


def _beta_variance(success_count: Float, trial_count: Float) -> Float:
    share = (success_count + 0.5) / (trial_count + 1)
    return share * (1 - share) / (trial_count + 2)
