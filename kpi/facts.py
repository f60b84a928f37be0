"""Rebuild the fact tables from leads and events: `lead_fact` (a row a lead), `deal_fact` (a row a deal)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from kpi.definitions import (
    Definition,
    ScoreSource,
    agreed,
    agreed_within,
    in_force,
    timeline,
    timeline_within,
)
from kpi.definitions_use import use_attribute_points_within, use_score_within
from kpi.events import BEHAVIOUR_KINDS, INFORMATION_ITEMS
from kpi.facts_then import Profiles, before_within, score_then_within
from kpi.filters import BLANK
from kpi.identity_alias import resolve_within, settle_claims_within
from kpi.score import ItemColumn, encoded
from kpi.sql import parameter_names, statement
from kpi.store import Store, bump_data_version, set_meta

# which own columns can serve as a filter; 45 codes of 8 bits are what facts_lead_own.sql packs
FILTER_COLUMNS: Final = 45
FILTER_VALUES: Final = 200
FILTER_LENGTH: Final = 100
SCORED_BY: Final = "scored_by"  # setting of the file: the agreed version that the facts were rebuilt under


def rebuild(store: Store, *, today: date, definition: Definition | None = None) -> None:
    """Rebuild all facts under the agreed (or a given) definition, in one transaction.

    The as-of day is the last recorded day, never later than `today`; what lies after it is left out
    of the facts. Without any lead the fact tables are empty.
    """
    definition = definition or agreed(store, today)
    with store.transaction() as cursor:
        rebuild_within(cursor, today=today, definition=definition)


def rescore(store: Store, *, today: date) -> None:
    """Rebuild the facts under the definition in force on a day, as of the day they had."""
    with store.transaction() as cursor:
        rescore_within(cursor, today=today)


def is_scored(store: Store, *, today: date) -> bool:
    """Say whether the facts stand under the definition in force on a day: it may have begun since."""
    return store.meta(SCORED_BY) == in_force(timeline(store), today).key


def rescore_within(cursor: duckdb.DuckDBPyConnection, *, today: date) -> None:
    """Rebuild the facts under the definition in force, as of the day they had, inside the caller's
    transaction."""
    found = cursor.execute(statement("identity_as_of")).fetchall()
    definition = agreed_within(cursor, today)
    rebuild_within(cursor, today=today, definition=definition, as_of=found[0][0] if found else None)


def use_score(store: Store, source: ScoreSource, *, today: date, by: str | None = None) -> None:
    """Take scores from the point rules or as imported, and rebuild the facts, in one transaction."""
    with store.transaction() as cursor:
        definition = use_score_within(cursor, source, today=today, by=by)
        rebuild_within(cursor, today=today, definition=definition)


def use_attribute_points(
    store: Store, name: str, points: Mapping[str, int], *, today: date, by: str | None = None
) -> None:
    """Agree on the points of an own column's values (`*`: any other) and rebuild the facts, in one
    transaction. InvalidInput as `definitions_use.use_attribute_points_within` says; then nothing is saved."""
    with store.transaction() as cursor:
        definition = use_attribute_points_within(cursor, name, points, today=today, by=by)
        rebuild_within(cursor, today=today, definition=definition)


def rebuild_within(
    cursor: duckdb.DuckDBPyConnection, *, today: date, definition: Definition, as_of: date | None = None
) -> None:
    """Rebuild all facts inside the caller's transaction (an import commits rows and facts together)."""
    begun = before_within(cursor, definition, today)
    resolve_within(cursor)
    settle_claims_within(cursor)
    if as_of is None:
        [(as_of,)] = cursor.execute(statement("as_of"), {"today": today}).fetchall()
    as_of = as_of or today
    for name in ("facts_deal", "facts_behaviour"):
        cursor.execute(statement(name), {"as_of": as_of})
    for name in ("facts_information_profile", "facts_behaviour_profile"):
        cursor.execute(statement(name))
    _rebuild_attributes(cursor, [definition, *(one.definition for one in begun)], as_of)
    profiles = _profiles(cursor)
    for part, points in profiles.points(definition).items():
        _register(cursor, f"{part}_score", points)
    cursor.execute(
        statement("facts_lead"), {"as_of": as_of, "imported": definition.score_source == "imported"}
    )
    if begun:
        score_then_within(cursor, profiles, definition, begun)
    for name in ("facts_deal_fact", "facts_lead_scored", "facts_deal_scored", "facts_lead_own_drop"):
        cursor.execute(statement(name))
    for view in ("information_score", "behaviour_score", "attribute_score"):
        cursor.unregister(view)
    set_meta(cursor, "as_of", as_of.isoformat())
    held = in_force(timeline_within(cursor), today)
    set_meta(cursor, SCORED_BY, held.key if held.definition == definition else "")
    bump_data_version(cursor)


def information_profiles(cursor: duckdb.DuckDBPyConnection) -> dict[str, ItemColumn]:
    """Return every information item as a column over the profiles, in the order of their number."""
    table = cursor.sql(statement("information_profiles")).to_arrow_table()
    return {item: encoded(table[item].combine_chunks()) for item in INFORMATION_ITEMS}


def attribute_profiles(cursor: duckdb.DuckDBPyConnection) -> tuple[dict[str, ItemColumn], int]:
    """Return every own column that the point rules name as a column over the profiles, and their number."""
    [(count,)] = cursor.execute(statement("attribute_profile_count")).fetchall()
    columns: dict[str, list[str | None]] = {}
    for profile, name, value in cursor.execute(statement("attribute_profiles")).fetchall():
        columns.setdefault(name, [None] * count)[profile] = value
    return {name: encoded(pa.array(values, pa.string())) for name, values in columns.items()}, count


def _rebuild_attributes(
    cursor: duckdb.DuckDBPyConnection, scored_by: Sequence[Definition], as_of: date
) -> None:
    """Rebuild what leads say in own columns: for filters by column, for the score by combination."""
    values = {
        "as_of": as_of,
        "blank": BLANK,
        "named": sorted({name for one in scored_by for name in one.attribute_points}),
        "most_columns": FILTER_COLUMNS,
        "most_values": FILTER_VALUES,
        "longest": FILTER_LENGTH,
    }
    for name in ("facts_attribute", "facts_attribute_value", "facts_attribute_profile", "facts_lead_own"):
        cursor.execute(statement(name), {key: values[key] for key in parameter_names(name)})


def _profiles(cursor: duckdb.DuckDBPyConnection) -> Profiles:
    behaviour = cursor.execute(statement("behaviour_profiles")).fetchnumpy()
    counts = {f"{kind}_count": np.asarray(behaviour[f"{kind}_count"]) for kind in BEHAVIOUR_KINDS}
    return Profiles(information_profiles(cursor), counts, *attribute_profiles(cursor))


def _register(cursor: duckdb.DuckDBPyConnection, view: str, points: NDArray[np.int16]) -> None:
    table = pa.table({"profile": pa.array(range(len(points)), pa.int32()), "points": pa.array(points)})
    cursor.register(view, table)
