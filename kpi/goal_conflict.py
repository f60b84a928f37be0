"""Contradictions in the KPI tree: too much is given and does not agree, or it makes a rate of over 100 %."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Final, Literal

from kpi.goal_steps import Step, Values, agree, without, work_out
from kpi.goal_tree import NODES

_PER_RATE: Final = 10_000


@dataclass(frozen=True)
class Contradiction:
    """Given nodes that cannot all hold, none of which can be left out; in the order of the tree.

    "disagree": `node` is given as `value`, the others make it `expected`. "above_one": they make the rate
    `node` `value`, and `expected` is 1. `agrees`: node → the value with which all would agree (or the rate be
    100 %) if only that node changed; a node that no possible value can mend is left out. `values`: what each
    of `nodes` is now.
    """

    kind: Literal["disagree", "above_one"]
    node: str
    value: Fraction
    expected: Fraction
    nodes: tuple[str, ...]
    agrees: Mapping[str, Fraction]
    values: Mapping[str, Fraction]

    @property
    def gap(self) -> Fraction:
        return self.value - self.expected

    def mended_by(self, node: str) -> Fraction | None:
        """Return the value of `agrees` rounded to what a person can type (yen and counts whole, rates to
        0.01 %), on the side on which the rate is at most 100 %.

        None where numbers disagree (only the exact value agrees: leave the node empty) or neither side does.
        """
        if self.kind == "disagree" or node not in self.agrees:
            return None
        scale = _PER_RATE if NODES[node].unit == "rate" else 1
        exact = self.agrees[node] * scale
        for near in (floor(exact), ceil(exact)):
            value = Fraction(near, scale)
            if work_out({**self.values, node: value})[0].get(self.node, 2) <= 1:
                return value
        return None


def believed(values: Values) -> tuple[Values, list[Contradiction]]:
    """Take the values one by one, in their order, as long as they agree; name those that do not."""
    if agree(values):
        return values, []
    taken, found = Values(), list[Contradiction]()
    for node, value in values.items():
        tried = taken | {node: value}
        if agree(tried):
            taken = tried
        else:
            found.append(_disagreement(tried, node))
    return taken, found


def rates_above_one(values: Values, known: Values, steps: Iterable[Step]) -> list[Contradiction]:
    """Name every rate worked out above 100 %, and the values that make it so."""
    rates = [step.node for step in steps if NODES[step.node].unit == "rate" and known[step.node] > 1]
    return [_excess(values, rate, known[rate]) for rate in rates]


def disputed(contradictions: Iterable[Contradiction], steps: Iterable[Step]) -> set[str]:
    """Return the nodes that do not agree, the rates above 100 %, and all that was worked out from them."""
    found = set[str]()
    for one in contradictions:
        found.update(one.nodes if one.kind == "disagree" else (one.node,))
    for step in steps:
        if step.first in found or step.second in found:
            found.add(step.node)
    return found


def _disagreement(values: Values, node: str) -> Contradiction:
    for other in list(values):
        if other != node and not agree(without(values, other)):
            values = without(values, other)
    implied = _implied(values)
    told = node if node in implied else next(iter(implied))  # a division by 0 implies nothing
    return Contradiction(
        "disagree", told, values[told], implied[told], tuple(values), _possible(implied), values
    )


def _excess(values: Values, rate: str, value: Fraction) -> Contradiction:
    for other in list(values):
        if rate in work_out(without(values, other))[0]:
            values = without(values, other)
    implied = _implied(values, {rate: Fraction(1)})
    return Contradiction("above_one", rate, value, Fraction(1), tuple(values), _possible(implied), values)


def _implied(values: Values, fixed: Mapping[str, Fraction] | None = None) -> Values:
    """Return for each node the value that the others (and what is fixed) give it, where they give one."""
    worked_out = {node: work_out(without(values, node) | dict(fixed or {}))[0] for node in values}
    return {node: known[node] for node, known in worked_out.items() if node in known}


def _possible(implied: Values) -> Values:
    return {node: value for node, value in implied.items() if NODES[node].unit != "rate" or value <= 1}
