"""Chances of a goal: exact where everything is known, honest about what is not, never jittering."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.special import betainc, betaincinv

from kpi.chance import CHANCES, Chances, Counted, Rate, Typed, chances
from kpi.chance_draws import rate_draws, trials_between, trials_needed, wins_needed
from kpi.chance_needs import Needs
from kpi.errors import InvalidInput

GOLDEN = Path(__file__).parent / "golden"
KNOWN = next(
    case
    for case in json.loads((GOLDEN / "kgi.json").read_text())["cases"]
    if case["id"] == "prob_known_rate_100000000_5000000"
)
FUNNEL = [Counted("opportunities", 60, 200), Counted("leads", 200, 1000)]
WON = np.random.default_rng(5).lognormal(13.4, 0.9, 60)

COUNTS = st.tuples(st.integers(1, 400), st.integers(0, 4000)).map(lambda x: (x[0], x[0] + x[1]))


def example(*rates: Rate, **given: Any) -> Chances:
    """The published example: 100,000,000 yen, 1,000,000 a deal, 6 leads of 100 become a deal."""
    return chances(100_000_000, rates, **({"average_deal_yen": 1_000_000} | given))


def few(goal: Any, *rates: Rate, **given: Any) -> Chances:
    return chances(goal, rates, draws=200, **given)


def test_with_a_known_rate_and_size_the_golden_leads_come_out_exactly() -> None:
    it = KNOWN["inputs"]
    found = chances(it["goal"], [Typed("leads", it["lead_to_win"])], average_deal_yen=it["avg"])
    assert {str(q): found.leads_for_chance(q) for q in it["probs"]} == KNOWN["expected"]


def test_the_published_example_with_known_rates() -> None:
    found = example(Typed("opportunities", 0.3), Typed("leads", 0.2), cpa_yen=8000)
    assert found.table() == {
        "wins": (100, 100, 100),
        "opportunities": (332, 356, 381),
        "leads": (1661, 1801, 1941),  # methods.md 5
        "budget": (13_288_000, 14_408_000, 15_528_000),
    }
    assert found.chance_of_goal(1800) < 0.8 <= found.chance_of_goal(1801)


def test_the_published_example_with_sixty_wins_of_a_thousand_as_evidence() -> None:
    # methods.md 5: 1,657 / 1,895 / 2,159. These are also the integral over Beta(60.5, 940.5), here on 400
    # nodes; 4,000 draws add up to 3 leads.
    exact = np.array([1657, 1895, 2159])
    nodes, weight = np.polynomial.legendre.leggauss(400)
    rate = betaincinv(60.5, 940.5, (nodes + 1) / 2)
    assert (betainc(100, exact[:, None] - 99, rate) @ weight / 2 >= CHANCES).all()
    assert (betainc(100, exact[:, None] - 100, rate) @ weight / 2 < CHANCES).all()
    assert example(Counted("leads", 60, 1000)).table()["leads"] == pytest.approx(exact, abs=3)


def test_a_goal_in_wins_or_opportunities_needs_no_deal_size() -> None:
    rates = [Typed("opportunities", 0.3), Typed("leads", 0.2)]
    wins = chances(100, rates, unit="wins")
    assert wins.table()["leads"] == (1661, 1801, 1941)
    opportunities = chances(100, rates, unit="opportunities")
    assert opportunities.levels == ("opportunities", "leads")
    # leads until 100 of them, each with 20 %, have become an opportunity
    assert betainc(100, opportunities.leads_for_chance(0.8) - 99, 0.2) >= 0.8
    assert betainc(100, opportunities.leads_for_chance(0.8) - 100, 0.2) < 0.8


def test_the_sum_of_deals_is_near_brute_force() -> None:
    # 4,000 worlds: rate, deal mix and luck drawn anew, the goal counted in each with resampled deals.
    rng = np.random.default_rng(11)
    rate = rng.beta(60.5, 140.5, 4000) * rng.beta(200.5, 800.5, 4000)
    found = chances(30_000_000, FUNNEL, won_amounts_yen=WON)
    for chance in CHANCES:
        leads = found.leads_for_chance(chance)
        wins = rng.binomial(leads, rate)
        weight = rng.dirichlet(np.ones(60), 4000)
        won = [rng.choice(WON, w, p=p).sum() >= 30_000_000 for w, p in zip(wins, weight, strict=True)]
        assert np.mean(won) == pytest.approx(chance, abs=0.02)  # 0.015 of the method, 0.008 of 4,000 worlds


def test_plans_reach_the_goal_as_often_as_they_say_in_2000_simulated_years() -> None:
    # 500 companies with the same truth: each plans from its own year of 1,000 leads, then lives four years.
    rng = np.random.default_rng(20260401)
    opportunities = rng.binomial(1000, 0.2, 500)
    wins = rng.binomial(opportunities, 0.3)
    reached = []
    for opened, won in zip(opportunities.tolist(), wins.tolist(), strict=True):
        rates = [Counted("opportunities", won, opened), Counted("leads", opened, 1000)]
        plans = few(50_000_000, *rates, won_amounts_yen=rng.lognormal(13.4, 0.9, won)).table()["leads"]
        for _ in range(4):
            won_counts = rng.binomial(plans, 0.06)
            years = [rng.lognormal(13.4, 0.9, count).sum() for count in won_counts]
            reached.append([year >= 50_000_000 for year in years])
    half, eighty, ninety_five = np.mean(reached, axis=0)
    assert 0.47 <= half <= 0.60
    assert 0.77 <= eighty <= 0.86
    assert 0.92 <= ninety_five <= 0.97


def test_the_share_of_the_spread_goes_away_once_that_rate_is_known() -> None:
    unsure = [Counted("opportunities", 12, 40), Counted("leads", 40, 200)]
    found = chances(30_000_000, unsure, won_amounts_yen=WON)
    spread = np.var(np.log(found.needs["leads"].draws))
    for place, known in enumerate([Typed("opportunities", 0.3), Typed("leads", 0.2)]):
        sure = [known if place == at else rate for at, rate in enumerate(unsure)]
        left = np.var(np.log(chances(30_000_000, sure, won_amounts_yen=WON).needs["leads"].draws)) / spread
        assert 1 - left == pytest.approx(found.spread_share[known.level], abs=0.03)
    assert sum(found.spread_share.values()) == pytest.approx(1)
    assert found.most_uncertain == "opportunities"


def test_luck_is_what_is_left_of_the_spread_when_every_rate_is_known() -> None:
    unsure, known = Counted("leads", 60, 80), Typed("leads", 0.75)
    found, sure = chances(50, [unsure], unit="wins"), chances(50, [known], unit="wins")
    left = np.var(np.log(sure.needs["leads"].draws)) / np.var(np.log(found.needs["leads"].draws))
    assert left == pytest.approx(found.spread_share["luck"], abs=0.03)
    assert sure.spread_share == {"luck": 1}
    assert sure.most_uncertain is None


def test_the_same_question_gets_the_same_answer() -> None:
    first, second = (chances(30_000_000, FUNNEL, won_amounts_yen=WON).table() for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    ("won", "reason"),
    [
        ([], "no_win"),
        ([9_000_000], "one_win"),
        ([1e6] * 4, "few_wins"),
        ([0.0] * 9, "no_won_amount"),
    ],
)
def test_too_few_won_deals_ask_for_the_size(won: list[float], reason: str) -> None:
    found = chances(10**8, FUNNEL, won_amounts_yen=won, cpa_yen=8000)
    assert found.reason == dict.fromkeys(["wins", "opportunities", "leads"], reason)
    assert found.table() == dict.fromkeys(["wins", "opportunities", "leads", "budget"], (None,) * 3)
    assert (found.chance_of_goal(500), found.spread_share, found.most_uncertain) == (None, {}, None)
    assert example(*FUNNEL, won_amounts_yen=won).leads_for_chance(0.5) is not None


@pytest.mark.parametrize(
    ("rate", "reason"),
    [
        (Counted("sqls", 0, 50), "rate_zero:sqls"),
        (Typed("sqls", 0), "rate_zero:sqls"),
        (Counted("sqls", 0, 0), "no_trials:sqls"),
        (Counted("sqls", 60, 50), "rate_above_one:sqls"),
    ],
)
def test_a_rate_without_a_value_stops_the_chain_there(rate: Rate, reason: str) -> None:
    found = example(Typed("opportunities", 0.3), rate, Typed("leads", 0.5))
    assert found.reason == {"wins": None, "opportunities": None, "sqls": reason, "leads": reason}
    assert found.needed("opportunities", 0.8) == 356
    assert found.needed("sqls", 0.8) is found.leads_for_chance(0.8) is None


def test_a_size_that_is_not_above_zero_is_no_size() -> None:
    assert example(Typed("leads", 0.2), average_deal_yen=-5).reason["leads"] == "no_average_deal"


def test_a_goal_of_nothing_is_reached_by_nothing() -> None:
    found = chances(0, FUNNEL, won_amounts_yen=WON)
    assert found.table()["leads"] == (0, 0, 0)
    assert found.chance_of_goal(0) == 1


def test_a_goal_of_a_quadrillion_yen_has_an_answer() -> None:
    found = chances("1000兆", [Typed("leads", "1%")], average_deal_yen="100万")
    assert found.table()["leads"] == pytest.approx((1e11, 1e11, 1e11), rel=1e-4)


def test_deals_that_are_all_alike_count_as_exactly_known() -> None:
    alike = chances(10**8, [Typed("leads", 0.06)], won_amounts_yen=[1e6] * 30)
    assert alike.table()["leads"] == (1661, 1801, 1941)


def test_a_single_loss_among_the_won_amounts_is_no_crash() -> None:
    found = chances(10**8, FUNNEL, won_amounts_yen=[5e6, 5e6, 1e6, -9e6, 2e6])
    assert found.leads_for_chance(0.5) is not None
    assert found.leads_for_chance(0.999) is None  # in some draws a deal is worth less than nothing


@pytest.mark.parametrize(
    ("what", "goal", "rates", "more"),
    [
        ("goal", -1, FUNNEL, {}),
        ("goal", "abc", FUNNEL, {}),
        ("goal_unit", 5, FUNNEL, {"unit": "meetings"}),
        ("level", 5, [*FUNNEL, Typed("leads", 0.1)], {}),
        ("level", 5, [Typed("wins", 0.1)], {}),
        ("rate", 5, [Typed("leads", 1.1)], {"unit": "wins"}),
        ("rate", 5, [Typed("leads", "abc")], {"unit": "wins"}),
        ("rate", 5, [Counted("leads", -1, 5)], {"unit": "wins"}),
        ("rate", 5, [Counted("leads", float("nan"), 5)], {"unit": "wins"}),
        ("average_deal", 5, FUNNEL, {"average_deal_yen": "abc"}),
        ("won_amounts", 5, FUNNEL, {"won_amounts_yen": [1.0, float("nan")]}),
        ("cpa", 5, FUNNEL, {"unit": "wins", "cpa_yen": -1}),
    ],
)
def test_what_cannot_be_used_is_refused_by_name(what: str, goal: Any, rates: Any, more: Any) -> None:
    with pytest.raises(InvalidInput) as refused:
        chances(goal, rates, **more)
    assert refused.value.fields["what"] == what


def test_a_chance_of_a_hundred_percent_cannot_be_asked_for() -> None:
    with pytest.raises(InvalidInput):
        example(*FUNNEL).leads_for_chance(1.0)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 10**4), COUNTS, COUNTS, st.integers(0, 10**6))
def test_more_leads_never_lower_the_chance_and_a_higher_chance_never_needs_fewer(
    goal: int, win: tuple[int, int], opened: tuple[int, int], leads: int
) -> None:
    found = few(goal, Counted("opportunities", *win), Counted("leads", *opened), unit="wins")
    chance, more = found.chance_of_goal(leads), found.chance_of_goal(leads + 7)
    assert chance is not None
    assert more is not None
    assert 0 <= chance <= more <= 1
    for level in found.levels:
        needed = [found.needed(level, q) for q in CHANCES]
        assert None not in needed
        assert needed == sorted(needed)
    rows = [found.needed(level, 0.8) for level in found.levels]
    assert rows == sorted(rows)  # nobody is won twice: each level needs at least what the next one does
    at = found.leads_for_chance(0.8)
    assert found.chance_of_goal(at) >= 0.8 > found.chance_of_goal(at - 1)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 10**9), COUNTS, COUNTS, st.integers(0, 59), st.floats(1.001, 3))
def test_every_improvement_needs_fewer_leads_for_every_chance(
    goal: int, win: tuple[int, int], opened: tuple[int, int], place: int, factor: float
) -> None:
    def needed(goal: float, win: tuple[float, float], opened: tuple[float, float], won: Any) -> list[int]:
        rates = [Counted("opportunities", *win), Counted("leads", *opened)]
        return few(goal, *rates, won_amounts_yen=won).needs["leads"].draws

    assume(win[0] + 1 <= win[1])
    now = needed(goal, win, opened, WON)
    assert (needed(goal, (win[0] + 1, win[1]), opened, WON) <= now).all()
    assert (needed(goal, win, (opened[0], opened[1] + 5), WON) >= now).all()
    assert (needed(goal * factor, win, opened, WON) >= now).all()
    assert (needed(goal, win, opened, WON * factor) <= now).all()


def test_many_trials_join_on_to_few() -> None:
    luck = np.linspace(0.001, 0.999, 99)
    for rate in (1e-4, 0.3, 0.9):
        few, many = (trials_needed(np.full(99, k), np.full(99, rate), luck) for k in (1e6, 1e6 + 1))
        assert many - few == pytest.approx(1 / rate, abs=2 + 2e-9 * many.max())


@given(st.integers(1, 10**6), st.floats(1e-6, 1), st.floats(1e-3, 0.999))
def test_the_trials_needed_are_the_smallest_that_reach_the_chance(k: int, rate: float, luck: float) -> None:
    (needed,) = trials_needed(np.array([float(k)]), np.array([rate]), np.array([luck]))
    assert betainc(k, needed - k + 1, rate) >= luck
    if k < needed < 1e9:
        assert betainc(k, needed - k, rate) < luck


def test_the_rates_drawn_are_the_quantiles_of_their_beta() -> None:
    luck = np.linspace(0.001, 0.999, 500)
    for success, trials in [(1, 1), (0.5, 3), (27, 108), (6000, 100_000)]:
        exact = betaincinv(success + 0.5, trials - success + 0.5, luck)
        assert rate_draws(success, trials, luck) == pytest.approx(exact, rel=2e-4)


def test_wins_needed_of_almost_equal_deals_are_those_of_equal_deals() -> None:
    luck = np.array([0.1, 0.5, 0.9])
    needed = wins_needed(99.9e6, np.full(3, 1e6), np.full(3, 1e-6), luck)
    assert needed.tolist() == [100, 100, 100]


def test_scipy_is_not_imported_before_a_chance_is_asked_for() -> None:
    modules = "kpi.chance, kpi.cumulative_plan, kpi.in_flight, kpi.levers"
    code = f"import sys, {modules}; sys.exit(any(name.startswith('scipy') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[1]).returncode == 0


@settings(max_examples=150, deadline=None)
@given(
    st.integers(0, 2**32 - 1),
    st.floats(0, 15),
    st.floats(0, 2),
    st.tuples(st.floats(0.05, 300), st.floats(0.05, 300)),
    st.lists(st.integers(1, 300), min_size=1, max_size=4),
    st.integers(1, 300),
)
def test_places_in_the_order_are_the_same_without_working_out_the_rest(
    seed: int, size: float, spread: float, rate: tuple[float, float], ranks: list[int], later: int
) -> None:
    rng = np.random.default_rng(seed)
    target = np.maximum(1, np.floor(np.exp(rng.normal(size, spread, 300))))
    target[rng.random(300) < 0.02] = np.inf
    luck = (rng.permutation(300) + 0.5) / 300
    rates = np.clip(rng.beta(*rate, 300), 1e-4, 1)
    needs, all_in_order = Needs(target, rates, luck), np.sort(trials_needed(target, rates, luck))
    for asked in (ranks, [later, *ranks]):
        assert needs.ranked(asked) == [all_in_order[rank - 1] for rank in asked]


@settings(max_examples=200, deadline=None)
@given(
    st.floats(0, 12),
    st.floats(1e-4, 1),
    st.one_of(st.floats(1 / 8000, 1 - 1 / 8000), st.sampled_from([1 / 4000, 1 - 1 / 8000])),
)
def test_the_bounds_of_a_need_hold_it_however_rare_or_sure_a_success(
    size: float, rate: float, luck: float
) -> None:
    case = tuple(np.array([value]) for value in (np.floor(np.exp(size)), rate, luck))
    low, high = trials_between(*case)
    assert low <= trials_needed(*case) <= high
