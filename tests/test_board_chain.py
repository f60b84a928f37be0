"""The KGI chain of the board and its break-even sentence, worked out by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from kpi.goal import back_calculate
from kpi.plan import Plan
from pages.ui.text import say
from tests.board_world import KNOWN, at, board, node
from tests.hostile_worlds import World
from tests.small_world import IMPORTED


def test_the_chain_needs_what_the_exact_back_calculation_says() -> None:
    shown = board()
    # at 50: 300M / 3M = 100 wins; 2 of 3 deals won → 150; 3 deals of 4 SQLs → 200;
    # 4 of 5 MQLs → 250; 5 of 8 inquiries → 400
    steps = [
        ("opportunities", Fraction(2, 3)), ("sqls", Fraction(3, 4)),
        ("mqls", Fraction(4, 5)), ("inquiries", Fraction(5, 8)),
    ]  # fmt: skip
    needed = back_calculate(300_000_000, 3_000_000, steps, style="plan")
    assert list(needed.values()) == [100, 150, 200, 250, 400]
    assert {name: at(node(shown, name)["need"], 40, 50) for name in needed} == {
        name: f"{count:,}" for name, count in needed.items()
    }
    said = dict(zip(needed, ("¥3M", "66.7%", "75.0%", "80.0%", "62.5%"), strict=True))
    assert {name: at(node(shown, name)["rate"], 40, 50) for name in needed} == {
        name: say("en", f"board.chain.rate.{name}", value=value) for name, value in said.items()
    }
    # 2 wins in 90 days are 2 × 365.25 / 90 = 8.1 a year
    assert at(node(shown, "wins")["pace"], 40, 50) == "pace 8"
    assert at(node(shown, "wins")["tone"], 40, 50) == "short"


def test_without_a_deal_above_the_line_the_chain_says_why_and_shows_dashes() -> None:
    shown = board()
    assert {at(node(shown, name)["need"], 40, 81) for name in ("wins", "sqls", "mqls", "inquiries")} == {"–"}
    assert at(shown["sentences"][2], 40, 81) == say("en", "board.chain.reason.no_sql")


@pytest.mark.parametrize(
    ("cost", "agreed", "line", "key", "said"),
    [
        # from 80 to 70 one lead and 2M more: 500,000 / 2,000,000 = 25 %
        (500_000, 80, 70, "lower", {"threshold": 70, "leads": 1, "ratio": "25%"}),
        (3_000_000, 80, 70, "lower.never", {"threshold": 70, "leads": 1, "cost": "¥3M", "value": "¥2M"}),
        (500_000, 80, 80, "same", {"agreed": 80}),
        (500_000, 80, 75, "none", {}),  # nobody between 75 and 80
        (500_000, 60, 50, "lower.no_value", {"threshold": 50, "leads": 1}),  # the lead at 50 was lost
        # from 60 to 80 two leads fewer: 1M saved, the 2M of 70 given up, all of it observed
        (
            500_000,
            60,
            80,
            "higher",
            {"threshold": 80, "leads": 2, "cost": "¥1M", "value": "¥2M", "observed": "¥2M"},
        ),
    ],
)
def test_the_break_even_sentence_weighs_cost_against_what_the_leads_bring(
    cost: int, agreed: int, line: int, key: str, said: dict[str, object]
) -> None:
    world = World(KNOWN.leads, KNOWN.events, IMPORTED.model_copy(update={"sql_threshold": agreed}))
    sentence = at(board(world, plan=Plan(handling_cost_yen=cost))["sentences"][1], 40, line)
    assert sentence == say("en", f"board.even.{key}", **({"agreed": agreed} | said))
