"""Whatever else changes on the page, the lines, the period and the filter stay what they were."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.board import drag, expect_lines, handle
from tests.browser.conftest import Guest
from tests.browser.house import Server
from tests.browser.visit import Visit


def switch_language(visit: Visit, label: str) -> None:
    """Click the language switch; the page has changed when its title has."""
    before = visit.page.locator("h1").inner_text()
    switch = visit.page.get_by_role("radio", name=label).or_(visit.page.get_by_role("button", name=label))
    switch.first.click()
    expect(visit.page.locator("h1")).not_to_have_text(before)
    visit.settle()


def test_after_a_language_switch_the_board_goes_on_and_period_and_channel_stay(guest: Guest) -> None:
    visit = guest("ja")
    page = visit.open(query={"p": "w12", "ch": "organic"})
    total = page.locator(".card[data-card=inquiries] .sub").first
    count = re.findall(r"[\d,]+件", total.inner_text())[-1].removesuffix("件")
    for label, sql in (("English", 72), ("日本語", 55), ("English", 80)):
        switch_language(visit, label)
        drag(page, "sql", sql)
        visit.wait_for_query(s=str(sql), p="w12", ch="organic")
        expect(total).to_contain_text(count)
        expect(visit.alerts()).to_have_count(0)


@pytest.mark.parametrize("start", [{}, {"m": "20", "s": "55"}])
def test_a_line_of_text_that_comes_above_the_board_does_not_move_its_lines(
    guest: Guest, start: dict[str, str]
) -> None:
    visit = guest("ja")
    page = visit.open(query=start)
    drag(page, "sql", 72)
    visit.wait_for_query(s="72")
    mql = int(start.get("m", 40))
    for question in ("question.rule", "question.sales"):
        page.get_by_text(visit.say(f"explore.{question}"), exact=True).first.click()
        visit.wait_for_query(**({"q": "rule"} if question.endswith("rule") else {"s": "72"}))
        expect_lines(page, mql, 72)
        expect_chart_line(page, 72)


def test_a_drawn_trial_list_leaves_the_line_where_it_was(
    guest: Guest, serve: Callable[..., Server], sample_path: Path
) -> None:
    visit = guest("ja", server=serve(sample_path))
    page = visit.open()
    drag(page, "sql", 55)
    visit.wait_for_query(s="55")
    visit.press("draw")
    expect(visit.alerts().first).to_be_visible()
    expect_lines(page, 40, 55)


def expect_chart_line(page: Page, sql: int) -> None:
    box = page.locator(".st-key-tradeoff_box")
    expect(box).to_have_attribute("style", re.compile(rf"--sql: {sql};"))


def test_fields_in_a_closed_box_hold_their_values_after_another_control_moved(visit: Visit) -> None:
    page = visit.open(query={"ch": "organic"})
    page.get_by_text(visit.say("explore.question.rule"), exact=True).first.click()
    visit.wait_for_query(q="rule")
    page.get_by_role("button", name=visit.say("explore.plan")).click()
    expect(visit.key("widget_goal_yen", "input")).to_have_value("300,000,000")
    expect(visit.key("widget_field_reps", "input")).to_have_value("4")
    page.keyboard.press("Escape")
    page.get_by_role("button", name=visit.say("explore.filter.active", count=1)).click()
    expect(visit.key("widget_channel").get_by_text(visit.say("codes.channel.organic")).first).to_be_visible()


def test_the_curve_of_the_rate_of_mqls_is_faded_until_it_follows(visit: Visit) -> None:
    page = visit.open(query={"d": "mql"})
    box = page.locator(".st-key-tradeoff_box")
    handle(page, "mql").focus()
    page.keyboard.press("ArrowLeft")
    expect(box).to_have_class(re.compile("kpi-stale"))
    expect(box).not_to_have_class(re.compile("kpi-stale"))
