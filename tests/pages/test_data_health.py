"""The health of the data: every check with its count and its rows, blank fields, the last imports."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from kpi import health
from kpi.store import Store
from pages.ui.data.health import ORDER
from pages.ui.text import SENTENCES, Language, say
from tests.hostile_worlds import HOSTILE, World
from tests.pages.conftest import Page
from tests.small_world import POINTS, event, lead

Use = Callable[[object], Path]  # the fixtures of conftest.py
Visit = Callable[..., Page]
BOTH = pytest.mark.parametrize("lang", ["ja", "en"])
# one finding of every kind; the last recorded day is 2026-01-18
ODD = World(
    [
        lead("early", 1, channel="expo", email="taro.tanaka@x.jp", company="東京電子工業"),
        lead("late", 1, channel="expo", email="TARO.tanaka@x.jp", company="東京電子工業"),
        lead("odd", None, email="tarou.tanaka@x.jp", company="東京電子工業"),
        lead("alike", 1, channel="mail", company="東京電子工業所"),
    ],
    [
        event("early", "contacted", "2025-09-30"),
        event("late", "opportunity", "2025-09-01", deal_id="d1"),
        event("late", "won", "2025-09-20", deal_id="d1", amount_yen=5),
        event("odd", "opportunity", "2025-11-10", deal_id="d2"),
        event("odd", "won", "2025-11-09", deal_id="d2", amount_yen=5),
        event(None, "opportunity", "2025-10-02", deal_id="d3", amount_yen=900, owner="aoki"),
        event("ghost", "page_view", "2026-01-18"),
    ],
)
COUNTS = {
    "no_score": 1,
    "unknown_lead": 1,
    "same_email": 2,
    "won_before_lead": 1,
    "won_before_opportunity": 1,
    "opened_before_lead": 1,
    "touched_before_lead": 1,
    "stalled": 1,
    "near_company": 1,
    "near_email": 2,
}


def pick(page: Page, key: str, row: int) -> Page:
    """Choose a row of the table whose key begins with `key`."""
    [key] = [str(one.key) for one in page.app.dataframe if str(one.key).startswith(key)]
    page.app.session_state[key] = {"selection": {"rows": [row], "columns": [], "cells": []}}
    found = Page(page.app.run())
    found.assert_sound()
    return found


def counts(page: Page, lang: Language, days: str = str(health.STALLED_DAYS)) -> dict[str, int]:
    """Count of every check; those that found nothing are in no table."""
    heading = say(lang, "health.lines.line")
    shown = {
        name: count
        for table in page.app.dataframe
        if heading in table.value
        for name, count in zip(
            table.value[heading], table.value[say(lang, "health.lines.count")], strict=True
        )
    }
    return {code: shown.get(say(lang, f"health.line.{code}", days=days), 0) for code in ORDER}


def test_every_check_of_the_domain_is_shown_once() -> None:
    assert sorted(ORDER) == sorted(health.LINES)


@pytest.mark.parametrize(
    ("family", "codes"),
    [
        ("health.line", health.LINES),
        ("health.why", health.LINES),
        ("health.mend", health.LINES),
        ("importing.field", health.FIELDS),
    ],
)
def test_every_check_and_field_has_its_sentences(family: str, codes: tuple[str, ...]) -> None:
    assert [code for code in codes if f"{family}.{code}" not in SENTENCES] == []


@BOTH
def test_an_empty_store_is_not_called_healthy_and_says_that_there_is_nothing(
    use: Use, visit: Visit, lang: Language
) -> None:
    use(World())
    page = visit("data", tab="health", lang=lang)
    page.assert_sound()
    assert set(counts(page, lang).values()) == {0}
    said = page.all("markdown")
    assert say(lang, "health.fine", all=10) not in said
    assert say(lang, "health.fields.none") in said
    assert say(lang, "health.sources.none") in said


@BOTH
def test_the_sample_has_its_checks_and_blank_fields(
    use: Use, visit: Visit, sample_path: Path, lang: Language
) -> None:
    use(sample_path)
    page = visit("data", tab="health", lang=lang)
    page.assert_sound()
    found = counts(page, lang)
    assert (found["no_score"], found["same_email"], found["stalled"] > 0) == (0, 0, True)
    fields = page.app.dataframe[1].value
    # the sample works its scores out: none is missing because none is imported
    assert len(fields) == len(health.FIELDS) - 1
    shares = fields[say(lang, "health.fields.all")]
    assert shares.between(0, 100).all()
    # what was not found is named once, below
    [quiet] = [text for text in page.all("caption") if say(lang, "health.line.no_score") in text]
    assert say(lang, "health.line.unknown_lead") in quiet


@BOTH
def test_data_without_a_finding_does_not_hide_fields_that_nobody_fills_in(
    use: Use, visit: Visit, lang: Language
) -> None:
    use(World([lead("a", 1, channel="mail"), lead("b", 1, channel="mail")], [], POINTS))
    page = visit("data", tab="health", lang=lang)
    page.assert_sound()
    said = page.all("markdown")
    assert say(lang, "health.fine", all=10) in said
    fields = [name for name in health.FIELDS if name != "imported_score"]
    [told] = [text for text in said if say(lang, "importing.field.email") in text]
    assert str(len(fields)) in told


@BOTH
def test_every_check_opens_exactly_its_rows(use: Use, visit: Visit, lang: Language) -> None:
    use(ODD)
    page = visit("data", tab="health", lang=lang)
    page.assert_sound()
    assert counts(page, lang) == COUNTS
    assert say(lang, "health.some", open=10, all=10) in page.all("markdown")
    for row, code in enumerate(ORDER):
        page = pick(page, "health_lines", row)
        assert say(lang, f"health.mend.{code}") in page.all("markdown")
        assert len(page.app.dataframe[1].value) == COUNTS[code]
        downloads = [node for node in page.nodes if node.type == "download_button"]
        assert len(downloads) == 2


@BOTH
def test_a_stalled_deal_shows_owner_amount_and_days_and_a_dash_for_its_company(
    use: Use, visit: Visit, lang: Language
) -> None:
    use(ODD)
    page = pick(visit("data", tab="health", lang=lang), "health_lines", ORDER.index("stalled"))
    [row] = page.app.dataframe[1].value.to_dict("records")
    assert row[say(lang, "health.column.deal_id")] == "d3"
    assert row[say(lang, "health.column.owner")] == "aoki"
    assert row[say(lang, "health.column.stage")] == say(lang, "codes.kind.opportunity")
    assert row[say(lang, "health.column.still_days")] == 108
    assert say(lang, "health.rows.undefined") in page.all("caption")


@BOTH
@pytest.mark.parametrize(("typed", "count"), [("108", 1), ("109", 0), ("１０９", 0)])
def test_the_days_of_a_stalled_deal_can_be_typed(
    use: Use, visit: Visit, lang: Language, typed: str, count: int
) -> None:
    use(ODD)
    page = visit("data", tab="health", lang=lang)
    page.app.text_input(key="widget_stalled_days").input(typed).run()
    page = Page(page.app)
    page.assert_sound()
    days = "109" if count == 0 else typed
    assert counts(page, lang, days)["stalled"] == count
    assert say(lang, "health.line.stalled", days=days) in page.text


@BOTH
@pytest.mark.parametrize("typed", ["", "0", "-3", "1.5", "many", "99999999", "<script>"])
def test_days_that_cannot_be_used_are_named_and_the_default_stays(
    use: Use, visit: Visit, lang: Language, typed: str
) -> None:
    use(ODD)
    page = visit("data", tab="health", lang=lang)
    page.app.text_input(key="widget_stalled_days").input(typed).run()
    page = Page(page.app)
    page.assert_sound()
    shown = {"most": "3,650", "showing": health.STALLED_DAYS}
    assert page.all("error") == [say(lang, "health.days.refused", value=typed or "–", **shown)]
    assert counts(page, lang) == COUNTS


@BOTH
def test_a_blank_field_opens_its_leads_of_one_channel(use: Use, visit: Visit, lang: Language) -> None:
    use(ODD)
    page = pick(visit("data", tab="health", lang=lang), "health_fields", health.FIELDS.index("email"))
    assert len(page.app.dataframe[2].value) == 1
    page = pick(page, "health_fields", health.FIELDS.index("industry"))
    assert len(page.app.dataframe[2].value) == 4
    page.app.selectbox(key="health_channel_industry").set_value("expo").run()
    page = Page(page.app)
    page.assert_sound()
    assert sorted(page.app.dataframe[2].value[say(lang, "health.column.lead_id")]) == ["early", "late"]


def test_two_channels_with_one_label_are_two_columns(use: Use, visit: Visit) -> None:
    leads = [
        lead("a", 1, channel="search_ad"),
        lead("b", 1, channel="検索広告"),
        lead("c", 1, channel="全体"),
    ]
    use(World(leads, [], POINTS))
    page = visit("data", tab="health", lang="ja")
    page.assert_sound()
    columns = page.app.dataframe[0].value.columns.tolist()
    assert len(columns) == len(set(columns)) == 6


@BOTH
def test_the_last_import_of_each_source_is_told_with_its_age(
    use: Use, visit: Visit, tmp_path: Path, lang: Language
) -> None:
    opened = World([lead("a", 1)]).fill(Store.open(path := tmp_path / "own.duckdb"))
    with opened.transaction() as cursor:
        cursor.execute(
            "insert into import_log values ('1', 'leads.csv', 'h', '', 0, 'hubspot', '', 'lead', '[]', '{}',"
            " 5, 4, 1, false, $at, 'aoki', null, null)",
            {"at": datetime(2026, 11, 11, 9)},
        )
    opened.close()
    use(path)
    page = visit("data", tab="health", lang=lang)
    page.assert_sound()
    [row] = page.app.dataframe[-1].value.to_dict("records")
    assert row[say(lang, "health.source.days_ago")] == 10
    assert row[say(lang, "health.source.file_name")] == "leads.csv"
    assert row[say(lang, "health.source.rejected")] == 1


@pytest.mark.parametrize("world", HOSTILE)
def test_a_hostile_world_is_examined_without_a_leftover_of_python(use: Use, visit: Visit, world: str) -> None:
    use(HOSTILE[world])
    for lang in ("ja", "en"):
        page = visit("data", tab="health", lang=lang)
        page.assert_sound()
        assert page.all("error") == []
        for row in range(sum(count > 0 for count in counts(page, lang).values())):
            pick(page, "health_lines", row)
