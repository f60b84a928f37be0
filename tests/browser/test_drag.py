"""The board follows the hand: every figure during the drag, nothing sent before the release."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.board import Reading, drag_to, expect_lines, figures, handle, place, read, take_hold
from tests.browser.conftest import Guest
from tests.browser.truth import Truth
from tests.browser.visit import Visit

SQL_WAY = (57, 52, 44, 63, 78, 91, 100, 55)
MQL_WAY = (37, 20, 0, 48, 59, 33)


def assert_lines_stand_above_the_thumbs(page: Page, reading: Reading) -> None:
    """A line stands at the left edge of its column, of which there are 101, and above its thumb."""
    lines = reading["lines"]
    for name in ("mql", "sql"):
        expected = lines["left"] + lines["width"] * reading[name] / 101
        assert lines[name] == pytest.approx(expected, abs=2)
        assert lines[name] == pytest.approx(place(page, name, reading[name])[0], abs=2)


def assert_counted_by_kpi(reading: Reading, truth: Truth) -> None:
    """The texts hold the numbers of kpi.curves, formatted here once more."""
    found, mql, sql = truth.curves(truth.view()), reading["mql"], reading["sql"]
    selected, cards, chain = found.selected, reading["cards"], reading["chain"]
    assert f"{selected[mql]:,.0f}" in cards["inquiries"]["value"]
    assert cards["sql_rate"]["value"] == f"{selected[sql] / found.inquiries:.1%}"
    assert f"{found.weekly_leads[sql]:,.1f}" in cards["load"]["value"]
    assert f"{found.cohort.won_count[sql]:,.0f}" in cards["won"]["sub"][0]
    assert f"{found.cohort.deal_count[sql]:,.0f}" in cards["opportunities"]["sub"][0]
    assert sum(int(text.replace(",", "")) for text in reading["legend"]) == selected[sql]
    needed = {"sqls": found.chain.sqls[sql], "mqls": found.chain.mqls[mql][sql]}
    for node, count in needed.items():
        assert chain[node]["need"] == ("–" if count is None else f"{count:,}")
    assert str(sql) in reading["spoken"][1]
    assert f"{selected[sql]:,.0f}" in reading["spoken"][1]


def test_everything_follows_the_sql_handle_while_it_is_dragged_and_nothing_is_sent(
    visit: Visit, truth: Truth
) -> None:
    page = visit.open()
    take_hold(page, "sql")
    visit.sent.clear()
    address = page.url
    readings = [drag_to(page, "sql", threshold) for threshold in SQL_WAY]
    assert visit.sent == []
    assert page.url == address
    assert tuple(reading["sql"] for reading in readings) == SQL_WAY
    for reading in readings:
        assert figures(reading) == truth.figures(truth.view(sql=reading["sql"]), "ja")
        assert_lines_stand_above_the_thumbs(page, reading)
        assert_counted_by_kpi(reading, truth)
    page.mouse.up()
    visit.wait_for_query(m="40", s=str(SQL_WAY[-1]))
    assert visit.sent
    assert figures(read(page)) == truth.figures(truth.view(sql=SQL_WAY[-1]), "ja")


def test_everything_follows_the_mql_handle_while_it_is_dragged_and_nothing_is_sent(
    guest: Guest, truth: Truth
) -> None:
    visit = guest("en")
    page = visit.open(query={"d": "mql", "s": "59"})
    take_hold(page, "mql")
    visit.sent.clear()
    readings = [drag_to(page, "mql", threshold) for threshold in MQL_WAY]
    assert visit.sent == []
    assert tuple(reading["mql"] for reading in readings) == MQL_WAY
    for reading in readings:
        view = truth.view(mql=reading["mql"], sql=59, denominator="mql")
        assert figures(reading) == truth.figures(view, "en")
        assert_lines_stand_above_the_thumbs(page, reading)
    page.mouse.up()
    visit.wait_for_query(m=str(MQL_WAY[-1]), s="59", d="mql")


def test_the_arrow_keys_alone_do_the_same(visit: Visit, truth: Truth) -> None:
    page = visit.open()
    handle(page, "mql").focus()
    page.keyboard.press("Tab")
    expect(handle(page, "sql")).to_be_focused()
    for steps in range(1, 4):
        page.keyboard.press("ArrowLeft")
        assert figures(read(page)) == truth.figures(truth.view(sql=60 - steps), "ja")
    page.keyboard.press("Shift+Tab")
    expect(handle(page, "mql")).to_be_focused()
    page.keyboard.press("ArrowRight")
    reading = read(page)
    assert figures(reading) == truth.figures(truth.view(mql=41, sql=57), "ja")
    assert_lines_stand_above_the_thumbs(page, reading)
    visit.wait_for_query(m="41", s="57")


def test_the_sql_handle_cannot_be_dragged_below_mql_nor_mql_above_sql(visit: Visit, truth: Truth) -> None:
    page = visit.open()
    take_hold(page, "sql")
    reading = drag_to(page, "sql", 12)
    page.mouse.up()
    assert figures(reading) == truth.figures(truth.view(mql=40, sql=40), "ja")
    visit.wait_for_query(m="40", s="40")
    take_hold(page, "mql")
    reading = drag_to(page, "mql", 88)
    page.mouse.up()
    assert figures(reading) == truth.figures(truth.view(mql=40, sql=40), "ja")
    expect_lines(page, 40, 40)


def test_home_and_end_keep_the_lines_in_order(visit: Visit) -> None:
    page = visit.open()
    handle(page, "sql").press("Home")
    expect_lines(page, 40, 40)
    handle(page, "sql").press("End")
    handle(page, "mql").press("End")
    expect_lines(page, 100, 100)
    visit.wait_for_query(m="100", s="100")
    reading = read(page)
    assert "nan" not in str(reading).lower()
    assert "inf" not in str(reading["cards"]).lower()
