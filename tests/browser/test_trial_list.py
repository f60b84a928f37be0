"""A trial list: drawn on the explore page, opened, an outcome recorded, the estimate corrected."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from tests.browser.conftest import Guest
from tests.browser.house import Server
from tests.browser.visit import Visit

SIZE = 40  # what the page offers


def record_outcome(visit: Visit, editor: Locator, label: str) -> None:
    """Choose an outcome in the first row (its column is the last), by keyboard as in any spreadsheet."""
    grid, keyboard = editor.get_by_test_id("data-grid-canvas"), visit.page.keyboard
    expect(grid.locator('[role="gridcell"]').first).to_be_attached()
    last_column = grid.locator('[role="grid"]').get_attribute("aria-colcount")
    cell = grid.locator(f'tr[aria-rowindex="2"] [aria-colindex="{last_column}"]')
    editor.get_by_test_id("stDataFrameResizable").click(position={"x": 40, "y": 52})
    keyboard.press("End")
    expect(cell).to_have_attribute("aria-selected", "true")
    keyboard.press("Enter")
    visit.page.get_by_role("option", name=label, exact=True).click()
    expect(cell).to_have_text(label)
    visit.page.wait_for_timeout(500)  # the table tells the server of an edit a moment after it


def test_a_trial_list_is_drawn_opened_and_its_outcome_recorded(guest: Guest, rough_server: Server) -> None:
    visit = guest("en", rough_server)
    page = visit.open()
    visit.press("draw")
    drawn = visit.say("explore.trial.drawn", count=SIZE)
    expect(visit.alerts().filter(has_text=drawn)).to_be_visible()
    state = visit.say("explore.trial.state", drawn=SIZE, known=0, success=0)
    expect(page.get_by_text(state)).to_be_visible()

    visit.press("open_trial")
    visit.wait_for_query(rows="trial")
    editor = page.locator('[class*="st-key-trial_"]').get_by_test_id("stDataFrame").first
    expect(editor).to_be_visible()
    expect(editor.locator('canvas [role="grid"]')).to_have_attribute("aria-rowcount", str(SIZE + 1))
    record_outcome(visit, editor, visit.say("leads.outcome.opportunity"))
    visit.key("trial_who", "input").fill("Sato")
    visit.press("trial_save")
    expect(visit.alerts().filter(has_text=visit.say("leads.trial.saved", count=1))).to_be_visible()

    page.get_by_role("link", name=visit.say("leads.back")).click()
    visit.settle()
    state = visit.say("explore.trial.state", drawn=SIZE, known=1, success=1)
    expect(page.get_by_text(state)).to_be_visible()
    before, after = visit.say("explore.trial.ratio", ratio="|").split("|")
    expect(page.get_by_text(before).filter(has_text=after)).to_be_visible()
