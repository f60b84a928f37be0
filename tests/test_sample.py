"""The sample moves with today in whole weeks, keeps what people wrote, and loads the same twice."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi import definitions, sample, trial
from kpi.filters import Filter
from kpi.period import parse
from kpi.record import record
from kpi.store import Store
from tests.conftest import TODAY
from tests.small_world import IMPORTED

COUNTED = (
    "select count(*), sum(score), sum(mask), sum(deal_count), sum(won_amount_yen), min(created_on),"
    " max(created_on) from lead_fact"
)
CONTENT = (
    "select 'lead', count(*), bit_xor(hash(lead)) from lead"
    " union all select 'event', count(*), bit_xor(hash(event)) from event"
    " union all select 'spend', count(*), bit_xor(hash(spend)) from spend"
    " union all select 'traffic', count(*), bit_xor(hash(traffic)) from traffic"
    " union all select 'fact', count(*), bit_xor(hash(lead_fact)) from lead_fact"
    " union all select 'deal', count(*), bit_xor(hash(deal_fact)) from deal_fact order by 1"
)


def asked(store: Store, text: str) -> list[tuple[object, ...]]:
    with store.cursor() as cursor:
        return cursor.execute(text).fetchall()


@given(st.dates(date(2024, 1, 1), date(2040, 1, 1)))
def test_the_sample_ends_on_the_sunday_before_today(today: date) -> None:
    last = sample.last_day(today)
    assert last.isoweekday() == 7
    assert timedelta(days=1) <= today - last <= timedelta(days=7)
    assert (last - sample.ANCHOR).days % 7 == 0


@pytest.mark.parametrize(
    ("today", "last"),
    [
        (date(2026, 11, 21), date(2026, 11, 15)),  # a Saturday
        (date(2026, 11, 22), date(2026, 11, 15)),  # that Sunday is not over yet
        (date(2026, 11, 23), date(2026, 11, 22)),  # Monday: a new week
        (date(2024, 3, 4), date(2024, 3, 3)),  # before the anchor, over a leap day
    ],
)
def test_the_last_day_by_hand(today: date, last: date) -> None:
    assert sample.last_day(today) == last


def test_the_loaded_sample_ends_on_that_day_and_starts_104_weeks_before(sample_store: Store) -> None:
    calendar = record(sample_store, today=TODAY).calendar
    assert (calendar.as_of, calendar.first_day) == (date(2026, 11, 15), date(2024, 11, 18))
    [(last_event, last_lead)] = asked(
        sample_store, 'select (select max("at") from event)::date, (select max(created_at) from lead)::date'
    )
    assert max(last_event, last_lead) == calendar.as_of
    assert record(sample_store, today=TODAY).future_count == 0
    assert not sample.is_stale(sample_store, TODAY)
    assert not sample.is_stale(sample_store, TODAY + timedelta(days=1))  # Sunday
    assert sample.is_stale(sample_store, TODAY + timedelta(days=2))  # Monday


@pytest.fixture
def store(sample_path: Path, tmp_path: Path) -> Store:
    """A copy of the sample that may be written."""
    copy = tmp_path / "kpi.duckdb"
    shutil.copy(sample_path, copy)
    return Store.open(copy)


def test_a_second_load_on_the_same_day_changes_nothing_but_the_version(store: Store) -> None:
    before, version = asked(store, CONTENT), store.data_version()
    told: list[tuple[str, float]] = []
    sample.load(store, today=TODAY, progress=lambda step, share: told.append((step, share)))
    assert asked(store, CONTENT) == before
    assert store.data_version() > version
    assert [step for step, _ in told] in (["read", "write", "done"], ["read", "write", "facts", "done"])
    assert [share for _, share in told] == sorted(share for _, share in told)
    assert told[-1][1] == 1
    store.close()


def test_a_week_later_everything_is_seven_days_younger_and_otherwise_the_same(store: Store) -> None:
    [before] = asked(store, COUNTED)
    deals = asked(store, "select won_on, count(*) from deal group by 1 order by 1")
    sample.load(store, today=TODAY + timedelta(days=7))
    [after] = asked(store, COUNTED)
    assert after[:5] == before[:5]
    assert after[5:] == tuple(day + timedelta(days=7) for day in before[5:])  # type: ignore[operator]
    moved = [(day and day + timedelta(days=7), count) for day, count in deals]
    assert asked(store, "select won_on, count(*) from deal group by 1 order by 1") == moved
    # weekdays stay: nothing moves onto a Sunday that was on a Monday
    assert record(store, today=TODAY).calendar.as_of.isoweekday() == 7
    store.close()


def test_a_new_week_keeps_trial_lists_their_outcomes_and_definitions(store: Store) -> None:
    everyone = Filter(parse("all", record(store, today=TODAY).calendar))
    drawn = trial.draw(store, everyone, score_from=20, score_below=60, size=5, sql_threshold=60, seed=1)
    leads = trial.frame(store, drawn)["lead_id"].tolist()
    trial.record(store, {leads[0]: "opportunity"}, "sato")
    mine = IMPORTED.model_copy(update={"name": "mine"})
    definitions.append(
        store, mine, definition_id="mine", state="agreed", effective_from=date(2026, 11, 1), by="sato"
    )
    sample.load(store, today=TODAY + timedelta(days=14))
    found = trial.frame(store, drawn).set_index("lead_id")["outcome"]
    assert sorted(found.index) == sorted(leads)
    assert found[leads[0]] == "opportunity"
    assert asked(store, "select count(*) from definition where definition_id = 'sample'") == [(1,)]
    assert definitions.agreed(store).name == "mine"
    store.close()


def test_after_a_new_week_the_facts_follow_the_newest_agreed_definition(store: Store) -> None:
    # the score on screen and its parts taken apart must be under one definition
    stricter = definitions.agreed(store).model_copy(
        update={"information_points": {}, "name": "behaviour only"}
    )
    definitions.append(
        store, stricter, definition_id="mine", state="agreed", effective_from=date(2026, 11, 1), by=None
    )
    sample.load(store, today=TODAY + timedelta(days=7))
    [(found,)] = asked(store, "select max(score) from lead_fact")
    caps = sum(max(0, rule.cap) for rule in stricter.behaviour_points.values())
    assert int(str(found)) <= caps
    store.close()
