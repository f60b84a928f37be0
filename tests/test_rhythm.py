"""How the team meets: what was agreed last counts, a meeting is held once, last time is found."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from kpi import rhythm as kept
from kpi.errors import InvalidInput
from kpi.rhythm import Every, Rhythm, is_stale, next_meeting
from kpi.store import Store, set_meta


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path / "kpi.duckdb")
    yield opened
    opened.close()


def hold(store: Store, day: str, every: Every = "weekly") -> kept.Meeting:
    return kept.hold(store, date.fromisoformat(day), every=every, by="佐藤")


def test_before_anything_is_agreed_the_team_meets_on_mondays(store: Store) -> None:
    found = kept.rhythm(store)
    assert (found.every, found.weekday, found.last_time) == ("weekly", 0, "meeting")
    assert kept.meetings(store) == []


def test_what_is_agreed_last_counts_and_earlier_agreements_stay(store: Store) -> None:
    first = Rhythm(every="monthly", weekday=3, last_time="month", first_contact_days=1, stage_idle_days=14)
    for agreed in (first, first, Rhythm()):
        kept.agree(store, agreed, by="鈴木")
    assert kept.rhythm(store) == Rhythm()
    kept.agree(store, first, by=None)
    assert kept.rhythm(store) == first
    with store.cursor() as cursor:
        found = cursor.execute("select version, created_by from rhythm order by version").fetchall()
    assert found == [(1, "鈴木"), (2, "鈴木"), (3, None)]


@pytest.mark.parametrize(
    "wrong",
    [{"weekday": 7}, {"every": "daily"}, {"first_contact_days": -1}, {"stage_idle_days": 0}, {"other": 1}],
)
def test_a_rhythm_that_cannot_be_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Rhythm.model_validate(wrong)


@pytest.mark.parametrize(
    ("every", "weekday", "after", "day"),
    [
        ("weekly", 0, "2026-11-21", "2026-11-23"),  # Saturday → Monday
        ("weekly", 0, "2026-11-23", "2026-11-30"),  # the next one, not today
        ("weekly", 6, "2026-12-31", "2027-01-03"),
        ("monthly", 0, "2026-11-01", "2026-11-02"),
        ("monthly", 0, "2026-11-02", "2026-12-07"),
        ("monthly", 4, "2026-12-25", "2027-01-01"),
        ("quarterly", 1, "2026-11-21", "2027-01-05"),
        ("quarterly", 1, "2027-01-01", "2027-01-05"),
        ("quarterly", 1, "2027-02-28", "2027-04-06"),
    ],
)
def test_the_next_meeting_is_the_agreed_weekday(every: Every, weekday: int, after: str, day: str) -> None:
    agreed = Rhythm(every=every, weekday=weekday)
    assert next_meeting(agreed, date.fromisoformat(after)) == date.fromisoformat(day)


def test_quarters_follow_the_fiscal_year() -> None:
    quarterly = Rhythm(every="quarterly", weekday=0)
    assert next_meeting(quarterly, date(2026, 11, 21), fiscal_start_month=3) == date(2026, 12, 7)


@given(
    st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["weekly", "monthly", "quarterly"]),
    st.integers(0, 6),
    st.integers(1, 12),
)
def test_the_next_meeting_lies_ahead_and_within_one_turn(
    after: date, every: Every, weekday: int, start: int
) -> None:
    day = next_meeting(Rhythm(every=every, weekday=weekday), after, start)
    assert day.weekday() == weekday
    assert (
        timedelta(0)
        < day - after
        <= {"weekly": timedelta(7), "monthly": timedelta(37)}.get(every, timedelta(99))
    )


def test_a_meeting_of_one_day_is_held_once(store: Store) -> None:
    first = hold(store, "2026-11-16")
    assert hold(store, "2026-11-16") == first
    review = hold(store, "2026-11-16", "quarterly")
    assert sorted(kept.meetings(store), key=lambda one: one.every) == [review, first]
    assert (first.created_by, first.version, first.data_version) == ("佐藤", 1, 0)


def test_last_time_is_the_newest_meeting_before_the_day(store: Store) -> None:
    weekly, review, later = (
        hold(store, "2026-11-02"),
        hold(store, "2026-10-05", "quarterly"),
        hold(store, "2026-11-09"),
    )
    assert kept.last_meeting(store, date(2026, 11, 10)) == later
    assert kept.last_meeting(store, date(2026, 11, 9)) == weekly
    assert kept.last_meeting(store, date(2026, 11, 9), "quarterly") == review
    assert kept.last_meeting(store, date(2026, 10, 5)) is None


def test_a_withdrawn_meeting_is_no_last_time_and_stays_in_the_store(store: Store) -> None:
    right, wrong = hold(store, "2026-11-02"), hold(store, "2026-11-04")
    kept.withdraw(store, wrong.meeting_id, by="鈴木")
    assert kept.last_meeting(store, date(2026, 11, 9)) == right
    for unknown in (wrong.meeting_id, "nobody"):
        with pytest.raises(InvalidInput):
            kept.withdraw(store, unknown, by=None)
    with store.cursor() as cursor:
        found = cursor.execute("select version, state from meeting order by held_on, version").fetchall()
    assert found == [(1, "held"), (1, "held"), (2, "withdrawn")]
    assert hold(store, "2026-11-04").meeting_id != wrong.meeting_id


def test_a_meeting_held_on_the_sample_is_no_last_time_of_own_data(store: Store) -> None:
    with store.transaction() as cursor:
        set_meta(cursor, "data_set", "sample")
    held = hold(store, "2026-11-02")
    assert kept.meetings(store) == [held]
    with store.transaction() as cursor:
        set_meta(cursor, "data_set", "own")
    assert kept.last_meeting(store, date(2026, 11, 9)) is None


@pytest.mark.parametrize(("every", "last"), [("weekly", 14), ("monthly", 45), ("quarterly", 120)])
def test_a_record_that_ended_before_the_last_period_of_the_rhythm_is_stale(every: Every, last: int) -> None:
    agreed, today = Rhythm(every=every), date(2026, 6, 1)
    assert [is_stale(agreed, today - timedelta(days=days), today) for days in (0, last, last + 1)] == [
        *(False, False),
        True,
    ]
