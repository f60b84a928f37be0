"""Rates by bucket of ten points: finite whatever the data, honest about what they do not know."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.bucket_rate import BUCKET_OF_SCORE, BUCKETS, SCORES, BucketRates, bucket_rates


def by_score(values: dict[int, float]) -> np.ndarray:
    found = np.zeros(SCORES)
    for score, value in values.items():
        found[score] = value
    return found


def fit(table: dict[int, tuple[float, float]]) -> BucketRates:
    """Fit on {score: (successes, trials)}."""
    return bucket_rates(
        by_score({s: k for s, (k, _) in table.items()}), by_score({s: n for s, (_, n) in table.items()})
    )


TABLES = st.dictionaries(
    st.integers(0, 100),
    st.tuples(st.floats(0, 300), st.floats(0, 1)).map(lambda x: (x[0] * x[1], x[0])),
    max_size=40,
)
SMOOTH = {s: (1000 / (1 + math.exp(3.6 - 0.045 * s)), 1000.0) for s in range(SCORES)}


def test_buckets_hold_ten_points_and_the_last_eleven() -> None:
    assert np.bincount(BUCKET_OF_SCORE).tolist() == [10] * 9 + [11]
    assert BUCKET_OF_SCORE[[0, 9, 10, 89, 90, 100]].tolist() == [0, 0, 1, 8, 9, 9]


def test_nothing_known_is_undefined_and_not_a_rate() -> None:
    rates = fit({})
    assert not rates.is_defined
    assert rates.draw(np.random.default_rng(1), 5).tolist() == [[0.0] * BUCKETS] * 5


@pytest.mark.parametrize(
    "table",
    [
        {50: (0, 1)},
        {50: (1, 1)},
        {70: (40, 40), 30: (40, 40)},
        {70: (0, 40), 30: (0, 40)},
        {70: (40, 40), 30: (0, 40)},  # separated by the score
        {0: (1, 2)},
        {100: (0, 1e6)},
        {100: (1e6, 1e6), 99: (0, 1e6)},
        {60: (3, 0)},  # successes of subjects too young to have any exposure
        {60: (30, 0.5)},
        {60: (0, 1e-9)},
    ],
)
def test_degenerate_evidence_gives_finite_rates(table: dict[int, tuple[float, float]]) -> None:
    rates = fit(table)
    drawn = rates.draw(np.random.default_rng(1), 200)
    assert rates.is_defined
    for values in (rates.bucket_rate, rates.rate_by_score, drawn, rates.by_score(drawn)):
        assert np.isfinite(values).all()
        assert values.min() >= 0
        assert values.max() <= 1


@given(TABLES)
@settings(max_examples=150, deadline=None)
def test_any_evidence_gives_rates_between_zero_and_one(table: dict[int, tuple[float, float]]) -> None:
    rates = fit(table)
    drawn = rates.draw(np.random.default_rng(1), 20)
    for values in (rates.bucket_rate, rates.rate_by_score, drawn):
        assert np.isfinite(values).all()
        assert values.min() >= 0
        assert values.max() <= 1


def test_a_curve_that_is_logistic_is_recovered() -> None:
    truth = np.array([k / n for k, n in SMOOTH.values()])
    assert fit(SMOOTH).rate_by_score == pytest.approx(truth, rel=0.02)


def test_the_curve_is_where_its_gradient_vanishes() -> None:
    rates = fit({20: (3, 60), 45: (9, 70), 80: (21, 50)})
    success, trials = by_score({20: 3, 45: 9, 80: 21}), by_score({20: 60, 45: 70, 80: 50})
    design = np.column_stack([np.ones(SCORES), rates.step])
    chance = 1 / (1 + np.exp(-design @ rates.coefficient))
    prior_mean, precision = np.array([math.log(33.5 / 147.5), 0]), np.array([1 / 4, 1 / 6.25])
    gradient = design.T @ (success - trials * chance) - precision * (rates.coefficient - prior_mean)
    assert gradient == pytest.approx([0, 0], abs=1e-6)


def test_a_rate_lies_between_its_bucket_and_the_curve() -> None:
    # Only one bucket leaves the curve: it is pulled back, and the more so the fewer leads it has.
    few = fit(SMOOTH | dict.fromkeys(range(50, 60), (0.0, 3.0))).bucket_rate[5]
    many = fit(SMOOTH | dict.fromkeys(range(50, 60), (0.0, 3000.0))).bucket_rate[5]
    assert 0 < many < 0.02 < few < 0.26


def test_a_bucket_without_knowns_takes_the_average_of_the_curve() -> None:
    rates = fit({s: value for s, value in SMOOTH.items() if s >= 50})
    assert rates.bucket_rate[2] == pytest.approx(
        np.mean([SMOOTH[s][0] / 1000 for s in range(20, 30)]), rel=0.02
    )


def test_scores_of_a_half_seen_bucket_differ_by_the_curve() -> None:
    # All leads from 55 up are known. Unknown leads of 50..54 are not as good as the known ones of 55..59.
    rates = fit({s: value for s, value in SMOOTH.items() if s >= 55})
    assert rates.rate_by_score[50] == pytest.approx(SMOOTH[50][0] / 1000, rel=0.03)
    assert rates.bucket_rate[5] == pytest.approx(
        np.mean([SMOOTH[s][0] / 1000 for s in range(55, 60)]), rel=0.02
    )


def test_the_order_of_leads_and_doubling_by_halves_change_nothing() -> None:
    whole = fit({40: (4, 40), 60: (12, 40)})
    halves = bucket_rates(
        by_score({40: 2, 60: 6}) + by_score({40: 2, 60: 6}),
        by_score({40: 30, 60: 10}) + by_score({40: 10, 60: 30}),
    )
    assert halves.bucket_rate == pytest.approx(whole.bucket_rate)


def test_draws_scatter_around_the_point_and_wider_with_less_evidence() -> None:
    much = fit({s: (n * 0.2, n) for s in range(SCORES) for n in [50.0]})
    little = fit({s: (n * 0.2, n) for s in range(SCORES) for n in [1.0]})
    draws = [rates.draw(np.random.default_rng(3), 4000) for rates in (much, little)]
    assert draws[0].mean(axis=0) == pytest.approx(much.bucket_rate, rel=0.03)
    assert (draws[1].std(axis=0) > 3 * draws[0].std(axis=0)).all()


def test_doubt_grows_away_from_the_evidence() -> None:
    rates = fit({s: (n * 0.2, n) for s in range(60, 80) for n in [10.0]})
    spread = rates.draw(np.random.default_rng(3), 2000).std(axis=0)
    assert spread[6] < spread[4] < spread[2]


def test_exposure_counts_for_trials_of_young_leads() -> None:
    # 400 leads with half of their time over and 20 successes: the rate is 20 / 200.
    assert fit({50: (20, 200)}).bucket_rate[5] == pytest.approx(0.1, rel=0.03)


def test_the_same_seed_gives_the_same_draws() -> None:
    rates = fit({50: (4, 30), 70: (9, 30)})
    first, second = (rates.draw(np.random.default_rng(5), 10) for _ in range(2))
    assert (first == second).all()
