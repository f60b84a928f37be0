"""The shared KPIs as a dictionary: which there are, how each is dated, who answers for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from kpi.goal_tree import Owner

Dated = Literal["cohort", "activity", "either", "plan"]


@dataclass(frozen=True)
class Term:
    """One KPI: `code` names its words; `dated` says by which day it counts ("either": the view chooses,
    "plan": no day of its own); `owner` answers for it."""

    code: str
    dated: Dated
    owner: Owner


TERMS: Final = (
    Term("visits", "activity", "marketing"),
    Term("inquiries", "cohort", "marketing"),
    Term("mqls", "cohort", "marketing"),
    Term("mql_rate", "cohort", "marketing"),
    Term("sqls", "cohort", "marketing"),
    Term("sql_rate", "cohort", "marketing"),
    Term("judged", "cohort", "sales"),
    Term("first_contact", "activity", "sales"),
    Term("opportunities", "either", "shared"),
    Term("opportunity_rate", "cohort", "sales"),
    Term("win_rate", "either", "sales"),
    Term("wins", "either", "sales"),
    Term("won_amount", "either", "sales"),
    Term("average_deal", "either", "sales"),
    Term("lead_time", "cohort", "sales"),
    Term("contribution", "activity", "shared"),
    Term("cpa", "activity", "marketing"),
    Term("opportunity_cost", "either", "marketing"),
    Term("roas", "either", "marketing"),
    Term("ltv", "cohort", "shared"),
    Term("precision", "cohort", "shared"),
    Term("recall", "cohort", "shared"),
    Term("coverage", "cohort", "shared"),
    Term("goal", "plan", "shared"),
)
