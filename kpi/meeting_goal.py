"""What the adopted plan asks of a period: from its own months where it has them, else a share of its days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Final, Literal, NamedTuple

from kpi import goal_plans
from kpi.codes import RATES
from kpi.goal_plans import Kept
from kpi.period import Calendar, Period, first_of_month, fiscal
from kpi.store import Store

# of a plan of goals: the node that is the goal of a KPI
NODES: Final[Mapping[str, str]] = {
    **{"leads": "inquiries", "mqls": "mqls", "sql_rate": "sql_rate", "sql_share": "sql_share"},
    **{"opportunities": "opportunities", "amount_yen": "goal_yen"},
}
# of a plan: the node that is a factor of the chain
_FACTORS: Final[Mapping[str, str]] = {
    **{"mql_rate": "mql_share", "sql_share": "sql_share", "opportunity_rate": "opportunity_rate"},
    **{"win_rate": "win_rate", "deal_yen": "deal_yen"},
}
_BY_MONTH: Final = ("leads", "mqls")  # months are planned in inquiries, and MQLs come with them


@dataclass(frozen=True)
class Adopted:
    """The plan that holds on a day, and the days that it is for."""

    kept: Kept
    period: Period

    def node(self, name: str) -> Fraction | None:
        """Return a value of the plan as it was shown, else the exact one."""
        text = self.kept.plan.shown.get(name) or self.kept.plan.found.get(name)
        return None if text is None else Fraction(text)


class Goal(NamedTuple):
    """`by` is None for a rate, which is the same for every period."""

    value: float
    by: Literal["months", "days"] | None


def adopted(store: Store, day: date, calendar: Calendar) -> Adopted | None:
    """Return the adopted plan of the longest period that holds a day; None where there is none."""
    plans = (one for one in goal_plans.plans(store) if one.state == "adopted")
    found = [Adopted(one, fiscal(one.period, calendar.fiscal_start_month)) for one in plans]
    holding = [one for one in found if one.period.start <= day < one.period.stop]
    return max(holding, key=lambda one: one.period.days, default=None)


def goal(code: str, plan: Adopted | None, now: Period) -> Goal | None:
    """Return the goal of a KPI in a period; None where the plan has none for it.

    A rate's is the plan's own. Inquiries of months that were planned by hand, and the MQLs among them, are
    those of the months, by their days in the period. All else is the period's share of the plan's days.
    """
    whole = None if plan is None else plan.node(NODES[code])
    if plan is None or whole is None:
        return None
    if code in RATES:
        return Goal(float(whole), None)
    inquiries = _of_months(plan, now) if code in _BY_MONTH else None
    if inquiries is not None:
        among = 1 if code == "leads" else _share(whole, plan.node("inquiries"))
        if among is not None:
            return Goal(float(inquiries * among), "months")
    return Goal(float(whole * now.days / plan.period.days), "days")


def factors(plan: Adopted, now: Period) -> dict[str, float]:
    """Return what a plan asks of every step of the chain, by factor code (see `decompose.factors`): the
    inquiries of a period, each rate, yen a deal. What the plan does not know is missing."""
    inquiries = goal("leads", plan, now)
    found = {} if inquiries is None else {"leads": inquiries.value}
    nodes = {code: plan.node(name) for code, name in _FACTORS.items()}
    return found | {code: float(value) for code, value in nodes.items() if value is not None}


def _of_months(plan: Adopted, now: Period) -> Fraction | None:
    """Return the planned inquiries of a period; None where a day of it lies in a month that was not planned:
    one that had begun when the plan was made, or is none of the plan's."""
    monthly, start = plan.kept.plan.monthly, plan.period.start
    made_on = plan.kept.plan.made_on
    made = plan.kept.created_at.date() if made_on is None else made_on.as_of
    edges = [first_of_month(start.year, start.month + place) for place in range(len(monthly) + 1)]
    found, days = Fraction(0), 0
    for (first, after), count in zip(pairwise(edges), monthly, strict=True):
        shared = (min(after, now.stop) - max(first, now.start)) // timedelta(days=1)
        if shared > 0 and first > made:
            found += Fraction(count * shared, (after - first).days)
            days += shared
    return found if days == now.days else None


def _share(part: Fraction, whole: Fraction | None) -> Fraction | None:
    return part / whole if whole else None
