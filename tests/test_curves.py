"""The curves of every threshold: counted by hand on a small world, kept in order on the sample."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.curves import Curves, _suffix_median, curves
from kpi.filters import Filter
from kpi.histogram import SCORES, Deals, Question, histogram
from kpi.period import Period, parse
from kpi.plan import Plan
from kpi.record import record
from kpi.store import Store
from tests.conftest import TODAY
from tests.hostile_worlds import HOSTILE
from tests.small_world import event, lead, small_world

# 84 days: 12 weeks; counts both datings
QUARTER = Filter(Period("x", date(2025, 10, 1), date(2025, 12, 24)), dating="activity")


def drawn(
    store: Store, chosen: Filter = QUARTER, question: Question = "sales", plan: Plan | None = None
) -> Curves:
    return curves(
        store,
        chosen,
        histogram(store, chosen),
        question=question,
        plan=plan or Plan(),
        as_of=date(2025, 12, 24),
    )


@pytest.fixture
def store() -> Iterator[Store]:
    opened = Store.open(":memory:")
    yield opened
    opened.close()


def won(lead_id: str, yen: int, at: str = "2025-12-01") -> list[dict[str, object]]:
    return [event(lead_id, "opportunity", "2025-11-01"), event(lead_id, "won", at, amount_yen=yen)]


def four(store: Store) -> Store:
    """Leads at 30, 60, 60 and 90 and one unscored: 60 won 100 and 300, 90 won 800, 30 was lost."""
    leads = [lead("a", 30), lead("b", 60), lead("c", 60), lead("d", 90), lead("e")]
    events = [
        *won("b", 100), *won("c", 300), *won("d", 800), *won("e", 5_000),
        event("a", "opportunity", "2025-11-01"), event("a", "lost", "2025-12-24"),
    ]  # fmt: skip
    return small_world(store, leads, events, today=date(2025, 12, 24))


def test_every_count_is_a_sum_from_the_threshold_up_without_the_unscored(store: Store) -> None:
    found = drawn(four(store))
    table = {
        line: tuple(
            float(values[line])
            for values in (found.selected, found.cohort.deal_count, found.cohort.won_count,
                           found.cohort.lost_count, found.cohort.won_amount_yen)
        )
        for line in (0, 31, 61, 91)
    }  # fmt: skip
    assert table == {
        0: (4, 4, 3, 1, 1200),
        31: (3, 3, 3, 0, 1200),
        61: (1, 1, 1, 0, 800),
        91: (0, 0, 0, 0, 0),
    }
    assert (found.inquiries, found.histogram.no_score_count) == (5, 1)


def test_the_median_is_that_of_the_deals_above_the_line(store: Store) -> None:
    median = drawn(four(store)).cohort.median_deal_yen
    # 100, 300, 800 → 300; 800 alone; nothing
    assert [median[line] for line in (0, 60, 61, 90)] == [300, 300, 800, 800]
    assert np.isnan(median[91])


@given(st.lists(st.tuples(st.integers(0, 101), st.integers(0, 10**13)), max_size=40))
def test_the_median_by_threshold_is_numpys_of_the_deals_from_it_up(won: list[tuple[int, int]]) -> None:
    scores, amounts = np.array([row[0] for row in won], np.int64), np.array([float(row[1]) for row in won])
    nothing = np.zeros(SCORES + 1)
    found = _suffix_median(Deals(nothing, nothing, nothing, nothing, scores, amounts))
    for line in range(SCORES):
        above = amounts[(scores >= line) & (scores < SCORES)]
        np.testing.assert_array_equal(found[line], np.median(above) if above.size else np.nan)


def test_rates_are_undefined_where_there_is_nothing_to_divide_by(store: Store) -> None:
    found = drawn(four(store))
    assert found.sql_rate_of_inquiries()[[0, 60, 91]].tolist() == [4 / 5, 3 / 5, 0]
    of_mqls = found.sql_rate_of_mqls()
    assert [of_mqls[30, 60], of_mqls[60, 60], of_mqls[60, 90]] == [3 / 4, 1, 1 / 3]
    assert np.isnan(of_mqls[91, 91])
    assert found.cohort.win_rate[[0, 31]].tolist() == [3 / 4, 1]
    assert np.isnan(found.cohort.win_rate[91])


def test_the_load_is_the_selected_leads_a_week(store: Store) -> None:
    found = drawn(four(store), plan=Plan(field_reps=2, leads_per_rep_week=5, absence_rate=0.2))
    assert found.weekly_leads[[0, 60]] == pytest.approx([4 / 12, 3 / 12])
    assert found.capacity_weekly_leads == pytest.approx(8)  # 2 × 5 × 0.8


def test_activity_and_cohort_keep_to_their_own_dates(store: Store) -> None:
    leads = [lead("old", 70, created_at=datetime(2025, 1, 1)), lead("new", 70)]
    events = [*won("old", 100), *won("new", 40, "2026-01-10")]
    found = drawn(small_world(store, leads, events))
    # cohort: the new lead, although its deal was won after the period; activity: the old one's
    assert (found.cohort.won_amount_yen[70], found.cohort.won_count[70]) == (40, 1)
    assert (found.activity.won_amount_yen[70], found.activity.won_count[70]) == (100, 1)
    assert (found.cohort.deal_count[70], found.activity.deal_count[70]) == (1, 2)


def test_a_period_without_leads_says_whether_deals_moved_in_it_by_either_dating(store: Store) -> None:
    small_world(store, [lead("a", 70)], won("a", 100, "2026-01-10"))
    days = {"leads": (date(2025, 10, 1), date(2025, 11, 1)), "won": (date(2026, 1, 10), date(2026, 1, 11)),
            "nothing": (date(2026, 1, 2), date(2026, 1, 3))}  # fmt: skip
    found = {
        (name, dating): drawn(store, Filter(Period("x", *ends), dating=dating)).has_activity
        for name, ends in days.items()
        for dating in ("cohort", "activity")
    }
    assert found == {
        ("leads", "cohort"): None, ("leads", "activity"): False,  # not counted; opened in November
        ("won", "cohort"): True, ("won", "activity"): True,
        ("nothing", "cohort"): False, ("nothing", "activity"): False,
    }  # fmt: skip


def test_the_rule_question_knows_whom_sales_called_without_judging(store: Store) -> None:
    leads = [lead("a", 70), lead("b", 70), lead("c", 70)]
    events = [event("a", "contacted", "2025-10-05"), event("b", "sql_rejected", "2025-10-05")]
    small_world(store, leads, [*events, *won("c", 10)])
    coverage = {
        question: drawn(store, question=question).estimate.coverage[70] for question in ("sales", "rule")
    }
    assert coverage == {"sales": 2 / 3, "rule": 1}


def test_no_lead_gives_zeros_undefined_rates_and_a_named_reason(store: Store) -> None:
    found = drawn(small_world(store))
    assert found.selected.sum() == found.weekly_leads.sum() == found.inquiries == 0
    assert np.isnan(found.sql_rate_of_inquiries()).all()
    assert np.isnan(found.sql_rate_of_mqls()).all()
    assert (found.best.reason, set(found.chain.reason)) == ("no_leads", {"no_sql"})


@pytest.mark.parametrize("world", HOSTILE)
def test_no_world_makes_a_curve_rise_or_leave_the_numbers(store: Store, world: str) -> None:
    HOSTILE[world].fill(store)
    calendar = record(store, today=TODAY).calendar
    assert_in_order(drawn(store, Filter(parse("all", calendar), dating="activity")))


def assert_in_order(found: Curves) -> None:
    """Curves never rise with the threshold; stages never hold more than the one before; all is finite."""
    guess = found.estimate
    falling = [
        *(found.selected, found.cohort.deal_count, found.cohort.won_count, found.cohort.won_amount_yen),
        *(found.activity.won_amount_yen, found.weekly_leads, guess.deals.observed, guess.won.observed),
    ]
    for values in falling:
        assert np.isfinite(values).all()
        assert (np.diff(values) <= 0).all()
    assert (found.standing.sum(axis=0) == found.selected).all()
    assert (guess.opportunities.observed <= found.selected).all()
    assert (guess.won.observed <= guess.deals.observed).all()
    of_mqls = found.sql_rate_of_mqls()
    shares = of_mqls[np.triu_indices(101)]
    assert ((shares >= 0) & (shares <= 1) | np.isnan(shares)).all()


@pytest.fixture(scope="module")
def sample(sample_store: Store) -> Curves:
    calendar = record(sample_store, today=TODAY).calendar
    everything = Filter(parse("all", calendar), dating="activity")
    counts = histogram(sample_store, everything)
    return curves(sample_store, everything, counts, question="sales", plan=Plan(), as_of=calendar.as_of)


def test_the_sample_keeps_every_order(sample: Curves) -> None:
    assert_in_order(sample)
    assert sample.selected[0] + sample.histogram.no_score_count == sample.inquiries


def test_observed_parts_are_the_plain_counts_of_the_cohort(sample: Curves) -> None:
    guess = sample.estimate
    np.testing.assert_array_equal(guess.deals.observed, sample.cohort.deal_count)
    np.testing.assert_array_equal(guess.won.observed, sample.cohort.won_count)
    np.testing.assert_allclose(guess.amount_yen.observed, sample.cohort.won_amount_yen)


def test_the_best_pair_lies_on_its_own_plateau_and_the_lines_are_not_crossed(sample: Curves) -> None:
    best = sample.best
    assert best.reason is None
    assert best.mql_range is not None
    assert best.sql_range is not None
    assert best.mql_range[0] <= best.mql_threshold <= best.mql_range[1]
    assert best.sql_range[0] <= best.sql_threshold <= best.sql_range[1]
    assert best.mql_threshold <= best.sql_threshold
