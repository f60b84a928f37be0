"""What the data says of every step of the goal, on a world small enough to count by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from kpi import goal_basis
from kpi.curves import curves
from kpi.filters import Filter
from kpi.goal_basis import Basis
from kpi.histogram import histogram
from kpi.period import Period
from kpi.plan import Plan
from kpi.store import Store
from tests.small_world import event, lead, small_world

YEAR = Period("2025-02-01..2026-01-31", date(2025, 2, 1), date(2026, 2, 1))
OCTOBER = Period("2025-10-01..2025-10-31", date(2025, 10, 1), date(2025, 11, 1))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Ten leads: six MQLs, four judged SQLs, two deals, one won; cost and visits of the web."""
    scores = (10, 20, 30, 35, 45, 50, 60, 70, 80, 90)
    leads = [lead(f"l{score}", score, channel="web" if score < 90 else "referral") for score in scores]
    happened = [event(f"l{score}", "sql_accepted", "2025-10-02") for score in (60, 70, 80, 90)]
    happened += [
        event("l80", "opportunity", "2025-10-05", deal_id="d1"),
        event("l80", "won", "2025-10-09", deal_id="d1", amount_yen=1_000_000),
        event("l90", "opportunity", "2025-10-05", deal_id="d2"),
        event("l90", "lost", "2025-10-09", deal_id="d2"),
    ]
    opened = small_world(Store.open(tmp_path / "kpi.duckdb"), leads, happened)
    with opened.transaction() as cursor:
        cursor.execute("insert into spend values ('2025-10-01', 'web', 90000)")
        cursor.execute("insert into traffic values ('2025-10-01', 'web', '/', 450, 400, 900, 100)")
    return opened


def read(store: Store, period: Period, **more: tuple[str, ...]) -> Basis:
    chosen = Filter(period, **more)
    found = curves(
        store, chosen, histogram(store, chosen), question="sales", plan=Plan(), as_of=date(2026, 1, 31)
    )
    return goal_basis.basis(found, goal_basis.sums(store, chosen), 40, 60)


def test_every_step_has_the_rate_of_the_counts_around_it(store: Store) -> None:
    found = read(store, YEAR)
    rates = {name: step.rate for name, step in found.steps.items()}
    assert found.levels == {
        "visits": 450,
        "inquiries": 10,
        "mqls": 6,
        "sqls": 4,
        "opportunities": 2,
        "wins": 1,
        "goal_yen": 1_000_000,
    }
    assert rates == {
        "win_rate": Fraction(1, 2),
        "opportunity_rate": Fraction(1, 2),
        "sql_share": Fraction(2, 3),
        "mql_share": Fraction(3, 5),
        "conversion_rate": Fraction(10, 450),
    }
    assert (found.deal_yen, found.cpa_yen) == (1_000_000, 9_000)
    assert found.won_amounts_yen.tolist() == [1_000_000]


def test_the_evidence_of_a_rate_is_what_is_known(store: Store) -> None:
    steps = read(store, YEAR).steps
    assert {name: step.known_count for name, step in steps.items()} == {
        "win_rate": 2,
        "opportunity_rate": 4,
        "sql_share": 6,
        "mql_share": 10,
        "conversion_rate": 450,
    }
    assert steps["win_rate"].hits == 1


def test_a_period_is_worth_its_share_of_a_year(store: Store) -> None:
    assert read(store, OCTOBER).pace("inquiries") == pytest.approx(10 * 365.25 / 31)
    assert read(store, OCTOBER).pace("wins", years=0.5) == pytest.approx(365.25 / 62)


def test_what_nobody_recorded_is_undefined_and_not_zero(store: Store) -> None:
    found = read(store, YEAR, channel=("referral",))
    assert (found.cpa_yen, found.sums.cost_yen, found.levels["visits"]) == (None, None, None)
    assert found.steps["conversion_rate"].rate is None
    assert found.pace("visits") is None


def test_a_filter_without_leads_has_no_rate(store: Store) -> None:
    found = read(store, YEAR, channel=("expo",))
    assert {step.rate for step in found.steps.values()} == {None}
    assert found.deal_yen is None
