"""From points that are tried to an agreed definition in Chromium, and every page as defined then."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import Guest
from tests.browser.house import TODAY, Server
from tests.browser.test_accessibility import findings
from tests.browser.visit import Visit

BARS = """() => [...document.querySelectorAll('[data-testid=stVegaLiteChart] svg .mark-rect path')]
    .map((bar) => bar.getAttribute('d')).join()"""
FIRST_TRIED = {"x": 480.0, "y": 52.0}  # in the table: the points to try of its first line


def spread(visit: Visit) -> str:
    """The bars of the distribution of scores, as they are drawn."""
    expect(visit.page.locator("[data-testid=stVegaLiteChart] svg .mark-rect path").first).to_be_attached()
    drawn: str = visit.page.evaluate(f"({BARS})()")
    return drawn


def test_points_that_are_tried_become_a_definition_that_two_people_agree_to(
    guest: Guest, serve: Callable[..., Server], sample_path: Path
) -> None:
    visit = guest("ja", serve(sample_path))
    page = visit.open("score", {"sp": "draft"}, ".st-key-score_take")
    assert visit.key("score_keep").count() == 0
    table = page.get_by_test_id("stDataFrame").first
    before = spread(visit)
    expect(page.get_by_text(visit.say("score.effect.none"))).to_be_visible()
    table.click(position=FIRST_TRIED)
    for key in ("Enter", "Control+a", "7", "Enter"):
        page.wait_for_timeout(200)  # the cell opens and closes over the table
        page.keyboard.press(key)
    visit.settle(".st-key-score_keep")
    # views bring more: leads rise, none falls, and the distribution is another
    risen = visit.say("score.effect.moved", risen=r"[1-9][\d,]*", fallen="0")
    expect(page.get_by_text(re.compile(f"^{risen}"))).to_be_visible()
    page.wait_for_function("([draw, before]) => eval(draw)() !== before", arg=[BARS, before])
    for _ in range(10):  # the keyboard walks through the cells of a row, and out of the table
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('[data-testid=stDataFrame]')") is None
    visit.press("score_keep")
    page.get_by_role("link", name=visit.say("score_draft.draft.open")).click()
    visit.settle(".st-key-definition_edit")
    visit.press("definition_edit")
    visit.settle(".st-key-definition_form")
    visit.key("widget_definition_effective_from").get_by_role("spinbutton").last.fill(f"{TODAY.day:02}")
    visit.press("definition_save")
    visit.settle(".st-key-definition_propose")
    visit.press("definition_propose")
    for side, name in (("marketing", "三宅 里奈"), ("sales", "若槻 千夏")):
        visit.settle(f".st-key-sign_{side}")
        visit.key(f"sign_{side}", "input").fill(name)
        visit.press(f"definition_sign_{side}")
        expect(visit.alerts().last).to_contain_text(visit.say(f"definition.side.{side}"))
    assert findings(page) == []
    page.get_by_role("radio", name=visit.say("agree.section.promises")).click()
    visit.key("widget_scored").get_by_role("radio", name=visit.say("definition.scored.then")).click()
    visit.wait_for_query(**{"as": "then"})
    expect(page.get_by_text(visit.say("definition.then"))).to_be_visible()
