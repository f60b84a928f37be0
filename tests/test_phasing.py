"""Which leads still win in time, how many are needed when, and the plan as a line."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import ndtr

from kpi.chance_inputs import Counted, DealSize, Typed
from kpi.cumulative_plan import cumulative_plan
from kpi.errors import InvalidInput
from kpi.maturity import MaturityCurve, maturity_curve
from kpi.phasing import Phasing, goal_parts, monthly_need, phasing

GOLDEN = Path(__file__).parent / "golden"
CASES = {case["id"]: case for case in json.loads((GOLDEN / "kgi.json").read_text())["cases"]}
START, STOP = date(2026, 4, 1), date(2027, 4, 1)
WON = np.random.default_rng(5).lognormal(13.4, 0.9, 60)


def curve(share: Any, event_count: int = 100) -> MaturityCurve:
    return MaturityCurve(np.asarray(share, dtype=float), len(share) - 1, event_count)


def lognormal(median_months: float) -> MaturityCurve:
    """Lead times with this median and a log standard deviation of 0.75, which gives methods.md's figures.

    In calendar days: a lead comes in the middle of its day on average.
    """
    days = np.arange(6000) + 0.5
    return curve(ndtr(np.log(days / (median_months * 365.25 / 12)) / 0.75))


AT_ONCE = curve([1.0])
NO_CURVE = MaturityCurve(np.ones(1), None, 0)
SHARES = st.lists(st.floats(0, 1), min_size=1, max_size=500).map(lambda x: curve([*sorted(x)[:-1], 1.0]))
WEIGHTS = st.lists(st.floats(0, 100), min_size=12, max_size=12).filter(lambda x: sum(x) > 1e-3)


def year(of: MaturityCurve, as_of: date | None = None, **more: Any) -> Phasing:
    return phasing(START, STOP, of, as_of=as_of, **more)


@pytest.mark.parametrize(
    ("median_months", "factor", "last_month"),
    [
        (1, 1.12, date(2027, 2, 1)),
        (2, 1.28, date(2027, 1, 1)),
        (3, 1.47, date(2026, 12, 1)),
        (6, 2.25, date(2026, 9, 1)),
    ],
)
def test_longer_lead_times_take_more_leads_and_end_sooner(
    median_months: int, factor: float, last_month: date
) -> None:
    phases = year(lognormal(median_months))
    assert monthly_need(phases, 100, 0.06).factor == pytest.approx(factor, abs=0.006)
    assert phases.last_half_month == last_month


def test_the_golden_share_in_the_year_comes_out_of_the_same_arrivals() -> None:
    # The case counts in whole months; here one "month" is a day, and the year is a month of 12 days' worth.
    case = CASES["in_year_share_flat"]["inputs"]
    by_lag = curve(np.cumsum(case["lag_pmf"]))
    share = by_lag.share_at(np.arange(case["months"] - 1, -1, -1)).mean()
    assert share == pytest.approx(CASES["in_year_share_flat"]["expected"], rel=1e-9)
    june = phasing(date(2026, 6, 1), date(2026, 7, 1), by_lag, as_of=date(2026, 6, 18))  # 12 days are left
    assert june.open_in_time_rate[0] == pytest.approx(CASES["in_year_share_flat"]["expected"], rel=1e-9)


def test_a_month_worked_out_by_hand() -> None:
    # Half of the wins come after 30 days, all after 31. February and March 2027 (28 and 31 days).
    half = curve([0.0] * 30 + [0.5, 1.0])
    found = phasing(date(2027, 2, 1), date(2027, 4, 1), half)
    # March: left are 30 … 0 days, only the first day's leads win, half of them: 0.5 / 31.
    assert found.in_time_rate == pytest.approx([1.0, 0.5 / 31])
    # By the end of February nothing: its first day has 27 days left.
    assert found.by_month == pytest.approx(np.array([[0, 1.0], [0, 0.5 / 31]]))


def test_a_fiscal_year_may_begin_in_any_month_and_a_goal_may_be_for_a_quarter() -> None:
    found = phasing(date(2026, 11, 1), date(2027, 2, 1), lognormal(1))
    assert found.months == (date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1))
    assert found.last_half_month == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("start", "stop"),
    [(START, START), (STOP, START), (date(2026, 4, 2), STOP), (START, date(2027, 3, 31))],
)
def test_only_whole_months_in_order_are_a_period(start: date, stop: date) -> None:
    with pytest.raises(InvalidInput):
        phasing(start, stop, AT_ONCE)


@pytest.mark.parametrize(
    ("of", "record_days", "caution"),
    [
        (NO_CURVE, 700, "no_curve"),
        (AT_ONCE, 700, "no_lead_time"),
        (curve([0.5, 1.0], event_count=4), 700, "few_wins"),
        (curve(np.linspace(0, 1, 600)), 700, "record_too_short"),
        (curve(np.linspace(0, 1, 500)), 700, None),
        (curve(np.linspace(0, 1, 500)), None, None),
    ],
)
def test_a_curve_that_says_little_is_named(of: MaturityCurve, record_days: int, caution: str | None) -> None:
    assert year(of, record_days=record_days).caution == caution


def test_without_lead_time_the_year_needs_what_the_plain_chain_needs() -> None:
    for of in (AT_ONCE, NO_CURVE):
        need = monthly_need(year(of), 100, 0.06)
        assert (need.total, need.factor) == (1667, 1.0)
        assert need.by_month == (139,) * 11 + (138,)


def test_deals_that_all_came_in_one_month_make_a_defined_year() -> None:
    # 30 leads of one day, all won 10 to 20 days later, seen after 40 days.
    events = np.zeros(41)
    events[10:20] = 3
    found = year(maturity_curve(waiting_count=np.zeros(41), event_count=events))
    assert np.isfinite(found.in_time_rate).all()
    assert found.in_time_rate[0] == 1
    assert found.last_half_month == date(2027, 3, 1)


def test_lead_times_longer_than_the_period_leave_no_month_that_counts_half() -> None:
    found = year(curve([0.0] * 400 + [1.0]))
    need = monthly_need(found, 100, 0.06)
    assert (found.last_half_month, need.total, need.by_month, need.reason) == (None, None, None, "too_late")
    assert goal_parts(found).too_late == pytest.approx(1)


def test_after_the_period_nothing_can_be_planned() -> None:
    need = monthly_need(year(AT_ONCE, as_of=STOP), 100, 0.06)
    assert (need.total, need.reason) == (None, "period_over")
    assert goal_parts(year(AT_ONCE, as_of=STOP)).past == 1


def test_what_is_in_flight_is_taken_off_before_new_leads_are_asked_for() -> None:
    half = monthly_need(year(AT_ONCE), 100, 0.06, carry_in=50)
    covered = monthly_need(year(AT_ONCE), 100, 0.06, carry_in=100)
    assert (half.total, covered.total, covered.reason) == (834, 0, "goal_covered")
    assert covered.by_month == (0,) * 12
    assert monthly_need(year(AT_ONCE), 100, 0.0).reason == "no_value"
    assert monthly_need(year(AT_ONCE), 100, None).reason == "no_value"


def test_a_month_that_has_begun_is_asked_for_its_open_days_only() -> None:
    # 15 of June's 30 days and nine whole months are left: 9.5 months for 950 leads.
    need = monthly_need(year(AT_ONCE, as_of=date(2026, 6, 15)), 950, 1)
    assert need.by_month == (0, 0, 50) + (100,) * 9
    parts = goal_parts(year(AT_ONCE, as_of=date(2026, 6, 15)))
    assert (parts.past, parts.too_late, parts.possible) == pytest.approx((2.5 / 12, 0, 9.5 / 12))


def test_own_weights_move_leads_between_months() -> None:
    need = monthly_need(year(AT_ONCE), 10, 1, weights=[0, 2, 1] + [0] * 9)
    assert need.by_month == (0, 7, 3) + (0,) * 9


@pytest.mark.parametrize("weights", [[1] * 11, [0] * 12, [-1, *[1] * 11], [float("nan")] * 12, ["a"] * 12])
def test_weights_that_are_none_are_refused(weights: Any) -> None:
    with pytest.raises(InvalidInput) as refused:
        monthly_need(year(AT_ONCE), 10, 1, weights=weights)
    assert refused.value.fields["what"] == "weights"


@pytest.mark.parametrize("amounts", [{"goal": -1}, {"goal": float("nan")}, {"carry_in": -1}])
def test_amounts_below_nothing_are_refused(amounts: dict[str, float]) -> None:
    with pytest.raises(InvalidInput):
        monthly_need(year(AT_ONCE), **({"goal": 1.0, "value_per_lead": 1} | amounts))


DAYS = st.dates(date(2026, 3, 1), date(2027, 3, 30))


@settings(max_examples=60, deadline=None)
@given(SHARES, DAYS, WEIGHTS, st.integers(0, 10**12), st.floats(1e-4, 1), st.floats(0, 50))
def test_the_months_sum_to_the_need_and_the_parts_of_the_goal_to_one(
    of: MaturityCurve, as_of: date, weights: list[float], goal: int, value: float, carry_in: float
) -> None:
    phases = year(of, as_of)
    need = monthly_need(phases, goal, value, carry_in=carry_in, weights=weights)
    parts = goal_parts(phases, weights)
    assert parts.past + parts.too_late + parts.possible == pytest.approx(1)
    assert min(parts.past, parts.too_late, parts.possible) >= 0
    assert (need.total is None) == (need.by_month is None)
    if need.total is not None and need.factor is not None:
        assert sum(need.by_month) == need.total
        assert all(
            count == 0 for count, part in zip(need.by_month, phases.open_share, strict=True) if not part
        )
        # the planned leads, each worth its share in time, reach what is left of the goal
        assert need.total / need.factor * value >= (goal - carry_in) * (1 - 1e-6)


@settings(max_examples=60, deadline=None)
@given(SHARES, DAYS, st.integers(1, 10**6), st.floats(0, 0.9))
def test_more_in_flight_and_faster_deals_never_need_more_leads(
    of: MaturityCurve, as_of: date, goal: int, carried: float
) -> None:
    slow = curve(np.concatenate([[0.0] * 5, of.share]))  # everything comes five days later
    phases, later = year(of, as_of), year(slow, as_of)
    assert (np.diff(phases.in_time_rate) <= 1e-12).all()
    assert (later.in_time_rate <= phases.in_time_rate + 1e-12).all()
    full, less = (monthly_need(phases, goal, 0.06, carry_in=goal * x).total for x in (0, carried))
    late = monthly_need(later, goal, 0.06).total
    if full is not None:
        assert less <= full
        assert late is None or full <= late


PLAN = year(lognormal(1))
RATES = [Counted("opportunities", 60, 200), Counted("leads", 200, 1000)]


def test_a_plan_with_the_needed_leads_ends_at_the_goal() -> None:
    need = monthly_need(PLAN, 100, 0.06, carry_in=10)
    line = cumulative_plan(PLAN, need.by_month, RATES, carry_in_wins=np.linspace(0, 10, 12))
    assert line.expected[-1] == pytest.approx(100, abs=0.1)
    assert (line.lower < line.expected).all()
    assert (line.expected < line.upper).all()


def test_the_golden_year_of_even_arrivals_comes_out_of_the_plan() -> None:
    case = CASES["phase_flat"]
    come = np.cumsum(case["inputs"]["lag_pmf"])
    months = np.arange(12)
    lag = months - months[:, None]  # [i, j]: from month i to month j
    by_month = np.where(lag < 0, 0.0, come[np.clip(lag, 0, come.size - 1)])
    line = cumulative_plan(replace(PLAN, by_month=by_month), case["inputs"]["arrivals"], [Typed("leads", 1)])
    assert np.diff(line.expected, prepend=0) == pytest.approx(case["expected"], rel=1e-9)


def test_the_band_holds_eighty_percent_of_simulated_years() -> None:
    rng = np.random.default_rng(3)
    leads = np.array(monthly_need(PLAN, 100, 0.06).by_month)
    size = DealSize.of("yen", None, WON)
    line = cumulative_plan(PLAN, leads, RATES, size=size)
    month_share = np.diff(PLAN.by_month, axis=1, prepend=0)
    rate = rng.beta(60.5, 140.5, 2000) * rng.beta(200.5, 800.5, 2000)
    wins = np.cumsum(rng.poisson(rate[:, None] * (leads @ month_share)), axis=1)[:, [5, 11]]
    mean = rng.dirichlet(np.ones(60), 2000) @ WON
    shape = 1 / size.squared_variation
    yen = rng.gamma(np.maximum(wins, 1e-9) * shape) / shape * mean[:, None]
    inside = ((yen >= line.lower[[5, 11]]) & (yen <= line.upper[[5, 11]])).mean(axis=0)
    assert inside == pytest.approx([0.8, 0.8], abs=0.03)


def test_the_actual_line_is_below_inside_or_above_the_band() -> None:
    line = cumulative_plan(PLAN, [140] * 12, RATES)
    actual = [line.lower[0] - 0.1, line.expected[1], line.upper[2] + 1, *[None] * 9]
    assert line.standing(actual) == ("below", "inside", "above", *[None] * 9)


def test_a_plan_without_rate_or_size_has_a_reason_instead_of_a_line() -> None:
    no_rate = cumulative_plan(PLAN, [1] * 12, [Counted("leads", 0, 10)])
    no_size = cumulative_plan(PLAN, [1] * 12, RATES, size=DealSize.of("yen", None, [5.0]))
    assert (no_rate.reason, no_size.reason) == ("rate_zero:leads", "one_win")
    assert no_rate.expected.size == no_size.upper.size == 0


@pytest.mark.parametrize(
    ("leads", "carried", "what"),
    [
        ([1] * 11, None, "leads"),
        ([-1] * 12, None, "leads"),
        ([1] * 12, [2, 1] + [3] * 10, "carry_in"),
        ([1] * 12, [1] * 3, "carry_in"),
    ],
)
def test_lines_of_another_shape_are_refused(leads: Any, carried: Any, what: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        cumulative_plan(PLAN, leads, RATES, carry_in_wins=carried)
    assert refused.value.fields["what"] == what


@settings(max_examples=40, deadline=None)
@given(SHARES, st.lists(st.integers(0, 10**6), min_size=12, max_size=12), st.floats(0.001, 1))
def test_plan_and_band_never_fall(of: MaturityCurve, leads: list[int], rate: float) -> None:
    size = DealSize.of("yen", None, WON)
    line = cumulative_plan(year(of), leads, [Typed("opportunities", rate), RATES[1]], size=size)
    for values in (line.expected, line.lower, line.upper):
        assert np.isfinite(values).all()
        assert (np.diff(values) >= -1e-9 * values[-1]).all()
    assert (line.lower <= line.upper).all()
