"""The goal as a person states it: yen, wins or opportunities in a fiscal period, or a share of the
company's sales goal."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from kpi.errors import InvalidInput
from kpi.goal import WebShare, web_share
from kpi.goal_given import is_blank, read_amount, read_node
from kpi.period import Calendar, Period, fiscal, months

GOAL_NODES: Final = {"yen": "goal_yen", "wins": "wins", "opportunities": "opportunities"}
_MONTHS: Final = 12


@dataclass(frozen=True)
class Target:
    """A goal for a whole fiscal year, half or quarter; `given` goes to `kpi.goal_solve.solve`.

    `web` is there when the goal was taken from the company's: share, quarter and yardstick, of the year.
    """

    given: dict[str, Fraction]
    period: Period
    months: int
    web: WebShare | None = None


def read_target(unit: str, amount: object, period: str, calendar: Calendar) -> Target:
    """Read a goal: `unit` yen, wins or opportunities, `period` a code like fy2026, fy2026h1, fy2026q3.

    Raises InvalidInput: what = goal_unit, period, goal (reason = empty or as in `kpi.goal_given`).
    """
    if unit not in GOAL_NODES:
        raise InvalidInput(what="goal_unit", value=unit)
    days, count = _fiscal(period, calendar)
    goal = _amount("goal", amount)
    return Target({GOAL_NODES[unit]: goal, "months": Fraction(count)}, days, count)


def read_company_target(
    company_goal_yen: object,
    period: str,
    calendar: Calendar,
    *,
    web_goal_yen: object = None,
    web_rate: object = None,
) -> Target:
    """Read a goal from the company's sales goal of a year and what the web takes of it: yen or a share.

    Out: a target for the period, an even part of the year; `given` names company_goal_yen and goal_yen.
    Raises InvalidInput: what = period, company_goal, web_goal (also above the company's), web_share
    (when no yen are given; reason = empty or as in `kpi.goal_given`). Source: kpis.md 3 and 5.
    """
    days, count = _fiscal(period, calendar)
    company = _amount("company_goal", company_goal_yen)
    if not is_blank(web_goal_yen):
        web_yen = _amount("web_goal", web_goal_yen)
    elif is_blank(web_rate):
        raise InvalidInput(what="web_share", value=web_rate, reason="empty")
    else:
        web_yen = company * read_node("web_share", web_rate)
    part = Fraction(count, _MONTHS)
    given = {"company_goal_yen": company * part, "goal_yen": web_yen * part, "months": Fraction(count)}
    return Target(given, days, count, web_share(company, web_yen))


def _amount(what: str, value: object) -> Fraction:
    if is_blank(value):
        raise InvalidInput(what=what, value=value, reason="empty")
    return read_amount(what, value)


def _fiscal(code: str, calendar: Calendar) -> tuple[Period, int]:
    period = fiscal(code, calendar.fiscal_start_month)
    return period, months(period)
