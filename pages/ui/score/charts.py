"""The charts of the score page: constant shapes, rows beside them; old is grey and dashed, new is blue."""

from __future__ import annotations

from typing import Final

from pages.ui.meeting.chart_parts import PADDING, QUIET, UP, Spec
from pages.ui.palette import BAR_OPACITY
from pages.ui.text import Words

NEW, OLD = UP, QUIET
WIDTH: Final = 5  # points of a bar
_FORMATS: Final = {"sql_rate": ".0~%", "opportunities": ",.2~f", "amount": ",.2~f"}


def spread(words: Words) -> Spec:
    """Leads by score. Dataset `spread`: from, to, old, new; `lines`: line, name."""
    x: Spec = {"field": "from", "type": "quantitative", "title": words("score.axis.score")}
    x |= {
        "scale": {"domain": [0, 105], "nice": False},
        "axis": {"values": list(range(0, 101, 20)), "grid": False},
    }
    y: Spec = {"type": "quantitative", "title": words("score.axis.leads"), "axis": {"tickCount": 4}}
    tooltip = [
        {"field": "label", "title": words("score.axis.score")},
        {"field": "old", "title": words("score.old"), "format": ","},
        {"field": "new", "title": words("score.new"), "format": ","},
    ]
    bars = {
        "mark": {"aria": False, "type": "bar", "color": NEW, "opacity": BAR_OPACITY},
        "encoding": {
            "x": x,
            "x2": {"field": "to"},
            "y": {**y, "field": "new"},
            "y2": {"datum": 0},
            "tooltip": tooltip,
        },
    }
    outline = {
        "mark": {
            **{"aria": False, "type": "line", "interpolate": "step-after", "color": OLD},
            **{"strokeWidth": 2, "strokeDash": [5, 3]},
        },
        "encoding": {"x": x, "y": {**y, "field": "old"}, "tooltip": tooltip},
    }
    at = {"x": {**x, "field": "line"}}
    rules = {
        "data": {"name": "lines"},
        "mark": {"aria": False, "type": "rule", "color": OLD, "strokeWidth": 1},
        "encoding": at,
    }
    names = {
        "data": {"name": "lines"},
        "mark": {
            **{"aria": False, "type": "text", "color": OLD, "align": "left", "dx": 3, "dy": 2},
            **{"baseline": "top", "fontSize": 11},
        },
        "encoding": {**at, "y": {"value": 0}, "text": {"field": "name"}},
    }
    return {
        "data": {"name": "spread"},
        "layer": [bars, outline, rules, names],
        "height": 185,
        "padding": PADDING,
    }


def curve(words: Words, name: str) -> Spec:
    """One KPI by threshold. Dataset `curve`: threshold, old, new, observed, upper (or None); `lines`."""
    x: Spec = {"field": "threshold", "type": "quantitative", "title": words("score.axis.threshold")}
    x |= {"scale": {"domain": [0, 100]}, "axis": {"values": list(range(0, 101, 20)), "grid": False}}
    y: Spec = {"type": "quantitative", "title": words(f"score.axis.{name}")}
    y["axis"] = {"format": _FORMATS[name], "tickCount": 4}
    tooltip = [{"field": "threshold", "title": words("score.axis.threshold")}] + [
        {"field": one, "title": words(f"score.{one}"), "format": _FORMATS[name]} for one in ("old", "new")
    ]
    band = {
        "transform": [{"filter": "datum.upper != null"}],
        "mark": {"aria": False, "type": "area", "color": NEW, "opacity": 0.18},
        "encoding": {"x": x, "y": {**y, "field": "observed"}, "y2": {"field": "upper"}},
    }
    line: Spec = {"aria": False, "type": "line", "strokeWidth": 2}
    old = {
        "mark": {**line, "color": OLD, "strokeDash": [5, 3]},
        "encoding": {"x": x, "y": {**y, "field": "old"}, "tooltip": tooltip},
    }
    new = {
        "mark": {**line, "color": NEW},
        "encoding": {"x": x, "y": {**y, "field": "new"}, "tooltip": tooltip},
    }
    rules = {
        "data": {"name": "lines"},
        "mark": {"aria": False, "type": "rule", "color": OLD, "strokeWidth": 1},
        "encoding": {"x": {**x, "field": "line"}},
    }
    return {"data": {"name": "curve"}, "layer": [band, old, new, rules], "height": 210, "padding": PADDING}
