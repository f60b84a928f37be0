"""The rest of a period and its chance: right in simulated worlds, monotone, and undefined with a reason."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import poisson

from kpi.chance_inputs import Counted, DealSize, Rate, Typed
from kpi.goal_ahead import Ahead, Unit, ahead
from kpi.goal_time import Underway
from kpi.in_flight import Stage
from kpi.maturity import MaturityCurve
from kpi.period import Period

AS_OF = date(2026, 9, 30)
YEAR = Period("fy2026", date(2026, 4, 1), date(2027, 4, 1))
AT_ONCE = MaturityCurve(np.ones(1), 0, 1000)
NOBODY = Stage(np.zeros(1), 500, 1000, AT_ONCE)
COUNTS = DealSize.of("wins", None, ())
SURE: tuple[Rate, ...] = (Typed("opportunities", "30%"), Typed("inquiries", "20%"))


def rest(
    *,
    unit: Unit = "wins",
    done: float = 0,
    deals: Stage = NOBODY,
    rates: tuple[Rate, ...] | None = SURE,
    size: DealSize = COUNTS,
    a_day: float = 2.0,
) -> Ahead:
    """Half a year is left; whoever comes is won at once."""
    by_month = np.zeros(12)
    by_month[0] = done
    found = Underway(deals, NOBODY, NOBODY, 1.0, by_month, by_month, by_month)
    return ahead(
        found, YEAR, unit, as_of=AS_OF, record_days=900, rates=rates, size=size, inquiries_a_day=a_day
    )


def test_with_known_rates_and_nothing_in_flight_the_chance_is_the_poisson_one() -> None:
    found = rest(done=5)
    assert found.inquiries == 2 * 182
    assert found.landing() == pytest.approx(5 + 2 * 182 * 0.06)
    for goal in (15, 22, 27, 35):
        exact = poisson.sf(goal - 5 - 1, 2 * 182 * 0.06)
        assert found.chance(goal) == pytest.approx(exact, abs=0.02)


def test_the_chance_holds_in_simulated_worlds_with_counted_rates_deals_in_flight_and_amounts() -> None:
    rng = np.random.default_rng(3)
    told, came = [], []
    for _ in range(800):
        win, opens, size = rng.uniform(0.15, 0.6), rng.uniform(0.08, 0.4), rng.normal(14, 1)
        wins_seen, opened = rng.binomial(90, win), rng.binomial(100, opens)
        amounts = rng.lognormal(size, 0.6, 40)
        found = rest(
            unit="goal_yen",
            deals=Stage(np.array([25.0]), wins_seen, 90, MaturityCurve(np.array([0.0, 1.0]), 1, 90)),
            rates=(Counted("opportunities", wins_seen, 90), Counted("inquiries", opened, 100)),
            size=DealSize.of("yen", None, amounts),
            a_day=1.0,
        )
        goal = rng.uniform(0.6, 1.4) * (found.landing() or 0)
        told.append(found.chance(goal))
        wins = rng.binomial(25, win) + rng.poisson(182 * win * opens)
        came.append(rng.lognormal(size, 0.6, wins).sum() >= goal)
    chance, hit = np.array(told, dtype=float), np.array(came)
    assert chance.mean() == pytest.approx(hit.mean(), abs=0.05)
    for low in (0.1, 0.3, 0.5, 0.7):
        inside = (chance >= low) & (chance < low + 0.2)
        assert hit[inside].mean() == pytest.approx(chance[inside].mean(), abs=0.1)


@settings(max_examples=60, deadline=None)
@given(
    st.floats(1, 500),
    st.floats(0, 50),
    st.integers(1, 60),
    st.sampled_from((0.5, 0.8, 0.95)),
)
def test_the_fewest_inquiries_for_a_chance_give_it_and_one_fewer_does_not(
    goal: float, done: float, seen: int, chance: float
) -> None:
    found = rest(done=done, rates=(Counted("opportunities", seen, 2 * seen), Typed("inquiries", "20%")))
    needed = found.needed(goal, chance)
    if needed is None:
        assert (found.chance(goal, 1e9) or 0) < chance
        return
    assert (found.chance(goal, needed) or 0) >= chance
    if needed:
        assert (found.chance(goal, needed - 1) or 0) < chance
    assert (found.chance(goal, needed + 50) or 0) >= (found.chance(goal, needed) or 0) - 1e-9


def test_what_is_done_already_is_certain() -> None:
    found = rest(done=30)
    assert found.chance(30) == 1
    assert found.needed(30, 0.95) == 0


def test_where_nothing_can_be_said_there_is_a_reason_and_no_number() -> None:
    for found, reason in (
        (rest(rates=None), "open"),
        (rest(unit="goal_yen", size=DealSize.of("yen", None, ())), "no_win"),
        (rest(rates=(Typed("opportunities", 0), SURE[1])), "rate_zero:opportunities"),
    ):
        assert found.reason == reason
        assert (found.landing(), found.band(), found.chance(10), found.needed(10, 0.5)) == (None,) * 4
    # deals are in flight of which nobody knows when they end
    lost = Stage(np.ones(3), 0, 0, MaturityCurve(np.ones(1), None, 0))
    assert rest(deals=lost).flight_reason == "no_curve"
    assert rest().flight_reason is None
