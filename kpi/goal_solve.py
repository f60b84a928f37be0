"""The solver of the KPI tree: any nodes given, any other unknown, in exact numbers, step by step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypeAlias

from kpi.errors import InvalidInput
from kpi.goal_conflict import Contradiction, believed, disputed, rates_above_one
from kpi.goal_given import Given, read_given
from kpi.goal_steps import Step, Values, agree, work_out
from kpi.goal_tree import NODES, RELATIONS, Relation

Why: TypeAlias = tuple[str, str]  # reason, the node that causes it


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
class Solved:
    """Every node of the tree with what is known of it, the steps in their order, and what is wrong."""

    nodes: Mapping[str, Found]
    steps: tuple[Step, ...]
    contradictions: tuple[Contradiction, ...]
    errors: Mapping[str, InvalidInput]

    def value(self, node: str) -> Fraction | None:
        return self.nodes[node].value


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
    read_given(dict.fromkeys(undefined or {}))  # refuses unknown codes
    values = _usable(read)
    causes = {node: (reason, node) for node, reason in (undefined or {}).items() if node not in read.values}
    causes |= {node: ("invalid", node) for node in read.errors}
    if "deal_yen" in read.values and "deal_yen" not in values:
        causes["deal_yen"] = ("no_average_deal", "deal_yen")
    agreeing, contradictions = believed(values)
    known, steps = work_out(agreeing)
    contradictions += rates_above_one(agreeing, known, steps)
    nodes = {node: Found(reason="missing") for node in NODES}
    nodes |= {node: Found(reason=why, cause=cause) for node, (why, cause) in _undefined(known, causes)}
    nodes |= {step.node: Found(known[step.node], step=step) for step in steps}
    nodes |= {node: Found(value, is_given=True) for node, value in values.items()}
    nodes |= {node: replace(nodes[node], is_disputed=True) for node in disputed(contradictions, steps)}
    return Solved(nodes, tuple(steps), tuple(contradictions), read.errors)


def is_open(given: Mapping[str, object], node: str) -> bool:
    """Whether what is given leaves a node that is not among it without a value; as `solve`, but shorter."""
    return node not in work_out(believed(_usable(read_given(given)))[0])[0]


def all_agree(given: Mapping[str, object]) -> bool:
    """Whether no given value stands against another."""
    return agree(_usable(read_given(given)))


def _usable(read: Given) -> Values:
    """Return what can be worked with: a deal of no yen or less cannot."""
    return {node: value for node, value in read.values.items() if node != "deal_yen" or value > 0}


def _undefined(known: Values, causes: Mapping[str, Why]) -> list[tuple[str, Why]]:
    """Say for which nodes enough was given and why they are undefined all the same."""
    found = {node: why for node, why in causes.items() if node not in known}
    before = -1
    while before != len(found):
        before = len(found)
        for relation in RELATIONS:
            unknown = [node for node in relation.nodes if node not in known and node not in found]
            if len(unknown) == 1:
                found[unknown[0]] = _why(relation, unknown[0], found)
    return list(found.items())


def _why(relation: Relation, node: str, found: Mapping[str, Why]) -> Why:
    others = [other for other in relation.nodes if other != node]
    inherited = next((found[other] for other in others if other in found), None)
    return inherited or ("zero", others[1])  # both are known and give nothing: the divisor is 0
