"""The address carries the view: to a colleague, through reload, back and forward, in either language."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from pages.ui.labels import period_label, value_label
from pages.ui.text import Words
from tests.browser.board import Reading, drag, expect_lines, figures, handle, read
from tests.browser.conftest import Guest
from tests.browser.truth import Truth
from tests.browser.visit import Visit

PERIOD, CHANNEL = "fy2025", "exhibition"


def digits(reading: Reading) -> list[str]:
    """All numbers a board shows but money, whose unit differs by language (億, M)."""
    cards, chain = reading["cards"], reading["chain"]
    texts = [
        *(cards[name][part] for name in cards if name != "amount" for part in ("value", "diff")),
        *(node[part] for name, node in chain.items() if name != "goal" for part in ("need", "pace")),
        *(node["rate"] for name, node in chain.items() if name != "wins"),
        *reading["legend"],
    ]
    return [number for text in texts for number in re.findall(r"\d[\d,.]*%?", text)]


def choose_period(visit: Visit, code: str) -> None:
    visit.key("widget_period").get_by_role("combobox").click()
    label = period_label(Words(visit.language), code)
    visit.page.get_by_role("option", name=label, exact=True).click()


def test_a_copied_address_shows_the_same_numbers_in_the_other_language(guest: Guest, truth: Truth) -> None:
    first = guest("ja")
    page = first.open()
    drag(page, "sql", 52)
    drag(page, "mql", 31)
    first.wait_for_query(m="31", s="52")
    choose_period(first, PERIOD)
    first.wait_for_query(p=PERIOD)
    first.narrow("channel", value_label(Words("ja"), "channel", CHANNEL))
    first.wait_for_query(p=PERIOD, ch=CHANNEL, m="31", s="52", lang="ja")
    view = truth.view(mql=31, sql=52, period=PERIOD, channel=(CHANNEL,))
    first.settle()
    assert figures(read(page)) == truth.figures(view, "ja")

    second = guest("ja")  # the link's language wins over the browser's
    second.language = "en"
    second.open(query=first.query() | {"lang": ["en"]})
    assert figures(read(second.page)) == truth.figures(view, "en")
    assert digits(read(second.page)) == digits(read(page))
    expect(second.page.get_by_role("heading", name=second.say("explore.title"))).to_be_visible()


def test_the_language_switch_keeps_thresholds_and_filter(visit: Visit, truth: Truth) -> None:
    page = visit.open(query={"m": "35", "s": "66", "ch": CHANNEL})
    visit.key("widget_language").get_by_text("English", exact=True).click()
    visit.wait_for_query(lang="en", m="35", s="66", ch=CHANNEL)
    expect(page.locator(".board")).to_have_attribute("lang", "en")
    expected = truth.figures(truth.view(mql=35, sql=66, channel=(CHANNEL,)), "en")
    assert figures(read(page)) == expected


def test_back_and_forward_restore_the_view(visit: Visit, truth: Truth) -> None:
    page = visit.open()
    drag(page, "sql", 70)
    visit.wait_for_query(s="70")
    choose_period(visit, PERIOD)
    visit.wait_for_query(s="70", p=PERIOD)
    page.go_back()
    visit.wait_for_query(s="70")
    assert "p" not in visit.query()
    expect_period(visit, "all")
    page.go_back()
    expect_lines(page, 40, 60)
    page.go_forward()
    page.go_forward()
    expect_lines(page, 40, 70)
    expect_period(visit, PERIOD)
    expect(page.locator(".board .sentences")).to_contain_text("70")
    assert figures(read(page)) == truth.figures(truth.view(sql=70, period=PERIOD), "ja")


def expect_period(visit: Visit, code: str) -> None:
    """Wait until the period is chosen in its box."""
    label = period_label(Words(visit.language), code)
    expect(visit.key("widget_period").get_by_role("combobox")).to_have_value(label)


def test_going_back_leaves_the_app_instead_of_being_caught_in_it(visit: Visit) -> None:
    visit.page.goto(f"{visit.server.address}/_stcore/health")
    page = visit.open(query={"m": "40", "s": "58", "lang": "ja"})
    drag(page, "sql", 70)
    visit.wait_for_query(s="70")
    page.go_back()
    expect_lines(page, 40, 58)
    page.go_back()
    page.wait_for_url("**/_stcore/health")


def test_a_reload_keeps_the_view(visit: Visit, truth: Truth) -> None:
    page = visit.open()
    drag(page, "sql", 47)
    visit.wait_for_query(s="47")
    page.reload()
    visit.settle()
    expect_lines(page, 40, 47)
    assert figures(read(page)) == truth.figures(truth.view(sql=47), "ja")


def test_reset_returns_both_lines_to_the_agreed_definition(visit: Visit, truth: Truth) -> None:
    page = visit.open(query={"m": "12", "s": "88"})
    expect_lines(page, 12, 88)
    drag(page, "sql", 71)
    visit.press("reset")
    agreed = truth.agreed
    expect_lines(page, agreed.mql_threshold, agreed.sql_threshold)
    visit.wait_for_query(m=str(agreed.mql_threshold), s=str(agreed.sql_threshold))
    assert figures(read(page)) == truth.figures(truth.view(), "ja")
    handle(page, "sql").press("ArrowRight")
    visit.wait_for_query(s=str(agreed.sql_threshold + 1))
