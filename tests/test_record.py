"""What the store says of itself: since when losses are recorded, what the facts leave out."""

from __future__ import annotations

from datetime import date

from kpi.record import record
from kpi.store import Store
from tests.small_world import TODAY, event, lead, small_world


def recorded(*events: dict[str, object]):
    return record(small_world(Store.open(":memory:"), [lead("a", 70), lead("b", 70)], events), today=TODAY)


def test_losses_that_begin_long_after_wins_are_named_with_their_first_day() -> None:
    found = recorded(event("a", "won", "2025-10-02", amount_yen=1), event("b", "lost", "2026-01-20"))
    assert found.losses_from == date(2026, 1, 20)  # 110 days later


def test_losses_beside_wins_leave_no_gap() -> None:
    found = recorded(event("a", "won", "2025-10-02", amount_yen=1), event("b", "lost", "2025-11-02"))
    assert found.losses_from is None


def test_without_any_loss_nothing_can_be_said_of_a_gap() -> None:
    assert recorded(event("a", "won", "2025-10-02", amount_yen=1)).losses_from is None


def test_impossible_amounts_and_future_records_are_counted() -> None:
    found = recorded(
        event("a", "won", "2025-10-02", amount_yen=-5),
        event("b", "won", "2025-10-02", amount_yen=10**13 + 1),
        event("b", "page_view", "2031-01-01"),
    )
    assert (found.odd_amount_count, found.future_count) == (2, 1)


def test_the_record_begins_with_the_first_lead_and_without_leads_with_the_first_deal() -> None:
    deals = [event(None, "opportunity", day, deal_id=day) for day in ("2025-04-07", "2025-06-02")]
    alone = record(small_world(Store.open(":memory:"), events=deals), today=TODAY)
    assert (alone.lead_count, alone.calendar.first_day) == (0, date(2025, 4, 7))
    assert recorded(*deals).calendar.first_day == date(2025, 10, 1)
    nothing = record(small_world(Store.open(":memory:")), today=TODAY)
    assert nothing.calendar.first_day == nothing.calendar.as_of
