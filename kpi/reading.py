"""What a decision's KPI was when it was made, and is when it is read: counted alike, young cases adjusted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from kpi.compare_counts import ALL_PARTS, OURS, daily, is_open
from kpi.decision import UNITS, Decision, Reading, Segment
from kpi.effect import MATURE_ENOUGH, Amounts, Count, Evidence, Rate, judge, value
from kpi.errors import InvalidInput
from kpi.evidence import maturity
from kpi.filters import DIMENSIONS, Filter
from kpi.period import Period
from kpi.rates import rate
from kpi.store import Store

SHARES: Final[Mapping[str, tuple[str, str]]] = {
    **{"mql_rate": ("mqls", "leads"), "sql_share": ("sqls", "mqls"), "sql_rate": ("sqls", "leads")}
}
MATURING: Final = ("opportunity_rate", "win_rate")
READABLE: Final = tuple(code for code in UNITS if code != "first_contact_rate")
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True)
class Actual:
    """What was counted of a KPI; `mature_rate` of what will come had come."""

    evidence: Evidence
    mature_rate: float = 1.0

    @property
    def value(self) -> float | None:
        """The KPI, of young cases adjusted for what is to come; None without cases."""
        return value(self.evidence)


def actual(store: Store, kpi: str, chosen: Filter, *, mql: int, sql: int, as_of: date) -> Actual:
    """Return a KPI (of READABLE) of a filter's period, whatever its dating.

    Counts and yen by the day it happened; mql_rate, sql_share and sql_rate of the leads created in the
    period; opportunity_rate of its SQLs and win_rate of the deals opened in it, adjusted by the maturity
    curve of `kpi.evidence`. Where there is no lead at all, the counts and yen of all deals are those of
    sales alone, as the meeting shows them. InvalidInput(what="decision_kpi") for another KPI.
    """
    if kpi not in READABLE:
        raise InvalidInput(what="decision_kpi", value=kpi)
    if kpi == "opportunity_rate":
        return _opportunities(store, replace(chosen, dating="cohort"), mql, sql, as_of)
    if kpi == "win_rate":
        return _wins(store, chosen, as_of)
    chosen = replace(chosen, dating="activity")
    if UNITS[kpi] == "yen":
        return Actual(Amounts(_won_yen(store, chosen), average=kpi == "deal_yen"))
    parts = OURS if _has_leads(store) else ALL_PARTS
    levels = daily(store, chosen, chosen.period, mql=mql, sql=sql).levels(chosen.period, parts)
    if kpi in SHARES:
        upper, lower = SHARES[kpi]
        return Actual(Rate(levels[upper], levels[lower]))
    return Actual(Count(levels[kpi]))


def reading(decision: Decision, found: Actual, day: date) -> Reading:
    """Return what a review on `day` reads of a decision.

    Amounts below 0 (paid back) are read, not judged; of what has hardly come there is no interval. The
    interval holds the value, also where nothing or everything was a hit.
    """
    evidence = found.evidence
    if isinstance(evidence, Amounts) and min(evidence.yen, default=0) < 0:
        return Reading(read_on=day, value=found.value, verdict="cannot_tell")
    judged = judge(
        decision.to_value,
        decision.from_value,
        evidence,
        mature_rate=found.mature_rate,
        review_has_come=day >= decision.review_on,
    )
    is_told = None not in (judged.value, judged.lower, judged.upper) and found.mature_rate >= MATURE_ENOUGH
    return Reading(
        read_on=day,
        value=judged.value,
        lower=min(judged.lower, judged.value) if is_told else None,  # type: ignore[type-var]
        upper=max(judged.upper, judged.value) if is_told else None,  # type: ignore[type-var]
        verdict=judged.verdict,
        mature_rate=found.mature_rate,
    )


def narrowed(period: Period, segment: Segment | None) -> Filter:
    """Return the filter of a period and a segment: a dimension or an own column, and its value."""
    if segment is None:
        return Filter(period)
    name, one = segment
    if name in DIMENSIONS:
        return replace(Filter(period), **{name: (one,)})  # type: ignore[arg-type]
    return Filter(period, attributes=((name, (one,)),))


def period_to(as_of: date, days: int) -> Period:
    """Return the period of so many days that ends with the as-of day."""
    start = as_of + _DAY - timedelta(days=days)
    return Period(f"{start}..{as_of}", start, as_of + _DAY)


def period_of(decision: Decision, as_of: date, days: int) -> Period:
    """Return the period over which a decision is read: as many days as it was made on, up to the as-of day.

    A rate that matures is read over all cases since the due date where those are more days: they grow old
    enough to be judged, which the newest days alone never are.
    """
    shortest = period_to(as_of, days)
    if decision.kpi not in MATURING or decision.due_on >= shortest.start:
        return shortest
    return period_to(as_of, (shortest.stop - decision.due_on).days)


def _opportunities(store: Store, chosen: Filter, mql: int, sql: int, as_of: date) -> Actual:
    by_day = daily(store, chosen, chosen.period, mql=mql, sql=sql).before_day
    ages = (as_of - chosen.period.start).days - np.arange(chosen.period.days)
    return _matured(
        store, chosen, as_of, "maturity_lead", ages, by_day["sqls"], by_day["selected_opportunity_leads"]
    )


def _wins(store: Store, chosen: Filter, as_of: date) -> Actual:
    found = store.arrays("reading_deals", chosen.parameters(store, "reading_deals", as_of=as_of))
    counts = (np.concatenate([[0.0], found[name].cumsum()]) for name in ("deal_count", "won_count"))
    return _matured(store, chosen, as_of, "maturity_deal", found["age_days"], *counts)


def _matured(
    store: Store,
    chosen: Filter,
    as_of: date,
    name: str,
    ages: NDArray[Any],
    trials_before: NDArray[Any],
    hits_before: NDArray[Any],
) -> Actual:
    """Return hits of trials, each trial counted as far as its age has let it come; counts as running sums."""
    trials, hits = np.diff(trials_before), float(hits_before[-1])
    exposure = float(trials @ maturity(store, chosen, as_of, name).share_at(ages))
    share = rate(exposure, float(trials.sum()))
    return Actual(Rate(hits, exposure), 1.0 if share is None else min(1.0, share))


def _won_yen(store: Store, chosen: Filter) -> tuple[float, ...]:
    alone = is_open(chosen) and not _has_leads(store)
    name = "won_amount_no_lead" if alone else "won_amount_activity"
    amounts = np.asarray(store.arrays(name, chosen.parameters(store, name))["amount_yen"], dtype=np.float64)
    return tuple(amounts[np.isfinite(amounts)].tolist())


def _has_leads(store: Store) -> bool:
    [(_, _, lead_count)] = store.rows("record_span")
    return bool(lead_count)
