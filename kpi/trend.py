"""Which points of a series are news: bands of noise for rates, counts and amounts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

import numpy as np

from kpi.checked import ByScore, Flags, Floats, Integers, column, floats
from kpi.errors import InvalidInput
from kpi.rates import rates

Method = Literal["binomial", "poisson", "laney", "xmr"]
MIN_POINTS: Final = 8  # a band off fewer points says more about them than about the next one
POOL_BELOW: Final = 50  # leads, or won deals, a week
POOLED_WEEKS: Final = 4
OVERDISPERSED: Final = 1.2
_TAILS: Final = np.array([0.00135, 0.99865])  # three sigma
_RANGE_TO_SIGMA: Final = 1.128  # a mean moving range of two, in standard deviations


@dataclass(frozen=True, eq=False)
class Band:
    """Points of a series, the oldest first, and the band within which they are noise.

    All arrays have one entry a point. `value`: nan where undefined; `center`, `lower`, `upper`: nan where
    nothing can be said; `is_signal`: the point is news; `last_bucket`: place of the newest bucket in the
    point. `window`: buckets that make one point. `spread`: how widely the points scatter against chance
    alone, 1 where that is all or cannot be told.
    """

    value: Floats
    center: Floats
    lower: Floats
    upper: Floats
    is_signal: Flags
    last_bucket: Integers
    method: Method
    window: int = 1
    spread: float = 1.0

    @property
    def has_band(self) -> bool:
        return bool(np.isfinite(self.lower).any())


def rate_band(
    hits: ByScore, trials: ByScore, *, usable: Sequence[bool] | None = None, may_pool: bool = True
) -> Band:
    """Return the band of a rate: exact binomial 3-sigma limits round the pooled rate.

    In: counts by bucket, the oldest first, hits ≤ trials; `usable` is False for buckets that are young or
    cut off: they set no band and are no signal. With `may_pool` (weeks, not months) four buckets make one
    point below POOL_BELOW trials a bucket, counted back from the newest usable one; what is left over at the
    old end is dropped. Where points scatter more than OVERDISPERSED times as widely as chance, the limits
    stand so much further away (Laney, on exact limits: the textbook's normal ones raise up to twice the false
    alarms for rates under 10 %). Fewer than MIN_POINTS points with trials give values without a band.
    Raises InvalidInput(what="trend"). Source: methods.md 7; Laney 2002.
    """
    top, bottom = _counts(hits), _counts(trials)
    used = _flags(usable, len(bottom))
    if len(top) != len(bottom) or (top > bottom).any():
        raise InvalidInput(what="trend", value=hits)
    window, last = _points(used, bottom, may_pool)
    top, bottom, whole = _pooled(top, last, window), _pooled(bottom, last, window), _whole(used, last, window)
    counted = whole & (bottom > 0)
    [center] = rates([top[counted].sum()], [bottom[counted].sum()])
    from scipy.stats import binom  # the first screen does not need it

    limits = rates(np.nan_to_num(binom.ppf(_TAILS[:, None], bottom, center)), bottom)
    band = _bare(rates(top, bottom), center, limits, last, "binomial", window)
    sigma = np.sqrt(center * (1 - center) * rates(1, bottom))
    return _judged(_stretched(band, sigma, counted, highest=1.0), counted)


def count_band(counts: ByScore, *, usable: Sequence[bool] | None = None) -> Band:
    """Return the band of counts in buckets of equal length: exact Poisson limits round the mean.

    In: counts by bucket, the oldest first; `usable`, and limits further away, as in `rate_band`.
    Raises InvalidInput(what="trend").
    """
    value = _counts(counts)
    used = _flags(usable, len(value))
    center = value[used].mean() if used.any() else np.nan
    from scipy.stats import poisson  # the first screen does not need it

    limits = np.repeat(poisson.ppf(_TAILS, center)[:, None], len(value), axis=1)
    band = _bare(value, center, limits, np.arange(len(value)), "poisson")
    sigma = np.full(len(value), np.sqrt(center))
    return _judged(_stretched(band, sigma, used, highest=np.inf), used)


def amount_band(
    amounts: ByScore, *, deal_counts: ByScore | None = None, usable: Sequence[bool] | None = None
) -> Band:
    """Return the band of amounts or lead times: XmR limits taken on square roots, for deals are skewed.

    In: values ≥ 0 by bucket, the oldest first, nan or None where undefined; `usable` as in `rate_band`. Where
    `deal_counts` (weeks of won amounts) are below POOL_BELOW a bucket, the sums of four make one point. The
    centre is the square of the mean root, so under the mean. 52 weeks in which nothing changes raise a false
    alarm 22 to 90 % of the time on plain amounts, on pooled roots 4 to 9 %.
    Raises InvalidInput(what="trend"). Source: Wheeler, Understanding Variation (XmR).
    """
    value = column("trend", amounts)
    if np.isinf(value).any() or (value < 0).any():
        raise InvalidInput(what="trend", value=amounts)
    used = _flags(usable, len(value))
    weights = np.full(len(value), np.inf) if deal_counts is None else _counts(deal_counts)
    if len(weights) != len(value):
        raise InvalidInput(what="trend", value=deal_counts)
    window, last = _points(used, weights, True)
    value = _pooled(value, last, window)
    counted = _whole(used, last, window) & np.isfinite(value)
    root = np.sqrt(value[counted])
    center = root.mean() if root.size else np.nan
    reach = 3 * _sigma(root)
    ends = np.square([max(0.0, center - reach), center + reach])
    limits = np.repeat(ends[:, None], len(value), axis=1)
    return _judged(_bare(value, center**2, limits, last, "xmr", window), counted)


def _counts(values: ByScore) -> Floats:
    found = floats("trend", values)
    if (found < 0).any():
        raise InvalidInput(what="trend", value=values)
    return found


def _flags(usable: Sequence[bool] | None, length: int) -> Flags:
    flags = np.ones(length, dtype=bool) if usable is None else np.asarray(usable, dtype=bool)
    if len(flags) != length:
        raise InvalidInput(what="trend", value=usable)
    return flags


def _points(used: Flags, weights: Floats, may_pool: bool) -> tuple[int, Integers]:
    """Return how many buckets make one point, and the newest bucket of each."""
    if not (may_pool and used.any() and weights[used].mean() < POOL_BELOW):
        return 1, np.arange(len(used))
    newest = int(np.flatnonzero(used)[-1])
    return POOLED_WEEKS, np.arange(newest, POOLED_WEEKS - 2, -POOLED_WEEKS)[::-1]


def _pooled(values: Floats, last: Integers, window: int) -> Floats:
    return np.asarray(sum((values[last - back] for back in range(window)), np.zeros(len(last))))


def _whole(used: Flags, last: Integers, window: int) -> Flags:
    return np.equal(_pooled(used.astype(np.float64), last, window), window)


def _sigma(values: Floats) -> float:
    """Return the standard deviation by moving ranges, which a slow drift does not widen; nan below two."""
    return float(np.abs(np.diff(values)).mean()) / _RANGE_TO_SIGMA if len(values) > 1 else np.nan


def _bare(
    value: Floats, center: float, limits: Floats, last: Integers, method: Method, window: int = 1
) -> Band:
    middle, none = np.full(len(value), center), np.zeros(len(value), dtype=bool)
    return Band(value, middle, limits[0], limits[1], none, last, method, window)


def _stretched(band: Band, sigma: Floats, counted: Flags, highest: float) -> Band:
    """Move exact limits away from the centre where points scatter more widely than chance."""
    known = counted & (sigma > 0)
    spread = _sigma((band.value[known] - band.center[known]) / sigma[known])
    if not spread > OVERDISPERSED:
        return band
    lower = np.maximum(0.0, band.center - spread * (band.center - band.lower))
    upper = np.minimum(highest, band.center + spread * (band.upper - band.center))
    return replace(band, lower=lower, upper=upper, method="laney", spread=spread)


def _judged(band: Band, counted: Flags) -> Band:
    """Mark the points outside the band; take it away where too few points made it."""
    if counted.sum() < MIN_POINTS:
        nothing = np.full(len(band.value), np.nan)
        return replace(band, lower=nothing, upper=nothing)
    slack = 1e-9 * np.abs(band.center)
    outside = (band.value < band.lower - slack) | (band.value > band.upper + slack)
    return replace(band, is_signal=outside & counted)
