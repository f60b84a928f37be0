"""The shared KPIs of a meeting: now and before, against their noise and their goal, and over time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

import numpy as np

from kpi import smalln
from kpi.codes import RATES
from kpi.compare import Comparison, Grain, buckets, usable
from kpi.compare_counts import OURS, Compared, Daily, Part
from kpi.decision import UNITS
from kpi.meeting_bands import band_of, banded, limits, place_of, plain, quiet_factors
from kpi.meeting_goal import Adopted, goal
from kpi.period import Calendar, Period
from kpi.rates import rate
from kpi.snapshot import Line, Series
from kpi.trend import Band

OVER_TIME: Final = ("leads", "mqls", "sqls", "opportunities", "wins", "amount_yen")
BANDED: Final = ".band"  # ends the code of a series that is drawn with its band
_MOST_WINDOWS: Final = 60
_FEWEST_CASES: Final = 5  # in both periods together; with fewer no story is told


@dataclass(frozen=True, eq=False)
class Kpis:
    """The lines of the first block and the series behind them: each level by bucket, and of each line the
    points that its band judges, its code ending in BANDED; the factors of the chain that are `quiet`."""

    lines: tuple[Line, ...]
    series: tuple[Series, ...]
    quiet: frozenset[str] = frozenset()


def codes(denominator: str) -> tuple[str, ...]:
    """Return the KPIs that both departments share; the SQL rate by its denominator (inq or mql)."""
    return "leads", "mqls", "sql_share" if denominator == "mql" else "sql_rate", "opportunities", "amount_yen"


def windows(comparison: Comparison, grain: Grain, calendar: Calendar) -> tuple[Period, ...]:
    """Return the buckets of a series, the oldest first: weeks, months or quarters, or since a meeting as many
    windows of as many days as the record holds."""
    length = comparison.now.days
    if comparison.kind != "meeting":
        return buckets(grain, calendar)
    found: list[Period] = []
    stop = comparison.now.stop
    while length and stop - timedelta(days=length) >= calendar.first_day and len(found) < _MOST_WINDOWS:
        start = stop - timedelta(days=length)
        found.append(Period(f"{start}..{stop - timedelta(days=1)}", start, stop))
        stop = start
    return tuple(reversed(found))


def kpis(
    compared: Compared,
    found: Daily,
    comparison: Comparison,
    periods: Sequence[Period],
    grain: Grain,
    *,
    denominator: str,
    plan: Adopted | None,
    age_days: int = 0,
    parts: Sequence[Part] = OURS,
) -> Kpis:
    """Return the shared KPIs of a comparison.

    In: the levels of both periods, and those of every day that `periods` touch, whose younger buckets are
    less than `age_days` old (by cohort: the age at which all are counted); the adopted plan; whose deals
    count. A KPI that cannot be formed is None with its reason (no_leads, no_mqls); what lies before the
    record is None (not_recorded). By cohort a bucket counts up to an age of each lead, a period up to a day:
    where the two differ the band judges nothing (other_count).
    """
    by_bucket = found.series(periods, parts) if periods else {}
    counted = usable(tuple(periods), comparison.calendar, age_days=age_days)
    alike = _alike(by_bucket, periods, comparison.now, compared.now)
    lines, series = [], []
    for code in codes(denominator):
        band = None if not periods else band_of(code, by_bucket, periods, counted)
        lines.append(_line(code, compared, comparison, periods, band, plan, alike))
        if band is not None:
            series.append(Series(code=code + BANDED, grain=grain, points=banded(band, periods, counted)))
    series += [
        Series(code=code, grain=grain, points=plain(by_bucket[code], periods, counted))
        for code in OVER_TIME
        if periods
    ]
    quiet = quiet_factors(by_bucket, periods, counted, comparison.now, alike)
    return Kpis(tuple(lines), tuple(series), quiet)


def value_of(code: str, levels: Mapping[str, float]) -> float | None:
    """Return a KPI of levels; None for a rate without cases."""
    if code in RATES:
        upper, lower = RATES[code]
        return rate(levels[upper], levels[lower])
    return float(levels[code])


def _line(
    code: str,
    compared: Compared,
    comparison: Comparison,
    periods: Sequence[Period],
    band: Band | None,
    plan: Adopted | None,
    alike: frozenset[str],
) -> Line:
    now, before = compared.now, compared.before
    value = value_of(code, now)
    upper, lower = RATES.get(code, (code, ""))
    aim = goal(code, plan, comparison.now)
    is_alike = {upper, lower or upper} <= alike
    place = None if band is None or not is_alike else place_of(band, periods, comparison.now)
    verdict = _verdict(code, band, place, now, before)
    reason = None if is_alike else "other_count"
    if before is None:
        reason = "not_recorded"
    if value is None:
        reason = "no_mqls" if lower == "mqls" else "no_leads"
    return Line(
        code=code,
        unit=UNITS[code],
        value=value,
        before=None if before is None else value_of(code, before),
        count=now[upper] if lower else None,
        trials=now[lower] if lower else None,
        verdict=verdict,
        reason=reason,
        is_young=comparison.is_running,
        band=None if band is None or place is None else limits(band, place),
        goal=None if aim is None else aim.value,
        pace=None if aim is None or not aim.value or value is None else value / aim.value,
        before_count=before[upper] if before is not None and lower else None,
        before_trials=before[lower] if before is not None and lower else None,
        goal_by=None if aim is None else aim.by,
        against=None if verdict is None else "counts" if place is None else "band",
    )


def _alike(
    by_bucket: Mapping[str, np.ndarray], periods: Sequence[Period], now: Period, levels: Mapping[str, float]
) -> frozenset[str]:
    """Return the levels of which the bucket of the newer period and that period itself say the same."""
    places = [
        place for place, period in enumerate(periods) if (period.start, period.stop) == (now.start, now.stop)
    ]
    return frozenset(
        name for name in OVER_TIME if all(by_bucket[name][place] == levels[name] for place in places)
    )


def _verdict(
    code: str,
    band: Band | None,
    place: int | None,
    now: Mapping[str, float],
    before: Mapping[str, float] | None,
) -> str | None:
    """Say what a value is worth: against its band, and where there is none what its counts can tell."""
    if band is not None and place is not None:
        if not band.is_signal[place]:
            return "inside"
        return "higher" if band.value[place] > band.center[place] else "lower"
    if before is None or code == "amount_yen":
        return None
    if code in RATES:
        upper, lower = RATES[code]
        if min(now[lower], before[lower]) == 0:
            return None
        if smalln.label(int(now[upper]), int(now[lower])) == "too_few":
            return "too_few"
        chance = smalln.chance_higher(now[upper], now[lower], before[upper], before[lower])
    elif 0 < now[code] + before[code] < _FEWEST_CASES:
        return "too_few"
    else:
        chance = smalln.chance_more(now[code], before[code])
    return smalln.direction(float(chance))
