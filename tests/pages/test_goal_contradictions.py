"""Contradictions on the goal page: marked in the tree, left by one press; how far fixed limits reach."""

from __future__ import annotations

from pathlib import Path

import pytest

from pages.ui.goal.clashes import _told
from pages.ui.text import Language, Words, say
from tests.pages.conftest import Page
from tests.pages.test_goal_page import BOTH, Use, Visit, cards, needed, press, written


def mends(page: Page) -> list[str]:
    return [one.key for one in page.app.button if one.key.startswith("mend_")]


@BOTH
def test_numbers_that_disagree_are_marked_and_each_press_leaves_one_of_them_out(
    use: Use, visit: Visit, sample_path: Path, lang: Language
) -> None:
    use(sample_path)
    for press_, query in {
        "mend_0_clear_wins": "deal_yen:100万",
        "mend_0_clear_deal_yen": "wins:50",
        "mend_0_seek": ["deal_yen:100万", "wins:50"],
    }.items():
        page = visit("goal", lang=lang, g=["wins:50", "deal_yen:100万"])
        assert mends(page) == ["mend_0_seek", "mend_0_clear_deal_yen", "mend_0_clear_wins"]
        assert {card["tone"] for level, card in cards(page).items() if level in ("goal_yen", "wins")} == {
            "disputed"
        }
        page = press(page, press_)
        page.assert_sound()
        assert (page.all("warning"), page.app.query_params["g"]) == ([], query)
        assert "disputed" not in {card["tone"] for card in cards(page).values()}
    assert page.app.query_params["u"] == "goal_yen"
    assert page.app.selectbox(key="widget_sought").value == "goal_yen"
    assert needed(page, "goal_yen").startswith(written("goal_yen", 50_000_000, lang))


@BOTH
def test_a_budget_that_is_too_small_says_how_far_it_reaches_and_what_would_mend_it(
    use: Use, visit: Visit, sample_path: Path, lang: Language
) -> None:
    use(sample_path)
    rates = {"win_rate": "25%", "opportunity_rate": "50%", "sql_share": "40%", "mql_share": "50%"}
    given = [f"{node}:{text}" for node, text in {**rates, "cpa_yen": "1万", "deal_yen": "100万"}.items()]
    # 10 million buy 1,000 inquiries: 25 wins, 25 million; the goal of 60 million takes 2.4 such years
    page = visit("goal", lang=lang, goal="60000000", g=[*given, "budget_yen:1000万"])
    page.assert_sound()
    fields = {"node": say(lang, "goal.node.budget_yen"), "value": written("budget_yen", 10_000_000, lang)}
    limits = say(lang, "goal.clash.limit", **fields)
    fields = {"node": say(lang, "goal.node.goal_yen"), "best": written("goal_yen", 25_000_000, lang)}
    assert page.all("info") == [say(lang, "goal_form.reach", limits=limits, periods="2.4", **fields)]
    page = press(page, "mend_0_seek")
    assert (page.all("warning"), page.all("info")) == ([], [])
    assert needed(page, "goal_yen").startswith(written("goal_yen", 25_000_000, lang))


@BOTH
def test_a_rate_above_100_percent_is_marked_in_its_card_and_mended_by_a_value(
    use: Use, visit: Visit, sample_path: Path, lang: Language
) -> None:
    use(sample_path)
    page = visit("goal", lang=lang, gu="opportunities", gn="100", g=["wins:120"])
    card = cards(page)["opportunities"]
    assert card["tone"] == "disputed"
    assert card["rate"].endswith(say(lang, "goal_form.note.disputed"))
    page = press(page, "mend_0_set_wins")
    assert (page.all("warning"), page.app.query_params["g"]) == ([], "wins:100")
    page = visit("goal", lang=lang, gu="opportunities", gn="100", g=["wins:120"])
    page = press(page, "mend_0_set_opportunities")
    assert (page.all("warning"), page.app.query_params["gn"]) == ([], "120")


@pytest.mark.parametrize(
    ("node", "value", "beside", "ja", "en"),
    [
        ("cpa_yen", 29_412, 29_430, "29,412円", "¥29,412"),
        ("cpa_yen", 20_000, 30_463, "2万円", "¥20K"),
        ("cpa_yen", 30_000, 30_000, "3万円", "¥30K"),
        ("wins", 114.4, 114, "114.4件", "114.4"),
    ],
)
def test_a_value_told_beside_another_has_the_digits_that_tell_them_apart(
    node: str, value: float, beside: float, ja: str, en: str
) -> None:
    from kpi.numbers import exact_number

    for lang, text in (("ja", ja), ("en", en)):
        assert _told(Words(lang), node, exact_number(value), exact_number(beside)) == text  # type: ignore[arg-type]
