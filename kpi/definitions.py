"""The definitions of the store: which one holds on which day; appended, never changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

import duckdb

from kpi import clock
from kpi.definition import (
    MOST_ATTRIBUTES,
    MOST_POINTS,
    BehaviourPoints,
    Definition,
    Denominator,
    Difference,
    ScoreSource,
    differences,
)
from kpi.sql import statement
from kpi.store import Store, bump_data_version

__all__ = ["MOST_ATTRIBUTES", "MOST_POINTS", "BehaviourPoints", "Definition", "Denominator", "ScoreSource"]


@dataclass(frozen=True)
class Held:
    """An agreed version: it holds from `effective_from` to the day before `until` (None: until further
    notice). `definition_id` is None for what holds where nothing was agreed on."""

    definition_id: str | None
    version: int
    effective_from: date
    until: date | None
    definition: Definition

    @property
    def key(self) -> str:
        """Name the version in settings of the file."""
        return f"{self.definition_id or ''}:{self.version}"


def agreed(store: Store, today: date | None = None) -> Definition:
    """Return the definition in force on a day (None: today); where none is, 40 and 60 on the imported
    score."""
    with store.cursor() as cursor:
        return agreed_within(cursor, today)


def agreed_within(cursor: duckdb.DuckDBPyConnection, today: date | None = None) -> Definition:
    """Return what `agreed` returns, inside the caller's transaction."""
    return in_force(timeline_within(cursor), today or clock.today()).definition


def timeline(store: Store) -> tuple[Held, ...]:
    """Return the agreed versions in the order of their dates, those of days to come too; of several of one
    day the last one agreed. What was agreed on the sample counts beside own data while nothing else does."""
    with store.cursor() as cursor:
        return timeline_within(cursor)


def timeline_within(cursor: duckdb.DuckDBPyConnection) -> tuple[Held, ...]:
    """Return what `timeline` returns, inside the caller's transaction."""
    rows = cursor.execute(statement("definition_timeline")).fetchall()
    return tuple(
        Held(definition_id, version, since, until, Definition.model_validate_json(body))
        for definition_id, version, since, until, body in rows
    )


def in_force(held: Sequence[Held], day: date) -> Held:
    """Return the version of a timeline that holds on a day; before the first one nothing is agreed on."""
    begun = [one for one in held if one.effective_from <= day]
    if begun:
        return begun[-1]
    nothing = Definition(name="default", mql_threshold=40, sql_threshold=60, score_source="imported")
    return Held(None, 0, day, held[0].effective_from if held else None, nothing)


def changes(store: Store) -> list[tuple[date, tuple[Difference, ...]]]:
    """Return the days on which another definition came, or will come, into force, and what it changed; a
    version that says the same is none. Empty while there is at most one."""
    return changes_of(timeline(store))


def changes_of(held: Sequence[Held]) -> list[tuple[date, tuple[Difference, ...]]]:
    """Return the changes of a timeline, as `changes` does."""
    found = [
        (after.effective_from, differences(before.definition, after.definition))
        for before, after in pairwise(held)
    ]
    return [(day, changed) for day, changed in found if any(one.field != "name" for one in changed)]


def append(
    store: Store,
    definition: Definition,
    *,
    definition_id: str,
    state: str,
    effective_from: date,
    by: str | None,
) -> int:
    """Append a version under `definition_id` and return its number (1 for the first)."""
    with store.transaction() as cursor:
        return append_within(
            cursor,
            definition,
            definition_id=definition_id,
            state=state,
            effective_from=effective_from,
            by=by,
        )


def append_within(
    cursor: duckdb.DuckDBPyConnection,
    definition: Definition,
    *,
    definition_id: str,
    state: str,
    effective_from: date,
    by: str | None,
    **more: Any,
) -> int:
    """Append a version inside the caller's transaction and return its number.

    `more` are marketing_by, marketing_at, sales_by, sales_at, as far as they are known, and created_at, where
    that is not now.
    """
    [(version,)] = cursor.execute(
        statement("definition_next_version"), {"definition_id": definition_id}
    ).fetchall()
    cursor.execute(
        statement("definition_append"),
        {
            **dict.fromkeys(("marketing_by", "marketing_at", "sales_by", "sales_at")),
            "created_at": clock.now(),
            **more,
            "definition_id": definition_id,
            "version": version,
            "state": state,
            "effective_from": effective_from,
            "body": definition.model_dump_json(),
            "created_by": by,
        },
    )
    if state == "agreed":
        bump_data_version(cursor)
    return int(version)


def begin_own_within(cursor: duckdb.DuckDBPyConnection) -> None:
    """Note for own data that has been read under what was agreed on the sample that it was: another version
    does not take that back."""
    cursor.execute(statement("definition_begin_own"))
