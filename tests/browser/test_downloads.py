"""Downloads hold every row, numbers as numbers, and no text that a spreadsheet would calculate."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from python_calamine import CalamineWorkbook

from tests.browser.conftest import Guest
from tests.browser.hostile import ELSEWHERE, FORMULAS, HOSTILE_CHANNEL, LEADS
from tests.browser.house import Server
from tests.browser.truth import Truth
from tests.browser.visit import Visit


@pytest.fixture
def rough(guest: Guest, rough_server: Server) -> Visit:
    """An English visitor of the app with hostile leads."""
    return guest("en", rough_server)


def downloaded(visit: Visit, kind: str) -> Path:
    with visit.page.expect_download() as started:
        visit.press(f"download_{kind}")
    assert started.value.suggested_filename == f"leads_sql_40_60.{kind}"
    return Path(started.value.path())


def expect_inert(page: Page) -> None:
    expect(page.locator(f'img[src*="{ELSEWHERE}"], a[href*="{ELSEWHERE}"]')).to_have_count(0)
    expect(page.get_by_test_id("stException")).to_have_count(0)


def test_csv_and_xlsx_hold_every_lead_and_neutralise_formulas(rough: Visit, truth: Truth) -> None:
    rough.open("leads", {"rows": "sql"})
    expected_count = truth.count(truth.view(rows="sql")).lead_count + len(LEADS)
    text = downloaded(rough, "csv").read_text(encoding="utf-8-sig")
    from_csv = list(csv.DictReader(StringIO(text)))
    headings, *cells = CalamineWorkbook.from_path(downloaded(rough, "xlsx")).get_sheet_by_index(0).to_python()
    from_xlsx = [dict(zip(headings, row, strict=True)) for row in cells]
    names = {key: rough.say(f"leads.column.{key}") for key in ("lead_id", "company", "channel", "score")}
    created, amount = rough.say("leads.column.created_on"), rough.say("leads.column.won_amount_yen")
    assert list(from_csv[0]) == headings
    for rows in (from_csv, from_xlsx):
        assert len(rows) == expected_count
        found = {row[names["lead_id"]]: row for row in rows}
        for lead_id, company in LEADS.items():
            written = f"'{company}" if lead_id in FORMULAS else company
            assert found[lead_id][names["company"]] == written
            assert found[lead_id][names["channel"]] == HOSTILE_CHANNEL
    assert all(60 <= int(row[names["score"]]) <= 100 for row in from_csv)
    assert all(isinstance(row[names["score"]], float) for row in from_xlsx)
    assert all(isinstance(row[created], date) for row in from_xlsx)
    won_yen = truth.count(truth.view(rows="sql")).won_amount_yen
    assert sum(int(row[amount]) for row in from_csv) == won_yen
    assert sum(row[amount] for row in from_xlsx) == won_yen


def test_the_goal_is_taken_along_as_pdf_picture_and_workbook(visit: Visit) -> None:
    page = visit.open("goal", {"m": "30", "s": "55", "sec": "handout"}, wait_for=".st-key-handout_xlsx")
    for kind, beginning in {"pdf": b"%PDF", "png": b"\x89PNG", "xlsx": b"PK"}.items():
        with page.expect_download() as started:
            visit.press(f"handout_{kind}")
        assert started.value.suggested_filename.endswith(f".{kind}")
        assert Path(started.value.path()).read_bytes().startswith(beginning)
    link = page.get_by_test_id("stCode").filter(has_text="/goal?")
    expect(link).to_contain_text(visit.server.address)
    expect(link).to_contain_text("m=30&s=55")
    expect_inert(page)


@pytest.mark.parametrize("lead_id", ["H-image", "H-script"])
def test_a_hostile_name_is_plain_text_in_the_history(rough: Visit, lead_id: str) -> None:
    page = rough.open("leads", {"lead": lead_id, "ch": HOSTILE_CHANNEL})
    text = page.get_by_test_id("stText").filter(has_text=lead_id)
    expect(text).to_contain_text(LEADS[lead_id].strip())
    filters = f"{rough.say('shell.name.ch')}: {HOSTILE_CHANNEL}"
    expect(page.get_by_text(rough.say("leads.filtered", filters=filters))).to_be_visible()
    expect(rough.alerts()).to_have_count(0)
    expect_inert(page)


def test_a_hostile_channel_is_plain_text_in_the_filter(rough: Visit) -> None:
    page = rough.open()
    rough.narrow("channel", HOSTILE_CHANNEL)
    rough.wait_for_query(ch=HOSTILE_CHANNEL)
    rough.settle()
    expect(page.locator(".card[data-card=inquiries] .value")).to_have_text(str(len(LEADS)))
    expect_inert(page)


def test_the_tables_own_csv_button_is_nowhere(visit: Visit) -> None:
    page = visit.open("leads", {"rows": "won", "lead": "L-00121"})
    tables = page.get_by_test_id("stDataFrame")
    expect(tables).to_have_count(4)
    for table in tables.all():
        table.scroll_into_view_if_needed()
        table.hover()
        button = page.get_by_test_id("stElementToolbarButton").locator('button[aria-label*="ownload" i]')
        expect(button.locator("visible=true")).to_have_count(0)
