"""The shapes of the charts that hold the rule against judgement; their rows come beside them."""

from __future__ import annotations

from typing import Any, Final

from kpi.agreement import Agreement
from pages.ui.palette import BLUE, GREY, RUST
from pages.ui.text import Words

Spec = dict[str, Any]
SENT, CAUGHT, QUIET = RUST, BLUE, GREY
COLOURS: Final = {"precision": SENT, "recall": CAUGHT}  # of the lines, told beside the chart
HEIGHT: Final = 220
_PADDING: Final = {"left": 5, "top": 4, "right": 8, "bottom": 4}
_SHARE: Final = {"format": ".0%", "tickCount": 4, "grid": True}


def lines(words: Words) -> Spec:
    """Precision and recall over the line: dataset `lines` (line, name, share), `now` (line)."""
    x = _line_axis(words)
    y = _quantity("share", words("judgement.axis.share"), {"domain": [0, 1]}, _SHARE)
    colour = {
        "field": "name",
        "type": "nominal",
        "scale": {
            "domain": [words(f"judgement.{name}") for name in COLOURS],
            "range": list(COLOURS.values()),
        },
        "legend": None,
    }
    tooltip = [
        {"field": "line", "title": words("judgement.axis.line")},
        {"field": "name", "title": words("judgement.what")},
        {"field": "share", "format": ".1%", "title": words("judgement.axis.share")},
    ]
    mark = {"type": "line", "strokeWidth": 2.5, "aria": False}
    drawn = {
        "data": {"name": "lines"},
        "mark": mark,
        "encoding": {"x": x, "y": y, "color": colour, "tooltip": tooltip},
    }
    return _layered([drawn, _now(x)])


def lift(words: Words) -> Spec:
    """Lift over the line: dataset `lift` (line, lift), `now` (line)."""
    x = _line_axis(words)
    y = _quantity("lift", words("judgement.axis.lift"), {"zero": True}, {"tickCount": 4, "format": ".1~f"})
    tooltip = [
        {"field": "line", "title": words("judgement.axis.line")},
        {"field": "lift", "format": ".2f", "title": words("judgement.axis.lift")},
    ]
    drawn = {
        "data": {"name": "lift"},
        "mark": {"type": "line", "strokeWidth": 2.5, "color": CAUGHT, "aria": False},
        "encoding": {"x": x, "y": y, "tooltip": tooltip},
    }
    luck = {
        "data": {"values": [{"lift": 1}]},
        "mark": {"type": "rule", "strokeDash": [4, 3], "color": QUIET, "aria": False},
        "encoding": {"y": {"field": "lift", "type": "quantitative"}},
    }
    return _layered([luck, drawn, _now(x)])


def gain(words: Words) -> Spec:
    """The gain curve: dataset `gain` (line, sent, caught), `here` (the same at the line)."""
    x = _quantity("sent", words("judgement.axis.sent"), {"domain": [0, 1]}, _SHARE)
    y = _quantity("caught", words("judgement.axis.caught"), {"domain": [0, 1]}, _SHARE)
    tooltip = [
        {"field": "line", "title": words("judgement.axis.line")},
        {"field": "sent", "format": ".1%", "title": words("judgement.axis.sent")},
        {"field": "caught", "format": ".1%", "title": words("judgement.axis.caught")},
    ]
    by_luck = {
        "data": {"values": [{"sent": 0, "caught": 0}, {"sent": 1, "caught": 1}]},
        "mark": {"type": "line", "strokeDash": [4, 3], "color": QUIET, "aria": False},
        "encoding": {"x": x, "y": y},
    }
    encoding = {"x": x, "y": y, "order": {"field": "sent"}, "tooltip": tooltip}
    curve = {
        "data": {"name": "gain"},
        "mark": {"type": "line", "strokeWidth": 2.5, "color": CAUGHT, "aria": False},
        "encoding": encoding,
    }
    here = {
        "data": {"name": "here"},
        "mark": {"type": "point", "size": 110, "filled": True, "color": SENT, "opacity": 1, "aria": False},
        "encoding": {"x": x, "y": y, "tooltip": tooltip},
    }
    return _layered([by_luck, curve, here])


def rows(words: Words, found: Agreement, line: int) -> dict[str, dict[str, list[Spec]]]:
    """Return the datasets of each chart at a line; lines where a share is undefined are left out."""
    shares = {"precision": found.precision, "recall": found.corrected_recall}
    caught = {n: (float(found.sent_share[n]), float(found.recall[n])) for n in range(101)}
    curve = [{"line": n, "sent": s, "caught": c} for n, (s, c) in caught.items() if s == s and c == c]
    now = [{"line": line}]
    return {
        "lines": {
            "lines": [
                {"line": n, "name": words(f"judgement.{name}"), "share": float(share)}
                for name, by_line in shares.items()
                for n, share in enumerate(by_line)
                if share == share
            ],
            "now": now,
        },
        "lift": {
            "lift": [
                {"line": n, "lift": float(value)} for n, value in enumerate(found.lift) if value == value
            ],
            "now": now,
        },
        "gain": {"gain": curve, "here": [one for one in curve if one["line"] == line]},
    }


def _line_axis(words: Words) -> Spec:
    axis = {"grid": False, "tickCount": 6}
    return _quantity("line", words("judgement.axis.line"), {"domain": [0, 100]}, axis)


def _quantity(field: str, title: str, scale: Spec, axis: Spec) -> Spec:
    return {"field": field, "type": "quantitative", "title": title, "scale": scale, "axis": axis}


def _now(x: Spec) -> Spec:
    return {
        "data": {"name": "now"},
        "mark": {"type": "rule", "strokeDash": [2, 2], "strokeWidth": 1.5, "color": QUIET, "aria": False},
        "encoding": {"x": x},
    }


def _layered(layers: list[Spec]) -> Spec:
    return {"layer": layers, "height": HEIGHT, "padding": _PADDING}
