"""Own columns that the agreed rules do not name: the facts hold no combinations of them, so they are read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import duckdb
import numpy as np
import pyarrow as pa

from kpi.facts import attribute_profiles
from kpi.score import ItemColumn, encoded
from kpi.sql import statement

_LEAD: Final = pa.schema([("lead_id", pa.string()), ("profile", pa.int32())])


def nobody() -> pa.Table:
    """Return a table of no lead."""
    return _LEAD.empty_table()


@dataclass(frozen=True, eq=False)
class OwnColumns:
    """Own columns over their combinations, `count` of them, 0 being nothing. `lead` (lead_id, profile) are
    leads whose combination is another than the one in their facts; empty where the facts will do."""

    columns: Mapping[str, ItemColumn]
    count: int
    lead: pa.Table


def own_columns(cursor: duckdb.DuckDBPyConnection, more: Sequence[str] = ()) -> OwnColumns:
    """Return the own columns that the facts have combinations of, and `more` beside them; a column that no
    lead fills in is there, blank."""
    known, count = attribute_profiles(cursor)
    if not set(more) - set(known):
        return OwnColumns(known, count, nobody())
    found = cursor.sql(statement("own_combination"), params={"more": list(more)}).to_arrow_table()
    cursor.register("own_combination", found)
    count = found.num_rows + 1
    columns: dict[str, list[str | None]] = {name: [None] * count for name in (*known, *more)}
    for profile, name, value in cursor.execute(statement("own_combination_values")).fetchall():
        columns[name][profile] = value
    lead = cursor.sql(statement("own_lead")).to_arrow_table().cast(_LEAD)
    cursor.unregister("own_combination")
    return OwnColumns(
        {name: encoded(pa.array(values, pa.string())) for name, values in columns.items()}, count, lead
    )


def blank(count: int) -> ItemColumn:
    """Return a column in which no combination says anything."""
    return ItemColumn((None,), np.zeros(count, dtype=np.int32))
