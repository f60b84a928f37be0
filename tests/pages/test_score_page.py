"""The score page: the answer first, other points tried at once, who moves, a draft; faults get a sentence."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from kpi.definitions import Definition, agreed
from kpi.store import Store
from pages.ui import cached
from pages.ui.text import Language, say
from tests.hostile_worlds import FORMULA, IMAGE, World
from tests.pages.conftest import Page
from tests.pages.test_agreement_versions import stands
from tests.pages.test_goal_page import press
from tests.small_world import IMPORTED, POINTS, event, lead

Use = Callable[[object], Path]  # the fixtures of conftest.py
Visit = Callable[..., Page]
BOTH = pytest.mark.parametrize("lang", ["ja", "en"])


def edit(page: Page, lang: Language, item: str, value: str, column: str, points: float | None) -> Page:
    """Type a number into the line of an item and value, and run."""
    [editor] = page.app.data_editor
    headings = {name: say(lang, f"score_rules.column.{name}") for name in ("item", "value", column)}
    table = editor.value
    is_line = (table[headings["item"]] == item) & (table[headings["value"]] == value)
    [row] = is_line.to_numpy().nonzero()[0]
    kept = page.app.session_state[editor.key] or {}
    rows = {**kept.get("edited_rows", {}), int(row): {headings[column]: points}}
    page.app.session_state[editor.key] = {"edited_rows": rows, "added_rows": [], "deleted_rows": []}
    page.app.run()
    return Page(page.app)


@BOTH
def test_a_person_tries_points_sees_who_moves_and_keeps_a_draft(
    use: Use, visit: Visit, sample_path: Path, tmp_path: Path, lang: Language
) -> None:
    path = use(Path(shutil.copy(sample_path, tmp_path / "kpi.duckdb")))
    page = visit("score", lang=lang, sp="moves")
    page.assert_sound(quoted="None")  # an answer of the sample is called so
    metrics = {one.label: one.value for one in page.app.metric}
    pairs = {"today": 65, "without": 78, "only": 36, "suggested": 79}
    assert metrics == {
        say(lang, f"score.auc.{name}"): say(lang, "score.auc.pairs", count=count)
        for name, count in pairs.items()
    }
    assert say(lang, "score.idle", count=24, top=100, often=10) in page.text
    assert say(lang, "score.effect.none") in page.text
    assert say(lang, "score.moves.empty") in page.all("info")
    assert say(lang, "score_rules.remark.above", number=172, lines="") in page.text

    views = (say(lang, "codes.kind.page_view"), say(lang, "score_rules.line.piece"))
    page = edit(page, lang, *views, "new", 0)
    page.assert_sound(quoted="None")  # an answer of the sample is called so
    assert say(lang, "score.effect.none") not in page.text
    [named] = [one for one in page.app.dataframe if one.key == "score_moves_sql_rises"] or [None]
    assert named is None  # nobody rises when views bring nothing
    page.app.button(key="score_take").click().run()
    page = Page(page.app)
    page.assert_sound(quoted="None")  # an answer of the sample is called so
    assert say(lang, "score.effect.moved", risen="3,005", fallen="2,726") in page.text
    assert any(say(lang, "score.old") in one.value.columns for one in page.app.dataframe)

    parts = page.app.get("button_group")
    [part] = [one for one in parts if one.key and "score_section" in one.key]
    part.set_value("draft").run()
    page = Page(page.app)
    page.assert_sound(quoted="None")  # an answer of the sample is called so
    better = say(lang, "score_draft.compared.suggested.better", new="", old="", low="", high="").split("**")[
        1
    ]
    assert better in page.text
    page.app.text_input(key="import_who").set_value("佐藤")
    name = page.app.text_input(key="widget_score_name").value
    page.app.text_input(key="widget_score_name").set_value("")
    page.app.button(key="score_keep").click().run()
    assert Page(page.app).all("error") == [say(lang, "errors.invalid_input.definition_name")]
    page.app.text_input(key="widget_score_name").set_value(name)
    page.app.button(key="score_keep").click().run()
    page = Page(page.app)
    page.assert_sound(quoted="None")  # an answer of the sample is called so
    assert len(page.all("success")) == 1
    store = cached.store(path)
    with store.cursor() as cursor:
        [(body, who)] = cursor.execute(
            "select body, created_by from definition where state = 'draft'"
        ).fetchall()
    draft = Definition.model_validate_json(body)
    assert who == "佐藤"
    assert draft.behaviour_points == {}
    assert draft.information_points["need"]["concrete"] == 30
    assert (draft.mql_threshold, draft.sql_threshold) == (35, 60)  # as many leads as today
    assert agreed(store).behaviour_points  # today's points count on


@dataclass(frozen=True, eq=False)
class OwnWorld(World):
    """Six leads with an own column whose name and value would be markup."""

    def fill(self, store: Store) -> Store:
        into = "insert into attribute values ('lead', $lead_id, $name, $value, '1')"
        with store.transaction() as cursor:
            for number in range(3):
                said = {"lead_id": f"l{number}", "name": IMAGE, "value": FORMULA}
                cursor.execute(into, said)
        return super().fill(store)


LEADS = [lead(f"l{number}", 70, need="now", company=f"{IMAGE}{number}") for number in range(6)]
EVENTS = [event("l0", "contacted", "2025-10-03"), event("l0", "opportunity", "2025-10-09", deal_id="d")]


@BOTH
def test_faults_of_rules_and_data_get_their_sentence(use: Use, visit: Visit, lang: Language) -> None:
    use(OwnWorld(LEADS, EVENTS, definition=POINTS.model_copy(update={"attribute_points": {IMAGE: {"*": 5}}})))
    page = visit("score", lang=lang, sp="draft")
    page.assert_sound()
    assert say(lang, "score.no_outcome", count=1, fewest=5) in page.all("info")
    assert not page.app.metric
    said = say(lang, "score_draft.suggest.none", count=1, lines=1, needed=5)
    assert said in page.text
    assert page.app.button(key="score_take").disabled
    need, now = say(lang, "codes.item.need"), "now"
    page = edit(page, lang, need, now, "new", 500)
    assert page.all("error") == [say(lang, "errors.invalid_input.points", value=500)]
    page = edit(page, lang, need, now, "new", 1.5)
    assert page.all("error") == [say(lang, "errors.invalid_input.points_whole", value=1.5)]
    page = edit(page, lang, need, now, "new", -40)
    page.assert_sound()
    assert say(lang, "score_rules.remark.negative", number=1, lines=f"{need}: {now}") in page.text
    page = edit(page, lang, IMAGE, FORMULA, "new", 5)
    page.assert_sound()
    assert say(lang, "score_rules.remark.all_same", number=0, lines="") in page.text


@BOTH
def test_an_own_column_without_points_is_added_tried_and_kept(use: Use, visit: Visit, lang: Language) -> None:
    path = use(OwnWorld(LEADS, EVENTS, definition=POINTS))
    page = visit("score", lang=lang, sp="moves")
    page.assert_sound()
    assert FORMULA not in set(page.app.data_editor[0].value.iloc[:, 1])
    page = press(page, "score_add_do")
    assert page.all("error") == [say(lang, "errors.invalid_input.rule_value")]
    page.app.selectbox(key=f"score_add_value_1:{IMAGE}").select_index(0).run()
    page.app.number_input(key="score_add_points").set_value(25).run()
    page = press(Page(page.app), "score_add_do")
    page.assert_sound()
    added = say(lang, "score_rules.added", item=IMAGE, value=FORMULA, points=25)
    assert page.all("success") == [added]
    first = page.app.data_editor[0].value.iloc[0]
    assert first.tolist()[:5] == [IMAGE, FORMULA, "–", "–", 25]
    assert say(lang, "score.effect.moved", risen=3, fallen=0) in page.text
    [moved] = [one.value for one in page.app.dataframe if one.key == "score_moves_sql_rises"]
    assert sorted(moved.iloc[:, 0]) == ["l0", "l1", "l2"]  # 40 → 65
    # a later edit keeps what was added
    page = edit(page, lang, IMAGE, FORMULA, "new", 30)
    [part] = [one for one in page.app.get("button_group") if one.key and "score_section" in one.key]
    part.set_value("draft").run()
    page = Page(page.app)
    assert say(lang, "score.effect.moved", risen=3, fallen=0) in page.text
    page = press(page, "score_keep")
    page.assert_sound()
    [draft] = [one for one in stands(path) if one.state == "draft"]
    assert draft.definition.attribute_points == {IMAGE: {FORMULA: 30}}


@BOTH
def test_with_imported_scores_it_says_so_and_how_to_switch(use: Use, visit: Visit, lang: Language) -> None:
    use(World(LEADS, EVENTS, definition=IMPORTED))
    page = visit("score", lang=lang, sp="worth")
    page.assert_sound()
    assert say(lang, "score.imported") in page.all("info")
    assert say(lang, "score.worth.selection") in page.all("warning")
    page = edit(page, lang, say(lang, "codes.item.need"), "now", "new", 30)
    page.assert_sound()
    assert say(lang, "score.effect.moved", risen=0, fallen=6) in page.text  # 70 → 30


def test_a_filter_without_leads_says_so(use: Use, visit: Visit) -> None:
    use(World(LEADS, EVENTS, definition=POINTS))
    page = visit("score", lang="en", p="2025-10-02..2025-10-03")
    page.assert_sound()
    assert say("en", "explore.empty") in page.all("info")
