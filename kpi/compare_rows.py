"""The leads behind a bar: of one level, in one of the two periods, of one segment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

import pandas as pd

from kpi.codes import SEGMENTS
from kpi.compare import Comparison
from kpi.compare_counts import LEVELS, OURS, Part
from kpi.compare_segments import OWN_COLUMN
from kpi.errors import InvalidInput
from kpi.filters import Filter
from kpi.histogram import MASKS, standing_of
from kpi.leads import COLUMNS
from kpi.store import Store

Side = Literal["now", "before"]
_KINDS: Final = {"opportunities": "opened", "wins": "won", "amount_yen": "won"}
_LINES: Final = {"leads": [0, 1, 2], "mqls": [1, 2], "sqls": [2]}
_LINES_OF_PART: Final[dict[Part, list[int]]] = {"selected": [2], "other": [0, 1], "no_lead": []}


@dataclass(frozen=True)
class Bar:
    """What a bar counts: a level of compare_counts.LEVELS on one side, all of it or one value of a dimension.

    `dimension` is one of compare_segments.SEGMENTS, or OWN_COLUMN with the name of a `column`; `segment` a
    value of it (filters.BLANK: not filled in).
    """

    level: str
    side: Side
    dimension: str = ""
    segment: str | None = None
    column: str | None = None


def rows_behind(
    store: Store,
    chosen: Filter,
    comparison: Comparison,
    bar: Bar,
    *,
    mql: int,
    sql: int,
    parts: Sequence[Part] = OURS,
    limit: int = 200,
    offset: int = 0,
) -> tuple[pd.DataFrame, int]:
    """Return one page of the leads behind a bar, the highest score first, and how many leads there are.

    Columns as leads.rows. Of a level of deals deal_count, won_count and won_amount_yen are those of the deals
    that the bar counts, so that they add up to it; of leads all of theirs. Deals without a lead have no row.
    InvalidInput: what = level, dimension.
    """
    if bar.level not in LEVELS:
        raise InvalidInput(what="level", value=bar.level)
    if bar.dimension not in ("", *SEGMENTS, OWN_COLUMN):
        raise InvalidInput(what="dimension", value=bar.dimension)
    is_now, name = bar.side == "now", "compare_rows"
    values = {
        "kind": _KINDS.get(bar.level, "lead"),
        "lines": _LINES.get(bar.level) or [line for part in parts for line in _LINES_OF_PART[part]],
        "by_cohort": chosen.dating == "cohort",
        "known_to": comparison.calendar.as_of if is_now else comparison.before_known_to,
        "dimension": bar.dimension,
        "segment": bar.segment,
        "column": bar.column,
        "mql": mql,
        "sql": sql,
        "limit": limit,
        "offset": offset,
    }
    narrowed = replace(chosen, period=comparison.now if is_now else comparison.before)
    found = store.frame(name, narrowed.parameters(store, name, **values))
    total = 0 if found.empty else int(found["total_count"].iloc[0])
    found["standing"] = found["mask"].map({mask: standing_of(mask) for mask in range(MASKS)})
    found["score"] = found["score"].astype("Int64")
    return found[list(COLUMNS)], total
