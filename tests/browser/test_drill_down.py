"""Every number opens the leads behind it, and the way back finds the lines where they were."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from kpi.events import STANDINGS
from pages.ui import format as fmt
from tests.browser.board import drag, expect_lines, figures, read
from tests.browser.truth import Truth
from tests.browser.visit import Visit

LEADS_PAGE = ".st-key-download_csv"
SQL = 52
OPENS = {
    "won": ".card[data-card=won] .value",
    "opportunities": ".card[data-card=opportunities] .value",
    "mql": ".node-box[data-node=mqls] .pace",
    "open": f".legend .entry >> nth={STANDINGS.index('open')}",
}


def expect_count(visit: Visit, truth: Truth, rows: str, sql: int) -> None:
    """Wait for the sentence with what kpi.leads counts behind this number."""
    counted = truth.count(truth.view(sql=sql, rows=rows))
    sentence = visit.say(
        "leads.count",
        leads=fmt.count(counted.lead_count),
        deals=fmt.count(counted.deal_count),
        won=fmt.count(counted.won_count),
        amount=fmt.yen(counted.won_amount_yen, visit.language),
    )
    expect(visit.page.get_by_text(sentence, exact=True)).to_be_visible()


def explore_at(visit: Visit, sql: int) -> Page:
    page = visit.open()
    drag(page, "sql", sql)
    visit.wait_for_query(s=str(sql))
    return page


def test_a_number_opens_its_leads_and_the_link_back_keeps_the_lines(visit: Visit, truth: Truth) -> None:
    page = explore_at(visit, SQL)
    for rows, number in OPENS.items():
        page.locator(number).click()
        visit.wait_for_query(rows=rows, m="40", s=str(SQL))
        visit.settle(LEADS_PAGE)
        expect_count(visit, truth, rows, SQL)
        page.get_by_role("link", name=visit.say("leads.back")).click()
        visit.settle()
        expect_lines(page, 40, SQL)
        assert figures(read(page)) == truth.figures(truth.view(sql=SQL), "ja")


def test_the_leads_behind_a_number_are_as_many_as_the_board_says(visit: Visit, truth: Truth) -> None:
    page = visit.open(query={"s": str(SQL)})
    reading = read(page)
    counted = {
        rows: truth.count(truth.view(sql=SQL, rows=rows)) for rows in ("mql", "sql", "won", *STANDINGS)
    }
    assert f"{counted['mql'].lead_count:,}" in reading["cards"]["inquiries"]["value"]
    assert f"{counted['sql'].lead_count:,}" in reading["cards"]["sql_rate"]["sub"][0]
    assert f"{counted['won'].won_count:,}" in reading["cards"]["won"]["sub"][0]
    assert reading["legend"] == [f"{counted[standing].lead_count:,}" for standing in STANDINGS]


def test_a_click_during_a_pause_of_the_arrow_keys_takes_the_new_line_along(
    visit: Visit, truth: Truth
) -> None:
    page = visit.open()
    page.locator("#range-sql").press("ArrowLeft")
    page.locator(OPENS["won"]).click()
    visit.wait_for_query(rows="won", s="59")
    expect_count(visit, truth, "won", 59)


def test_the_browser_goes_back_from_the_leads_to_the_board(visit: Visit, truth: Truth) -> None:
    page = explore_at(visit, SQL)
    page.locator(OPENS["won"]).click()
    visit.settle(LEADS_PAGE)
    visit.wait_for_query(rows="won", s=str(SQL))
    page.go_back()
    visit.settle()
    expect_lines(page, 40, SQL)
    assert figures(read(page)) == truth.figures(truth.view(sql=SQL), "ja")


def test_a_selected_row_opens_the_history_of_that_lead(visit: Visit) -> None:
    page = visit.open("leads", {"rows": "won"})
    table = visit.key("table_won")
    # the cells are drawn on a canvas; what a screen reader gets lies inside it
    first_lead = table.locator('canvas [role="gridcell"]').filter(has_text="L-").first.text_content()
    assert first_lead
    # the box at the left of the first row
    table.get_by_test_id("stDataFrameResizable").click(position={"x": 15, "y": 52})
    expect(page.get_by_role("heading", name=visit.say("leads.history"))).to_be_visible()
    visit.wait_for_query(rows="won", lead=first_lead)
    # the list, the score point by point, what was filled in, what happened
    expect(page.get_by_test_id("stDataFrame")).to_have_count(4)


def test_a_list_chosen_on_the_leads_page_is_in_the_address(visit: Visit, truth: Truth) -> None:
    page = visit.open("leads", {"rows": "won", "s": str(SQL)})
    expect_count(visit, truth, "won", SQL)
    visit.key("widget_rows").get_by_role("combobox").click()
    page.get_by_role("option", name=visit.say("leads.rows.in"), exact=True).click()
    visit.wait_for_query(rows="in", s=str(SQL))
    expect_count(visit, truth, "in", SQL)
