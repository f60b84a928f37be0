"""First contacts within business days: due, kept, late, never made, never handed over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest

from kpi import identity
from kpi.errors import InvalidInput
from kpi.filters import Filter
from kpi.period import Period
from kpi.promises import COLUMNS, FirstContact, first_contact
from kpi.record import record
from kpi.store import Store
from kpi.workdays import japanese
from tests.conftest import TODAY
from tests.small_world import event, lead, small_world

AS_OF = date(2026, 11, 30)
NOVEMBER = Period("2026-11-01..2026-11-30", date(2026, 11, 1), date(2026, 12, 1))
EVERYBODY = Filter(NOVEMBER)
DAYS = japanese(date(2024, 1, 1), date(2026, 12, 31))


def at(day: str) -> datetime:
    return datetime.fromisoformat(day)


LEADS = [lead(name, 70, created_at=at("2026-09-01"), channel=channel)
         for name, channel in (("kept", "web"), ("late", "web"), ("never", "expo"), ("weekend", "web"),
                               ("next", "web"), ("called", "web"), ("deal", "web"))]  # fmt: skip
LEADS += [
    lead("low", 59, created_at=at("2026-11-02")),
    lead("unscored", None, created_at=at("2026-11-02")),
    lead("alone", 80, created_at=at("2026-11-03")),
    lead("before", 80, created_at=at("2026-10-31")),
]
EVENTS = [
    # Friday, 20 November: the 23rd is a holiday, two business days later is Wednesday the 25th
    event("kept", "handed", "2026-11-20T10:00", owner="Ito"),
    event("kept", "contacted", "2026-11-25T18:00"),
    event("late", "handed", "2026-11-20T10:00", owner="Ito"),
    event("late", "contacted", "2026-11-27T09:00", owner="Abe"),
    event("never", "handed", "2026-11-12", owner="Ito"),  # due on Monday the 16th
    event(
        "weekend", "handed", "2026-11-21"
    ),  # counts as handed on Tuesday the 24th: due on Thursday the 26th
    event("weekend", "sql_rejected", "2026-11-26"),
    event("next", "handed", "2026-11-27"),  # due on 1 December
    event("called", "contacted", "2026-11-04"),  # nobody handed it over: sales was there at once
    event("deal", "handed", "2026-11-05", owner="Abe"),
    event(None, "opportunity", "2026-11-06", deal_id="d"),
    event("low", "handed", "2026-11-02"),
    event("unscored", "handed", "2026-11-02"),
]


def asked(store: Store, due: Period = NOVEMBER, chosen: Filter = EVERYBODY, **more: object) -> FirstContact:
    options = {"sql": 60, "days": 2, "workdays": DAYS, "as_of": AS_OF, **more}
    return first_contact(store, chosen, due, **options)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def world() -> Iterator[Store]:
    store = small_world(Store.open(":memory:"), LEADS, EVENTS, today=AS_OF)
    identity.link_deal(store, "d", "deal", by=None)
    yield store
    store.close()


def test_every_miss_is_named_with_its_due_day_and_its_delay(world: Store) -> None:
    found = asked(world)
    # due in November: kept, late, never, weekend, called, deal
    assert (found.due_count, found.kept_rate, found.waiting_count) == (6, pytest.approx(4 / 6), 1)
    assert tuple(found.missed.columns) == (*COLUMNS, "late_days")
    rows = found.missed[["lead_id", "owner", "late_days"]].values.tolist()
    # never: 17, 18, 19, 20, 24, 25, 26, 27, 30 November; late: the 26th and 27th
    assert rows == [["never", "Ito", 9], ["late", "Ito", 2]]
    assert [str(day.date()) for day in found.missed["due_on"]] == ["2026-11-16", "2026-11-25"]
    assert found.missed["contacted_on"].isna().tolist() == [True, False]


def test_leads_that_nobody_handed_over_are_counted_apart(world: Store) -> None:
    assert asked(world).not_handed_count == 1  # alone; "before" came in October
    october = Period("x", date(2026, 10, 1), date(2026, 11, 1))
    assert (asked(world, october).due_count, asked(world, october).not_handed_count) == (0, 1)


def test_a_miss_belongs_to_the_period_of_its_due_day_alone(world: Store) -> None:
    weeks = [Period("x", day, day + timedelta(days=7)) for day in
             (NOVEMBER.start + timedelta(days=7 * n + 1) for n in range(-2, 6))]  # fmt: skip
    parts = [asked(world, week) for week in weeks]
    whole = asked(world, Period("x", weeks[0].start, weeks[-1].stop))
    assert sum(part.due_count for part in parts) == whole.due_count == 7
    assert [name for part in parts for name in part.missed["lead_id"]] == whole.missed["lead_id"].tolist()


def test_a_contact_on_the_weekend_after_the_due_day_is_in_time() -> None:
    events = [
        event("a", "handed", "2026-11-11"),
        event("a", "contacted", "2026-11-14"),
    ]  # due on Friday the 13th
    store = small_world(Store.open(":memory:"), [lead("a", 70)], events, today=AS_OF)
    assert asked(store).kept_rate == 1
    assert asked(store, days=1).missed["late_days"].tolist() == [1]
    store.close()


def test_more_days_keep_more_promises(world: Store) -> None:
    kept = [found.due_count - len(found.missed) for found in (asked(world, days=days) for days in range(5))]
    assert kept == [1, 2, 4, 4, 5]
    assert asked(world, days=60).due_count == 0


def test_a_filter_and_a_higher_line_narrow_the_promise(world: Store) -> None:
    assert asked(world, chosen=Filter(NOVEMBER, channel=("expo",))).missed["lead_id"].tolist() == ["never"]
    assert asked(world, sql=71).due_count == 0
    assert asked(world, sql=71).kept_rate is None


def test_where_handing_over_is_never_recorded_the_clock_starts_with_the_lead() -> None:
    leads = [lead("a", 70, created_at=at("2026-11-02")), lead("b", 70, created_at=at("2026-11-02"))]
    store = small_world(Store.open(":memory:"), leads, [event("a", "contacted", "2026-11-04")], today=AS_OF)
    found = asked(store)
    assert (found.due_count, found.missed["lead_id"].tolist(), found.not_handed_count) == (2, ["b"], 0)
    store.close()


def test_nothing_recorded_is_no_promise_and_impossible_days_are_refused() -> None:
    store = small_world(Store.open(":memory:"), today=AS_OF)
    found = asked(store)
    assert (found.due_count, found.kept_rate, found.waiting_count, len(found.missed)) == (0, None, 0, 0)
    for days in (-1, 61):
        with pytest.raises(InvalidInput):
            asked(store, days=days)
    store.close()


def test_the_sample_has_owners_who_keep_the_promise_and_one_who_does_not(sample_store: Store) -> None:
    calendar = record(sample_store, today=TODAY).calendar
    year = Period("x", calendar.first_day, calendar.as_of)
    found = asked(sample_store, year, days=3, as_of=calendar.as_of)
    assert 0 < len(found.missed) < found.due_count
    assert (found.missed["started_on"] < found.missed["due_on"]).all()
    assert (found.missed["late_days"][found.missed["contacted_on"].notna()] >= 1).all()
    late = found.missed["contacted_on"].dropna()
    assert (late > found.missed["due_on"].loc[late.index]).all()


def test_the_promise_is_told_by_owner_and_by_channel_and_adds_up(world: Store) -> None:
    found = asked(world)
    told = {one.value: (one.due_count, one.kept_count) for one in found.by("channel")}
    assert told == {"web": (5, 4), "expo": (1, 0)}
    by_owner = found.by("owner")
    assert (by_owner[0].value, by_owner[0].due_count - by_owner[0].kept_count) == ("Ito", 2)
    assert None in {one.value for one in by_owner}  # nobody's name stands with the lead that sales called
    assert sum(one.due_count for one in by_owner) == found.due_count
    empty = asked(world, Period("x", date(2027, 1, 1), date(2027, 2, 1)))
    assert empty.by("owner") == ()
