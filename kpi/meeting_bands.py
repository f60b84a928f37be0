"""The bands of a meeting's numbers: of each KPI over the buckets, and which factors lie inside theirs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from kpi.codes import RATES
from kpi.decompose import RATE_CODES
from kpi.period import Period
from kpi.snapshot import Band as Limits
from kpi.snapshot import Point
from kpi.trend import Band, amount_band, count_band, rate_band

_FEWEST_POINTS: Final = 12
_WEEK: Final = 7  # days


def quiet_factors(
    levels: Mapping[str, np.ndarray],
    periods: Sequence[Period],
    counted: Sequence[bool],
    now: Period,
    alike: frozenset[str],
) -> frozenset[str]:
    """Return the factors of the chain that lie inside their band in the newer period: weeks vary more than
    counts alone tell.

    In: the levels by bucket (`Daily.series`), the buckets, which of them count (`compare.usable`), the levels
    that the buckets count as the periods do. A rate whose cases are fewer than its successes, and yen a deal,
    have no band and are not judged.
    """
    if not periods:
        return frozenset()
    may_pool = pools(periods)
    pairs = {code: (lower, upper) for (upper, lower), code in RATE_CODES.items() if lower != "amount_yen"}
    bands = {
        code: rate_band(levels[hits], levels[cases], usable=counted, may_pool=may_pool)
        for code, (hits, cases) in pairs.items()
        if {hits, cases} <= alike and (levels[hits] <= levels[cases]).all()
    }
    bands["leads"] = count_band(levels["leads"], usable=counted)
    places = {code: place_of(band, periods, now) for code, band in bands.items()}
    return frozenset(
        code for code, place in places.items() if place is not None and not bands[code].is_signal[place]
    )


def pools(periods: Sequence[Period]) -> bool:
    """Say whether few cases may be taken together over four buckets: over weeks, not over months."""
    return periods[-1].days <= _WEEK


def band_of(
    code: str, levels: Mapping[str, np.ndarray], periods: Sequence[Period], counted: Sequence[bool]
) -> Band:
    """Return the band of a KPI over buckets, of which not all may count."""
    if code in RATES:
        upper, lower = RATES[code]
        return rate_band(levels[upper], levels[lower], usable=counted, may_pool=pools(periods))
    if code == "amount_yen":
        amounts = np.maximum(0.0, levels[code])  # paid back more than won: below every limit all the same
        wins = levels["wins"] if pools(periods) else None
        return amount_band(amounts, deal_counts=wins, usable=counted)
    return count_band(levels[code], usable=counted)


def place_of(band: Band, periods: Sequence[Period], now: Period) -> int | None:
    """Return the point of the band that ends with the newer period; None where none does, and where so few
    points make the band that a change would widen it: there both periods are compared by their counts."""
    if not band.has_band or len(band.last_bucket) < _FEWEST_POINTS:
        return None
    ends = [place for place, last in enumerate(band.last_bucket) if periods[last].stop == now.stop]
    return ends[0] if ends else None


def limits(band: Band, place: int) -> Limits | None:
    """Return the band of one bucket; of points of several buckets a single value is no part."""
    if band.window > 1:
        return None
    ends = (float(one[place]) for one in (band.center, band.lower, band.upper))
    center, lower, upper = ends
    return Limits(center=center, lower=lower, upper=upper, method=band.method)


def banded(band: Band, periods: Sequence[Period], counted: Sequence[bool]) -> tuple[Point, ...]:
    return tuple(
        Point(
            start=periods[max(0, last - band.window + 1)].start,
            value=_number(band.value[place]),
            lower=_number(band.lower[place]),
            upper=_number(band.upper[place]),
            is_young=not counted[last],
            is_signal=bool(band.is_signal[place]),
        )
        for place, last in enumerate(band.last_bucket)
    )


def plain(values: np.ndarray, periods: Sequence[Period], counted: Sequence[bool]) -> tuple[Point, ...]:
    return tuple(
        Point(start=period.start, value=_number(value), is_young=not whole)
        for period, value, whole in zip(periods, values, counted, strict=True)
    )


def _number(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
