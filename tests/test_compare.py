"""The two periods of a meeting: literal dates, short records, equal age, business days."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.compare import KINDS, Comparison, Kind, buckets, compare, known_through, usable
from kpi.errors import InvalidInput
from kpi.period import Calendar, Period, parse
from kpi.workdays import Workdays, japanese

FRIDAY = date(2026, 11, 20)
CALENDAR = Calendar(date(2025, 1, 6), FRIDAY)


def ends(period: Period) -> tuple[str, str]:
    """First and last day."""
    return str(period.start), str(period.stop - timedelta(days=1))


def both(found: Comparison) -> list[tuple[str, str]]:
    return [ends(found.now), ends(found.before)]


@pytest.mark.parametrize(
    ("kind", "now", "before"),
    [
        ("week", ("2026-11-09", "2026-11-15"), ("2026-11-02", "2026-11-08")),
        ("month", ("2026-10-01", "2026-10-31"), ("2026-09-01", "2026-09-30")),
        ("quarter", ("2026-07-01", "2026-09-30"), ("2026-04-01", "2026-06-30")),
        ("year_before", ("2026-11-09", "2026-11-15"), ("2025-11-10", "2025-11-16")),
    ],
)
def test_the_last_complete_period_stands_against_the_one_before(
    kind: Kind, now: tuple[str, str], before: tuple[str, str]
) -> None:
    found = compare(kind, CALENDAR)
    assert both(found) == [now, before]
    assert (found.kind, found.is_running, found.recorded) == (kind, False, "all")


@pytest.mark.parametrize(
    ("kind", "now", "before"),
    [
        ("week", ("2026-11-16", "2026-11-20"), ("2026-11-09", "2026-11-13")),
        ("month", ("2026-11-01", "2026-11-20"), ("2026-10-01", "2026-10-20")),
        ("quarter", ("2026-10-01", "2026-11-20"), ("2026-07-01", "2026-08-20")),
        ("year_before", ("2026-11-16", "2026-11-20"), ("2025-11-17", "2025-11-21")),
    ],
)
def test_a_running_period_stands_against_as_many_days(
    kind: Kind, now: tuple[str, str], before: tuple[str, str]
) -> None:
    found = compare(kind, CALENDAR, running=True)
    assert both(found) == [now, before]
    assert (found.is_running, found.now.days) == (True, found.before.days)


def test_months_of_other_length_are_compared_as_far_as_they_go() -> None:
    in_march = Calendar(date(2023, 1, 1), date(2026, 3, 30))
    assert both(compare("month", in_march, running=True)) == [
        ("2026-03-01", "2026-03-30"), ("2026-02-01", "2026-02-28"),
    ]  # fmt: skip
    leap = Calendar(date(2022, 1, 1), date(2024, 2, 28))
    assert both(compare("year_before", leap, grain="month", running=True))[1] == ("2023-02-01", "2023-02-28")
    after = Calendar(date(2022, 1, 1), date(2025, 3, 1))
    assert both(compare("year_before", after, grain="month"))[1] == ("2024-02-01", "2024-02-29")


def test_quarters_follow_the_fiscal_year() -> None:
    from_march = Calendar(date(2024, 1, 1), date(2026, 1, 15), fiscal_start_month=3)
    assert both(compare("quarter", from_march)) == [
        ("2025-09-01", "2025-11-30"),
        ("2025-06-01", "2025-08-31"),
    ]
    assert ends(compare("quarter", from_march, running=True).now) == ("2025-12-01", "2026-01-15")


def test_since_the_last_meeting_stands_against_equally_many_days() -> None:
    found = compare("meeting", CALENDAR, last_meeting=date(2026, 11, 9))
    assert both(found) == [("2026-11-09", "2026-11-20"), ("2026-10-28", "2026-11-08")]
    assert found.kind == "meeting"


def test_without_a_last_meeting_the_rhythm_says_what_is_compared() -> None:
    assert compare("meeting", CALENDAR) == compare("week", CALENDAR)
    assert compare("meeting", CALENDAR, grain="quarter") == compare("quarter", CALENDAR)


def test_nothing_recorded_since_the_last_meeting_is_an_empty_period() -> None:
    for meeting in (date(2026, 11, 21), date(2027, 1, 1)):
        found = compare("meeting", CALENDAR, last_meeting=meeting)
        assert (found.now.days, found.before.days) == (0, 0)


def test_a_record_that_began_last_week_is_compared_while_it_runs() -> None:
    young = Calendar(date(2026, 11, 17), FRIDAY)
    found = compare("month", young)
    assert (ends(found.now), found.is_running, found.recorded) == (("2026-11-01", "2026-11-20"), True, "none")
    assert compare("week", Calendar(date(2026, 11, 4), FRIDAY)).recorded == "part"
    assert compare("week", Calendar(date(2026, 11, 9), FRIDAY)).recorded == "none"


def test_outcomes_of_the_period_before_are_counted_up_to_the_same_age() -> None:
    # the week of 9 to 15 November ended 5 days ago; that of 2 to 8 was so old on the 13th
    found = compare("week", CALENDAR)
    assert (found.equal_age_days, found.before_known_to) == (5, date(2026, 11, 13))
    assert (found.is_young(6), found.is_young(5), found.is_young(None)) == (True, False, False)
    # of months of 31 and 30 days the last days are as old as each other
    month = compare("month", CALENDAR)
    assert month.before_known_to == date(2026, 10, 20)


def test_the_series_holds_the_last_15_months_and_says_which_buckets_are_whole() -> None:
    months = buckets("month", CALENDAR)
    assert (ends(months[0]), ends(months[-1])) == (("2025-08-01", "2025-08-31"), ("2026-11-01", "2026-11-30"))
    assert usable(months, CALENDAR) == (True,) * 15 + (False,)
    # leads of October are 20 days old at least, not 21
    assert usable(months, CALENDAR, age_days=20)[-2:] == (True, False)
    assert usable(months, CALENDAR, age_days=21)[-2:] == (False, False)
    weeks = buckets("week", CALENDAR)
    assert (len(weeks), {week.start.weekday() for week in weeks}) == (66, {0})
    short = Calendar(date(2026, 11, 4), FRIDAY)
    assert usable(buckets("week", short), short) == (False, True, False)


def test_on_monday_last_week_is_complete_though_nobody_wrote_on_the_weekend() -> None:
    days = japanese(date(2026, 1, 1), date(2027, 12, 31))
    assert known_through(CALENDAR, date(2026, 11, 23), days).as_of == date(2026, 11, 22)
    # Monday the 23rd is a holiday: on Tuesday it is known to be empty
    assert known_through(CALENDAR, date(2026, 11, 24), days).as_of == date(2026, 11, 23)
    # nothing since Thursday may be a late export
    thursday = Calendar(CALENDAR.first_day, date(2026, 11, 19))
    assert known_through(thursday, date(2026, 11, 23), days) == thursday
    assert ends(compare("week", known_through(CALENDAR, date(2026, 11, 23), days)).now)[0] == "2026-11-16"


def test_business_days_leave_out_weekends_holidays_and_days_off() -> None:
    days = japanese(date(2026, 1, 1), date(2027, 12, 31), (date(2026, 8, 13),))
    assert days.add(date(2026, 11, 20), 1) == date(2026, 11, 24)  # the 23rd is Labour Thanksgiving Day
    assert days.add(date(2026, 11, 21), 0) == date(2026, 11, 24)
    assert days.add(date(2026, 12, 28), 1) == date(2027, 1, 4)  # over the year's end
    assert days.add(date(2026, 8, 12), 1) == date(2026, 8, 14)
    assert days.between(date(2026, 5, 1), date(2026, 5, 11)) == 3  # 1, 7, 8: Golden Week
    assert days.between(date(2026, 5, 11), date(2026, 5, 1)) == 0
    assert Workdays().between(date(2026, 5, 1), date(2026, 5, 11)) == 6


def test_another_kind_is_refused() -> None:
    with pytest.raises(InvalidInput):
        compare("fortnight", CALENDAR)  # type: ignore[arg-type]


@settings(max_examples=300, deadline=None)
@given(
    as_of=st.dates(date(2020, 1, 1), date(2030, 12, 31)),
    age=st.integers(0, 1500),
    kind=st.sampled_from(KINDS),
    grain=st.sampled_from(("week", "month", "quarter")),
    running=st.booleans(),
    start_month=st.integers(1, 12),
    meeting=st.none() | st.integers(-40, 800),
)
def test_any_comparison_is_of_two_periods_that_do_not_overlap(
    as_of: date, age: int, kind: Kind, grain: str, running: bool, start_month: int, meeting: int | None
) -> None:
    calendar = Calendar(as_of - timedelta(days=age), as_of, start_month)
    last = None if meeting is None else as_of - timedelta(days=meeting)
    found = compare(kind, calendar, last_meeting=last, grain=grain, running=running)  # type: ignore[arg-type]
    assert found.before.start <= found.before.stop <= found.now.start <= found.now.stop
    assert found.now.stop <= as_of + timedelta(days=1)
    assert abs(found.now.days - found.before.days) <= 3
    assert found.before_known_to <= as_of
    if found.kind != "meeting":
        assert found.now.stop > calendar.first_day
        assert parse(found.now.code, calendar).stop == found.now.stop
    series = buckets(grain, calendar)  # type: ignore[arg-type]
    assert all(one.stop == other.start for one, other in pairwise(series))
    assert series[-1].start <= as_of < series[-1].stop
