"""An unreachable goal: the most that limits of budget, inquiries or sales capacity allow, and which binds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from kpi.errors import InvalidInput
from kpi.goal_given import read_given, without_amounts
from kpi.goal_solve import Solved, solve
from kpi.goal_tree import NODES


@dataclass(frozen=True)
class Reach:
    """The most of `target` under all limits. `best` is None when no limit leads to the target.

    `by_limit`: what each limit alone would allow; None where the rates between are not known, so that the
    limit could not be applied. `limited_by`: the limits that bind. `solved`: the tree at its best. `short`:
    what is missing of the wanted amount, at least 0; `periods`: how many such periods it takes to reach it
    (1 or less: reached; None: not asked, or never).
    """

    target: str
    best: Fraction | None
    limited_by: tuple[str, ...]
    by_limit: Mapping[str, Fraction | None]
    solved: Solved
    short: Fraction | None = None
    periods: Fraction | None = None


def best_reachable(
    given: Mapping[str, object],
    limits: Mapping[str, object],
    target: str = "goal_yen",
    wanted: object = None,
) -> Reach:
    """Find the most of `target` that can be reached within the limits.

    In: `given` as in `solve`; only rates, prices and months are taken from it. `limits`: amount → the most of
    it in the period, e.g. {"budget_yen": 6_000_000, "inquiries": 900, "sqls": plan.field_leads(52)}.
    Out: `Reach`. Raises InvalidInput: what = limit (no amount of the tree), target, or the node that cannot
    be read. Source: all amounts of the tree grow in proportion.
    """
    if target not in NODES or not NODES[target].is_amount:
        raise InvalidInput(what="target", value=target)
    bad = next((node for node in limits if node not in NODES or not NODES[node].is_amount), None)
    if bad is not None:
        raise InvalidInput(what="limit", value=bad)
    rates = without_amounts(given)
    most = _read(limits)
    _read(rates)
    goal = _read({target: wanted}).get(target)
    by_limit = {node: solve({**rates, node: value}).value(target) for node, value in most.items()}
    applied = {node: value for node, value in by_limit.items() if value is not None}
    if not applied:
        return Reach(target, None, (), by_limit, solve(rates))
    best = min(applied.values())
    binding = tuple(node for node, value in applied.items() if value == best)
    return Reach(
        target,
        best,
        binding,
        by_limit,
        solve({**rates, binding[0]: most[binding[0]]}),
        short=None if goal is None else max(goal - best, Fraction(0)),
        periods=goal / best if goal is not None and best else None,
    )


def _read(given: Mapping[str, object]) -> dict[str, Fraction]:
    read = read_given(given)
    for error in read.errors.values():
        raise error
    return read.values
