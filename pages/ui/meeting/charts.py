"""The charts of a meeting as Vega-Lite, for the screen and for the minutes.

Every spec is one shape whose numbers lie in `datasets`; text of the data stands in them alone. Fonts and inks
are the reader's: the screen's theme, or `pictures`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise
from math import fsum
from typing import Final

from kpi.decision import Unit, Version
from kpi.snapshot import Band, Bridge, Point, Step
from pages.ui import format as fmt
from pages.ui.meeting import said
from pages.ui.meeting.chart_parts import (
    DOWN,
    MARK,
    PADDING,
    QUIET,
    UP,
    Row,
    Spec,
    numbered,
    points,
    scaled,
)
from pages.ui.meeting.sides_chart import both_sides
from pages.ui.text import Words

__all__ = ["Spec", "both_sides", "bridge", "sparkline"]

MOST_BARS: Final = 8
UNSURE: Final = ("cannot_tell", "too_few", "few_deals")
_LONGEST_NAME: Final = {"ja": 18, "en": 30}
_SORTED: Final = 4  # letters that keep the bars in order and apart, cut off before a label is drawn


def bridge(words: Words, found: Bridge, unit: Unit) -> Spec:
    """Return the walk from `start` to `end`, a bar a step; those beyond MOST_BARS are one.

    Dataset `bridge`: key, step (place in `found.steps`, None for none), kind (total, up, down, other), from,
    to, low, high (None without interval), label, shown, is_sure. A step that counts cannot tell is pale and
    dashed.
    """
    rows = _walk(words, found)
    edges = [row[edge] for row in rows for edge in ("from", "to")]
    scale, axis = scaled(words, unit, edges)
    _label(words, rows, unit, edges)
    for row in rows:
        row |= {name: None if row[name] is None else row[name] / scale for name in _ENDS}
    y: Spec = {"field": "key", "type": "ordinal", "title": None}
    y["axis"] = {"labelExpr": f"slice(datum.label, {_SORTED})", "labelLimit": 320, "grid": False}
    x: Spec = {"field": "from", "type": "quantitative", "scale": {"zero": False}, "axis": axis}
    tooltip = [
        {"field": "label", "title": words("meeting.chart.what")},
        {"field": "shown", "title": words("meeting.chart.effect")},
    ]
    paint: Spec = {"field": "kind", "type": "nominal", "legend": None}
    paint["scale"] = {"domain": ["up", "down", "other", "total"], "range": [UP, DOWN, QUIET, QUIET]}
    sure, line = "datum.is_sure", {"color": QUIET, "strokeWidth": 1}
    bars: Spec = {
        "transform": [{"filter": "datum.kind != 'total'"}],
        "mark": {"aria": False, "type": "bar", "height": {"band": 0.62}, "strokeWidth": 1.5},
        "encoding": {
            "y": y,
            "x": x,
            "x2": {"field": "to"},
            "color": paint,
            "stroke": paint,
            "fillOpacity": {"condition": {"test": sure, "value": 0.9}, "value": 0.2},
            "strokeDash": {"condition": {"test": sure, "value": [1, 0]}, "value": [3, 2]},
            "tooltip": tooltip,
        },
    }
    ends: Spec = {
        "transform": [{"filter": "datum.kind == 'total'"}],
        "mark": {"aria": False, "type": "tick", "thickness": 5, "bandSize": 18, "color": QUIET, "opacity": 1},
        "encoding": {"y": y, "x": x, "tooltip": tooltip},
    }
    steps: Spec = {
        "transform": [{"filter": "datum.next != null"}],
        "mark": {"aria": False, "type": "rule", **line, "strokeDash": [2, 2]},
        "encoding": {"y": y, "y2": {"field": "next"}, "x": {**x, "field": "to"}},
    }
    ranges: Spec = {
        "transform": [{"filter": "datum.low != null && datum.high != null"}],
        "mark": {"aria": False, "type": "rule", "strokeWidth": 1.5, "color": QUIET},
        "encoding": {"y": y, "x": {**x, "field": "low"}, "x2": {"field": "high"}},
    }
    return {
        "data": {"name": "bridge"},
        "layer": [bars, ends, steps, ranges],
        "height": {"step": 26},
        "datasets": {"bridge": rows},
    }


_ENDS: Final = ("from", "to", "low", "high")


def _walk(words: Words, found: Bridge) -> list[Row]:
    rows, gone = [_bar(words("meeting.chart.start"), found.start, found.start)], [found.start]
    for step in said.largest(found, MOST_BARS):
        start = fsum(gone)
        gone.append(step.effect)
        rows.append(_step(words, found, step, start, fsum(gone)))
    return [*rows, _bar(words("meeting.chart.end"), found.end, found.end)]


def _label(words: Words, rows: list[Row], unit: Unit, edges: Sequence[float]) -> None:
    """Write the number of every bar beside its name, all in one unit and with as many decimals."""
    written = numbered(words, unit, edges)
    for place, row in enumerate(rows):
        is_total = row["kind"] == "total"
        number = row["to"] if is_total else row["to"] - row["from"]
        row["shown"] = written(number) if is_total else _signed(words, unit, written, number)
        name = _cut(row["label"], _LONGEST_NAME[words.language])
        row["key"] = f"{place:0{_SORTED - 1}d} {name}  {row['shown']}"
    for row, following in pairwise(rows):
        row["next"] = following["key"]


def _step(words: Words, found: Bridge, step: Step, start: float, stop: float) -> Row:
    kind = "up" if step.effect > 0 else "down"
    if step.code in ("definition_changed", "arrived_late", said.REST):
        kind = "other"
    row = _bar(said.step_label(words, step), start, stop, kind)
    row["step"] = next((place for place, one in enumerate(found.steps) if one is step), None)
    row["is_sure"] = step.verdict not in UNSURE
    if step.low is not None and step.high is not None:
        row |= {"low": start + step.low, "high": start + step.high}
    return row


def _bar(label: str, start: float, stop: float, kind: str = "total") -> Row:
    row: Row = {"label": label, "kind": kind, "from": float(start), "to": float(stop)}
    return row | {"step": None, "is_sure": True, "low": None, "high": None, "next": None}


def _signed(words: Words, unit: Unit, written: Callable[[float], str], number: float) -> str:
    return said.change(words, unit, number) if unit == "rate" else fmt.change(written(number), number)


def _cut(name: str, most: int) -> str:
    return name if len(name) <= most else f"{name[: most - 1]}…"


def sparkline(
    series: Sequence[Point],
    band: Band | None,
    *,
    decisions: Sequence[Version] = (),
    changes: Sequence[date] = (),
) -> Spec:
    """Return a small line with its band of noise, without axes.

    A point's own limits stand before those of `band`. Dataset `spark`: start, value, lower, upper, is_young,
    is_signal; `marks`: the days of `decisions`, and of `changes` of the definition (is_change). Young points
    are hollow, news is coloured.
    """
    rows = [
        {
            **{"start": point.start.isoformat(), "value": point.value},
            "lower": _limit(point.lower, band.lower if band else None),
            "upper": _limit(point.upper, band.upper if band else None),
            **{"is_young": point.is_young, "is_signal": point.is_signal},
        }
        for point in series
    ]
    x: Spec = {"field": "start", "type": "temporal", "scale": {"type": "utc"}, "axis": None}
    y: Spec = {"field": "value", "type": "quantitative", "scale": {"zero": False}, "axis": None}
    news = {"condition": {"test": "datum.is_signal", "value": DOWN}, "value": UP}
    size = {"condition": {"test": "datum.is_signal", "value": 60}, "value": 14}
    area = {"x": x, "y": {**y, "field": "lower"}, "y2": {"field": "upper"}}
    marks = [{"start": one.decision.decided_on.isoformat()} for one in decisions]
    marks += [{"start": day.isoformat(), "is_change": True} for day in changes]
    rule: Spec = {
        "data": {"name": "marks"},
        "mark": {"aria": False, "type": "rule", "strokeDash": [3, 2]},
        "encoding": {"x": x, "color": MARK},
    }
    return {
        "data": {"name": "spark"},
        "height": 40,
        "padding": PADDING,
        "layer": [
            {"mark": {"aria": False, "type": "area", "color": QUIET, "opacity": 0.25}, "encoding": area},
            {
                "mark": {"aria": False, "type": "line", "color": UP, "strokeWidth": 1.5},
                "encoding": {"x": x, "y": y},
            },
            *points({"x": x, "y": y, "color": news, "size": size}),
            *([rule] if marks else []),
        ],
        "datasets": {"spark": rows} | ({"marks": marks} if marks else {}),
    }


def _limit(own: float | None, common: float | None) -> float | None:
    return common if own is None else own
