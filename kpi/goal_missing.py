"""What a person could still fill in so that an unknown node of the KPI tree becomes known."""

from __future__ import annotations

from typing import Final, TypeAlias

from kpi.goal_solve import Solved
from kpi.goal_tree import NODES

Door: TypeAlias = tuple[str, str | None, str | None]  # a node, and the two groups it would link

# a figure few people know by heart; deal size and win rate say the same
_NOT_ASKED: Final = ("opportunity_value_yen",)


def missing_inputs(solved: Solved, node: str) -> tuple[tuple[str, ...], ...]:
    """Return the smallest sets of further nodes, each of which makes `node` known; the best to ask for first.

    Once an amount is given, an unknown amount asks for rates and prices only, where these suffice, so that it
    follows from what was given. Empty when the node is known, or undefined for another reason than that
    something is missing.
    """
    if solved.nodes[node].reason != "missing":
        return ()
    group = _linked(solved)
    doors = [
        (code, group[NODES[code].over], group[NODES[code].under])
        for code, found in solved.nodes.items()
        if (found.reason == "missing" or found.cause == code) and code not in (node, *_NOT_ASKED)
    ]
    start, stop = group[NODES[node].over], group[NODES[node].under]
    by_rates = [door for door in doors if not NODES[door[0]].is_amount]
    paths = _shortest(by_rates, start, stop) if NODES[node].is_amount else set()
    order = list(NODES)
    sets = (sorted(codes, key=order.index) for codes in paths or _shortest(doors, start, stop))
    return tuple(
        tuple(codes) for codes in sorted(sets, key=lambda codes: [order.index(one) for one in codes])
    )


def _shortest(doors: list[Door], start: str | None, stop: str | None) -> set[frozenset[str]]:
    """Return the doors of every shortest way from one group to the other; empty when there is none."""
    ways: set[tuple[frozenset[str], str | None]] = {(frozenset(), start)}
    seen = {start}
    while ways and stop not in seen:
        ways = {
            (codes | {code}, there)
            for codes, place in ways
            for code, one, other in doors
            for here, there in ((one, other), (other, one))
            if here == place and there not in seen
        }
        seen |= {place for _, place in ways}
    return {codes for codes, place in ways if place == stop}


def _linked(solved: Solved) -> dict[str | None, str | None]:
    """Return amount → the group it is in: two amounts are linked when their quotient is known and not 0.

    The group of None holds the amounts that are known themselves.
    """
    group: dict[str | None, str | None] = {code: code for code, node in NODES.items() if node.is_amount}
    group[None] = None
    for code, found in solved.nodes.items():
        one, other = group[NODES[code].over], group[NODES[code].under]
        is_link = bool(found.value) or (NODES[code].is_amount and found.value is not None)
        if is_link and one != other:
            kept, gone = (other, one) if one is not None else (one, other)
            group = {amount: kept if place == gone else place for amount, place in group.items()}
    return group
