"""The opportunity rates of the segments with their ranges, the best evidence on top."""

from __future__ import annotations

from typing import Any

from kpi.quality_verdict import NOT_JUDGED
from pages.ui import format as fmt
from pages.ui.meeting.chart_parts import DOWN, PADDING, QUIET, UP, Row, Spec
from pages.ui.quality import parts
from pages.ui.quality.segments_table import Found, verdict_text
from pages.ui.text import Words

_MOST = 15
_LONGEST = {"ja": 18, "en": 30}


def rows(words: Words, found: Found) -> list[Row]:
    """Return a row a judged segment: key (keeps order and names apart), label, rate, low, high, shrunk, …"""
    shown = [one for one in found.judged if one.segment.value not in NOT_JUDGED]
    rated = [(one, one.opportunity_rate) for one in shown if one.opportunity_rate.rate is not None][:_MOST]
    return [
        {
            "key": f"{place:03d} {_cut(parts.name(words, found.by, one.segment.value), words)}",
            "label": parts.name(words, found.by, one.segment.value),
            "rate": rate.rate,
            "low": rate.low,
            "high": rate.high,
            "shrunk": rate.shrunk_rate,
            "verdict": rate.verdict,
            "is_young": rate.is_young,
            "said": verdict_text(words, rate),
            "count": fmt.count(one.segment.lead_count),
        }
        for place, (one, rate) in enumerate(rated)
    ]


def spec(words: Words, shown: list[Row], average: float | None) -> Spec:
    """Return a point and a line (its 95 % range) a segment, and the average of all leads as a rule."""
    y: Spec = {"field": "key", "type": "ordinal", "title": None}
    y["axis"] = {"labelExpr": "slice(datum.label, 4)", "labelLimit": 170, "grid": False}
    x: Spec = {"field": "rate", "type": "quantitative", "title": words("quality_segment.chart.axis")}
    x["axis"] = {"format": ".0%", "tickCount": 6}
    paint: Spec = {"field": "verdict", "type": "nominal", "legend": None}
    paint["scale"] = {
        "domain": ["higher", "lower", "cannot_tell", "too_few"],
        "range": [UP, DOWN, QUIET, QUIET],
    }
    tooltip = [
        {"field": "label", "title": words("quality_segment.chart.name")},
        {"field": "rate", "title": words("quality_segment.column.opportunity_rate"), "format": ".1%"},
        {"field": "shrunk", "title": words("quality_segment.column.shrunk_rate"), "format": ".1%"},
        {"field": "count", "title": words("quality_segment.column.lead_count")},
        {"field": "said", "title": words("quality_segment.column.opportunity_verdict")},
    ]
    base = {"y": y, "color": paint, "tooltip": tooltip}
    ranges: Spec = {
        "mark": {"aria": False, "type": "rule", "strokeWidth": 2},
        "encoding": {**base, "x": {**x, "field": "low"}, "x2": {"field": "high"}},
    }
    layers: list[Any] = [ranges]
    for is_young in (False, True):
        layers.append(
            {
                "transform": [{"filter": f"datum.is_young == {str(is_young).lower()}"}],
                "mark": {"aria": False, "type": "point", "filled": not is_young, "size": 90, "opacity": 1},
                "encoding": {**base, "x": x},
            }
        )
    if average is not None:
        layers.append(
            {
                "data": {"name": "average"},
                "mark": {"aria": False, "type": "rule", "color": QUIET, "strokeDash": [4, 3]},
                "encoding": {"x": x},
            }
        )
    return {
        "data": {"name": "segments"},
        "layer": layers,
        "padding": {**PADDING, "top": 10},
        "height": {"step": 24},
        "datasets": {"segments": shown} | ({} if average is None else {"average": [{"rate": average}]}),
    }


def _cut(name: str, words: Words) -> str:
    most = _LONGEST[words.language]
    return name if len(name) <= most else f"{name[: most - 1]}…"
