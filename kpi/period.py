"""Periods as stable codes: half-open days, Monday weeks, fiscal years that start in any month."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from kpi.errors import InvalidInput

ALL = "all"
DAYS_A_YEAR = 365.25
_FISCAL = re.compile(r"fy(\d{4})(?:(h)([12])|(q)([1-4]))?", re.ASCII)
_WEEKS = re.compile(r"w(\d{1,3})", re.ASCII)
_DATES = re.compile(r"(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})")


@dataclass(frozen=True)
class Calendar:
    """What a period is measured against: first and as-of day of the record, start of the fiscal year."""

    first_day: date
    as_of: date
    fiscal_start_month: int = 4


@dataclass(frozen=True)
class Period:
    """Days `[start, stop)` under the code that a link carries."""

    code: str
    start: date
    stop: date

    @property
    def days(self) -> int:
        """Number of days; 0 for an empty period."""
        return max(0, (self.stop - self.start).days)

    @property
    def weeks(self) -> float:
        return self.days / 7

    @property
    def years(self) -> float:
        return self.days / DAYS_A_YEAR


def fiscal_year(day: date, start_month: int) -> int:
    """Return the fiscal year a day lies in, named by the calendar year in which it began."""
    return day.year if day.month >= start_month else day.year - 1


def parse(code: str, calendar: Calendar) -> Period:
    """Return the period of a code, cut to the recorded days.

    Codes: `all`, `fy2025`, `fy2025h1`, `fy2025q3`, `w12` (the last 12 whole weeks),
    `2025-04-01..2025-09-30` (both days included). InvalidInput(what="period") for anything else,
    for reversed dates, and for a period without a recorded day.
    """
    start, stop = _bounds(code, calendar)
    start, stop = max(start, calendar.first_day), min(stop, calendar.as_of + timedelta(days=1))
    if start >= stop:
        raise InvalidInput(what="period", value=code)
    return Period(code, start, stop)


def fiscal(code: str, start_month: int) -> Period:
    """Return a fiscal year, half or quarter as a whole, also where nothing is recorded (a goal lies ahead).

    InvalidInput(what="period") for any other code.
    """
    found = _FISCAL.fullmatch(code)
    try:
        if found:
            return Period(code, *_fiscal_bounds(found, start_month))
    except ValueError as error:
        raise InvalidInput(what="period", value=code) from error
    raise InvalidInput(what="period", value=code)


def choices(calendar: Calendar) -> tuple[str, ...]:
    """Return the codes worth offering: everything, last weeks, then fiscal years, halves and quarters
    that hold a recorded day, newest first."""
    years = range(
        fiscal_year(calendar.as_of, calendar.fiscal_start_month),
        fiscal_year(calendar.first_day, calendar.fiscal_start_month) - 1,
        -1,
    )
    fiscal = [f"fy{year}{part}" for part in ("", "h2", "h1", "q4", "q3", "q2", "q1") for year in years]
    order = sorted(
        (code for code in fiscal if _recorded(code, calendar)),
        key=lambda code: (len(code) > 6, "q" in code, -_bounds(code, calendar)[0].toordinal()),
    )
    weeks = [f"w{count}" for count in (4, 13, 26, 52)]
    return (ALL, *(code for code in weeks if _recorded(code, calendar)), *order)


def goal_period(code: str, calendar: Calendar) -> Period:
    """Return what `fiscal` does; "" is the fiscal year of the as-of day. InvalidInput(what="period") also for
    years more than ten away."""
    now = fiscal_year(calendar.as_of, calendar.fiscal_start_month)
    chosen = fiscal(code or f"fy{now}", calendar.fiscal_start_month)
    if abs(fiscal_year(chosen.start, calendar.fiscal_start_month) - now) > 10:
        raise InvalidInput(what="period", value=code)
    return chosen


def goal_choices(calendar: Calendar) -> tuple[str, ...]:
    """Return the codes of goals worth offering: this fiscal year, the next and the last, with their parts."""
    now = fiscal_year(calendar.as_of, calendar.fiscal_start_month)
    parts = ("", "h1", "h2", "q1", "q2", "q3", "q4")
    return tuple(f"fy{year}{part}" for year in (now, now + 1, now - 1) for part in parts)


def quarters_over(calendar: Calendar) -> tuple[Period, ...]:
    """Return the fiscal quarters that are recorded from their first day and over, the oldest first; of a long
    record the last twelve."""
    start = calendar.fiscal_start_month
    years = range(fiscal_year(calendar.first_day, start), fiscal_year(calendar.as_of, start) + 1)
    found = (fiscal(f"fy{year}q{part}", start) for year in years for part in range(1, 5))
    return tuple(
        one
        for one in found
        if calendar.first_day <= one.start and one.stop <= calendar.as_of + timedelta(days=1)
    )[-12:]


def months(chosen: Period) -> int:
    """Return the number of months that a period of whole months holds."""
    return (chosen.stop.year - chosen.start.year) * 12 + chosen.stop.month - chosen.start.month


def open_months(chosen: Period, as_of: date) -> tuple[date, ...]:
    """Return the first days of the months of a period of whole months that are not over on the as-of day."""
    edges = [first_of_month(chosen.start.year, chosen.start.month + n) for n in range(months(chosen) + 1)]
    return tuple(first for first, after in pairwise(edges) if after - timedelta(days=1) > as_of)


def _recorded(code: str, calendar: Calendar) -> bool:
    try:
        parse(code, calendar)
    except InvalidInput:
        return False
    return True


def _bounds(code: str, calendar: Calendar) -> tuple[date, date]:
    if code == ALL:
        return calendar.first_day, calendar.as_of + timedelta(days=1)
    try:
        if found := _FISCAL.fullmatch(code):
            return _fiscal_bounds(found, calendar.fiscal_start_month)
        if (found := _WEEKS.fullmatch(code)) and int(found[1]) > 0:
            after = calendar.as_of + timedelta(days=1)
            monday = after - timedelta(days=after.weekday())
            return monday - timedelta(weeks=int(found[1])), monday
        if found := _DATES.fullmatch(code):
            return date.fromisoformat(found[1]), date.fromisoformat(found[2]) + timedelta(days=1)
    except (ValueError, OverflowError) as error:
        raise InvalidInput(what="period", value=code) from error
    raise InvalidInput(what="period", value=code)


def _fiscal_bounds(found: re.Match[str], start_month: int) -> tuple[date, date]:
    first, months = 0, 12
    if found[2]:
        first, months = 6 * (int(found[3]) - 1), 6
    if found[4]:
        first, months = 3 * (int(found[5]) - 1), 3
    year = int(found[1])
    return first_of_month(year, start_month + first), first_of_month(year, start_month + first + months)


def first_of_month(year: int, month: int) -> date:
    """Return the first day of a month; month 13 is January of the next year."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
