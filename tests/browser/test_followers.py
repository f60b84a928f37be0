"""What stands outside the board follows the hand as well: evidence, trial list, the lines in the chart."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, expect

from pages.ui.follower import lists
from pages.ui.text import Words
from tests.browser.board import drag, drag_to, take_hold
from tests.browser.conftest import Guest
from tests.browser.truth import Truth
from tests.browser.visit import Visit

CHART = '.st-key-tradeoff_box [data-testid="stVegaLiteChart"]'
_LINES = """chart => {
  const box = chart.getBoundingClientRect();
  const plots = [...chart.querySelectorAll("svg path.background")].map((path) => path.getBoundingClientRect())
    .filter((plot) => plot.width > 1 && plot.height > 1);
  const style = (side) => getComputedStyle(chart, side);
  return {
    left: plots[0].left - box.left, width: plots[0].width,
    top: plots[0].top - box.top, bottom: plots.at(-1).bottom - box.top,
    mql: box.width - Number.parseFloat(style("::before").right) - 1,
    sql: Number.parseFloat(style("::after").left) + 1,
    lineTop: Number.parseFloat(style("::after").top),
    lineBottom: Number.parseFloat(style("::after").top) + Number.parseFloat(style("::after").height),
  };
}"""


def table(page: Page) -> list[list[str]]:
    found: list[list[str]] = page.locator(".st-key-evidence tbody tr").evaluate_all(
        "rows => rows.map((row) => [...row.children].slice(1).map((cell) => cell.textContent))"
    )
    return found


def test_the_evidence_and_the_trial_list_follow_the_drag_and_nothing_is_sent(
    visit: Visit, truth: Truth
) -> None:
    page = visit.open()
    words, view = Words("ja"), truth.view()
    expected = lists.evidence(truth.curves(view), words)["table"]["rows"]
    sentence = page.locator(".st-key-trial_text p")
    expect(sentence).to_have_text(words("explore.trial.text", agreed=60, low=40, below=59))
    take_hold(page, "sql")
    visit.sent.clear()
    for threshold in (45, 72, 100, 51):
        drag_to(page, "sql", threshold)
        assert table(page) == [[slot["v"][threshold] for slot in row[1:]] for row in expected]
    expect(sentence).to_have_text(words("explore.trial.text", agreed=60, low=51, below=59))
    assert visit.sent == []
    page.mouse.up()


@pytest.mark.parametrize("width", [1280, 390])
def test_the_lines_stand_over_the_plots_of_the_chart_wherever_they_are_dragged(
    guest: Guest, width: int
) -> None:
    page = guest("en", viewport={"width": width, "height": 900}).open()
    chart = page.locator(CHART)
    expect(chart.locator("svg path.background").first).to_be_attached()
    for threshold in (45, 100):
        drag(page, "sql", threshold)
        seen = chart.evaluate(_LINES)
        for name, at in (("mql", 40), ("sql", threshold)):
            assert seen[name] == pytest.approx(seen["left"] + seen["width"] * at / 100, abs=2)
        assert seen["lineTop"] < seen["top"]
        assert seen["lineBottom"] == pytest.approx(seen["bottom"], abs=4)


def test_counts_in_an_open_how_was_this_computed_are_of_the_released_line(guest: Guest, truth: Truth) -> None:
    visit = guest("ja", viewport={"width": 1280, "height": 1400})
    page = visit.open()
    visit.key("how_board", "summary").click()
    grid = visit.key("how_board", "[data-testid=stDataFrame]")
    expect(grid).to_be_visible()
    drag(page, "sql", 75)
    selected = truth.curves(truth.view()).selected[75]
    expect(grid.locator("canvas").first).to_contain_text(f"{selected:,.0f}")


def test_a_moved_mql_line_redraws_the_curve_of_the_rate_of_mqls(visit: Visit) -> None:
    page = visit.open(query={"d": "mql"})
    curve = page.locator(f"{CHART} svg .mark-line path").first
    before = curve.get_attribute("d")
    drag(page, "mql", 20)
    expect(curve).not_to_have_attribute("d", before or json.dumps(None))
