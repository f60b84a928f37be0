"""As defined then: every lead stands to today's lines as it stood to those of the day it came."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kpi import definitions, facts, snapshots, sql
from kpi import definitions_life as life
from kpi.compare import buckets, compare
from kpi.compare_counts import compared, daily, whole
from kpi.decision import UNITS
from kpi.definition import Definition
from kpi.facts_then import as_today, is_exact
from kpi.filters import Filter, Scored
from kpi.histogram import histogram
from kpi.leads import history
from kpi.period import Period
from kpi.record import record
from kpi.snapshot import Line, MeetingSnapshot, Point, Series, text
from kpi.store import Store
from tests.conftest import TODAY
from tests.meeting_world import GOLDEN
from tests.small_world import IMPORTED, POINTS, event, lead, small_world

SCORE = st.integers(0, 100)
LINES = st.tuples(SCORE, SCORE).map(lambda pair: (min(pair), max(pair)))
ALWAYS = Filter(Period("all", date(2000, 1, 1), date(2100, 1, 1)))


@given(own=SCORE, then=LINES, today=LINES)
@example(own=0, then=(40, 60), today=(0, 60))
@example(own=100, then=(100, 100), today=(100, 100))
@example(own=0, then=(0, 0), today=(100, 100))
def test_a_lead_is_selected_today_exactly_if_it_was_then(
    own: int, then: tuple[int, int], today: tuple[int, int]
) -> None:
    found = as_today(own, then, today)
    assert found is None or 0 <= found <= 100
    assert (found is not None and found >= today[1]) == (own >= then[1])
    if today[0] < today[1] or then[0] == then[1]:
        assert (found is not None and found >= today[0]) == (own >= then[0])
    if own < 100:
        assert (found if found is not None else -1) <= (as_today(own + 1, then, today) or 0)
    assert as_today(own, today, today) == own


def test_where_todays_lines_are_one_what_lay_between_two_is_below_and_that_is_said() -> None:
    one = IMPORTED.model_copy(update={"mql_threshold": 60})
    assert as_today(50, (40, 60), (60, 60)) == 59
    held = [definitions.Held("d", 1, TODAY, None, IMPORTED)]
    assert (is_exact(held, one), is_exact(held, IMPORTED)) == (False, True)


def agree(store: Store, definition: Definition, day: date) -> None:
    made = life.draft(store, definition, effective_from=day, by="佐藤")
    life.propose(store, made.definition_id, seen_version=1, by="佐藤")
    life.agree(store, made.definition_id, "marketing", seen_version=2, by="佐藤", today=day)
    life.agree(store, made.definition_id, "sales", seen_version=3, by="田中", today=day)


def test_each_lead_has_the_score_of_the_version_in_force_when_it_came(tmp_path: Path) -> None:
    second, third = date(2026, 2, 10), date(2026, 2, 20)
    leads = [
        lead("before", need="now", budget="x", created_at=datetime(2025, 10, 1)),  # 60 by POINTS
        lead("first", need="now", created_at=datetime(2026, 2, 9, 23)),  # 40
        lead("second", 55, need="now", created_at=datetime(2026, 2, 10)),  # imported 55: between 50 and 80
        lead("unscored", need="now", budget="x", created_at=datetime(2026, 2, 11)),
        lead("third", need="now", created_at=datetime(2026, 2, 20)),
    ]
    store = Store.open(tmp_path / "kpi.duckdb")
    small_world(store, leads, definition=POINTS, today=date(2026, 2, 28))
    imported = IMPORTED.model_copy(update={"mql_threshold": 50, "sql_threshold": 80})
    agree(store, imported, second)
    points = {"need": {"now": 10}}
    agree(store, POINTS.model_copy(update={"information_points": points, "mql_threshold": 5}), third)
    with store.cursor() as cursor:
        rows = cursor.execute("select lead_id, score, score_then from lead_fact order by lead_id").fetchall()
    # lines of 40 and 60 then, 50 and 80 then, 5 and 60 today: 60 → 60, 40 → 5, 55 → 5 + 5 * 55 // 30 = 14
    assert rows == [
        ("before", 10, 60), ("first", 10, 5), ("second", 10, 14), ("third", 10, 10), ("unscored", 10, None),
    ]  # fmt: skip
    assert histogram(store, Filter(ALWAYS.period, scored="then")).lead_count == 5
    card = history(store, "second")
    assert card is not None
    assert (card.score, card.score_then) == (10, 14)
    store.close()


def test_own_columns_that_only_an_earlier_version_named_still_count_then(tmp_path: Path) -> None:
    own = POINTS.model_copy(update={"attribute_points": {"Region": {"East": 70}}})
    store = small_world(Store.open(tmp_path / "kpi.duckdb"), [lead("a")], definition=own)
    with store.transaction() as cursor:
        cursor.execute("insert into attribute values ('lead', 'a', 'Region', 'East', 'i1')")
    facts.rebuild(store, today=date(2026, 2, 2))
    agree(store, POINTS, date(2026, 2, 5))
    with store.cursor() as cursor:
        # 70 of 60..100 stands as high over the same lines of today
        assert cursor.execute("select score, score_then from lead_fact").fetchall() == [(0, 70)]
    store.close()


def test_with_one_version_both_scores_are_the_same(sample_store: Store) -> None:
    with sample_store.cursor() as cursor:
        found = cursor.execute("select count(*) from lead_fact where score is distinct from score_then")
        assert found.fetchall() == [(0,)]
    assert definitions.changes(sample_store) == []


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, str]]:
    """A record of weeks under one definition, what a meeting said of it, and then another definition."""
    monday = date(2025, 7, 7)
    leads, events = [], []
    for n in range(600):
        day = monday + timedelta(days=n * 168 // 600)
        at = datetime.combine(day, datetime.min.time())
        leads.append(lead(f"l{n}", n * 37 % 101, created_at=at, channel="a" if n % 3 else "b", need="now"))
        if n % 4 == 0:
            opened = {"deal_id": f"d{n}", "amount_yen": None}
            events.append(event(f"l{n}", "opportunity", str(day + timedelta(days=2)), **opened))
        if n % 12 == 0:
            won = {"deal_id": f"d{n}", "amount_yen": 10_000 * n}
            events.append(event(f"l{n}", "won", str(day + timedelta(days=9)), **won))
    store = Store.open(tmp_path_factory.mktemp("then") / "kpi.duckdb")
    small_world(store, leads, events, today=date(2026, 1, 31))
    before = snapshots.freeze(store, meeting(store, "today"), meeting_id=None, by="佐藤")
    agree(store, POINTS.model_copy(update={"mql_threshold": 25, "sql_threshold": 90}), date(2026, 2, 1))
    yield store, before
    store.close()


def meeting(store: Store, scored: Scored) -> MeetingSnapshot:
    """What a meeting shows at the lines in force: levels now and before, by week, and a segment's counts."""
    today = date(2026, 2, 1)
    held = definitions.agreed(store, today)
    lines = {"mql": held.mql_threshold, "sql": held.sql_threshold}
    calendar = record(store, today=today).calendar
    chosen = Filter(ALWAYS.period, dating="activity", scored=scored)
    comparison = compare("month", calendar)
    periods = buckets("week", calendar)
    both = compared(store, chosen, comparison, **lines)
    by_week = daily(store, chosen, whole(periods), **lines).series(periods)
    segment = histogram(store, Filter(ALWAYS.period, channel=("b",), scored=scored)).leads()[:101]
    counts = [Point(start=today, value=float(segment[line:].sum())) for line in lines.values()]
    series = [Series(code="segment", grain="week", points=tuple(counts))]
    for code, values in by_week.items():
        points = zip(periods, values, strict=True)
        shown = tuple(Point(start=period.start, value=float(value)) for period, value in points)
        series.append(Series(code=code, grain="week", points=shown))
    before = both.before or {}
    kpis = [
        Line(code=code, unit=UNITS[code], value=value, before=before[code])
        for code, value in both.now.items()
    ]
    return GOLDEN.model_copy(update={"kpis": tuple(kpis), "series": tuple(series)})


def test_a_meeting_of_before_the_change_is_reproduced_exactly_as_defined_then(
    changed: tuple[Store, str],
) -> None:
    store, frozen = changed
    assert text(meeting(store, "then")) == snapshots.body(store, frozen)
    assert text(meeting(store, "today")) != snapshots.body(store, frozen)
    [mqls] = [line for line in snapshots.reopen(store, frozen).kpis if line.code == "mqls"]
    assert (mqls.value or 0) > 20  # there is something to reproduce


def test_every_statement_that_narrows_leads_by_score_takes_the_choice() -> None:
    folder = Path(sql.__file__).parent
    for path in folder.glob("*.sql"):
        text = sql.statement(path.stem)
        if "$channels" in text and re.search(r"\bscore\b", text):
            assert "_scored($scored)" in text, path.name
            assert not re.search(r"\b(from|(?<!anti )join) (lead|deal)_fact\b", text), path.name


def test_the_facts_are_stale_when_nobody_knows_under_what_they_were_rebuilt(tmp_path: Path) -> None:
    store = small_world(Store.open(tmp_path / "kpi.duckdb"), [lead("a", 50)])
    assert facts.is_scored(store, today=date(2026, 1, 31))
    facts.rebuild(store, today=date(2026, 1, 31), definition=POINTS)
    assert not facts.is_scored(store, today=date(2026, 1, 31))
    store.close()
