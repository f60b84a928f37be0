"""Definitions: any old format read, compared as facts and as text, and their life from draft to retired."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from kpi import decisions, definitions, facts, rhythm, snapshots
from kpi import definitions_life as life
from kpi.decision import Basis, decide
from kpi.definition import Definition, Difference, define, differences
from kpi.definition_file import read, text, text_diff
from kpi.definitions_list import References, Version, history, references, versions
from kpi.errors import DefinitionChanged, DefinitionRefused, DefinitionTooNew, InvalidInput
from kpi.opportunity_criterion import Criterion, criterion
from kpi.store import Store
from pages.ui.text import SENTENCES
from tests.meeting_world import GOLDEN as MEETING
from tests.small_world import IMPORTED, POINTS, TODAY, event, lead, small_world

GOLDEN = (Path(__file__).parent / "golden" / "definition_1.json").read_bytes()
OLD = IMPORTED.model_copy(update={"name": "old"})
NEW = IMPORTED.model_copy(update={"name": "new", "mql_threshold": 30, "sql_threshold": 50})
DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = Store.open(tmp_path_factory.mktemp("definitions") / "kpi.duckdb")
    yield store
    store.close()


@pytest.fixture
def store(opened: Store) -> Store:
    """Two leads scored 45 and 70 under OLD, agreed on TODAY."""
    with opened.transaction() as cursor:
        cursor.execute("delete from definition")
        cursor.execute("delete from lead")
    return small_world(opened, [lead("a", 45), lead("b", 70)], definition=OLD)


def proposed(store: Store, definition: Definition = NEW, day: date = TODAY + DAY) -> Version:
    made = life.draft(store, definition, effective_from=day, by="佐藤")
    return life.propose(store, made.definition_id, seen_version=1, by="佐藤")


def agreed(store: Store, definition: Definition = NEW, day: date = TODAY + DAY, on: date = TODAY) -> Version:
    made = proposed(store, definition, day)
    life.agree(store, made.definition_id, "marketing", seen_version=2, by="佐藤", today=on)
    return life.agree(store, made.definition_id, "sales", seen_version=2, by="田中", today=on)


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(InvalidInput) as error:
        act()
    return str(error.value.fields["what"])


def test_format_1_is_read_for_ever_and_says_nothing_about_opportunities_and_promises() -> None:
    found = read(GOLDEN)
    assert (found.format, found.name, found.mql_threshold, found.sql_threshold) == (
        2, "営業・マーケティング合意 第1版", 40, 60)  # fmt: skip
    assert found.information_points == {"need": {"concrete": 18, "*": 5}, "budget": {"none": -20}}
    assert found.attribute_points == {"地域": {"東日本": 30}}
    assert (found.behaviour_points["page_view"].points, found.high_intent_forms) == (1, ("quotation", "demo"))
    assert (found.opportunity_items, found.opportunity_by_form) == ((), False)
    assert (found.first_contact_days, found.expected_rates) == (None, {})
    assert found.loss_reasons == ("no_budget", "timing", "competitor", "no_need", "other")


def test_a_file_gives_the_definition_back_and_a_newer_or_broken_one_is_refused() -> None:
    whole = define(**POINTS.model_dump() | {"first_contact_days": 2, "expected_rates": {"win_rate": 0.3}})
    assert read(text(whole)) == whole
    with pytest.raises(DefinitionTooNew) as newer:
        read('{"format": 3, "name": "future"}')
    assert newer.value.fields == {"found": 3, "supported": 2}
    for broken in ("", "[]", "{}", b"\xff", "[" * 100_000, '{"format":' * 100_000, "x" * 2**21):
        assert refused(lambda content=broken: read(content)) == "definition_file"


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({"nmae": "x"}, {"what": "unknown", "field": "nmae"}),
        ({"name": None}, {"what": "text", "field": "name", "value": "null"}),
        ({"sql_threshold": "60"}, {"what": "whole", "field": "sql_threshold", "value": '"60"'}),
        ({"sql_threshold": True}, {"what": "whole", "field": "sql_threshold", "value": "true"}),
        ({"sql_threshold": 600}, {"what": "most", "field": "sql_threshold", "limit": 100}),
        ({"sql_threshold": 39}, {"what": "lines", "mql": 40, "sql": 39}),
        ({"format": "2"}, {"what": "format", "value": '"2"', "supported": 2}),
        ({"loss_reasons": "price"}, {"what": "list", "field": "loss_reasons"}),
        ({"loss_reasons": ["a", " "]}, {"what": "empty", "field": "loss_reasons[2]"}),
        ({"loss_reasons": ["Price", "price"]}, {"what": "twice", "field": "loss_reasons"}),
        ({"score_source": "luck"}, {"what": "choice", "choices": "points, imported"}),
        ({"expected_rates": {"luck": 1}}, {"what": "item", "field": "expected_rates.luck"}),
        ({"information_points": {"shoe": {"*": 1}}}, {"what": "item", "field": "information_points.shoe"}),
        (
            {"information_points": {"need": {"*": 999}}},
            {"what": "most", "field": "information_points.need.*"},
        ),
        ({"behaviour_points": {"seminar": {"points": 0, "cap": -5}}}, {"what": "cap", "value": "-5"}),
        ({"attribute_points": {"x": 5}}, {"what": "group", "field": "attribute_points.x"}),
        (
            {"behaviour_points": {"page_view": {"points": 1}}},
            {"what": "missing", "field": "behaviour_points.page_view.cap"},
        ),
    ],
)
def test_the_first_thing_that_is_wrong_in_a_file_is_named(
    change: dict[str, object], fields: dict[str, object]
) -> None:
    with pytest.raises(DefinitionRefused) as error:
        read(json.dumps(json.loads(text(POINTS)) | change))
    assert error.value.fields.items() >= fields.items()
    # each has a sentence of its own
    assert f"errors.definition_refused.{error.value.fields['what']}" in SENTENCES


def test_a_slip_of_the_pen_in_a_file_is_told_by_its_line() -> None:
    with pytest.raises(DefinitionRefused) as error:
        read('{"format": 2,\n"name": "x"\n"mql_threshold": 4}')
    assert error.value.fields == {"what": "syntax", "line": 3}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "  "),
        ("sql_threshold", 101),
        ("expected_rates", {"win_rate": 1.5}),
        ("expected_rates", {"luck": 0.5}),
        ("first_contact_days", -1),
        ("loss_reasons", ()),
        ("loss_reasons", ("Price", "price")),
        ("information_points", {"shoe_size": {"*": 1}}),
    ],
)
def test_the_first_field_that_cannot_stand_is_named(field: str, value: object) -> None:
    assert refused(lambda: define(**POINTS.model_dump() | {field: value})) == f"definition_{field}"


def test_lines_in_the_wrong_order_are_named() -> None:
    assert refused(lambda: define(name="x", mql_threshold=61, sql_threshold=60)) == "definition_lines"


def test_differences_are_facts_and_the_files_differ_in_the_same_lines() -> None:
    other = define(
        **POINTS.model_dump()
        | {
            "sql_threshold": 55,
            "information_points": {"need": {"now": 35}, "budget": {"*": 20, "none": -5}},
            "behaviour_points": {"page_view": {"points": 5, "cap": 10}},
            "high_intent_forms": ("demo",),
            "expected_rates": {"mql_rate": 0.4},
        }
    )
    assert differences(POINTS, other) == (
        Difference("sql_threshold", None, None, 60, 55),
        Difference("high_intent_forms", None, "demo", None, True),
        Difference("expected_rates", "mql_rate", None, None, 0.4),
        Difference("information_points", "budget", "none", None, -5),
        Difference("information_points", "need", "now", 40, 35),
        Difference("behaviour_points", "download", "cap", 20, None),
        Difference("behaviour_points", "download", "points", 10, None),
        Difference("behaviour_points", "page_view", "cap", 15, 10),
    )
    assert differences(POINTS, POINTS) == ()
    renamed = POINTS.model_copy(update={"name": "again"})
    assert [one.field for one in differences(POINTS, renamed)] == ["name"]
    assert differences(POINTS, renamed, named=False) == ()
    assert text_diff(POINTS, POINTS) == ""
    changed = text_diff(POINTS, other)
    assert '-  "sql_threshold": 60,\n+  "sql_threshold": 55,\n' in changed
    assert '+    "mql_rate": 0.4\n' in changed


def test_a_draft_is_proposed_agreed_by_both_and_holds_from_its_day_until_the_next(store: Store) -> None:
    made = agreed(store)
    assert [one.state for one in history(store, made.definition_id)] == [
        "draft", "proposed", "proposed", "agreed"]  # fmt: skip
    assert made.marketing is not None
    assert made.sales is not None
    assert (made.marketing.by, made.sales.by) == ("佐藤", "田中")
    standing = {one.definition.name: (one.standing(TODAY), one.until) for one in versions(store)}
    assert standing == {"new": ("ahead", None), "old": ("in_force", TODAY + DAY)}
    assert definitions.agreed(store, TODAY) == OLD
    assert definitions.agreed(store, TODAY + DAY) == NEW
    [(day, changed)] = definitions.changes(store)
    assert day == TODAY + DAY
    assert {(one.field, one.after) for one in changed} == {
        ("name", "new"), ("mql_threshold", 30), ("sql_threshold", 50)}  # fmt: skip
    # the facts follow on the day itself
    assert facts.is_scored(store, today=TODAY)
    assert not facts.is_scored(store, today=TODAY + DAY)
    facts.rescore(store, today=TODAY + DAY)
    assert facts.is_scored(store, today=TODAY + DAY)


def test_what_was_to_hold_before_both_agreed_holds_from_the_day_they_did(store: Store) -> None:
    late = agreed(store, day=TODAY - 30 * DAY, on=TODAY + 3 * DAY)
    assert late.effective_from == TODAY + 3 * DAY
    assert facts.is_scored(store, today=TODAY + 3 * DAY)


def test_one_person_cannot_agree_for_both_sides(store: Store) -> None:
    made = proposed(store)
    key = made.definition_id
    assert refused(lambda: life.agree(store, key, "sales", seen_version=2, by=" ")) == "definition_by"
    life.agree(store, key, "marketing", seen_version=2, by="Ann Lee")
    same = "ａｎｎ　ｌｅｅ"
    what = refused(lambda: life.agree(store, key, "sales", seen_version=2, by=same))
    assert what == "definition_same_person"
    again = life.agree(store, key, "marketing", seen_version=3, by="Bob")
    assert again.marketing is not None
    assert again.marketing.by == "Ann Lee"


def test_what_is_changed_after_it_was_proposed_must_be_agreed_on_anew(store: Store) -> None:
    made = proposed(store)
    life.agree(store, made.definition_id, "marketing", seen_version=2, by="佐藤")
    words = {"effective_from": TODAY + 2 * DAY, "seen_version": 3, "by": "田中"}
    found = life.save(store, made.definition_id, NEW, **words)  # type: ignore[arg-type]
    assert (found.state, found.version, found.marketing) == ("draft", 4, None)
    what = refused(lambda: life.agree(store, made.definition_id, "sales", seen_version=4, by="田中"))
    assert what == "definition_draft"


def test_the_second_of_two_editors_sees_both_versions_and_chooses(store: Store) -> None:
    made = life.draft(store, OLD, effective_from=TODAY + DAY, by="佐藤")
    key, other = made.definition_id, OLD.model_copy(update={"sql_threshold": 70})
    first = life.save(store, key, NEW, effective_from=TODAY + DAY, seen_version=1, by="佐藤")
    with pytest.raises(DefinitionChanged) as conflict:
        life.save(store, key, other, effective_from=TODAY + DAY, seen_version=1, by="田中")
    mine, theirs = conflict.value.fields["mine"], conflict.value.fields["theirs"]
    assert isinstance(mine, Version)
    assert (mine.definition, theirs) == (other, first)
    with pytest.raises(DefinitionChanged):
        life.propose(store, key, seen_version=1, by="田中")
    # the same words are no conflict, and add nothing
    assert life.save(store, key, NEW, effective_from=TODAY + DAY, seen_version=1, by="鈴木") == first
    chosen = life.save(store, key, other, effective_from=TODAY + DAY, seen_version=2, by="田中")
    assert (chosen.version, chosen.definition) == (3, other)
    assert len(history(store, key)) == 3


def test_two_agreed_versions_cannot_begin_on_one_day(store: Store) -> None:
    agreed(store)
    made = life.draft(store, OLD, effective_from=TODAY + DAY, by=None)
    what = refused(lambda: life.propose(store, made.definition_id, seen_version=1, by=None))
    assert what == "definition_same_day"


def test_only_what_does_not_hold_yet_can_be_retired_and_nothing_is_deleted(store: Store) -> None:
    made = agreed(store)
    [old] = [one for one in versions(store) if one.definition == OLD]
    for day, one in ((TODAY, old), (TODAY + DAY, old), (TODAY + DAY, made)):
        act = {"seen_version": one.version, "by": None, "today": day}
        assert refused(lambda one=one, act=act: life.retire(store, one.definition_id, **act)) == (
            "definition_in_force")  # fmt: skip
    gone = life.retire(store, made.definition_id, seen_version=made.version, by="田中", today=TODAY)
    assert (gone.state, gone.standing(TODAY)) == ("retired", "retired")
    assert definitions.agreed(store, TODAY + 9 * DAY) == OLD
    assert [one.definition.name for one in versions(store)] == ["new", "old"]
    what = refused(
        lambda: life.save(store, made.definition_id, OLD, effective_from=TODAY, seen_version=5, by=None)
    )
    assert what == "definition_retired"
    assert references(store, old) == References(0, 0)


def test_what_was_made_on_a_version_is_counted_and_keeps_it(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KPI_TODAY", TODAY.isoformat())
    [old] = versions(store)
    decided = {"measure": "call", "owner": "Abe", "decided_on": TODAY, "due_on": TODAY, "review_on": TODAY}
    decision = decide(**decided, kpi="leads", from_value=1, to_value=2)
    basis = Basis(numbers={}, mql_threshold=40, sql_threshold=60, dating="cohort")
    decisions.keep(store, decision, basis, by=None)
    made = MEETING.made.model_copy(
        update={"definition_id": old.definition_id, "definition_version": old.version}
    )
    snapshots.freeze(store, MEETING.model_copy(update={"made": made}), meeting_id=None, by=None)
    assert references(store, old) == References(1, 1)
    agreed(store)
    assert references(store, old) == References(1, 1)
    act = {"seen_version": old.version, "by": None, "today": TODAY + 9 * DAY}
    assert refused(lambda: life.retire(store, old.definition_id, **act)) == "definition_in_force"  # type: ignore[arg-type]


def test_own_data_keeps_what_it_was_read_under_when_another_version_is_agreed(store: Store) -> None:
    with store.transaction() as cursor:
        cursor.execute("update definition set data_set = 'sample', definition_id = 'sample'")
    assert definitions.agreed(store, TODAY) == OLD
    agreed(store)
    assert [one.definition.name for one in definitions.timeline(store)] == ["old", "new"]
    with store.transaction() as cursor:
        cursor.execute("insert into meta values ('data_set', 'sample')")
    assert [one.definition.name for one in definitions.timeline(store)] == ["old"]
    with store.transaction() as cursor:
        cursor.execute("delete from meta where key = 'data_set'")


def test_what_counts_as_an_opportunity_is_held_against_the_record(tmp_path: Path) -> None:
    known = {"authority": "none", "need": "now", "budget": "x"}
    leads = [
        lead("known", 1, **known),
        lead("blank", 1, **known | {"budget": " "}),
        lead("form", 1, form="demo"),
        lead("nothing", 1),
    ]
    opened = [event(name, "opportunity", "2025-11-01") for name in ("known", "blank", "nothing")]
    found = small_world(Store.open(tmp_path / "kpi.duckdb"), leads, opened)
    both = IMPORTED.model_copy(update={"high_intent_forms": ("demo",)})
    assert criterion(found, both) == Criterion(3, 2, 1)
    less = both.model_copy(update={"opportunity_by_form": False, "opportunity_items": ("need",)})
    assert criterion(found, less) == Criterion(3, 2, 2)
    nothing = less.model_copy(update={"opportunity_items": ()})
    assert criterion(found, nothing) is None
    assert Criterion(0, 0, 0).met_rate is None
    found.close()


def test_the_promise_of_the_definition_in_force_wins_over_the_rhythm(store: Store) -> None:
    assert rhythm.rhythm(store).first_contact_days == 3
    promised = OLD.model_copy(update={"first_contact_days": 1})
    agreed(store, promised, day=TODAY + DAY)
    assert rhythm.rhythm(store).first_contact_days == 1
