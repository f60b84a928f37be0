"""Rebuild the fact tables from leads and events: `lead_fact` (a row a lead), `deal_fact` (a row a deal)."""

from __future__ import annotations

from datetime import date

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from kpi.definitions import Definition, ScoreSource, agreed, use_score_within
from kpi.events import BEHAVIOUR_KINDS, INFORMATION_ITEMS
from kpi.identity_alias import resolve_within, settle_claims_within
from kpi.score import ItemColumn, behaviour_points, encoded, information_points
from kpi.sql import statement
from kpi.store import Store, bump_data_version, set_meta


def rebuild(store: Store, *, today: date, definition: Definition | None = None) -> None:
    """Rebuild all facts under the agreed (or a given) definition, in one transaction.

    The as-of day is the last recorded day, never later than `today`; what lies after it is left out
    of the facts. Without any lead the fact tables are empty.
    """
    definition = definition or agreed(store)
    with store.transaction() as cursor:
        rebuild_within(cursor, today=today, definition=definition)


def use_score(store: Store, source: ScoreSource, *, today: date, by: str | None = None) -> None:
    """Take scores from the point rules or as imported, and rebuild the facts, in one transaction."""
    with store.transaction() as cursor:
        definition = use_score_within(cursor, source, today=today, by=by)
        rebuild_within(cursor, today=today, definition=definition)


def rebuild_within(
    cursor: duckdb.DuckDBPyConnection, *, today: date, definition: Definition, as_of: date | None = None
) -> None:
    """Rebuild all facts inside the caller's transaction (an import commits rows and facts together)."""
    resolve_within(cursor)
    settle_claims_within(cursor)
    if as_of is None:
        [(as_of,)] = cursor.execute(statement("as_of"), {"today": today}).fetchall()
    as_of = as_of or today
    for name in ("facts_deal", "facts_behaviour"):
        cursor.execute(statement(name), {"as_of": as_of})
    for name in ("facts_information_profile", "facts_behaviour_profile"):
        cursor.execute(statement(name))
    _score_profiles(cursor, definition)
    cursor.execute(
        statement("facts_lead"), {"as_of": as_of, "imported": definition.score_source == "imported"}
    )
    cursor.execute(statement("facts_deal_fact"))
    for view in ("information_score", "behaviour_score"):
        cursor.unregister(view)
    set_meta(cursor, "as_of", as_of.isoformat())
    bump_data_version(cursor)


def information_profiles(cursor: duckdb.DuckDBPyConnection) -> dict[str, ItemColumn]:
    """Return every information item as a column over the profiles, in the order of their number."""
    table = cursor.sql(statement("information_profiles")).to_arrow_table()
    return {item: encoded(table[item].combine_chunks()) for item in INFORMATION_ITEMS}


def _score_profiles(cursor: duckdb.DuckDBPyConnection, definition: Definition) -> None:
    filled = information_profiles(cursor)
    behaviour = cursor.execute(statement("behaviour_profiles")).fetchnumpy()
    counts = {f"{kind}_count": np.asarray(behaviour[f"{kind}_count"]) for kind in BEHAVIOUR_KINDS}
    _register(cursor, "information_score", information_points(definition, filled))
    _register(cursor, "behaviour_score", behaviour_points(definition, counts))


def _register(cursor: duckdb.DuckDBPyConnection, view: str, points: NDArray[np.int16]) -> None:
    table = pa.table({"profile": pa.array(range(len(points)), pa.int32()), "points": pa.array(points)})
    cursor.register(view, table)
