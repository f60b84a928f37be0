"""What is still to come from today's deals, SQLs and MQLs: right on average, and no lead twice."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.chance_draws import gamma_quantiles
from kpi.errors import InvalidInput
from kpi.estimate import RANGE
from kpi.in_flight import InFlight, Stage, in_flight, remaining_rate
from kpi.maturity import MaturityCurve, ladder, maturity_curve

LONG = 100_000
NO_CURVE = MaturityCurve(np.ones(1), None, 0)
EVEN = MaturityCurve(np.array([0.25, 0.5, 0.75, 1.0]), 3, 100)


def stage(waiting: Any, rate: float = 0.2, of: MaturityCurve = EVEN, **more: Any) -> Stage:
    return Stage(waiting, 1000 * rate, 1000, of, **more)


def flight(deals: Any = (), sqls: Any = (), mqls: Any = (), days: Any = (LONG,), **more: Any) -> InFlight:
    given = [one if isinstance(one, Stage) else stage(one) for one in (deals, sqls, mqls)]
    return in_flight(deals=given[0], sqls=given[1], mqls=given[2], days=days, **more)


def bounds(found: InFlight) -> tuple[np.ndarray, np.ndarray]:
    """The 10th and 90th percentile of each day."""
    low, high = (gamma_quantiles(found.expected, found.variance, share) for share in RANGE)
    return low, high


def test_what_remains_by_age_worked_out_by_hand() -> None:
    # F = 20 % x G: 5, 10, 15, 20 %. Age 1: (20 - 10) / (100 - 10) later; within a day (15 - 10) / 90.
    left = remaining_rate(stage([0] * 6), LONG)
    assert left == pytest.approx([0.15 / 0.95, 0.10 / 0.90, 0.05 / 0.85, 0, 0, 0])
    assert remaining_rate(stage([0] * 3), 1) == pytest.approx([0.05 / 0.95, 0.05 / 0.90, 0.05 / 0.85])
    assert remaining_rate(stage([0] * 3), 0) == pytest.approx([0, 0, 0])


def test_where_losses_are_known_an_open_deal_is_worth_more() -> None:
    # At age 1 another 40 % are lost: 10 % later of the 50 % that are open.
    found = remaining_rate(stage([0] * 3, gone_share=[0.3, 0.4]), LONG)
    assert found == pytest.approx([0.15 / 0.65, 0.10 / 0.50, 0.05 / 0.45])


def test_the_wins_of_a_lead_worked_out_by_hand() -> None:
    # One SQL of age 2, opportunity rate 20 %, win rate 50 %, both even over four days. It opens tomorrow or
    # never: 5 / 85; on day 1 G of the deal is 0.25 at once, 0.5 a day later.
    deals = stage([], rate=0.5)
    found = flight(deals, sqls=[0, 0, 1], mqls=[0, 0, 1], days=[1, 2, LONG])
    assert found.expected == pytest.approx([0.05 / 0.85 * 0.5 * g for g in (0.25, 0.5, 1)])
    twice = flight(deals, sqls=[0, 0, 1], mqls=[0, 0, 1], days=[1, 2, LONG], deals_per_lead=1.5)
    assert twice.expected == pytest.approx(1.5 * found.expected)


def test_an_sql_is_an_mql_too_and_counts_once() -> None:
    sqls, mqls = stage([4, 4, 4], rate=0.3), Stage([10, 10], 400, 2000, EVEN)
    with pytest.raises(InvalidInput):  # the SQL of age 2 is missing among the MQLs
        flight(sqls=sqls, mqls=mqls)
    found = flight(sqls=sqls, mqls=replace(mqls, waiting_count=[10, 10, 4]))
    assert {name: group.subject_count for name, group in found.groups.items()} == {
        "deals": 0,
        "sqls": 12,
        "mqls": 12,
    }
    # below the SQL line: 6 of age 0, 6 of age 1; 100 events out of an exposure of 1,000
    alone = flight(sqls=stage([6, 6], rate=0.1), mqls=stage([6, 6], rate=0.1))
    assert found.groups["mqls"].expected == pytest.approx(alone.groups["sqls"].expected)
    assert found.expected == pytest.approx(found.groups["sqls"].expected + found.groups["mqls"].expected)


def world(rng: np.random.Generator, leads: int) -> tuple[dict[str, Any], int]:
    """Three years of leads at a random day, seen today: the arrays, and the wins still to come.

    30 % open a deal, 40 days later on average; 30 % of the deals are won after 50, the others lost after 60.
    """
    created = rng.integers(0, 1000, leads)
    opens = rng.random(leads) < 0.3
    opened = created - np.floor(rng.exponential(40, leads)).astype(int)  # ages count down to today
    wins = rng.random(leads) < 0.3
    ended = opened - np.floor(rng.exponential(np.where(wins, 50, 60))).astype(int)
    has_deal = opens & (opened >= 0)
    won, lost = (has_deal & is_so & (ended >= 0) for is_so in (wins, ~wins))
    lead_curve = curve_of(created, has_deal, created - opened)
    deal_curve = curve_of(opened[has_deal], won[has_deal], (opened - ended)[has_deal])
    gone = ladder(**margins(opened[has_deal], lost[has_deal], (opened - ended)[has_deal]))
    deals = Stage(
        np.bincount(opened[has_deal & ~won & ~lost], minlength=1),
        won.sum(),
        deal_curve.share_at(opened[has_deal]).sum(),
        deal_curve,
        gone,
    )
    sqls = Stage(
        np.bincount(created[~has_deal]), has_deal.sum(), lead_curve.share_at(created).sum(), lead_curve
    )
    return {"deals": deals, "sqls": sqls, "mqls": sqls}, int((opens & wins & (ended < 0)).sum())


def margins(age: np.ndarray, has_event: np.ndarray, lag: np.ndarray) -> dict[str, np.ndarray]:
    length = int(age.max()) + 1
    return {
        "waiting_count": np.bincount(age[~has_event], minlength=length).astype(float),
        "event_count": np.bincount(lag[has_event], minlength=length).astype(float),
    }


def curve_of(age: np.ndarray, has_event: np.ndarray, lag: np.ndarray) -> MaturityCurve:
    return maturity_curve(**margins(age, has_event, lag), horizon_share=1)


def test_in_simulated_worlds_the_expectation_is_right_and_the_range_holds_what_comes() -> None:
    rng = np.random.default_rng(8)
    expected, came, inside = [], [], []
    for _ in range(150):
        given, wins = world(rng, 3000)
        found = in_flight(**given, days=[LONG])
        low, high = bounds(found)
        expected.append(found.expected[0])
        came.append(wins)
        inside.append(low[0] <= wins <= high[0])
    assert np.mean(expected) == pytest.approx(np.mean(came), rel=0.05)
    assert 0.72 <= np.mean(inside) <= 0.88


def test_the_range_is_wider_where_either_rate_rests_on_less() -> None:
    # 2,000 deals and 2,000 SQLs at rates of 20 %, each seen in 1,000 cases, or one of them in 50.
    sure, unsure = (Stage([1000, 1000], n / 5, n, EVEN) for n in (1000, 50))
    ranges = [
        bounds(flight(deals, sqls, sqls)) for deals, sqls in ((sure, sure), (unsure, sure), (sure, unsure))
    ]
    width, of_deals, of_leads = (float(upper[0] - lower[0]) for lower, upper in ranges)
    assert of_deals > 2 * width
    assert of_leads > 1.1 * width


def test_without_deals_the_opportunities_of_the_leads_are_expected() -> None:
    # One SQL of age 2: it opens tomorrow or never, 5 / 85; a lead that has any has 1.5 deals.
    sqls = stage([0, 0, 1])
    found = in_flight(deals=None, sqls=sqls, mqls=sqls, days=[0, 1, LONG], deals_per_lead=1.5)
    assert found.expected == pytest.approx([0, 1.5 * 0.05 / 0.85, 1.5 * 0.05 / 0.85])
    assert list(found.groups) == ["sqls", "mqls"]


def test_a_group_of_which_nothing_can_be_said_is_named_and_left_out() -> None:
    found = flight([5], sqls=stage([7], of=NO_CURVE), mqls=Stage([9], 400, 2000, EVEN))
    assert (found.groups["sqls"].expected, found.groups["sqls"].reason) == (None, "no_curve")
    assert found.expected == pytest.approx(found.groups["deals"].expected + found.groups["mqls"].expected)
    # without a curve of deals, nothing can be said of leads either
    none = flight(Stage([5], 0, 0, EVEN), sqls=[7], mqls=[7])
    assert {group.reason for group in none.groups.values()} == {"no_exposure"}
    assert none.expected.tolist() == [0]


def test_nothing_in_flight_brings_nothing() -> None:
    found = flight()
    assert (found.expected.tolist(), bounds(found)[1].tolist()) == ([0], [0])
    assert found.groups["deals"].subject_count == 0


def test_without_any_win_so_far_none_is_expected() -> None:
    assert flight(stage([50, 50], rate=0.0)).expected.tolist() == [0]


@pytest.mark.parametrize(
    ("what", "more"),
    [
        ("days", {"days": []}),
        ("days", {"days": [-1]}),
        ("deals", {"deals": [-1]}),
        ("sqls", {"sqls": [float("nan")]}),
        ("deals", {"deals": stage([1], gone_share=[1.5])}),
        ("mqls", {"sqls": [2]}),
        ("deals_per_lead", {"deals_per_lead": 0.5}),
    ],
)
def test_arrays_that_cannot_be_are_refused(what: str, more: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput) as refused:
        flight(**more)
    assert refused.value.fields["what"] == what


CURVES = st.lists(st.floats(0, 1), min_size=1, max_size=80).map(
    lambda x: MaturityCurve(np.array([*sorted(x)[:-1], 1.0]), len(x) - 1, 50)
)
RATES = st.integers(0, 1000).map(lambda of_thousand: of_thousand / 1000)
AGES = st.lists(st.integers(0, 1000), max_size=100)


@settings(max_examples=80, deadline=None)
@given(CURVES, CURVES, AGES, AGES, RATES, RATES, st.integers(0, 99))
def test_more_days_and_better_rates_never_bring_fewer_wins(
    lead: MaturityCurve, deal: MaturityCurve, open_: Any, waiting: Any, opens: float, wins: float, days: int
) -> None:
    def expected(opens: float, wins: float) -> np.ndarray:
        sqls = stage(waiting, opens, lead)
        found = flight(stage(open_, wins, deal), sqls, sqls, days=[0, days, days + 1, LONG])
        low, high = bounds(found)
        assert (low <= high).all()
        return found.expected

    now = expected(opens, wins)
    assert np.isfinite(now).all()
    assert now[0] == pytest.approx(0, abs=1e-9) if deal.share[0] == 0 else now[0] >= 0
    assert (np.diff(now) >= -1e-9).all()
    assert now[-1] <= sum(open_) + sum(waiting) + 1e-9
    assert (expected(min(1, opens + 0.1), wins) >= now - 1e-9).all()
    assert (expected(opens, min(1, wins + 0.1)) >= now - 1e-9).all()
