"""The levers of the goal page: what is saved of what, their order, and where costs are typed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pages.ui.text import Language, say
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
