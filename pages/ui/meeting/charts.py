"""The charts of a meeting as Vega-Lite, for the screen and for the minutes.

Every spec is one shape whose numbers lie in `datasets`; text of the data stands in them alone. Fonts and inks
are the reader's: the screen's theme, or `pictures`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import fsum
from typing import Any, Final

from kpi.decision import Unit, Version
from kpi.snapshot import Band, Bridge, Point, Series, Step
from pages.ui.meeting import said
from pages.ui.text import Words

Spec = dict[str, Any]
Row = dict[str, Any]
UP, DOWN, QUIET = "#3f7fd0", "#c9703a", "#8a919c"
MOST_BARS: Final = 8
# the sides of the chart on one time axis, from the top
SIDES: Final[Mapping[str, tuple[str, ...]]] = {
    "marketing": ("leads", "mqls"),
    "sales": ("sqls", "opportunities", "wins"),
    "amount": ("amount_yen",),
}
_COLOURS: Final = {
    **{"leads": "#3f7fd0", "mqls": "#7a63b8", "sqls": "#1f8a8a", "opportunities": "#2f8f5b"},
    **{"wins": "#c9703a", "amount_yen": "#c9703a"},
}
UNSURE: Final = ("cannot_tell", "too_few")
_LONGEST_NAME: Final = {"ja": 18, "en": 30}
_SORTED: Final = 4  # letters that keep the bars in order and apart, cut off before a label is drawn
_YEN: Final = {"ja": (100_000_000, 10_000), "en": (1_000_000, 1_000)}


def bridge(words: Words, found: Bridge, unit: Unit) -> Spec:
    """Return the walk from `start` to `end`, a bar a step; those beyond MOST_BARS are one.

    Dataset `bridge`: key, step (place in `found.steps`, None for none), kind (total, up, down, other), from,
    to, low, high (None without interval), label, shown, is_sure. A step that counts cannot tell is pale and
    dashed.
    """
    rows = _walk(words, found, unit)
    scale, axis = _scaled(words, unit, [row[edge] for row in rows for edge in ("from", "to")])
    for row in rows:
        row |= {name: None if row[name] is None else row[name] / scale for name in _ENDS}
    y: Spec = {"field": "key", "type": "ordinal", "title": None}
    y["axis"] = {"labelExpr": f"slice(datum.label, {_SORTED})", "labelLimit": 320, "grid": False}
    x: Spec = {"field": "from", "type": "quantitative", "scale": {"zero": False}, "axis": axis}
    tooltip = [
        {"field": "label", "title": words("meeting.chart.what")},
        {"field": "shown", "title": words("meeting.chart.effect")},
    ]
    paint = {"field": "kind", "type": "nominal", "legend": None}
    paint["scale"] = {"domain": ["up", "down", "other", "total"], "range": [UP, DOWN, QUIET, QUIET]}
    sure, line = "datum.is_sure", {"color": QUIET, "strokeWidth": 1}
    bars: Spec = {
        "transform": [{"filter": "datum.kind != 'total'"}],
        "mark": {"type": "bar", "height": {"band": 0.62}, "strokeWidth": 1.5},
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
        "mark": {"type": "tick", "thickness": 5, "bandSize": 18, "color": QUIET},
        "encoding": {"y": y, "x": x, "tooltip": tooltip},
    }
    steps: Spec = {
        "transform": [{"filter": "datum.next != null"}],
        "mark": {"type": "rule", **line, "strokeDash": [2, 2]},
        "encoding": {"y": y, "y2": {"field": "next"}, "x": {**x, "field": "to"}},
    }
    ranges: Spec = {
        "transform": [{"filter": "datum.low != null && datum.high != null"}],
        "mark": {"type": "rule", "strokeWidth": 1.5, "color": QUIET},
        "encoding": {"y": y, "x": {**x, "field": "low"}, "x2": {"field": "high"}},
    }
    return {
        "data": {"name": "bridge"},
        "layer": [bars, ends, steps, ranges],
        "height": {"step": 26},
        "datasets": {"bridge": rows},
    }


_ENDS: Final = ("from", "to", "low", "high")


def _walk(words: Words, found: Bridge, unit: Unit) -> list[Row]:
    shown = said.largest(found, MOST_BARS)
    first = _bar(words("meeting.chart.start"), said.value(words, unit, found.start), found.start, found.start)
    rows, gone = [first], [found.start]
    for step in shown:
        start = fsum(gone)
        gone.append(step.effect)
        rows.append(_step(words, found, step, unit, start, fsum(gone)))
    rows.append(_bar(words("meeting.chart.end"), said.value(words, unit, found.end), found.end, found.end))
    for place, row in enumerate(rows):
        name = _cut(row["label"], _LONGEST_NAME[words.language])
        row["key"] = f"{place:0{_SORTED - 1}d} {name}  {row['shown']}"
    for row, following in pairwise(rows):
        row["next"] = following["key"]
    return rows


def _step(words: Words, found: Bridge, step: Step, unit: Unit, start: float, stop: float) -> Row:
    kind = "up" if step.effect > 0 else "down"
    if step.code in ("definition_changed", "arrived_late", said.REST):
        kind = "other"
    row = _bar(said.step_label(words, step), said.change(words, unit, step.effect), start, stop, kind)
    row["step"] = next((place for place, one in enumerate(found.steps) if one is step), None)
    row["is_sure"] = step.verdict not in UNSURE
    if step.low is not None and step.high is not None:
        row |= {"low": start + step.low, "high": start + step.high}
    return row


def _bar(label: str, shown: str, start: float, stop: float, kind: str = "total") -> Row:
    row: Row = {"label": label, "shown": shown, "kind": kind, "from": float(start), "to": float(stop)}
    return row | {"step": None, "is_sure": True, "low": None, "high": None, "next": None}


def _cut(name: str, most: int) -> str:
    return name if len(name) <= most else f"{name[: most - 1]}…"


def both_sides(words: Words, series: Sequence[Series], *, decisions: Sequence[Version] = ()) -> Spec:
    """Return marketing's and sales's numbers, one panel a side, on one time axis; {} without any number.

    Dataset `sides`: start (ISO day), side, code, name, value, shown, is_young, is_signal; `marks`: start,
    side and measure of decisions. Points still young are hollow; those that are news are large.
    """
    by_code = {one.code: one for one in series if any(point.value is not None for point in one.points)}
    panels = {side: [by_code[code] for code in codes if code in by_code] for side, codes in SIDES.items()}
    panels = {side: found for side, found in panels.items() if found}
    if not panels:
        return {}
    grain = next(iter(by_code.values())).grain
    rows, marks, charts = [], [], []
    last = list(panels)[-1]
    for side, found in panels.items():
        unit: Unit = "yen" if side == "amount" else "count"
        numbers = [point.value for one in found for point in one.points if point.value is not None]
        scale, axis = _scaled(words, unit, numbers)
        rows += [_point(words, side, one.code, unit, scale, point) for one in found for point in one.points]
        marks += _marks(side, [one.code for one in found], decisions)
        charts.append(_panel(words, side, [one.code for one in found], axis, grain, is_last=side == last))
    return {
        "vconcat": charts,
        "spacing": 6,
        "resolve": {"scale": {"x": "shared", "color": "independent"}},
        "datasets": {"sides": rows, "marks": marks},
    }


def _point(words: Words, side: str, code: str, unit: Unit, scale: int, point: Point) -> Row:
    return {
        "start": point.start.isoformat(),
        "side": side,
        "code": code,
        "name": said.kpi_label(words, code),
        "value": None if point.value is None else point.value / scale,
        "shown": said.value(words, unit, point.value),
        "is_young": point.is_young,
        "is_signal": point.is_signal,
    }


def _marks(side: str, codes: Sequence[str], decisions: Sequence[Version]) -> list[Row]:
    made = [one.decision for one in marked(decisions, codes)]
    return [{"start": one.decided_on.isoformat(), "side": side, "measure": one.measure} for one in made]


def marked(decisions: Sequence[Version], codes: Sequence[str]) -> list[Version]:
    """Return the decisions about some KPIs, for all leads or a segment; dropped ones leave no mark."""
    return [
        one
        for one in decisions
        if one.decision.kpi in codes and not (one.outcome and one.outcome.verdict == "dropped")
    ]


def _panel(
    words: Words, side: str, codes: Sequence[str], axis: Spec, grain: str, *, is_last: bool
) -> dict[str, Any]:
    x: Spec = {"field": "start", "type": "temporal", "scale": {"type": "utc"}, "title": None}
    x["axis"] = {
        "format": words("meeting.chart.day" if grain == "week" else "meeting.chart.month"),
        **{"labels": is_last, "ticks": is_last, "grid": False, "labelOverlap": True},
    }
    y: Spec = {"field": "value", "type": "quantitative", "scale": {"domainMin": 0}}
    y |= {"title": None, "axis": axis | {"title": None, "tickCount": 3}}
    title = words(f"meeting.side.{side}", unit=axis["title"])
    colour: Spec = {"field": "name", "type": "nominal", "legend": {"orient": "right", "title": title}}
    names = [said.kpi_label(words, code) for code in codes]
    colour["scale"] = {"domain": names, "range": [_COLOURS[code] for code in codes]}
    tooltip = [
        {
            "field": "start",
            "type": "temporal",
            "title": words("meeting.chart.from_day"),
            "format": "%Y-%m-%d",
        },
        {"field": "name", "title": words("meeting.chart.what")},
        {"field": "shown", "title": words("meeting.chart.value")},
    ]
    at = {"x": x, "y": y, "color": colour}
    size = {"condition": {"test": "datum.is_signal", "value": 120}, "value": 26}
    return {
        "data": {"name": "sides"},
        "transform": [{"filter": f"datum.side == '{side}'"}],
        "height": 78,
        "layer": [
            _mark_rule(words, side, x),
            {"mark": {"type": "line", "strokeWidth": 2}, "encoding": at},
            *_points(at | {"size": size, "tooltip": tooltip}),
        ],
    }


def _points(encoding: Spec) -> list[Spec]:
    """Return the points of a line: those still young are hollow."""
    return [
        {
            "transform": [{"filter": f"datum.is_young == {str(is_young).lower()}"}],
            "mark": {"type": "point", "filled": not is_young, "opacity": 1, "strokeWidth": 1.5},
            "encoding": encoding,
        }
        for is_young in (False, True)
    ]


def _mark_rule(words: Words, side: str, x: Spec) -> Spec:
    return {
        "data": {"name": "marks"},
        "transform": [{"filter": f"datum.side == '{side}'"}],
        "mark": {"type": "rule", "color": QUIET, "strokeDash": [4, 3], "strokeWidth": 1.5},
        "encoding": {
            "x": x,
            "tooltip": [{"field": "measure", "title": words("meeting.chart.decided")}],
        },
    }


def sparkline(points: Sequence[Point], band: Band | None, *, decisions: Sequence[Version] = ()) -> Spec:
    """Return a small line with its band of noise, without axes.

    A point's own limits stand before those of `band`. Dataset `spark`: start, value, lower, upper, is_young,
    is_signal; `marks`: the days of `decisions`. Young points are hollow, news is coloured.
    """
    rows = [
        {
            **{"start": point.start.isoformat(), "value": point.value},
            "lower": _limit(point.lower, band.lower if band else None),
            "upper": _limit(point.upper, band.upper if band else None),
            **{"is_young": point.is_young, "is_signal": point.is_signal},
        }
        for point in points
    ]
    x: Spec = {"field": "start", "type": "temporal", "scale": {"type": "utc"}, "axis": None}
    y: Spec = {"field": "value", "type": "quantitative", "scale": {"zero": False}, "axis": None}
    news = {"condition": {"test": "datum.is_signal", "value": DOWN}, "value": UP}
    size = {"condition": {"test": "datum.is_signal", "value": 60}, "value": 14}
    area = {"x": x, "y": {**y, "field": "lower"}, "y2": {"field": "upper"}}
    marks = [{"start": one.decision.decided_on.isoformat()} for one in decisions]
    rule: Spec = {
        "data": {"name": "marks"},
        "mark": {"type": "rule", "color": QUIET, "strokeDash": [3, 2]},
        "encoding": {"x": x},
    }
    return {
        "data": {"name": "spark"},
        "height": 40,
        "layer": [
            {"mark": {"type": "area", "color": QUIET, "opacity": 0.25}, "encoding": area},
            {"mark": {"type": "line", "color": UP, "strokeWidth": 1.5}, "encoding": {"x": x, "y": y}},
            *_points({"x": x, "y": y, "color": news, "size": size}),
            *([rule] if marks else []),
        ],
        "datasets": {"spark": rows} | ({"marks": marks} if marks else {}),
    }


def _limit(own: float | None, common: float | None) -> float | None:
    return common if own is None else own


def _scaled(words: Words, unit: Unit, numbers: Sequence[float]) -> tuple[int, Spec]:
    """Return by what numbers are divided, and the axis that says so."""
    if unit == "rate":
        return 1, {"title": words("meeting.axis.rate"), "format": ".1~%", "tickCount": 4}
    axis: Spec = {"title": words("meeting.axis.count"), "format": ",.2~f", "tickCount": 4}
    if unit == "count":
        return 1, axis
    large, small = _YEN[words.language]
    is_large = max((abs(number) for number in numbers), default=0) >= large
    title = words("meeting.axis.yen_large" if is_large else "meeting.axis.yen_small")
    return large if is_large else small, axis | {"title": title}
