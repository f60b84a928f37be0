"""Levels of both periods and of every day: by hand, against the histogram, over segments and parts."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi import identity
from kpi.codes import SEGMENTS
from kpi.compare import Comparison, buckets, compare
from kpi.compare_counts import DEAL_LEVELS, LEVELS, Daily, compared, daily, whole
from kpi.compare_segments import OWN_COLUMN, Segment, segments
from kpi.errors import InvalidInput
from kpi.filters import BLANK, DIMENSIONS, Filter
from kpi.histogram import histogram, suffix_sum
from kpi.period import Calendar, Period
from kpi.record import record
from kpi.store import Store
from tests.conftest import TODAY
from tests.import_world import take
from tests.small_world import event, lead, small_world

REAL = os.environ.get("KPI_REAL_DATA")
OPEN = Filter(Period("x", date(2025, 1, 1), date(2025, 1, 2)), dating="activity")
COHORT = replace(OPEN, dating="cohort")
LINES = {"mql": 40, "sql": 60}
AS_OF = date(2025, 11, 30)
MONTHS = compare("month", Calendar(date(2025, 10, 1), AS_OF))  # November against October


def day(text: str) -> datetime:
    return datetime.fromisoformat(text)


LEADS = [
    lead("a", 70, created_at=day("2025-10-05"), channel="expo", landing_page="/a"),
    lead("b", 50, created_at=day("2025-10-31"), channel="web"),
    lead("c", 10, created_at=day("2025-10-31"), channel="web", landing_page=" "),
    lead("d", 90, created_at=day("2025-11-01"), channel="web", landing_page="/a", campaign="autumn"),
    lead("e", 60, created_at=day("2025-11-30"), channel="expo"),
    lead("f", None, created_at=day("2025-11-10")),
]
EVENTS = [
    event("a", "opportunity", "2025-10-20", deal_id="1", owner="Ito"),
    event("a", "won", "2025-11-20", deal_id="1", amount_yen=500, owner="Ito"),
    event("d", "opportunity", "2025-11-05", deal_id="2", owner="Ito"),
    event("d", "opportunity", "2025-11-28", deal_id="3", owner="Abe"),
    event("c", "opportunity", "2025-11-02", deal_id="4"),
    event("c", "won", "2025-11-03", deal_id="4", amount_yen=70),
    event("f", "opportunity", "2025-11-11", deal_id="5"),
    event(None, "opportunity", "2025-10-02", deal_id="6", owner="Abe"),
    event(None, "won", "2025-11-09", deal_id="6", amount_yen=9_000, owner="Abe"),
]


@pytest.fixture(scope="module")
def world() -> Iterator[Store]:
    store = small_world(Store.open(":memory:"), LEADS, EVENTS, today=AS_OF)
    yield store
    store.close()


def row(levels: object) -> list[float]:
    """The levels in the order of LEVELS."""
    return [levels[name] for name in LEVELS]  # type: ignore[index]


def by_value(found: tuple[Segment, ...], level: str) -> dict[str, tuple[float, float]]:
    """Value → (now, before)."""
    return {one.value: (one.now[level], one.before[level]) for one in found}


def test_by_activity_a_period_holds_what_happened_in_it(world: Store) -> None:
    found = compared(world, OPEN, MONTHS, **LINES)
    # November: leads d, e, f (none of f's score); deals 2, 3, 4, 5 opened; 1 and 4 won
    assert row(found.now) == [3, 2, 2, 4, 2, 570]
    # October: leads a, b, c; deal 1 opened
    assert row(found.before) == [3, 2, 1, 1, 0, 0]


def test_deals_are_kept_apart_by_whose_they_are(world: Store) -> None:
    parts = {part: row(compared(world, OPEN, MONTHS, **LINES, parts=[part]).now)[3:]
             for part in ("selected", "other", "no_lead")}  # fmt: skip
    assert parts == {"selected": [2, 1, 500], "other": [2, 1, 70], "no_lead": [0, 1, 9_000]}
    narrowed = compared(world, replace(OPEN, channel=("web",)), MONTHS, **LINES, parts=["no_lead"])
    assert row(narrowed.now) == [1, 1, 1, 0, 0, 0]


def test_by_cohort_a_period_holds_what_came_of_its_leads_at_equal_age(world: Store) -> None:
    # as of 30 November; October's leads were as old on 31 October: deal 1 was open then, not won
    found = compared(world, COHORT, MONTHS, **LINES)
    assert row(found.now) == [3, 2, 2, 3, 0, 0]
    assert row(found.before) == [3, 2, 1, 1, 0, 0]
    assert (found.now["opportunity_leads"], found.now["won_leads"]) == (1, 0)  # d has two deals
    assert found.before is not None
    assert (found.before["opportunity_leads"], found.before["won_leads"]) == (1, 0)
    ever = daily(world, COHORT, MONTHS.before, **LINES).levels(MONTHS.before)
    assert row(ever) == [3, 2, 1, 2, 2, 570]
    # within 15 days of the lead: deal 1 opened on the 15th day after a, deal 4 won on the 3rd after c
    young = daily(world, COHORT, MONTHS.before, **LINES, age_days=15).levels(MONTHS.before)
    assert row(young)[3:] == [2, 1, 70]
    younger = daily(world, COHORT, MONTHS.before, **LINES, age_days=14).levels(MONTHS.before)
    assert row(younger)[3:] == [1, 1, 70]


def test_before_the_record_began_there_is_nothing_to_compare_with(world: Store) -> None:
    first = compare("year_before", MONTHS.calendar, grain="month")
    assert compared(world, OPEN, first, **LINES).before is None
    since = compare("meeting", MONTHS.calendar, last_meeting=date(2025, 12, 1))
    assert since.now.days == 0
    assert row(compared(world, OPEN, since, **LINES).now) == [0] * 6


def test_segments_by_hand_new_gone_and_not_filled_in(world: Store) -> None:
    channels = segments(world, OPEN, MONTHS, "channel", **LINES)
    assert by_value(channels, "leads") == {"web": (1, 2), "expo": (1, 1), BLANK: (1, 0)}
    assert by_value(channels, "amount_yen") == {"expo": (500, 0), "web": (70, 0), BLANK: (0, 0)}
    assert by_value(segments(world, OPEN, MONTHS, "landing_page", **LINES), "leads") == {
        "/a": (1, 1), BLANK: (2, 2),
    }  # fmt: skip
    assert by_value(segments(world, OPEN, MONTHS, "campaign", **LINES), "sqls") == {
        "autumn": (1, 0), BLANK: (1, 1),
    }  # fmt: skip
    owners = segments(world, OPEN, MONTHS, "owner", **LINES, parts=["selected", "other", "no_lead"])
    assert by_value(owners, "opportunities") == {"Ito": (1, 1), "Abe": (1, 1), BLANK: (2, 0)}
    assert by_value(owners, "amount_yen") == {"Abe": (9_000, 0), "Ito": (500, 0), BLANK: (70, 0)}
    assert set(owners[0].now) == set(DEAL_LEVELS)


def test_an_own_column_and_a_merged_leads_page_are_segments_too() -> None:
    leads = [lead(f"l{n}", 70, created_at=day(f"2025-11-0{n}"), landing_page=page)
             for n, page in ((1, None), (2, "/b"), (3, "/c"))]  # fmt: skip
    store = Store.open(":memory:")
    with store.transaction() as cursor:
        cursor.execute("insert into attribute values ('lead', 'l1', 'Region', 'West', 'i'),"
                       " ('lead', 'l3', 'Region', 'West', 'i')")  # fmt: skip
    small_world(store, leads, today=AS_OF)
    own = segments(store, OPEN, MONTHS, OWN_COLUMN, column="Region", **LINES)
    assert by_value(own, "leads") == {"West": (2, 0), BLANK: (1, 0)}
    assert by_value(segments(store, OPEN, MONTHS, OWN_COLUMN, column="gone", **LINES), "leads") == {
        BLANK: (3, 0)
    }
    identity.merge_leads(store, ["l1", "l2"], by=None)
    assert by_value(segments(store, OPEN, MONTHS, "landing_page", **LINES), "leads") == {
        "/b": (1, 0), "/c": (1, 0),
    }  # fmt: skip
    store.close()


def test_a_definition_without_sqls_leaves_every_deal_to_the_others(world: Store) -> None:
    found = compared(world, OPEN, MONTHS, mql=95, sql=100)
    assert row(found.now) == [3, 0, 0, 4, 2, 570]
    assert row(compared(world, OPEN, MONTHS, mql=95, sql=100, parts=["selected"]).now)[3:] == [0, 0, 0]


def test_nothing_recorded_gives_zeros_and_no_segment() -> None:
    store = small_world(Store.open(":memory:"), today=AS_OF)
    for chosen in (OPEN, COHORT):
        assert row(compared(store, chosen, MONTHS, **LINES).now) == [0] * 6
        assert segments(store, chosen, MONTHS, "channel", **LINES) == ()
    store.close()


def test_another_dimension_is_refused(world: Store) -> None:
    with pytest.raises(InvalidInput):
        segments(world, OPEN, MONTHS, "lead_id", **LINES)


@pytest.fixture(scope="module")
def calendar(sample_store: Store) -> Calendar:
    return record(sample_store, today=TODAY).calendar


@pytest.fixture(scope="module")
def sample_days(sample_store: Store, calendar: Calendar) -> Daily:
    weeks = buckets("week", calendar, months=60)
    return daily(sample_store, OPEN, whole(weeks), **LINES)


@settings(max_examples=25, deadline=None)
@given(start=st.integers(0, 500), length=st.integers(1, 400), dating=st.sampled_from(["cohort", "activity"]))
def test_any_period_of_the_sample_equals_its_histogram(
    sample_store: Store, calendar: Calendar, start: int, length: int, dating: str
) -> None:
    first = calendar.first_day + timedelta(days=start)
    period = Period("x", first, first + timedelta(days=length))
    chosen = Filter(period, dating=dating)  # type: ignore[arg-type]
    found = daily(sample_store, chosen, period, **LINES)
    counts = histogram(sample_store, chosen)
    deals = counts.activity if dating == "activity" else counts.cohort
    assert deals is not None
    leads = suffix_sum(counts.leads())
    assert row(found.levels(period, ["selected"])) == [
        counts.lead_count,
        *(leads[LINES[line]] for line in ("mql", "sql")),
        *(suffix_sum(values)[60] for values in (deals.deal_count, deals.won_count, deals.won_amount_yen)),
    ]
    assert found.levels(period)["amount_yen"] == deals.won_amount_yen.sum()


def test_weeks_add_up_to_the_record_and_levels_never_rise(sample_days: Daily, calendar: Calendar) -> None:
    weeks = buckets("week", calendar, months=60)
    by_week, total = sample_days.series(weeks), sample_days.levels(whole(weeks))
    assert len(weeks) > 50
    for name in LEVELS:
        assert by_week[name].sum() == total[name] > 0
    for upper, lower in pairwise(LEVELS[:3]):
        assert (by_week[upper] >= by_week[lower]).all()
    beyond = Period("x", date(1990, 1, 1), date(2090, 1, 1))
    assert sample_days.levels(beyond) == total


@pytest.mark.parametrize("dating", ["activity", "cohort"])
def test_segments_of_every_dimension_add_up_to_both_periods(
    sample_store: Store, calendar: Calendar, dating: str
) -> None:
    chosen = Filter(OPEN.period, dating=dating)  # type: ignore[arg-type]
    for comparison in (compare("quarter", calendar), compare("week", calendar, running=True)):
        assert_add_up(sample_store, chosen, comparison)
    assert_add_up(sample_store, replace(chosen, channel=("exhibition",)), compare("quarter", calendar))


def assert_add_up(store: Store, chosen: Filter, comparison: Comparison) -> None:
    both = compared(store, chosen, comparison, **LINES)
    assert both.before is not None
    for dimension in SEGMENTS:
        found = segments(store, chosen, comparison, dimension, **LINES)
        assert len(found) > 1 or chosen != OPEN or comparison.kind == "week"
        for name in DEAL_LEVELS if dimension == "owner" else LEVELS:
            assert sum(one.now[name] for one in found) == both.now[name]
            assert sum(one.before[name] for one in found) == both.before[name]


def test_a_segment_is_what_its_filter_counts(sample_store: Store, calendar: Calendar) -> None:
    quarter = compare("quarter", calendar)
    for dimension in DIMENSIONS:
        largest = segments(sample_store, OPEN, quarter, dimension, **LINES)[0]
        alone = compared(sample_store, replace(OPEN, **{dimension: (largest.value,)}), quarter, **LINES)
        assert (largest.now, largest.before) == (alone.now, alone.before)


@pytest.mark.skipif(not REAL, reason="KPI_REAL_DATA names no folder with the real files")
def test_two_quarters_of_deals_without_leads_are_compared_and_split_by_owner(tmp_path: Path) -> None:
    take(tmp_path / "kpi.duckdb", Path(str(REAL)) / "maven_crm" / "sales_pipeline.csv")
    store = Store.open(tmp_path / "kpi.duckdb")
    quarters = compare("quarter", Calendar(date(2016, 10, 1), date(2017, 6, 30)))
    found = compared(store, OPEN, quarters, **LINES, parts=["no_lead"])
    assert found.before is not None
    assert (found.now["amount_yen"], found.before["amount_yen"]) == (3_086_111, 1_134_672)
    owners = segments(store, OPEN, quarters, "owner", **LINES, parts=["no_lead"])
    assert len(owners) >= 30
    for level in DEAL_LEVELS:
        assert sum(one.now[level] for one in owners) == found.now[level] > 0
        assert sum(one.before[level] for one in owners) == found.before[level] > 0
    store.close()
