"""The caches of the meeting page: whatever no sentence, goal or decision changes."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

from kpi import health, reading
from kpi.agenda import Disagreement, Promise
from kpi.compare import Comparison, known_through
from kpi.compare_counts import Compared, Daily, compared, daily
from kpi.compare_late import arrived_late
from kpi.compare_segments import Segment, segments
from kpi.disagreement import new_disagreements
from kpi.filters import Filter
from kpi.period import Calendar, Period
from kpi.promises import first_contact
from kpi.reading import Actual
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
    path: Path, data_version: int, chosen: Filter, comparison: Comparison, mql: int, sql: int
) -> Compared:
    """The levels of both periods, by cohort at an equal age."""
    return compared(cached.store(path), chosen, comparison, mql=mql, sql=sql)


@cache_resource(max_entries=64)
def segments_of(
    path: Path, data_version: int, chosen: Filter, comparison: Comparison, dimension: str, mql: int, sql: int
) -> tuple[Segment, ...]:
    """The levels of both periods by one dimension."""
    return segments(cached.store(path), chosen, comparison, dimension, mql=mql, sql=sql)


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
    path: Path, data_version: int, kpi: str, chosen: Filter, mql: int, sql: int, as_of: date
) -> Actual:
    """A KPI that a decision is about, in the filter's period."""
    return reading.actual(cached.store(path), kpi, chosen, mql=mql, sql=sql, as_of=as_of)


def known_calendar(calendar: Calendar, today: date) -> Calendar:
    """The calendar with the days off that follow its last recorded day."""
    return known_through(calendar, today, _workdays(calendar.as_of, today))


def _workdays(first: date, last: date) -> Workdays:
    return japanese(first - _AROUND, last + _AROUND)
