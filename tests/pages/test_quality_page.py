"""The quality page: each part in both languages, hostile names, no leads, a picked number and its leads."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from kpi import decisions
from kpi.decision import Basis, decide
from kpi.definitions import append
from kpi.store import Store
from pages.ui.text import Language, say
from pages.ui.view import QUALITY_SECTIONS
from tests.hostile_worlds import HOSTILE, IMAGE, World
from tests.pages.conftest import Page
from tests.quality_world import EVENTS, LEADS, SPEND
from tests.small_world import IMPORTED, event, lead

Use = Callable[[object], Path]
Visit = Callable[..., Page]
OTHER_LANGUAGE: dict[Language, Language] = {"ja": "en", "en": "ja"}
DEALS_ONLY = World([], [event(None, "won", "2025-12-15", deal_id="x", amount_yen=5_000_000)])
# what each part says of the sample, beside its table
SAID = {
    "segments": [
        "quality_segment.table.rates",
        "quality_segment.table.money",
        "codes.channel.exhibition",
        "quality_segment.verdict.higher",
        "quality_segment.budget.note",
    ],
    "reasons": ["quality_reason.kind.rejected", "quality_reason.kind.lost", "codes.reason.no_need"],
    "traits": ["codes.need.concrete", "quality_trait.losers.none", "codes.role_level.executive"],
    "reading": ["quality_reading.company", "quality_reading.pick"],
    "before": ["quality_before.none", "quality_before.share"],
    "traffic": ["quality_traffic.bounce", "quality_traffic.caution"],
    "contribution": ["quality_contribution.column.yen_rate", "goal.company.source"],
}


@pytest.mark.parametrize("section", QUALITY_SECTIONS)
def test_each_part_speaks_either_language_and_only_one(
    use: Use, visit: Visit, sample_path: Path, section: str
) -> None:
    use(sample_path)
    page = visit("quality", lang="ja", qs=section)
    for lang in ("ja", "en"):
        page.assert_sound()
        assert page.all("title") == [say(lang, "quality.title")]
        assert [key for key in SAID[section] if say(lang, key) not in page.text] == []
        # one switch, and the whole page follows
        if lang == "ja":
            page.app.query_params["lang"] = "en"
            page = Page(page.app.run())


@pytest.mark.parametrize(
    ("section", "cell", "what"),
    [
        (
            "reasons",
            ("reasons_channel", ("rejected", "exhibition"), "no_budget"),
            "quality_reason.kind.rejected",
        ),
        ("traits", ("traits", ("target_fit", "yes"), "lost_lead"), "quality_trait.stage.lost_lead"),
        ("before", ("before", ("page_view", "/cases"), "other"), "quality_before.behind.other"),
    ],
)
def test_a_picked_cell_opens_its_leads_in_either_language(
    use: Use, visit: Visit, sample_path: Path, section: str, cell: tuple[object, ...], what: str
) -> None:
    use(sample_path)
    page = visit("quality", lang="ja", qs=section, p="all")
    page.app.session_state["kept_quality_cell"] = cell
    for lang in ("ja", "en"):
        page.app.query_params["lang"] = lang
        page = Page(page.app.run())
        page.assert_sound()
        assert say(lang, what, what=f"{say(lang, 'codes.kind.page_view')} /cases") in page.text
        assert say(lang, "leads.column.lead_id") in page.app.dataframe[-1].value.columns


@pytest.mark.parametrize("section", QUALITY_SECTIONS)
def test_names_that_are_programs_stay_names(use: Use, visit: Visit, section: str) -> None:
    use(HOSTILE["names"])
    by = "owner" if section == "reasons" else "landing_page"
    page = visit("quality", lang="en", qs=section, qb=by)
    page.assert_sound()
    if section in ("segments", "reading", "before"):
        assert IMAGE in page.text


def test_reasons_that_are_called_like_each_other_or_like_a_column_stay_apart(use: Use, visit: Visit) -> None:
    given = ("other", "その他", "件数", "チャネル")
    rejected = [event(f"l{n}", "sql_rejected", "2025-10-05", detail=detail) for n, detail in enumerate(given)]
    use(World([lead(f"l{n}", 50, channel="web") for n in range(len(given))], rejected))
    page = visit("quality", lang="ja", qs="reasons")
    page.assert_sound()
    headings = list(page.app.dataframe[0].value.columns)
    assert headings[:3] == ["内容", "チャネル", "件数"]
    assert sorted(headings[3:]) == ["その他", "その他 (2)", "チャネル (2)", "件数 (2)"]


def test_without_a_cost_the_budget_is_undefined_and_says_what_to_import(use: Use, visit: Visit) -> None:
    use(World(LEADS, EVENTS))
    page = visit("quality", lang="ja")
    page.assert_sound()
    for key in ("quality_segment.budget.none", "quality_segment.cost.none"):
        assert say("ja", key) in page.text
    # all leads of all time are looked at: no longer period would help
    assert say("ja", "quality_segment.claim.too_few.all", by="チャネル") in page.text
    page = visit("quality", lang="ja", qs="reasons")
    assert say("ja", "quality_reason.few.rejected", count="2") in page.text


def test_without_leads_only_deals_have_something_to_tell(use: Use, visit: Visit) -> None:
    use(DEALS_ONLY)
    page = visit("quality", lang="ja")
    page.assert_sound()
    assert say("ja", "shell.data.empty") in page.text
    page = visit("quality", lang="ja", qs="contribution")
    page.assert_sound()
    # without any lead, no share of theirs can be told
    assert say("ja", "quality_contribution.no_leads") in page.text
    assert say("ja", "quality_contribution.missed", yardstick="10%") not in page.text
    [won] = (table.value for table in page.app.dataframe)
    assert list(won.columns) == ["期間", "全受注額"]
    assert won.iloc[0]["全受注額"] == "500万円"


def test_a_picked_number_opens_its_leads_and_few_cases_are_not_judged(
    use: Use, visit: Visit, tmp_path: Path
) -> None:
    path = use(World(LEADS, EVENTS))
    store = Store.open(path)
    with store.transaction() as cursor:
        cursor.executemany("insert into spend values ($1, $2, $3)", SPEND)
    store.close()
    page = visit("quality", lang="en")
    assert say("en", "quality_segment.claim.too_few.all", by="Channel") in page.text
    assert say("en", "quality_segment.budget.too_few") in page.text
    rates, money = (one.value for one in page.app.dataframe[:2])
    assert set(rates["Verdict"].dropna()) == {"too few to tell"}
    expo = money[money["Name"] == "expo"].iloc[0]
    assert (expo["CPA (yen)"], expo["Cost per opportunity (yen)"], expo["LTV (yen)"]) == (
        152_500,
        305_000,
        1_200_000,
    )
    page.app.session_state["kept_quality_cell"] = ("channel", "expo", "deal_count")
    opened = Page(page.app.run())
    opened.assert_sound()
    title = say("en", "quality.behind", what="expo – leads with an opportunity", count="2")
    assert title in opened.text.replace("\u200b", "")
    assert list(opened.app.dataframe[2].value["Lead ID"]) == ["a1", "a2"]


@pytest.mark.parametrize(
    ("section", "link"),
    [
        ("segments", "channel_opportunity_rate_higher_0"),
        ("reasons", "reasons_channel_rejected_0"),
        ("traits", "traits_winners_0"),
        ("before", "before_other_0"),
        ("traffic", "traffic_all_0"),
    ],
)
def test_a_number_in_a_sentence_opens_as_many_leads_as_it_says(
    use: Use, visit: Visit, sample_path: Path, section: str, link: str
) -> None:
    use(sample_path)
    page = visit("quality", lang="en", qs=section, p="all")
    button = page.app.button(key=f"quality_link_{link}")
    opened = Page(button.click().run())
    opened.assert_sound()
    [count] = re.findall(r": ([\d,]+) leads\*\*", "\n".join(opened.all("markdown")))
    assert re.search(rf"(?<![\d,]){count}(?![\d,])", button.label)
    assert any("Lead ID" in table.value.columns for table in opened.app.dataframe)


def test_decisions_and_changes_of_the_definition_stand_on_both_trends(use: Use, visit: Visit) -> None:
    older = event(None, "won", "2025-02-05", deal_id="y", amount_yen=1)  # in the fiscal year before
    path = use(World(LEADS, [*EVENTS, older]))
    store = Store.open(path)
    other = IMPORTED.model_copy(update={"mql_threshold": 45})
    for one, day in ((IMPORTED, date(2025, 10, 1)), (other, date(2025, 12, 20))):
        append(store, one, definition_id="d", state="agreed", effective_from=day, by=None)
    days = {"decided_on": date(2025, 12, 10), "due_on": date(2025, 12, 20), "review_on": date(2026, 2, 1)}
    fields = {"measure": "Call the day after", "owner": "Ito", "kpi": "wins", "from_value": 1, "to_value": 2}
    basis = Basis(numbers={}, mql_threshold=40, sql_threshold=60, dating="activity")
    decisions.keep(store, decide(**fields, **days), basis, by=None)
    store.close()
    for address in ({"qs": "contribution"}, {"qs": "reasons", "qb": "month"}):
        page = visit("quality", lang="en", **address)
        page.assert_sound()
        assert "Decided (grey line): Dec 10, 2025 Call the day after" in page.text
        assert "Definition changed (orange line): Dec 20, 2025" in page.text
        frames = [
            pa.ipc.open_stream(one.data.data).read_pandas()
            for chart in page.app.get("vega_lite_chart")
            for one in chart.proto.datasets
            if one.name == "marks"
        ]
        found = {(row.said, row.is_change) for one in frames for row in one.itertuples()}
        assert any(is_change for _, is_change in found)
        assert ("Call the day after", False) in found
