"""A small world of literal rows in a real DuckDB: leads, what happened to them, a definition, the facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

import pyarrow as pa

from kpi import facts
from kpi.definitions import BehaviourPoints, Definition, append
from kpi.store import Store

TODAY = date(2026, 1, 31)
CREATED = datetime(2025, 10, 1, 9)
INTO_LEAD = "insert into lead by name select * from literal"
INTO_EVENT = "insert into event by name select * from literal"

IMPORTED = Definition(name="imported", mql_threshold=40, sql_threshold=60, score_source="imported")
# need "now" 40, any budget 20; a page view 5 (at most 15), a download 10 (at most 20)
POINTS = Definition(
    name="points",
    mql_threshold=40,
    sql_threshold=60,
    information_points={"need": {"now": 40}, "budget": {"*": 20}},
    behaviour_points={
        "page_view": BehaviourPoints(points=5, cap=15),
        "download": BehaviourPoints(points=10, cap=20),
    },
)


def lead(lead_id: str, score: int | None = None, **columns: object) -> dict[str, object]:
    """One row of table lead, created on 2025-10-01 unless said otherwise."""
    return {"lead_id": lead_id, "created_at": CREATED, "imported_score": score, **columns}


def event(lead_id: str | None, kind: str, at: str, **columns: object) -> dict[str, object]:
    """One row of table event; `at` is a day or a time in ISO form."""
    return {"lead_id": lead_id, "kind": kind, "at": datetime.fromisoformat(at), **columns}


def small_world(
    store: Store,
    leads: Iterable[Mapping[str, object]] = (),
    events: Iterable[Mapping[str, object]] = (),
    definition: Definition = IMPORTED,
    *,
    today: date = TODAY,
) -> Store:
    """Add leads and events, agree on the definition, rebuild the facts; columns left out are null.

    Events get the ids e1, e2, … in the order given, after those that are there. Returns the store.
    """
    with store.transaction() as cursor:
        [(before,)] = cursor.execute("select count(*) from event").fetchall()
        numbered = [{"event_id": f"e{before + n}", **row} for n, row in enumerate(events, start=1)]
        for into, rows in ((INTO_LEAD, list(leads)), (INTO_EVENT, numbered)):
            columns = dict.fromkeys(name for row in rows for name in row)
            if columns:
                values = {name: [row.get(name) for row in rows] for name in columns}
                cursor.register("literal", pa.table(values))
                cursor.execute(into)
                cursor.unregister("literal")
    append(store, definition, definition_id="d", state="agreed", effective_from=TODAY, by=None)
    facts.rebuild(store, today=today)
    return store
