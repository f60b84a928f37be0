"""What the goal page answers in one run: the goal, what was fixed, what the data says, the solved tree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from kpi.goal import Amount
from kpi.goal_assumed import Filled, filled, from_data
from kpi.goal_basis import Basis
from kpi.goal_shown import planned_values
from kpi.goal_target import read_company_target, read_target
from kpi.goal_tree import NODES
from kpi.period import Calendar, Period, goal_period, months
from pages.ui import blocks, cached_goal
from pages.ui import format as fmt
from pages.ui.shell import Frame
from pages.ui.text import Words
from pages.ui.view import View

if TYPE_CHECKING:
    from kpi.chance_inputs import Rate
    from kpi.goal_ahead import Ahead, Unit
    from kpi.goal_landing import Landing, Stand

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
# Each rate from the deal upwards, and the level it is a share of.
RATES: Final = {
    "win_rate": "opportunities",
    "opportunity_rate": "sqls",
    "sql_share": "mqls",
    "mql_share": "inquiries",
}


@dataclass(frozen=True)
class Setting:
    """Everything the blocks of the page are drawn from; `plan` has every node as it is shown.

    `rates` are None while one of them is open. `stand` says whether the period lies ahead, runs or is over;
    `ahead` is the rest of it in each unit of a goal, `landings` where each level ends at today's pace.
    """

    period: Period
    months: int
    given: Mapping[str, str]
    basis: Basis
    data: Mapping[str, Fraction | None]
    filled: Filled
    plan: Mapping[str, Amount | None]
    rates: tuple[Rate, ...] | None
    stand: Stand
    ahead: Mapping[Unit, Ahead]
    landings: Mapping[str, Landing]

    @property
    def years(self) -> float:
        return self.months / 12

    @property
    def typed_deal_yen(self) -> Fraction | None:
        """The deal size that a person fixed or that follows from what was fixed; 0 for one that cannot be."""
        return _typed_deal(self.filled)

    def value(self, node: str) -> Fraction | None:
        return self.filled.solved.value(node)


def read(frame: Frame) -> Setting:
    """Solve the tree of the view."""
    from kpi import goal_landing

    view, calendar = frame.view, frame.record.calendar
    chosen = goal_period(view.goal_period, calendar)
    key, lines = blocks.rates_key(frame), frame.lines
    basis, found = cached_goal.basis(key, *lines), solved_at(frame, *lines)
    known, typed = _rates(basis, found), _typed_deal(found)
    aheads = cached_goal.aheads(key, calendar, chosen, lines, known, typed)
    narrowed = (key.path, key.data_version, replace(key.chosen, period=chosen, dating="cohort"))
    return Setting(
        period=chosen,
        months=months(chosen),
        given=given_of(view),
        basis=basis,
        data=from_data(basis),
        filled=found,
        plan=planned_values(found.solved, view.rounding),
        rates=known,
        stand=goal_landing.stand(chosen, calendar.as_of),
        ahead=aheads,
        landings=goal_landing.landings(
            basis,
            chosen,
            calendar.as_of,
            leads=cached_goal.leads_so_far(*narrowed, *lines),
            spent=cached_goal.sums(*narrowed),
            aheads=aheads,
        ),
    )


def solved_at(frame: Frame, mql: int, sql: int) -> Filled:
    """Solve the tree of the view with the rates at these lines; what was fixed stays as it is."""
    view, calendar = frame.view, frame.record.calendar
    told = _told(view, goal_period(view.goal_period, calendar).code, calendar)
    data = from_data(cached_goal.basis(blocks.rates_key(frame), mql, sql))
    return filled(told, data, view.sought or None)


def _typed_deal(found: Filled) -> Fraction | None:
    """Return the deal size in place of the data's: a fixed one of 0 is no reason to take the data's again."""
    node = found.solved.nodes["deal_yen"]
    if "deal_yen" in found.from_data or node.reason == "missing":
        return None
    return Fraction(0) if node.value is None else node.value


def given_of(view: View) -> dict[str, str]:
    """Return node → text of what was fixed."""
    return dict(item.split(":", 1) for item in view.given)


def is_of_company(given: Mapping[str, str]) -> bool:
    """Whether the company's goal and the share of the web decide the goal."""
    return {"company_goal_yen", "web_share"} <= given.keys()


def _told(view: View, code: str, calendar: Calendar) -> dict[str, object]:
    """Return what is fixed: the numbers of the form and the goal, typed or the company's."""
    given: dict[str, object] = dict(given_of(view))
    company, share = given.pop("company_goal_yen", None), given.pop("web_share", None)
    if company is not None and share is not None:
        return given | read_company_target(company, code, calendar, web_rate=share).given
    amount = view.goal_yen if view.goal_unit == "goal_yen" else view.goal_count
    target = read_target(view.goal_unit.removeprefix("goal_"), amount, code, calendar).given
    is_open = view.sought == "goal_yen" or view.goal_unit in given
    return {node: value for node, value in target.items() if node == "months" or not is_open} | given


def _rates(basis: Basis, found: Filled) -> tuple[Rate, ...] | None:
    """Return the rates with their own evidence, those a person fixed as known exactly; None while one of
    them is open."""
    from kpi.chance_inputs import Counted, Typed

    rates: list[Rate] = []
    for rate, level in RATES.items():
        value = found.solved.value(rate)
        if value is None or value > 1:
            return None
        if rate in found.from_data:
            step = basis.steps[rate]
            rates.append(Counted(level, step.hits, step.known_count))
        else:
            rates.append(Typed(level, value))
    return tuple(rates)


def shown(words: Words, node: str, value: Amount | float | None) -> str:
    """Write a node's value; a count of `Setting.plan` that is a fraction was wanted as one."""
    if value is None:
        return fmt.UNDEFINED
    unit = NODES[node].unit
    if unit == "yen":
        return fmt.yen(float(value), words.language)
    if unit == "rate":
        return fmt.percent(float(value))
    is_whole = not isinstance(value, Fraction) or value.denominator == 1
    whole = fmt.count(float(value)) if is_whole else fmt.decimal(float(value))
    if unit == "months":
        return words("goal.months", count=whole)
    return words("goal.visits" if node == "visits" else "goal.count", count=whole)
