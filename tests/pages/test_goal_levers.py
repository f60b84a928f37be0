"""The levers of the goal page: what is saved of what, their order, and where costs are typed."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from pages.ui.text import Language, say
from tests.hostile_worlds import CHANNELS
from tests.pages.conftest import Page
from tests.pages.test_goal_page import cards

Use = Callable[[object], Path]  # the fixtures of conftest.py
Visit = Callable[..., Page]
BOTH = pytest.mark.parametrize("lang", ["ja", "en"])
STANDINGS = ("covered", "covered_ahead", "pace")


def standings(page: Page, lang: Language) -> list[str]:
    """Return which sentences say that no more inquiries are needed, whatever chance they tell."""
    said = "\n".join(page.below_tables())
    return [one for one in STANDINGS if say(lang, f"goal_lever.{one}", chance="|").split("|")[0] in said]


@BOTH
def test_what_levers_save_is_told_as_a_part_of_what_the_whole_period_needs(
    use: Use, visit: Visit, sample_path: Path, lang: Language
) -> None:
    use(sample_path)
    page = visit("goal", lang=lang, sec="levers")
    page.assert_sound()
    needed = cards(page)["inquiries"]["needed"]
    assert page.below_tables()[0].startswith(say(lang, "goal_lever.of", count=needed))


@BOTH
def test_a_goal_that_needs_no_further_inquiry_says_so_above_the_levers(
    use: Use, visit: Visit, sample_path: Path, lang: Language
) -> None:
    use(sample_path)
    found = {
        # 245.8 million are won and 72.8 in flight; of the year ahead 18 are in flight, its pace brings 170.8
        "covered": visit("goal", lang=lang, sec="levers", goal="300000000"),
        "": visit("goal", lang=lang, sec="levers", goal="1000000000"),
        "pace": visit("goal", lang=lang, sec="levers", gp="fy2027", goal="100000000"),
        "covered_ahead": visit("goal", lang=lang, sec="levers", gp="fy2027", goal="10000000"),
    }
    assert {name: standings(page, lang) for name, page in found.items()} == {
        name: [name] if name else [] for name in found
    }
    # a period that is over needs nothing any more
    assert standings(visit("goal", lang=lang, sec="levers", gp="fy2025"), lang) == []


@BOTH
def test_the_order_of_the_levers_is_told_once_a_cost_is_typed(
    use: Use, visit: Visit, sample_path: Path, lang: Language
) -> None:
    use(sample_path)
    order = say(lang, "goal_lever.order")
    assert order not in visit("goal", lang=lang, sec="levers").below_tables()
    page = visit("goal", lang=lang, sec="levers", lc=["bigger_deals:100万", "lower_cpa:10億"])
    page.assert_sound()
    assert order in page.below_tables()
    # what pays for itself stands first, what costs more than it saves last
    table = page.table(say(lang, "goal_lever.column.what"))
    first, last = (table.iloc[row, 0].split("\n")[0] for row in (0, -1))
    assert (first, last) == (say(lang, "goal_lever.bigger_deals"), say(lang, "goal_lever.lower_cpa"))


def test_without_a_cpa_a_typed_cost_changes_no_order_and_none_is_told(use: Use, visit: Visit) -> None:
    use(CHANNELS)  # no cost of inquiries is recorded, so there are no yen to compare with
    page = visit("goal", lang="en", sec="levers", lc=["bigger_deals:1"])
    page.assert_sound()
    assert page.table("Lever").loc[0, "Inquiries saved"] != "–"
    assert say("en", "goal_lever.order") not in page.below_tables()


def test_the_levers_stand_before_the_fields_for_their_costs(
    use: Use, visit: Visit, sample_path: Path
) -> None:
    use(sample_path)
    page = visit("goal", lang="en", sec="levers")
    keys = [node.key or "" for node in page.nodes if node.type in ("toggle", "text_input")]
    assert sum(key.startswith("widget_lever_") for key in keys) == 12
    table, toggle, *fields = (
        place
        for place, node in enumerate(page.nodes)
        if (node.type == "html" and "class='plain'" in node.proto.body)
        or (getattr(node, "key", None) or "").startswith(("widget_goal_lever_costs", "widget_lever_"))
    )
    assert table < toggle < min(fields)
    assert page.nodes[table].type == "html"


@pytest.mark.parametrize("given", [(), ("deal_yen:400万",), ("win_rate:60%", "sql_share:60%")])
def test_another_pair_of_lines_saves_what_the_page_itself_says_at_these_lines(
    use: Use, visit: Visit, sample_path: Path, given: tuple[str, ...]
) -> None:
    use(sample_path)
    page = visit("goal", lang="en", sec="levers", g=list(given))
    table = page.table(say("en", "goal_lever.column.what"))
    [row] = [row for row in table.to_numpy() if row[0].startswith(say("en", "goal_lever.other_thresholds"))]
    mql, sql = re.findall(r"(?:MQL|SQL) (\d+)", row[0])
    there = visit("goal", lang="en", g=list(given), m=mql, s=sql)
    now, then = (whole(cards(one)["inquiries"]["needed"]) for one in (page, there))
    assert abs(now - then - whole(row[1])) <= 1


def whole(text: str) -> int:
    return int(re.sub(r"[^\d-]", "", text.replace("−", "-")))
