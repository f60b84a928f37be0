"""The meeting page: the shared KPIs as kpi counts them, every comparison, every way of asking why, frozen."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from kpi import decisions, meeting_kpis, meeting_why, rhythm, snapshots, store_connect
from kpi.compare import KINDS, compare
from kpi.compare_counts import compared
from kpi.decision import Basis, Decision
from kpi.filters import Filter
from kpi.period import ALL, parse
from kpi.record import record
from kpi.snapshot import Band, Line
from kpi.store import Store
from pages.ui import cached
from pages.ui import format as fmt
from pages.ui import narrative as told
from pages.ui.meeting import first
from pages.ui.text import Language, Words, say
from tests.conftest import TODAY
from tests.hostile_worlds import CHANNELS, HOSTILE, World
from tests.pages.conftest import Page
from tests.small_world import event

Use = Callable[[object], Path]
Visit = Callable[..., Page]
BOTH = pytest.mark.parametrize("lang", ["ja", "en"])
CARD = re.compile(r'<div class="meet-card".*?</div></div>', re.DOTALL)


BAND = Band(center=59.0, lower=36.2, upper=82.9, method="xmr")
DECIDED = Decision(
    measure="広告を絞る",
    owner="佐藤",
    decided_on=TODAY,
    due_on=TODAY,
    review_on=TODAY,
    kpi="leads",
    segment=None,
    from_value=5,
    to_value=6,
)
DECIDED_ON = Basis(
    numbers={},
    mql_threshold=40,
    sql_threshold=60,
    dating="activity",
    start=date(2025, 11, 1),
    stop=date(2025, 12, 1),
)


def cards(page: Page) -> list[str]:
    """The texts of the cards, one string each."""
    bodies = [
        node.proto.body for node in page.nodes if node.type == "html" and "meet-card" in node.proto.body
    ]
    return [unescape(re.sub("<[^>]+>", "\n", card)) for body in bodies for card in CARD.findall(body)]


@BOTH
@pytest.mark.parametrize("kind", ["week", "month", "quarter", "year_before"])
def test_the_cards_are_what_kpi_counts_for_both_periods(
    use: Use, visit: Visit, sample_path: Path, sample_store: Store, lang: Language, kind: str
) -> None:
    use(sample_path)
    page = visit("meeting", lang=lang, vs=kind)
    page.assert_sound()
    assert page.all("title") == [say(lang, "meet.title")]
    calendar = record(sample_store, today=TODAY).calendar
    comparison = compare(kind, calendar)  # type: ignore[arg-type]
    chosen = replace(Filter(parse(ALL, calendar)), dating="activity")
    found = compared(sample_store, chosen, comparison, mql=40, sql=60)
    assert found.before is not None
    assert page.all("warning") == []
    shown = cards(page)
    for code, card in zip(meeting_kpis.codes("inq"), shown, strict=True):
        for levels in (found.now, found.before):
            value = told.value(Words(lang), code, meeting_kpis.value_of(code, levels))
            assert value in card, (code, value, card)
        assert say(lang, f"meet.define.{code}") in card
        assert say(lang, "meet.goal.none") in card


@BOTH
def test_since_the_last_meeting_counts_from_its_day(use: Use, visit: Visit, lang: Language) -> None:
    path = use(CHANNELS)
    store = Store.open(path)
    held = date(2025, 11, 20)
    rhythm.hold(store, held, every="weekly", by=None)
    store.close()
    page = visit("meeting", lang=lang)
    page.assert_sound()
    assert page.app.button_group(key="widget_compared").value in ("meeting", ["meeting"])
    said = "\n".join(page.all("caption"))
    assert f"{held:%Y/%m/%d}" in said
    # as many days before: from the 8th of November on
    assert "2025/11/08" in said
    # the record ended a year ago
    calendar = cached.record(path, 1, TODAY).calendar
    fields = {"day": fmt.day(calendar.as_of, lang), "days": (TODAY - calendar.as_of).days}
    assert page.all("warning") == [say(lang, "meet.stale", **fields)]


@BOTH
@pytest.mark.parametrize("kpi", meeting_kpis.codes("inq"))
def test_each_kpi_is_taken_apart_in_each_way_in_words_and_bars(
    use: Use, visit: Visit, sample_path: Path, lang: Language, kpi: str
) -> None:
    use(sample_path)
    page = visit("meeting", lang=lang, vs="quarter", why=kpi, by=meeting_why.ways(kpi)[0])
    for way in meeting_why.ways(kpi):
        page = Page(page.app.selectbox(key="widget_why_by").set_value(way).run())
        page.assert_sound()
        assert page.app.dataframe[0].value.columns[0] == say(lang, "meeting.chart.what")
        assert [text for text in page.all("markdown") if text.startswith("**")]


@BOTH
def test_the_channel_that_pulls_the_sql_rate_down_is_named_first(
    use: Use, visit: Visit, sample_path: Path, tmp_path: Path, lang: Language
) -> None:
    path = Path(shutil.copy(sample_path, tmp_path / "kpi.duckdb"))
    store = Store.open(path)
    # display ads tripled in the last 13 weeks of the sample, and their leads are weak
    rhythm.hold(store, date(2026, 8, 17), every="weekly", by=None)
    store.close()
    use(path)
    page = visit("meeting", lang=lang, vs="meeting", why="sql_rate", by="channel")
    page.assert_sound()
    display = say(lang, "codes.channel.display_ad")
    assert display in page.app.dataframe[0].value.iloc[0, 0]
    [first, *_] = [text for text in page.all("markdown") if text.startswith("**")]
    assert display.casefold() in first.casefold()


def test_a_way_that_a_kpi_lacks_gives_way_to_the_first_it_has(
    use: Use, visit: Visit, sample_path: Path
) -> None:
    use(sample_path)
    page = visit("meeting", lang="en", why="leads", by="owner", vs="month")
    page.assert_sound()
    assert page.app.selectbox(key="widget_why_by").value == "chain"
    page = Page(page.app.selectbox(key="widget_why").set_value("sql_rate").run())
    page.assert_sound()
    assert page.app.query_params["by"] == "channel"


@BOTH
@pytest.mark.parametrize("part", ["why", "stuck", "agenda", "record"])
def test_every_part_of_every_hostile_world_is_sound(
    use: Use, visit: Visit, lang: Language, part: str
) -> None:
    for world in HOSTILE:
        use(HOSTILE[world])
        kinds = KINDS if part == "why" and lang == "ja" else ("meeting",)
        for kind in kinds:
            page = visit("meeting", lang=lang, part=part, vs=kind)
            page.assert_sound()
            assert page.all("error") == [], (world, kind)


@BOTH
def test_deals_without_any_lead_are_a_meeting_of_sales_alone(use: Use, visit: Visit, lang: Language) -> None:
    days = [date(2025, month, 10) for month in (7, 8, 8, 9, 9, 9, 10)]
    deals = [
        event(None, kind, day.isoformat(), deal_id=f"d{place}", amount_yen=1_000_000, owner="Ito")
        for place, day in enumerate(days)
        for kind in ("opportunity", "won")
    ]
    use(World([], deals))
    page = visit("meeting", lang=lang, vs="month", why="opportunities", by="owner")
    page.assert_sound()
    assert page.all("info") == [say(lang, "meet.deals_alone")]
    opportunities, amount = cards(page)[3:]
    for count, card in ((3, opportunities), (2, opportunities)):
        assert told.value(Words(lang), "opportunities", count) in card
    assert fmt.yen(3_000_000, lang) in amount
    assert "Ito" in page.text


@BOTH
def test_by_cohort_both_periods_are_of_equal_age(
    use: Use, visit: Visit, sample_path: Path, lang: Language
) -> None:
    use(sample_path)
    page = visit("meeting", lang=lang, vs="quarter", md="cohort", why="opportunities", by="channel")
    page.assert_sound()
    calendar = cached.record(sample_path, 1, TODAY).calendar
    age = compare("quarter", calendar).equal_age_days
    assert any(say(lang, "meet.said.cohort", age=age) in text for text in page.all("caption"))


@BOTH
def test_a_frozen_meeting_is_reopened_as_it_was_and_is_the_next_last_time(
    use: Use, visit: Visit, lang: Language
) -> None:
    path = use(CHANNELS)
    with closing(Store.open(path)) as store:
        decisions.keep(store, DECIDED, DECIDED_ON, by=None)
    page = visit("meeting", lang=lang, part="record", vs="month")
    assert say(lang, "meet.record.none") in page.all("caption")
    page.app.text_area(key="widget_meeting_notes").set_value("= *話* <b>")
    before = cards(page)
    page = Page(page.app.button(key="meeting_freeze").click().run())
    page.assert_sound()
    assert page.all("success") == [say(lang, "meet.record.frozen")]
    store = Store.open(path)
    [kept] = snapshots.frozen(store)
    assert rhythm.last_meeting(store, date.max) is not None
    assert snapshots.reopen(store, kept.snapshot_id).notes == "= *話* <b>"
    store.close()
    page = Page(page.app.button(key=f"frozen_{kept.snapshot_id}").click().run())
    page.assert_sound()
    assert cards(page) == before
    assert page.app.query_params["mt"] == kept.snapshot_id
    offered = {node.proto.label for node in page.nodes if node.type == "download_button"}
    assert {say(lang, f"meet.download.{kind}") for kind in ("pdf", "pptx", "md")} <= offered
    [decided] = [one.value for one in page.app.dataframe]
    assert list(decided.iloc[0, :2]) == ["広告を絞る", "佐藤"]
    assert any(("MQL 40" if lang == "ja" else "MQL from 40") in text for text in page.all("caption"))
    day = fmt.day(TODAY, lang)
    assert any(day in text for text in page.all("info"))
    page = Page(page.app.button(key="reopened_leave").click().run())
    page.assert_sound()
    assert "mt" not in page.app.query_params


def leads(value: float, verdict: str | None, **more: Any) -> Line:
    return Line(code="leads", unit="count", value=value, before=71, verdict=verdict, **more)


@pytest.mark.parametrize(
    ("line", "news", "by"),
    [
        (leads(72, "inside", band=BAND, against="band"), "ふだんの範囲内", "ふだん 37〜82"),
        (leads(83, "higher", band=BAND, against="band"), "▲ ふだんより高い", "ふだん 37〜82"),
        (leads(83, "higher", against="band"), "▲ ふだんより高い", "4期間をまとめた推移と比較"),
        (leads(120, "higher", against="counts"), "▲ 前の期間より高い", "件数の比較 71→120"),
        (leads(83, "higher"), "▲ ふだんより高い", ""),  # frozen in format 1
        (
            Line(
                **{"code": "sql_rate", "unit": "rate", "value": 0.1, "before": 0.2, "count": 9, "trials": 90},
                **{"before_count": 16, "before_trials": 80, "verdict": "lower", "against": "counts"},
            ),
            *("▼ 前の期間より低い", "件数の比較 16/80→9/90"),
        ),
        (
            Line(code="amount_yen", unit="yen", value=2e6, before=1e6),
            *("判定できません", "過去の期間が少ないため"),
        ),
        (
            Line(code="leads", unit="count", value=2, before=None, reason="not_recorded"),
            *("判定できません", "比べる期間がないため"),
        ),
    ],
)
def test_a_card_says_what_makes_a_value_news_or_why_nothing_does(line: Line, news: str, by: str) -> None:
    card = first.card(Words("ja"), line, "activity")
    assert f'<div class="meet-news">{news}</div><div class="meet-by">{by}</div>' in card


@BOTH
def test_a_link_to_a_meeting_that_is_not_on_record_is_named(
    use: Use, visit: Visit, sample_path: Path, lang: Language
) -> None:
    use(sample_path)
    page = visit("meeting", lang=lang, mt="nobody")
    page.assert_sound()
    assert page.all("error") == [say(lang, "meet.reopened.unknown")]


def test_a_database_that_cannot_be_written_shows_the_meeting_but_keeps_nothing(
    use: Use, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(CHANNELS)
    visit("meeting", lang="en")
    cached.store.clear()
    monkeypatch.setattr(store_connect.os, "access", lambda path, mode: False)
    page = visit("meeting", lang="en", part="record")
    page.assert_sound()
    assert page.app.button(key="meeting_freeze").disabled
