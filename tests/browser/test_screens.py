"""The page on a shared screen, zoomed, and on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from pages.ui.text import Language
from tests.browser.board import handle
from tests.browser.conftest import Guest

PHONE, ZOOMED = (390, 844), (853, 480)  # the second is 1280 x 720 at 150 %
PATHS: dict[str, dict[str, str]] = {"": {}, "leads": {"rows": "won", "lead": "L-00121"}}
OVERHANG = """() => {
  const main = document.querySelector('[data-testid="stMain"]');
  const page = document.documentElement;
  return Math.max(page.scrollWidth - page.clientWidth, main.scrollWidth - main.clientWidth);
}"""


def right_ends(page: Page, selector: str) -> list[float]:
    ends: list[float] = page.locator(selector).evaluate_all(
        "parts => parts.map((part) => part.getBoundingClientRect().right)"
    )
    return ends


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("path", PATHS, ids=["explore", "leads"])
def test_nothing_has_to_be_scrolled_sideways_on_a_phone_or_at_150_percent(
    guest: Guest, path: str, language: Language
) -> None:
    page = guest(language).open(path, PATHS[path])
    for width, height in (ZOOMED, PHONE):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(300)  # tables and charts measure their place again
        assert page.evaluate(OVERHANG) <= 0
        if path == "":
            ends = right_ends(page, ".card, .node-box, .card .value, .need, #range-sql, .entry")
            assert len(ends) == 6 * 5 + 1
            assert max(ends) <= width


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_menu_of_a_phone_shows_the_page_that_is_open_however_far_it_is_pushed(
    guest: Guest, language: Language
) -> None:
    visit = guest(language, viewport={"width": PHONE[0], "height": PHONE[1]})
    page = visit.open("leads")
    menu = page.locator(".st-key-menu")
    here = menu.get_by_role("link", name=visit.say("shell.page.leads"), exact=True)
    for pushed in (None, 0, 1000):
        if pushed is not None:
            menu.evaluate("(menu, to) => { menu.scrollLeft = to; }", pushed)
        box = here.bounding_box()
        assert box is not None
        assert 0 <= box["x"] < box["x"] + box["width"] <= PHONE[0]
        assert page.get_by_test_id("stMain").evaluate("main => main.scrollTop") == 0


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_first_screen_holds_the_whole_goal_chain_and_both_handles(
    guest: Guest, language: Language
) -> None:
    page = guest(language).open()
    bottoms = page.locator(".node-box, .card, .handle").evaluate_all(
        "parts => parts.map((part) => part.getBoundingClientRect().bottom)"
    )
    assert len(bottoms) == 6 + 6 + 2
    assert max(bottoms) <= 720


def test_the_handles_can_be_tapped_on_a_phone(guest: Guest) -> None:
    visit = guest("ja", viewport={"width": PHONE[0], "height": PHONE[1]}, has_touch=True)
    page = visit.open()
    sql = handle(page, "sql")
    sql.scroll_into_view_if_needed()
    box = sql.bounding_box()
    assert box is not None
    assert box["height"] >= 20
    page.touchscreen.tap(box["x"] + box["width"] * 0.8, box["y"] + box["height"] / 2)
    value = sql.input_value()
    assert 75 <= int(value) <= 85
    visit.wait_for_query(s=value)
