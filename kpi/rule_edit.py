"""Point rules as a table of lines: read and changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kpi.definitions import MOST_ATTRIBUTES, MOST_POINTS, BehaviourPoints, Definition
from kpi.errors import InvalidInput
from kpi.rule_lines import Line


@dataclass(frozen=True)
class Given:
    """Points of one line, and the most that a behaviour brings; None: no row of its own."""

    points: int | None
    cap: int | None = None


def given(rules: Definition, lines: Sequence[Line]) -> list[Given]:
    """Return what the rules give to each line."""
    found = []
    for line in lines:
        if line.kind == "behaviour":
            rule = rules.behaviour_points.get(line.item)
            found.append(Given(rule.points, rule.cap) if rule else Given(None))
        else:
            found.append(Given(_rules_of(rules, line).get(line.value)))
    return found


def edited(rules: Definition, changes: Mapping[Line, Given], high_intent: Sequence[str]) -> Definition:
    """Return the rules with other points on some lines; rows of lines that are not named stay.

    A value without points loses its row, a behaviour without points its rule; a cap that is not given holds
    one piece, one of the other sign is refused. Raises InvalidInput(what="points") outside -100..100, "cap"
    for such a cap, and "attributes" for a 101st column.
    """
    information = {item: dict(values) for item, values in rules.information_points.items()}
    own = {name: dict(values) for name, values in rules.attribute_points.items()}
    behaviour = dict(rules.behaviour_points)
    for line, one in changes.items():
        _check(one)
        if line.kind == "behaviour":
            behaviour.pop(line.item, None)
            if one.points is not None:
                cap = one.points if one.cap is None else one.cap
                behaviour[line.item] = BehaviourPoints(points=one.points, cap=cap)
        else:
            values = (information if line.kind == "information" else own).setdefault(line.item, {})
            values.pop(line.value, None)
            if one.points is not None:
                values[line.value] = one.points
    columns = {name: values for name, values in own.items() if values}
    if len(columns) > MOST_ATTRIBUTES:
        raise InvalidInput(what="attributes", value=len(columns))
    return rules.model_copy(
        update={
            "information_points": {item: values for item, values in information.items() if values},
            "attribute_points": columns,
            "behaviour_points": behaviour,
            "high_intent_forms": tuple(high_intent),
        }
    )


def by_weight(rules: Definition, lines: Sequence[Line]) -> list[int]:
    """Return the places of the lines, those of the item that can bring most points under the rules first."""
    most: dict[tuple[str, str], int] = {}
    for line, one in zip(lines, given(rules, lines), strict=True):
        full = one.cap if line.kind == "behaviour" else one.points
        most[line.kind, line.item] = max(most.get((line.kind, line.item), 0), full or 0)
    return sorted(range(len(lines)), key=lambda place: -most[lines[place].kind, lines[place].item])


def _rules_of(rules: Definition, line: Line) -> Mapping[str, int]:
    side = rules.information_points if line.kind == "information" else rules.attribute_points
    return side.get(line.item, {})


def _check(one: Given) -> None:
    for number in (one.points, one.cap):
        if number is not None and not -MOST_POINTS <= number <= MOST_POINTS:
            raise InvalidInput(what="points", value=number)
    if one.points and one.cap is not None and one.cap * one.points < 0:
        raise InvalidInput(what="cap", value=one.cap)
