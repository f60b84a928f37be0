"""Where each level of the tree ends at today's pace: what has come in the period, and the rest of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal, TypeAlias

from kpi.goal_ahead import Ahead, Unit
from kpi.goal_basis import Basis, Sums
from kpi.period import DAYS_A_YEAR, Period

Stand: TypeAlias = Literal["ahead", "running", "over"]
LEADS: Final = ("inquiries", "mqls", "sqls")


@dataclass(frozen=True)
class Landing:
    """One level: what has come in the period so far, and what it ends with at today's pace.

    `done` is None before the period begins and where nothing was recorded, `total` where it is unknown.
    """

    done: float | None
    total: float | None


def stand(period: Period, as_of: date) -> Stand:
    """Say where a day lies: before the period, in it, or on its last day and after."""
    if as_of < period.start:
        return "ahead"
    return "running" if as_of + timedelta(days=1) < period.stop else "over"


def landings(
    basis: Basis,
    period: Period,
    as_of: date,
    *,
    leads: Mapping[str, float],
    spent: Sums,
    aheads: Mapping[Unit, Ahead],
) -> dict[str, Landing]:
    """Return level → landing, from goal_yen to budget_yen.

    In: the pace (`basis`); leads of the period so far at each of LEADS; what was spent and visited in it;
    the rest of the period in opportunities, wins and yen. Deals end where `Ahead` says; leads, visits and
    the budget go on at today's pace from where their record ends. A period ahead is all pace but for deals,
    one that is over is all done.
    """
    where = stand(period, as_of)
    length = (period.stop - period.start).days
    left = max(0, (period.stop - max(as_of + timedelta(days=1), period.start)).days)
    found: dict[str, Landing] = {node: _deals(one, where) for node, one in aheads.items()}

    def level(node: str, done: float | None, days_left: int) -> Landing:
        rest = basis.pace(node, days_left / DAYS_A_YEAR) if days_left else 0.0
        total = None if rest is None else (done or 0.0) + rest
        return Landing(None if where == "ahead" else done, done if where == "over" else total)

    counts = {node: level(node, leads[node], left) for node in LEADS}
    recorded = {"visits": (spent.visits, spent.visit_days), "budget_yen": (spent.cost_yen, spent.cost_days)}
    sums = {
        # without any record no day of the period is recorded
        node: level(node, done, length - (days or 0) * (done is not None))
        for node, (done, days) in recorded.items()
    }
    return {**found, **counts, **sums}


def _deals(one: Ahead, where: Stand) -> Landing:
    if where == "over":
        return Landing(one.done_total, one.done_total)
    return Landing(None if where == "ahead" else one.done_total, one.landing())
