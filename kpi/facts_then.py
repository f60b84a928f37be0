"""`score_then` of the facts: every lead's score as defined when it came, laid on today's lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from kpi.definition import Definition, rules
from kpi.definitions import Held, timeline_within
from kpi.score import ItemColumn, attribute_points, behaviour_points, information_points
from kpi.sql import statement

_LEAST, _MOST, _BEYOND = date(1, 1, 1), date(9999, 12, 31), 101
_VIEWS: Final = ("then_version", "then_points")


@dataclass(frozen=True, eq=False)
class Profiles:
    """The combinations of items that leads share; see kpi/score."""

    information: Mapping[str, ItemColumn]
    behaviour: Mapping[str, NDArray[np.uint8]]
    own: Mapping[str, ItemColumn]
    own_count: int

    def points(self, definition: Definition) -> dict[str, NDArray[np.int16]]:
        """Return the points of every combination under a definition, by part of the score."""
        return {
            "information": information_points(definition, self.information),
            "behaviour": behaviour_points(definition, self.behaviour),
            "attribute": attribute_points(definition, self.own, self.own_count),
        }


def as_today(own: int, then: tuple[int, int], today: tuple[int, int]) -> int | None:
    """Return a score that stands to today's lines (MQL, SQL) as `own` stood to those of then.

    The three ranges (below both lines, between them, above) are laid on those of today, each in whole steps
    that never decrease: selected now exactly if selected then. None: not selectable, for a score below both
    lines where today's MQL line is 0.
    Where today's lines are one, nothing lies between them: what lay between is below both, so the SQL line
    always holds exactly, and the MQL line except there.
    """
    for (low, high), (to_low, to_high) in zip(_ranges(then), _ranges(today), strict=True):
        if low <= own < high:
            if to_low == to_high:
                return to_low - 1 if to_low else None
            return to_low + (own - low) * (to_high - to_low) // (high - low)
    raise ValueError(own)


def is_exact(held: Sequence[Held], definition: Definition) -> bool:
    """Say whether MQLs that were no SQLs can be told under a definition: not where its two lines are one,
    while those of a version before it were two."""
    lines = {one.definition.mql_threshold < one.definition.sql_threshold for one in held}
    return definition.mql_threshold < definition.sql_threshold or True not in lines


def before_within(cursor: duckdb.DuckDBPyConnection, definition: Definition, today: date) -> tuple[Held, ...]:
    """Return the versions that have held so far; none where all selected what `definition` selects."""
    begun = tuple(one for one in timeline_within(cursor) if one.effective_from <= today)
    return () if all(rules(one.definition) == rules(definition) for one in begun) else begun


def score_then_within(
    cursor: duckdb.DuckDBPyConnection, profiles: Profiles, definition: Definition, begun: Sequence[Held]
) -> None:
    """Fill `lead_fact.score_then` by the versions that have held; the first one counts before its date."""
    cursor.register("then_version", _versions(begun, definition))
    cursor.register("then_points", _points(begun, profiles))
    cursor.execute(statement("facts_lead_then"))
    for view in _VIEWS:
        cursor.unregister(view)


def _ranges(lines: tuple[int, int]) -> list[tuple[int, int]]:
    return list(pairwise((0, *lines, _BEYOND)))


def _lines(definition: Definition) -> tuple[int, int]:
    return definition.mql_threshold, definition.sql_threshold


def _versions(begun: Sequence[Held], definition: Definition) -> pa.Table:
    days = [_LEAST, *(one.effective_from for one in begun[1:]), _MOST]
    found = [
        {
            "place": place,
            "since": days[place],
            "until": days[place + 1],
            "is_imported": one.definition.score_source == "imported",
            "as_today": [
                as_today(score, _lines(one.definition), _lines(definition)) for score in range(_BEYOND)
            ],
        }
        for place, one in enumerate(begun)
    ]
    return pa.Table.from_pylist(found)


def _points(begun: Sequence[Held], profiles: Profiles) -> pa.Table:
    parts = [
        pa.table(
            {
                "place": pa.array(np.full(len(points), place, np.int64)),
                "part": pa.array([part] * len(points)),
                "profile": pa.array(np.arange(len(points), dtype=np.int32)),
                "points": pa.array(points),
            }
        )
        for place, one in enumerate(begun)
        for part, points in profiles.points(one.definition).items()
    ]
    return pa.concat_tables(parts)
