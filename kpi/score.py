"""The point rules applied: profiles of items → points → scores; one lead's score taken apart.

A lead's score is clip(points of what it filled in + points of what it did, 0, 100). Leads share a
few thousand combinations of items ("profiles"), so new rules are applied to the profiles, and a
lead only looks up two numbers: a million leads are rescored in a few milliseconds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from kpi.definitions import Definition
from kpi.events import BEHAVIOUR_KINDS, INFORMATION_ITEMS

ANY_VALUE = "*"


@dataclass(frozen=True)
class ScorePart:
    """One line of a score taken apart: what (item or behaviour), its value or number of pieces, points."""

    item: str
    value: str | int | None
    points: int
    capped: bool = False


@dataclass(frozen=True, eq=False)
class ItemColumn:
    """One information item of every profile: its distinct values, and the place of each profile's value
    among them. It depends on the data alone: encoded once, it serves any number of rules."""

    values: tuple[str | None, ...]
    codes: NDArray[np.int32]


def information_part(definition: Definition, item: str, value: str | None) -> ScorePart:
    """Return the points of one information item; not filled in gives 0."""
    rules = definition.information_points.get(item, {})
    points = 0 if value is None else rules.get(value, rules.get(ANY_VALUE, 0))
    return ScorePart(item, value, points)


def behaviour_part(definition: Definition, kind: str, count: int) -> ScorePart:
    """Return the points of `count` pieces of one behaviour; `capped` says that the cap cut them."""
    rule = definition.behaviour_points.get(kind)
    if rule is None:
        return ScorePart(kind, count, 0)
    uncapped = rule.points * count
    points = min(uncapped, rule.cap) if rule.points >= 0 else max(uncapped, rule.cap)
    return ScorePart(kind, count, points, capped=points != uncapped)


def score_parts(definition: Definition, lead: Mapping[str, object]) -> tuple[ScorePart, ...]:
    """Take one lead's score apart; `lead` maps every information item to its value or None and
    `<kind>_count` to the number of pieces. The clipped sum of the points is the score."""
    information = [
        information_part(definition, item, None if lead[item] is None else str(lead[item]))
        for item in INFORMATION_ITEMS
    ]
    behaviour = [
        behaviour_part(definition, kind, int(str(lead[f"{kind}_count"] or 0))) for kind in BEHAVIOUR_KINDS
    ]
    return (*information, *behaviour)


def encoded(values: pa.Array) -> ItemColumn:
    """Encode one item of every profile (texts, null where not filled in); empty in, empty out."""
    found = values.dictionary_encode("encode")
    return ItemColumn(tuple(found.dictionary.to_pylist()), found.indices.to_numpy())


def information_points(definition: Definition, profiles: Mapping[str, ItemColumn]) -> NDArray[np.int16]:
    """Return the points of every information profile (columns of equal length, one an item)."""
    total = np.zeros(len(profiles[INFORMATION_ITEMS[0]].codes), dtype=np.int16)
    for item in INFORMATION_ITEMS:
        column = profiles[item]
        by_value = np.array(
            [information_part(definition, item, value).points for value in column.values], dtype=np.int16
        )
        total += by_value[column.codes]
    return total


def behaviour_points(definition: Definition, profiles: Mapping[str, NDArray[np.uint8]]) -> NDArray[np.int16]:
    """Return the points of every behaviour profile (columns `<kind>_count` of equal length)."""
    total = np.zeros(len(profiles[f"{BEHAVIOUR_KINDS[0]}_count"]), dtype=np.int16)
    for kind in BEHAVIOUR_KINDS:
        by_count = np.array(
            [behaviour_part(definition, kind, count).points for count in range(256)], dtype=np.int16
        )
        total += by_count[profiles[f"{kind}_count"]]
    return total


def rescore(
    information_profile: NDArray[np.int32],
    behaviour_profile: NDArray[np.int32],
    information: NDArray[np.int16],
    behaviour: NDArray[np.int16],
) -> NDArray[np.uint8]:
    """Return the score 0..100 of every lead from the points of its two profiles; empty in, empty out."""
    points = information[information_profile] + behaviour[behaviour_profile]
    return np.clip(points, 0, 100, out=points).astype(np.uint8)
