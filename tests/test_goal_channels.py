"""The plan split by channel: the least cost there is, limits kept, budgets moved by hand."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from kpi.errors import InvalidInput
from kpi.goal_channel import Channel
from kpi.goal_channels import Split, budget_split, cheapest_split, in_whole_inquiries, move_budget

# wins an inquiry 0.05, 0.02, 0.1; yen a win 100,000, 150,000, 300,000
SEARCH = Channel("search", {"cpa_yen": "5,000円", "inquiry_opportunity_rate": "20%", "win_rate": "25%"}, 100)
SOCIAL = Channel(
    "social", {"cpa_yen": 3_000, "inquiry_opportunity_rate": 0.1, "win_rate": 0.2}, most_yen="90万"
)
FAIR = Channel("fair", {"cpa_yen": 30_000, "inquiry_opportunity_rate": 0.5, "win_rate": 0.2})
ALL = (FAIR, SEARCH, SOCIAL)


def figures(split: Split) -> dict[str, tuple[Any, ...]]:
    return {line.code: (line.inquiries, line.brought, line.cost_yen) for line in split.lines}


def test_the_cheapest_wins_are_bought_first_up_to_each_limit() -> None:
    # search 100 inquiries: 5 wins; social 900,000 / 3,000 = 300 inquiries: 6 wins; fair the last 4 of 15
    split = cheapest_split(ALL, 15)
    assert figures(split) == {
        "fair": (40, 4, 1_200_000),
        "search": (100, 5, 500_000),
        "social": (300, 6, 900_000),
    }
    assert [line.price_yen for line in split.lines] == [300_000, 100_000, 150_000]
    assert [line.is_full for line in split.lines] == [False, True, True]
    assert (split.brought, split.cost_yen, split.short, split.goal_cost_yen) == (15, 2_600_000, 0, 2_600_000)


def test_a_goal_beyond_all_limits_says_what_is_missing() -> None:
    split = cheapest_split((SEARCH, SOCIAL), 15)
    assert (split.brought, split.short, split.goal_cost_yen) == (11, 4, None)
    assert cheapest_split((), 3).short == 3
    assert cheapest_split(ALL, 0).cost_yen == 0


def test_yen_and_opportunities_can_be_needed_as_well_as_wins() -> None:
    # a win of the fair is worth 4 of the others: 75,000 yen a million against 100,000 and 150,000
    big = Channel("fair", {**FAIR.given, "deal_yen": 4_000_000})
    small = [
        Channel(one.code, {**one.given, "deal_yen": 10**6}, one.most_inquiries) for one in (SEARCH, SOCIAL)
    ]
    split = cheapest_split((big, *small), "800万", "goal_yen")
    assert figures(split)["fair"] == (20, 8_000_000, 600_000)
    # an opportunity costs 25,000 by search, 30,000 by social, 60,000 at the fair
    assert figures(cheapest_split(ALL, 21, "opportunities")) == {
        "fair": (0, 0, 0), "search": (100, 20, 500_000), "social": (10, 1, 30_000),
    }  # fmt: skip


def test_inquiries_are_rounded_up_to_whole_ones_within_the_limits() -> None:
    # 5.01 wins: search 5, social 0.01 / 0.02 = half an inquiry
    split = in_whole_inquiries(cheapest_split(ALL, "5.01"))
    assert figures(split)["social"] == (1, Fraction(1, 50), 3_000)
    assert (split.brought, split.cost_yen) == (Fraction(502, 100), 503_000)


def test_a_limit_in_yen_holds_whole_inquiries_only_and_the_tighter_of_two_limits_counts() -> None:
    by_yen = Channel("social", SOCIAL.given, 4, "1万")  # 10,000 / 3,000 = 3.3
    by_count = Channel("social", SOCIAL.given, 2, "1万")
    assert [cheapest_split((one,), 9).lines[0].most for one in (by_yen, by_count)] == [3, 2]


def test_a_channel_that_costs_nothing_comes_first_and_needs_a_limit_to_leave_work_to_others() -> None:
    free = Channel("referral", {"cpa_yen": 0, "inquiry_opportunity_rate": 0.5, "win_rate": 0.5}, 8)
    assert figures(cheapest_split((SEARCH, free), 3))["referral"] == (8, 2, 0)
    spent = budget_split((SEARCH, free), {"referral": 500, "search": 100_000}, 3)
    assert figures(spent) == {"search": (20, 1, 100_000), "referral": (8, 2, 0)}
    assert spent.lines[1].unused_yen == 500
    assert budget_split((SEARCH, free), {}, 2).goal_cost_yen == 0


@pytest.mark.parametrize(
    ("typed", "reason", "cause", "errors"),
    [
        ({"cpa_yen": ""}, "missing", None, []),
        ({"win_rate": None}, "missing", None, []),
        ({"win_rate": "130%", "cpa_yen": "dear"}, "invalid", "win_rate", ["win_rate", "cpa_yen"]),
        ({"sql_rate": 0.5, "opportunity_rate": 0.5}, "contradiction", "inquiry_opportunity_rate", []),
    ],
)
def test_a_channel_that_cannot_be_reckoned_takes_no_part_and_says_why(
    typed: Any, reason: str, cause: str | None, errors: Any
) -> None:
    split = cheapest_split((SOCIAL, Channel("search", {**SEARCH.given, **typed})), 100)
    line = split.lines[1]
    assert line.why is not None
    assert (line.why.reason, line.why.cause, list(line.errors)) == (reason, cause, errors)
    assert (line.inquiries, split.brought) == (0, 6)
    moved = budget_split((SOCIAL, Channel("search", {**SEARCH.given, **typed})), {"search": 700}, 100)
    assert (moved.lines[1].inquiries, moved.lines[1].unused_yen) == (0, 700)


def test_limits_and_budgets_that_cannot_be_read_have_an_error_each() -> None:
    bad = Channel("search", SEARCH.given, "many", -1)
    (line,) = cheapest_split((bad,), 1).lines
    assert {what: error.fields["reason"] for what, error in line.errors.items()} == {
        "most_inquiries": "not_a_number",
        "most_yen": "below_zero",
    }
    (line,) = budget_split((SEARCH,), {"search": "abc"}, 1).lines
    assert (line.inquiries, list(line.errors), line.why is None) == (0, ["budget_yen"], False)


def test_a_channel_that_never_wins_is_not_bought_but_its_budget_counts() -> None:
    never = Channel("banner", {"cpa_yen": 100, "inquiry_opportunity_rate": 0.1, "win_rate": 0})
    assert figures(cheapest_split((never, SEARCH), 1))["banner"] == (0, 0, 0)
    # 1 win by search for 100,000, as much again for nothing
    assert budget_split((never, SEARCH), {"banner": 100_000, "search": 100_000}, 1).goal_cost_yen == 200_000


def test_moving_money_to_a_dearer_channel_shows_what_the_goal_costs_then() -> None:
    # social 4 wins instead of 6, the fair 5 instead of 4: 14 of 15. Search is full with 5, so fair and social
    # grow until 9 wins are 10: 500,000 + 2,100,000 x 10 / 9
    start = cheapest_split(ALL, 15)
    moved = move_budget(ALL, start, "social", "fair", "30万")
    assert figures(moved) == {
        "fair": (50, 5, 1_500_000),
        "search": (100, 5, 500_000),
        "social": (200, 4, 600_000),
    }
    assert (moved.brought, moved.short, moved.cost_yen) == (14, 1, 2_600_000)
    assert moved.goal_cost_yen == 500_000 + Fraction(10, 9) * 2_100_000
    back = move_budget(ALL, moved, "fair", "social", 300_000)
    assert figures(back) == figures(start)


def test_money_beyond_a_limit_is_told_and_can_be_moved_away_again() -> None:
    moved = move_budget(ALL, cheapest_split(ALL, 15), "fair", "search", 200_000)
    search = moved.lines[1]
    assert (search.inquiries, search.unused_yen, search.is_full) == (100, 200_000, True)
    assert figures(move_budget(ALL, moved, "search", "fair", 200_000)) == figures(cheapest_split(ALL, 15))


@pytest.mark.parametrize(
    ("call", "fields"),
    [
        (lambda: cheapest_split(ALL, "abc"), {"what": "needed", "value": "abc", "reason": "not_a_number"}),
        (lambda: cheapest_split(ALL, 1, "win_rate"), {"what": "target", "value": "win_rate"}),
        (lambda: cheapest_split((FAIR, FAIR), 1), {"what": "channel", "value": "fair"}),
        (lambda: cheapest_split([Channel("a", {"rate": 1})], 1), {"what": "node", "value": "rate"}),
        (lambda: budget_split(ALL, {"radio": 5}, 1), {"what": "channel", "value": "radio"}),
        (
            lambda: move_budget(ALL, cheapest_split(ALL, 1), "radio", "fair", 1),
            {"what": "channel", "value": "radio"},
        ),
        (
            lambda: move_budget(ALL, cheapest_split(ALL, 1), "fair", "search", 1),
            {"what": "move_yen", "value": 1, "reason": "too_much"},
        ),
    ],
)
def test_what_cannot_be_split_is_refused_by_name(call: Any, fields: Any) -> None:
    with pytest.raises(InvalidInput) as refused:
        call()
    assert refused.value.fields == fields


CHANNEL = st.tuples(
    st.integers(1, 50), st.integers(1, 40), st.integers(0, 30)
)  # cpa, opportunities in 100, most
CHANNELS = st.lists(CHANNEL, min_size=1, max_size=5)


def channels(drawn: list[tuple[int, int, int]]) -> list[Channel]:
    return [
        Channel(str(place), {"cpa_yen": cpa, "inquiry_opportunity_rate": f"{percent}%"}, most)
        for place, (cpa, percent, most) in enumerate(drawn)
    ]


@settings(max_examples=60, deadline=None)
@given(CHANNELS, st.integers(1, 20))
def test_no_other_split_is_cheaper_says_linear_programming(drawn: Any, needed: int) -> None:
    split = cheapest_split(channels(drawn), needed, "opportunities")
    best = linprog(
        [cpa for cpa, _, _ in drawn],
        A_ub=[[-percent / 100 for _, percent, _ in drawn]],
        b_ub=[-needed],
        bounds=[(0, most) for _, _, most in drawn],
    )
    if sum(percent * most for _, percent, most in drawn) != 100 * needed:  # there floats may err
        assert best.success == (split.short == 0)
    if best.success and split.short == 0:
        assert float(split.cost_yen) == pytest.approx(best.fun, rel=1e-9, abs=1e-9)
    assert all(0 <= line.inquiries <= (line.most or 0) for line in split.lines)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 9), st.integers(1, 99), st.integers(0, 6)), min_size=1, max_size=3),
       st.integers(1, 300))  # fmt: skip
def test_in_whole_inquiries_it_is_within_one_inquiry_of_the_best_of_all_splits(
    drawn: Any, hundredths: int
) -> None:
    costs = [
        sum(count * cpa for count, (cpa, _, _) in zip(counts, drawn, strict=True))
        for counts in product(*(range(most + 1) for _, _, most in drawn))
        if sum(count * percent for count, (_, percent, _) in zip(counts, drawn, strict=True)) >= hundredths
    ]
    exact = cheapest_split(channels(drawn), Fraction(hundredths, 100), "opportunities")
    whole = in_whole_inquiries(exact)
    assert (exact.short == 0) == bool(costs)
    if costs:
        part = [line for line in exact.lines if line.inquiries.denominator > 1]
        assert whole.short == 0
        assert exact.cost_yen <= min(costs) <= whole.cost_yen
        assert whole.cost_yen < exact.cost_yen + sum((line.cpa_yen or 0) for line in part) or not part
        assert len(part) <= 1


@settings(max_examples=60, deadline=None)
@given(CHANNELS, st.integers(1, 20), st.lists(st.integers(0, 900), min_size=5, max_size=5))
def test_no_mix_of_budgets_reaches_the_goal_for_less_than_the_cheapest(
    drawn: Any, needed: int, yen: list[int]
) -> None:
    cheapest = cheapest_split(channels(drawn), needed, "opportunities")
    budgets = {str(place): yen[place] for place in range(len(drawn))}
    mixed = budget_split(channels(drawn), budgets, needed, "opportunities")
    spent = sum((line.cost_yen + line.unused_yen for line in mixed.lines), Fraction(0))
    assert spent == sum(budgets.values())
    if mixed.goal_cost_yen is not None:
        assert cheapest.goal_cost_yen is not None
        assert mixed.goal_cost_yen >= cheapest.goal_cost_yen
        assert (mixed.goal_cost_yen <= mixed.cost_yen) == (mixed.short == 0)


@settings(max_examples=40, deadline=None)
@given(CHANNELS, st.integers(1, 20))
def test_more_is_never_cheaper_and_a_looser_limit_never_dearer(drawn: Any, needed: int) -> None:
    now = cheapest_split(channels(drawn), needed, "opportunities")
    assume(now.goal_cost_yen is not None)
    more = cheapest_split(channels(drawn), needed + 1, "opportunities")
    looser = cheapest_split(channels([(*drawn[0][:2], drawn[0][2] + 5), *drawn[1:]]), needed, "opportunities")
    assert more.cost_yen >= now.cost_yen >= looser.cost_yen
