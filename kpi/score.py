"""The point rules applied: profiles of items → points → scores; one lead's score taken apart.

A lead's score is clip(points of what it filled in + of its own columns + of what it did, 0, 100). Leads
share a few thousand combinations of items ("profiles"), so new rules are applied to the profiles, and a lead
only looks up three numbers: a million leads are rescored in a few milliseconds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from kpi.definitions import Definition
from kpi.events import BEHAVIOUR_KINDS, INFORMATION_ITEMS

ANY_VALUE = "*"


@dataclass(frozen=True)
class ScorePart:
    """One line of a score taken apart: what (item, own column or behaviour), its value or number of pieces,
    points. An own column may be called like an item: `is_own` tells them apart."""

    item: str
    value: str | int | None
    points: int
    capped: bool = False
    is_own: bool = False


@dataclass(frozen=True, eq=False)
class ItemColumn:
    """One information item, or own column, of every profile: its distinct values, and the place of each
    profile's value among them. It depends on the data alone: encoded once, it serves any number of rules."""

    values: tuple[str | None, ...]
    codes: NDArray[np.int32]


def information_part(definition: Definition, item: str, value: str | None) -> ScorePart:
    """Return the points of one information item; not filled in gives 0."""
    return ScorePart(item, value, _points(definition.information_points.get(item, {}), value))


def attribute_part(definition: Definition, name: str, value: str | None) -> ScorePart:
    """Return the points of one own column; not filled in gives 0."""
    points = _points(definition.attribute_points.get(name, {}), value)
    return ScorePart(name, value, points, is_own=True)


def _points(rules: Mapping[str, int], value: str | None) -> int:
    return 0 if value is None else rules.get(value, rules.get(ANY_VALUE, 0))


def behaviour_part(definition: Definition, kind: str, count: int) -> ScorePart:
    """Return the points of `count` pieces of one behaviour; `capped` says that the cap cut them."""
    rule = definition.behaviour_points.get(kind)
    if rule is None:
        return ScorePart(kind, count, 0)
    uncapped = rule.points * count
    points = min(uncapped, rule.cap) if rule.points >= 0 else max(uncapped, rule.cap)
    return ScorePart(kind, count, points, capped=points != uncapped)


def score_parts(
    definition: Definition, lead: Mapping[str, object], attributes: Mapping[str, str] | None = None
) -> tuple[ScorePart, ...]:
    """Take one lead's score apart; `lead` maps every information item to its value or None and
    `<kind>_count` to the number of pieces, `attributes` own columns to their values. The clipped sum of the
    points is the score. Of own columns only those with rules are named."""
    said = attributes or {}
    own = [attribute_part(definition, name, said.get(name)) for name in definition.attribute_points]
    information = [
        information_part(definition, item, None if lead[item] is None else str(lead[item]))
        for item in INFORMATION_ITEMS
    ]
    behaviour = [
        behaviour_part(definition, kind, int(str(lead[f"{kind}_count"] or 0))) for kind in BEHAVIOUR_KINDS
    ]
    return (*information, *own, *behaviour)


def encoded(values: pa.Array) -> ItemColumn:
    """Encode one item of every profile (texts, null where not filled in); empty in, empty out."""
    found = values.dictionary_encode("encode")
    return ItemColumn(tuple(found.dictionary.to_pylist()), found.indices.to_numpy())


def information_points(definition: Definition, profiles: Mapping[str, ItemColumn]) -> NDArray[np.int16]:
    """Return the points of every information profile (columns of equal length, one an item)."""
    total = np.zeros(len(profiles[INFORMATION_ITEMS[0]].codes), dtype=np.int16)
    for item in INFORMATION_ITEMS:
        total += _by_profile(definition.information_points.get(item, {}), profiles[item])
    return total


def attribute_points(
    definition: Definition, profiles: Mapping[str, ItemColumn], profile_count: int
) -> NDArray[np.int16]:
    """Return the points of every combination of own columns (columns of length `profile_count` by name).

    A column that the profiles do not hold brings nothing: they hold those that the rules named when the
    facts were rebuilt.
    """
    total = np.zeros(profile_count, dtype=np.int16)
    for name, column in profiles.items():
        total += _by_profile(definition.attribute_points.get(name, {}), column)
    return total


def _by_profile(rules: Mapping[str, int], column: ItemColumn) -> NDArray[np.int16]:
    by_value = np.array([_points(rules, value) for value in column.values], dtype=np.int16)
    return np.asarray(by_value[column.codes])


def behaviour_points(definition: Definition, profiles: Mapping[str, NDArray[np.uint8]]) -> NDArray[np.int16]:
    """Return the points of every behaviour profile (columns `<kind>_count` of equal length)."""
    total = np.zeros(len(profiles[f"{BEHAVIOUR_KINDS[0]}_count"]), dtype=np.int16)
    for kind in BEHAVIOUR_KINDS:
        by_count = np.array(
            [behaviour_part(definition, kind, count).points for count in range(256)], dtype=np.int16
        )
        total += by_count[profiles[f"{kind}_count"]]
    return total


def rescore(parts: Sequence[tuple[NDArray[np.int32], NDArray[np.int16]]]) -> NDArray[np.uint8]:
    """Return the score 0..100 of every lead; each part is the profile of every lead and the points of every
    profile: information, behaviour, own columns. Empty in, empty out."""
    (profile, points), *others = parts
    total = points[profile]
    for profile, points in others:
        total += points[profile]
    return np.clip(total, 0, 100, out=total).astype(np.uint8)
