"""Versions on the agreement page: drafted, proposed, agreed by both, read as defined then, compared."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from kpi import definitions_life as life
from kpi.definition_file import text
from kpi.definitions_list import Version, versions
from kpi.store import Store
from pages.ui.agreement.doing import labels
from pages.ui.text import LANGUAGES, Language, Words, say
from tests.conftest import TODAY
from tests.hostile_worlds import CHANNELS, FORMULA, IMAGE, SCRIPT
from tests.pages.conftest import Page
from tests.pages.test_goal_page import press, type_into
from tests.small_world import IMPORTED

Use = Callable[[object], Path]  # the fixtures of conftest.py
Visit = Callable[..., Page]
BOTH = pytest.mark.parametrize("lang", LANGUAGES)
DAY = timedelta(days=1)


def stands(path: Path) -> list[Version]:
    opened = Store.open(path)
    try:
        return versions(opened)
    finally:
        opened.close()


def lines(page: Page, mql: int, sql: int) -> Page:
    page.app.number_input(key="widget_definition_mql_threshold").set_value(mql)
    return Page(page.app.number_input(key="widget_definition_sql_threshold").set_value(sql).run())


def sign(page: Page, side: str, name: str) -> Page:
    page.app.text_input(key=f"sign_{side}").set_value(name)
    return press(page, f"definition_sign_{side}")


@BOTH
def test_a_definition_is_drafted_agreed_by_two_and_the_old_one_stays_a_click_away(
    use: Use, visit: Visit, lang: Language
) -> None:
    path = use(CHANNELS)
    page = visit("agreement", lang=lang)
    page.assert_sound()
    page = press(page, "definition_new_same")
    page.assert_sound()
    # the MQL line above the SQL line is refused with its sentence, and nothing typed is lost
    page = press(lines(page, 80, 60), "definition_save")
    assert page.all("error") == [say(lang, "errors.invalid_input.definition_lines")]
    page = lines(page, 30, 60)
    page.app.date_input(key="widget_definition_effective_from").set_value(TODAY)
    reasons = f"{say(lang, 'codes.reason.timing')}\n{FORMULA}"
    page.app.text_area(key="widget_definition_loss_reasons").set_value(reasons)
    page.app.number_input(key="widget_definition_win_rate").set_value(25.0)
    page = press(type_into(page, "definition_name", f"{IMAGE} {SCRIPT}"), "definition_save")
    page.assert_sound()
    [draft] = [one for one in stands(path) if one.state == "draft"]
    assert (draft.definition.mql_threshold, draft.definition.loss_reasons) == (30, ("timing", FORMULA))
    assert (draft.definition.expected_rates, draft.effective_from) == ({"win_rate": 0.25}, TODAY)
    page = press(page, "definition_propose")
    page = sign(page, "marketing", "Sato")
    page = sign(page, "sales", " SATO")
    same = say(lang, "errors.invalid_input.definition_same_person", value="SATO")
    assert page.all("error") == [same]
    page = sign(page, "sales", "Tanaka")
    page.assert_sound()
    assert say(lang, "definition.done.sign_sales", title=f"{IMAGE} {SCRIPT}") in page.text
    assert [one.standing(TODAY) for one in stands(path)] == ["in_force", "over"]
    # of one lead at 30 and four above it three reached 40 then
    page = visit("leads", lang=lang, m="30", s="60", rows="mql")
    page.assert_sound()
    assert say(lang, "definition.then") not in page.text
    then = visit("leads", lang=lang, m="30", s="60", rows="mql", **{"as": "then"})
    then.assert_sound()
    assert say(lang, "definition.then") in then.text
    assert ("p30" in page.text, "p30" in then.text, "p50" in then.text) == (True, False, True)


@BOTH
def test_the_second_editor_sees_both_drafts_and_keeps_their_own(
    use: Use, visit: Visit, lang: Language
) -> None:
    path = use(CHANNELS)
    page = press(visit("agreement", lang=lang), "definition_new_lines")
    [mine] = [one for one in stands(path) if one.state == "draft"]
    opened = Store.open(path)
    theirs = mine.definition.model_copy(update={"sql_threshold": 70})
    words = {"effective_from": TODAY + DAY, "seen_version": 1, "by": "Abe"}
    life.save(opened, mine.definition_id, theirs, **words)  # type: ignore[arg-type]
    opened.close()
    page = press(lines(page, 40, 55), "definition_save")
    page.assert_sound()
    warned = say(lang, "definition.conflict", title=theirs.name, by="Abe")
    assert warned in page.all("warning")
    page = press(page, "definition_mine")
    page.assert_sound()
    [saved] = [one for one in stands(path) if one.state == "draft"]
    assert (saved.version, saved.definition.sql_threshold) == (3, 55)


@BOTH
def test_a_file_becomes_a_draft_a_broken_or_newer_one_a_sentence_and_a_dead_link_is_told(
    use: Use, visit: Visit, lang: Language
) -> None:
    path = use(CHANNELS)
    page = visit("agreement", lang=lang, **{"def": "gone:7"})
    page.assert_sound()
    assert say(lang, "definition.link.unknown") in page.all("warning")
    faulty = {
        "name": "file",
        "sql_threshold": 90,
        "score_source": "points",
        "information_points": {"need": {"now": 90, "never": -5}},
        "attribute_points": {"Region": {"East": 20}},
        "high_intent_forms": ["bogus"],
    }
    stricter = text(IMPORTED.model_copy(update=faulty))
    crossed = text(IMPORTED).replace('"sql_threshold": 60', '"sql_threshold": 30')
    for place, (content, said) in enumerate(
        [
            ("{}", say(lang, "errors.invalid_input.definition_file")),
            ('{"format": 9}', say(lang, "errors.definition_too_new", found=9, supported=2)),
            (crossed, say(lang, "errors.definition_refused.lines", mql=40, sql=30)),
            (stricter, ""),
        ]
    ):
        uploader = page.app.file_uploader(key=f"definition_file_{place}")
        page = Page(uploader.set_value([("d.json", content.encode(), "application/json")]).run())
        page.assert_sound()
        assert page.all("error") == [said] * bool(said)
        assert len(stands(path)) == (1 if said else 2)
    # what must be said of its points stands over the form: one score for all, above 100, below 0, for nobody
    [warned] = page.all("warning")
    need, never = say(lang, "codes.item.need"), f"{say(lang, 'codes.item.need')}: never"
    nobody = say(lang, "score_rules.remark.join").join([never, f"{need}: now", "Region: East"])
    for code, number, lines in (
        ("all_same", 0, ""), ("above", 110, ""), ("negative", 1, never), ("no_lead", 3, nobody),
    ):  # fmt: skip
        assert say(lang, f"score_rules.remark.{code}", number=number, lines=lines) in warned
    assert say(lang, "score_rules.remark.no_form", forms="bogus") in warned
    page = press(page, "definition_leave")
    page.assert_sound()
    assert len(page.all("warning")) == 1
    assert say(lang, "definition.field.sql_threshold") in page.text  # how it differs from what is in force
    page = press(page, "definition_retire")
    page.assert_sound()
    assert say(lang, "definition.link.gone") in page.text
    assert [one.state for one in stands(path)] == ["retired", "agreed"]


def test_on_its_day_a_new_definition_is_in_force_wherever_the_app_is_opened(
    use: Use, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = use(CHANNELS)
    opened = Store.open(path)
    wanted = IMPORTED.model_copy(update={"name": "next", "mql_threshold": 30, "score_source": "points"})
    made = life.draft(opened, wanted, effective_from=TODAY + DAY, by=None)
    life.propose(opened, made.definition_id, seen_version=1, by=None)
    for side, name in (("marketing", "Sato"), ("sales", "Tanaka")):
        life.agree(opened, made.definition_id, side, seen_version=2, by=name, today=TODAY)  # type: ignore[arg-type]
    opened.close()
    assert "p90" in visit("leads", lang="en", rows="mql").text
    monkeypatch.setenv("KPI_TODAY", (TODAY + DAY).isoformat())
    page = visit("leads", lang="en", rows="mql")
    page.assert_sound()
    assert "p90" not in page.text  # no points for anybody
    assert "MQL 30" in page.text


def test_versions_of_one_name_and_day_have_labels_of_their_own() -> None:
    store = Store.open(":memory:")
    for _ in range(2):
        life.draft(store, IMPORTED, effective_from=TODAY, by=None)
    frame = SimpleNamespace(words=Words("ja"), today=TODAY)
    assert len(set(labels(frame, versions(store)))) == 2  # type: ignore[arg-type]
    store.close()
