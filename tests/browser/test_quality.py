"""The quality page by mouse and keyboard: a dimension, an interval, numbers and leads, months."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import Guest
from tests.browser.house import Server
from tests.browser.test_accessibility import findings

OPPORTUNITY_RATE = {"x": 330.0, "y": 52.0}  # of the first row

# leads that a sentence opens stand below it, not below the tables
ABOVE_THE_CHART = """() => {
    const said = [...document.querySelectorAll("p")];
    const named = said.find((one) => /：リード[\\d,]+件$/.test(one.textContent));
    const chart = document.querySelector("[data-testid=stVegaLiteChart]");
    return named && chart && named.getBoundingClientRect().top < chart.getBoundingClientRect().top;
}"""


def test_a_number_opens_its_leads_by_mouse_and_a_sentence_by_keyboard(
    guest: Guest, serve: Callable[..., Server], sample_path: Path
) -> None:
    visit = guest("ja", serve(sample_path))
    page = visit.open("quality", {}, ".st-key-widget_quality_by")
    ways = visit.key("widget_quality_by").get_by_role("radio")
    ways.nth(0).focus()
    page.keyboard.press("ArrowRight")  # from channels on, to forms
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    visit.wait_for_query(qb="form")
    expect(page.get_by_text("商談になりやすいフォーム").first).to_be_visible()
    table = page.get_by_test_id("stDataFrame").first
    # an interval is text that a screen reader finds, too
    cells = table.locator('canvas [role="gridcell"]')
    expect(cells.filter(has_text=re.compile(r"\d+%〜\d+%")).first).to_be_attached()
    table.click(position=OPPORTUNITY_RATE)
    leads = page.get_by_text(re.compile(r"商談のあるリード：リード[\d,]+件"))
    expect(leads).to_be_visible()
    link = page.locator("[class*=st-key-quality_link_form_] button").first
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_function(ABOVE_THE_CHART)
    assert findings(page) == []
    page.get_by_role("radio", name=visit.say("quality.section.reasons")).click()
    page.get_by_role("radio", name=visit.say("quality.by.month")).click()
    visit.wait_for_query(qs="reasons", qb="month")
    expect(page.get_by_role("button", name=visit.say("quality_reason.alt.lost")).first).to_be_visible()
