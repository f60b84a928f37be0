"""What one person may agree on at once: where scores come from, points of own columns; all else unchanged."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import duckdb

from kpi.definition import MOST_ATTRIBUTES, MOST_POINTS, Definition, ScoreSource
from kpi.definitions import agreed_within, append_within, begin_own_within
from kpi.errors import InvalidInput


def use_score_within(
    cursor: duckdb.DuckDBPyConnection, source: ScoreSource, *, today: date, by: str | None
) -> Definition:
    """Agree on where scores come from, all else unchanged; return the definition that counts from now on.

    Nothing is appended when it is so already. The caller rebuilds the facts.
    """
    found = agreed_within(cursor, today)
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
    found = agreed_within(cursor, today)
    kept = {value: given for value, given in points.items() if given or points.get("*")}
    rules = {**found.attribute_points, name: kept} if kept else _without(found.attribute_points, name)
    if rules == found.attribute_points:
        return found
    if len(rules) > MOST_ATTRIBUTES:
        raise InvalidInput(what="attributes", value=name)
    changed = found.model_copy(update={"attribute_points": rules})
    begin_own_within(cursor)
    append_within(cursor, changed, definition_id="score", state="agreed", effective_from=today, by=by)
    return changed


def _without(rules: Mapping[str, dict[str, int]], name: str) -> dict[str, dict[str, int]]:
    return {other: points for other, points in rules.items() if other != name}
