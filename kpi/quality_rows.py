"""The leads behind a number of a segment."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import pandas as pd

from kpi.errors import InvalidInput
from kpi.filters import Filter
from kpi.histogram import LOST, MASKS, OPPORTUNITY, WON, standing_of
from kpi.leads import COLUMNS
from kpi.quality import DIMENSIONS
from kpi.store import Store


@dataclass(frozen=True)
class Behind:
    """Which leads of a segment: from which line up ("mql", "sql"), with which bits of lead_fact.mask."""

    line: str = ""
    has: int = 0


BEHIND: Final = {
    "lead_count": Behind(),
    "mql_count": Behind("mql"),
    "sql_count": Behind("sql"),
    "sql_opportunity_count": Behind("sql", OPPORTUNITY),
    "opportunity_lead_count": Behind(has=OPPORTUNITY),
    "won_lead_count": Behind(has=WON),
    "lost_lead_count": Behind(has=LOST),
}


def rows_behind(
    store: Store,
    chosen: Filter,
    dimension: str,
    value: str,
    number: str,
    *,
    mql: int,
    sql: int,
    limit: int = 200,
) -> tuple[pd.DataFrame, int]:
    """Return the leads of the period behind a number of BEHIND, and how many there are.

    Columns as leads.rows, the highest score first. InvalidInput: what = dimension, rows (not in BEHIND).
    """
    if dimension not in DIMENSIONS:
        raise InvalidInput(what="dimension", value=dimension)
    if number not in BEHIND:
        raise InvalidInput(what="rows", value=number)
    wanted, name = BEHIND[number], "quality_rows"
    given = {
        "dimension": dimension,
        "segment": value,
        "score_from": {"mql": mql, "sql": sql}.get(wanted.line),
        "has": wanted.has,
        "limit": limit,
    }
    by_cohort = replace(chosen, dating="cohort")
    found = store.frame(name, by_cohort.parameters(store, name, **given))
    total = 0 if found.empty else int(found["total_count"].iloc[0])
    found["standing"] = found["mask"].map({mask: standing_of(mask) for mask in range(MASKS)})
    found["score"] = found["score"].astype("Int64")
    return found[list(COLUMNS)], total
