"""Own columns: what they can narrow, what they bring to the score, and that merges hold for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi import definitions, facts, identity, leads, trial
from kpi.definitions import Definition
from kpi.errors import InvalidInput
from kpi.facts import attribute_profiles, information_profiles
from kpi.filters import BLANK, Filter
from kpi.histogram import histogram
from kpi.period import Period
from kpi.profiles import profiles
from kpi.record import record
from kpi.rescore_moves import moves
from kpi.rescore_rows import moved_leads
from kpi.rule_lines import Line, design
from kpi.score import ScorePart, attribute_points, information_points, rescore
from kpi.sql import statement
from kpi.store import Store
from tests.small_world import IMPORTED, POINTS, TODAY, event, lead, small_world

YEAR = Filter(Period("x", date(2025, 1, 1), date(2026, 1, 1)), dating="activity")
HOSTILE = '\'; drop table lead; -- "名,前"\n*|~&=#'
INTO_ATTRIBUTE = "insert into attribute values ('lead', $lead_id, $name, $value, '1')"
Said = Iterable[tuple[str, str, str]]


def world(
    said: Said,
    *,
    scores: dict[str, int | None],
    events: Iterable[dict[str, object]] = (),
    definition: Definition = IMPORTED,
    **columns: object,
) -> Store:
    """Leads by id → imported score, and (lead, own column, value) as an import keeps them."""
    store = Store.open(":memory:")
    with store.transaction() as cursor:
        for lead_id, name, value in said:
            cursor.execute(INTO_ATTRIBUTE, {"lead_id": lead_id, "name": name, "value": value})
    return small_world(
        store, [lead(one, score, **columns) for one, score in scores.items()], events, definition
    )


SCORES: dict[str, int | None] = {"a": 90, "b": 70, "c": 50, "d": 30, "e": None, "f": 65}
SAID = [
    ("a", "Region", "East"), ("b", "Region", "East"), ("c", "Region", "West"), ("f", "Region", "West"),
    ("a", HOSTILE, "x"), ("b", HOSTILE, HOSTILE), ("c", HOSTILE, HOSTILE),
    # no filter: an id, a remark, what all leads say
    *((one, "Id", f"id {one}") for one in SCORES),
    ("a", "Remark", "very " * 30), ("b", "Remark", "very " * 30),
    *((one, "Source", "web") for one in SCORES),
]  # fmt: skip
EVENTS = [
    event("a", "opportunity", "2025-11-01", deal_id="A"),
    event("a", "won", "2025-12-01", deal_id="A", amount_yen=500),
    event("c", "opportunity", "2025-11-01", deal_id="C"),
    event("c", "won", "2025-12-01", deal_id="C", amount_yen=70),
]


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    opened = world(SAID, scores=SCORES, events=EVENTS)
    yield opened
    opened.close()


def narrowed(*chosen: tuple[str, tuple[str, ...]]) -> Filter:
    return replace(YEAR, attributes=chosen)


def ids(store: Store, chosen: Filter) -> str:
    return "".join(sorted(leads.rows(store, chosen, leads.Selection("inquiries"))["lead_id"]))


def test_columns_that_part_the_leads_can_serve_as_a_filter(store: Store) -> None:
    found = record(store, today=TODAY)
    # Region: East 2, West 2, 2 blank; the other: 3 blank, then 2 and 1. Region is filled in more often.
    assert found.attributes == {"Region": (BLANK, "East", "West"), HOSTILE: (BLANK, HOSTILE, "x")}
    assert list(found.attributes) == ["Region", HOSTILE]
    assert found.has_own_columns


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ((), "abcdef"),
        ((("Region", ("East",)),), "ab"),
        ((("Region", (BLANK,)),), "de"),
        ((("Region", ("West", BLANK)),), "cdef"),
        ((("Region", ()),), "abcdef"),  # chosen, but no value yet: open
        (((HOSTILE, (HOSTILE,)),), "bc"),
        ((("Region", ("East", "West")), (HOSTILE, (HOSTILE, BLANK))), "bcf"),
        ((("Region", ("East",)), (HOSTILE, ("x",)), ("Region", ("East", BLANK))), "a"),
        ((("Region", ("North",)),), ""),
        ((("Nowhere", ("East", BLANK)),), ""),
    ],
)
def test_a_filter_on_own_columns_lets_the_leads_counted_by_hand_through(
    store: Store, chosen: tuple[tuple[str, tuple[str, ...]], ...], expected: str
) -> None:
    asked = narrowed(*chosen)
    assert ids(store, asked) == expected
    found = histogram(store, asked)
    assert found.lead_count == leads.count(store, asked, leads.Selection("inquiries")).lead_count
    assert found.lead_count == len(expected)
    won = {"a": 500, "c": 70}
    assert found.cohort.won_amount_yen.sum() == sum(won.get(one, 0) for one in expected)
    assert found.activity is not None
    assert found.activity.won_amounts_yen.sum() == sum(won.get(one, 0) for one in expected)


@pytest.mark.parametrize("name", ["maturity_lead", "maturity_deal", "young_lead", "young_deal"])
def test_what_is_still_to_come_is_read_off_the_narrowed_leads_alone(store: Store, name: str) -> None:
    more = {"as_of": date(2025, 12, 1), "young_after": date(2025, 1, 1), "known": 0}

    def subjects(*values: str) -> int:
        parameters = narrowed(("Region", values)).parameters(store, name, **more)
        return int(store.arrays(name, parameters)["subject_count"].sum())

    # worked leads and deals: a (East) and c (West); of young leads all with a score
    of_leads = {"East": 2, "West": 2, BLANK: 1}
    of_deals = {"East": 1, "West": 1, BLANK: 0}
    expected = of_leads if name == "young_lead" else of_deals
    assert {value: subjects(value) for value in expected} == expected
    assert subjects("East", "West", BLANK) == sum(expected.values())


def test_lists_by_event_and_trials_are_narrowed_as_the_counts_are() -> None:
    store = world(SAID, scores=SCORES, events=EVENTS)
    east = narrowed(("Region", ("East",)), (HOSTILE, ("x", HOSTILE)))
    won = leads.Selection("won", score_from=0, event="won")
    assert list(leads.rows(store, east, won)["lead_id"]) == ["a"]
    assert leads.count(store, east, won).won_amount_yen == 500
    drawn = trial.draw(store, east, score_from=0, score_below=101, size=9, sql_threshold=60, seed="x")
    assert list(trial.frame(store, drawn)["lead_id"]) == ["b"]  # a is worked
    trial.record(store, {"b": "opportunity"}, None)
    assert trial.result(store, east).success_count == 1
    assert trial.result(store, narrowed(("Region", ("West",)))) is None
    listed = leads.Selection("trial", trial=True)
    assert list(leads.rows(store, east, listed)["lead_id"]) == ["b"]
    assert leads.count(store, narrowed(("Region", (BLANK,))), listed).lead_count == 0


@pytest.mark.parametrize("name", ["histogram_lead", "histogram_deal_cohort", "won_amount_activity"])
def test_without_an_own_column_in_the_filter_their_codes_are_not_even_read(store: Store, name: str) -> None:
    def plan(chosen: Filter) -> str:
        with store.cursor() as cursor:
            found = cursor.execute(f"explain {statement(name)}", chosen.parameters(store, name))
            return str(found.fetchall())

    assert "attributes" in plan(narrowed(("Region", ("East",))))
    assert "attributes" not in plan(YEAR)


def test_of_merged_leads_the_first_value_filled_in_counts() -> None:
    leads_ = [
        lead(one, 50, created_at=datetime(2025, 10, day)) for one, day in (("a", 3), ("b", 1), ("c", 2))
    ]
    said = {"b": {"Region": "West"}, "c": {"Region": "East", "Size": "big"}}
    said |= {"d": {"Region": "East", "Size": "big"}, "e": {"Region": "East"}}
    store = world(
        [(one, name, value) for one, row in said.items() for name, value in row.items()],
        scores={"d": 10, "e": 10},
    )
    small_world(store, leads_)
    before = {value: ids(store, narrowed(("Region", (value,)))) for value in ("East", "West", BLANK)}
    assert before == {"East": "cde", "West": "b", BLANK: "a"}
    identity.merge_leads(store, ["a", "b", "c"], kept="a", by=None)
    # a is kept and says nothing, b came before c: Region is b's, Size is c's
    after = {value: ids(store, narrowed(("Region", (value,)))) for value in ("East", "West", BLANK)}
    assert after == {"East": "de", "West": "a", BLANK: ""}
    assert ids(store, narrowed(("Size", ("big",)))) == "ad"
    assert leads.history(store, "c").attributes == {"Region": "West", "Size": "big"}


VALUES = st.sampled_from(["x", "y", "Ｚ", HOSTILE, None])


@settings(max_examples=10, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from([None, 0, 40, 100]), VALUES, VALUES), min_size=1, max_size=12),
    st.sampled_from([(), (("q", ("x", BLANK)),)]),
)
def test_the_values_of_an_own_column_add_up_to_the_whole(
    rows: list[tuple[int | None, str | None, str | None]], other: tuple[tuple[str, tuple[str, ...]], ...]
) -> None:
    said = [
        (str(n), name, value)
        for n, (_, p, q) in enumerate(rows)
        for name, value in (("p", p), ("q", q))
        if value is not None
    ]
    store = world(said, scores={str(n): row[0] for n, row in enumerate(rows)})
    offered = record(store, today=TODAY).attributes
    other = tuple(one for one in other if one[0] in offered)
    whole = histogram(store, narrowed(*other)).mask_count
    for name, values in offered.items():
        parts = [histogram(store, narrowed((name, (value,)), *other)).mask_count for value in values]
        np.testing.assert_array_equal(np.sum(parts, axis=0), whole)
    counted = Counter(row[1] or BLANK for row in rows)
    for value in offered.get("p", ()):
        assert histogram(store, narrowed(("p", (value,)))).lead_count == counted[value]
    store.close()


# --- the score ---------------------------------------------------------------------------------

RULES = POINTS.model_copy(
    update={"attribute_points": {"Region": {"East": 30, "*": 5}, HOSTILE: {HOSTILE: -10}}}
)


def scored(store: Store) -> dict[str, int]:
    with store.cursor() as cursor:
        return dict(cursor.execute("select lead_id, score from lead_fact").fetchall())


def test_own_columns_bring_the_points_of_their_values() -> None:
    store = world(SAID, scores=SCORES, definition=RULES, need="now")
    # need 40; East 30, West "any other value" 5, not filled in 0; the hostile value −10
    assert scored(store) == {"a": 70, "b": 60, "c": 35, "d": 40, "e": 40, "f": 45}
    found = leads.history(store, "c")
    assert [part for part in found.score_parts if part.is_own] == [
        ScorePart("Region", "West", 5, is_own=True),
        ScorePart(HOSTILE, HOSTILE, -10, is_own=True),
    ]
    assert sum(part.points for part in found.score_parts) == found.score == 35
    [blank, _] = [part for part in leads.history(store, "d").score_parts if part.is_own]
    assert (blank.value, blank.points) == (None, 0)


def test_new_points_for_the_same_columns_are_rescored_from_profiles_alone() -> None:
    store = world(SAID, scores=SCORES, definition=RULES, need="now")
    dearer = RULES.model_copy(update={"attribute_points": {"Region": {"West": 50}, HOSTILE: {"*": 3}}})
    with store.cursor() as cursor:
        own, count = attribute_profiles(cursor)
        items = information_profiles(cursor)
        found = cursor.execute(
            "select lead_id, information_profile, attribute_profile from lead_fact order by lead_id"
        ).fetchnumpy()
    parts = [
        (found["information_profile"], information_points(dearer, items)),
        (found["attribute_profile"], attribute_points(dearer, own, count)),
    ]
    expected = {"a": 43, "b": 43, "c": 93, "d": 40, "e": 40, "f": 90}
    assert dict(zip(found["lead_id"], rescore(parts).tolist(), strict=True)) == expected
    facts.rebuild(store, today=TODAY, definition=dearer)
    assert scored(store) == expected


@pytest.mark.parametrize("agreed", [POINTS, RULES], ids=["none agreed", "two agreed"])
def test_columns_that_are_tried_score_the_leads_as_they_would_once_agreed_on(agreed: Definition) -> None:
    store = world(SAID, scores=SCORES, events=EVENTS, definition=agreed, need="now")
    points = {"Region": {"West": 20}, HOSTILE: {"x": -30}, "Remark": {"*": 7}, "Gone": {"never": 5}}
    tried = agreed.model_copy(update={"attribute_points": points})
    found = profiles(store, YEAR, TODAY, tuple(points))
    after = moves(found.leads, found.leads.rescored(found.combinations.points(tried))).after
    dealt = found.dealt.rescored(found.combinations.points(tried))
    rows = [
        row
        for way in ("rises", "falls")
        for row in moved_leads(store, YEAR, found.combinations, tried, way).to_dict("records")  # type: ignore[arg-type]
    ]
    before = scored(store)
    lines = design(found.combinations, agreed, [Line("own", "Gone", "never"), Line("own", "Region", "North")])
    held = dict(zip(lines.lines, lines.holders(found.leads, found.leads.lead_count), strict=True))
    facts.rebuild(store, today=TODAY, definition=tried)
    expected = scored(store)
    assert Counter(expected.values()) == {score: count for score, count in enumerate(after) if count}
    assert sorted(dealt.tolist()) == sorted([expected["a"], expected["c"]])
    assert {row["lead_id"]: row["new_score"] for row in rows} == {
        one: score for one, score in expected.items() if score != before[one]
    }
    east, gone, north = (
        Line("own", *pair) for pair in (("Region", "East"), ("Gone", "never"), ("Region", "North"))
    )
    assert (held[east], held[gone], held[north]) == (2, 0, 0)
    store.close()


def test_without_rules_for_own_columns_there_is_one_profile_and_no_points(store: Store) -> None:
    with store.cursor() as cursor:
        assert attribute_profiles(cursor) == ({}, 1)
    assert attribute_points(POINTS, {}, 1).tolist() == [0]


def test_points_of_a_column_are_appended_as_an_agreed_definition_and_count_at_once() -> None:
    store = world(SAID, scores=SCORES, definition=POINTS, need="now")
    facts.use_attribute_points(store, "Region", {"East": 30, "West": 0}, today=TODAY, by="Sato")
    assert definitions.agreed(store).attribute_points == {"Region": {"East": 30}}
    assert scored(store)["a"] == 70
    version = store.rows("definition_next_version", {"definition_id": "score"})
    facts.use_attribute_points(store, "Region", {"East": 30}, today=TODAY, by=None)
    assert store.rows("definition_next_version", {"definition_id": "score"}) == version  # nothing new
    # a value that any other would outweigh keeps its 0
    facts.use_attribute_points(store, "Region", {"*": 9, "West": 0}, today=TODAY)
    assert definitions.agreed(store).attribute_points == {"Region": {"*": 9, "West": 0}}
    assert (scored(store)["a"], scored(store)["c"]) == (49, 40)
    facts.use_attribute_points(store, "Region", {}, today=TODAY)
    assert definitions.agreed(store) == POINTS
    assert set(scored(store).values()) == {40}


@pytest.mark.parametrize("points", [-101, 101])
def test_points_out_of_bounds_are_refused_and_nothing_is_saved(points: int) -> None:
    store = world(SAID, scores=SCORES, definition=POINTS)
    with pytest.raises(InvalidInput):
        facts.use_attribute_points(store, "Region", {"East": points}, today=TODAY)
    assert definitions.agreed(store) == POINTS


def test_own_points_are_summed_without_overflow() -> None:
    names = [f"c{n}" for n in range(100)]
    rules = POINTS.model_copy(update={"attribute_points": {name: {"*": 100} for name in names}})
    column = {name: facts.encoded(pa.array(["x"])) for name in names}
    assert attribute_points(rules, column, 1).tolist() == [10_000]
