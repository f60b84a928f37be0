"""Working out one node of the KPI tree from others: the relations applied until nothing changes."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

from kpi.goal_tree import RELATIONS, Relation

Values: TypeAlias = dict[str, Fraction]


@dataclass(frozen=True)
class Step:
    """How a node was worked out: first × second, or first ÷ second, by a relation of the tree."""

    node: str
    operation: Literal["times", "over"]
    first: str
    second: str
    relation: Relation

    def result(self, values: Values) -> Fraction:
        first, second = values[self.first], values[self.second]
        return first * second if self.operation == "times" else first / second


def work_out(values: Values) -> tuple[Values, list[Step]]:
    """Return all that follows from the values, with them, and the steps in their order.

    Complete as long as nothing is 0: the amounts and their quotients form a chordal graph, and the relations
    are its triangles. Nothing is divided by 0. Of values that do not agree, any may be used.
    """
    known, steps = dict(values), list[Step]()
    while step := next(filter(None, (_step(relation, known) for relation in RELATIONS)), None):
        known[step.node] = step.result(known)
        steps.append(step)
    return known, steps


def agree(values: Values) -> bool:
    """Say whether the values and all that follows from them keep every relation."""
    known, _ = work_out(values)
    return all(
        known[relation.whole] == known[relation.factor] * known[relation.other]
        for relation in RELATIONS
        if all(node in known for node in relation.nodes)
    )


def without(values: Values, node: str) -> Values:
    return {other: value for other, value in values.items() if other != node}


def _step(relation: Relation, known: Values) -> Step | None:
    """Return how the relation gives its only unknown node; None when it does not."""
    unknown = [node for node in relation.nodes if node not in known]
    if len(unknown) != 1:
        return None
    if unknown[0] == relation.whole:
        return Step(relation.whole, "times", relation.factor, relation.other, relation)
    divisor = relation.other if unknown[0] == relation.factor else relation.factor
    return Step(unknown[0], "over", relation.whole, divisor, relation) if known[divisor] else None
