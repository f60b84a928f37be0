"""What a decision's KPI was for a landing page, a campaign or an owner, by which no filter narrows."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Final

from kpi.codes import SEGMENTS
from kpi.compare import Comparison
from kpi.compare_rows import Bar, rows_behind
from kpi.compare_segments import segments
from kpi.decision import UNITS, Segment
from kpi.effect import Amounts, Count, Rate
from kpi.errors import InvalidInput
from kpi.filters import DIMENSIONS, Filter
from kpi.period import Calendar, Period
from kpi.reading import READABLE, SHARES, Actual, actual, narrowed
from kpi.store import Store

WIDE: Final = tuple(one for one in SEGMENTS if one not in DIMENSIONS)
_OF_DEALS: Final = ("opportunities", "wins", "amount_yen")
_COUNTED: Final = ("leads", "mqls", "sqls", *SHARES, *_OF_DEALS)
_MOST_VALUES: Final = 200
_ALL: Final = 1_000_000_000


def readable(dimension: str) -> tuple[str, ...]:
    """Return the KPIs that can be read of a dimension or own column: what must mature, and an average deal,
    is not counted by landing page, campaign or owner; a lead without a deal has no owner."""
    if dimension not in WIDE:
        return READABLE
    return _OF_DEALS if dimension == "owner" else _COUNTED


def values(store: Store) -> dict[str, tuple[str, ...]]:
    """Return the values of WIDE, of each the 200 most frequent; without a value the dimension is missing."""
    found: dict[str, list[str]] = {}
    for dimension, value, _ in store.rows("segment_values", {"most": _MOST_VALUES}):
        found.setdefault(dimension, []).append(value)
    return {dimension: tuple(one) for dimension, one in found.items()}


def segment_actual(
    store: Store,
    kpi: str,
    period: Period,
    segment: Segment | None,
    *,
    own: Collection[str],
    mql: int,
    sql: int,
    as_of: date,
) -> Actual:
    """Return a KPI of a period and a segment, as `reading.actual`; `own` are the names of own columns, which
    stand before WIDE. InvalidInput(what="decision_kpi") for a KPI that is not `readable` of the dimension.
    """
    if segment is None or segment[0] not in WIDE or segment[0] in own:
        return actual(store, kpi, narrowed(period, segment), mql=mql, sql=sql, as_of=as_of)
    dimension, value = segment
    if kpi not in readable(dimension):
        raise InvalidInput(what="decision_kpi", value=kpi)
    chosen = Filter(period, dating="activity")
    nothing = Period("", period.start, period.start)
    comparison = Comparison("meeting", period, nothing, Calendar(period.start, as_of))
    if UNITS[kpi] == "yen":
        bar = Bar("amount_yen", "now", dimension, value)
        rows, _ = rows_behind(store, chosen, comparison, bar, mql=mql, sql=sql, limit=_ALL)
        return Actual(Amounts(tuple(map(float, rows["won_amount_yen"]))))
    by_value = {one.value: one for one in segments(store, chosen, comparison, dimension, mql=mql, sql=sql)}
    levels = by_value[value].now if value in by_value else dict.fromkeys(_COUNTED, 0.0)
    if kpi in SHARES:
        upper, lower = SHARES[kpi]
        return Actual(Rate(levels[upper], levels[lower]))
    return Actual(Count(levels[kpi]))
