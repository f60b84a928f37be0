"""Which two periods a meeting compares, and at what age; dates alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal, get_args

from kpi.errors import InvalidInput
from kpi.period import Calendar, Period, first_of_month
from kpi.workdays import Workdays

Kind = Literal["meeting", "week", "month", "quarter", "year_before"]
Grain = Literal["week", "month", "quarter"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
SERIES_MONTHS: Final = 15
_DAY: Final = timedelta(days=1)
_SAME_WEEK: Final = timedelta(weeks=52)  # a year back by weeks: Monday against Monday
_MONTHS: Final[dict[Grain, int]] = {"month": 1, "quarter": 3}


@dataclass(frozen=True)
class Comparison:
    """Two periods of one kind. They are not cut to the record: `recorded` says what of `before` is known.

    `is_running`: `now` has not ended, and `before` holds as many days of its beginning (fewer where that
    month or quarter is shorter). `now.days` is 0 when nothing is recorded since the last meeting.
    """

    kind: Kind
    now: Period
    before: Period
    calendar: Calendar
    is_running: bool = False

    @property
    def recorded(self) -> Literal["all", "part", "none"]:
        """How much of `before` lies within the record; a change against "part" or "none" is undefined."""
        first = self.calendar.first_day
        if self.before.start >= first:
            return "all"
        return "part" if self.before.stop > first else "none"

    @property
    def equal_age_days(self) -> int:
        """Age of the youngest leads of `now` on the as-of day."""
        return max(0, (self.calendar.as_of + _DAY - self.now.stop).days)

    @property
    def before_known_to(self) -> date:
        """The day up to which outcomes of `before` count, so that its leads are as old as those of `now`."""
        return self.calendar.as_of - (self.now.stop - self.before.stop)

    def is_young(self, horizon_days: int | None) -> bool:
        """Whether the leads of `now` may still bring what a maturity curve of that horizon promises."""
        return horizon_days is not None and self.equal_age_days < horizon_days


def compare(
    kind: Kind,
    calendar: Calendar,
    *,
    last_meeting: date | None = None,
    grain: Grain = "week",
    running: bool = False,
) -> Comparison:
    """Return the newest two periods of a kind: the last complete one, or with `running` the one under way.

    "meeting": from the last meeting's day to the as-of day, against equally many days before; without a last
    meeting the kind is that of `grain`. "year_before": the newest `grain` against the same one a year ago, by
    weeks 52 weeks. A record too short for a complete period is taken as running. Weeks begin on Monday,
    quarters as the fiscal year says. InvalidInput(what="comparison") for another kind.
    """
    if kind not in KINDS:
        raise InvalidInput(what="comparison", value=kind)
    if kind == "meeting" and last_meeting:
        return _since(last_meeting, calendar)
    unit = kind if kind in ("week", "month", "quarter") else grain
    after = calendar.as_of + _DAY
    start, stop = bucket(unit, calendar.as_of, calendar)
    if stop > after and not running:
        last_start, last_stop = bucket(unit, start - _DAY, calendar)
        if last_stop > calendar.first_day:
            start, stop = last_start, last_stop
    now = _period(start, min(stop, after))
    step_back = _year_ago if kind == "year_before" else _one_back
    before = step_back(now, unit, calendar, is_running=stop > after)
    return Comparison("year_before" if kind == "year_before" else unit, now, before, calendar, stop > after)


def buckets(grain: Grain, calendar: Calendar, *, months: int = SERIES_MONTHS) -> tuple[Period, ...]:
    """Return the recorded weeks, months or quarters of the last months, whole, the oldest first."""
    oldest = max(calendar.first_day, _months_back(calendar.as_of, months) + _DAY)
    found, day = [], calendar.as_of
    while day >= oldest:
        start, stop = bucket(grain, day, calendar)
        found.append(_period(start, stop))
        day = start - _DAY
    return tuple(reversed(found))


def usable(found: tuple[Period, ...], calendar: Calendar, *, age_days: int = 0) -> tuple[bool, ...]:
    """Say of each bucket whether it is recorded as a whole and its youngest leads are `age_days` old."""
    newest = calendar.as_of - timedelta(days=age_days)
    return tuple(one.start >= calendar.first_day and one.stop - _DAY <= newest for one in found)


def known_through(calendar: Calendar, today: date, workdays: Workdays) -> Calendar:
    """Return the calendar with the days off that follow its as-of day, up to yesterday: on them nothing is
    missing. So on Monday last week is complete, though its last inquiry came on Friday."""
    day = calendar.as_of
    while day + _DAY < today and workdays.between(day + _DAY, day + 2 * _DAY) == 0:
        day += _DAY
    return Calendar(calendar.first_day, day, calendar.fiscal_start_month)


def bucket(grain: Grain, day: date, calendar: Calendar) -> tuple[date, date]:
    """Return first day and day after the last of the week, month or fiscal quarter that holds a day."""
    if grain == "week":
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(weeks=1)
    length = _MONTHS[grain]
    month = day.month - (day.month - calendar.fiscal_start_month) % length
    return first_of_month(day.year, month), first_of_month(day.year, month + length)


def _since(meeting: date, calendar: Calendar) -> Comparison:
    stop = calendar.as_of + _DAY
    start = min(meeting, stop)
    return Comparison("meeting", _period(start, stop), _period(start - (stop - start), start), calendar)


def _one_back(now: Period, grain: Grain, calendar: Calendar, *, is_running: bool) -> Period:
    start, stop = bucket(grain, now.start - _DAY, calendar)
    return _period(start, min(stop, start + timedelta(days=now.days)) if is_running else stop)


def _year_ago(now: Period, grain: Grain, calendar: Calendar, *, is_running: bool) -> Period:
    if grain == "week":
        return _period(now.start - _SAME_WEEK, now.stop - _SAME_WEEK)
    start = _months_back(now.start, 12)
    # the 28th of February 2024 goes back to the 28th, February 2025 to the whole of February 2024
    stop = _months_back(now.stop - _DAY, 12) + _DAY if is_running else _months_back(now.stop, 12)
    return _period(start, stop)


def _months_back(day: date, count: int) -> date:
    """Return the same day of an earlier month, its last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 - count, 12)
    last = first_of_month(year, month + 2) - _DAY
    return last.replace(day=min(day.day, last.day))


def _period(start: date, stop: date) -> Period:
    return Period(f"{start}..{stop - _DAY}", start, stop)
