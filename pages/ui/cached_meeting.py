"""The caches of the meeting page: whatever no sentence, goal or decision changes."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

from kpi import health, snapshots
from kpi.agenda import Disagreement, Promise
from kpi.compare import Comparison, Grain, known_through
from kpi.compare_counts import Compared, Daily, Part, compared, daily
from kpi.compare_late import arrived_late
from kpi.compare_segments import Segment, segments
from kpi.decision import Segment as Place
from kpi.disagreement import new_disagreements
from kpi.errors import KpiError
from kpi.filters import Filter
from kpi.meeting_goal import Adopted
from kpi.meeting_kpis import Kpis, kpis
from kpi.period import Calendar, Period
from kpi.promises import first_contact
from kpi.reading import Actual
from kpi.reading_segment import segment_actual, values
from kpi.workdays import Workdays, japanese
from pages.ui import cached
from pages.ui.caching import cache_data, cache_resource

_AROUND: Final = timedelta(days=120)  # of a period, in which promises may begin and end


@cache_resource(max_entries=64)
def by_day(
    path: Path,
    data_version: int,
    chosen: Filter,
    days: Period,
    mql: int,
    sql: int,
    age_days: int | None = None,
) -> Daily:
    """The levels of every day, by cohort at an equal age, from which the series of a meeting are sums."""
    return daily(cached.store(path), chosen, days, mql=mql, sql=sql, age_days=age_days)


@cache_resource(max_entries=64)
def both(
    path: Path,
    data_version: int,
    chosen: Filter,
    comparison: Comparison,
    parts: tuple[Part, ...],
    mql: int,
    sql: int,
) -> Compared:
    """The levels of both periods, by cohort at an equal age."""
    return compared(cached.store(path), chosen, comparison, mql=mql, sql=sql, parts=parts)


@cache_resource(max_entries=64)
def shown(
    path: Path,
    data_version: int,
    chosen: Filter,
    comparison: Comparison,
    grain: Grain,
    parts: tuple[Part, ...],
    mql: int,
    sql: int,
    denominator: str,
    plan_version: tuple[str, int] | None,
    _both: Compared,
    _found: Daily,
    _periods: tuple[Period, ...],
    _plan: Adopted | None,
) -> Kpis:
    """The lines and series of the first block; what begins with _ follows from the other arguments."""
    return kpis(
        _both,
        _found,
        comparison,
        _periods,
        grain,
        denominator=denominator,
        plan=_plan,
        age_days=comparison.equal_age_days if chosen.dating == "cohort" else 0,
        parts=parts,
    )


@cache_resource(max_entries=64)
def segments_of(
    path: Path,
    data_version: int,
    chosen: Filter,
    comparison: Comparison,
    dimension: str,
    parts: tuple[Part, ...],
    mql: int,
    sql: int,
) -> tuple[Segment, ...]:
    """The levels of both periods by one dimension."""
    return segments(cached.store(path), chosen, comparison, dimension, mql=mql, sql=sql, parts=parts)


@cache_data(max_entries=64)
def late(
    path: Path, data_version: int, chosen: Filter, period: Period, known_at: datetime, mql: int, sql: int
) -> dict[str, float] | None:
    """What of a period came to be known after a moment; None where the store cannot say."""
    found = arrived_late(cached.store(path), chosen, period, known_at=known_at, mql=mql, sql=sql).levels
    return None if found is None else dict(found)


@cache_data(max_entries=64)
def promises(
    path: Path,
    data_version: int,
    chosen: Filter,
    due: Period,
    sql: int,
    contact_days: int,
    idle_days: int,
    as_of: date,
) -> tuple[Promise, ...]:
    """What was promised and missed: first contacts that were due in the period, deals that stand still."""
    opened = cached.store(path)
    found = []
    if due.days:
        kept = first_contact(
            opened, chosen, due, sql=sql, days=contact_days, workdays=_workdays(due.start, as_of), as_of=as_of
        )
        found.append(Promise("first_contact", len(kept.missed), kept.due_count, contact_days))
    [idle] = health.lines(opened, stalled_days=idle_days, codes=("stalled",))
    [(open_count,)] = opened.rows("meeting_open_deals")
    found.append(Promise("stage_idle", idle.count, open_count, idle_days))
    return tuple(found)


@cache_data(max_entries=64)
def disagreements(
    path: Path, data_version: int, chosen: Filter, happened: Period, sql: int
) -> tuple[Disagreement, ...]:
    """Leads and deals of the period on which the line and sales disagree."""
    return new_disagreements(cached.store(path), chosen, happened, sql=sql)


@cache_data(max_entries=128)
def actual(
    path: Path,
    data_version: int,
    kpi: str,
    period: Period,
    segment: Place | None,
    own: tuple[str, ...],
    mql: int,
    sql: int,
    as_of: date,
) -> Actual:
    """A KPI that a decision is about, of a period and a segment."""
    return segment_actual(cached.store(path), kpi, period, segment, own=own, mql=mql, sql=sql, as_of=as_of)


@cache_data(max_entries=8)
def wide_values(path: Path, data_version: int) -> dict[str, tuple[str, ...]]:
    """Landing pages, campaigns and owners that can be decided about."""
    return values(cached.store(path))


@cache_data(max_entries=256)
def period_of(path: Path, snapshot_id: str) -> str:
    """The code of the period that a frozen meeting was about; "" for one that this version cannot read."""
    try:
        return snapshots.reopen(cached.store(path), snapshot_id).now.code
    except KpiError:
        return ""


def known_calendar(calendar: Calendar, today: date) -> Calendar:
    """The calendar with the days off that follow its last recorded day."""
    return known_through(calendar, today, _workdays(calendar.as_of, today))


def _workdays(first: date, last: date) -> Workdays:
    return japanese(first - _AROUND, last + _AROUND)
