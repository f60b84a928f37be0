"""Own columns on the screen: narrowing by them, carrying them in the address, points for their values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from kpi import definitions
from kpi.leads import history
from kpi.store import Store
from pages.ui import cached
from pages.ui.own_values import written
from pages.ui.text import Language, say
from tests.hostile_worlds import CHANNELS, FORMULA, IMAGE, SCRIPT, World
from tests.pages.conftest import Page
from tests.small_world import IMPORTED, POINTS, lead

Use = Callable[[object], Path]  # the fixtures of conftest.py
Visit = Callable[..., Page]
BOTH = pytest.mark.parametrize("lang", ["ja", "en"])

HOSTILE = f'{IMAGE},"地域"'
INTO = "insert into attribute values ('lead', $lead_id, $name, $value, '1')"
LEADS = [lead(f"l{number}", 70, need="now", company=f"会社{number}") for number in range(6)]
SAID = {
    "Region": {"l0": "East", "l1": "East", "l2": "West", "l3": "West"},
    HOSTILE: {"l0": SCRIPT, "l1": FORMULA, "l2": FORMULA},
    "Id": {f"l{number}": f"id {number}" for number in range(6)},  # parts nobody: no filter
}


@dataclass(frozen=True, eq=False)
class OwnWorld(World):
    said: dict[str, dict[str, str]] = field(default_factory=lambda: SAID)

    def fill(self, store: Store) -> Store:
        with store.transaction() as cursor:
            for name, values in self.said.items():
                for lead_id, value in values.items():
                    cursor.execute(INTO, {"lead_id": lead_id, "name": name, "value": value})
        return super().fill(store)


def counted(page: Page, lang: Language, count: int) -> bool:
    """Whether the leads page counts so many leads."""
    said = say(lang, "leads.count", leads=count, deals=0, won=0, amount=say(lang, "shell.yen", number=0))
    return any(said in text for text in page.all("markdown"))


@BOTH
def test_a_person_narrows_by_an_own_column_and_the_address_carries_it(
    use: Use, visit: Visit, lang: Language
) -> None:
    use(OwnWorld(LEADS))
    app = visit(lang=lang).app
    offered = app.multiselect(key="widget_attributes")
    assert (offered.label, offered.options) == (say(lang, "explore.filter.own"), ["Region", HOSTILE])
    offered.set_value(["Region", HOSTILE]).run()
    assert app.query_params["own"] == ["Region", written((HOSTILE, ()))]
    blank = say(lang, "codes.blank")
    assert app.multiselect(key="widget_own_Region").options == [blank, "East", "West"]
    app.multiselect(key=f"widget_own_{HOSTILE}").set_value([FORMULA]).run()
    app.multiselect(key="widget_own_Region").set_value(["West", "-"]).run()
    Page(app).assert_sound()
    own = [written(("Region", ("West", "-"))), written((HOSTILE, (FORMULA,)))]
    assert app.query_params["own"] == own
    assert say(lang, "explore.filter.active", count=2) in Page(app).text

    page = visit("leads", lang=lang, rows="inquiries", own=own)
    page.assert_sound()
    assert counted(page, lang, 1)  # l2: West and the formula
    assert f"Region: West / {blank}" in page.text
    assert f"{HOSTILE}: {FORMULA}" in page.text
    app.multiselect(key="widget_attributes").set_value(["Region"]).run()
    assert app.query_params["own"] == own[0]


def test_an_own_column_that_the_data_lacks_is_named_and_left_out(use: Use, visit: Visit) -> None:
    use(OwnWorld(LEADS))
    page = visit("leads", lang="en", rows="inquiries", own=["Region,East,North", f"{IMAGE},x"])
    page.assert_sound()
    assert counted(page, "en", 2)
    assert len(page.all("warning")) == 2
    assert "Region: North" in page.text


@BOTH
def test_without_own_columns_nothing_of_them_is_on_the_screen(use: Use, visit: Visit, lang: Language) -> None:
    use(CHANNELS)
    assert [one.key for one in visit(lang=lang).app.multiselect] == [
        f"widget_{name}" for name in ("channel", "industry", "form", "company_size")
    ]
    assert say(lang, "data.section.own") not in visit("data", lang=lang).text
    asked = visit("data", lang=lang, tab="own")
    asked.assert_sound()
    assert say(lang, "own.none") in asked.all("info")


def give(page: Page, points: dict[int, int | None]) -> Page:
    """Type points into rows of the editor and save them."""
    [editor] = page.app.data_editor
    heading = str(editor.value.columns[2])
    edits = {row: {heading: given} for row, given in points.items()}
    page.app.session_state[editor.key] = {"edited_rows": edits, "added_rows": [], "deleted_rows": []}
    page.app.run()
    page.app.button(key="own_points_save").click().run()
    found = Page(page.app)
    found.assert_sound()
    return found


@BOTH
def test_points_for_values_are_saved_as_the_agreed_definition_and_taken_apart(
    use: Use, visit: Visit, lang: Language
) -> None:
    path = use(OwnWorld(LEADS, definition=POINTS))
    page = visit("data", lang=lang, tab="own")
    page.assert_sound()
    listed = page.app.dataframe[0].value
    assert listed.iloc[:, :3].to_numpy().tolist() == [["Id", 6, 6], ["Region", 4, 2], [HOSTILE, 3, 2]]
    assert listed.iloc[:, 3].tolist() == [say(lang, f"leads.{mark}") for mark in ("no", "yes", "yes")]
    page.app.selectbox(key="widget_own_column").set_value(HOSTILE).run()
    [editor] = page.app.data_editor
    assert editor.value.iloc[:, 0].tolist() == [say(lang, "own.points.any"), FORMULA, SCRIPT]
    page.app.text_input(key="import_who").set_value("佐藤").run()
    page = give(page, {0: 7, 1: -20})
    assert page.all("success") == [say(lang, "own.points.saved", name=HOSTILE)]
    store = cached.store(path)
    assert definitions.agreed(store).attribute_points == {HOSTILE: {"*": 7, FORMULA: -20}}
    # need "now" 40; l0 says SCRIPT: any other value 7; l1 the formula
    assert [history(store, one).score for one in ("l0", "l1", "l5")] == [47, 20, 40]
    with store.cursor() as cursor:
        authors = cursor.execute("select created_by from definition order by created_at").fetchall()
    assert authors[-1] == ("佐藤",)

    card = visit("leads", lang=lang, lead="l1")
    card.assert_sound()
    rows = [row for table in card.app.dataframe for row in table.value.to_numpy().tolist()]
    assert [HOSTILE, FORMULA, -20] in rows  # the score, point by point
    assert ["Region", "East"] in rows  # what it filled in


@BOTH
def test_points_out_of_bounds_get_a_sentence_and_nothing_is_saved(
    use: Use, visit: Visit, lang: Language
) -> None:
    path = use(OwnWorld(LEADS, definition=POINTS))
    page = give(visit("data", lang=lang, tab="own"), {1: 500})
    assert page.all("error") == [say(lang, "errors.invalid_input.points", value=500)]
    assert definitions.agreed(cached.store(path)) == POINTS


@BOTH
def test_with_imported_scores_it_says_that_points_change_nothing_yet(
    use: Use, visit: Visit, lang: Language
) -> None:
    path = use(OwnWorld(LEADS, definition=IMPORTED))
    page = visit("data", lang=lang, tab="own")
    assert say(lang, "own.points.imported") in page.all("info")
    page.app.selectbox(key="widget_own_column").set_value("Region").run()
    give(page, {1: 30})
    assert history(cached.store(path), "l0").score == 70
    assert definitions.agreed(cached.store(path)).attribute_points == {"Region": {"East": 30}}
