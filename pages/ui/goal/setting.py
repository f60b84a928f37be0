"""What the goal page answers in one run: the goal, what was fixed, what the data says, the solved tree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from kpi.goal_assumed import Filled, filled, from_data
from kpi.goal_basis import Basis
from kpi.goal_tree import NODES
from kpi.period import Period, goal_period, months
from pages.ui import blocks, cached
from pages.ui import format as fmt
from pages.ui.shell import Frame
from pages.ui.text import Words
from pages.ui.view import View

# Levels as they are drawn, from the goal to the budget, each with the figure that leads to it.
LEVELS: Final[Mapping[str, str | None]] = {
    "goal_yen": None,
    "wins": "deal_yen",
    "opportunities": "win_rate",
    "sqls": "opportunity_rate",
    "mqls": "sql_share",
    "inquiries": "mql_share",
    "visits": "conversion_rate",
    "budget_yen": "cpa_yen",
}


@dataclass(frozen=True)
class Setting:
    """Everything the blocks of the page are drawn from."""

    period: Period
    months: int
    given: Mapping[str, str]
    basis: Basis
    data: Mapping[str, Fraction | None]
    filled: Filled

    @property
    def years(self) -> float:
        return self.months / 12

    def value(self, node: str) -> Fraction | None:
        return self.filled.solved.value(node)


def read(frame: Frame) -> Setting:
    """Solve the tree of the view."""
    view = frame.view
    chosen = goal_period(view.goal_period, frame.record.calendar)
    basis = cached.goal_basis(*blocks.key(frame), view.mql, view.sql)
    data, given = from_data(basis), given_of(view)
    told = _told(view, given) | {"months": str(months(chosen))}
    return Setting(chosen, months(chosen), given, basis, data, filled(told, data, view.sought or None))


def given_of(view: View) -> dict[str, str]:
    """Return node → text of what was fixed."""
    return dict(item.split(":", 1) for item in view.given)


def _told(view: View, given: Mapping[str, str]) -> dict[str, str]:
    """Add the goal, unless it is what is sought or follows from the company's."""
    is_open = view.sought == "goal_yen" or {"company_goal_yen", "web_share"} <= given.keys()
    if is_open or view.goal_unit in given:
        return dict(given)
    goal = view.goal_yen if view.goal_unit == "goal_yen" else view.goal_count
    return {view.goal_unit: str(goal), **given}


def shown(words: Words, node: str, value: Fraction | float | None, *, is_pace: bool = False) -> str:
    """Write a node's value: counts as the smallest whole number that reaches them, a pace rounded."""
    if value is None:
        return fmt.UNDEFINED
    unit = NODES[node].unit
    if unit == "yen":
        return fmt.yen(float(value), words.language)
    if unit == "rate":
        return fmt.percent(float(value))
    whole = fmt.count(float(value) if is_pace else -(-value // 1))
    if unit == "months":
        return words("goal.months", count=whole)
    return words("goal.visits" if node == "visits" else "goal.count", count=whole)
