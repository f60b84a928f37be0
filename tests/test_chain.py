"""The KGI chain at every threshold: exact backwards, sufficient forwards, undefined with a reason."""

from __future__ import annotations

from fractions import Fraction
from math import ceil

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.chain import Chain, chain
from kpi.goal import back_calculate
from kpi.histogram import SCORES

GOAL = 300_000_000


def steps(*tops: tuple[int, float]) -> np.ndarray:
    """An array by threshold that is `value` up to and including each score, 0 above the last."""
    found = np.zeros(SCORES)
    for score, value in sorted(tops, reverse=True):
        found[: score + 1] = value
    return found


def small(goal_yen: int = GOAL, **changed: object) -> Chain:
    """400 inquiries; at 60: 200 SQLs, 150 deals, 100 wins of 3 million. Above 60 nothing."""
    columns = {
        "selected": steps((40, 250), (60, 200)),
        "opportunities": steps((60, 150)),
        "wins": steps((60, 100)),
        "amount_yen": steps((60, 300_000_000)),
    } | changed
    return chain(goal_yen, inquiries=400, **columns)  # type: ignore[arg-type]


def test_the_history_itself_is_what_its_own_amount_needs() -> None:
    found = small()
    levels = (found.wins, found.opportunities, found.sqls, found.mqls[40], found.inquiries)
    assert [level[60] for level in levels] == [100, 150, 200, 250, 400]


def test_each_level_is_rounded_up_from_the_exact_number_and_not_from_the_one_before() -> None:
    # 1 yen more: wins 100 + 1/3M → 101; the exact SQLs 200 + 2/3M → 201, inquiries 400 + … → 401
    found = small(GOAL + 1)
    assert [level[60] for level in (found.wins, found.sqls, found.inquiries)] == [101, 201, 401]


def test_57_wins_at_57_per_cent_need_exactly_100_opportunities() -> None:
    found = small(
        57, selected=steps((60, 100)), opportunities=steps((60, 100)), wins=steps((60, 57)),
        amount_yen=steps((60, 57)),
    )  # fmt: skip
    assert (found.wins[60], found.opportunities[60]) == (57, 100)


def test_the_mql_line_lies_at_or_below_the_sql_line() -> None:
    found = small()
    assert [found.mqls[m][60] for m in (0, 40, 41, 60, 61)] == [250, 250, 200, 200, None]


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"selected": steps()}, "no_sql"),
        ({"opportunities": steps()}, "no_opportunity"),
        ({"wins": steps()}, "no_win"),
        ({"amount_yen": steps()}, "no_won_amount"),
        ({"opportunities": steps((60, 201))}, "rate_above_one"),
        ({"wins": steps((60, 151))}, "rate_above_one"),
        ({"selected": steps(), "wins": steps()}, "no_sql"),  # the first thing that is missing
    ],
)
def test_a_chain_that_cannot_be_formed_is_none_at_every_level_and_says_why(
    changed: dict[str, object], reason: str
) -> None:
    found = small(**changed)
    levels = (found.wins, found.opportunities, found.sqls, found.mqls[40], found.inquiries)
    assert {level[60] for level in levels} == {None}
    assert found.reason[60] == reason


def test_above_the_highest_lead_there_is_no_chain_and_below_it_there_is() -> None:
    assert [small().reason[t] for t in (0, 60, 61, 100)] == [None, None, "no_sql", "no_sql"]


@settings(max_examples=80, deadline=None)
@given(
    goal=st.integers(1, 10**15),
    counts=st.lists(st.integers(1, 5_000), min_size=5, max_size=5).map(sorted),
    mean=st.integers(1, 10**9),
)
def test_forward_again_reaches_the_goal_and_one_inquiry_fewer_does_not(
    goal: int, counts: list[int], mean: int
) -> None:
    wins, deals, sqls, mqls, inquiries = counts
    found = chain(
        goal,
        selected=steps((40, mqls), (60, sqls)),
        inquiries=inquiries,
        opportunities=steps((60, deals)),
        wins=steps((60, wins)),
        amount_yen=steps((60, float(wins * mean))),
    )
    yen_each = Fraction(wins * mean, inquiries)  # what one inquiry brings in the end
    needed = found.inquiries[60]
    assert needed is not None
    assert needed * yen_each >= goal > (needed - 1) * yen_each
    rates = [
        ("opportunities", Fraction(wins, deals)), ("sqls", Fraction(deals, sqls)),
        ("mqls", Fraction(sqls, mqls)), ("inquiries", Fraction(mqls, inquiries)),
    ]  # fmt: skip
    planned = back_calculate(goal, mean, rates, style="plan")
    levels = (found.wins, found.opportunities, found.sqls, found.mqls[40], found.inquiries)
    assert [level[60] for level in levels] == list(planned.values())


@settings(max_examples=80, deadline=None)
@given(
    guess=st.lists(st.floats(0, 1e5, allow_nan=False), min_size=3, max_size=3),
    amount=st.floats(0, 1e14, allow_nan=False),
)
def test_any_estimate_gives_whole_numbers_or_a_reason_never_both(guess: list[float], amount: float) -> None:
    wins, deals, sqls = sorted(guess)
    columns = {"selected": ceil(sqls), "opportunities": deals, "wins": wins, "amount_yen": amount}
    found = chain(GOAL, inquiries=ceil(sqls), **{name: steps((60, value)) for name, value in columns.items()})  # type: ignore[arg-type]
    levels = (found.wins, found.opportunities, found.sqls, found.mqls[60], found.inquiries)
    assert all((level[60] is None) == (found.reason[60] is not None) for level in levels)
    assert all(isinstance(level[60], int) for level in levels if level[60] is not None)
