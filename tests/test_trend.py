"""Bands of noise: literal limits, false alarms within their stated rates, real changes seen."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom, poisson

from kpi.errors import InvalidInput
from kpi.trend import MIN_POINTS, Band, amount_band, count_band, rate_band

YEARS, WEEKS = 400, 52


def alarms(bands: list[Band]) -> float:
    return float(np.mean([band.is_signal.any() for band in bands]))


def years_of_rates(leads_a_week: int, rate: float, scatter: float = 0) -> list[Band]:
    """Years in which nothing changes; with `scatter` each week has its own rate round the same mean."""
    dice, found = np.random.default_rng(7), []
    for _ in range(YEARS):
        trials = np.maximum(1, dice.poisson(leads_a_week, WEEKS))
        weekly = dice.beta(rate * scatter, (1 - rate) * scatter, WEEKS) if scatter else rate
        found.append(rate_band(dice.binomial(trials, weekly), trials))
    return found


def weekly_amounts(dice: np.random.Generator, deals: float, weeks: int) -> tuple[np.ndarray, np.ndarray]:
    """Won yen by week: Poisson many deals whose size varies about threefold (log-normal, sigma 1.2)."""
    counts = dice.poisson(deals, weeks)
    return np.array([np.exp(dice.normal(13, 1.2, count)).sum() for count in counts]), counts


def test_the_limits_of_a_rate_are_the_exact_binomial_ones() -> None:
    # 10 weeks of 100 leads, 20 % of them SQLs: outside lies what has a chance under 0.135 % on its side
    band = rate_band([20] * 9 + [33], [100] * 10)
    assert (band.method, band.window, band.spread) == ("binomial", 1, 1)
    center = (9 * 20 + 33) / 1000
    assert band.center == pytest.approx([center] * 10)
    lower, upper = round(band.lower[0] * 100), round(band.upper[0] * 100)
    assert binom.cdf(lower - 1, 100, center) < 0.00135 <= binom.cdf(lower, 100, center)
    assert binom.sf(upper, 100, center) <= 0.00135 < binom.sf(upper - 1, 100, center)
    assert (lower, upper) == (10, 34)
    assert not band.is_signal.any()
    assert rate_band([20] * 9 + [38], [100] * 10).is_signal.tolist() == [False] * 9 + [True]


def test_the_limits_of_a_count_are_the_exact_poisson_ones() -> None:
    band = count_band([4, 3, 5, 4, 4, 3, 5, 4, 4, 4])
    upper = int(band.upper[0])
    assert poisson.sf(upper, 4) <= 0.00135 < poisson.sf(upper - 1, 4)
    assert (band.center[0], band.lower[0], upper, band.method) == (4, 0, 11, "poisson")
    assert count_band([4, 3, 5, 4, 4, 3, 5, 4, 4, 20]).is_signal.tolist() == [False] * 9 + [True]


def test_the_limits_of_amounts_are_xmr_on_square_roots() -> None:
    # roots 10, 12 in turn: mean 11, mean moving range 2, limits 11 ± 3 x 2 / 1.128 = 5.681 and 16.319
    band = amount_band([100, 144] * 5)
    assert (band.method, band.window) == ("xmr", 1)
    assert band.center[0] == pytest.approx(121)
    assert band.lower[0] == pytest.approx(5.680851**2, rel=1e-6)
    assert band.upper[0] == pytest.approx(16.319149**2, rel=1e-6)
    assert not band.is_signal.any()
    assert amount_band([100, 144] * 10 + [900]).is_signal.tolist() == [False] * 20 + [True]


@pytest.mark.parametrize(("leads_a_week", "rate"), [(50, 0.08), (60, 0.2), (120, 0.1), (200, 0.03)])
def test_a_year_without_change_seldom_raises_an_alarm(leads_a_week: int, rate: float) -> None:
    # stated: 2 to 7 % of years; 400 years give it ± 2.5 points
    assert alarms(years_of_rates(leads_a_week, rate)) <= 0.095


def test_weeks_that_scatter_more_than_chance_get_wider_limits() -> None:
    # stated: 16 to 22 % of years, 72 to 100 % without
    bands = years_of_rates(120, 0.3, scatter=60)
    assert np.mean([band.method == "laney" for band in bands]) > 0.95
    assert alarms(bands) <= 0.22
    without = [(b.value < b.center - (b.center - b.lower) / b.spread).any()
               or (b.value > b.center + (b.upper - b.center) / b.spread).any() for b in bands]  # fmt: skip
    assert np.mean(without) > 0.72


def test_counts_and_amounts_that_do_not_change_seldom_raise_an_alarm() -> None:
    dice = np.random.default_rng(11)
    for mean in (2, 10, 100):
        assert alarms([count_band(dice.poisson(mean, WEEKS)) for _ in range(YEARS)]) <= 0.12
    pooled = []
    for _ in range(YEARS):
        amounts, deals = weekly_amounts(dice, 3, 60)
        pooled.append(amount_band(amounts, deal_counts=deals))
    assert {band.window for band in pooled} == {4}
    assert alarms(pooled) <= 0.11  # 47 % week by week, 90 % without square roots
    lead_times = [amount_band(dice.normal(40, 6, WEEKS)) for _ in range(YEARS)]
    assert alarms(lead_times) <= 0.22


def test_a_real_change_of_few_leads_is_seen_in_four_week_windows() -> None:
    # 20 leads a week, 20 % of them SQLs, then 4 weeks of 4 %: a single week of them is hardly ever outside
    seen, by_week = [], []
    dice = np.random.default_rng(3)
    for _ in range(200):
        hits = np.concatenate([dice.binomial(20, 0.20, 48), dice.binomial(20, 0.04, 4)])
        band = rate_band(hits, [20] * 52)
        assert (band.window, len(band.value), band.last_bucket[-1]) == (4, 13, 51)
        seen.append(band.is_signal[-1])
        by_week.append(rate_band(hits, [20] * 52, may_pool=False).is_signal[-4:].any())
    assert np.mean(seen) > 0.4
    assert np.mean(by_week) < 0.1


def test_pooled_points_end_at_the_newest_usable_week_and_add_up() -> None:
    hits, trials = np.arange(37) % 3, np.full(37, 10)
    usable = [True] * 35 + [False] * 2
    band = rate_band(hits, trials, usable=usable)
    assert band.last_bucket.tolist() == [6, 10, 14, 18, 22, 26, 30, 34]
    assert band.value == pytest.approx([hits[end - 3 : end + 1].sum() / 40 for end in band.last_bucket])
    assert rate_band(hits, trials, may_pool=False).window == 1


def test_buckets_that_cannot_be_used_set_no_band_and_are_no_signal() -> None:
    plain = rate_band([20] * 10, [100] * 10)
    young = rate_band([20] * 10 + [0], [100] * 11, usable=[True] * 10 + [False])
    assert young.upper[:10] == pytest.approx(plain.upper)
    assert (young.value[10], young.is_signal[10]) == (0, False)
    assert rate_band([20] * 10 + [0], [100] * 11).is_signal[10]


def test_an_empty_bucket_is_undefined_and_few_points_have_no_band() -> None:
    band = rate_band([20] * 9 + [0], [100] * 9 + [0])
    assert np.isnan([band.value[9], band.lower[9], band.upper[9]]).all()
    assert (band.has_band, band.is_signal.any()) == (True, False)
    few = rate_band([90] + [0] * (MIN_POINTS - 2), [100] * (MIN_POINTS - 1))
    assert (few.has_band, few.is_signal.any()) == (False, False)
    assert few.center[0] == pytest.approx(90 / 700)
    for empty in (rate_band([], []), count_band([]), amount_band([]), rate_band([0] * 9, [0] * 9)):
        assert not empty.has_band
        assert not empty.is_signal.any()
    assert not amount_band([None] * 9).has_band
    gap = amount_band([100, 144, None] * 5)
    assert np.isnan(gap.value[2])
    assert gap.center[0] == pytest.approx(121)


def test_nothing_ever_happened_is_no_signal_and_the_first_time_is() -> None:
    assert not rate_band([0] * 20, [100] * 20).is_signal.any()
    assert rate_band([0] * 60 + [8], [100] * 61).is_signal.tolist() == [False] * 60 + [True]
    assert not count_band([0] * 20).is_signal.any()
    assert not amount_band([0] * 20).is_signal.any()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), min_size=0, max_size=30))
def test_limits_lie_round_the_centre_within_the_possible(weeks: list[tuple[int, int]]) -> None:
    hits, trials = [min(week) for week in weeks], [max(week) for week in weeks]
    for band, top in (
        (rate_band(hits, trials), 1),
        (count_band(trials), np.inf),
        (amount_band(hits), np.inf),
    ):
        known = np.isfinite(band.lower)
        assert (band.lower[known] >= 0).all()
        assert (band.upper[known] <= top).all()
        if band.method != "poisson":  # the median of few is below their mean
            assert (band.lower[known] <= band.center[known] + 1e-9).all()
            assert (band.upper[known] >= band.center[known] - 1e-9).all()
        assert not (band.is_signal & ~known).any()


@pytest.mark.parametrize(
    ("hits", "trials"), [([2], [1]), ([-1], [1]), ([1], [1, 1]), ([1], [float("nan")]), (["x"], [1])]
)
def test_impossible_counts_are_refused(hits: list[object], trials: list[object]) -> None:
    with pytest.raises(InvalidInput):
        rate_band(hits, trials)  # type: ignore[arg-type]
    with pytest.raises(InvalidInput):
        count_band([-1])
    with pytest.raises(InvalidInput):
        amount_band([float("inf")])
    with pytest.raises(InvalidInput):
        amount_band([1, 2], deal_counts=[1])
