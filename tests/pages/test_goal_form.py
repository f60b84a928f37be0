"""The form of the goal page: rates as people type them, what stays in force, units, presets, rounding."""

from __future__ import annotations

from pathlib import Path

from kpi.goal_basis import Basis
from pages.ui import format as fmt
from pages.ui.text import Language, say
from tests.hostile_worlds import CHANNELS
from tests.pages.conftest import Page
from tests.pages.test_goal_page import BOTH, Use, Visit, cards, fix, known, needed, press, type_into, written

__all__ = ["known"]  # the fixture

EXAMPLE = {
    "cpa_yen": "8,000",
    "mql_share": "100",
    "sql_share": "100",
    "opportunity_rate": "15",
    "win_rate": "25",
}


def box(page: Page, field: str) -> str:
    return str(page.app.text_input(key=f"widget_{field}").value)


def choose_unit(page: Page, unit: str) -> Page:
    return Page(page.app.button_group(key="widget_goal_unit").set_value(unit).run())


def boxes(page: Page, *opened: str) -> Page:
    return Page(page.app.button_group(key="widget_goal_boxes").set_value([*opened]).run())


@BOTH
def test_40_in_a_rate_is_40_percent_and_what_is_refused_leaves_the_last_one_in_force(
    use: Use, visit: Visit, lang: Language
) -> None:
    use(CHANNELS)
    page = fix(visit("goal", lang=lang), win_rate="40")
    page.assert_sound()
    assert page.all("error") == []
    assert (page.app.query_params["g"], box(page, "given_win_rate")) == ("win_rate:40%", "40%")
    before = cards(page)
    for text in ("250", "abc"):
        page = fix(page, win_rate=text)
        reason = "above_one" if text == "250" else "not_a_number"
        problem = say(lang, f"goal.refused.{reason}", value=text)
        name = say(lang, "goal.node.win_rate")
        assert page.all("error") == [problem]
        assert (cards(page), box(page, "given_win_rate")) == (before, text)
        page = boxes(page)
        told = say(lang, "goal_form.refused", field=name, problem=problem, showing="40.0%")
        assert page.all("error") == [told]
        page = boxes(page, "company", "fixed")
    page = boxes(fix(page, web_share="-1"))
    assert say(lang, "goal_form.empty") in page.all("error")[0]
    page = boxes(page, "company", "fixed")
    page = press(fix(page, web_share="1"), "goal_clear")
    assert (page.all("error"), page.app.query_params["g"]) == ([], "web_share:1")


@BOTH
def test_counts_are_read_with_their_counter_and_thousands_and_millions_by_their_letters(
    use: Use, visit: Visit, lang: Language
) -> None:
    use(CHANNELS)
    page = fix(visit("goal", lang=lang), wins="80件", visits="1,500K", budget_yen="￥２００Ｍ")
    page.assert_sound()
    assert page.all("error") == []
    shown = {"wins": 80, "visits": 1_500_000, "budget_yen": 200_000_000}
    assert {node: needed(page, node).split(" （")[0].split(" (")[0] for node in shown} == {
        node: written(node, value, lang) for node, value in shown.items()
    }


@BOTH
def test_an_empty_field_shows_what_holds_instead(
    use: Use, visit: Visit, sample_path: Path, lang: Language
) -> None:
    use(sample_path)
    page = visit("goal", lang=lang)
    shown = cards(page)
    held = {one.key: one.placeholder for one in page.app.text_input}
    rate = shown["opportunities"]["rate"].rsplit(" ", 1)[1]
    assert held["widget_given_win_rate"] == say(lang, "goal_form.data", value=rate)
    wins = say(lang, "goal_form.found", value=shown["wins"]["needed"])
    assert held["widget_given_wins"] == wins


@BOTH
def test_a_rate_that_follows_from_other_numbers_stands_in_its_field_with_that_of_the_data_beside_it(
    use: Use, visit: Visit, sample_path: Path, known: Basis, lang: Language
) -> None:
    use(sample_path)
    data = fmt.percent(float(known.steps["win_rate"].rate or 0))
    # 50 of 200 opportunities are won, whatever the data says; sought or not
    for query in ({"u": "win_rate"}, {}):
        page = visit("goal", lang=lang, gu="wins", gn="50", g=["opportunities:200"], **query)
        page.assert_sound()
        assert "25.0%" in cards(page)["opportunities"]["rate"]
        field = page.app.text_input(key="widget_given_win_rate")
        assert field.placeholder == say(lang, "goal_form.beside", value="25.0%", data=data)
    # sought, and not determined by what is fixed: nothing holds
    page = visit("goal", lang=lang, u="win_rate")
    field = page.app.text_input(key="widget_given_win_rate")
    assert field.placeholder == say(lang, "goal_form.beside", value="–", data=data)


@BOTH
def test_a_goal_that_is_not_typed_stands_in_its_closed_box(
    use: Use, visit: Visit, sample_path: Path, lang: Language
) -> None:
    use(sample_path)
    company = ["company_goal_yen:50億", "web_share:10%"]
    page = visit("goal", lang=lang, gu="wins", gp="fy2026h1", g=company)
    page.assert_sound()
    field = page.app.text_input(key="widget_goal_page_goal_count")
    assert (field.disabled, field.value) == (True, say(lang, "shell.yen", number="250,000,000"))
    # nobody typed the 250 million on the card
    note = say(lang, "goal_form.note.company")
    assert needed(page, "goal_yen") == f"{fmt.yen(250_000_000, lang)} {note}"
    page = visit("goal", lang=lang, u="goal_yen", g=["wins:50", "deal_yen:100万"])
    field = page.app.text_input(key="widget_goal_page_goal_yen")
    assert (field.disabled, field.value) == (True, say(lang, "shell.yen", number="50,000,000"))
    page = visit("goal", lang=lang, gu="wins", g=["wins:50"])
    field = page.app.text_input(key="widget_goal_page_goal_count")
    assert (field.disabled, field.value) == (True, say(lang, "goal.count", count="50"))


@BOTH
def test_another_unit_keeps_the_goal_and_the_way_back_keeps_the_yen(
    use: Use, visit: Visit, sample_path: Path, lang: Language
) -> None:
    use(sample_path)
    page = visit("goal", lang=lang)
    before = cards(page)
    for unit in ("wins", "opportunities", "wins"):
        page = choose_unit(page, unit)
        assert needed(page, unit) == before[unit]["needed"]
    page = choose_unit(page, "goal_yen")
    assert (box(page, "goal_page_goal_yen"), cards(page)) == ("300,000,000", before)
    page = choose_unit(type_into(choose_unit(page, "wins"), "goal_page_goal_count", "10"), "goal_yen")
    assert needed(page, "wins") == written("wins", 10, lang)
    page.assert_sound()


@BOTH
def test_a_monthly_budget_leads_forward_to_the_wins_of_a_year_as_the_document_counts_them(
    use: Use, visit: Visit, sample_path: Path, known: Basis, lang: Language
) -> None:
    use(sample_path)
    page = press(visit("goal", lang=lang, sec="steps", g=["wins:5"]), "goal_forward")
    page.assert_sound()
    # begins with what a month of ads costs today, all rates from the data
    assert page.app.query_params["u"] == page.app.selectbox(key="widget_sought").value == "goal_yen"
    assert needed(page, "budget_yen") == fmt.yen(known.pace("budget_yen"), lang)
    page = fix(page, monthly_budget_yen="50万", **EXAMPLE)
    levels = ("inquiries", "opportunities", "wins")
    found = dict.fromkeys(("plan", "document", "exact"))
    for style in found:
        page = Page(page.app.button_group(key="widget_rounding").set_value(style).run())
        page.assert_sound()
        found[style] = [needed(page, level) for level in levels]
        assert say(lang, f"goal_form.say.{style}") in page.all("caption")
    # kpis.md 5: 500,000 a month at 8,000; 15 %; 25 %: 62 leads and 9 opportunities a month, 27 wins a year
    assert found["document"] == [
        written(level, count, lang) for level, count in zip(levels, (744, 108, 27), strict=True)
    ]
    assert found["plan"] == [
        written(level, count, lang) for level, count in zip(levels, (750, 112, 28), strict=True)
    ]
    assert found["exact"][1:] == [written("wins", count, lang) for count in (112.5, 28.1)]
    assert page.app.query_params["rd"] == "exact"


@BOTH
def test_without_a_budget_the_preset_says_which_numbers_would_do(
    use: Use, visit: Visit, lang: Language
) -> None:
    use(CHANNELS)  # no cost is recorded
    page = press(visit("goal", lang=lang), "goal_forward")
    page.assert_sound()
    page = fix(page, cpa_yen="1万")
    why = cards(page)["goal_yen"]["why"]
    assert why.startswith(say(lang, "goal_form.missing", inputs="|").split("|")[0])
    assert say(lang, "goal.node.wins") in why
