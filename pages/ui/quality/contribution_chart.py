"""Our share of the won yen by quarter, beside the yardstick, with what was changed and decided."""

from __future__ import annotations

from kpi.goal import WEB_SHARE_YARDSTICK
from pages.ui.meeting.chart_parts import QUIET, UP, Row, Spec
from pages.ui.quality import marks
from pages.ui.text import Words


def spec(words: Words, rows: list[Row], marked: list[Row]) -> Spec:
    """Return a bar a quarter with our share of the yen, pale where it is under way, the yardstick, marks."""
    x: Spec = {"field": "key", "type": "ordinal", "title": None}
    x["axis"] = {"labelExpr": "slice(datum.label, 11)", "labelAngle": 0, "labelOverlap": True}
    y: Spec = {"field": "share", "type": "quantitative", "title": words("quality_contribution.axis")}
    y |= {"axis": {"format": ".0%", "tickCount": 5}, "scale": {"domainMin": 0, "nice": True}}
    tooltip = [
        {"field": "name", "title": words("quality_contribution.column.period")},
        {"field": "share", "title": words("quality_contribution.column.yen_rate"), "format": ".1%"},
        {"field": "yen", "title": words("quality_contribution.column.our_yen")},
        {"field": "said", "title": words("quality_contribution.column.our_count")},
    ]
    pale = {"condition": {"test": "datum.is_running", "value": 0.45}, "value": 1}
    rule: Spec = {"data": {"name": "yardstick"}, "encoding": {"y": y}}
    rule["mark"] = {"aria": False, "type": "rule", "color": QUIET, "strokeDash": [4, 3], "strokeWidth": 1.5}
    bars: Spec = {"mark": {"aria": False, "type": "bar", "color": UP}}
    bars["encoding"] = {"x": x, "y": y, "opacity": pale, "tooltip": tooltip}
    return {
        "data": {"name": "shares"},
        "height": 260,
        "layer": [bars, rule, *marks.layers(words, x)],
        "datasets": {"shares": rows, "marks": marked, "yardstick": [{"share": float(WEB_SHARE_YARDSTICK)}]},
    }
