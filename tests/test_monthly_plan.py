"""Months that a person fixed keep their number; the others share the rest of the need."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.errors import InvalidInput
from kpi.goal_given import read_whole
from kpi.maturity import MaturityCurve
from kpi.monthly_plan import monthly_plan
from kpi.period import Period, open_months
from kpi.phasing import MonthlyNeed, Phasing, monthly_need, phasing

START, STOP = date(2026, 4, 1), date(2027, 4, 1)
AS_OF = date(2026, 12, 31)  # January to March are open: places 9 to 11
AT_ONCE = MaturityCurve(np.ones(1), 0, 100)
# half of the wins come on the day of the lead, the other half a hundred days later
HALF_LATE = MaturityCurve(np.array([0.5] * 100 + [1.0]), 100, 100)


def left(
    curve: MaturityCurve = AT_ONCE, goal: float = 90, as_of: date = AS_OF
) -> tuple[Phasing, MonthlyNeed]:
    """A year with what it needs; a lead is worth 1."""
    phases = phasing(START, STOP, curve, as_of=as_of)
    return phases, monthly_need(phases, goal, 1)


def planned(fixed: dict[int, int], **world: object) -> tuple[tuple[int, ...], float, bool]:
    phases, need = left(**world)  # type: ignore[arg-type]
    found = monthly_plan(phases, need, fixed, 1)
    assert found is not None
    return found.by_month[9:], found.missing, found.is_full


@pytest.mark.parametrize(
    ("fixed", "by_month", "missing", "is_full"),
    [
        ({}, (30, 30, 30), 0, False),
        ({9: 50}, (50, 20, 20), 0, False),
        ({10: 0}, (45, 0, 45), 0, False),
        ({9: 29, 11: 30}, (29, 31, 30), 0, False),
        ({9: 100}, (100, 0, 0), 0, False),  # more than is needed: the others need bring nothing
        ({9: 20, 10: 20, 11: 20}, (20, 20, 20), 30, True),  # no month is left to take the other 30
        ({9: 40, 10: 40, 11: 40}, (40, 40, 40), 0, True),
    ],
)
def test_a_fixed_month_stays_and_the_others_share_the_rest(
    fixed: dict[int, int], by_month: tuple[int, ...], missing: float, is_full: bool
) -> None:
    assert planned(fixed) == (by_month, missing, is_full)


def test_inquiries_moved_to_the_last_month_bring_less_in_time_and_it_is_said_how_much() -> None:
    # leads of January to March bring half of what they are worth in time, wherever they come
    assert planned({11: 180}, curve=HALF_LATE) == ((0, 0, 180), 0, False)
    # of a year ahead a lead until December brings all of it: 105 leads for 90, in March only 52.5 of them
    phases, need = left(HALF_LATE, 90, date(2026, 3, 31))
    found = monthly_plan(phases, need, {11: 105}, 1)
    assert found is not None
    assert (need.total, found.total) == (105, 105)
    assert found.missing == pytest.approx(90 - 52.5, abs=0.5)


@pytest.mark.parametrize("fixed", [{8: 1}, {12: 1}, {-1: 1}, {9: -1}, {9: 10**9 + 1}])
def test_a_month_that_is_over_and_a_number_that_cannot_be_are_refused(fixed: dict[int, int]) -> None:
    phases, need = left()
    with pytest.raises(InvalidInput):
        monthly_plan(phases, need, fixed, 1)


def test_without_a_need_there_is_no_plan_and_a_covered_goal_needs_only_what_is_fixed() -> None:
    phases, _ = left()
    assert monthly_plan(phases, monthly_need(phases, 90, None), {9: 5}, None) is None
    covered = monthly_plan(phases, monthly_need(phases, 90, 1, carry_in=100), {9: 5}, 1)
    assert covered is not None
    assert (covered.total, covered.missing) == (5, 0)


@settings(max_examples=80, deadline=None)
@given(
    st.dates(date(2026, 3, 31), date(2027, 3, 30)),
    st.integers(0, 10**6),
    st.dictionaries(st.integers(0, 11), st.integers(0, 10**6)),
)
def test_the_months_sum_to_the_need_and_fixed_ones_keep_their_number(
    as_of: date, goal: int, wished: dict[int, int]
) -> None:
    phases, need = left(HALF_LATE, goal, as_of)
    is_open = phases.open_share > 0
    fixed = {place: count for place, count in wished.items() if is_open[place]}
    found = monthly_plan(phases, need, fixed, 1)
    assert found is not None
    assert need.total is not None
    assert {place: found.by_month[place] for place in fixed} == fixed
    assert all(count == 0 for count, here in zip(found.by_month, is_open, strict=True) if not here)
    assert min(found.by_month) >= 0
    typed = sum(fixed.values())
    is_full = len(fixed) == is_open.sum() and bool(fixed)
    assert found.is_full == is_full
    assert found.total == (typed if is_full else max(typed, need.total))
    assert found.missing >= 0


@pytest.mark.parametrize(
    ("as_of", "months"),
    [
        (date(2026, 3, 31), [4, 5, 6]),
        (date(2026, 4, 29), [4, 5, 6]),
        (date(2026, 4, 30), [5, 6]),
        (date(2026, 6, 29), [6]),
        (date(2026, 6, 30), []),
    ],
)
def test_a_month_is_open_until_its_last_day(as_of: date, months: list[int]) -> None:
    quarter = Period("fy2026q1", START, date(2026, 7, 1))
    assert open_months(quarter, as_of) == tuple(date(2026, month, 1) for month in months)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("abc", "not_a_number"),
        ("-1", "below_zero"),
        ("1.5", "not_whole"),
        ("1/3", "not_whole"),
        ("11億", "too_large"),
        ("1e15", "too_large"),
    ],
)
def test_a_number_that_is_not_whole_or_out_of_bounds_is_refused(text: str, reason: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        read_whole("planned", text, 10**9)
    assert caught.value.fields["reason"] == reason
    assert [read_whole("planned", good, 10**9) for good in ("４百", "1,200", "3万", "0")] == [
        400,
        1200,
        30000,
        0,
    ]
