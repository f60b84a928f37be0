"""The tree filled in: what a person fixed comes first, what the data says fills the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from kpi.goal_basis import Basis
from kpi.goal_solve import Solved, all_agree, is_open, solve

# Filled in from the data in this order, each only while it is still open: with a goal and a budget both fixed
# it is the win rate that has to give.
ASSUMED: Final = (
    *("deal_yen", "cpa_yen", "conversion_rate", "mql_share", "sql_share", "opportunity_rate", "win_rate"),
)
# Why the data says nothing of a node.
NO_DATA: Final = {
    "deal_yen": "no_won_deal",
    "cpa_yen": "no_cost",
    "conversion_rate": "no_visits",
    "mql_share": "no_inquiries",
    "sql_share": "no_mqls",
    "opportunity_rate": "no_sqls",
    "win_rate": "no_opportunities",
}


@dataclass(frozen=True)
class Filled:
    """The solved tree, and which of its nodes were taken from the data."""

    solved: Solved
    from_data: frozenset[str]


def from_data(basis: Basis) -> dict[str, Fraction | None]:
    """Return what the data says of each node of ASSUMED; None where it says nothing."""
    found = {name: step.rate for name, step in basis.steps.items()}
    return {**found, "deal_yen": basis.deal_yen, "cpa_yen": basis.cpa_yen}


def filled(
    given: Mapping[str, object], known: Mapping[str, Fraction | None], sought: str | None = None
) -> Filled:
    """Solve the tree from what a person fixed and, for what that leaves open, from the data.

    In: `given` node → number or text, `known` node of ASSUMED → the data's value or None, `sought` the node
    that is to be worked out and is therefore not taken from the data. A rate of the data above 1 is none.
    """
    told = {node: value for node, value in given.items() if node != sought}
    used: dict[str, Fraction] = {}
    undefined: dict[str, str] = {}
    for node in ASSUMED:
        if node in told or node == sought:
            continue
        value = known.get(node)
        if value is None:
            undefined[node] = NO_DATA[node]
        elif value > 1 and node not in ("deal_yen", "cpa_yen"):
            undefined[node] = "above_one"
        elif is_open({**told, **used}, node) and _agrees({**told, **used, node: value}, node):
            used[node] = value
    return Filled(solve({**told, **used}, undefined), frozenset(used))


def _agrees(given: Mapping[str, object], node: str) -> bool:
    """Whether a value of the data stands against nothing that was fixed: with rates of 0 it can."""
    if all_agree(given):
        return True
    return not any(node in clash.nodes for clash in solve(given).contradictions if clash.kind == "disagree")
