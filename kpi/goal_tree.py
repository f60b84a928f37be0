"""The KPI tree as data: its nodes from the goal to visits and budget, who answers for each, and how they
hang together."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal, TypeAlias

from kpi.goal import WEB_SHARE_YARDSTICK

Unit: TypeAlias = Literal["yen", "count", "rate", "months"]
Owner: TypeAlias = Literal["marketing", "sales", "shared"]


@dataclass(frozen=True)
class Node:
    """One figure of the tree. An amount (goal, wins, budget …) stands for itself and has no `under`; any
    other node is `over` / `under`, two amounts: win_rate = wins / opportunities, cpa_yen = budget_yen /
    inquiries. `needs_less` says that a plan holds with less of it (what an inquiry may cost)."""

    code: str
    unit: Unit
    owner: Owner
    over: str
    under: str | None = None
    needs_less: bool = False

    @property
    def is_amount(self) -> bool:
        return self.under is None


@dataclass(frozen=True)
class Relation:
    """whole = factor × other."""

    whole: str
    factor: str
    other: str

    @property
    def nodes(self) -> tuple[str, str, str]:
        return self.whole, self.factor, self.other


def _amount(code: str, unit: Unit, owner: Owner) -> Node:
    return Node(code, unit, owner, code)


# From the goal down; of two amounts the earlier one is nearer to the goal. Win rate is won of all opened.
NODES: Final[dict[str, Node]] = {
    node.code: node
    for node in (
        _amount("company_goal_yen", "yen", "shared"),
        Node("web_share", "rate", "shared", "goal_yen", "company_goal_yen"),
        _amount("goal_yen", "yen", "shared"),
        Node("deal_yen", "yen", "sales", "goal_yen", "wins"),
        _amount("wins", "count", "sales"),
        Node("win_rate", "rate", "sales", "wins", "opportunities"),
        _amount("opportunities", "count", "shared"),
        Node("opportunity_rate", "rate", "sales", "opportunities", "sqls"),
        _amount("sqls", "count", "marketing"),
        Node("sql_share", "rate", "marketing", "sqls", "mqls"),
        _amount("mqls", "count", "marketing"),
        Node("mql_share", "rate", "marketing", "mqls", "inquiries"),
        _amount("inquiries", "count", "marketing"),
        Node("conversion_rate", "rate", "marketing", "inquiries", "visits"),
        _amount("visits", "count", "marketing"),
        Node("cpa_yen", "yen", "marketing", "budget_yen", "inquiries", needs_less=True),
        _amount("budget_yen", "yen", "marketing"),
        Node("months", "months", "shared", "budget_yen", "monthly_budget_yen"),
        _amount("monthly_budget_yen", "yen", "marketing"),
        Node("sql_rate", "rate", "marketing", "sqls", "inquiries"),
        Node("inquiry_opportunity_rate", "rate", "shared", "opportunities", "inquiries"),
        Node("opportunity_value_yen", "yen", "sales", "goal_yen", "opportunities"),
    )
}

# What follows from other nodes of the chain: shown beside it, not a step of it.
DERIVED: Final = ("sql_rate", "inquiry_opportunity_rate", "opportunity_value_yen")

# The first that applies is told as the step: the chain level by level comes before the shortcuts.
RELATIONS: Final = (
    Relation("goal_yen", "wins", "deal_yen"),
    Relation("wins", "opportunities", "win_rate"),
    Relation("opportunities", "sqls", "opportunity_rate"),
    Relation("sqls", "mqls", "sql_share"),
    Relation("mqls", "inquiries", "mql_share"),
    Relation("inquiries", "visits", "conversion_rate"),
    Relation("budget_yen", "inquiries", "cpa_yen"),
    Relation("budget_yen", "monthly_budget_yen", "months"),
    Relation("goal_yen", "company_goal_yen", "web_share"),
    Relation("sqls", "inquiries", "sql_rate"),
    Relation("opportunities", "inquiries", "inquiry_opportunity_rate"),
    Relation("goal_yen", "opportunities", "opportunity_value_yen"),
    Relation("sql_rate", "mql_share", "sql_share"),
    Relation("inquiry_opportunity_rate", "sql_rate", "opportunity_rate"),
    Relation("opportunity_value_yen", "deal_yen", "win_rate"),
)

# Denominator of the explore page → the node that is "the SQL rate" under it. Source: kpis.md 3.
SHARED_SQL_RATE: Final = {"inq": "sql_rate", "mql": "sql_share"}


@dataclass(frozen=True)
class Reference:
    """A published yardstick for a node: `low` to `high` (equal when it is one value), where it holds, and
    the code of its source."""

    node: str
    low: Fraction
    high: Fraction
    holds_for: Literal["ads", "company"]
    source: Literal["issue_4", "kpis_3"]


REFERENCES: Final = (
    Reference("inquiry_opportunity_rate", Fraction(11, 100), Fraction(20, 100), "ads", "issue_4"),
    Reference("cpa_yen", Fraction(5_000), Fraction(10_000), "ads", "issue_4"),
    Reference("web_share", WEB_SHARE_YARDSTICK, WEB_SHARE_YARDSTICK, "company", "kpis_3"),
)
