"""The way to a goal through its period, on a world whose lead time is known."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from kpi.chance_inputs import Counted, DealSize
from kpi.filters import Filter
from kpi.goal_course import Course, course
from kpi.goal_time import Underway, underway
from kpi.period import Calendar, goal_period, parse
from kpi.store import Store
from tests.small_world import event, lead, small_world

FIRST, AS_OF = date(2024, 4, 1), date(2025, 9, 30)
CALENDAR = Calendar(FIRST, AS_OF)
RATES = (Counted("opportunities", 30, 60), Counted("inquiries", 60, 120))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A lead every third day; each second one opens a deal after 10 days, each fourth wins 100 days on."""
    leads, happened = [], []
    for number in range(180):
        came = datetime(2024, 4, 1) + timedelta(days=3 * number)
        leads.append(lead(f"l{number:03}", 70, created_at=came))
        opened, won = came + timedelta(days=10), came + timedelta(days=110)
        for at, kind, every in ((opened, "opportunity", 2), (won, "won", 4)):
            if number % every == 0 and at.date() <= AS_OF:
                happened.append(
                    event(f"l{number:03}", kind, at.isoformat(), deal_id=f"d{number}", amount_yen=1_000_000)
                )
    opened_store = Store.open(tmp_path_factory.mktemp("course") / "kpi.duckdb")
    return small_world(opened_store, leads, happened, today=AS_OF)


def read(store: Store, code: str, fixed: dict[int, int] | None = None) -> tuple[Underway, Course]:
    period = goal_period(code, CALENDAR)
    found = underway(store, Filter(parse("all", CALENDAR)), period, mql=40, sql=60, as_of=AS_OF)
    return found, course(
        found,
        period,
        as_of=AS_OF,
        record_days=548,
        amount=60.0,
        value_per_inquiry=0.25,
        rates=RATES,
        size=DealSize.of("wins", None, ()),
        is_yen=False,
        fixed=fixed,
    )


def test_what_is_underway_is_each_lead_and_deal_once(store: Store) -> None:
    found, _ = read(store, "fy2025")
    with store.cursor() as cursor:
        [(open_deals,)] = cursor.execute(
            "select count(*) from deal where won_on is null and lost_on is null"
        ).fetchall()
        [(waiting,)] = cursor.execute("select count(*) from lead_fact where deal_count = 0").fetchall()
    assert found.deals.waiting_count.sum() == open_deals
    assert found.sqls.waiting_count.sum() == found.mqls.waiting_count.sum() == waiting
    assert (found.deals.curve.horizon_days, found.mqls.curve.horizon_days) == (100, 10)


def test_what_was_won_is_a_running_sum_up_to_today(store: Store) -> None:
    found, way = read(store, "fy2025")
    assert found.won_count.sum() == way.won_total > 0
    assert way.won[5] == way.won_total
    assert way.won[6:] == (None,) * 6


def test_what_is_in_flight_needs_no_new_inquiry(store: Store) -> None:
    _, way = read(store, "fy2025")
    assert way.flight_in_time is not None
    missing = 60 - way.won_total - way.flight_in_time
    assert way.need.total is not None
    assert way.need.factor is not None
    assert way.need.total == pytest.approx(missing / 0.25 * way.need.factor, abs=1)
    assert way.need.by_month is not None
    assert sum(way.need.by_month) == way.need.total
    assert way.need.by_month[:6] == (0,) * 6


def test_leads_of_the_last_months_win_too_late(store: Store) -> None:
    _, way = read(store, "fy2025")
    assert way.phases.last_half_month == date(2025, 11, 1)
    assert way.phases.in_time_rate[-1] == 0


def test_the_plan_ends_at_the_goal_and_begins_with_what_is_won(store: Store) -> None:
    _, way = read(store, "fy2025")
    assert way.plan.expected[-1] == pytest.approx(60, rel=0.02)
    assert way.plan.expected[4] == pytest.approx(way.won[4])
    assert all(way.plan.lower <= way.plan.expected)
    assert all(way.plan.expected <= way.plan.upper)


def test_planned_months_take_the_place_of_the_needed_ones_in_the_expected_line_and_its_band(
    store: Store,
) -> None:
    _, even = read(store, "fy2025")
    _, idle = read(store, "fy2025", dict.fromkeys(range(6, 12), 0))  # October to March
    _, more = read(store, "fy2025", {6: 1000})
    assert idle.planned is not None
    assert idle.planned.by_month == (0,) * 12
    # nothing more comes: what is won and in flight is all
    assert idle.plan.expected[-1] == pytest.approx(idle.won_total + (idle.flight_in_time or 0), abs=0.1)
    assert idle.planned.missing == pytest.approx(even.plan.expected[-1] - idle.plan.expected[-1], rel=0.03)
    for lower, higher in ((idle, even), (even, more)):
        assert (lower.plan.expected <= higher.plan.expected).all()
        assert lower.plan.upper[-1] < higher.plan.upper[-1]
    # needed is what it was: a plan does not change the need
    assert even.need == idle.need == more.need


def test_of_a_year_ahead_only_wins_within_it_count_as_in_flight(store: Store) -> None:
    now, ahead = read(store, "fy2025")[1], read(store, "fy2026")[1]
    assert ahead.won_total == 0
    assert ahead.flight_in_time == pytest.approx(0, abs=0.01)  # all of it is won before April
    assert now.flight_in_time is not None
    assert now.flight_in_time > 1
    assert ahead.flight_range is None


def test_without_leads_nothing_is_underway(tmp_path: Path) -> None:
    empty = small_world(Store.open(tmp_path / "kpi.duckdb"), today=AS_OF)
    period = goal_period("fy2025", CALENDAR)
    found = underway(empty, Filter(parse("all", CALENDAR)), period, mql=40, sql=60, as_of=AS_OF)
    assert (found.deals_per_lead, found.won_count.sum(), found.deals.curve.horizon_days) == (1.0, 0, None)
