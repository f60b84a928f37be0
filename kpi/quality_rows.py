"""The leads behind a number of the quality page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import pandas as pd

from kpi.errors import InvalidInput
from kpi.filters import Filter
from kpi.histogram import LOST, MASKS, OPPORTUNITY, WON, standing_of
from kpi.interest import FIRST_DAYS
from kpi.leads import COLUMNS
from kpi.period import Period
from kpi.quality import DIMENSIONS
from kpi.reasons import WAYS
from kpi.store import Store
from kpi.traits import ITEMS


@dataclass(frozen=True)
class Behind:
    """Which leads of a segment: from which line up ("mql", "sql"), with and without which bits of
    lead_fact.mask."""

    line: str = ""
    has: int = 0
    lacks: int = 0


ROWS_BY: Final = {*DIMENSIONS, *ITEMS}
BEHIND: Final = {
    "lead_count": Behind(),
    "mql_count": Behind("mql"),
    "sql_count": Behind("sql"),
    "sql_opportunity_count": Behind("sql", OPPORTUNITY),
    "opportunity_lead_count": Behind(has=OPPORTUNITY),
    "won_lead_count": Behind(has=WON),
    "lost_lead_count": Behind(has=LOST, lacks=WON),
}


def rows_behind(
    store: Store,
    chosen: Filter,
    dimension: str,
    values: Sequence[str],
    number: str,
    *,
    mql: int,
    sql: int,
    limit: int = 200,
) -> tuple[pd.DataFrame, int]:
    """Return the leads of the period behind a number of BEHIND of some values, and how many there are.

    Columns as leads.rows, the highest score first. InvalidInput: what = dimension (not in
    ROWS_BY), rows (not in BEHIND).
    """
    if dimension not in ROWS_BY:
        raise InvalidInput(what="dimension", value=dimension)
    if number not in BEHIND:
        raise InvalidInput(what="rows", value=number)
    wanted, name = BEHIND[number], "quality_rows"
    given = {
        "dimension": dimension,
        "segments": list(values),
        "score_from": {"mql": mql, "sql": sql}.get(wanted.line),
        "has": wanted.has,
        "lacks": wanted.lacks,
        "limit": limit,
    }
    by_cohort = replace(chosen, dating="cohort")
    return _page(store.frame(name, by_cohort.parameters(store, name, **given)))


def rejected_or_lost(
    store: Store,
    chosen: Filter,
    by: str,
    kind: str,
    as_of: date,
    *,
    values: Sequence[str] | None = None,
    reasons: Sequence[str] | None = None,
    limit: int = 200,
) -> tuple[pd.DataFrame, int]:
    """Return the leads behind `reasons.reasons` of one kind, of some values and reasons (None: of all), as
    `rows_behind` does."""
    if by not in WAYS:
        raise InvalidInput(what="dimension", value=by)
    name = "quality_reason_rows"
    given = {"by": by, "kind": kind, "values": _list(values), "reasons": _list(reasons)}
    return _page(store.frame(name, chosen.parameters(store, name, **given, as_of=as_of, limit=limit)))


def who_saw(
    store: Store,
    chosen: Filter,
    kind: str,
    detail: str,
    *,
    has_opportunity: bool,
    every: int = 1,
    limit: int = 200,
) -> tuple[pd.DataFrame, int]:
    """Return the leads behind one page or asset of `interest.before_opportunities`, as `rows_behind` does."""
    name, by_cohort = "quality_before_rows", replace(chosen, dating="cohort")
    given = {"kind": kind, "detail": detail, "has_opportunity": has_opportunity, "every": every}
    more = {"days": FIRST_DAYS, "limit": limit}
    return _page(store.frame(name, by_cohort.parameters(store, name, **given, **more)))


def won_in(store: Store, chosen: Filter, period: Period, *, limit: int = 200) -> tuple[pd.DataFrame, int]:
    """Return the leads of the filter whose deals were won in a period, as `rows_behind` does; their deals and
    yen are those won in it."""
    name = "quality_won_rows"
    by_activity = replace(chosen, dating="activity", period=period)
    return _page(store.frame(name, by_activity.parameters(store, name, limit=limit)))


def _list(values: Sequence[str] | None) -> list[str] | None:
    return None if values is None else list(values)


def _page(found: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    total = 0 if found.empty else int(found["total_count"].iloc[0])
    found["standing"] = found["mask"].map({mask: standing_of(mask) for mask in range(MASKS)})
    found["score"] = found["score"].astype("Int64")
    return found[list(COLUMNS)], total
