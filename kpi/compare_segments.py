"""The levels of both periods by one dimension: what each channel, form, owner or landing page brought."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from kpi.codes import SEGMENTS
from kpi.compare import Comparison
from kpi.compare_counts import DEAL_LEVELS, LEVELS, OURS, Levels, Part, is_open
from kpi.errors import InvalidInput
from kpi.filters import Filter
from kpi.store import Store

OWN_COLUMN: Final = "own"


@dataclass(frozen=True)
class Segment:
    """One value of a dimension (filters.BLANK: not filled in). A segment that is new has zeros `before`, one
    that is gone zeros `now`. Of owners only DEAL_LEVELS are known: a lead without a deal has none."""

    value: str
    now: Levels
    before: Levels


def segments(
    store: Store,
    chosen: Filter,
    comparison: Comparison,
    dimension: str,
    *,
    mql: int,
    sql: int,
    column: str | None = None,
    parts: Sequence[Part] = OURS,
) -> tuple[Segment, ...]:
    """Return the segments of a dimension under a filter and its dating, the largest now first.

    `dimension` is one of SEGMENTS, or OWN_COLUMN with the name of an own column that can serve as a filter.
    Segments add up to `compare_counts.compared`, but for part "no_lead", which only owners have. Nothing in
    either period: no segment. InvalidInput(what="dimension") for another dimension.
    """
    if dimension not in (*SEGMENTS, OWN_COLUMN):
        raise InvalidInput(what="dimension", value=dimension)
    levels = DEAL_LEVELS if dimension == "owner" else LEVELS
    rows = _read(store, chosen, comparison, dimension=dimension, column=column, mql=mql, sql=sql)
    counted = _counted(rows, parts).groupby(["is_now", "segment"])[list(levels)].sum()
    found = {
        place: dict(zip(levels, map(float, counts), strict=True)) for place, *counts in counted.itertuples()
    }
    nothing = dict.fromkeys(levels, 0.0)
    made = [
        Segment(value, found.get((True, value), nothing), found.get((False, value), nothing))
        for value in sorted({value for _, value in found})
    ]
    return tuple(sorted(made, key=lambda one: [-one.now[level] for level in levels]))


def _read(store: Store, chosen: Filter, comparison: Comparison, **more: Any) -> pd.DataFrame:
    now, before = comparison.now, comparison.before
    name = "compare_segments"
    values = {
        "now_start": now.start,
        "now_stop": now.stop,
        "before_start": before.start,
        "before_stop": before.stop,
        "known_to": comparison.calendar.as_of,
        "before_known_to": comparison.before_known_to,
        "by_cohort": chosen.dating == "cohort",
        "is_open": is_open(chosen),
    }
    return store.frame(name, chosen.parameters(store, name, **values, **more))


def _counted(rows: pd.DataFrame, parts: Sequence[Part]) -> pd.DataFrame:
    """Add a column for every level; what belongs to another level, or to a part not wanted, counts 0."""
    kind, lines, count = rows["kind"], rows["lines_reached"], rows["row_count"]
    part = lines.eq(2).map({True: "selected", False: "other"}).where(rows["has_lead"], "no_lead")
    is_wanted = part.isin(parts)
    return rows.assign(
        leads=count.where(kind == "lead", 0),
        mqls=count.where((kind == "lead") & (lines >= 1), 0),
        sqls=count.where((kind == "lead") & (lines == 2), 0),
        opportunities=count.where((kind == "opened") & is_wanted, 0),
        wins=count.where((kind == "won") & is_wanted, 0),
        amount_yen=rows["amount_yen"].where(is_wanted, 0),
    )
