"""The shares of the reasons, one bar a channel, owner or month."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from kpi.decompose_fold import OTHER
from kpi.filters import BLANK
from pages.ui import format as fmt
from pages.ui.meeting.chart_parts import PADDING, QUIET, Row, Spec
from pages.ui.palette import REASONS
from pages.ui.quality import marks
from pages.ui.quality.reason_labels import reason_names, value_label
from pages.ui.text import Words

_LONGEST = 16
_LAST = 98


def rows(words: Words, part: pd.DataFrame, by: str, ranks: Mapping[str, int]) -> list[Row]:
    """Return a row a bar and reason: key, value, reason, rank (of `ranks`), share, count (a text)."""
    total = part.groupby("value")["row_count"].sum()
    names = reason_names(words, sorted(ranks, key=lambda one: ranks[one]))
    values = sorted(
        total.index, key=lambda one: ("" if one == OTHER else one) if by == "month" else -total[one]
    )
    return [
        {
            "key": f"{values.index(row.value):03d} {_cut(value_label(words, by, row.value))}",
            "value": value_label(words, by, row.value),
            "reason": names[row.reason],
            "rank": ranks[row.reason],
            "share": float(row.row_count) / float(total[row.value]),
            "count": fmt.count(row.row_count),
        }
        for row in part.itertuples()
    ]


def spec(words: Words, shown: list[Row], by: str, marked: list[Row]) -> Spec:
    """Return stacked bars of shares; of months one beside the other, with marks, else one below the other."""
    names = sorted({(row["rank"], row["reason"]) for row in shown})
    inks = [QUIET if rank >= _LAST else REASONS[rank % len(REASONS)] for rank, _ in names]
    place: Spec = {"field": "key", "type": "ordinal", "title": None}
    place["axis"] = {"labelExpr": "slice(datum.label, 4)", "labelLimit": 150, "grid": False}
    share: Spec = {"field": "share", "type": "quantitative", "stack": "zero", "title": None}
    share |= {"axis": {"format": ".0%", "tickCount": 5}, "scale": {"domain": [0, 1]}}
    is_time = by == "month"
    bars: Spec = {
        "data": {"name": "reasons"},
        "mark": {"aria": False, "type": "bar"},
        "encoding": {
            "x": place if is_time else share,
            "y": share if is_time else place,
            "color": {
                "field": "reason",
                "type": "nominal",
                "title": None,
                "scale": {"domain": [name for _, name in names], "range": inks},
                "legend": {"orient": "bottom", "columns": 2, "labelLimit": 140},
            },
            "order": {"field": "rank"},
            "tooltip": [
                {"field": "value", "title": words(f"quality.by.{by}")},
                {"field": "reason", "title": words("quality_reason.reason")},
                {"field": "share", "title": words("quality_reason.share"), "format": ".0%"},
                {"field": "count", "title": words("quality_reason.count")},
            ],
        },
    }
    return {
        "layer": [bars, *(marks.layers(words, place) if is_time else ())],
        "padding": PADDING,
        "height": 300 if is_time else {"step": 22},
        "datasets": {"reasons": shown, "marks": marked},
    }


def ranks(part: pd.DataFrame) -> dict[str, int]:
    """Number the reasons by their counts, for their colours; several together and none recorded come last."""
    total = part.groupby("reason")["row_count"].sum().sort_values(ascending=False)
    named = [one for one in total.index if one not in (BLANK, OTHER)]
    return {reason: place for place, reason in enumerate(named)} | {OTHER: _LAST, BLANK: _LAST + 1}


def _cut(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
