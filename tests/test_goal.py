"""From the goal back to inquiries and budget, and forward again."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.errors import InvalidInput
from kpi.goal import back_calculate, forward_calculate, value_per_opportunity, web_share, why_undefined

GOLDEN = Path(__file__).parent / "golden"
BACK_CASES = [c for c in json.loads((GOLDEN / "kgi.json").read_text())["cases"] if c["fn"] == "back"]
EDGES = json.loads((GOLDEN / "kgi_edges.json").read_text())
LEVELS = [("opportunities", 0.3), ("leads", 0.2)]


@pytest.mark.parametrize("case", BACK_CASES, ids=lambda case: case["id"])
def test_back_calculation_gives_the_golden_figures(case: dict[str, Any]) -> None:
    it = case["inputs"]
    found = back_calculate(it["goal"], it["avg"], it["rates"], cpa_yen=it.get("cpa"), style=it["style"])
    assert list(found) == list(case["expected"])
    assert found == pytest.approx(case["expected"], rel=1e-12)


@pytest.mark.parametrize("case", EDGES["cases"], ids=lambda case: f"{case['goal']}_at_{case['win_rate']}")
def test_edge_cases_come_out_exact_when_wins_are_rounded_up_and_handed_on(case: dict[str, Any]) -> None:
    rates = [("opportunities", case["win_rate"])]
    found = back_calculate(case["goal"], case["avg_amount"], rates, style="chain_ceil")
    assert found == {"wins": case["wins_needed"], "opportunities": case["opportunities_needed"]}
    plan = back_calculate(case["goal"], case["avg_amount"], rates)
    assert plan["wins"] == case["wins_needed"]
    assert plan["opportunities"] <= case["opportunities_needed"]


@pytest.mark.parametrize("case", EDGES["undefined"], ids=lambda case: case["expect"])
def test_edge_cases_without_an_answer_are_undefined_or_refused(case: dict[str, Any]) -> None:
    rates = [("opportunities", case["win_rate"])]
    if case["expect"].startswith("undefined"):
        assert back_calculate(case["goal"], case["avg_amount"], rates)["opportunities"] is None
        assert why_undefined(case["avg_amount"], rates) is not None
    else:
        with pytest.raises(InvalidInput) as refused:
            back_calculate(case["goal"], case["avg_amount"], rates)
        assert refused.value.fields["what"] == ("rate" if "rate" in case["expect"] else "goal")


@pytest.mark.parametrize(
    ("style", "shown"),
    [
        ("plan", {"wins": 100, "opportunities": 334, "leads": 1667}),
        ("document", {"wins": 100, "opportunities": 333, "leads": 1665}),
        ("doc", {"wins": 100, "opportunities": 333, "leads": 1665}),
        ("chain_ceil", {"wins": 100, "opportunities": 334, "leads": 1670}),
        ("exact", {"wins": 100, "opportunities": Fraction(1000, 3), "leads": Fraction(5000, 3)}),
    ],
)
def test_each_style_shows_the_published_example_its_own_way(style: str, shown: dict[str, Any]) -> None:
    # 100,000,000 / 1,000,000 = 100; / 0.3 = 333.3; / 0.2 = 1,666.7
    assert back_calculate(100_000_000, 1_000_000, LEVELS, style=style) == shown


def test_the_second_published_example_needs_20_wins_80_opportunities_and_534_leads() -> None:
    rates = [("opportunities", "25%"), ("leads", "15%")]
    assert back_calculate("1億", "500万", rates) == {"wins": 20, "opportunities": 80, "leads": 534}


def test_57_wins_at_57_per_cent_need_exactly_100_opportunities() -> None:
    assert back_calculate(57, 1, [("opportunities", 0.57)])["opportunities"] == 100
    assert back_calculate(7, 1, [("opportunities", 0.07)])["opportunities"] == 100


def test_the_budget_is_the_shown_top_level_times_the_cost_of_each() -> None:
    # 1,667 x 8,000 = 13,336,000; document 1,665 x 8,000; exact 1,666.67 x 8,000
    shown = {"plan": 13_336_000, "document": 13_320_000, "exact": Fraction(40_000_000, 3)}
    for style, budget_yen in shown.items():
        assert back_calculate(10**8, 10**6, LEVELS, cpa_yen=8000, style=style)["budget"] == budget_yen
    assert back_calculate(10**8, 10**6, [], cpa_yen="0.001") == {"wins": 100, "budget": 1}


def test_a_goal_of_nothing_needs_nothing() -> None:
    found = back_calculate(0, 1_000_000, LEVELS, cpa_yen=8000)
    assert found == {"wins": 0, "opportunities": 0, "leads": 0, "budget": 0}


def test_a_quadrillion_yen_is_counted_to_the_last_lead() -> None:
    # 10^15 / 7 = 142,857,142,857,142.86; / 0.07 = 2,040,816,326,530,612.2
    found = back_calculate(10**15, 7, [("opportunities", 0.07)])
    assert found == {"wins": 142_857_142_857_143, "opportunities": 2_040_816_326_530_613}


@pytest.mark.parametrize("average", [None, 0, "0", -500, "", " "])
def test_without_an_average_deal_every_level_is_undefined(average: Any) -> None:
    found = back_calculate(1_000_000, average, LEVELS, cpa_yen=8000)
    assert found == dict.fromkeys(["wins", "opportunities", "leads", "budget"])
    assert why_undefined(average, LEVELS) == "no_average_deal"


@pytest.mark.parametrize("rate", [0, None, "0%", ""])
@pytest.mark.parametrize("style", ["plan", "document", "exact", "chain_ceil"])
def test_a_rate_of_nothing_leaves_that_level_and_all_above_undefined(rate: Any, style: str) -> None:
    rates = [("opportunities", 0.5), ("mqls", rate), ("leads", 0.2)]
    found = back_calculate(100, 10, rates, cpa_yen=8000, style=style)
    assert found == {"wins": 10, "opportunities": 20, "mqls": None, "leads": None, "budget": None}
    assert why_undefined(10, rates) == "rate_zero:mqls"


def test_nothing_is_undefined_when_all_is_known() -> None:
    assert why_undefined(1_000_000, LEVELS) is None


@pytest.mark.parametrize("goal", [None, "", "abc", -1, float("nan"), True])
def test_a_goal_that_is_missing_or_negative_is_refused(goal: Any) -> None:
    with pytest.raises(InvalidInput) as refused:
        back_calculate(goal, 1_000_000, LEVELS)
    assert refused.value.fields["what"] == "goal"


@pytest.mark.parametrize("rate", [1.2, "120%", -0.1, "abc", float("nan")])
def test_a_rate_beyond_0_to_1_is_refused_even_when_the_deal_is_unknown(rate: Any) -> None:
    for average in (1_000_000, None):
        with pytest.raises(InvalidInput) as refused:
            back_calculate(1_000_000, average, [("opportunities", rate)])
        assert refused.value.fields == {"what": "rate", "value": rate}


@pytest.mark.parametrize(
    "rates",
    [
        *([("", 0.3)], [(" ", 0.3)], [(None, 0.3)], [("leads", 0.3), ("leads", 0.2)]),
        *([("wins", 0.3)], [("budget", 0.3)], ["ab"], [("leads",)], [3]),
    ],
)
def test_levels_without_a_name_of_their_own_are_refused(rates: Any) -> None:
    with pytest.raises(InvalidInput) as refused:
        back_calculate(1_000_000, 100_000, rates)
    assert refused.value.fields["what"] == "level"


def test_other_settings_that_cannot_be_used_are_refused_by_name() -> None:
    for what, setting in {"style": {"style": "banker"}, "cpa": {"cpa_yen": -1}}.items():
        with pytest.raises(InvalidInput) as refused:
            back_calculate(1_000_000, 100_000, LEVELS, **setting)  # type: ignore[arg-type]
        assert refused.value.fields["what"] == what
    with pytest.raises(InvalidInput) as refused:
        back_calculate(1_000_000, "much", LEVELS)
    assert refused.value.fields == {"what": "average_deal", "value": "much"}


def test_half_a_million_a_month_brings_62_leads_9_opportunities_and_27_wins_a_year() -> None:
    # 500,000 / 8,000 = 62.5; 62 x 0.15 = 9.3; 9 x 12 = 108; 108 x 0.25 = 27
    found = forward_calculate(500_000, 8_000, [("opportunities", 0.15), ("wins", 0.25)])
    assert found.per_month == {"leads": 62, "opportunities": 9, "wins": 2}
    assert found.per_year == {"leads": 744, "opportunities": 108, "wins": 27}


def test_forward_exactly_keeps_every_fraction() -> None:
    # 62.5; x 0.15 = 9.375, 112.5 a year; x 0.25 = 28.125 a year
    found = forward_calculate("50万", "8,000円", [("opportunities", "15%"), ("wins", "25%")], style="exact")
    assert found.per_month == {"leads": 62.5, "opportunities": 9.375, "wins": 2.34375}
    assert found.per_year == {"leads": 750, "opportunities": 112.5, "wins": 28.125}


def test_forward_is_undefined_from_the_first_unknown_downwards_and_zero_stays_zero() -> None:
    rates = [("opportunities", None), ("wins", 0.25)]
    found = forward_calculate(500_000, 8_000, rates)
    assert found.per_year == {"leads": 744, "opportunities": None, "wins": None}
    for cpa in (None, 0):
        found = forward_calculate(500_000, cpa, [("wins", 0.25)])
        assert found.per_month == found.per_year == {"leads": None, "wins": None}
    assert forward_calculate(500_000, 8_000, [("wins", 0)]).per_year == {"leads": 744, "wins": 0}
    assert forward_calculate(0, 8_000, [("wins", 0.25)]).per_year == {"leads": 0, "wins": 0}


@pytest.mark.parametrize(
    ("what", "changed"),
    [
        ("style", {"style": "plan"}),
        ("months", {"months": 0}),
        ("months", {"months": 1.5}),
        ("budget", {"monthly_budget_yen": -1}),
        ("cpa", {"cpa_yen": "dear"}),
        ("rate", {"rates": [("wins", 2)]}),
        ("level", {"rates": [("leads", 0.5)]}),
    ],
)
def test_forward_refuses_what_it_cannot_use_by_name(what: str, changed: dict[str, Any]) -> None:
    usual: dict[str, Any] = {"monthly_budget_yen": 1, "cpa_yen": 1, "rates": []}
    with pytest.raises(InvalidInput) as refused:
        forward_calculate(**(usual | changed))
    assert refused.value.fields["what"] == what


def test_50_million_of_5_billion_is_1_per_cent_and_450_million_short_of_the_yardstick() -> None:
    found = web_share("50億", "5,000万")
    assert found.share == Fraction(1, 100)
    assert found.per_quarter_yen == 12_500_000
    assert found.yardstick_yen == 500_000_000
    assert found.gap_yen == 450_000_000


def test_the_web_share_has_no_gap_past_the_yardstick_and_none_without_a_company_goal() -> None:
    assert web_share(1_000, 200).gap_yen == 0
    assert web_share(0, 0).share is None
    with pytest.raises(InvalidInput) as refused:
        web_share(1_000, 1_001)
    assert refused.value.fields == {"what": "web_goal", "value": 1_001}


def test_300_million_from_100_opportunities_is_3_million_each_and_undefined_from_none() -> None:
    assert value_per_opportunity(300_000_000, 100) == 3_000_000
    assert value_per_opportunity(300_000_000, 0) is None


yen = st.integers(1, 10**12)
rate = st.integers(1, 1000).map(lambda thousandth: Fraction(thousandth, 1000))
chain = st.lists(rate, min_size=1, max_size=4).map(lambda rs: [(f"level{i}", r) for i, r in enumerate(rs)])


@given(yen, yen, chain)
def test_each_planned_level_reaches_the_goal_and_one_fewer_does_not(goal: int, deal: int, rates: Any) -> None:
    value = Fraction(deal)
    for level, count in back_calculate(goal, deal, rates).items():
        value *= dict(rates).get(level, 1)
        assert (count - 1) * value < goal <= count * value


@given(yen, yen, chain)
def test_back_exactly_and_forward_again_gives_the_goal(goal: int, deal: int, rates: Any) -> None:
    top = list(back_calculate(goal, deal, rates, style="exact").values())[-1]
    for _, share in rates:
        top *= share
    assert top * deal == goal


@given(yen, yen, chain, st.sampled_from(["plan", "document", "exact", "chain_ceil"]))
def test_levels_grow_upwards_and_with_the_goal(goal: int, deal: int, rates: Any, style: str) -> None:
    counts = list(back_calculate(goal, deal, rates, style=style).values())
    more = back_calculate(goal + 1, deal, rates, style=style).values()
    assert counts == sorted(counts)
    assert all(a <= b for a, b in zip(counts, more, strict=True))


@given(yen, yen, chain)
def test_document_exact_plan_and_chain_ceil_stand_in_that_order(goal: int, deal: int, rates: Any) -> None:
    styles = ("document", "exact", "plan", "chain_ceil")
    for counts in zip(*(back_calculate(goal, deal, rates, style=s).values() for s in styles), strict=True):
        assert list(counts) == sorted(counts)


@given(yen, yen, chain, st.integers(1, 10**6))
def test_counting_in_thousands_of_yen_changes_no_count(goal: int, deal: int, rates: Any, factor: int) -> None:
    assert back_calculate(goal * factor, deal * factor, rates) == back_calculate(goal, deal, rates)


@given(yen, yen, st.integers(1, 100))
def test_text_and_numbers_give_the_same_answer(goal: int, deal: int, percent: int) -> None:
    by_number = back_calculate(goal, deal, [("leads", percent / 100)], cpa_yen=0.5)
    by_text = back_calculate(f"¥{goal:,}", f"{deal}円", [("leads", f"{percent}%")], cpa_yen="0.5")
    share = [("leads", Decimal(percent) / 100)]
    by_decimal = back_calculate(Decimal(goal), Fraction(deal), share, cpa_yen="1/2")
    assert by_number == by_text == by_decimal
