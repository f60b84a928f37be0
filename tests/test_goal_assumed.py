"""What a person fixed and what the data fills in: who wins, who gives way, and why a node stays open."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.goal_assumed import ASSUMED, NO_DATA, filled

# 3 million a deal, 1 of 4 opportunities won, 1 of 2 SQLs an opportunity …, 8,000 yen an inquiry
DATA = {
    "deal_yen": Fraction(3_000_000),
    "cpa_yen": Fraction(8_000),
    "conversion_rate": Fraction(1, 100),
    "mql_share": Fraction(2, 5),
    "sql_share": Fraction(1, 2),
    "opportunity_rate": Fraction(1, 2),
    "win_rate": Fraction(1, 4),
}
RATES = tuple(node for node in ASSUMED if node not in ("deal_yen", "cpa_yen"))
GOAL: dict[str, Any] = {"goal_yen": 300_000_000, "months": 12}


def values(found: Any, *nodes: str) -> dict[str, Fraction | None]:
    return {node: found.solved.value(node) for node in nodes}


def test_a_goal_alone_is_carried_down_to_visits_and_budget_by_the_data() -> None:
    found = filled(GOAL, DATA)
    assert found.from_data == set(ASSUMED)
    levels = ("wins", "opportunities", "sqls", "mqls", "inquiries", "visits", "budget_yen")
    assert values(found, *levels) == dict(
        zip(levels, (100, 400, 800, 1_600, 4_000, 400_000, 32_000_000), strict=True)
    )


def test_what_a_person_types_wins_over_the_data() -> None:
    found = filled(GOAL | {"win_rate": "50%", "cpa_yen": "1万円"}, DATA)
    assert found.from_data == set(ASSUMED) - {"win_rate", "cpa_yen"}
    assert values(found, "opportunities", "inquiries", "budget_yen") == {
        "opportunities": 200,
        "inquiries": 2_000,
        "budget_yen": 20_000_000,
    }


# each row: what is fixed beside the goal, the node of the data that gives way to it, and what it becomes
@pytest.mark.parametrize(
    ("fixed", "gives_way", "becomes"),
    [
        ({"budget_yen": 16_000_000}, "win_rate", Fraction(1, 2)),  # 2,000 inquiries, 200 opportunities
        ({"inquiries": 8_000}, "win_rate", Fraction(1, 8)),
        ({"visits": 200_000}, "win_rate", Fraction(1, 2)),
        ({"budget_yen": 16_000_000, "win_rate": "25%"}, "opportunity_rate", Fraction(1)),
        ({"wins": 50}, "deal_yen", 6_000_000),
        ({"wins": 50, "deal_yen": "6000000"}, None, None),
        ({"inquiries": 4_000, "budget_yen": 20_000_000}, "cpa_yen", 5_000),
        ({"inquiries": 4_000, "visits": 200_000}, "conversion_rate", Fraction(1, 50)),
    ],
)
def test_the_first_of_the_data_that_would_contradict_gives_way_and_no_other(
    fixed: dict[str, Any], gives_way: str | None, becomes: Any
) -> None:
    found = filled(GOAL | fixed, DATA)
    assert not found.solved.contradictions
    if gives_way:
        assert gives_way not in found.from_data
        assert found.solved.value(gives_way) == becomes


def test_the_node_that_is_sought_is_worked_out_from_all_others_not_taken_from_the_data() -> None:
    found = filled(GOAL | {"budget_yen": 16_000_000}, DATA, "mql_share")
    assert "mql_share" not in found.from_data
    assert found.solved.value("mql_share") == Fraction(4, 5)
    # also when a person has typed it: it is what is asked for
    typed = filled(GOAL | {"budget_yen": 16_000_000, "mql_share": "10%"}, DATA, "mql_share")
    assert typed.solved.value("mql_share") == Fraction(4, 5)


def test_a_budget_says_what_can_be_promised_when_the_goal_is_sought() -> None:
    found = filled(GOAL | {"budget_yen": 16_000_000}, DATA, "goal_yen")
    assert found.from_data == set(ASSUMED)
    assert values(found, "wins", "goal_yen") == {"wins": 50, "goal_yen": 150_000_000}


@pytest.mark.parametrize("node", ASSUMED)
def test_a_node_of_which_the_data_says_nothing_has_the_reason_and_is_filled_by_typing(node: str) -> None:
    found = filled(GOAL, DATA | {node: None})
    assert (found.solved.nodes[node].reason, found.solved.nodes[node].cause) == (NO_DATA[node], node)
    last = "visits" if node == "conversion_rate" else "budget_yen"
    assert (found.solved.nodes[last].reason, found.solved.nodes[last].cause) == (NO_DATA[node], node)
    typed = filled(GOAL | {node: DATA[node]}, DATA | {node: None})
    assert typed.solved.value(last) == filled(GOAL, DATA).solved.value(last)


def test_a_rate_above_100_per_cent_in_the_data_is_not_used_and_says_so() -> None:
    found = filled(GOAL, DATA | {"win_rate": Fraction(11, 10)})
    assert "win_rate" not in found.from_data
    assert found.solved.nodes["opportunities"].reason == "above_one"
    assert found.solved.value("wins") == 100


def test_contradictions_of_what_a_person_typed_are_named_and_nothing_is_overwritten() -> None:
    told = GOAL | {"wins": 50, "deal_yen": 1_000_000}
    found = filled(told, DATA)
    [clash] = found.solved.contradictions
    assert clash.kind == "disagree"
    assert set(clash.nodes) == {"goal_yen", "wins", "deal_yen"}
    assert values(found, "goal_yen", "wins", "deal_yen") == {
        "goal_yen": 300_000_000,
        "wins": 50,
        "deal_yen": 1_000_000,
    }


RATE = st.fractions(0, 1, max_denominator=50)
KNOWN = st.fixed_dictionaries(
    {node: st.none() | st.fractions(0, 2, max_denominator=50) for node in RATES}
    | {node: st.none() | st.integers(1, 10**7).map(Fraction) for node in ("deal_yen", "cpa_yen")}
)
FREE = st.fixed_dictionaries(
    {},
    optional=dict.fromkeys(RATES, RATE)
    | {node: st.integers(1, 10**6) for node in ("deal_yen", "cpa_yen", "wins", "inquiries", "budget_yen")},
)
UNITS = st.sampled_from(["goal_yen", "wins", "opportunities"])


@settings(max_examples=60, deadline=None)
@given(UNITS, st.integers(1, 10**12), KNOWN)
def test_with_at_most_the_goal_fixed_the_data_never_makes_a_contradiction(
    unit: str, goal: int, known: dict[str, Fraction | None]
) -> None:
    for told in ({"months": 12}, {"months": 12, unit: goal}):
        found = filled(told, known)
        assert found.solved.contradictions == ()
        assert not any(one.is_disputed for one in found.solved.nodes.values())
        for node in found.from_data:
            assert found.solved.value(node) == known[node]


@settings(max_examples=60, deadline=None)
@given(FREE, KNOWN, st.sampled_from([None, "goal_yen", *ASSUMED]))
def test_what_a_person_fixed_is_never_changed_and_the_data_adds_no_contradiction_of_its_own(
    told: dict[str, Any], known: dict[str, Fraction | None], sought: str | None
) -> None:
    found = filled(GOAL | told, known, sought)
    kept = {node: value for node, value in (GOAL | told).items() if node != sought}
    assert values(found, *kept) == kept
    assert found.from_data.isdisjoint({*told, sought})
    for clash in found.solved.contradictions:
        if clash.kind == "disagree":
            assert set(clash.nodes) <= set(kept)
