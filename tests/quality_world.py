"""A world small enough to count by hand: two channels, every outcome, costs, visits, reading."""

from __future__ import annotations

from kpi.store import Store
from tests.small_world import event, lead, small_world

LEADS = [
    lead("a1", 70, channel="expo", campaign="fair", landing_page="/a ", role_level="executive", need="now"),
    lead("a2", 65, channel="expo", campaign="fair", landing_page="/b", role_level="staff", target_fit="yes"),
    lead("a3", 50, channel="expo", landing_page="![x](http://e.invalid)", form="demo", company_size="1-49"),
    lead("a4", 30, channel="expo", industry="food"),
    lead("b1", 80, channel="web", company="B", campaign=" ", role_level="staff", target_fit="yes"),
    lead("b2", 45, channel="web", landing_page="/a", industry="food", target_fit="no"),
    lead("n1", 20),
]
EVENTS = [
    event("a1", "page_view", "2025-10-05", detail="/p"),
    event("a1", "opportunity", "2025-11-03", owner="Sato"),
    event("a1", "won", "2025-12-01", amount_yen=1_000_000, owner="Sato"),
    event("a1", "repeat_order", "2026-01-10", amount_yen=200_000),
    event("a2", "sql_rejected", "2025-10-05", detail="timing"),
    event("a2", "opportunity", "2025-11-03", owner="Sato"),
    event("a2", "lost", "2025-12-01", detail="competitor"),
    event("a3", "sql_rejected", "2025-10-20"),
    event("a4", "page_view", "2025-10-02", detail="/q"),
    event("a4", "page_view", "2025-10-20", detail="/p"),
    event("b1", "page_view", "2025-10-03", detail="/p"),
    event("b1", "download", "2025-11-01", detail="catalogue"),
    event("b1", "opportunity", "2025-11-10"),
    event("b2", "sql_rejected", "2025-10-20", detail="no_need", owner="Ito"),
    event(None, "won", "2025-12-15", deal_id="x", amount_yen=3_000_000),
]
SPEND = (
    ("2025-10-01", "expo", 310_000),
    ("2025-11-01", "expo", 300_000),
    ("2026-01-01", "web", 100_000),
    ("2025-10-01", "magazine", 62_000),
)


def quality_world() -> Store:
    """The leads of 2025-10-01; recorded up to 2026-01-10."""
    store = small_world(Store.open(":memory:"), LEADS, EVENTS)
    with store.transaction() as cursor:
        cursor.executemany("insert into spend values ($1, $2, $3)", SPEND)
        cursor.execute("insert into traffic values ('2025-10-01', 'expo', '/a', 100, 90, 300, 40)")
    return store
