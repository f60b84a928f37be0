"""The agreement page: every section in both languages, what people record there, hostile worlds."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pandas as pd
import pytest

from kpi import checklist
from kpi.definitions_list import versions
from kpi.dictionary import TERMS
from kpi.disputed import rows
from kpi.filters import Filter
from kpi.period import ALL, parse
from kpi.record import record
from kpi.store import Store
from pages.ui.agreement import dictionary
from pages.ui.text import Language, say
from tests.conftest import TODAY
from tests.hostile_worlds import CHANNELS, HOSTILE, World
from tests.pages.conftest import Page
from tests.pages.test_goal_page import press
from tests.small_world import event, lead

Use = Callable[[object], Path]
Visit = Callable[..., Page]
BOTH = pytest.mark.parametrize("lang", ["ja", "en"])
# a promise missed, on a Friday before a holiday, and one kept
LATE = World(
    [
        lead("late", 70, channel="web", company="<script>alert(1)</script>"),
        lead("kept", 70, channel="web"),
    ],
    [
        event("late", "handed", "2025-10-10", owner="Ito"),
        event("late", "contacted", "2025-10-20"),
        event("kept", "handed", "2025-10-10", owner="Abe"),
        event("kept", "contacted", "2025-10-14"),
    ],
)


def markdown(page: Page) -> str:
    return "\n".join(page.all("markdown"))


def number(page: Page, key: str, value: int) -> Page:
    return Page(page.app.number_input(key=f"widget_{key}").set_value(value).run())


@BOTH
def test_two_definitions_are_laid_side_by_side_and_the_middle_is_kept_as_a_draft(
    use: Use, visit: Visit, lang: Language
) -> None:
    path = use(CHANNELS)  # scores 30, 50, 65, 70, 90; the best was won, 65 was rejected
    page = visit("agreement", lang=lang, ag="compare", d1="40-60", d2="20-40")
    page.assert_sound()
    said = {"inquiries": 5, "both": 3, "one": 0, "other": 1, "count": 1, "opportunities": 0, "won": 0}
    assert say(lang, "compare.said", **said, amount=say(lang, "shell.yen", number="0")) in markdown(page)
    assert say(lang, "compare.judged.none") in markdown(page)
    kpis = page.app.dataframe[0].value
    assert kpis.iloc[2].tolist() == [say(lang, "goal.node.sqls"), "3", "4", "4"]  # half way lies 50
    assert "p50" in page.text
    page = Page(page.app.slider(key="widget_middle_place").set_value(0).run())
    assert page.app.dataframe[0].value.iloc[2].tolist()[1:] == ["3", "3", "4"]
    assert page.app.query_params["mid"] == "0"
    page = press(number(page, "side_other_sql", 41), "middle_draft")
    page.assert_sound()
    assert page.app.query_params["d2"] == "20-41"
    name = say(lang, "compare.middle.name", mql=30, sql=50)
    assert page.all("success") == [say(lang, "compare.middle.kept", name=name)]
    with closing(Store.open(path)) as store:
        drafts = [one for one in versions(store) if one.state == "draft"]
    assert [(one.definition.name, one.definition.sql_threshold) for one in drafts] == [(name, 50)]


@BOTH
def test_the_same_definition_twice_and_one_that_is_gone_are_named(
    use: Use, visit: Visit, lang: Language
) -> None:
    use(CHANNELS)
    page = visit("agreement", lang=lang, ag="compare", d1="40-60", d2="40-60~retired@7")
    page.assert_sound()
    assert f"**{say(lang, 'compare.same')}**" in page.all("markdown")
    assert page.all("warning") == [say(lang, "compare.gone")]


@BOTH
def test_rule_and_judgement_are_told_and_a_reason_is_recorded(use: Use, visit: Visit, lang: Language) -> None:
    path = use(CHANNELS)
    page = visit("agreement", lang=lang, ag="judgement", lead="p65")
    page.assert_sound()
    # from 60 up two were judged: 65 rejected, 90 with a deal
    assert say(lang, "judgement.sends", wanted=50, any=50) in markdown(page)
    assert say(lang, "judgement.form", lead="p65") in markdown(page)
    page = Page(page.app.selectbox(key="widget_reason_code_p65").set_value("timing").run())
    page = press(page, "reason_save")
    page.assert_sound()
    assert page.all("success") == [say(lang, "judgement.form.saved", lead="p65")]
    with closing(Store.open(path)) as store:
        calendar = record(store, today=TODAY).calendar
        found = rows(store, Filter(parse(ALL, calendar)), "rejected_above", sql=60)
    assert found[["lead_id", "reason"]].values.tolist() == [["p65", "timing"]]
    # another line, without any judged lead above it
    page = Page(page.app.slider(key="widget_judged_line").set_value(95).run())
    page.assert_sound()
    assert page.all("info")[0] == say(lang, "judgement.reason.none_sent")


@BOTH
def test_promises_are_told_by_owner_with_the_leads_that_were_missed(
    use: Use, visit: Visit, lang: Language
) -> None:
    use(LATE)
    page = visit("agreement", lang=lang, ag="promises")
    page.assert_sound()
    # three business days from Friday, 10 October, without Sports Day on the 13th: the 16th
    said = {"days": 3, "sql": 60, "due": 2, "kept": "50.0%", "missed": 1, "waiting": 0}
    assert say(lang, "promised.contact.said", **said) in markdown(page)
    tables = [found.value for found in page.app.dataframe]
    assert tables[0].iloc[:, -1].unique().tolist()[0] == say(lang, "promised.verdict.not_promised")
    few = [say(lang, "promised.few", rate=rate) for rate in ("0.0%", "100.0%")]
    assert tables[1].values.tolist() == [["Ito", 1, 0, few[0]], ["Abe", 1, 1, few[1]]]
    assert tables[3].iloc[0, [0, 6, 8]].tolist() == ["late", "2025-10-16", 2]


@BOTH
def test_a_checklist_is_answered_by_data_and_team_and_kept(
    use: Use, visit: Visit, monkeypatch: pytest.MonkeyPatch, lang: Language
) -> None:
    path = use(CHANNELS)
    page = visit("agreement", lang=lang, ag="checklists", cl="link")
    page.assert_sound()
    table = page.app.dataframe[0].value
    figures = dict(zip(table.iloc[:, 0], table.iloc[:, 2], strict=True))
    share = say(lang, "checklist.figure.share", share="100%", part=1, whole=1)
    assert figures[say(lang, "checklist.item.deal_lead")] == share
    assert say(lang, "checklist.first") in page.all("caption")
    page = press(page, "checklist_keep")  # without an answer nothing is kept
    assert page.all("success") == [say(lang, "checklist.none")]
    page.app.button_group(key="widget_answer_upkeep").set_value("partly").run()
    page = press(Page(page.app), "checklist_keep")
    page.assert_sound()
    assert page.all("success") == [say(lang, "checklist.kept")]
    with closing(Store.open(path)) as store:
        [held] = checklist.held(store, "link")
    assert (held.on, held.answers["upkeep"], held.answers["deal_lead"]) == (TODAY, "partly", "yes")
    assert "same_names" not in held.answers
    # progress is since an earlier day: what was kept today is no "last time" yet
    assert say(lang, "checklist.first.kept") in page.all("caption")
    assert set(page.app.dataframe[0].value.iloc[:, 3]) == {"–"}
    monkeypatch.setenv("KPI_TODAY", (TODAY + timedelta(days=7)).isoformat())
    page = visit("agreement", lang=lang, ag="checklists", cl="link")
    page.app.button_group(key="widget_answer_upkeep").set_value("yes").run()
    page = Page(page.app)
    better = say(lang, "checklist.progress.better", items=say(lang, "checklist.item.upkeep"))
    assert better in markdown(page)
    assert say(lang, "checklist.before", answer=say(lang, "checklist.answer.partly")) in page.all("caption")


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_dictionary_shows_every_kpi_in_both_languages(use: Use, visit: Visit, lang: Language) -> None:
    use(CHANNELS)
    page = visit("agreement", lang=lang, ag="dictionary")
    page.assert_sound()
    for term in TERMS:
        for part in dictionary.PARTS:
            for language in ("ja", "en"):
                text = dictionary.said(term, part, language)  # type: ignore[arg-type]
                assert text, (term.code, part)
                assert text in page.text, (term.code, part)


def test_the_dictionary_is_the_same_in_every_file() -> None:
    table, names = dictionary.table(), dictionary.headings()
    assert (len(table), len(names)) == (len(TERMS), 11)
    lines = dictionary.markdown().decode().splitlines()
    assert len(lines) == len(TERMS) + 2
    assert {line.count("|") for line in lines} == {12}
    sheet = pd.read_excel(BytesIO(dictionary._xlsx()), engine="calamine")
    assert (list(sheet.columns), len(sheet)) == (list(names.values()), len(TERMS))
    assert dictionary._csv().decode("utf-8-sig").count("\r\n") == len(TERMS) + 1


@pytest.mark.parametrize("world", ["empty", "one_lead", "no_score", "huge_amounts", "names"])
def test_every_section_survives_a_hostile_world(use: Use, visit: Visit, world: str) -> None:
    use(HOSTILE[world])
    for section in ("compare", "judgement", "promises", "checklists"):
        visit("agreement", lang="en", ag=section).assert_sound()
