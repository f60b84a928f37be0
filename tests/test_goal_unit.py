"""The goal in another unit; what a rate can only mean; what a person can type to mend a contradiction."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.goal_given import as_meant, is_readable, read_node
from kpi.goal_shown import planned_values
from kpi.goal_solve import solve
from kpi.goal_tree import NODES
from kpi.goal_unit import equivalent

UNITS = ("goal_yen", "wins", "opportunities")
RATE = st.fractions(Fraction(1, 100), 1, max_denominator=100)


@pytest.mark.parametrize(
    ("node", "text", "meant"),
    [
        ("win_rate", "40", "40%"), ("win_rate", " ４０ ", "４０%"), ("web_share", "1.5", "1.5%"),
        ("win_rate", "100", "100%"), ("win_rate", "1", "1"), ("win_rate", "0.4", "0.4"),
        ("win_rate", "40%", "40%"), ("win_rate", "130％", "130％"), ("win_rate", "250", "250"),
        ("win_rate", "4/3", "4/3"), ("win_rate", "abc", "abc"), ("win_rate", "-5", "-5"),
        ("win_rate", "40円", "40円"), ("wins", "40", "40"), ("cpa_yen", "40", "40"), ("win_rate", "", ""),
    ],
)  # fmt: skip
def test_a_plain_number_above_1_and_up_to_100_is_a_rate_in_per_cent(node: str, text: str, meant: str) -> None:
    assert as_meant(node, text) == meant


@settings(max_examples=100, deadline=None)
@given(
    st.integers(1_000_001, 100_000_000), st.sampled_from([one for one in NODES if NODES[one].unit == "rate"])
)
def test_what_is_meant_is_always_a_hundredth_of_what_was_typed(millionths: int, node: str) -> None:
    text = f"{millionths / 10**6:.6f}"
    assert read_node(node, as_meant(node, text)) == Fraction(text) / 100
    assert not is_readable(node, text)


def test_300_million_yen_at_2_62_million_a_deal_are_115_wins_and_back_again() -> None:
    rates = {"deal_yen": 2_620_000, "win_rate": "1/3"}
    by_yen = solve({**rates, "goal_yen": 300_000_000})
    assert equivalent(by_yen, "goal_yen", 300_000_000, 300_000_000, "wins") == 115
    by_wins = solve({**rates, "wins": 115})
    # the goal in yen that was typed is kept, not 115 x 2.62 million
    assert equivalent(by_wins, "wins", 115, 300_000_000, "goal_yen") == 300_000_000
    assert equivalent(by_wins, "wins", 115, 300_000_000, "opportunities") == 344
    # once another count is typed, that is what is converted
    assert equivalent(solve({**rates, "wins": 120}), "wins", 120, 300_000_000, "goal_yen") == 314_400_000
    assert equivalent(solve({"wins": 120}), "wins", 120, 300_000_000, "goal_yen") is None


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 10**12), st.integers(1, 10**8), RATE, st.lists(st.sampled_from(UNITS), max_size=4))
def test_a_goal_taken_round_the_units_is_the_same_again(
    goal_yen: int, deal_yen: int, win_rate: Fraction, way: list[str]
) -> None:
    unit, amount, rates = "goal_yen", goal_yen, {"deal_yen": deal_yen, "win_rate": win_rate}
    for wanted in (*way, "goal_yen"):
        found = equivalent(solve({**rates, unit: amount}), unit, amount, goal_yen, wanted)
        assert found is not None
        unit, amount = wanted, found
    assert amount == goal_yen


BUDGET = {"monthly_budget_yen": 500_000, "cpa_yen": 8_000, "months": 12, "mql_share": 1, "sql_share": 1}
RATES = {"opportunity_rate": "15%", "win_rate": "25%", "deal_yen": 2_000_000}


def test_a_monthly_budget_is_counted_month_by_month_in_the_style_of_documents() -> None:
    solved = solve({**BUDGET, **RATES})
    shown = planned_values(solved, "document")
    # kpis.md 5: 62 leads and 9 opportunities a month, 108 a year, 27 wins
    levels = ("inquiries", "opportunities", "wins", "goal_yen")
    assert [shown[node] for node in levels] == [744, 108, 27, 54_000_000]
    # 6,000,000 / 8,000 = 750; x 15 % = 112.5; x 25 % = 28.125
    assert [planned_values(solved)[node] for node in levels] == [750, 112, 28, 56_250_000]
    assert [planned_values(solved, "exact")[node] for node in levels] == [750, 112.5, 28.125, 56_250_000]


def test_a_goal_beside_a_monthly_budget_stays_as_it_was_given() -> None:
    solved = solve({**BUDGET, "goal_yen": 10**8, "opportunity_rate": "15%", "deal_yen": 2_000_000})
    assert planned_values(solved, "document")["goal_yen"] == 10**8


def test_a_rate_above_1_is_mended_by_a_number_that_can_be_typed() -> None:
    given = {"goal_yen": 10**8, "deal_yen": 1_000_000, "opportunities": 70, "months": 12}
    [clash] = solve(given).contradictions
    assert dict(clash.values) == {"goal_yen": 10**8, "deal_yen": 10**6, "opportunities": 70}
    # 100 million / 70 = 1,428,571.4 a deal: rounded up, else the rate is above 100 % again
    assert {node: clash.mended_by(node) for node in clash.nodes} == {
        "goal_yen": 70_000_000, "deal_yen": 1_428_572, "opportunities": 100,
    }  # fmt: skip
    assert clash.mended_by("months") is None


@settings(max_examples=100, deadline=None)
@given(st.integers(2, 10**6), RATE, st.integers(1, 10**5), st.integers(1, 10**6), RATE)
def test_every_number_that_is_offered_mends_its_contradiction(
    goal: int, opportunity_rate: Fraction, budget: int, cpa: int, sql_share: Fraction
) -> None:
    given = {"wins": goal, "budget_yen": budget, "cpa_yen": cpa, "mql_share": 1}
    given |= {"opportunity_rate": opportunity_rate, "sql_share": sql_share}
    for clash in solve(given).contradictions:
        for node in clash.nodes:
            if (value := clash.mended_by(node)) is not None:
                assert solve({**given, node: value}).contradictions == ()


def test_numbers_that_disagree_are_mended_by_leaving_one_out_only() -> None:
    [clash] = solve({"goal_yen": 100, "deal_yen": 3, "wins": 30}).contradictions
    assert [clash.mended_by(node) for node in clash.nodes] == [None, None, None]


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 10**6), st.integers(7, 10**8), RATE)
def test_a_count_taken_to_yen_needs_the_same_count_again(
    wins: int, deal_yen: int, win_rate: Fraction
) -> None:
    rates = {"deal_yen": Fraction(deal_yen) / 7, "win_rate": win_rate}
    yen = equivalent(solve({**rates, "wins": wins}), "wins", wins, 10**15, "goal_yen")
    assert equivalent(solve({**rates, "goal_yen": yen}), "goal_yen", yen or 0, yen or 0, "wins") == wins


def test_a_given_number_that_is_not_believed_is_shown_as_it_was_given() -> None:
    given = {"goal_yen": 60_000_000, "deal_yen": 10**6, "win_rate": "50%", "cpa_yen": 10_000, "months": 12}
    given |= {"opportunity_rate": 1, "sql_share": 1, "mql_share": 1, "budget_yen": 1_000_000}
    solved = solve(given)
    assert solved.nodes["budget_yen"].is_disputed
    for style in ("plan", "document", "exact"):
        assert planned_values(solved, style)["budget_yen"] == 1_000_000
