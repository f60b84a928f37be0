"""The solved KPI tree as whole numbers, by style, and the month-by-month way forward from an ad budget."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import Final

from kpi.errors import InvalidInput
from kpi.goal import STYLES, Amount, Forward, forward_calculate
from kpi.goal_solve import Solved
from kpi.goal_steps import Step
from kpi.goal_tree import NODES

_ORDER: Final = list(NODES)
# what is spent is the shown number of inquiries times what each costs, in every style
SPENT: Final = ("budget_yen", "monthly_budget_yen")
_LEVELS: Final[tuple[str, ...]] = ("wins", "opportunities", "sqls", "mqls")


def shown_values(solved: Solved, style: str = "plan") -> dict[str, Amount | None]:
    """Return every node as it is shown: counts and yen rounded, rates exact, given nodes as given.

    Styles as in `kpi.goal`: "document" rounds down at each step and hands the result on; "chain_ceil" rounds
    up and hands on; "exact" rounds nothing. "plan" rounds the exact value of each node by itself, to the
    side on which the plan holds: what a goal needs is rounded up; what a budget, or any other amount farther
    from the goal, brings is rounded down, and so is the highest price of an inquiry.
    Undefined is None. Raises InvalidInput(what="style").
    """
    if style not in STYLES:
        raise InvalidInput(what="style", value=style)
    rounded, is_chained = STYLES[style]
    values: dict[str, Amount | None] = {node: found.value for node, found in solved.nodes.items()}
    for step in solved.steps:
        exact = solved.nodes[step.node].value
        is_counted = NODES[step.node].unit in ("yen", "count")
        if not is_counted or exact is None or solved.nodes[step.node].is_given:  # given, but not believed
            continue
        base = _from_shown(step, values) if is_chained or step.node in SPENT else exact
        if style == "plan":
            rounded = ceil if is_needed(step.node, solved) else floor
        values[step.node] = None if base is None else rounded(base)
    return values


def planned_values(solved: Solved, style: str = "plan") -> dict[str, Amount | None]:
    """Return `shown_values`; in style "document" a monthly budget that was given is counted month by month.

    Then the leads and levels are the sums of whole months, as in `from_monthly_budget`, and the goal what the
    wins bring. Raises InvalidInput: what = style, months (not whole).
    """
    values = shown_values(solved, style)
    if style != "document" or not solved.nodes["monthly_budget_yen"].is_given:
        return values
    forward = from_monthly_budget(solved, style=style)
    if forward is None:
        return values
    found = {"inquiries" if level == "leads" else level: count for level, count in forward.per_year.items()}
    values |= {level: count for level, count in found.items() if not solved.nodes[level].is_given}
    wins, deal = values["wins"], solved.value("deal_yen")
    if "wins" in found and wins is not None and deal is not None and not solved.nodes["goal_yen"].is_given:
        values["goal_yen"] = floor(wins * deal)
    return values


def from_monthly_budget(solved: Solved, *, style: str = "document") -> Forward | None:
    """Return what the monthly ad budget brings, a month and in all months: `kpi.goal.forward_calculate`.

    In: a tree with monthly_budget_yen, cpa_yen and months; the levels are those the solver worked out from
    the inquiries downwards. Out: counts of leads, then of each level; None without monthly budget or months.
    Raises InvalidInput: what = style, months (not whole).
    """
    budget, cpa, months = (solved.value(node) for node in ("monthly_budget_yen", "cpa_yen", "months"))
    if budget is None or not months:
        return None
    if months.denominator != 1:
        raise InvalidInput(what="months", value=months)
    return forward_calculate(budget, cpa, _rates_down(solved), months=int(months), style=style)


def _rates_down(solved: Solved) -> list[tuple[str, Amount | None]]:
    """Return (level, rate) from the inquiries down to the lowest level that was worked out from them."""
    down = {step.node: step for step in solved.steps if step.operation == "times"}
    for lowest in _LEVELS:
        level, rates = lowest, list[tuple[str, Amount | None]]()
        while level in down:
            rates.append((level, solved.value(down[level].second)))
            level = down[level].first
        if level == "inquiries":
            return rates[::-1]
    return []


def _from_shown(step: Step, values: dict[str, Amount | None]) -> Fraction | None:
    """Work out a step from shown values; None when one was rounded down to 0 and would divide."""
    first, second = values[step.first], values[step.second]
    if first is None or second is None or (step.operation == "over" and not second):
        return None
    return step.result({step.first: Fraction(first), step.second: Fraction(second)})


def is_needed(node: str, solved: Solved) -> bool:
    """Say whether an amount follows from one nearer to the goal; a price is needed unless less is better."""
    step = solved.nodes[node].step
    if not NODES[node].is_amount or step is None:
        return not NODES[node].needs_less
    origin = next(one for one in (step.first, step.second) if NODES[one].is_amount)
    if solved.nodes[origin].is_given:
        return _ORDER.index(origin) < _ORDER.index(node)
    return is_needed(origin, solved)
