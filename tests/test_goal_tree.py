"""The KPI tree: its data, what a person fills in, and the solver that finds any node from the others."""

from __future__ import annotations

import json
from fractions import Fraction
from itertools import combinations, permutations
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kpi.errors import InvalidInput
from kpi.goal import back_calculate, why_undefined
from kpi.goal_given import read_given
from kpi.goal_missing import missing_inputs
from kpi.goal_shown import from_monthly_budget, shown_values
from kpi.goal_solve import Solved, solve
from kpi.goal_tree import DERIVED, NODES, REFERENCES, RELATIONS, SHARED_SQL_RATE

GOLDEN = Path(__file__).parent / "golden"
KGI = json.loads((GOLDEN / "kgi.json").read_text())["cases"]
EDGES = json.loads((GOLDEN / "kgi_edges.json").read_text())
# what the golden cases call the nodes
NAMES = {
    "goal": "goal_yen", "avg": "deal_yen", "wins": "wins", "win_rate": "win_rate", "opps": "opportunities",
    "opp_rate": "inquiry_opportunity_rate", "leads": "inquiries", "cpa": "cpa_yen", "budget": "budget_yen",
    "value_per_opp": "opportunity_value_yen", "mql": "mqls", "sql": "sqls", "mql_rate": "mql_share",
    "sql_rate": "sql_share", "sql_rate_all": "sql_rate",
}  # fmt: skip
RATE_TO = {"opps": "win_rate", "leads": "inquiry_opportunity_rate"}
CHAIN = {"goal_yen": 10**8, "deal_yen": 10**6, "win_rate": "30%", "inquiry_opportunity_rate": "20%"}


def cases(fn: str) -> list[Any]:
    return [pytest.param(case, id=case["id"]) for case in KGI if case["fn"] == fn]


def values(solved: Solved) -> dict[str, Fraction]:
    return {node: found.value for node, found in solved.nodes.items() if found.value is not None}


@pytest.mark.parametrize("case", cases("back"))
def test_golden_back_calculations_come_out_of_the_tree(case: dict[str, Any]) -> None:
    it = case["inputs"]
    rates = {RATE_TO[level]: rate for level, rate in it["rates"]}
    solved = solve({"goal_yen": it["goal"], "deal_yen": it["avg"], "cpa_yen": it.get("cpa"), **rates})
    shown = shown_values(solved, it["style"])
    assert {name: shown[NAMES[name]] for name in case["expected"]} == pytest.approx(
        case["expected"], rel=1e-12
    )


@pytest.mark.parametrize("case", cases("solve"))
def test_golden_trees_are_solved_from_their_known_nodes(case: dict[str, Any]) -> None:
    solved = solve({NAMES[name]: value for name, value in case["inputs"]["known"].items()})
    expected = {NAMES[name]: Fraction(str(value)) for name, value in case["expected"].items()}
    assert values(solved) == expected
    assert solved.contradictions == ()


@pytest.mark.parametrize("case", EDGES["cases"], ids=lambda case: f"{case['goal']}_at_{case['win_rate']}")
def test_golden_edges_come_out_of_the_tree_exactly(case: dict[str, Any]) -> None:
    given = {"goal_yen": case["goal"], "deal_yen": case["avg_amount"], "win_rate": case["win_rate"]}
    shown = shown_values(solve(given), "chain_ceil")
    assert (shown["wins"], shown["opportunities"]) == (case["wins_needed"], case["opportunities_needed"])
    assert shown_values(solve(given))["wins"] == case["wins_needed"]


@pytest.mark.parametrize("case", EDGES["undefined"], ids=lambda case: case["expect"])
def test_golden_edges_without_an_answer_are_undefined_with_their_reason(case: dict[str, Any]) -> None:
    given = {"goal_yen": case["goal"], "deal_yen": case["avg_amount"], "win_rate": case["win_rate"]}
    solved = solve(given)
    found = solved.nodes["opportunities"]
    reasons = {
        "undefined: no won deal with an amount": ("no_average_deal", "deal_yen"),
        "undefined: negative average": ("no_average_deal", "deal_yen"),
        "undefined: no win in the period": ("zero", "win_rate"),
        "refuse negative goal": ("invalid", "goal_yen"),
        "refuse rate above 1": ("invalid", "win_rate"),
        "ask for a goal": ("missing", None),
    }
    assert (found.value, (found.reason, found.cause)) == (None, reasons[case["expect"]])
    assert list(solved.errors) == ([found.cause] if found.reason == "invalid" else [])
    if case["expect"].startswith("undefined"):
        assert why_undefined(case["avg_amount"], [("opportunities", case["win_rate"])]) is not None


def test_the_golden_conflict_names_its_nodes_the_gap_and_what_would_mend_each() -> None:
    # 90 wins at 1,000,000 are 90,000,000: 10 wins, or 10,000,000 yen, or 111,111.1 a deal are missing
    solved = solve({"goal_yen": 10**8, "deal_yen": 10**6, "wins": 90})
    (found,) = solved.contradictions
    assert (found.kind, found.nodes) == ("disagree", ("goal_yen", "deal_yen", "wins"))
    assert (found.node, found.value, found.expected, found.gap) == ("wins", 90, 100, -10)
    assert found.agrees == {"goal_yen": 90_000_000, "deal_yen": Fraction(10_000_000, 9), "wins": 100}
    assert solved.value("wins") == 90
    assert solved.nodes["wins"].is_disputed


def test_relations_are_exactly_the_triangles_of_amounts_and_their_quotients() -> None:
    ends = {code: (node.over, node.under) for code, node in NODES.items()}
    triangles = {
        frozenset(codes)
        for codes in combinations(NODES, 3)
        if len({end for code in codes for end in ends[code]}) == 3
        and len({frozenset(ends[code]) for code in codes}) == 3
    }
    assert {frozenset(relation.nodes) for relation in RELATIONS} == triangles
    for relation in RELATIONS:
        orders = permutations((relation.factor, relation.other))
        assert any(
            (ends[relation.whole][0], ends[one][1], ends[relation.whole][1])
            == (ends[one][0], ends[two][0], ends[two][1])
            for one, two in orders
        )


def test_every_node_says_its_unit_and_who_answers_for_it() -> None:
    owners = {owner: [code for code, node in NODES.items() if node.owner == owner and node.unit == "rate"]
              for owner in ("marketing", "sales", "shared")}  # fmt: skip
    assert owners == {
        "marketing": ["sql_share", "mql_share", "conversion_rate", "sql_rate"],
        "sales": ["win_rate", "opportunity_rate"],
        "shared": ["web_share", "inquiry_opportunity_rate"],
    }
    assert all((node.unit == "yen") == code.endswith("_yen") for code, node in NODES.items())
    assert set(DERIVED) | set(SHARED_SQL_RATE.values()) < set(NODES)


def test_references_name_range_and_source() -> None:
    assert [(one.node, float(one.low), float(one.high), one.holds_for, one.source) for one in REFERENCES] == [
        ("inquiry_opportunity_rate", 0.11, 0.2, "ads", "issue_4"),
        ("cpa_yen", 5_000, 10_000, "ads", "issue_4"),
        ("web_share", 0.1, 0.1, "company", "kpis_3"),
    ]


def test_the_whole_chain_is_worked_out_level_by_level() -> None:
    # 300,000,000 / 5,000,000 = 60; / 0.3 = 200; / 0.5 = 400; / 0.4 = 1,000; / 0.5 = 2,000; x 8,000; / 0.02
    solved = solve(
        {
            "goal_yen": "3億", "deal_yen": "500万", "win_rate": "30%", "opportunity_rate": "50%",
            "sql_share": "40%", "mql_share": "50%", "cpa_yen": "8,000円", "conversion_rate": "2%",
            "months": 12,
        }
    )  # fmt: skip
    assert [(step.node, step.operation, step.first, step.second) for step in solved.steps] == [
        ("wins", "over", "goal_yen", "deal_yen"),
        ("opportunities", "over", "wins", "win_rate"),
        ("sqls", "over", "opportunities", "opportunity_rate"),
        ("mqls", "over", "sqls", "sql_share"),
        ("inquiries", "over", "mqls", "mql_share"),
        ("visits", "over", "inquiries", "conversion_rate"),
        ("budget_yen", "times", "inquiries", "cpa_yen"),
        ("monthly_budget_yen", "over", "budget_yen", "months"),
        ("sql_rate", "over", "sqls", "inquiries"),
        ("inquiry_opportunity_rate", "over", "opportunities", "inquiries"),
        ("opportunity_value_yen", "over", "goal_yen", "opportunities"),
    ]
    counts = ("wins", "opportunities", "sqls", "mqls", "inquiries", "visits", "budget_yen", "sql_rate")
    assert [solved.value(node) for node in counts] == [
        60, 200, 400, 1_000, 2_000, 100_000, 16_000_000, Fraction(1, 5),
    ]  # fmt: skip
    assert solved.nodes["wins"].step == solved.steps[0]
    assert not any(found.is_disputed for found in solved.nodes.values())


@pytest.mark.parametrize(
    ("changed", "unknown", "expected"),
    [
        ({"goal_yen": None, "inquiries": 1_000}, "goal_yen", 60_000_000),  # x 0.2 x 0.3 x 1,000,000
        ({"win_rate": None, "inquiries": 1_000}, "win_rate", Fraction(1, 2)),  # 100 / 200
        ({"deal_yen": None, "inquiries": 1_000}, "deal_yen", Fraction(5_000_000, 3)),  # 60 wins
        ({"inquiry_opportunity_rate": "", "inquiries": 1_000}, "inquiry_opportunity_rate", Fraction(1, 3)),
        ({"budget_yen": 8_000_000}, "cpa_yen", 4_800),  # / 1,666.7 inquiries
        ({"company_goal_yen": 10**9}, "web_share", Fraction(1, 10)),
    ],
)
def test_any_node_can_be_the_unknown(changed: dict[str, Any], unknown: str, expected: Any) -> None:
    assert solve(CHAIN | changed).value(unknown) == expected


@pytest.mark.parametrize("text", ["1億", "１億", "¥100,000,000", "￥100,000,000", "1億円", 10**8])
def test_yen_are_read_as_people_type_them(text: Any) -> None:
    assert read_given({"goal_yen": text}).values == {"goal_yen": 100_000_000}
    assert read_given({"goal_yen": "1.5億", "deal_yen": "300万"}).values == {
        "goal_yen": 150_000_000,
        "deal_yen": 3_000_000,
    }


def test_every_field_that_cannot_be_read_has_its_own_error_and_the_rest_is_solved() -> None:
    typed = {
        "goal_yen": "abc", "win_rate": "130%", "mql_share": -0.1, "budget_yen": 10**15 + 1, "cpa_yen": "",
        "sqls": 30, "opportunity_rate": "50%",
    }  # fmt: skip
    solved = solve(typed)
    assert {node: error.fields for node, error in solved.errors.items()} == {
        "goal_yen": {"what": "goal_yen", "value": "abc", "reason": "not_a_number"},
        "win_rate": {"what": "win_rate", "value": "130%", "reason": "above_one"},
        "mql_share": {"what": "mql_share", "value": -0.1, "reason": "below_zero"},
        "budget_yen": {"what": "budget_yen", "value": 10**15 + 1, "reason": "too_large"},
    }
    assert solved.value("opportunities") == 15
    assert (solved.nodes["wins"].reason, solved.nodes["wins"].cause) == ("invalid", "win_rate")
    assert solve({"goal_yen": 10**15, "deal_yen": 1}).value("wins") == 10**15


@pytest.mark.parametrize(("given", "undefined"), [({"leads": 3}, {}), ({}, {"leads": "no_lead"})])
def test_a_code_that_is_no_node_is_refused(given: Any, undefined: Any) -> None:
    with pytest.raises(InvalidInput) as refused:
        solve(given, undefined)
    assert refused.value.fields == {"what": "node", "value": "leads"}


def test_without_any_won_deal_what_hangs_on_the_deal_size_says_so_unless_it_follows_otherwise() -> None:
    solved = solve({"goal_yen": 10**8, "win_rate": 0.3}, undefined={"deal_yen": "no_won_deal"})
    assert {node: (solved.nodes[node].reason, solved.nodes[node].cause) for node in ("deal_yen", "wins")} == {
        "deal_yen": ("no_won_deal", "deal_yen"),
        "wins": ("no_won_deal", "deal_yen"),
    }
    assert solved.nodes["opportunities"].reason == "no_won_deal"
    assert (
        solve({"goal_yen": 10**8, "wins": 50}, undefined={"deal_yen": "no_won_deal"}).value("deal_yen") == 2e6
    )


def test_a_budget_without_a_cpa_asks_for_the_cpa() -> None:
    solved = solve({"budget_yen": "50万"})
    assert solved.nodes["inquiries"].reason == "missing"
    assert missing_inputs(solved, "inquiries") == (("cpa_yen",),)
    free = solve({"budget_yen": "50万", "cpa_yen": 0}).nodes["inquiries"]
    assert (free.value, free.reason, free.cause) == (None, "zero", "cpa_yen")


@pytest.mark.parametrize(
    ("given", "node", "sets"),
    [
        ({"goal_yen": 1}, "wins", [("deal_yen",)]),
        ({"goal_yen": 1}, "opportunities", [("deal_yen", "win_rate")]),
        ({"goal_yen": 1}, "inquiries", [("deal_yen", "win_rate", "inquiry_opportunity_rate")]),
        ({"goal_yen": 1, "deal_yen": 1}, "win_rate", [("opportunities",)]),
        ({"sqls": 3}, "inquiries", [("sql_rate",)]),
        ({"sqls": 3, "sql_share": 0.5}, "inquiries", [("mql_share",), ("sql_rate",)]),
        ({"win_rate": 0.3}, "opportunities", [("wins",)]),
        ({"goal_yen": 1, "deal_yen": "abc"}, "opportunities", [("deal_yen", "win_rate")]),
        ({"goal_yen": 1, "deal_yen": 1}, "wins", []),
        ({"goal_yen": 1, "deal_yen": 0}, "wins", []),
        # no win leads back to no opportunity: ask for what does not pass through the win rate of 0
        (
            {"wins": 1, "win_rate": 0, "mqls": 9, "sql_share": 0.5},
            "inquiries",
            [("mql_share",), ("sql_rate",)],
        ),
        ({"wins": 1, "win_rate": 0, "cpa_yen": 5}, "inquiries", [("budget_yen",)]),
    ],
)
def test_what_is_missing_is_named_in_the_fewest_inputs(given: Any, node: str, sets: Any) -> None:
    assert list(missing_inputs(solve(given), node)) == sets


def test_a_rate_worked_out_above_100_per_cent_is_named_and_kept() -> None:
    # 100 wins from 80 opportunities; at most 80,000,000 yen, at least 1,250,000 a deal or 100 opportunities
    solved = solve({"goal_yen": 10**8, "deal_yen": 10**6, "opportunities": 80})
    (found,) = solved.contradictions
    assert (found.kind, found.node, found.value, found.gap) == ("above_one", "win_rate", 1.25, 0.25)
    assert found.nodes == ("goal_yen", "deal_yen", "opportunities")
    assert found.agrees == {"goal_yen": 80_000_000, "deal_yen": 1_250_000, "opportunities": 100}
    assert solved.value("win_rate") == 1.25
    assert [node for node, one in solved.nodes.items() if one.is_disputed] == ["win_rate"]


def test_a_fix_above_100_per_cent_is_not_offered() -> None:
    # 80 wins of 100 opportunities would be 80 %, 120 of 100 are none
    (found,) = solve({"wins": 120, "win_rate": 0.3, "opportunities": 100}).contradictions
    assert found.agrees == {"wins": 30, "opportunities": 400}


def test_a_rate_of_nothing_contradicts_wins_only_when_the_opportunities_are_known() -> None:
    assert solve({"wins": 10, "win_rate": 0}).contradictions == ()
    (found,) = solve({"wins": 10, "win_rate": 0, "sqls": 50, "opportunity_rate": 0.5}).contradictions
    assert set(found.nodes) == {"wins", "win_rate", "sqls", "opportunity_rate"}
    assert (found.node, found.value, found.expected) == ("wins", 10, 0)


def test_what_hangs_on_a_contradiction_is_marked_and_the_goal_is_believed_first() -> None:
    solved = solve(
        {"goal_yen": 100, "deal_yen": 10, "wins": 9, "win_rate": 0.5, "cpa_yen": 3, "inquiries": 100}
    )
    assert solved.value("opportunities") == 20
    assert solved.nodes["opportunities"].is_disputed
    assert solved.value("budget_yen") == 300
    assert not solved.nodes["budget_yen"].is_disputed


def test_half_a_million_a_month_is_told_forward_as_published() -> None:
    given = {
        "monthly_budget_yen": "50万", "months": 12, "cpa_yen": 8_000, "inquiry_opportunity_rate": "15%",
        "win_rate": "25%",
    }  # fmt: skip
    found = from_monthly_budget(solve(given))
    assert found is not None
    assert found.per_month == {"leads": 62, "opportunities": 9, "wins": 2}
    assert found.per_year == {"leads": 744, "opportunities": 108, "wins": 27}
    exact = from_monthly_budget(solve(given), style="exact")
    assert exact is not None
    assert exact.per_year["wins"] == 28.125 == solve(given).value("wins")


def test_forward_follows_the_levels_that_hang_on_the_inquiries() -> None:
    given = {"monthly_budget_yen": 800_000, "months": 3, "cpa_yen": 8_000, "mql_share": 0.5, "sql_share": 0.4}
    found = from_monthly_budget(solve(given | {"opportunities": 90, "win_rate": 0.5}))
    assert found is not None
    assert found.per_year == {"leads": 300, "mqls": 150, "sqls": 60}  # wins hang on the typed opportunities
    assert from_monthly_budget(solve({"cpa_yen": 8_000, "months": 12})) is None
    with pytest.raises(InvalidInput) as refused:
        from_monthly_budget(solve(given | {"months": 2.5}))
    assert refused.value.fields["what"] == "months"


def test_a_plan_rounds_what_is_needed_up_and_what_is_brought_down() -> None:
    needed = shown_values(solve(CHAIN | {"cpa_yen": 8_000, "months": 12}))
    counts = ("wins", "opportunities", "inquiries", "budget_yen", "monthly_budget_yen")
    assert [needed[node] for node in counts] == [100, 334, 1_667, 13_336_000, 1_111_334]
    # 6,000,000 / 8,000 = 750; x 0.15 = 112.5; x 0.25 = 28.125; x 999,999 = 28,124,971.9
    rates = {"inquiry_opportunity_rate": 0.15, "win_rate": 0.25, "deal_yen": 999_999}
    brought = shown_values(solve({"budget_yen": 6_000_000, "cpa_yen": 8_000} | rates))
    assert [brought[node] for node in ("inquiries", "opportunities", "wins", "goal_yen")] == [
        750, 112, 28, 28_124_971,
    ]  # fmt: skip
    # 100 wins from 333.3 opportunities; the deal must be 3,333,333.3 at least, an inquiry 4,999.5 at most
    price = shown_values(solve({"goal_yen": 10**7, "wins": 3, "budget_yen": 9_999, "inquiries": 2}))
    assert (price["deal_yen"], price["cpa_yen"]) == (3_333_334, 4_999)


def test_rounding_down_to_nothing_leaves_what_it_would_divide_undefined() -> None:
    shown = shown_values(solve({"goal_yen": 100, "opportunities": 1, "win_rate": 0.5}), "document")
    assert (shown["wins"], shown["deal_yen"]) == (0, None)
    with pytest.raises(InvalidInput) as refused:
        shown_values(solve({}), "banker")
    assert refused.value.fields["what"] == "style"


RATE = st.integers(1, 100).map(lambda percent: Fraction(percent, 100))
YEN = st.integers(1, 10**6)
FREE = st.fixed_dictionaries(
    {
        "goal_yen": st.integers(1, 10**9), "deal_yen": YEN, "cpa_yen": YEN,
        "months": st.sampled_from([12, 6, 3]),
        **dict.fromkeys(
            ("win_rate", "opportunity_rate", "sql_share", "mql_share", "conversion_rate", "web_share"), RATE
        ),
    }
)  # fmt: skip
SOME = st.sets(st.sampled_from(list(NODES)))
EVERY = settings(max_examples=60, deadline=None)


def tree(free: dict[str, Any]) -> dict[str, Fraction]:
    """Every node of a consistent tree; counts that would pass 10^15 are left to other examples."""
    whole = values(solve(free))
    assume(max(whole.values()) <= 10**15)
    return whole


def determined(nodes: set[str]) -> set[str]:
    """Which nodes others fix, by rank of logarithms: an oracle that knows no relation and no step."""
    amounts = [code for code, node in NODES.items() if node.is_amount]
    rows = {
        code: [(one == node.over) - (one == node.under) for one in amounts] for code, node in NODES.items()
    }
    rank = int(np.linalg.matrix_rank(np.array([rows[node] for node in nodes]))) if nodes else 0
    return {
        code
        for code in NODES
        if nodes and np.linalg.matrix_rank(np.array([rows[node] for node in [*nodes, code]])) == rank
    }


@EVERY
@given(FREE, SOME)
def test_from_every_sufficient_subset_every_node_is_found_and_no_other(free: Any, some: set[str]) -> None:
    whole = tree(free)
    assert set(whole) == set(NODES)
    solved = solve({node: whole[node] for node in some})
    assert values(solved) == {node: whole[node] for node in determined(some)}
    assert solved.contradictions == ()


@EVERY
@given(FREE, SOME, st.sampled_from(list(NODES)))
def test_each_set_that_is_asked_for_makes_the_node_known_and_none_of_it_can_be_left_out(
    free: Any, some: set[str], node: str
) -> None:
    whole = tree(free)
    sets = missing_inputs(solve({one: whole[one] for one in some}), node)
    assert bool(sets) == (node not in determined(some))
    for codes in sets:
        assert node in determined(some | set(codes))
        assert all(node not in determined(some | set(codes) - {one}) for one in codes)


@settings(max_examples=25, deadline=None)
@given(FREE, SOME, st.data())
def test_a_changed_node_is_found_to_contradict_whenever_the_others_fix_it(
    free: Any, some: set[str], data: st.DataObject
) -> None:
    whole = tree(free)
    changeable = sorted(node for node in some if node in determined(some - {node}))
    assume(changeable)
    node = data.draw(st.sampled_from(changeable))
    changed = {one: whole[one] for one in some} | {node: whole[node] / 2}
    solved = solve(changed)
    disagreements = [one for one in solved.contradictions if one.kind == "disagree"]
    assert disagreements
    assert all(node in one.nodes for one in disagreements)
    assert {one: solved.value(one) for one in some} == changed
    assert any(one.agrees.get(node) == whole[node] for one in disagreements)


@EVERY
@given(FREE)
def test_back_then_forward_gives_the_goal_again(free: Any) -> None:
    back = tree(free)
    forward = solve(
        {node: back[node] for node in free if node != "goal_yen"} | {"budget_yen": back["budget_yen"]}
    )
    assert forward.value("goal_yen") == free["goal_yen"]


@EVERY
@given(FREE, st.sampled_from(["plan", "document", "exact", "chain_ceil"]))
def test_the_tree_and_the_plain_chain_agree_in_every_style(free: Any, style: str) -> None:
    tree(free)
    levels = {
        "opportunities": "win_rate",
        "sqls": "opportunity_rate",
        "mqls": "sql_share",
        "inquiries": "mql_share",
    }
    rates = [(level, free[rate]) for level, rate in levels.items()]
    chain = back_calculate(free["goal_yen"], free["deal_yen"], rates, cpa_yen=free["cpa_yen"], style=style)
    shown = shown_values(solve(free), style)
    assert list(chain.values()) == [shown[node] for node in ("wins", *levels, "budget_yen")]


@EVERY
@given(
    FREE, st.sampled_from(["win_rate", "opportunity_rate", "sql_share", "mql_share", "deal_yen", "goal_yen"])
)
def test_more_of_a_rate_or_a_deal_never_needs_more_and_more_of_the_goal_never_less(
    free: Any, node: str
) -> None:
    tree(free)
    before = shown_values(solve(free))
    more = free[node] * 2 if node.endswith("_yen") else min(free[node] * 2, Fraction(1))
    after = shown_values(solve(free | {node: more}))
    for level in ("wins", "opportunities", "sqls", "mqls", "inquiries", "visits", "budget_yen"):
        one, other = (after[level], before[level]) if node == "goal_yen" else (before[level], after[level])
        assert one is not None
        assert other is not None
        assert one >= other


@EVERY
@given(
    FREE, st.sampled_from(["win_rate", "opportunity_rate", "sql_share", "mql_share", "deal_yen", "cpa_yen"])
)
def test_forward_more_of_a_rate_never_brings_less_and_a_dearer_inquiry_never_more(
    free: Any, node: str
) -> None:
    budget = {"budget_yen": 10**7, "goal_yen": None}
    before = shown_values(solve(free | budget))
    more = free[node] * 2 if node.endswith("_yen") else min(free[node] * 2, Fraction(1))
    after = shown_values(solve(free | budget | {node: more}))
    for level in ("inquiries", "mqls", "sqls", "opportunities", "wins", "goal_yen"):
        one, other = (before[level], after[level]) if node == "cpa_yen" else (after[level], before[level])
        assert one is not None
        assert other is not None
        assert one >= other


SMALL = st.dictionaries(st.sampled_from(list(NODES)), st.sampled_from([0, Fraction(1, 2), Fraction(1, 3), 1]))


@settings(max_examples=80, deadline=None)
@given(SMALL)
def test_whatever_is_typed_is_answered_and_each_contradiction_can_be_mended_as_it_says(typed: Any) -> None:
    solved = solve(typed)
    assert all((found.value is None) == (found.reason is not None) for found in solved.nodes.values())
    sure = {node: found.value for node, found in solved.nodes.items() if not found.is_disputed}
    for relation in RELATIONS:
        whole, factor, other = (sure.get(node) for node in relation.nodes)
        assert None in (whole, factor, other) or whole == factor * other
    for one in solved.contradictions:
        stated = {node: typed[node] for node in one.nodes}
        assert solve(stated).contradictions
        assert one.kind == "above_one" or one.agrees.get(one.node, one.expected) == one.expected
        for node, value in one.agrees.items():
            mended = solve(stated | {node: value})
            assert not any(left.kind == one.kind and left.node == one.node for left in mended.contradictions)
