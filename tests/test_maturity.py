"""Young cohorts: how much has come by which age, and what may still come."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.duration.survfunc import SurvfuncRight

from kpi.maturity import (
    MIN_AT_RISK,
    MaturityCurve,
    cape_cod_rate,
    in_sequence,
    ladder,
    maturity_curve,
    still_to_come,
)

GOLDEN = Path(__file__).parent / "golden"
CASES = {case["id"]: case for case in json.loads((GOLDEN / "maturity.json").read_text())["cases"]}
AS_OF_DAY = 720

COUNTS = st.lists(st.integers(0, 40), min_size=1, max_size=60)


def golden_leads() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Age today, whether won, and days from creation to won of the 400 golden leads."""
    data = json.loads((GOLDEN / "leads_small.json").read_text())
    rows = np.array(data["rows"])
    created, won = (rows[:, data["columns"].index(name)] for name in ("created_day", "won_day"))
    return AS_OF_DAY - created, won >= 0, won - created


def margins(age: np.ndarray, has_event: np.ndarray, lag: np.ndarray) -> dict[str, np.ndarray]:
    length = int(age.max()) + 1
    return {
        "waiting_count": np.bincount(age[~has_event], minlength=length).astype(float),
        "event_count": np.bincount(lag[has_event], minlength=length).astype(float),
    }


def counts(waiting: list[int], events: list[int]) -> dict[str, np.ndarray]:
    length = max(len(waiting), len(events))
    return {
        "waiting_count": np.array(waiting + [0] * (length - len(waiting)), dtype=float),
        "event_count": np.array(events + [0] * (length - len(events)), dtype=float),
    }


def test_the_ladder_agrees_with_the_golden_curve() -> None:
    case = CASES["ladder_sql"]
    come = ladder(**margins(*golden_leads()))
    assert come[case["inputs"]["days"]] == pytest.approx(case["expected"], rel=case["rel_tol"])


def test_still_to_come_agrees_with_the_golden_projection() -> None:
    # The case: G = F(age) / F(240) from the whole ladder, prior = wins / leads at least 240 days old.
    case = CASES["bf_last_180d"]
    age, won, lag = golden_leads()
    come = ladder(**margins(age, won, lag))
    share = come[np.minimum(age, 240)] / come[240]
    recent = age <= AS_OF_DAY - case["inputs"]["created_from"]
    won_count, mature = int((recent & won).sum()), age >= 240
    waiting = still_to_come(
        won_count, share[recent].sum(), int(recent.sum()), prior_rate=(won & mature).sum() / mature.sum()
    )
    assert waiting is not None
    assert [won_count + waiting, waiting] == pytest.approx(case["expected"], rel=case["rel_tol"])


def test_a_ladder_worked_out_by_hand() -> None:
    # 10 subjects. Waiting: 4 of age 1, 3 of age 2. Events: 1 on day 0, 2 on day 2.
    # At risk: day 0: 10, day 1: 9, day 2: 3 + 2 = 5. h = 1/10, 0, 2/5.
    # F = 0.1, 0.1, 1 - 0.9 x 0.6 = 0.46.
    assert ladder(**counts([0, 4, 3], [1, 0, 2])) == pytest.approx([0.1, 0.1, 0.46])


def test_losers_stay_at_risk_until_today() -> None:
    # 20 subjects of age 3, half of them lost long ago: 5 events among 20, not among 10.
    assert ladder(**counts([0, 0, 0, 15], [0, 5]))[-1] == pytest.approx(0.25)


def test_the_horizon_is_the_first_day_with_ninety_percent_of_what_comes() -> None:
    # 100 subjects, all watched for 5 days: 50 + 35 + 5 + 10 events = F .50 .85 .90 1.00 of 100 events.
    curve = maturity_curve(**counts([0, 0, 0, 0, 0, 900], [50, 35, 5, 10]))
    assert curve.horizon_days == 2
    assert curve.share_at(np.array([0, 1, 2, 3, 400])) == pytest.approx([50 / 90, 85 / 90, 1, 1, 1])
    assert curve.event_count == 100


def test_nobody_has_converted_before_the_start() -> None:
    curve = maturity_curve(**counts([0, 0, 90], [10, 10]))
    assert curve.share_at(np.array([-1, -500])).tolist() == [0, 0]


def test_without_events_everything_counts_as_mature() -> None:
    curve = maturity_curve(**counts([50, 50], [0, 0]))
    assert curve.horizon_days is None
    assert curve.share_at(np.array([[0, 1], [2, 300]])).tolist() == [[1, 1], [1, 1]]


@pytest.mark.parametrize("subjects", [0, 1, MIN_AT_RISK - 1])
def test_fewer_than_ten_subjects_make_no_curve(subjects: int) -> None:
    curve = maturity_curve(**counts([0], [subjects]))
    assert (curve.horizon_days, curve.event_count) == (None, subjects)


def test_one_late_event_among_two_survivors_does_not_move_the_horizon() -> None:
    # 200 young subjects with 20 events in the first days, two old ones of which one wins on day 300.
    waiting, events = [0] * 301, [0] * 301
    waiting[20], waiting[300] = 180, 1
    events[1], events[3] = 10, 10
    without = maturity_curve(**counts(waiting, events))
    events[300] = 1
    with_late_event = maturity_curve(**counts(waiting, events))
    assert without.horizon_days == with_late_event.horizon_days == 3
    assert with_late_event.event_count == 21
    assert ladder(**counts(waiting, events))[-1] > 0.5  # what the guard keeps out


@given(COUNTS, COUNTS)
def test_the_ladder_never_falls_and_stays_a_share(waiting: list[int], events: list[int]) -> None:
    come = ladder(**counts(waiting, events))
    assert np.isfinite(come).all()
    assert come.min() >= 0
    assert come.max() <= 1 + 1e-12
    assert (np.diff(come) >= -1e-12).all()


@given(COUNTS, COUNTS)
def test_maturity_rises_from_zero_to_one(waiting: list[int], events: list[int]) -> None:
    share = maturity_curve(**counts(waiting, events)).share_at(np.arange(-1, 100))
    assert np.isfinite(share).all()
    assert (np.diff(share) >= 0).all()
    assert share[-1] == 1


@given(COUNTS, COUNTS, st.integers(2, 5))
def test_twice_the_same_subjects_give_the_same_ladder(waiting: list[int], events: list[int], k: int) -> None:
    once, often = counts(waiting, events), counts([k * n for n in waiting], [k * n for n in events])
    assert ladder(**often) == pytest.approx(ladder(**once))


def test_everybody_watched_equally_long_gives_the_plain_share() -> None:
    assert ladder(**counts([0, 0, 0, 60], [10, 20, 5, 5])) == pytest.approx([0.10, 0.30, 0.35, 0.40])


def test_the_maturity_adjusted_rate_by_hand() -> None:
    # 40 leads, half of their time over on average: 4 wins / 20 = 20 %, so 20 x 20 % = 4 are still to come.
    assert cape_cod_rate(4, 20) == pytest.approx(0.2)
    assert still_to_come(4, 20, 40) == pytest.approx(4)
    assert still_to_come(4, 20, 40, prior_rate=0.1) == pytest.approx(2)


def test_a_rate_without_exposure_is_undefined() -> None:
    assert cape_cod_rate(0, 0) is None
    assert still_to_come(0, 0, 5) is None
    assert still_to_come(0, 0, 5, prior_rate=0.2) == pytest.approx(1)


def test_a_mature_cohort_expects_nothing_more() -> None:
    assert still_to_come(3, 30, 30) == 0


def test_a_young_cohort_is_projected_to_what_it_will_do() -> None:
    rng = np.random.default_rng(7)
    lag = np.floor(rng.exponential(60, 20_000)).astype(int)
    age, will = rng.integers(0, 365, 20_000), rng.random(20_000) < 0.1
    came = will & (lag <= age)
    curve = maturity_curve(**margins(age, came, lag))
    assert isinstance(curve, MaturityCurve)
    assert curve.horizon_days is not None
    recent = age < 90
    rate = cape_cod_rate(came[recent].sum(), curve.share_at(age[recent]).sum())
    within = (will & (lag <= curve.horizon_days))[recent].mean()
    assert rate == pytest.approx(within, rel=0.1)
    assert came[recent].mean() < 0.6 * within  # what counting alone would say


def statsmodels_ladder(age: np.ndarray, lag: np.ndarray) -> np.ndarray:
    """The same share by day from Kaplan and Meier: whoever has no event yet is watched until today."""
    has_event = lag <= age
    fit = SurvfuncRight(np.minimum(age, lag), has_event.astype(int))
    place = np.searchsorted(fit.surv_times, np.arange(int(age.max()) + 1), side="right")
    return 1 - np.concatenate([[1.0], fit.surv_prob])[place]


@pytest.mark.parametrize("days", [3000, 30], ids=["without ties", "with ties"])
def test_the_ladder_agrees_with_statsmodels(days: int) -> None:
    rng = np.random.default_rng(days)
    age, lag = rng.choice(days, 300, replace=days == 30), rng.choice(days, 300, replace=days == 30)
    lag = np.where(rng.random(300) < 0.4, lag, 10 * days)
    has_event = lag <= age
    assert 20 < has_event.sum() < 200
    assert (np.unique(lag[has_event]).size == has_event.sum()) == (days > 30)
    come = ladder(**margins(age, has_event, lag))
    assert come == pytest.approx(statsmodels_ladder(age, lag), abs=1e-12)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 30)), min_size=1, max_size=60))
def test_the_ladder_agrees_with_statsmodels_on_any_ties(subjects: list[tuple[int, int]]) -> None:
    age, lag = np.array(subjects).T
    come = ladder(**margins(age, lag <= age, lag))
    assert come == pytest.approx(statsmodels_ladder(age, lag), abs=1e-12)


def test_the_golden_leads_agree_with_statsmodels() -> None:
    age, won, lag = golden_leads()
    expected = statsmodels_ladder(age, np.where(won, lag, AS_OF_DAY * 2))
    assert ladder(**margins(age, won, lag)) == pytest.approx(expected, abs=1e-12)


def test_two_waits_in_a_row_add_up() -> None:
    # Half on day 0, half on day 2; then a third on each of days 0, 1, 2: sixths on 0, 1, 2, 2, 3, 4.
    first = MaturityCurve(np.array([0.5, 0.5, 1.0]), 2, 40)
    second = MaturityCurve(np.array([1 / 3, 2 / 3, 1.0]), 2, 30)
    both = in_sequence(first, second)
    assert both.share == pytest.approx(np.array([1, 2, 4, 5, 6]) / 6)
    assert (both.horizon_days, both.event_count) == (4, 30)
    assert in_sequence(second, first).share == pytest.approx(both.share)


def test_a_wait_without_a_curve_leaves_the_other_as_it_is() -> None:
    none, known = MaturityCurve(np.ones(1), None, 0), MaturityCurve(np.array([0.5, 1.0]), 1, 9)
    assert in_sequence(none, known) is known
    assert in_sequence(known, none) is known
    assert in_sequence(none, none).horizon_days is None


def test_the_horizon_can_reach_to_the_last_event() -> None:
    all_of_it = maturity_curve(**counts([0, 0, 0, 0, 0, 900], [50, 35, 5, 10]), horizon_share=1)
    assert all_of_it.share == pytest.approx([0.5, 0.85, 0.9, 1])
