"""Definitions: thresholds, point rules and denominators, versioned and appended to the store."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Final, Literal

import duckdb
from pydantic import BaseModel, ConfigDict, Field, model_validator

from kpi.clock import now
from kpi.errors import InvalidInput
from kpi.events import BEHAVIOUR_KINDS, INFORMATION_ITEMS
from kpi.sql import statement
from kpi.store import Store, bump_data_version

Denominator = Literal["inquiries", "mqls"]
ScoreSource = Literal["points", "imported"]
MOST_POINTS: Final = 100
MOST_ATTRIBUTES: Final = 100
OwnPoints = Annotated[int, Field(ge=-MOST_POINTS, le=MOST_POINTS)]


class BehaviourPoints(BaseModel):
    """Points for one piece of a behaviour, and the most that all its pieces can add."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    points: int = Field(ge=-100, le=100)
    cap: int = Field(ge=-100, le=100)


class Definition(BaseModel):
    """One version of what "qualified" means.

    `information_points` maps item → value → points, where the value `*` stands for any given
    value without a row of its own; an item that was not filled in gives 0 points. `attribute_points` maps
    own columns in the same way.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal[1] = 1
    name: str = Field(min_length=1, max_length=200)
    mql_threshold: int = Field(ge=0, le=100)
    sql_threshold: int = Field(ge=0, le=100)
    sql_rate_denominator: Denominator = "inquiries"
    score_source: ScoreSource = "points"
    information_points: dict[str, dict[str, int]] = {}
    # definitions stored before own columns could bring points have none
    attribute_points: dict[str, dict[str, OwnPoints]] = Field(default={}, max_length=MOST_ATTRIBUTES)
    behaviour_points: dict[str, BehaviourPoints] = {}
    high_intent_forms: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _closed_lists_and_order(self) -> Definition:
        unknown = (set(self.information_points) - set(INFORMATION_ITEMS)) | (
            set(self.behaviour_points) - set(BEHAVIOUR_KINDS)
        )
        if unknown:
            raise ValueError(f"unknown items {sorted(unknown)}")
        if self.mql_threshold > self.sql_threshold:
            raise ValueError("mql_threshold lies above sql_threshold")
        return self


def agreed(store: Store) -> Definition:
    """Return the newest agreed definition; without one, 40 and 60 on the imported score."""
    with store.cursor() as cursor:
        return agreed_within(cursor)


def agreed_within(cursor: duckdb.DuckDBPyConnection) -> Definition:
    """Return what `agreed` returns, inside the caller's transaction."""
    found = cursor.execute(statement("definition_agreed")).fetchall()
    if not found:
        return Definition(name="default", mql_threshold=40, sql_threshold=60, score_source="imported")
    return Definition.model_validate_json(found[0][0])


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
) -> int:
    """Append a version inside the caller's transaction and return its number."""
    [(version,)] = cursor.execute(
        statement("definition_next_version"), {"definition_id": definition_id}
    ).fetchall()
    cursor.execute(
        statement("definition_append"),
        {
            "definition_id": definition_id,
            "version": version,
            "state": state,
            "effective_from": effective_from,
            "body": definition.model_dump_json(),
            "created_at": now(),
            "created_by": by,
        },
    )
    bump_data_version(cursor)
    return int(version)


def use_score_within(
    cursor: duckdb.DuckDBPyConnection, source: ScoreSource, *, today: date, by: str | None
) -> Definition:
    """Agree on where scores come from, all else unchanged; return the definition that counts from now on.

    Nothing is appended when it is so already. The caller rebuilds the facts.
    """
    found = agreed_within(cursor)
    if found.score_source == source:
        return found
    changed = found.model_copy(update={"score_source": source})
    append_within(cursor, changed, definition_id="score", state="agreed", effective_from=today, by=by)
    return changed


def use_attribute_points_within(
    cursor: duckdb.DuckDBPyConnection, name: str, points: Mapping[str, int], *, today: date, by: str | None
) -> Definition:
    """Agree on the points of an own column's values, all else unchanged; return what counts from now on.

    A value with 0 points keeps its row where `*` brings others; without any points the column brings none.
    Nothing is appended when it is so already. The caller rebuilds the facts. InvalidInput(what="points")
    for points outside -100..100, and what="attributes" for a 101st column.
    """
    for given in points.values():
        if not -MOST_POINTS <= given <= MOST_POINTS:
            raise InvalidInput(what="points", value=given)
    found = agreed_within(cursor)
    kept = {value: given for value, given in points.items() if given or points.get("*")}
    rules = {**found.attribute_points, name: kept} if kept else _without(found.attribute_points, name)
    if rules == found.attribute_points:
        return found
    if len(rules) > MOST_ATTRIBUTES:
        raise InvalidInput(what="attributes", value=name)
    changed = found.model_copy(update={"attribute_points": rules})
    append_within(cursor, changed, definition_id="score", state="agreed", effective_from=today, by=by)
    return changed


def _without(rules: Mapping[str, dict[str, int]], name: str) -> dict[str, dict[str, int]]:
    return {other: points for other, points in rules.items() if other != name}
