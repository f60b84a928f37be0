"""What a line is worth when sales has only so much time."""

from __future__ import annotations

import json
import math
from collections import deque
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.backlog import Backlog, backlog
from kpi.capacity import (
    CapacityLine,
    PairGrid,
    best_pair,
    capacity_leads,
    line_at_capacity,
    one_more_rep,
    pair_grid,
    value_by_threshold,
)
from kpi.errors import InvalidInput

GOLDEN = {
    case["id"]: case
    for case in json.loads((Path(__file__).parent / "golden" / "capacity.json").read_text())["cases"]
}
SETTINGS = {
    "field_hours": 300.0,
    "inside_hours": 60.0,
    "hours_first": 1.5,
    "hours_deal": 6.0,
    "hours_inside": 0.5,
    "inside_factor": 0.8,
    "handling_cost_yen": 4000.0,
}
REPS = {"leads_per_rep_week": 5, "weeks": 1, "absence": 0}


def scores(**by_score: float) -> Any:
    """`scores(s20=3)` = a column of 101 zeros but for 3 at score 20."""
    column = np.zeros(101)
    for name, value in by_score.items():
        column[int(name[1:])] = value
    return column


# --- golden cases


def test_three_reps_follow_up_the_golden_number_of_leads() -> None:
    # 3 reps x 6 a week x 12 weeks x 0.9
    assert capacity_leads(**GOLDEN["capacity_leads"]["inputs"]) == pytest.approx(194.4, rel=1e-12)
    assert capacity_leads("3", "6", "12", "10%") == pytest.approx(194.4, rel=1e-12)


@pytest.mark.parametrize("name", ["fifo_20", "priority_20"])
def test_one_line_gives_the_golden_value_and_best_line(name: str) -> None:
    case = GOLDEN[name]
    found = value_by_threshold(**case["inputs"])
    expected = case["expected"]
    assert found.best_value_yen == pytest.approx(expected["best"], rel=1e-9)
    assert found.value_yen[30] == pytest.approx(expected["at_30"], rel=1e-9)
    if name == "fifo_20":
        assert found.best_threshold == expected["best_t"]
        assert found.value_yen[50] == pytest.approx(expected["at_50"], rel=1e-9)


def golden_grid() -> PairGrid:
    given_ = GOLDEN["pair_grid_best"]["inputs"]
    return pair_grid(given_["n"], given_["p"], given_["val"], **SETTINGS)


def test_the_pair_grid_finds_the_golden_best_pair() -> None:
    given_, expected = (GOLDEN["pair_grid_best"][part] for part in ("inputs", "expected"))
    named = ("H_field", "H_inside", "h_first", "h_deal", "h_inside", "eta", "handling_cost")
    assert [given_[name] for name in named] == list(SETTINGS.values())
    best = best_pair(golden_grid())
    assert (best.mql_threshold, best.sql_threshold) == (expected["tm"], expected["ts"])
    assert best.value_yen == pytest.approx(expected["value"], rel=1e-9)


# --- literal arithmetic


def test_in_arrival_order_every_lead_above_the_line_has_the_same_chance() -> None:
    # 10 leads of 1 yen at 20, 5 of 4 yen at 60, time for 6
    found = value_by_threshold(scores(s20=10, s60=5), scores(s20=1, s60=4), 6, "fifo")
    assert found.value_yen[20] == pytest.approx(12)  # 6/15 x (10 + 20)
    assert found.value_yen[60] == 20  # all 5 fit
    assert found.value_yen[61] == 0
    assert (found.best_threshold, found.best_value_yen, found.reason) == (60, 20, None)
    assert (found.selected_leads[20], found.followed_up_leads[20], found.followed_up_leads[60]) == (15, 6, 5)


def test_in_priority_order_a_lower_line_does_no_harm() -> None:
    # the 5 at 60 first (20 yen), then one of the 10 at 20 (1 yen)
    found = value_by_threshold(scores(s20=10, s60=5), scores(s20=1, s60=4), 6, "priority")
    assert found.value_yen[0] == found.value_yen[20] == 21
    assert (found.best_threshold, found.best_value_yen) == (20, 21)


def test_of_a_lump_at_one_score_only_a_share_fits() -> None:
    lump = scores(s50=100)
    assert value_by_threshold(lump, scores(s50=3), 20, "fifo").best_value_yen == 60
    assert value_by_threshold(lump, scores(s50=3), 20, "priority").best_value_yen == 60
    assert line_at_capacity(lump, 20) == CapacityLine(50, 0.2)
    assert line_at_capacity(scores(s50=100, s70=5), 20) == CapacityLine(50, 0.15)
    assert line_at_capacity(lump, 500) == CapacityLine(50, 1.0)


def test_one_more_rep_is_worth_what_the_best_line_gains() -> None:
    # 5 leads a rep; 1 rep: the 5 at 60 = 20 yen; 2 reps: the same, or from 20 up 10/15 x 30 = 20 yen;
    # 3 reps: all 15 = 30 yen
    leads, value = scores(s20=10, s60=5), scores(s20=1, s60=4)
    gains = [one_more_rep(leads, value, reps=reps, **REPS) for reps in (0, 1, 2, 3)]
    assert gains == [20, 0, 10, 0]
    assert one_more_rep(leads, value, reps=1, order="priority", **REPS) == 5


def test_a_pair_sends_the_top_to_the_field_and_the_middle_through_inside_sales() -> None:
    # 4 leads at 80 (half become opportunities), 10 at 40 (a tenth); 100 yen an opportunity, 2 yen a lead
    grid = pair_grid(
        scores(s40=10, s80=4), scores(s40=0.1, s80=0.5), scores(s40=100, s80=100),
        field_hours=9, inside_hours=5, hours_first=1, hours_deal=5, hours_inside=1,
        inside_factor=0.8, handling_cost_yen=2,
    )  # fmt: skip
    at = grid.place(40, 80)
    # inside: 10 hours needed, 5 there: half is done; 0.5 x 0.8 x 1 = 0.4 opportunities
    # field: 4 x 1 + 5 x (2 + 0.4) = 16 hours needed, 9 there: 9/16 is done
    assert (grid.inside_load_hours[at], grid.field_load_hours[at]) == (10, pytest.approx(16))
    assert grid.selected_leads[at] == 14
    assert grid.followed_up_leads[at] == pytest.approx(4 * 9 / 16 + 5)
    assert grid.value_yen[at] == pytest.approx(9 / 16 * 240 - 2 * (2.25 + 5))


def test_inside_sales_first_for_all_is_a_legitimate_answer() -> None:
    # in the field each first contact takes 10 hours of 10; inside it takes none of them
    grid = pair_grid(
        scores(s50=10), scores(s50=0.1), scores(s50=100),
        field_hours=10, inside_hours=10, hours_first=10, hours_deal=1, hours_inside=1,
        inside_factor=1, handling_cost_yen=0,
    )  # fmt: skip
    best = best_pair(grid)
    assert (best.mql_threshold, best.sql_threshold, best.value_yen) == (50, 101, 100)


def test_the_plateau_holds_every_pair_within_2_per_cent_and_its_ranges() -> None:
    grid = golden_grid()
    best = best_pair(grid)
    inside = [
        (m, s)
        for m, s, yen in zip(grid.mql_threshold, grid.sql_threshold, grid.value_yen, strict=True)
        if yen >= 0.98 * best.value_yen
    ]
    assert {(int(m), int(s)) for m, s in np.argwhere(best.plateau)} == set(inside)
    assert best.mql_range == (min(m for m, _ in inside), max(m for m, _ in inside))
    assert best.sql_range == (min(s for _, s in inside), max(s for _, s in inside))
    assert best.plateau[best.mql_threshold, best.sql_threshold]


def test_the_grid_holds_all_5253_pairs_and_knows_their_places() -> None:
    grid = golden_grid()
    pairs = list(zip(grid.mql_threshold.tolist(), grid.sql_threshold.tolist(), strict=True))
    assert len(pairs) == 5253
    assert [PairGrid.place(m, s) for m, s in pairs] == list(range(5253))
    with pytest.raises(InvalidInput):
        PairGrid.place(60, 40)


# --- lead by lead


def leads_of(n: Any) -> list[int]:
    return [s for s in range(101) for _ in range(int(n[s]))]


def one_line_by_lead(n: Any, v: Any, capacity: float, order: str, line: int) -> float:
    passed = sorted((s for s in leads_of(n) if s >= line), reverse=True)
    if order == "fifo":
        return sum(float(v[s]) * min(1.0, capacity / len(passed)) for s in passed)
    total, left = 0.0, capacity
    for score in passed:
        total += float(v[score]) * min(1.0, left)
        left = max(left - 1.0, 0.0)
    return total


def pair_by_lead(n: Any, p: Any, value: Any, mql: int, sql: int, s: dict[str, float]) -> float:
    field = [x for x in leads_of(n) if x >= sql]
    middle = [x for x in leads_of(n) if mql <= x < sql]
    need_in = s["hours_inside"] * len(middle)
    share_in = min(1.0, s["inside_hours"] / need_in) if need_in else 1.0
    need = 0.0
    for lead in field:
        need += s["hours_first"] + s["hours_deal"] * float(p[lead])
    for lead in middle:
        need += s["hours_deal"] * share_in * s["inside_factor"] * float(p[lead])
    share = min(1.0, s["field_hours"] / need) if need else 1.0
    total = 0.0
    for lead in field:
        total += share * (float(p[lead] * value[lead]) - s["handling_cost_yen"])
    for lead in middle:
        won = share * s["inside_factor"] * float(p[lead] * value[lead])
        total += share_in * (won - s["handling_cost_yen"])
    return total


few_leads = st.dictionaries(st.integers(0, 100), st.integers(1, 5), max_size=8).map(
    lambda d: scores(**{f"s{s}": k for s, k in d.items()})
)
shares = st.lists(st.floats(0, 1), min_size=101, max_size=101).map(np.asarray)


@given(few_leads, shares, st.floats(0, 30), st.sampled_from(["fifo", "priority"]))
@settings(max_examples=60, deadline=None)
def test_one_line_equals_counting_lead_by_lead(n: Any, v: Any, capacity: float, order: str) -> None:
    found = value_by_threshold(n, v, capacity, order)
    for line in range(0, 102, 3):
        assert found.value_yen[line] == pytest.approx(one_line_by_lead(n, v, capacity, order, line), abs=1e-9)
    if found.best_threshold is not None:
        assert found.best_value_yen == pytest.approx(found.value_yen.max(), rel=1e-11)


@given(few_leads, shares, st.floats(0, 20), st.floats(0, 10), st.floats(0, 2))
@settings(max_examples=40, deadline=None)
def test_pairs_equal_counting_lead_by_lead(n: Any, p: Any, field: float, inside: float, eta: float) -> None:
    chosen = SETTINGS | {"field_hours": field, "inside_hours": inside, "inside_factor": eta}
    value = np.full(101, 1e6)
    grid = pair_grid(n, p, value, **chosen)
    for mql, sql in [(0, 0), (0, 101), (20, 60), (40, 41), (50, 50), (70, 101), (101, 101)]:
        counted = pair_by_lead(n, p, value, mql, sql, chosen)
        assert grid.value_yen[PairGrid.place(mql, sql)] == pytest.approx(counted, rel=1e-9, abs=1e-3)


def test_every_golden_pair_equals_counting_lead_by_lead() -> None:
    given_ = GOLDEN["pair_grid_best"]["inputs"]
    columns = [np.asarray(given_[name]) for name in ("n", "p", "val")]
    grid = golden_grid()
    for at in range(0, 5253, 37):
        mql, sql = int(grid.mql_threshold[at]), int(grid.sql_threshold[at])
        assert grid.value_yen[at] == pytest.approx(pair_by_lead(*columns, mql, sql, SETTINGS), abs=1e-3)


# --- invariants


@given(few_leads, shares, st.floats(0, 30), st.floats(0, 30))
@settings(max_examples=60, deadline=None)
def test_more_time_never_costs_and_priority_never_loses(n: Any, v: Any, less: float, extra: float) -> None:
    before, after = (value_by_threshold(n, v, c, "fifo") for c in (less, less + extra))
    assert (after.value_yen >= before.value_yen - 1e-9).all()
    by_priority = value_by_threshold(n, np.sort(v), less, "priority")
    by_arrival = value_by_threshold(n, np.sort(v), less, "fifo")
    assert (by_priority.value_yen >= by_arrival.value_yen - 1e-9).all()
    assert (np.diff(by_priority.value_yen) <= 1e-9).all()


@given(few_leads, shares, st.floats(0, 50), st.floats(0, 50))
@settings(max_examples=40, deadline=None)
def test_more_field_hours_never_cost_at_no_handling_cost(n: Any, p: Any, less: float, extra: float) -> None:
    free = SETTINGS | {"handling_cost_yen": 0.0}
    before, after = (
        pair_grid(n, p, np.full(101, 1e6), **(free | {"field_hours": h})) for h in (less, less + extra)
    )
    assert (after.value_yen >= before.value_yen - 1e-3).all()


@given(few_leads, shares, st.floats(0.5, 30))
@settings(max_examples=60, deadline=None)
def test_where_value_rises_with_the_score_the_best_line_is_the_first_that_fits_or_the_one_below(
    n: Any, v: Any, capacity: float
) -> None:
    found = value_by_threshold(n, np.sort(v), capacity, "fifo")
    fits = int(np.flatnonzero(found.selected_leads <= capacity)[0])
    best = found.value_yen[max(fits - 1, 0) : fits + 1].max()
    assert best == pytest.approx(found.best_value_yen, rel=1e-9, abs=1e-12)


def test_doubling_leads_and_time_doubles_the_value_and_keeps_the_best_line() -> None:
    given_ = GOLDEN["fifo_20"]["inputs"]
    once = value_by_threshold(given_["n"], given_["v"], 20)
    twice = value_by_threshold(np.asarray(given_["n"]) * 2, given_["v"], 40)
    assert twice.value_yen == pytest.approx(2 * once.value_yen)
    assert twice.best_threshold == once.best_threshold


def test_with_growing_capacity_the_best_line_comes_down() -> None:
    given_ = GOLDEN["fifo_20"]["inputs"]
    found = [value_by_threshold(given_["n"], given_["v"], c).best_threshold for c in (10, 20, 80, 200, 400)]
    assert found == sorted(found, reverse=True)
    assert found[-1] == 1  # all 400 fit, and the lowest lead has score 1


# --- nothing to count


@pytest.mark.parametrize(
    ("n", "v", "capacity", "reason"),
    [
        (scores(), scores(), 20, "no_leads"),
        (scores(s50=9), scores(s50=1), 0, "no_capacity"),
        (scores(s50=9), scores(), 20, "no_value"),
        (scores(s50=9), scores(s50=-5), 20, "no_value"),
    ],
)
@pytest.mark.parametrize("order", ["fifo", "priority"])
def test_without_leads_time_or_value_no_line_is_best(
    n: Any, v: Any, capacity: float, reason: str, order: str
) -> None:
    found = value_by_threshold(n, v, capacity, order)
    assert (found.best_threshold, found.best_value_yen, found.reason) == (None, 0, reason)
    assert np.isfinite(found.value_yen).all()


@pytest.mark.parametrize(
    ("n", "p", "changed", "reason"),
    [
        (scores(), scores(), {}, "no_leads"),
        (scores(s50=9), scores(s50=0.5), {"field_hours": 0}, "no_capacity"),
        (scores(s50=9), scores(), {}, "no_value"),
        (scores(s50=9), scores(s50=0.5), {"handling_cost_yen": 10**9}, "no_value"),
    ],
)
def test_without_leads_hours_or_value_no_pair_is_best(n: Any, p: Any, changed: Any, reason: str) -> None:
    grid = pair_grid(n, p, np.full(101, 1000.0), **(SETTINGS | changed))
    best = best_pair(grid)
    assert (best.mql_threshold, best.sql_threshold, best.reason) == (None, None, reason)
    assert (best.value_yen, best.mql_range, best.plateau.any()) == (0, None, False)
    assert np.isfinite(grid.value_yen).all()


def test_work_that_takes_no_time_is_all_done() -> None:
    no_time = dict.fromkeys(SETTINGS, 0.0) | {"inside_factor": 1.0}
    best = best_pair(pair_grid(scores(s50=2), scores(s50=0.5), scores(s50=100), **no_time))
    assert best.value_yen == 100


def test_a_value_may_be_unknown_where_there_are_no_leads_but_not_where_there_are() -> None:
    unknown = np.full(101, np.nan)
    unknown[50] = 2.0
    assert value_by_threshold(scores(s50=3), unknown, 10).best_value_yen == 6
    with pytest.raises(InvalidInput) as refused:
        value_by_threshold(scores(s50=3, s51=1), unknown, 10)
    assert refused.value.fields["what"] == "lead_value"


def test_no_capacity_line_without_leads_or_time() -> None:
    assert line_at_capacity(scores(), 20) is None
    assert line_at_capacity(scores(s50=3), 0) is None


@pytest.mark.parametrize(
    ("what", "call"),
    [
        ("lead_count", lambda: value_by_threshold([1.0] * 100, [1.0] * 100, 1)),
        ("lead_count", lambda: value_by_threshold([-1.0] * 101, [1.0] * 101, 1)),
        ("lead_count", lambda: value_by_threshold(["x"] * 101, [1.0] * 101, 1)),  # type: ignore[list-item]
        ("lead_value", lambda: value_by_threshold([1.0] * 101, [1.0] * 100, 1)),
        ("capacity", lambda: value_by_threshold([1.0] * 101, [1.0] * 101, float("nan"))),
        ("order", lambda: value_by_threshold([1.0] * 101, [1.0] * 101, 1, "lifo")),
        ("opportunity_rate", lambda: pair_grid([1.0] * 101, [1.2] * 101, [1.0] * 101, **SETTINGS)),
        ("field_hours", lambda: pair_grid(scores(), scores(), scores(), **(SETTINGS | {"field_hours": -1}))),
        ("absence", lambda: capacity_leads(1, 1, 1, 1.5)),
        ("reps", lambda: capacity_leads(-1, 1, 1, 0)),
        ("arrivals", lambda: backlog([1.5], 1)),
        ("arrivals", lambda: backlog([-1], 1)),
        ("daily_capacity", lambda: backlog([1], "many")),
    ],
)
def test_what_cannot_be_used_is_refused_by_name(what: str, call: Any) -> None:
    with pytest.raises(InvalidInput) as refused:
        call()
    assert refused.value.fields["what"] == what


# --- the queue


def test_five_leads_on_monday_at_two_a_day_are_answered_by_wednesday() -> None:
    found = backlog([5, 0, 0], 2)
    assert found.waiting_days.tolist() == [0, 0, 1, 1, 2]
    assert found.open_leads.tolist() == [3, 1, 0]
    assert [found.answered_within_rate(days) for days in (0, 1, 2)] == [0.4, 0.8, 1.0]


def test_half_a_lead_more_a_day_makes_five_in_two_days() -> None:
    assert backlog([5], 2.5).waiting_days.tolist() == [0, 0, 1, 1, 1]


def test_a_tenth_of_a_lead_a_day_makes_ten_leads_in_a_hundred_days_not_in_101() -> None:
    # adding 0.1 a hundred times gives a little less than 10 in floating point
    assert backlog([10, *[0] * 120], 0.1).waiting_days[-1] == 99
    assert backlog([10], 0.1).waiting_days[-1] == 99


def test_an_idle_day_is_not_saved_up_and_a_later_lead_waits_behind_the_queue() -> None:
    assert backlog([0, 4, 1], 2).waiting_days.tolist() == [0, 0, 1, 1, 1]


def test_the_queue_is_worked_off_after_the_last_day() -> None:
    assert backlog([7], 2).waiting_days.tolist() == [0, 0, 1, 1, 2, 2, 3]


def test_without_time_nobody_is_ever_answered_and_without_leads_nothing_is_known() -> None:
    never = backlog([3, 1], 0)
    assert (never.waiting_days.size, never.never_count, never.answered_within_rate(365)) == (0, 4, 0)
    assert never.open_leads.tolist() == [3, 4]
    assert backlog([3], 1e-300).never_count == 3
    for empty in (backlog([], 2), backlog([0, 0], 2)):
        assert (empty.waiting_days.size, empty.never_count, empty.answered_within_rate(3)) == (0, 0, None)


def queue_by_lead(arrivals: list[int], pace: float) -> list[int]:
    waits: list[int] = []
    queue: deque[int] = deque()
    done, day = 0.0, 0
    while day < len(arrivals) or queue:
        queue.extend([day] * (arrivals[day] if day < len(arrivals) else 0))
        done += pace
        while queue and done >= 1 - 1e-6:
            waits.append(day - queue.popleft())
            done -= 1
        done = done if queue else 0.0
        day += 1
    return waits


@given(st.lists(st.integers(0, 12), max_size=30), st.integers(1, 40).map(lambda quarters: quarters / 4))
@settings(max_examples=100, deadline=None)
def test_the_queue_equals_one_worked_off_lead_by_lead(arrivals: list[int], pace: float) -> None:
    assert backlog(arrivals, pace).waiting_days.tolist() == queue_by_lead(arrivals, pace)


def test_nearly_full_load_is_where_the_promise_breaks() -> None:
    # ten years of 250 business days, 5 leads a day on average; the first-contact promise is 3 business days
    arrivals = np.random.default_rng(20240401).poisson(5, 2500)
    kept = [backlog(arrivals, 5 / load).answered_within_rate(3) for load in (0.8, 0.9, 0.95, 1.1)]
    assert kept == sorted(kept, reverse=True)
    assert kept[1] > 0.95
    assert kept[-1] < 0.2


def test_a_waiting_time_is_never_negative_and_all_leads_are_accounted_for() -> None:
    found: Backlog = backlog(np.random.default_rng(7).poisson(3, 500), 3.24)
    assert found.waiting_days.min() == 0
    assert math.isclose(found.answered_within_rate(10**6) or 0, 1.0)
