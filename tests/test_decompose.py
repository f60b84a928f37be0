"""Why a level of the chain moved: exact sums, zeros, too few wins; the weakest step; the bridge."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import product
from math import factorial, fsum, prod
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.decompose import LEVELS, ChainEffects, Levels, chain_effects, factors
from kpi.decompose_bridge import Step, bridge, chain_bridge, rate_bridge
from kpi.decompose_segments import Counts, segment_effects
from kpi.decompose_steps import own_best, step_losses, weakest_step
from kpi.errors import InvalidInput

CASES = {
    case["id"]: case
    for case in json.loads((Path(__file__).parent / "golden" / "decompose.json").read_text())["cases"]
}
NAMES = {"mql": "mqls", "sql": "sqls", "opps": "opportunities", "amount": "amount_yen"}  # golden → ours


def golden(name: str) -> tuple[Levels, Levels, dict[str, float]]:
    inputs, expected = CASES[name]["inputs"], CASES[name]["expected"]
    before, after = (
        {NAMES.get(level, level): count for level, count in inputs[side].items()}
        for side in ("period0", "period1")
    )
    return before, after, expected


def levels_of(*counts: float, until: str = "amount_yen") -> dict[str, float]:
    """Levels that end at `until`: levels_of(4, 2, until="wins") are four opportunities and two wins."""
    last = LEVELS.index(until) + 1
    return dict(zip(LEVELS[last - len(counts) : last], counts, strict=True))


def effects(found: ChainEffects) -> dict[str, float]:
    return {one.code: one.effect for one in found.factors}


def shapley(before: Sequence[float], after: Sequence[float]) -> list[float]:
    """Average every factor's step over all orders of a product: 2 ** 5 states of the five others, weighed."""
    size = len(before)
    found = [0.0] * size
    for place, (old, new) in enumerate(zip(before, after, strict=True)):
        others = [other for other in range(size) if other != place]
        for moved in product((False, True), repeat=size - 1):
            count = sum(moved)
            weight = factorial(count) * factorial(size - 1 - count) / factorial(size)
            rest = prod((after if has else before)[o] for o, has in zip(others, moved, strict=True))
            found[place] += weight * rest * (new - old)
    return found


@st.composite
def funnels(draw: st.DrawFn, least: int = 0) -> dict[str, float]:
    """Any counts that sales by activity can show, a lower level may well be above a higher one."""
    counts = draw(st.lists(st.integers(least, 10**5), min_size=5, max_size=5))
    return levels_of(*counts, draw(st.integers(least, 10**9)))


# --- the chain ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["lmdi_chain", "lmdi_no_change"])
def test_the_golden_chain_comes_out(name: str) -> None:
    before, after, expected = golden(name)
    found = chain_effects(before, after)
    assert list(effects(found).values()) == pytest.approx(list(expected.values()), rel=1e-9)
    assert list(effects(found)) == [
        "leads",
        "mql_rate",
        "sql_share",
        "opportunity_rate",
        "win_rate",
        "deal_yen",
    ]
    assert (found.target, found.fallback, found.is_limit, found.undefined) == ("amount_yen", None, False, ())


def test_the_oracle_of_these_tests_agrees_with_its_golden_case() -> None:
    before, after, expected = golden("shapley_chain")
    found = shapley(list(factors(before).values()), list(factors(after).values()))  # type: ignore[arg-type]
    assert found == pytest.approx(list(expected.values()), rel=1e-9)


@given(funnels(), funnels())
@settings(deadline=None)
def test_the_effects_sum_to_the_change_whatever_is_zero(before: Levels, after: Levels) -> None:
    found = chain_effects(before, after)
    scale = max(found.before, found.after, 1)
    assert abs(fsum(effects(found).values()) - found.change) <= 1e-12 * scale
    named = set(found.undefined)
    assert all(one.effect == 0 for one in found.factors if one.code in named)


@given(funnels(), funnels())
@settings(deadline=None)
def test_swapping_the_periods_flips_every_sign(before: Levels, after: Levels) -> None:
    there, back = chain_effects(before, after), chain_effects(after, before)
    scale = max(there.before, there.after, 1)
    assert effects(there).keys() == effects(back).keys()
    assert all(abs(effects(there)[code] + effects(back)[code]) <= 1e-12 * scale for code in effects(there))


@given(funnels(least=5), funnels(least=5))
@settings(deadline=None)
def test_steps_taken_together_have_the_sum_of_their_effects(before: Levels, after: Levels) -> None:
    """Both definitions of the SQL rate tell the same story."""
    fine = effects(chain_effects(before, after))
    short = [{name: count for name, count in side.items() if name != "mqls"} for side in (before, after)]
    coarse = effects(chain_effects(*short))
    gross = max(1.0, *map(abs, fine.values()))
    assert coarse["sql_rate"] == pytest.approx(fine["mql_rate"] + fine["sql_share"], abs=1e-9 * gross)
    assert coarse["win_rate"] == pytest.approx(fine["win_rate"], abs=1e-9 * gross)


@given(
    st.lists(st.floats(-0.1, 0.1), min_size=6, max_size=6),
)
@settings(deadline=None)
def test_small_changes_agree_with_shapley(moves: list[float]) -> None:
    before, _, _ = golden("lmdi_chain")
    after, ratio = {}, 1.0
    for name, move in zip(LEVELS, moves, strict=True):
        ratio *= 1 + move
        after[name] = before[name] * ratio
    found = list(effects(chain_effects(before, after)).values())
    oracle = shapley(list(factors(before).values()), list(factors(after).values()))  # type: ignore[arg-type]
    gross = sum(map(abs, oracle))
    assert max(abs(a - b) for a, b in zip(found, oracle, strict=True)) <= 0.004 * gross + 1e-6


@pytest.mark.parametrize(("before_wins", "after_wins"), [(4, 50), (50, 4), (0, 0)])
def test_with_fewer_than_five_wins_opportunities_are_taken_apart(before_wins: int, after_wins: int) -> None:
    before = levels_of(100, 40, 20, 10, before_wins, 10**6 * before_wins)
    after = levels_of(100, 40, 30, 15, after_wins, 10**6 * after_wins)
    found = chain_effects(before, after)
    assert (found.target, found.fallback, found.change) == ("opportunities", "few_wins", 5)
    assert effects(found) == pytest.approx(  # all of it from SQLs per MQL: 20 and 30 of 40
        {"leads": 0, "mql_rate": 0, "sql_share": 5, "opportunity_rate": 0}
    )
    assert chain_effects({**before, "wins": 5}, {**after, "wins": 5}).target == "amount_yen"


def test_more_paid_back_than_won_is_told_by_opportunities() -> None:
    before = levels_of(10, 6, 6_000_000)
    found = chain_effects(before, levels_of(20, 6, -1))
    assert (found.target, found.fallback, effects(found)) == (
        *("opportunities", "negative_amount"),
        {"opportunities": pytest.approx(10)},
    )


def test_a_chain_can_begin_and_end_at_any_level() -> None:
    before, after, _ = golden("lmdi_chain")
    deals = [{name: side[name] for name in LEVELS[3:]} for side in (before, after)]
    assert list(effects(chain_effects(*deals))) == ["opportunities", "win_rate", "deal_yen"]
    assert list(effects(chain_effects(before, after, "sqls"))) == ["leads", "mql_rate", "sql_share"]
    assert effects(chain_effects(before, after, "leads")) == {"leads": pytest.approx(300)}
    assert effects(chain_effects(levels_of(3, until="wins"), levels_of(9, until="wins"))) == {
        "wins": pytest.approx(6)
    }


def test_a_level_that_only_one_period_knows_is_left_out() -> None:
    found = chain_effects({"sqls": 10, "opportunities": 5}, {"leads": 90, "sqls": 10, "opportunities": 6})
    assert list(effects(found)) == ["sqls", "opportunity_rate"]


def test_deals_of_earlier_leads_join_the_factors_around_the_empty_level() -> None:
    before = levels_of(100, 40, 0, 10, until="opportunities")  # nobody became an SQL, ten deals opened
    found = chain_effects(before, levels_of(100, 40, 20, 20, until="opportunities"))
    assert effects(found) == pytest.approx({"leads": 0, "mql_rate": 0, "opportunities_per_mqls": 10})
    assert found.undefined == ("opportunity_rate",)


def test_what_began_at_nothing_is_marked_and_borne_by_the_first_empty_factor() -> None:
    before = levels_of(100, 40, 0, 0, until="opportunities")
    found = chain_effects(before, levels_of(200, 80, 20, 8, until="opportunities"))
    assert effects(found) == {"leads": 0, "mql_rate": 0, "sql_share": 8, "opportunity_rate": 0}
    assert (found.is_limit, found.undefined) == (True, ("opportunity_rate",))
    assert found.factors[-1].before is None


def test_an_empty_week_against_an_empty_week_has_no_effects() -> None:
    found = chain_effects(levels_of(0, 0, 0, 0, 0, 0), levels_of(0, 0, 0, 0, 0, 0))
    assert set(effects(found).values()) == {0}
    assert not found.is_limit


def test_a_factor_says_whether_it_is_higher_as_far_as_counts_tell() -> None:
    found = chain_effects(levels_of(1000, 400, 10, 10, 5, 10**6), levels_of(1300, 410, 14, 7, 6, 10**7))
    assert [one.direction for one in found.factors] == [
        "higher",  # 1,300 leads after 1,000
        "lower",  # 32 % after 40 %
        "cannot_tell",  # 14 of 410 after 10 of 400
        "lower",  # 7 of 14 after 10 of 10
        "higher",  # 6 of 7 after 5 of 10: P = 93 %
        None,
    ]
    late = chain_effects(levels_of(10, 30, until="wins"), levels_of(10, 60, until="wins"))
    assert late.factors[-1].direction == "higher"  # more wins than deals opened


@pytest.mark.parametrize(
    ("before", "after", "target", "what"),
    [
        ({}, {"leads": 1}, None, "levels"),
        ({"leads": -1}, {"leads": 1}, None, "levels"),
        ({"leads": float("nan")}, {"leads": 1}, None, "levels"),
        ({"amount_yen": -5}, {"amount_yen": 5}, None, "levels"),
        ({"leads": 1}, {"leads": 1}, "wins", "target"),
    ],
)
def test_levels_that_cannot_be_are_refused(
    before: Levels, after: Levels, target: str | None, what: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        chain_effects(before, after, target)
    assert refused.value.fields["what"] == what


# --- the weakest step --------------------------------------------------------------------------


def test_the_step_that_costs_most_yen_is_named() -> None:
    now = levels_of(1000, 400, 200, 100, 10, 10_000_000)
    best = {"mql_rate": 0.5, "sql_share": 0.4, "win_rate": 0.3, "deal_yen": 1_000_000.0}
    found = step_losses(now, best)
    # win rate 10 % instead of 30 %: 20 wins of 1,000,000; MQL rate 40 % instead of 50 %: a quarter more
    assert [(one.code, one.reading, round(one.loss)) for one in found] == [
        ("win_rate", "opportunities_to_wins", 20_000_000),
        ("mql_rate", "leads_to_mqls", 2_500_000),
    ]
    assert all(one.target == "amount_yen" and one.chance is not None and one.chance > 0.99 for one in found)
    assert weakest_step(now, best) == found[0]


def test_a_step_that_let_nothing_through_costs_what_its_references_would_bring() -> None:
    now = levels_of(100, 40, 0, 0, until="opportunities")
    found = step_losses(now, {"mql_rate": 0.8, "sql_share": 0.5, "opportunity_rate": 0.5})
    assert [(one.code, one.loss, one.target) for one in found] == [("sql_share", 10, "opportunities")]
    assert weakest_step(now, {"mql_rate": 0.8, "sql_share": 0.5}) is None  # nobody knows what would follow


def test_nothing_is_weak_at_its_best_or_without_a_reference() -> None:
    now = levels_of(1000, 400, 200, 100, 10, 10_000_000)
    assert weakest_step(now, factors(now)) is None
    assert weakest_step(now, {}) is None
    assert weakest_step(levels_of(0, 0, until="mqls"), {"mql_rate": 0.5}) is None


def test_fewer_leads_than_planned_is_a_step_too_and_yen_carry_no_chance() -> None:
    found = step_losses(levels_of(90, 45, 20, 10, 5, 5_000_000), {"leads": 100, "deal_yen": 1_500_000.0})
    assert [(one.reading, round(one.loss)) for one in found] == [
        ("wins_to_amount_yen", 2_500_000),
        ("leads", 555_556),  # 5,000,000 x 10 / 90
    ]
    assert found[0].chance is None
    assert found[1].chance == pytest.approx(0.85, abs=0.01)  # P(Poisson mean < 100 | 90 seen)


@pytest.mark.parametrize(
    ("count", "reference", "chance"),
    [
        (45, 0.55, 0.829),  # Beta(45.5, 45.5) below 0.55
        (90, 1.2, 0.961),  # more than one each is no share: Gamma(90.5) below 108
        (99, 1.2, 0.806),
    ],
)
def test_the_chance_of_a_shortfall_follows_its_counts(count: int, reference: float, chance: float) -> None:
    found = weakest_step(levels_of(90, count, until="wins"), {"win_rate": reference})
    assert found is not None
    assert found.chance == pytest.approx(chance, abs=1e-3)


def test_the_own_best_of_a_rate_is_shrunk_and_leaves_out_what_is_no_rate() -> None:
    quarters = [{"mqls": 1000, "sqls": 200, "opportunities": k} for k in (20, 20, 40, 20)]
    best = own_best([*quarters, {"mqls": 1000, "sqls": 10, "opportunities": 30}])  # deals of earlier SQLs
    assert list(best) == ["sql_share", "opportunity_rate"]
    assert 0.125 < best["opportunity_rate"] < 0.2  # between the mean of all and the best quarter's 40 of 200
    assert own_best([*quarters[:1], {"mqls": 0, "sqls": 0, "opportunities": 0}]) == own_best([]) == {}
    assert own_best(quarters[:2]).keys() == best.keys()


# --- the bridge --------------------------------------------------------------------------------


def test_a_bridge_begins_at_what_was_said_last_time() -> None:
    walked = [Step("leads", 10.0), Step("win_rate", -40.0)]
    found = bridge(120.0, 90.0, walked, reported=100.0, by_old_rule=108.0)
    assert found.steps == (Step("arrived_late", 8.0), Step("definition_changed", 12.0), *walked)
    assert (found.start, found.end) == (100.0, 90.0)
    assert fsum(step.effect for step in found.steps) == found.end - found.start


def test_without_an_old_rule_or_old_data_a_bridge_has_only_its_steps() -> None:
    assert bridge(1.0, 2.0, [Step("leads", 1.0)]).steps == (Step("leads", 1.0),)
    assert bridge(5.0, 6.0, [Step("leads", 1.0)], reported=4.0).steps[0] == Step("arrived_late", 1.0)
    assert bridge(0.0, 0.0, []).steps == ()


@pytest.mark.parametrize("steps", [[], [Step("leads", 2.0)], [Step("leads", float("nan"))]])
def test_a_bridge_that_does_not_reach_the_other_side_is_refused(steps: Sequence[Step]) -> None:
    with pytest.raises(InvalidInput):
        bridge(1.0, 2.0, steps)


def test_the_bridge_of_a_chain_stands_on_the_level_that_is_taken_apart() -> None:
    before = {"sqls": 100, "opportunities": 20, "wins": 2, "amount_yen": 9e6}
    after = {**before, "sqls": 200}
    found = chain_bridge(chain_effects(before, after), reported={**before, "opportunities": 15})
    assert [(step.code, step.verdict) for step in found.steps] == [
        ("arrived_late", None),
        ("sqls", "higher"),
        ("opportunity_rate", "lower"),
    ]
    assert (found.start, found.end, found.steps[0].effect) == (15, 20, 5)


def test_the_bridge_of_a_rate_has_bars_by_segment_and_none_for_the_rate_of_a_new_one() -> None:
    before = {"web": Counts(40, 100), "fair": Counts(2, 0)}
    after = {"web": Counts(30, 100), "ads": Counts(10, 100)}
    found = rate_bridge(segment_effects(before, after), by_old_rule=Counts(50, 100))
    assert found is not None
    bars = {(step.code, step.segment) for step in found.steps}
    assert bars == {
        *(("definition_changed", None), ("rate", "web"), ("mix", "web"), ("mix", "ads")),
        *(("mix", "fair"), ("unmatched", "fair")),
    }
    assert (found.start, found.end) == (0.5, 0.2)
    assert fsum(step.effect for step in found.steps) == pytest.approx(-0.3, abs=1e-12)
    assert rate_bridge(segment_effects({}, after)) is None
