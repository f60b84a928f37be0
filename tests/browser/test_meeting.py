"""The meeting page in Chromium: the first block fits a meeting room's screen, bars open their leads."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from pages.ui.text import Language
from tests.browser.conftest import Guest
from tests.browser.test_accessibility import TALL, findings
from tests.browser.test_screens import OVERHANG, PHONE, ZOOMED
from tests.browser.visit import Visit

CARD = ".meet-card"
Query = dict[str, str | list[str]]


def open_meeting(visit: Visit, query: Query | None = None) -> Page:
    return visit.open("meeting", query or {"vs": "month"}, wait_for=CARD)


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("presenter", ["", "1"])
def test_the_first_block_fits_the_screen_of_a_meeting_room(
    guest: Guest, language: Language, presenter: str
) -> None:
    page = open_meeting(guest(language), {"vs": "month", **({"pm": presenter} if presenter else {})})
    expect(page.locator(CARD)).to_have_count(5)
    chart = page.get_by_test_id("stVegaLiteChart").nth(5)  # after five small ones
    chart.wait_for()
    page.wait_for_timeout(800)
    bottom = chart.evaluate("part => part.getBoundingClientRect().bottom")
    assert bottom <= 720
    sizes = page.locator(".meet-value").evaluate_all(
        "parts => parts.map((part) => Number.parseFloat(getComputedStyle(part).fontSize))"
    )
    assert min(sizes) >= (30 if presenter else 24)  # read from the back of the room
    for width, height in (ZOOMED, PHONE):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_function(f"({OVERHANG})() <= 0")  # charts and tables follow the width a little later


@pytest.mark.parametrize("language", ["ja", "en"])
def test_axe_finds_nothing_serious_on_the_meeting_in_light_and_dark(guest: Guest, language: Language) -> None:
    page = open_meeting(guest(language, viewport=TALL), {"vs": "month", "why": "sql_rate", "by": "channel"})
    found: dict[str, list[str]] = {}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        expect(page.locator(".stApp")).to_have_css("color-scheme", scheme)
        page.wait_for_timeout(500)
        found[scheme] = findings(page)
    assert found == {"light": [], "dark": []}


def test_another_comparison_changes_cards_and_address_and_the_keyboard_does_it_too(visit: Visit) -> None:
    page = open_meeting(visit)
    first = page.locator(".meet-value").first
    before = first.inner_text()
    choice = visit.key("widget_compared")
    button = choice.get_by_role("radio", name=visit.say("meet.compared.quarter")).or_(
        choice.get_by_role("button", name=visit.say("meet.compared.quarter"))
    )
    button.first.focus()
    page.keyboard.press("Enter")
    visit.wait_for_query(vs="quarter")
    expect(first).not_to_have_text(before)


def test_a_bar_opens_its_leads_of_both_periods(visit: Visit) -> None:
    page = open_meeting(visit, {"vs": "quarter", "why": "opportunities", "by": "channel"})
    table = page.get_by_test_id("stDataFrame").first
    table.scroll_into_view_if_needed()
    page.wait_for_timeout(500)
    box = table.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 18, box["y"] + 55)
    expect(page.get_by_text(re.compile("今回の期間のリード|leads of this period")).first).to_be_visible()
    expect(page.get_by_test_id("stDataFrame")).to_have_count(3)
