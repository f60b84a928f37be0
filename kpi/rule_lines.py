"""The lines of the point rules that these leads can fall on, and how much of each line a lead holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from kpi.definitions import BehaviourPoints, Definition
from kpi.events import BEHAVIOUR_KINDS, INFORMATION_ITEMS
from kpi.own_columns import blank
from kpi.profiles import Combinations, Holders
from kpi.score import ANY_VALUE, ItemColumn

Float = NDArray[np.float64]
Kind = Literal["information", "own", "behaviour"]
MOST_VALUES: Final = 25  # of an item have a line of their own; the rarer ones share "any other value"
MOST_PIECES: Final = 20  # of a behaviour count where no rule says how many


@dataclass(frozen=True)
class Line:
    """One line that points are given to: a value of an item or own column, or a piece of a behaviour.

    `value` is "*" for any other given value, and "" for a behaviour, of which `most_pieces` count.
    """

    kind: Kind
    item: str
    value: str = ""
    most_pieces: int = 0


@dataclass(frozen=True, eq=False)
class Design:
    """The lines, and for each the worth of a profile: `information` (profiles, lines) and so on are the
    amounts of the lines of their own kind, so that a row's amounts are the three side by side."""

    lines: tuple[Line, ...]
    information: NDArray[np.float32]
    behaviour: NDArray[np.float32]
    own: NDArray[np.float32]

    def amounts(self, rows: Holders, chosen: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return (len(chosen), lines): 1 where a row holds a value, pieces of a behaviour up to its most."""
        return np.concatenate(
            [
                self.information[rows.information[chosen]],
                self.own[rows.own[chosen]],
                self.behaviour[rows.behaviour[chosen]],
            ],
            axis=1,
        )

    def worth(self, rows: Holders, weight: Float) -> Float:
        """Return the sum over its lines of amount x weight (one a line) for every row."""
        first, second = self.information.shape[1], self.own.shape[1]
        parts = np.split(weight, [first, first + second])
        return rows.summed(self.information @ parts[0], self.behaviour @ parts[2], self.own @ parts[1])

    def holders(self, rows: Holders, lead_count: NDArray[np.generic]) -> list[int]:
        """Return how many leads hold each line, `lead_count` being the leads of each row."""
        parts = (
            (rows.information, self.information),
            (rows.own, self.own),
            (rows.behaviour, self.behaviour),
        )
        held = [
            (profile > 0).T @ np.bincount(place, weights=lead_count, minlength=len(profile))
            for place, profile in parts
        ]
        return [int(one) for one in np.rint(np.concatenate(held))]


def design(found: Combinations, rules: Definition, added: Sequence[Line] = ()) -> Design:
    """Lay out the lines: every value that a rule names or that is `added`, the frequent values of the data,
    then behaviour.

    An item without any value in the data and without a rule has no line.
    """
    information = [
        (
            item,
            *_values(found.information[item], _named(rules.information_points, "information", item, added)),
        )
        for item in INFORMATION_ITEMS
    ]
    names = dict.fromkeys(
        (*found.own, *rules.attribute_points, *(line.item for line in added if line.kind == "own"))
    )
    own = [
        (
            name,
            *_values(
                found.own.get(name) or blank(found.own_count),
                _named(rules.attribute_points, "own", name, added),
            ),
        )
        for name in names
    ]
    kinds = [
        Line("behaviour", kind, most_pieces=most_pieces(rules.behaviour_points.get(kind)))
        for kind in BEHAVIOUR_KINDS
    ]
    pieces = [
        np.minimum(found.pieces[f"{line.item}_count"], line.most_pieces).astype(np.float32) for line in kinds
    ]
    return Design(
        lines=(
            *(Line("information", item, value) for item, values, _ in information for value in values),
            *(Line("own", name, value) for name, values, _ in own for value in values),
            *kinds,
        ),
        information=_one_hot(information, len(found.information[INFORMATION_ITEMS[0]].codes)),
        own=_one_hot(own, found.own_count),
        behaviour=np.stack(pieces, axis=1),
    )


def most_pieces(rule: BehaviourPoints | None) -> int:
    """Return how many pieces of a behaviour bring points: up to the cap; MOST_PIECES without a rule."""
    if rule is None or not rule.points or not rule.cap:
        return MOST_PIECES
    return int(max(1, -(-abs(rule.cap) // abs(rule.points))))


def places(column: ItemColumn, values: Sequence[str]) -> NDArray[np.int64]:
    """Return, profile by profile, which of the values it holds: -1 for none, "*" for any given other."""
    own = {value: place for place, value in enumerate(values)}
    other = own.get(ANY_VALUE, -1)
    by_value = [-1 if value is None else own.get(value, other) for value in column.values]
    return np.array(by_value, dtype=np.int64)[column.codes]


def _named(rules: Mapping[str, Mapping[str, int]], kind: Kind, item: str, added: Sequence[Line]) -> list[str]:
    """Return the values of an item that have a line of their own whatever the data hold."""
    more = (line.value for line in added if (line.kind, line.item) == (kind, item))
    return list(dict.fromkeys((*rules.get(item, {}), *more)))


def _values(column: ItemColumn, rules: Sequence[str]) -> tuple[list[str], NDArray[np.int64]]:
    """Return the values of an item's lines, "*" last, and the place of each profile among them."""
    counts = np.bincount(column.codes, minlength=len(column.values))
    given = [place for place in np.argsort(-counts, kind="stable") if column.values[place] is not None]
    frequent = [str(column.values[place]) for place in given[:MOST_VALUES]]
    named = [value for value in dict.fromkeys((*rules, *frequent)) if value != ANY_VALUE]
    if ANY_VALUE in rules or len(given) > MOST_VALUES:
        named.append(ANY_VALUE)
    return named, places(column, named)


def _one_hot(columns: Sequence[tuple[str, list[str], NDArray[np.int64]]], count: int) -> NDArray[np.float32]:
    blocks = [np.zeros((count, 0), dtype=np.float32)]
    for _, values, place in columns:
        block = np.zeros((count, len(values)), dtype=np.float32)
        held = np.flatnonzero(place >= 0)
        block[held, place[held]] = 1
        blocks.append(block)
    return np.concatenate(blocks, axis=1)
