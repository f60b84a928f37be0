"""What is in flight towards a goal, and what has come of it already, read from the facts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kpi.filters import Filter
from kpi.in_flight import Stage
from kpi.maturity import MaturityCurve, in_sequence, ladder, maturity_curve
from kpi.period import Period
from kpi.store import Store

Float = NDArray[np.float64]
Ints = NDArray[np.int64]
# the last tenth of all events is a quarter of those that are still to come
_ALL: Final = 1.0


@dataclass(frozen=True, eq=False)
class Underway:
    """What waits today, by stage and age, over the whole record of a filter, and what came in the period.

    `sqls` and `mqls` are leads without a deal (every SQL is an MQL, too); `opened_count`, `won_count` and
    `won_amount_yen` have one entry a month of the period. `deals_per_lead` is 1 where no lead has a deal.
    """

    deals: Stage
    sqls: Stage
    mqls: Stage
    deals_per_lead: float
    opened_count: Float
    won_count: Float
    won_amount_yen: Float

    @property
    def lead_to_won(self) -> MaturityCurve:
        """G of the days from a lead to its won deal."""
        return in_sequence(self.mqls.curve, self.deals.curve)


def underway(store: Store, chosen: Filter, goal: Period, *, mql: int, sql: int, as_of: date) -> Underway:
    """Read what is in flight on the as-of day; the filter's own period plays no part.

    Empty: without leads or deals all counts are 0 and the curves say that nothing is still to come.
    """
    deals, deal_count = _deals(store, chosen, as_of)
    sqls, mqls = _leads(store, chosen, mql, sql, as_of)
    done = store.arrays("goal_done", replace(chosen, period=goal).parameters(store, "goal_done"))
    months = np.asarray(done["month"], dtype="datetime64[M]")
    places = (months - np.datetime64(goal.start, "M")).astype(np.int64)
    length = (goal.stop.year - goal.start.year) * 12 + goal.stop.month - goal.start.month
    leads = mqls.event_count
    return Underway(
        deals=deals,
        sqls=sqls,
        mqls=mqls,
        deals_per_lead=max(1.0, deal_count / leads) if leads else 1.0,
        opened_count=_by(places, done["opened_count"], length),
        won_count=_by(places, done["won_count"], length),
        won_amount_yen=_by(places, done["won_amount_yen"], length),
    )


def _deals(store: Store, chosen: Filter, as_of: date) -> tuple[Stage, float]:
    found = store.arrays("goal_deals", chosen.parameters(store, "goal_deals", as_of=as_of))
    age, count = _ages(found), np.asarray(found["subject_count"], dtype=np.float64)
    won, lost = _days(found["won_days"]), _days(found["lost_days"])
    length = int(max(age.max(initial=0), won.max(initial=0), lost.max(initial=0))) + 1
    is_won, is_lost = won >= 0, lost >= 0
    curve = maturity_curve(
        waiting_count=_by(age[~is_won], count[~is_won], length),
        event_count=_by(won[is_won], count[is_won], length),
        horizon_share=_ALL,
    )
    is_open = ~is_won & ~is_lost
    gone = ladder(
        waiting_count=_by(age[~is_lost], count[~is_lost], length),
        event_count=_by(lost[is_lost], count[is_lost], length),
    )
    stage = Stage(
        waiting_count=_by(age[is_open], count[is_open], length),
        event_count=float(count[is_won].sum()),
        exposure=float(curve.share_at(age) @ count),
        curve=curve,
        gone_share=gone,
    )
    return stage, float(count.sum())


def _leads(store: Store, chosen: Filter, mql: int, sql: int, as_of: date) -> tuple[Stage, Stage]:
    found = store.arrays("goal_leads", chosen.parameters(store, "goal_leads", as_of=as_of, mql=mql, sql=sql))
    age, count = _ages(found), np.asarray(found["subject_count"], dtype=np.float64)
    lag, is_sql = _days(found["lag_days"]), np.asarray(found["is_sql"], dtype=bool)
    has_deal = lag >= 0
    length = int(max(age.max(initial=0), lag.max(initial=0))) + 1
    curve = maturity_curve(
        waiting_count=_by(age[~has_deal], count[~has_deal], length),
        event_count=_by(lag[has_deal], count[has_deal], length),
        horizon_share=_ALL,
    )

    def stage(chosen: NDArray[np.bool_]) -> Stage:
        waits = chosen & ~has_deal
        return Stage(
            waiting_count=_by(age[waits], count[waits], length),
            event_count=float(count[chosen & has_deal].sum()),
            exposure=float(curve.share_at(age[chosen]) @ count[chosen]),
            curve=curve,
        )

    return stage(is_sql), stage(np.ones(len(age), dtype=bool))


def _ages(found: dict[str, NDArray[np.generic]]) -> Ints:
    return np.maximum(0, np.asarray(found["age_days"], dtype=np.int64))


def _days(values: object) -> Ints:
    """Return whole days, -1 where there are none."""
    days = np.ma.filled(np.ma.masked_invalid(np.asarray(values, dtype=np.float64)), -1)
    return np.asarray(days, dtype=np.int64)


def _by(places: Ints, weights: object, length: int) -> Float:
    return np.bincount(places, weights=np.asarray(weights, dtype=np.float64), minlength=length).astype(
        np.float64
    )
