"""The goal page in Chromium: the tree fits a meeting room's screen and a phone, and follows what is typed."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from pages.ui.text import Language
from tests.browser.conftest import Guest
from tests.browser.test_accessibility import TALL, findings
from tests.browser.test_screens import OVERHANG, PHONE, ZOOMED
from tests.browser.visit import Visit

LEVEL = ".kpi-level"
SHORT, ENOUGH = (f'{LEVEL}[data-tone="{tone}"] .kpi-pace b' for tone in ("short", "enough"))
# a year ahead is beyond today's pace, but not the visits once half of them inquire
BOTH_TONES: dict[str, str | list[str]] = {"sec": "steps", "gp": "fy2027", "g": ["conversion_rate:50%"]}
# the letters after which a heading of a table was broken into lines
BROKEN_AFTER = """heads => heads.flatMap(head => {
  const text = head.firstChild, found = [];
  const top = place => {
    const range = document.createRange();
    range.setStart(text, place);
    range.setEnd(text, place + 1);
    const [box] = range.getClientRects();
    return box && box.width ? box.top : null;
  };
  let before = null;
  for (let place = 0; place < text.length; place += 1) {
    const at = top(place);
    if (at === null) continue;
    if (before !== null && at > before + 2) found.push(text.data[place - 1]);
    before = at;
  }
  return found;
})"""


def open_goal(visit: Visit, query: dict[str, str | list[str]] | None = None) -> Page:
    return visit.open("goal", query, wait_for=LEVEL)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_first_screen_holds_all_eight_levels_and_no_screen_is_scrolled_sideways(
    guest: Guest, language: Language
) -> None:
    page = open_goal(guest(language))
    bottoms = page.locator(LEVEL).evaluate_all(
        "parts => parts.map((part) => part.getBoundingClientRect().bottom)"
    )
    assert len(bottoms) == 8
    assert max(bottoms) <= 720
    sizes = page.locator(f"{LEVEL} .kpi-needed").evaluate_all(
        "parts => parts.map((part) => Number.parseFloat(getComputedStyle(part).fontSize))"
    )
    assert min(sizes) >= 24  # read from the back of the room
    for width, height in (ZOOMED, PHONE):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(300)
        assert page.evaluate(OVERHANG) <= 0
        ends = page.locator(f"{LEVEL}, {LEVEL} div, {LEVEL} span").evaluate_all(
            "parts => parts.map((part) => part.getBoundingClientRect().right)"
        )
        assert max(ends) <= width


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize(
    "query", [{"sec": "chance"}, {"sec": "levers"}, {"sec": "levers", "lc": ["bigger_deals:100万"]}]
)
def test_on_a_phone_tables_fit_and_their_headings_break_between_words(
    guest: Guest, language: Language, query: dict[str, str | list[str]]
) -> None:
    width, height = PHONE
    visit = guest(language, viewport={"width": width, "height": height})
    page = visit.open("goal", query, wait_for=".plain table")
    assert page.evaluate(OVERHANG) <= 0
    assert page.locator(".plain").evaluate("table => table.scrollWidth - table.clientWidth") <= 0
    broken = page.locator(".plain thead th").evaluate_all(BROKEN_AFTER)
    assert broken
    assert set(broken) <= {" ", "\u200b"}


@pytest.mark.parametrize("language", ["ja", "en"])
def test_axe_finds_nothing_serious_on_the_tree_in_light_and_dark(guest: Guest, language: Language) -> None:
    page = open_goal(guest(language, viewport=TALL), BOTH_TONES)
    found: dict[str, list[str]] = {}
    colours: dict[str, list[str]] = {}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        expect(page.locator(".stApp")).to_have_css("color-scheme", scheme)
        page.wait_for_timeout(500)  # colours fade over
        found[scheme] = findings(page)
        colours[scheme] = [
            page.locator(tone).first.evaluate("gap => getComputedStyle(gap).color")
            for tone in (SHORT, ENOUGH)
        ]
    assert found == {"light": [], "dark": []}
    # the colours of tree.css: dark ones on white, light ones on dark
    assert colours == {
        "light": ["rgb(179, 64, 27)", "rgb(31, 122, 72)"],
        "dark": ["rgb(240, 162, 127)", "rgb(127, 208, 160)"],
    }


def test_a_goal_that_is_typed_changes_the_tree_and_the_address_and_a_wrong_one_is_named(
    visit: Visit,
) -> None:
    page = open_goal(visit)
    needed = page.locator(f"{LEVEL} .kpi-needed")
    expect(needed.first).to_have_text(re.compile("^3億円"))
    wins = needed.nth(1).inner_text()
    field = visit.key("widget_goal_page_goal_yen", "input")
    field.fill("１.5億")
    field.press("Enter")
    visit.wait_for_query(goal="150000000")
    expect(needed.first).to_have_text(re.compile("^1.5億円"))
    expect(needed.nth(1)).not_to_have_text(wins)
    field.fill("abc")
    field.press("Enter")
    expect(visit.alerts()).to_contain_text("abc")
    expect(needed.first).to_have_text(re.compile("^1.5億円"))
    expect(field).to_have_value("abc")


def test_a_number_that_is_fixed_in_its_box_is_in_the_tree_and_stays_when_the_box_is_closed(
    visit: Visit,
) -> None:
    page = open_goal(visit)
    box = page.get_by_role("button", name=visit.say("goal.fixed"))
    box.click()
    field = visit.key("widget_given_win_rate", "input")
    field.fill("25%")
    field.press("Enter")
    visit.wait_for_query(g="win_rate:25%")
    expect(page.locator(".kpi-rate").nth(1)).to_contain_text("25.0%")
    field.fill("250%")
    field.press("Enter")
    # beside the field, and under the row of boxes while its box is closed
    expect(visit.alerts()).to_contain_text("250%")
    box.click()
    expect(visit.alerts()).to_contain_text(visit.say("goal.node.win_rate"))
    box.click()
    expect(field).to_have_value("250%")
    field.fill("20%")
    field.press("Enter")
    visit.wait_for_query(g="win_rate:20%")
    box.click()
    expect(field).to_have_count(0)
    visit.key("widget_goal_unit").get_by_text(visit.say("goal.unit.wins"), exact=True).click()
    visit.wait_for_query(g="win_rate:20%", gu="wins")
    # 115 deals are what the yen amount to, at a win rate of 20 %
    expect(page.locator(f"{LEVEL} .kpi-needed").nth(2)).to_have_text(re.compile("^575件"))
