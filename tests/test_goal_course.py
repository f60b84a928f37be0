"""The way to a goal through its period, on a world whose lead time is known."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from kpi.chance_inputs import Counted, DealSize
from kpi.filters import Filter
from kpi.goal_ahead import Unit, ahead
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


def read(
    store: Store, code: str, unit: Unit = "wins", fixed: dict[int, int] | None = None
) -> tuple[Underway, Course]:
    """A goal of 60, an inquiry every third day."""
    period = goal_period(code, CALENDAR)
    found = underway(store, Filter(parse("all", CALENDAR)), period, mql=40, sql=60, as_of=AS_OF)
    rest = ahead(
        found,
        period,
        unit,
        as_of=AS_OF,
        record_days=548,
        rates=RATES,
        size=DealSize.of("wins", None, ()),
        inquiries_a_day=1 / 3,
    )
    begun = [month <= AS_OF for month in rest.phases.months]
    return found, course(rest, 60.0, rest.per_inquiry, is_begun=begun, fixed=fixed)


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
    assert found.won_count.sum() == way.ahead.done_total > 0
    assert way.done[5] == way.ahead.done_total
    assert way.done[6:] == (None,) * 6


def test_what_is_in_flight_needs_no_new_inquiry(store: Store) -> None:
    _, way = read(store, "fy2025")
    missing = 60 - way.ahead.done_total - way.ahead.flight[-1]
    assert way.need.total is not None
    assert way.need.factor is not None
    assert way.need.total == pytest.approx(missing / 0.25 * way.need.factor, abs=1)
    assert way.need.by_month is not None
    assert sum(way.need.by_month) == way.need.total
    assert way.need.by_month[:6] == (0,) * 6


def test_leads_of_the_last_months_win_too_late(store: Store) -> None:
    _, way = read(store, "fy2025")
    assert way.ahead.phases.last_half_month == date(2025, 11, 1)
    assert way.ahead.phases.in_time_rate[-1] == 0


def test_the_plan_ends_at_the_goal_and_begins_with_what_is_won(store: Store) -> None:
    _, way = read(store, "fy2025")
    assert way.plan.expected[-1] == pytest.approx(60, rel=0.02)
    assert way.plan.expected[4] == pytest.approx(way.done[4])
    assert all(way.plan.lower <= way.plan.expected)
    assert all(way.plan.expected <= way.plan.upper)


def test_a_year_ahead_counts_what_is_won_within_it_and_what_comes_before_it_at_todays_pace(
    store: Store,
) -> None:
    now, ahead_of = read(store, "fy2025")[1].ahead, read(store, "fy2026")[1].ahead
    assert now.flight[-1] > 1
    assert now.before.sum() == ahead_of.done_total == 0
    assert ahead_of.flight[-1] == pytest.approx(0, abs=0.01)  # all of it is won before April
    # a lead wins 110 days on: of those from October to March only the last 110 days win in April and after
    assert ahead_of.before[-1] == pytest.approx(110 / 3 * 0.25, rel=0.02)
    assert ahead_of.before[0] == pytest.approx(30 / 3 * 0.25, rel=0.05)
    assert ahead_of.inquiries == pytest.approx(365 / 3)


def test_where_a_period_ends_is_what_is_done_in_flight_and_to_come(store: Store) -> None:
    rest = read(store, "fy2025")[1].ahead
    done, flight, new = rest.parts()
    assert (done, flight) == (rest.done_total, rest.flight[-1])
    # 182 days are left; of their leads those of the first 72 are won in time
    assert rest.inquiries == pytest.approx(182 / 3)
    assert new == pytest.approx(72 / 3 * 0.25, rel=0.02)
    assert rest.landing() == pytest.approx(done + flight + new)
    low, high = rest.band() or (0, 0)
    assert done <= low < done + flight + new < high


def test_a_goal_in_opportunities_has_its_own_lead_time(store: Store) -> None:
    rest = read(store, "fy2025", "opportunities")[1].ahead
    assert list(rest.groups) == ["sqls", "mqls"]
    # each second lead opens a deal, ten days on
    assert rest.done_total == pytest.approx(183 / 3 / 2, abs=1)
    assert rest.parts()[2] == pytest.approx((182 - 10) / 3 * 0.5, rel=0.02)
    # the youngest lead is ten days old: whoever has no deal by then never gets one
    assert rest.flight[-1] == pytest.approx(0)


def test_planned_months_take_the_place_of_the_needed_ones_in_the_expected_line_and_its_band(
    store: Store,
) -> None:
    _, even = read(store, "fy2025")
    _, idle = read(store, "fy2025", fixed=dict.fromkeys(range(6, 12), 0))  # October to March
    _, more = read(store, "fy2025", fixed={6: 1000})
    assert idle.planned is not None
    assert idle.planned.by_month == (0,) * 12
    # nothing more comes: what is won and in flight is all
    assert idle.plan.expected[-1] == pytest.approx(sum(idle.ahead.parts()[:2]), abs=0.1)
    assert idle.planned.missing == pytest.approx(even.plan.expected[-1] - idle.plan.expected[-1], rel=0.03)
    for lower, higher in ((idle, even), (even, more)):
        assert (lower.plan.expected <= higher.plan.expected).all()
        assert lower.plan.upper[-1] < higher.plan.upper[-1]
    # needed is what it was: a plan does not change the need
    assert even.need == idle.need == more.need


def test_without_leads_nothing_is_underway(tmp_path: Path) -> None:
    empty = small_world(Store.open(tmp_path / "kpi.duckdb"), today=AS_OF)
    period = goal_period("fy2025", CALENDAR)
    found = underway(empty, Filter(parse("all", CALENDAR)), period, mql=40, sql=60, as_of=AS_OF)
    assert (
        found.deals_per_lead,
        found.won_count.sum() + found.opened_count.sum(),
        found.deals.curve.horizon_days,
    ) == (1.0, 0, None)
