"""The accepted rows of a file into the tables, inside the caller's transaction, with what undo needs."""

from __future__ import annotations

from typing import Any

import duckdb
import pyarrow as pa

from kpi.imports.check import run
from kpi.imports.mapping import Mapping

Counts = tuple[int, int, int]  # inserted, updated, unchanged


def write(cursor: duckdb.DuckDBPyConnection, mapping: Mapping, parameters: dict[str, Any]) -> Counts:
    """Write the accepted rows of the converted table; return how many records are new, changed, unchanged."""
    writers = {
        "lead": _leads,
        "deal": _deals,
        "event": _events,
        "spend": _sums,
        "traffic": _sums,
        "attribute": _told,
    }
    return writers[mapping.kind](cursor, mapping, parameters)


def _leads(cursor: duckdb.DuckDBPyConnection, mapping: Mapping, parameters: dict[str, Any]) -> Counts:
    for name in ("lead_merged", "lead_before", "lead_delete", "lead_insert"):
        run(cursor, name, parameters)
    [(inserted, updated, unchanged)] = run(cursor, "lead_count", {}).fetchall()
    _attributes(cursor, mapping, "lead_attribute", parameters)
    run(cursor, "lead_claim", parameters)
    run(cursor, "lead_steps", parameters)
    run(cursor, "lead_steps_gone", {})
    _replace_events(cursor, parameters)
    return inserted, updated, unchanged


def _deals(cursor: duckdb.DuckDBPyConnection, mapping: Mapping, parameters: dict[str, Any]) -> Counts:
    run(cursor, "deal_now", parameters)
    run(cursor, "deal_steps", parameters)
    run(cursor, "deal_steps_gone", {})
    counts = _replace_events(cursor, parameters)
    run(cursor, "deal_reference", parameters)
    _attributes(cursor, mapping, "deal_attribute", parameters)
    return counts


def _events(cursor: duckdb.DuckDBPyConnection, mapping: Mapping, parameters: dict[str, Any]) -> Counts:
    run(cursor, "event_new", {})
    run(cursor, "event_reference", parameters)
    if "event_id" in mapping.columns:
        run(cursor, "event_claim", parameters)
    if not parameters["has_events"]:
        [(inserted,)] = run(cursor, "event_direct", parameters).fetchall()
        return inserted, 0, 0
    run(cursor, "event_copy", parameters)
    [(before,)] = cursor.execute("select count(*) from import_new_event").fetchall()
    run(cursor, "event_known", parameters)
    [(after,)] = cursor.execute("select count(*) from import_new_event").fetchall()
    run(cursor, "event_gone", {})
    inserted, updated, unchanged = _replace_events(cursor, parameters)
    return inserted, updated, unchanged + before - after


def _sums(cursor: duckdb.DuckDBPyConnection, mapping: Mapping, parameters: dict[str, Any]) -> Counts:
    for step in ("before", "delete", "insert"):
        run(cursor, f"{mapping.kind}_{step}", parameters)
    [(inserted, updated)] = run(cursor, f"{mapping.kind}_count", parameters).fetchall()
    return inserted, updated, 0


def _told(cursor: duckdb.DuckDBPyConnection, mapping: Mapping, parameters: dict[str, Any]) -> Counts:
    [(inserted,)] = run(cursor, "attribute_insert", parameters).fetchall()
    return inserted, 0, 0


def _replace_events(cursor: duckdb.DuckDBPyConnection, parameters: dict[str, Any]) -> Counts:
    """Put import_new_event in the place of import_old_event; what is the same on both sides stays."""
    unchanged = 0
    if cursor.execute("select 1 from import_old_event limit 1").fetchall():
        run(cursor, "event_same", {})
        [(unchanged,)] = run(cursor, "event_unchanged", {}).fetchall()
        run(cursor, "event_keep", {})
        run(cursor, "event_before", parameters)
        run(cursor, "event_delete", {})
    run(cursor, "event_insert", {})
    [(written, replaced)] = run(cursor, "event_count", {}).fetchall()
    return max(0, written - replaced), min(written, replaced), unchanged


def _attributes(
    cursor: duckdb.DuckDBPyConnection, mapping: Mapping, name: str, parameters: dict[str, Any]
) -> None:
    if not mapping.extras:
        return
    places = [f"x{place}" for place in mapping.extras]
    names = [mapping.header[place] for place in mapping.extras]
    cursor.register("import_extra", pa.table({"place": places, "name": names}))
    run(cursor, name, parameters)
    cursor.unregister("import_extra")


def settle(cursor: duckdb.DuckDBPyConnection) -> None:
    """Let deals find their leads, after whatever brought or took away leads or deals."""
    if cursor.execute("select 1 from deal_reference limit 1").fetchall():
        run(cursor, "unlink", {})
        run(cursor, "link", {})
