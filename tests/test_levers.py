"""What each change saves, in inquiries and yen, and which pays best."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.errors import InvalidInput
from kpi.levers import (
    Lever,
    Need,
    best_quarter,
    bigger_deals,
    lower_cpa,
    one_more_rep,
    other_thresholds,
    plus_point,
    ranked,
    rep_growth,
    shrunk_rates,
)
from kpi.plan import Plan

EXAMPLE = Need(5000 / 3, 8000)  # 100,000,000 yen at 1,000,000 a deal, 30 % and 20 %
NO_CPA = Need(5000 / 3, None)
UNDEFINED = Need(None, 8000, "rate_zero:leads")


def by_score(**values: float) -> np.ndarray:
    found = np.zeros(101)
    for score, value in values.items():
        found[int(score[1:])] = value
    return found


def test_one_point_more_saves_79_leads_at_the_opportunity_rate_and_54_at_the_win_rate() -> None:
    found = plus_point(EXAMPLE, "leads", 0.2), plus_point(EXAMPLE, "opportunities", 0.3)
    assert [round(lever.inquiries_saved) for lever in found] == [79, 54]  # methods.md 5
    assert found[0].saved_yen == pytest.approx(5000 / 3 * (1 - 0.2 / 0.21) * 8000)
    assert found[0].rate == pytest.approx(0.21)


def test_a_rate_is_not_raised_above_one() -> None:
    assert plus_point(EXAMPLE, "leads", 0.995).rate == 1
    assert plus_point(EXAMPLE, "leads", 1.0).reason == "at_limit:leads"


def test_the_best_of_twelve_equal_quarters_looks_good_and_is_not() -> None:
    # methods.md 5: truth 20 %, the best looks like 28.7 %, shrunk 21.2 %. 60 trials a quarter, 600 worlds.
    rng = np.random.default_rng(20260401)
    quarters = rng.binomial(60, 0.2, (600, 12))
    shrunk = [shrunk_rates(wins, [60] * 12).max() for wins in quarters]
    assert (quarters.max(axis=1) / 60).mean() == pytest.approx(0.287, abs=0.003)
    assert np.mean(shrunk) == pytest.approx(0.212, abs=0.005)


def test_quarters_that_truly_differ_keep_their_difference() -> None:
    assert shrunk_rates([100, 300, 100], [1000] * 3)[1] == pytest.approx(0.29, abs=0.01)


def test_a_quarter_without_trials_has_no_rate() -> None:
    found = shrunk_rates([0, 20, 30], [0, 100, 100])
    assert np.isnan(found[0])
    assert 0.2 < found[1] < found[2] < 0.3
    assert np.isnan(shrunk_rates([0], [0])).all()


def test_back_to_the_best_quarter_saves_what_the_better_rate_saves() -> None:
    shrunk = shrunk_rates([100, 300], [1000, 1000])
    found = best_quarter(EXAMPLE, "leads", 0.2, shrunk)
    assert found.rate is not None
    assert found.rate == shrunk[1]
    assert found.inquiries_saved == pytest.approx(5000 / 3 * (1 - 0.2 / found.rate))


@pytest.mark.parametrize(
    ("now", "success", "trials", "reason"),
    [
        (None, [1, 2], [9, 9], "rate_zero:leads"),
        (0.0, [1, 2], [9, 9], "rate_zero:leads"),
        (0.2, [2], [9], "few_quarters:leads"),
        (0.2, [2, 0], [9, 0], "few_quarters:leads"),
        (0.2, [], [], "few_quarters:leads"),
        (0.9, [10, 12], [100, 100], "already_best:leads"),
    ],
)
def test_without_a_better_quarter_there_is_a_reason(now: Any, success: Any, trials: Any, reason: str) -> None:
    found = best_quarter(EXAMPLE, "leads", now, shrunk_rates(success, trials))
    assert (found.inquiries_saved, found.saved_yen, found.reason) == (None, None, reason)


@pytest.mark.parametrize(("success", "trials"), [([1], [1, 2]), ([3], [2]), ([-1], [2]), (["a"], [2])])
def test_quarters_that_cannot_be_are_refused(success: Any, trials: Any) -> None:
    with pytest.raises(InvalidInput):
        shrunk_rates(success, trials)


def test_bigger_deals_save_one_eleventh_of_the_leads() -> None:
    assert bigger_deals(EXAMPLE).inquiries_saved == pytest.approx(5000 / 3 / 11)
    assert bigger_deals(EXAMPLE, goal_in_yen=False).reason == "goal_in_counts"


def test_cheaper_inquiries_save_a_tenth_of_the_budget_and_no_inquiry() -> None:
    found = lower_cpa(EXAMPLE)
    assert (found.inquiries_saved, found.saved_yen) == (0, pytest.approx(5000 / 3 * 800))


def test_one_more_salesperson_works_what_was_left_lying() -> None:
    # 10 leads of 1,000 yen; one rep works 5 of them in the week, two work all: the same leads bring double.
    leads, value = by_score(s60=10), by_score(s60=1000)
    plan = Plan(field_reps=1, leads_per_rep_week=5, absence_rate=0)
    assert one_more_rep(EXAMPLE, rep_growth(leads, value, plan, 1)).inquiries_saved == pytest.approx(2500 / 3)
    full = Plan(field_reps=2, leads_per_rep_week=5, absence_rate=0)
    enough = one_more_rep(EXAMPLE, rep_growth(leads, value, full, 1))
    nothing = one_more_rep(EXAMPLE, rep_growth(leads, value, Plan(field_reps=0), 1))
    assert (enough.reason, nothing.reason) == ("capacity_suffices", "no_value")


def test_another_pair_of_lines_saves_the_difference_of_the_two_needs() -> None:
    now = Need(1667, 8000)
    found, worse = other_thresholds(now, 1250), other_thresholds(now, 2000)
    assert (found.inquiries_saved, found.saved_yen) == (417, 417 * 8000)
    assert (worse.inquiries_saved, worse.saved_yen) == (-333, -333 * 8000)
    assert other_thresholds(now, None).reason == "no_best_pair"


def test_without_cpa_a_lever_saves_inquiries_only() -> None:
    for lever in (plus_point(NO_CPA, "leads", 0.2), bigger_deals(NO_CPA), lower_cpa(NO_CPA)):
        assert (lever.saved_yen, lever.reason) == (None, "no_cpa")
        assert lever.inquiries_saved is not None


def test_without_a_need_no_lever_is_defined() -> None:
    other = other_thresholds(UNDEFINED, 1250)
    for lever in (
        plus_point(UNDEFINED, "leads", 0.2),
        bigger_deals(UNDEFINED),
        lower_cpa(UNDEFINED),
        other,
    ):
        assert (lever.inquiries_saved, lever.saved_yen, lever.reason) == (None, None, "rate_zero:leads")


def test_the_lever_that_saves_most_for_its_cost_comes_first_and_one_that_loses_money_late() -> None:
    levers = [
        Lever("undefined", None, None, "no_value"),
        Lever("no_yen", 50, None, "no_cpa"),
        Lever("dear", 100, 800_000),
        Lever("cheap", 40, 320_000),
        Lever("unpriced", 10, 80_000),
        Lever("unpriced_big", 20, 160_000),
        Lever("free", 1, 8_000),
    ]
    costs = {"dear": "400万", "cheap": 100_000, "free": 0, "undefined": 5}
    found = ranked(levers, costs)
    assert [lever.code for lever in found] == [
        "free",
        "cheap",
        "unpriced_big",
        "unpriced",
        "no_yen",
        "dear",
        "undefined",
    ]
    assert [lever.saved_per_yen for lever in found] == [None, 3.2, None, None, None, 0.2, None]
    assert [lever.code for lever in ranked(levers)][:2] == ["dear", "cheap"]


def test_a_cost_that_is_no_number_is_refused() -> None:
    with pytest.raises(InvalidInput) as refused:
        ranked([], {"a": "abc"})
    assert refused.value.fields["what"] == "cost"


QUARTERS = st.lists(
    st.tuples(st.integers(0, 500), st.integers(0, 500)).map(lambda x: (min(x), max(x))),
    min_size=1,
    max_size=12,
)


@given(QUARTERS)
def test_shrunk_rates_lie_between_the_quarter_and_the_mean(quarters: list[tuple[int, int]]) -> None:
    success, trials = np.array(quarters, dtype=float).T
    found = shrunk_rates(success, trials)
    seen = trials > 0
    assert np.isfinite(found[seen]).all()
    if seen.any():
        raw, mean = success[seen] / trials[seen], success.sum() / trials.sum()
        assert (found[seen] >= np.minimum(raw, mean) - 1e-6).all()
        assert (found[seen] <= np.maximum(raw, mean) + 1e-6).all()


@given(st.floats(1, 1e9), st.floats(1e-6, 0.99), st.floats(0, 1e6))
def test_a_lever_never_saves_more_than_is_needed_and_the_worse_rate_gains_most(
    inquiries: float, now: float, cpa: float
) -> None:
    need = Need(inquiries, cpa)
    point, weaker = (plus_point(need, "leads", p).inquiries_saved for p in (now, now * 0.9))
    assert 0 < point < inquiries
    assert weaker >= point
    assert 0 < bigger_deals(need).inquiries_saved < inquiries
