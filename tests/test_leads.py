"""The facts of small literal worlds, the rows behind every number, and one lead's history."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.errors import InvalidInput
from kpi.events import BEHAVIOUR_KINDS, EVENT_KINDS, STANDINGS
from kpi.filters import BLANK, Filter
from kpi.histogram import (
    JUDGED,
    KNOWN,
    OPPORTUNITY,
    SCORES,
    WON,
    WORKED,
    Histogram,
    Question,
    histogram,
    suffix_sum,
)
from kpi.leads import COLUMNS, ROWS, RowCount, Selection, count, history, rows, selection
from kpi.period import Period
from kpi.store import Store
from tests.small_world import POINTS, event, lead, small_world

EVERYTHING = Filter(Period("all", date(2020, 1, 1), date(2030, 1, 1)))


@pytest.fixture
def store() -> Iterator[Store]:
    opened = Store.open(":memory:")
    yield opened
    opened.close()


def facts_of(store: Store, lead_id: str = "a") -> dict[str, object]:
    """One row of lead_fact."""
    with store.cursor() as cursor:
        found = cursor.execute("select * from lead_fact where lead_id = $id", {"id": lead_id})
        names = [column[0] for column in found.description]
        [row] = found.fetchall()
    return dict(zip(names, row, strict=True))


def deals_of(store: Store, table: str = "deal_fact") -> list[tuple[object, ...]]:
    names = {"deal": "deal", "deal_fact": "deal_fact"}
    with store.cursor() as cursor:
        return cursor.execute(
            f"select deal_id, lead_id, opened_on, won_on, lost_on, amount_yen from {names[table]} order by 1"
        ).fetchall()


def standing(store: Store, lead_id: str = "a") -> str:
    found = rows(store, EVERYTHING, Selection("inquiries"))
    return str(found.set_index("lead_id")["standing"][lead_id])


def chosen(code: str, **changed: object) -> Selection:
    """A selection with the lines at 40 / 60, agreed at the same."""
    said: dict[str, object] = {
        "mql": 40, "sql": 60, "agreed_mql": 40, "agreed_sql": 60, "question": "sales", "dating": "cohort",
    } | changed  # fmt: skip
    return selection(code, **said)  # type: ignore[arg-type]


# --- the facts ---------------------------------------------------------------------------------


def test_behaviour_counts_for_the_score_only_before_the_first_touch(store: Store) -> None:
    small_world(
        store,
        [lead("a", need="now", budget="5m")],
        [
            event("a", "page_view", "2025-10-02"),
            event("a", "handed", "2025-10-03"),
            event("a", "page_view", "2025-10-03"),  # in the second of the touch: no longer before it
            event("a", "download", "2025-10-04"),
        ],
        POINTS,
    )
    assert facts_of(store)["score"] == 40 + 20 + 5


def test_a_cap_ends_the_points_of_a_behaviour_and_a_score_ends_at_100(store: Store) -> None:
    views = [event("a", "page_view", f"2025-10-{day:02}") for day in range(2, 8)]
    downloads = [event("b", "download", f"2025-10-{day:02}") for day in range(2, 8)]
    rich = POINTS.model_copy(update={"information_points": {"need": {"now": 90}}})
    small_world(store, [lead("a", need="now"), lead("b", need="now")], [*views, *downloads], rich)
    assert (facts_of(store)["score"], facts_of(store, "b")["score"]) == (100, 100)
    small_world(store, definition=POINTS)
    assert (facts_of(store)["score"], facts_of(store, "b")["score"]) == (40 + 15, 40 + 20)


def test_a_missing_imported_score_stays_missing_and_others_end_at_0_and_100(store: Store) -> None:
    small_world(store, [lead("a"), lead("b", 250), lead("c", -3)])
    assert [facts_of(store, lead_id)["score"] for lead_id in "abc"] == [None, 100, 0]


def test_a_lead_without_events_is_scored_by_what_it_filled_in_and_not_worked(store: Store) -> None:
    small_world(store, [lead("a", need="now")], definition=POINTS)
    found = facts_of(store)
    assert (found["score"], found["mask"], found["first_touch_at"]) == (40, 0, None)
    assert (found["deal_count"], found["won_amount_yen"], standing(store)) == (0, 0, "not_worked")


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        (["page_view", "handed"], "not_worked"),
        (["contacted"], "in_progress"),
        (["first_meeting"], "in_progress"),
        (["sql_accepted"], "in_progress"),
        (["sql_rejected"], "rejected"),
        (["sql_rejected", "sql_accepted"], "in_progress"),
        (["opportunity"], "open"),
        (["opportunity", "lost"], "lost"),
        (["opportunity", "won"], "won"),
        (["opportunity", "lost", "won"], "won"),  # reopened
        (["opportunity", "won", "lost"], "lost"),  # cancelled
        (["won"], "won"),
    ],
)
def test_every_lead_has_the_standing_of_what_became_of_it(
    store: Store, kinds: list[str], expected: str
) -> None:
    events = [event("a", kind, f"2025-10-{day:02}", amount_yen=1) for day, kind in enumerate(kinds, start=2)]
    small_world(store, [lead("a", 50)], events)
    assert standing(store) == expected


def test_a_lead_with_several_deals_counts_once_and_its_deals_each(store: Store) -> None:
    small_world(
        store,
        [lead("a", 50)],
        [
            event("a", "opportunity", "2025-10-02", deal_id="d1"),
            event("a", "opportunity", "2025-10-05", deal_id="d2"),
            event("a", "opportunity", "2025-10-06", deal_id="d3"),
            event("a", "won", "2025-11-01", deal_id="d2", amount_yen=300),
            event("a", "lost", "2025-11-02", deal_id="d1"),
        ],
    )
    assert count(store, EVERYTHING, chosen("mql")) == RowCount(1, 3, 1, 300)
    assert standing(store) == "won"
    assert facts_of(store)["first_opportunity_on"] == date(2025, 10, 2)


def test_a_deal_won_before_the_lead_was_created_is_kept(store: Store) -> None:
    small_world(store, [lead("a", 50)], [event("a", "won", "2025-09-01", deal_id="d", amount_yen=7)])
    day = date(2025, 9, 1)
    assert deals_of(store) == [("d", "a", day, day, None, 7)]


def test_a_deal_whose_opportunity_was_not_recorded_still_makes_the_lead_known(store: Store) -> None:
    small_world(
        store,
        [lead("a", 50), lead("b", 50)],
        [
            event("a", "won", "2025-11-01", amount_yen=7),
            event(None, "opportunity", "2025-10-02", deal_id="d"),
            event("b", "lost", "2025-11-01", deal_id="d"),
        ],
    )
    for lead_id in "ab":
        mask = facts_of(store, lead_id)["mask"]
        assert isinstance(mask, int)
        assert mask & (WORKED | JUDGED | OPPORTUNITY) == WORKED | JUDGED | OPPORTUNITY


def test_a_negative_amount_is_in_no_sum_and_its_deal_stays_won(store: Store) -> None:
    small_world(
        store,
        [lead("a", 50)],
        [
            event("a", "won", "2025-11-01", deal_id="d1", amount_yen=-5),
            event("a", "won", "2025-11-02", deal_id="d2", amount_yen=8),
        ],
    )
    assert count(store, EVERYTHING, chosen("won", sql=0)) == RowCount(1, 2, 2, 8)


def test_an_event_of_an_unknown_lead_makes_no_lead_and_its_deal_is_nobody_s(store: Store) -> None:
    small_world(store, [lead("a", 50)], [event("ghost", "won", "2025-11-01", amount_yen=9)])
    assert count(store, EVERYTHING, chosen("inquiries")) == RowCount(1, 0, 0, 0)
    assert deals_of(store) == []
    assert [deal[:2] for deal in deals_of(store, "deal")] == [("lead:ghost", "ghost")]


def test_a_deal_without_a_lead_is_a_deal_but_no_row_behind_a_lead_number(store: Store) -> None:
    small_world(store, [lead("a", 50)], [event(None, "won", "2025-11-01", deal_id="d", amount_yen=9)])
    assert [(deal[0], deal[1], deal[5]) for deal in deals_of(store, "deal")] == [("d", None, 9)]
    assert deals_of(store) == []


def test_what_lies_in_the_future_is_left_out(store: Store) -> None:
    small_world(
        store,
        [lead("a", need="now"), lead("b", need="now", created_at=datetime(2026, 2, 1))],
        [
            event("a", "page_view", "2026-01-31 23:59:59"),
            event("a", "page_view", "2026-02-01"),
            event("a", "won", "2026-02-01", amount_yen=5),
        ],
        POINTS,
        today=date(2026, 1, 31),
    )
    assert store.meta("as_of") == "2026-01-31"
    assert count(store, EVERYTHING, Selection("inquiries")) == RowCount(1, 0, 0, 0)
    assert facts_of(store)["score"] == 40 + 5


def test_of_two_leads_on_one_deal_in_the_same_second_the_one_of_the_first_event_has_it(store: Store) -> None:
    pair = [
        event(name, "opportunity", "2025-10-02", deal_id="d", event_id=event_id)
        for name, event_id in (("a", "e2"), ("b", "e1"))
    ]
    small_world(store, [lead("a", 50), lead("b", 50)], pair)
    assert [deal[1] for deal in deals_of(store)] == ["b"]


# --- the rows behind a number ------------------------------------------------------------------


def test_rows_come_by_score_then_id_the_unscored_last_in_pages(store: Store) -> None:
    small_world(store, [lead("z"), lead("b", 70), lead("a", 70), lead("c", 90)])
    everyone = chosen("inquiries")
    found = rows(store, EVERYTHING, everyone)
    assert tuple(found.columns) == COLUMNS
    assert found["lead_id"].tolist() == ["c", "a", "b", "z"]
    assert found["score"].tolist()[:3] == [90, 70, 70]
    assert found["score"].isna().tolist() == [False, False, False, True]
    assert rows(store, EVERYTHING, everyone, limit=2, offset=1)["lead_id"].tolist() == ["a", "b"]
    assert rows(store, EVERYTHING, everyone, offset=9).empty


def test_an_empty_store_has_no_rows_and_counts_zero(store: Store) -> None:
    small_world(store)
    for code in ROWS:
        assert count(store, EVERYTHING, chosen(code)) == RowCount(0, 0, 0, 0)
        assert tuple(rows(store, EVERYTHING, chosen(code)).columns) == COLUMNS


@pytest.mark.parametrize("code", ["", "SQL", "in_sql", "won ", "lead_fact; drop table lead"])
def test_an_unknown_code_is_refused(code: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        chosen(code)
    assert refused.value.fields == {"what": "rows", "value": code}


def test_a_selection_by_event_takes_no_other_narrowing_than_scores() -> None:
    with pytest.raises(ValueError, match="scores alone"):
        Selection("won", event="won", score_from=0, has=OPPORTUNITY)
    with pytest.raises(ValueError, match="a lowest one"):
        Selection("won", event="won")


@pytest.mark.parametrize(
    ("code", "lines", "expected"),
    [
        ("in", {"sql": 50, "agreed_sql": 60}, ["s50"]),
        ("in", {"sql": 60, "agreed_sql": 60}, []),
        ("in", {"sql": 70, "agreed_sql": 60}, []),
        ("out", {"sql": 70, "agreed_sql": 60}, ["s60"]),
        ("out", {"sql": 50, "agreed_sql": 60}, []),
        ("in_won", {"sql": 0, "agreed_sql": 100}, ["s60"]),
        ("out_won", {"sql": 100, "agreed_sql": 60}, ["s60"]),
        ("out_won", {"sql": 100, "agreed_sql": 70}, []),
        ("in_mql", {"mql": 0, "agreed_mql": 50}, ["s40"]),
        ("out_mql", {"mql": 60, "agreed_mql": 40}, ["s50", "s40"]),
    ],
)
def test_in_and_out_are_the_leads_between_the_two_lines(
    store: Store, code: str, lines: dict[str, object], expected: list[str]
) -> None:
    leads = [lead(f"s{score}", score) for score in (40, 50, 60, 70)]
    small_world(store, leads, [event("s60", "won", "2025-11-01", amount_yen=1)])
    assert rows(store, EVERYTHING, chosen(code, **lines))["lead_id"].tolist() == expected


def test_activity_shows_leads_of_any_age_with_the_deals_of_the_period(store: Store) -> None:
    small_world(
        store,
        [lead("a", 70, created_at=datetime(2024, 1, 1)), lead("b", 70)],
        [
            event("a", "opportunity", "2024-02-01", deal_id="old"),
            event("a", "won", "2024-03-01", deal_id="old", amount_yen=1_000),
            event("a", "opportunity", "2024-02-01", deal_id="d"),
            event("a", "won", "2025-11-05", deal_id="d", amount_yen=30),
            event("b", "opportunity", "2025-11-10", deal_id="e"),
        ],
    )
    november = Filter(Period("x", date(2025, 11, 1), date(2025, 12, 1)), dating="activity")
    won = chosen("won", dating="activity")
    assert count(store, november, won) == RowCount(1, 1, 1, 30)
    [row] = rows(store, november, won).to_dict("records")
    assert (row["lead_id"], row["won_amount_yen"]) == ("a", 30)
    assert row["first_won_on"] == pd.Timestamp(2025, 11, 5)
    assert count(store, november, chosen("opportunities", dating="activity")) == RowCount(1, 1, 0, 0)
    assert count(store, november, chosen("won")) == RowCount(0, 0, 0, 0)


@pytest.fixture(scope="module")
def crowd() -> Iterator[Store]:
    """240 leads of 2025 with whatever may happen to leads, among them some without a score."""
    dice, opened = random.Random(20260131), Store.open(":memory:")
    leads, events = [], []
    for number in range(240):
        created = datetime(2025, 1, 1) + timedelta(days=dice.randrange(360))
        leads.append(
            lead(
                f"l{number}",
                dice.choice([None, *range(0, 101, 4)]),
                created_at=created,
                channel=dice.choice(["expo", "paid", None]),
                form=dice.choice(["demo", "contact", BLANK]),
                industry=dice.choice(["maker", None]),
                company_size=dice.choice(["s", "m"]),
            )
        )
        for _ in range(dice.choice([0, 0, 1, 2, 4, 8])):
            at = created + timedelta(days=dice.randrange(-5, 200))
            deal, amount = dice.choice([None, "x", "y"]), dice.choice([None, -4, 100, 2_500])
            row = event(f"l{number}", dice.choice(EVENT_KINDS), at.isoformat(), amount_yen=amount)
            events.append(row | {"deal_id": deal and f"{deal}{number}"})
    small_world(opened, leads, events)
    yield opened
    opened.close()


def some_of(*values: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), unique=True, max_size=2).map(tuple)


filters = st.builds(
    Filter,
    st.tuples(st.integers(0, 400), st.integers(1, 400)).map(
        lambda drawn: Period(
            "x",
            date(2025, 1, 1) + timedelta(days=drawn[0]),
            date(2025, 1, 1) + timedelta(days=sum(drawn)),
        )
    ),
    channel=some_of("expo", "paid", BLANK),
    form=some_of("demo", "contact", BLANK),
    industry=some_of("maker", BLANK, "unheard of"),
    company_size=some_of("s", "m"),
)
scores = st.integers(0, 100)


def expected_leads(counts: Histogram, question: Question, mql: int, sql: int, agreed: int) -> dict[str, int]:
    """Leads behind each code, from suffix sums alone; the agreed lines lie at `agreed`."""
    known, everyone = KNOWN[question], suffix_sum(counts.leads())
    won, opened = (suffix_sum(counts.leads(bit)) for bit in (WON, OPPORTUNITY))
    standing = dict(zip(STANDINGS, counts.standing(), strict=True))
    wanted = {
        "inquiries": counts.lead_count,
        "mql": everyone[mql],
        "sql": everyone[sql],
        "opportunities": opened[sql],
        "known": suffix_sum(counts.leads(known))[sql],
        "unknown": everyone[sql] - suffix_sum(counts.leads(known))[sql],
        "in": max(0, everyone[sql] - everyone[agreed]),
        "in_opportunities": max(0, opened[sql] - opened[agreed]),
        "in_won": max(0, won[sql] - won[agreed]),
        "out": max(0, everyone[agreed] - everyone[sql]),
        "out_opportunities": max(0, opened[agreed] - opened[sql]),
        "out_won": max(0, won[agreed] - won[sql]),
        "in_mql": max(0, everyone[mql] - everyone[agreed]),
        "out_mql": max(0, everyone[agreed] - everyone[mql]),
        "no_score": counts.no_score_count,
        "trial": 0,
    } | {name: suffix_sum(by_score)[sql] for name, by_score in standing.items()}
    return {code: int(value) for code, value in wanted.items()}


@settings(max_examples=12, deadline=None)
@given(
    given_filter=filters,
    lines=st.tuples(scores, scores).map(sorted),
    agreed=scores,
    question=st.sampled_from(["sales", "rule"]),
)
def test_every_number_has_as_many_leads_behind_it_as_the_histogram_says(
    crowd: Store, given_filter: Filter, lines: list[int], agreed: int, question: Question
) -> None:
    mql, sql = lines
    counts = histogram(crowd, given_filter)
    said = {"mql": mql, "sql": sql, "agreed_mql": agreed, "agreed_sql": agreed, "question": question}
    found = {code: count(crowd, given_filter, chosen(code, **said)).lead_count for code in ROWS}
    assert found == expected_leads(counts, question, mql, sql, agreed)


@settings(max_examples=15, deadline=None)
@given(given_filter=filters, sql=scores)
def test_the_deals_of_the_leads_are_those_of_the_curves_in_both_datings(
    crowd: Store, given_filter: Filter, sql: int
) -> None:
    counts = histogram(crowd, replace(given_filter, dating="activity"))
    cohort = count(crowd, given_filter, chosen("opportunities", sql=sql))
    assert (cohort.deal_count, cohort.won_count, cohort.won_amount_yen) == tuple(
        suffix_sum(by_score)[sql]
        for by_score in (counts.cohort.deal_count, counts.cohort.won_count, counts.cohort.won_amount_yen)
    )
    activity = {
        code: count(crowd, given_filter, chosen(code, sql=sql, dating="activity"))
        for code in ("opportunities", "won", "lost")
    }
    happened = counts.activity
    assert activity["opportunities"].deal_count == suffix_sum(happened.deal_count)[sql]
    assert activity["won"].deal_count == activity["won"].won_count == suffix_sum(happened.won_count)[sql]
    assert activity["won"].won_amount_yen == suffix_sum(happened.won_amount_yen)[sql]
    assert activity["lost"].deal_count == suffix_sum(happened.lost_count)[sql]


@settings(max_examples=20, deadline=None)
@given(
    given_filter=filters,
    sql=scores,
    code=st.sampled_from(ROWS),
    dating=st.sampled_from(["cohort", "activity"]),
)
def test_the_rows_add_up_to_their_count(
    crowd: Store, given_filter: Filter, sql: int, code: str, dating: str
) -> None:
    picked = chosen(code, sql=sql, dating=dating)
    found = rows(crowd, given_filter, picked, limit=1_000)
    sums = (int(found[name].sum()) for name in ("deal_count", "won_count", "won_amount_yen"))
    assert RowCount(len(found), *sums) == count(crowd, given_filter, picked)
    assert found["lead_id"].is_unique


# --- one lead's history ------------------------------------------------------------------------


def test_a_history_tells_what_counted_for_the_score_and_takes_it_apart(store: Store) -> None:
    small_world(
        store,
        [lead("a", need="now", company="=cmd|x", email="a@example.invalid")],
        [
            *[event("a", "page_view", f"2025-10-02 0{hour}:00", detail="/price") for hour in range(1, 6)],
            event("a", "contacted", "2025-10-03", owner="sato"),
            event("a", "download", "2025-10-04"),
            event("a", "opportunity", "2025-10-05", deal_id="d", amount_yen=900),
            event(None, "won", "2025-11-05", deal_id="d", amount_yen=800),
        ],
        POINTS,
    )
    found = history(store, "a")
    assert found is not None
    assert (found.score, found.standing, found.first_touch_at) == (55, "won", datetime(2025, 10, 3))
    assert (found.record["company"], found.record["need"]) == ("=cmd|x", "now")
    assert found.behaviour_count == dict.fromkeys(BEHAVIOUR_KINDS, 0) | {"page_view": 5}
    # 40 for the need, 5 views × 5 = 25 capped at 15; the download came after sales had called
    assert {(part.item, part.points, part.capped) for part in found.score_parts if part.points} == {
        ("need", 40, False),
        ("page_view", 15, True),
    }
    assert found.events["kind"].tolist() == [
        *["page_view"] * 5, "contacted", "download", "opportunity", "won",
    ]  # fmt: skip
    assert found.events["counts"].tolist() == [True] * 5 + [False] * 4
    assert found.events.columns.tolist() == [
        "at", "kind", "detail", "owner", "amount_yen", "deal_id", "counts",
    ]  # fmt: skip
    assert found.deals[["deal_id", "amount_yen"]].to_numpy().tolist() == [["d", 800]]


def test_an_imported_score_is_not_taken_apart(store: Store) -> None:
    small_world(store, [lead("a", 33)])
    found = history(store, "a")
    assert found is not None
    assert (found.score, found.score_parts, found.events.empty, found.deals.empty) == (33, (), True, True)


def test_a_lead_of_the_future_has_a_history_without_a_score(store: Store) -> None:
    small_world(
        store,
        [lead("a", 33), lead("b", 33, created_at=datetime(2026, 5, 1))],
        [event("b", "page_view", "2026-05-02")],
    )
    found = history(store, "b")
    assert found is not None
    assert (found.score, found.standing, found.events["counts"].tolist()) == (None, "not_worked", [False])


def test_an_unknown_lead_has_no_history(store: Store) -> None:
    small_world(store, [lead("a", 33)])
    assert history(store, "' or 1=1 --") is None


@settings(max_examples=12, deadline=None)
@given(number=st.integers(0, 239))
def test_the_score_parts_of_any_lead_sum_to_its_score(crowd_by_points: Store, number: int) -> None:
    found = history(crowd_by_points, f"l{number}")
    assert found is not None
    assert found.score == np.clip(sum(part.points for part in found.score_parts), 0, SCORES - 1)
    counted = found.events[found.events["counts"]]["kind"].value_counts().to_dict()
    assert counted == {kind: pieces for kind, pieces in found.behaviour_count.items() if pieces}


@pytest.fixture(scope="module")
def crowd_by_points() -> Iterator[Store]:
    dice, opened = random.Random(7), Store.open(":memory:")
    leads = [lead(f"l{number}", need=dice.choice(["now", "later", None])) for number in range(240)]
    events = [
        event(f"l{dice.randrange(240)}", dice.choice(EVENT_KINDS), f"2025-10-{dice.randrange(2, 30):02}")
        for _ in range(900)
    ]
    small_world(opened, leads, events, POINTS)
    yield opened
    opened.close()
