"""Where each level ends: what has come, and today's pace for the days that are left."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from kpi.goal_basis import Basis, Sums
from kpi.goal_landing import Landing, landings, stand
from kpi.period import DAYS_A_YEAR, Period

YEAR = Period("fy2026", date(2026, 4, 1), date(2027, 4, 1))
LEADS = {"inquiries": 300.0, "mqls": 100.0, "sqls": 40.0}
A_YEAR = {"inquiries": 730.5, "mqls": 365.25, "sqls": 73.05, "visits": 36_525.0}


def found(as_of: date, spent: Sums) -> dict[str, Landing]:
    """At a pace of two inquiries, one MQL, 100 visits and 1,000 yen a day; deals end at 5 of 3."""
    record = Sums(365_250.0, 365, 700, 36_525.0, 365, 700)
    basis = Basis(1.0, A_YEAR, {}, None, None, record, np.zeros(0))
    deals: Any = {"wins": SimpleNamespace(done_total=3.0, landing=lambda: 5.0)}
    return landings(basis, YEAR, as_of, leads=LEADS, spent=spent, aheads=deals)


def test_a_running_period_ends_with_what_has_come_and_the_pace_of_the_days_left() -> None:
    # 30 September: 182 days are left; the cost is recorded to the end of August only, the visits to today
    spent = Sums(150_000.0, 153, 250, 20_000.0, 183, 300)
    got = found(date(2026, 9, 30), spent)
    assert got["inquiries"] == Landing(300, pytest.approx(300 + 2 * 182))
    assert got["sqls"] == Landing(40, pytest.approx(40 + 0.2 * 182))
    assert got["wins"] == Landing(3, 5)
    assert got["visits"].total == pytest.approx(20_000 + 100 * 182 * DAYS_A_YEAR / 365)
    assert got["budget_yen"].total == pytest.approx(150_000 + 1_000 * 212 * DAYS_A_YEAR / 365)


def test_a_period_ahead_is_all_pace_and_one_that_is_over_is_all_done() -> None:
    # without a record the days of the sums are those of the whole period
    ahead = found(date(2026, 3, 1), Sums(None, 365, 0, None, 365, 0))
    assert ahead["inquiries"] == Landing(None, pytest.approx(300 + 730))
    assert ahead["wins"] == Landing(None, 5)
    assert ahead["budget_yen"] == Landing(None, pytest.approx(1_000 * DAYS_A_YEAR))
    over = found(date(2027, 3, 31), Sums(9.0, 365, 0, None, 365, 0))
    assert over["inquiries"] == Landing(300, 300)
    assert over["wins"] == Landing(3, 3)
    assert (over["budget_yen"], over["visits"]) == (Landing(9, 9), Landing(None, None))


@pytest.mark.parametrize(
    ("day", "where"),
    [
        (date(2026, 3, 31), "ahead"),
        (date(2026, 4, 1), "running"),
        (date(2027, 3, 30), "running"),
        (date(2027, 3, 31), "over"),
    ],
)
def test_the_last_day_of_a_period_ends_it(day: date, where: str) -> None:
    assert stand(YEAR, day) == where
