"""From tried points to an agreed definition in Chromium: a draft, its proposal, both sides, and "then"."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.test_accessibility import findings
from tests.browser.visit import Visit


def test_points_that_are_tried_become_a_definition_that_two_people_agree_to(visit: Visit) -> None:
    page = visit.open("score", {"sp": "draft"}, ".st-key-score_take")
    table = page.get_by_test_id("stDataFrame").first
    table.scroll_into_view_if_needed()
    box = table.bounding_box()
    assert box is not None
    page.mouse.dblclick(box["x"] + 478, box["y"] + 52)  # the points to try of the first line
    page.keyboard.type("7")
    page.keyboard.press("Enter")
    visit.settle(".st-key-score_keep")
    visit.press("score_keep")
    page.get_by_role("link", name=visit.say("score.draft.open")).click()
    visit.settle(".st-key-definition_edit")
    visit.press("definition_edit")
    visit.settle(".st-key-definition_form")
    day = (
        visit.key("widget_definition_effective_from")
        .get_by_role("textbox")
        .or_(visit.key("widget_definition_effective_from", "input"))
    )
    expect(day.first).to_be_visible()
    visit.press("definition_leave")
    visit.settle(".st-key-definition_propose")
    visit.press("definition_propose")
    for side, name in (("marketing", "三宅 里奈"), ("sales", "若槻 千夏")):
        visit.settle(f".st-key-sign_{side}")
        visit.key(f"sign_{side}", "input").fill(name)
        visit.press(f"definition_sign_{side}")
    visit.settle(".st-key-definition_call_off")
    assert findings(page) == []
