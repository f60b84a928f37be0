"""The solver of the KPI tree: any nodes given, any other unknown, in exact numbers, step by step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal, TypeAlias

from kpi.errors import InvalidInput
from kpi.goal_given import read_given
from kpi.goal_tree import NODES, RELATIONS, Relation

Values: TypeAlias = dict[str, Fraction]


@dataclass(frozen=True)
class Step:
    """How a node was worked out: first × second, or first ÷ second, by a relation of the tree."""

    node: str
    operation: Literal["times", "over"]
    first: str
    second: str
    relation: Relation


@dataclass(frozen=True)
class Found:
    """What is known of one node: its value, given or by `step`; or None and the reason.

    Reasons: "missing" (`kpi.goal_missing` says what would help), "zero" (the node `cause` is 0 and nothing
    can be divided by it), "invalid" (the field `cause` could not be read), "no_average_deal" (given as 0 or
    less), or the code handed to `solve` for `cause`. `is_disputed`: it hangs on a contradiction.
    """

    value: Fraction | None = None
    is_given: bool = False
    step: Step | None = None
    reason: str | None = None
    cause: str | None = None
    is_disputed: bool = False


@dataclass(frozen=True)
class Contradiction:
    """Given nodes that cannot all hold, none of which can be left out; in the order of the tree.

    "disagree": `node` is given as `value`, the others make it `expected`. "above_one": they make the rate
    `node` `value`, and `expected` is 1. `agrees`: node → the value with which all would agree again (or the
    rate be 100 %) if only that node changed; a node that no value can mend is left out.
    """

    kind: Literal["disagree", "above_one"]
    node: str
    value: Fraction
    expected: Fraction
    nodes: tuple[str, ...]
    agrees: Mapping[str, Fraction]

    @property
    def gap(self) -> Fraction:
        return self.value - self.expected


@dataclass(frozen=True)
class Solved:
    """Every node of the tree with what is known of it, the steps in their order, and what is wrong."""

    nodes: Mapping[str, Found]
    steps: tuple[Step, ...]
    contradictions: tuple[Contradiction, ...]
    errors: Mapping[str, InvalidInput]

    def value(self, node: str) -> Fraction | None:
        return self.nodes[node].value


@dataclass
class _Held:
    """The given values that agree, earlier nodes first, and the contradictions of those that do not."""

    values: Values = field(default_factory=dict)
    contradictions: list[Contradiction] = field(default_factory=list)


def solve(given: Mapping[str, object], undefined: Mapping[str, str] | None = None) -> Solved:
    """Work out every node of the tree that the given ones determine.

    In: `given` node → number or text (None and blank text: not given); `undefined` node → reason code, for a
    node whose value was looked for and is not defined, e.g. {"deal_yen": "no_won_deal"}.
    Out: `Solved`. Given values are kept as they are. Of given values that do not agree, those nearer to the
    goal are believed when others are worked out, and what hangs on them is marked as disputed. A field that
    cannot be read is in `errors` and undefines what hangs on it. A goal of 0 needs 0 of everything.
    Raises InvalidInput(what="node") for a code that is no node. Source: methods.md 5 (tree).
    """
    read = read_given(given)
    values = dict(read.values)
    seeds = {node: (reason, node) for node, reason in (undefined or {}).items() if node not in values}
    seeds |= {node: ("invalid", node) for node in read.errors}
    if values.get("deal_yen", 1) <= 0:
        del values["deal_yen"]
        seeds["deal_yen"] = ("no_average_deal", "deal_yen")
    held = _held(values)
    known, steps = _closure(held.values)
    contradictions = (*held.contradictions, *_above_one(held.values, known, steps))
    disputed = _disputed(contradictions, steps)
    nodes = {node: Found(None, reason="missing") for node in NODES}
    nodes |= {node: Found(None, reason=why, cause=cause) for node, (why, cause) in _blocked(known, seeds)}
    nodes |= {step.node: Found(known[step.node], False, step) for step in steps}
    nodes |= {node: Found(value, is_given=True) for node, value in values.items()}
    nodes |= {node: _marked(nodes[node]) for node in disputed}
    return Solved(nodes, tuple(steps), contradictions, read.errors)


def _marked(found: Found) -> Found:
    return Found(found.value, found.is_given, found.step, found.reason, found.cause, is_disputed=True)


def _closure(values: Values) -> tuple[Values, list[Step]]:
    """Apply the relations until nothing changes.

    Complete: the amounts and their quotients form a chordal graph whose triangles are the relations.
    """
    known, steps = dict(values), list[Step]()
    while step := next(filter(None, (_step(relation, known) for relation in RELATIONS)), None):
        first, second = known[step.first], known[step.second]
        known[step.node] = first * second if step.operation == "times" else first / second
        steps.append(step)
    return known, steps


def _step(relation: Relation, known: Values) -> Step | None:
    """Return how the relation gives its only unknown node; None when it does not."""
    unknown = [node for node in relation.nodes if node not in known]
    if len(unknown) != 1:
        return None
    if unknown[0] == relation.whole:
        return Step(relation.whole, "times", relation.factor, relation.other, relation)
    divisor = relation.other if unknown[0] == relation.factor else relation.factor
    return Step(unknown[0], "over", relation.whole, divisor, relation) if known[divisor] else None


def _agrees(values: Values) -> bool:
    known, _ = _closure(values)
    return all(
        known[relation.whole] == known[relation.factor] * known[relation.other]
        for relation in RELATIONS
        if all(node in known for node in relation.nodes)
    )


def _without(values: Values, node: str) -> Values:
    return {other: value for other, value in values.items() if other != node}


def _held(values: Values) -> _Held:
    """Take the given values one by one, in the order of the tree, as long as they agree."""
    if _agrees(values):
        return _Held(values)
    held = _Held()
    for node, value in values.items():
        tried = held.values | {node: value}
        if _agrees(tried):
            held.values = tried
        else:
            held.contradictions.append(_disagreement(tried, node))
    return held


def _disagreement(values: Values, node: str) -> Contradiction:
    """Name the fewest values that make `node` disagree, and what would mend each."""
    for other in list(values):
        if other != node and not _agrees(_without(values, other)):
            values = _without(values, other)
    implied = {one: _closure(_without(values, one))[0].get(one) for one in values}
    agrees = {one: value for one, value in implied.items() if value is not None}
    told = node if node in agrees else next(iter(agrees))
    return Contradiction("disagree", told, values[told], agrees[told], tuple(values), agrees)


def _above_one(values: Values, known: Values, steps: list[Step]) -> list[Contradiction]:
    """Name every rate worked out above 100 %, and what makes it so."""
    rates = [step.node for step in steps if NODES[step.node].unit == "rate" and known[step.node] > 1]
    return [_excess(values, rate, known[rate]) for rate in rates]


def _excess(values: Values, rate: str, value: Fraction) -> Contradiction:
    for other in list(values):
        if rate in _closure(_without(values, other))[0]:
            values = _without(values, other)
    implied = {one: _closure(_without(values, one) | {rate: Fraction(1)})[0].get(one) for one in values}
    agrees = {one: value for one, value in implied.items() if value is not None}
    return Contradiction("above_one", rate, value, Fraction(1), tuple(values), agrees)


def _disputed(contradictions: tuple[Contradiction, ...], steps: list[Step]) -> set[str]:
    """Return the nodes of contradictions and all that was worked out from them."""
    found = {
        node for one in contradictions for node in (one.nodes if one.kind == "disagree" else (one.node,))
    }
    for step in steps:
        if step.first in found or step.second in found:
            found.add(step.node)
    return found


def _blocked(known: Values, seeds: Mapping[str, tuple[str, str]]) -> list[tuple[str, tuple[str, str]]]:
    """Say why nodes are undefined although enough was given: (node, (reason, the node that causes it))."""
    blocked = {node: why for node, why in seeds.items() if node not in known}
    before = -1
    while before != len(blocked):
        before = len(blocked)
        for relation in RELATIONS:
            open_nodes = [node for node in relation.nodes if node not in known and node not in blocked]
            if len(open_nodes) == 1:
                blocked[open_nodes[0]] = _why(relation, open_nodes[0], known, blocked)
    return list(blocked.items())


def _why(
    relation: Relation, node: str, known: Values, blocked: Mapping[str, tuple[str, str]]
) -> tuple[str, str]:
    others = [other for other in relation.nodes if other != node]
    inherited = next((blocked[other] for other in others if other in blocked), None)
    return inherited or ("zero", next(other for other in others[1:] if not known[other]))
