"""The named leads whose score other rules change, and those who look often and tell nothing."""

from __future__ import annotations

from typing import Final, Literal

import pandas as pd
import pyarrow as pa

from kpi.definitions import Definition
from kpi.filters import Filter
from kpi.histogram import MASKS, standing_of
from kpi.profiles import Combinations
from kpi.scoring_idle import OFTEN
from kpi.sql import statement
from kpi.store import Store

Direction = Literal["rises", "falls"]
SHOWN: Final = 200
_VIEWS: Final = ("information_score", "behaviour_score", "attribute_score")


def moved_leads(
    store: Store,
    chosen: Filter,
    found: Combinations,
    rules: Definition,
    direction: Direction,
    *,
    line: int | None = None,
    limit: int = SHOWN,
) -> pd.DataFrame:
    """Return leads that rise or fall under the rules, across a threshold where `line` is given; the largest
    change first. One row a lead: its dimensions, old_score (missing: none), new_score, standing, deals."""
    name = "rescore_rows"
    asked = chosen.parameters(store, name, rises=direction == "rises", line=line, limit=limit)
    with store.cursor() as cursor:
        cursor.register("own_lead", found.own_lead)
        for view, points in zip(_VIEWS, found.points(rules), strict=True):
            numbers = pa.array(range(len(points)), pa.int32())
            cursor.register(view, pa.table({"profile": numbers, "points": pa.array(points)}))
        rows = cursor.execute(statement(name), asked).df()
    return _told(rows, "old_score")


def idle_leads(store: Store, chosen: Filter, score_from: int, *, limit: int = SHOWN) -> pd.DataFrame:
    """Return leads of `score_from` points or more that looked often and told nothing, the highest score
    first. One row a lead: its dimensions, score, piece_count, standing, deals."""
    name = "rescore_idle_rows"
    asked = chosen.parameters(store, name, score_from=score_from, often=OFTEN, limit=limit)
    return _told(store.frame(name, asked), "score")


def _told(rows: pd.DataFrame, score: str) -> pd.DataFrame:
    rows[score] = rows[score].astype("Int64")
    rows["standing"] = rows.pop("mask").map({mask: standing_of(mask) for mask in range(MASKS)})
    return rows
