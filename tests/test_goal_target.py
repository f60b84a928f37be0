"""The goal of a fiscal period, taken from the company's where it is, and the best that limits allow."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.errors import InvalidInput
from kpi.goal_reach import best_reachable
from kpi.goal_shown import shown_values
from kpi.goal_solve import solve
from kpi.goal_target import read_company_target, read_target
from kpi.period import Calendar, fiscal
from kpi.plan import Plan

APRIL = Calendar(date(2023, 4, 1), date(2026, 11, 15))
JANUARY = Calendar(date(2023, 4, 1), date(2026, 11, 15), fiscal_start_month=1)
RATES = {"deal_yen": 5_000_000, "win_rate": "25%", "inquiry_opportunity_rate": "15%", "cpa_yen": 8_000}


@pytest.mark.parametrize(
    ("unit", "code", "calendar", "given", "days"),
    [
        ("yen", "fy2026", APRIL, {"goal_yen": 3 * 10**8, "months": 12}, ("2026-04-01", "2027-04-01")),
        ("wins", "fy2026h2", APRIL, {"wins": 3 * 10**8, "months": 6}, ("2026-10-01", "2027-04-01")),
        (
            "opportunities", "fy2027q1", JANUARY, {"opportunities": 3 * 10**8, "months": 3},
            ("2027-01-01", "2027-04-01"),
        ),
    ],
)  # fmt: skip
def test_a_goal_is_read_for_a_whole_fiscal_period_also_one_that_lies_ahead(
    unit: str, code: str, calendar: Calendar, given: Any, days: Any
) -> None:
    target = read_target(unit, "3億", code, calendar)
    assert target.given == given
    assert target.months == given["months"]
    assert (target.period.start.isoformat(), target.period.stop.isoformat()) == days


@pytest.mark.parametrize(
    ("unit", "amount", "code", "fields"),
    [
        ("leads", 1, "fy2026", {"what": "goal_unit", "value": "leads"}),
        ("yen", " ", "fy2026", {"what": "goal", "value": " ", "reason": "empty"}),
        ("yen", None, "fy2026", {"what": "goal", "value": None, "reason": "empty"}),
        ("yen", "abc", "fy2026", {"what": "goal", "value": "abc", "reason": "not_a_number"}),
        ("wins", -1, "fy2026", {"what": "goal", "value": -1, "reason": "below_zero"}),
        ("yen", "1000兆1", "fy2026", {"what": "goal", "value": "1000兆1", "reason": "too_large"}),
        ("yen", 1, "w12", {"what": "period", "value": "w12"}),
        ("yen", 1, "fy9999", {"what": "period", "value": "fy9999"}),
    ],
)
def test_a_goal_that_cannot_be_used_is_refused_by_name(
    unit: str, amount: Any, code: str, fields: Any
) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_target(unit, amount, code, APRIL)
    assert refused.value.fields == fields


def test_the_bounds_of_a_goal_are_allowed() -> None:
    assert read_target("yen", "1000兆", "fy2026", APRIL).given["goal_yen"] == 10**15
    assert solve(read_target("yen", 0, "fy2026", APRIL).given | RATES).value("inquiries") == 0


def test_50_million_of_5_billion_are_12_5_million_in_a_quarter_and_one_per_cent() -> None:
    target = read_company_target("50億", "fy2026q2", APRIL, web_goal_yen="5,000万")
    assert target.given == {"company_goal_yen": 1_250_000_000, "goal_yen": 12_500_000, "months": 3}
    assert target.web is not None
    assert (target.web.share, target.web.gap_yen) == (Fraction(1, 100), 450_000_000)
    assert read_company_target("50億", "fy2026q2", APRIL, web_rate="1%") == target
    assert solve(target.given).value("web_share") == Fraction(1, 100)


@pytest.mark.parametrize(
    ("typed", "what", "reason"),
    [
        ({"company_goal_yen": "", "web_goal_yen": 1}, "company_goal", "empty"),
        ({"company_goal_yen": 100}, "web_share", "empty"),
        ({"company_goal_yen": 100, "web_rate": "110%"}, "web_share", "above_one"),
        ({"company_goal_yen": 100, "web_goal_yen": "x"}, "web_goal", "not_a_number"),
        ({"company_goal_yen": 100, "web_goal_yen": 101}, "web_goal", None),
    ],
)
def test_a_share_of_the_company_goal_that_cannot_be_is_refused_by_name(
    typed: Any, what: str, reason: str | None
) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_company_target(period="fy2026", calendar=APRIL, **typed)
    assert (refused.value.fields["what"], refused.value.fields.get("reason")) == (what, reason)


def test_a_fiscal_period_is_whole_even_before_the_record_begins() -> None:
    assert (fiscal("fy1999q4", 4).start, fiscal("fy1999q4", 4).days) == (date(2000, 1, 1), 91)


def test_the_tightest_limit_names_itself_and_how_long_the_goal_would_take() -> None:
    # 6,000,000 / 8,000 = 750 inquiries; x 0.15 x 0.25 = 28.125 wins; x 5,000,000 = 140,625,000 yen
    limits = {"budget_yen": "600万", "inquiries": 900, "opportunities": 200}
    found = best_reachable({"goal_yen": "3億"} | RATES, limits, wanted="3億")
    assert (found.best, found.limited_by) == (140_625_000, ("budget_yen",))
    assert found.by_limit == {
        "opportunities": 250_000_000,
        "inquiries": 168_750_000,
        "budget_yen": 140_625_000,
    }
    assert (found.short, found.periods) == (159_375_000, Fraction(32, 15))
    shown = shown_values(found.solved)
    assert (shown["inquiries"], shown["wins"], shown["goal_yen"]) == (750, 28, 140_625_000)


def test_the_capacity_of_sales_limits_the_deals_and_a_goal_within_reach_is_not_short() -> None:
    # 4 persons x 4 leads x 13 weeks x 0.9 = 187.2 SQLs; x 0.5 x 0.25 = 23.4 wins
    rates = {"opportunity_rate": 0.5, "win_rate": 0.25}
    found = best_reachable(rates, {"sqls": Plan().field_leads(13)}, "wins", wanted=20)
    assert found.best is not None
    assert float(found.best) == pytest.approx(23.4)  # a capacity is a float
    assert (found.limited_by, found.short) == (("sqls",), 0)
    assert found.periods is not None
    assert found.periods < 1


def test_limits_that_cannot_be_applied_are_told_apart_from_those_that_can() -> None:
    found = best_reachable({"win_rate": 0.5}, {"opportunities": 10, "visits": 1}, "wins")
    assert (found.best, found.by_limit) == (5, {"opportunities": 5, "visits": None})
    assert (found.short, found.periods) == (None, None)
    nothing = best_reachable({}, {"visits": 1}, wanted=5)
    assert (nothing.best, nothing.limited_by, nothing.by_limit) == (None, (), {"visits": None})
    assert nothing.solved.nodes["goal_yen"].reason == "missing"


def test_equal_limits_both_bind_and_nothing_is_reached_from_nothing() -> None:
    found = best_reachable(RATES, {"budget_yen": 8_000, "inquiries": 1}, "opportunities")
    assert found.limited_by == ("inquiries", "budget_yen")
    never = best_reachable(RATES, {"budget_yen": 0}, wanted=1)
    assert (never.best, never.short, never.periods) == (0, 1, None)


@pytest.mark.parametrize(
    ("limits", "target", "what"),
    [
        ({"win_rate": 0.5}, "wins", "limit"),
        ({"leads": 5}, "wins", "limit"),
        ({"inquiries": 5}, "win_rate", "target"),
        ({"inquiries": 5}, "leads", "target"),
        ({"inquiries": "many"}, "wins", "inquiries"),
    ],
)
def test_limits_and_targets_that_are_no_amounts_are_refused(limits: Any, target: str, what: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        best_reachable(RATES, limits, target)
    assert refused.value.fields["what"] == what


@settings(max_examples=50, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["budget_yen", "inquiries", "opportunities"]), st.integers(1, 10**6), min_size=1
    ),
    st.integers(1, 10**6),
)
def test_the_best_keeps_every_limit_and_a_looser_limit_never_lowers_it(limits: Any, more: int) -> None:
    found = best_reachable(RATES, limits)
    assert found.best is not None
    assert all(found.solved.value(node) <= most for node, most in limits.items())
    for node in limits:
        looser = best_reachable(RATES, limits | {node: limits[node] + more})
        assert looser.best is not None
        assert looser.best > found.best if found.limited_by == (node,) else looser.best == found.best
