"""What may be known: lags that stay missing, young leads and deals weighed by how far they have come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import numpy as np
import pytest

from kpi.evidence import MIN_EVENTS, evidence, maturity
from kpi.filters import Filter
from kpi.histogram import histogram
from kpi.period import Period
from kpi.store import Store
from tests.small_world import event, lead, small_world

AS_OF = date(2025, 12, 31)
ALL = Filter(Period("all", date(2025, 1, 1), date(2026, 1, 1)))
Rows = list[dict[str, object]]


@pytest.fixture
def store() -> Iterator[Store]:
    opened = Store.open(":memory:")
    yield opened
    opened.close()


def day(age: int) -> str:
    return (datetime(2025, 12, 31, 12) - timedelta(days=age)).isoformat()


def aged(lead_id: str, age: int, score: int | None = 50, channel: str = "a") -> dict[str, object]:
    return lead(lead_id, score, created_at=datetime.fromisoformat(day(age)), channel=channel)


def filled(store: Store, leads: Rows, events: Rows) -> Store:
    """The world as of 31 December 2025, on which something always happens."""
    last = event(None, "page_view", "2025-12-31")
    return small_world(store, leads, [*events, last], today=AS_OF)


def lags(store: Store, name: str) -> list[tuple[int, float | None, int]]:
    found = store.arrays(name, ALL.parameters(store, name, as_of=AS_OF))
    columns = (found[key].tolist() for key in ("age_days", "lag_days", "subject_count"))
    return sorted(
        (age, None if np.isnan(float(lag)) else lag, count) for age, lag, count in zip(*columns, strict=True)
    )


def test_a_lead_without_an_opportunity_has_no_lag_and_not_a_lag_of_0(store: Store) -> None:
    leads = [aged("none", 100), aged("later", 90), aged("before", 80), aged("idle", 70)]
    events = [
        event("none", "contacted", day(99)),
        event("later", "opportunity", day(60)),
        event("before", "opportunity", day(85)),  # recorded before the lead: 0 days, not −5
    ]
    # idle was never worked: it is no subject at all
    assert lags(filled(store, leads, events), "maturity_lead") == [(80, 0, 1), (90, 30, 1), (100, None, 1)]


def test_a_deal_that_is_open_or_lost_has_no_lag_and_not_a_lag_of_0(store: Store) -> None:
    leads = [aged(name, 100) for name in ("open", "lost", "won")]
    events = [event(name, "opportunity", day(50 + n)) for n, name in enumerate(("open", "lost", "won"))]
    events += [event("lost", "lost", day(10)), event("won", "won", day(12), amount_yen=1)]
    assert lags(filled(store, leads, events), "maturity_deal") == [(50, None, 1), (51, None, 1), (52, 40, 1)]


def matured(channel: str = "a", lag: int = 10, count: int = 40, converted: int = 20) -> tuple[Rows, Rows]:
    """`count` leads of 200 days, all judged, `converted` of them with a lost deal after `lag` days."""
    names = [f"{channel}{n}" for n in range(count)]
    leads = [aged(name, 200, 20, channel) for name in names]
    events = [event(name, "sql_rejected", day(199)) for name in names[converted:]]
    for name in names[:converted]:
        events += [event(name, "opportunity", day(200 - lag)), event(name, "lost", day(1))]
    return leads, events


def test_a_young_lead_counts_as_far_as_it_has_come(store: Store) -> None:
    # 39 of 200 days and one of 5. Opportunities: 10 after 2 days, 10 after 10 days.
    # At risk on day 2: 40, on day 10: 29 (the young one has left). F(2) = 10/40 = 0.25,
    # F(10) = 1 − 0.75 × 19/29 = 0.5086; nine tenths come with day 10. G(5) = 0.25 / 0.5086 = 0.4915.
    leads, events = matured("a", 2, 20, 10)
    more = matured("b", 10, 19, 10)
    young = aged("young", 5, 70)
    world = filled(
        store, [*leads, *more[0], young], [*events, *more[1], event("young", "contacted", day(4)),
                                           event("young", "sql_accepted", day(4))],
    )  # fmt: skip
    curve = maturity(world, ALL, AS_OF, "maturity_lead")
    assert curve.horizon_days == 10
    assert curve.share_at(np.array([1, 2, 5, 10, 99])) == pytest.approx(
        [0, 0.491525, 0.491525, 1, 1], rel=1e-5
    )
    found = evidence(world, ALL, histogram(world, ALL), "sales", AS_OF)
    assert found.opportunity_exposure[70] == pytest.approx(0.491525, rel=1e-5)
    assert (found.opportunity_exposure[20], found.known_count[20]) == (39, 39)
    assert found.selected_count[70] == found.known_count[70] == 1


def test_a_young_lead_that_is_unknown_or_unscored_takes_nothing_from_the_exposure(store: Store) -> None:
    leads, events = matured()
    young = [aged("unworked", 3, 70), aged("unscored", 3, None)]
    world = filled(store, [*leads, *young], [*events, event("unscored", "sql_accepted", day(2))])
    found = evidence(world, ALL, histogram(world, ALL), "sales", AS_OF)
    assert (found.known_count[70], found.opportunity_exposure[70]) == (0, 0)
    assert found.opportunity_exposure.sum() == found.known_count.sum() == 40


def test_who_is_known_depends_on_the_question(store: Store) -> None:
    leads, events = matured()
    young = [aged("called", 3, 70), aged("judged", 3, 80)]
    contacts = [event("called", "contacted", day(2)), event("judged", "sql_rejected", day(2))]
    world = filled(store, [*leads, *young], [*events, *contacts])
    counts = histogram(world, ALL)
    sales, rule = (evidence(world, ALL, counts, question, AS_OF) for question in ("sales", "rule"))
    assert [sales.known_count[score] for score in (70, 80)] == [0, 1]
    assert [rule.known_count[score] for score in (70, 80)] == [1, 1]
    # both are 3 days old and nothing ever came before day 10
    assert [rule.opportunity_exposure[score] for score in (70, 80)] == [0, 0]


def test_a_young_deal_counts_as_far_as_it_has_come(store: Store) -> None:
    # 20 deals of 190 days, 10 of them won 40 days after they were opened; one deal of 5 days: G(5) = 0
    leads, events = matured(count=20)
    for row in [row for row in events if row["kind"] == "lost"][:10]:
        row |= {"kind": "won", "at": datetime.fromisoformat(day(150)), "amount_yen": 7}
    world = filled(store, [*leads, aged("y", 60, 70)], [*events, event("y", "opportunity", day(5))])
    found = evidence(world, ALL, histogram(world, ALL), "sales", AS_OF)
    assert (found.deal_count[70], found.win_exposure[70]) == (1, 0)
    assert (found.deal_count[20], found.win_exposure[20], found.won_count[20]) == (20, 20, 10)
    assert (found.won_amount_yen[20], found.won_amounts_yen.tolist()) == (70, [7] * 10)


def test_a_filter_with_few_events_borrows_the_curve_of_the_whole_record(store: Store) -> None:
    many, few = matured("a", 10, 80, MIN_EVENTS), matured("b", 100, 40, MIN_EVENTS - 1)
    world = filled(store, [*many[0], *few[0]], [*many[1], *few[1]])
    own, borrowed = (
        maturity(world, Filter(ALL.period, channel=(channel,)), AS_OF, "maturity_lead") for channel in "ab"
    )
    whole = maturity(world, ALL, AS_OF, "maturity_lead")
    assert (own.horizon_days, own.event_count) == (10, MIN_EVENTS)
    assert (borrowed.horizon_days, borrowed.event_count) == (100, 2 * MIN_EVENTS - 1)
    np.testing.assert_array_equal(borrowed.share, whole.share)


def test_the_curve_comes_from_the_whole_history_and_not_from_the_period(store: Store) -> None:
    leads, events = matured()
    world = filled(store, leads, events)
    december = Filter(Period("x", date(2025, 12, 1), date(2026, 1, 1)))
    assert maturity(world, december, AS_OF, "maturity_lead").horizon_days == 10


def test_without_any_event_nothing_is_still_to_come(store: Store) -> None:
    world = filled(store, [aged("a", 1, 50)], [event("a", "sql_rejected", day(0))])
    found = evidence(world, ALL, histogram(world, ALL), "sales", AS_OF)
    assert (found.known_count[50], found.opportunity_exposure[50]) == (1, 1)
