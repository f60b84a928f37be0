"""Marketing's and sales's numbers in one chart, a band a side, over one time axis."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from kpi.decision import Decision, Unit, Version
from kpi.snapshot import Point, Series
from pages.ui import format as fmt
from pages.ui import palette
from pages.ui.meeting import said
from pages.ui.meeting.chart_parts import MARK, PADDING, Row, Spec, marked, points, scaled
from pages.ui.text import Words

SIDES: Final[Mapping[str, tuple[str, ...]]] = {
    "marketing": ("leads", "mqls"),
    "sales": ("sqls", "opportunities", "wins"),
    "amount": ("amount_yen",),
}
HEIGHT: Final = 340
_COLOURS: Final = {
    **{"leads": palette.BLUE, "mqls": palette.VIOLET, "sqls": palette.TEAL},
    **{"opportunities": palette.LEAF, "wins": palette.RUST, "amount_yen": palette.ROSE},
}
_TITLE: Final = 0.3  # of a band, above its plot


def both_sides(
    words: Words,
    series: Sequence[Series],
    *,
    decisions: Sequence[Version] = (),
    changes: Sequence[tuple[date, str]] = (),
) -> Spec:
    """Return marketing's and sales's numbers on one time axis, each side with its own scale.

    Counts and won amount are shown; {} where none of them has a number. Decisions of these KPIs are marked
    from the first bucket on.
    Dataset `sides`: start (ISO day), day (in words), side, code, name, value, shown, is_young, is_signal;
    `marks`: start, side and measure of decisions, and with is_change of `changes` of the definition, which
    every side has. Young points are hollow, those that are news large.
    """
    by_code = {one.code: one for one in series if any(point.value is not None for point in one.points)}
    sides = {side: [by_code[code] for code in codes if code in by_code] for side, codes in SIDES.items()}
    sides = {side: found for side, found in sides.items() if found}
    if not sides:
        return {}
    grain = next(iter(by_code.values())).grain
    first = min(point.start for found in sides.values() for one in found for point in one.points)
    codes = [one.code for found in sides.values() for one in found]
    about = (one.decision for one in marked(decisions, codes))
    recent = [one for one in about if one.decided_on >= first]
    rows, marks, layers = [], [], []
    for place, (side, found) in enumerate(sides.items()):
        unit: Unit = "yen" if side == "amount" else "count"
        numbers = [point.value for one in found for point in one.points if point.value is not None]
        scale, axis = scaled(words, unit, numbers)
        rows += [_row(words, side, one.code, unit, scale, point) for one in found for point in one.points]
        marks += _marks(side, [one.code for one in found], recent)
        marks += [
            {"start": day.isoformat(), "side": side, "measure": told, "is_change": True}
            for day, told in changes
            if day >= first
        ]
        layers.append(_band(words, side, codes, axis, grain, place / len(sides), (place + 1) / len(sides)))
    return {
        "layer": layers,
        "resolve": {"scale": {"y": "independent"}},
        "height": HEIGHT,
        "padding": PADDING,
        "datasets": {"sides": rows, "marks": marks},
    }


def _row(words: Words, side: str, code: str, unit: Unit, scale: int, point: Point) -> Row:
    return {
        "start": point.start.isoformat(),
        "day": fmt.day(point.start, words.language),
        "side": side,
        "code": code,
        "name": said.kpi_label(words, code),
        "value": None if point.value is None else point.value / scale,
        "shown": said.value(words, unit, point.value),
        "is_young": point.is_young,
        "is_signal": point.is_signal,
    }


def _marks(side: str, codes: Sequence[str], decisions: Sequence[Decision]) -> list[Row]:
    made = [one for one in decisions if one.kpi in codes]
    return [{"start": one.decided_on.isoformat(), "side": side, "measure": one.measure} for one in made]


def _band(
    words: Words, side: str, codes: Sequence[str], axis: Spec, grain: str, start: float, stop: float
) -> Spec:
    """Return one side, drawn between two shares of the height."""
    top = start + _TITLE * (stop - start)
    x, y = _x(words, grain), _y(words, side, axis, top, stop)
    names = [said.kpi_label(words, code) for code in codes]
    colour: Spec = {"field": "name", "type": "nominal"}
    colour["scale"] = {"domain": names, "range": [_COLOURS[code] for code in codes]}
    colour["legend"] = {"orient": "top", "title": None, "symbolType": "circle"}
    colour["legend"] |= {"columns": {"expr": "width < 500 ? 2 : 6"}}
    colour["legend"] |= {"padding": 0, "offset": 4}
    tooltip = [
        {"field": "day", "title": words("meeting.chart.from_day")},
        {"field": "name", "title": words("meeting.chart.what")},
        {"field": "shown", "title": words("meeting.chart.value")},
    ]
    at = {"x": x, "y": y, "color": colour}
    size = {"condition": {"test": "datum.is_signal", "value": 120}, "value": 26}
    return {
        "data": {"name": "sides"},
        "transform": [{"filter": f"datum.side == '{side}'"}],
        "layer": [
            {"mark": {"aria": False, "type": "line", "strokeWidth": 2}, "encoding": at},
            *points(at | {"size": size, "tooltip": tooltip}),
            _decided(words, side, x, top, stop),
        ],
    }


def _x(words: Words, grain: str) -> Spec:
    form = words("meeting.chart.day" if grain == "week" else "meeting.chart.month")
    axis = {"format": form, "grid": False, "labelOverlap": True, "tickCount": 8, "labelPadding": 4}
    return {"field": "start", "type": "temporal", "scale": {"type": "utc"}, "title": None, "axis": axis}


def _y(words: Words, side: str, axis: Spec, top: float, stop: float) -> Spec:
    ends = [{"expr": f"height * {stop}"}, {"expr": f"height * {top}"}]
    title: Spec = {"title": words(f"meeting.side.{side}", unit=axis["title"]), "titleAngle": 0, "titleX": 0}
    title |= {"titleY": {"expr": f"height * {top} - 6"}, "titleAlign": "left", "titleBaseline": "bottom"}
    scale = {"domainMin": 0, "range": ends, "nice": True}
    axis = axis | title | {"tickCount": 3, "orient": "left", "offset": 0, "grid": True}
    return {"field": "value", "type": "quantitative", "scale": scale, "axis": axis}


def _decided(words: Words, side: str, x: Spec, top: float, stop: float) -> Spec:
    ends = {"y": {"value": {"expr": f"height * {top}"}}, "y2": {"value": {"expr": f"height * {stop}"}}}
    tooltip = [{"field": "measure", "title": words("meeting.chart.mark")}]
    return {
        "data": {"name": "marks"},
        "transform": [{"filter": f"datum.side == '{side}'"}],
        "mark": {"aria": False, "type": "rule", "strokeDash": [4, 3], "strokeWidth": 1.5},
        "encoding": {"x": x, **ends, "color": MARK, "tooltip": tooltip},
    }
