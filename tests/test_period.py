"""Periods: fiscal years of any start, Monday weeks, own dates; cut to the record, refused when empty."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.errors import InvalidInput
from kpi.period import ALL, Calendar, Period, choices, fiscal_year, parse

LONG = Calendar(date(2019, 1, 1), date(2029, 12, 31))


def days(code: str, calendar: Calendar = LONG) -> tuple[str, str]:
    found = parse(code, calendar)
    return found.start.isoformat(), found.stop.isoformat()


@pytest.mark.parametrize(
    ("code", "start", "stop"),
    [
        ("fy2025", "2025-04-01", "2026-04-01"),
        ("fy2025h1", "2025-04-01", "2025-10-01"),
        ("fy2025h2", "2025-10-01", "2026-04-01"),
        ("fy2025q1", "2025-04-01", "2025-07-01"),
        ("fy2025q3", "2025-10-01", "2026-01-01"),
        ("fy2025q4", "2026-01-01", "2026-04-01"),  # the last quarter lies in the next calendar year
        ("fy2023q4", "2024-01-01", "2024-04-01"),  # 91 days: 29 February is in it
        ("2024-02-29..2024-02-29", "2024-02-29", "2024-03-01"),
        ("2025-04-01..2025-09-30", "2025-04-01", "2025-10-01"),  # both days included
    ],
)
def test_a_fiscal_year_starts_in_april_and_is_half_open(code: str, start: str, stop: str) -> None:
    assert days(code) == (start, stop)


@pytest.mark.parametrize(
    ("month", "q1", "q4"),
    [
        (1, ("2025-01-01", "2025-04-01"), ("2025-10-01", "2026-01-01")),
        (7, ("2025-07-01", "2025-10-01"), ("2026-04-01", "2026-07-01")),
        (12, ("2025-12-01", "2026-03-01"), ("2026-09-01", "2026-12-01")),
    ],
)
def test_a_fiscal_year_may_start_in_any_month(month: int, q1: tuple[str, str], q4: tuple[str, str]) -> None:
    calendar = Calendar(LONG.first_day, LONG.as_of, month)
    assert (days("fy2025q1", calendar), days("fy2025q4", calendar)) == (q1, q4)


def test_a_day_belongs_to_the_fiscal_year_that_began_last() -> None:
    assert [fiscal_year(date(2026, 3, 31), 4), fiscal_year(date(2026, 4, 1), 4)] == [2025, 2026]
    assert [fiscal_year(date(2026, 12, 31), 1), fiscal_year(date(2026, 1, 1), 1)] == [2026, 2026]


def test_a_leap_year_has_366_days_and_its_february_29() -> None:
    assert parse("fy2023", LONG).days == 366
    assert parse("fy2024", LONG).days == 365


@pytest.mark.parametrize(
    ("as_of", "start", "stop"),
    [
        (date(2026, 11, 15), "2026-11-09", "2026-11-16"),  # a Sunday: its own week is whole
        (date(2026, 11, 16), "2026-11-09", "2026-11-16"),  # a Monday: that week has only begun
        (date(2026, 11, 21), "2026-11-09", "2026-11-16"),  # a Saturday
        (date(2027, 1, 3), "2026-12-28", "2027-01-04"),  # ISO week 53 of 2026
    ],
)
def test_the_last_week_is_the_last_whole_one_from_monday_to_sunday(
    as_of: date, start: str, stop: str
) -> None:
    assert days("w1", Calendar(LONG.first_day, as_of)) == (start, stop)
    assert date.fromisoformat(start).isoweekday() == 1


def test_iso_week_53_is_in_the_last_five_weeks_once() -> None:
    found = parse("w5", Calendar(LONG.first_day, date(2027, 1, 10)))
    weeks = [(found.start + timedelta(weeks=n)).isocalendar()[1] for n in range(5)]
    assert weeks == [50, 51, 52, 53, 1]


@pytest.mark.parametrize(
    "code",
    [
        "", "ALL", "fy25", "fy2025q5", "fy2025q0", "fy2025h3", "fy2025 ", "fy２０２５",
        "w", "w0", "w1000", "w-4", "w４",
        "2025-09-30..2025-04-01", "2025-04-02..2025-04-01", "2025-02-29..2025-03-01",
        "2025-13-01..2025-13-02",
        "2025-04-01", "２０２５-04-01..2025-05-01", "fy0000", "fy9999", "9999-12-31..9999-12-31",
        "0001-01-01..0001-01-02", "fy2030", "2030-01-01..2030-12-31", "' or 1=1 --",
    ],
)  # fmt: skip
def test_a_code_that_means_no_recorded_day_is_refused_with_itself(code: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        parse(code, LONG)
    assert refused.value.fields == {"what": "period", "value": code}


def test_a_period_is_cut_to_the_recorded_days() -> None:
    short = Calendar(date(2025, 5, 10), date(2025, 6, 20))
    assert days("fy2025", short) == days(ALL, short) == ("2025-05-10", "2025-06-21")
    assert days("2025-06-20..2030-01-01", short) == ("2025-06-20", "2025-06-21")
    assert days("w52", short) == ("2025-05-10", "2025-06-16")


def test_choices_are_newest_first_within_each_length_and_all_can_be_used() -> None:
    calendar = Calendar(date(2025, 2, 3), date(2025, 11, 15))
    offered = choices(calendar)
    assert offered == (
        "all", "w4", "w13", "w26", "w52", "fy2025", "fy2024", "fy2025h2", "fy2025h1", "fy2024h2",
        "fy2025q3", "fy2025q2", "fy2025q1", "fy2024q4",
    )  # fmt: skip
    assert all(parse(code, calendar).days > 0 for code in offered)


def test_a_record_of_one_day_offers_only_what_holds_that_day() -> None:
    calendar = Calendar(date(2026, 11, 21), date(2026, 11, 21))  # a Saturday: no whole week
    assert choices(calendar) == ("all", "fy2026", "fy2026h2", "fy2026q3")


def test_days_weeks_and_years_are_lengths_and_an_empty_period_has_none() -> None:
    half = Period("x", date(2025, 4, 1), date(2025, 10, 1))
    assert (half.days, half.weeks) == (183, 183 / 7)
    assert half.years == pytest.approx(183 / 365.25)
    assert Period("x", date(2025, 4, 1), date(2025, 3, 1)).days == 0


@given(st.dates(date(2019, 1, 1), date(2029, 12, 31)), st.integers(1, 12))
def test_quarters_make_halves_and_halves_make_the_year(day: date, month: int) -> None:
    wide = Calendar(date(2010, 1, 1), date(2040, 1, 1), month)
    year = f"fy{fiscal_year(day, month)}"
    quarters = [parse(f"{year}q{n}", wide) for n in (1, 2, 3, 4)]
    whole, first, second = (parse(f"{year}{part}", wide) for part in ("", "h1", "h2"))
    assert whole.start <= day < whole.stop
    assert [one.stop for one in quarters[:3]] == [one.start for one in quarters[1:]]
    assert (quarters[0].start, quarters[1].stop, quarters[3].stop) == (whole.start, first.stop, whole.stop)
    assert (first.start, first.stop, second.stop) == (whole.start, second.start, whole.stop)
