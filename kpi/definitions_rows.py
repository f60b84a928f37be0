"""The rows of one definition: the version that stands, what a person saw of it, the next one appended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import duckdb

from kpi import clock
from kpi.definition import Definition
from kpi.definitions import append_within
from kpi.definitions_list import Side, Signature, State, Version, version_of
from kpi.errors import DefinitionChanged, InvalidInput
from kpi.sql import statement

Signed = Mapping[Side, Signature | None]


def rows(cursor: duckdb.DuckDBPyConnection, definition_id: str) -> list[Version]:
    """Return all versions of a definition, the first one first; InvalidInput(what="definition") of an unknown
    id."""
    found = cursor.execute(statement("definition_versions"), {"definition_id": definition_id}).fetchall()
    if not found:
        raise InvalidInput(what="definition", value=definition_id)
    return [version_of(row) for row in found]


def seen(
    cursor: duckdb.DuckDBPyConnection, definition_id: str, seen_version: int, state: State, by: str | None
) -> Version:
    """Return the version that stands, when it says what the person saw; signatures may have come since.
    DefinitionChanged when it says something else by now."""
    *_, theirs = found = rows(cursor, definition_id)
    for one in found:
        same = (one.definition, one.effective_from) == (theirs.definition, theirs.effective_from)
        if one.version == seen_version and same:
            return theirs
    raise DefinitionChanged(name=theirs.definition.name, mine=following(theirs, state, by), theirs=theirs)


def following(theirs: Version, state: State, by: str | None, **changes: Any) -> Version:
    """Return what the next version would be, unsigned; nothing is written."""
    stamps: dict[str, Any] = {"version": theirs.version + 1, "created_at": clock.now(), "created_by": by}
    return replace(theirs, state=state, marketing=None, sales=None, **stamps, **changes)


def append(
    cursor: duckdb.DuckDBPyConnection,
    definition_id: str,
    state: State,
    definition: Definition,
    effective_from: date,
    by: str | None,
    signed: Signed | None = None,
) -> Version:
    """Append a version with its signatures and return it."""
    stamps: dict[str, object] = {}
    for side, signature in (signed or {}).items():
        if signature is not None:
            stamps |= {f"{side}_by": signature.by, f"{side}_at": signature.at}
    append_within(
        cursor,
        definition,
        definition_id=definition_id,
        state=state,
        effective_from=effective_from,
        by=by,
        **stamps,
    )
    return rows(cursor, definition_id)[-1]
