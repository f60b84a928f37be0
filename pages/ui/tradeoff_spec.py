"""The shape of the trade-off chart; it never changes with the data."""

from __future__ import annotations

from typing import Any

import altair as alt

from pages.ui.palette import GREEN, RUST
from pages.ui.text import Words

HEIGHT = 104
LEFT, ABOVE, BELOW = 48, 26, 8  # room for labels and titles; page.css counts on it
_PANELS = ("sql_rate", "opportunities", "amount", "load")
_THRESHOLD = alt.Scale(domain=[0, 100], nice=False)


def spec(words: Words) -> dict[str, Any]:
    """Build four stacked panels over the SQL threshold from named datasets: `curve` (a row a threshold),
    `plateau` and `capacity`. The plots begin LEFT pixels from the chart's edge whatever their labels say:
    page.css draws the lines over them."""
    panels = [_panel(words, name, last=name == _PANELS[-1]) for name in _PANELS]
    chart: dict[str, Any] = alt.vconcat(*panels, spacing=0).resolve_scale(x="shared").to_dict()
    chart.pop("$schema", None)
    chart["padding"] = {"top": 14, "bottom": 20}
    return chart


def _panel(words: Words, name: str, *, last: bool) -> alt.LayerChart:
    x = alt.X(
        "threshold:Q",
        scale=_THRESHOLD,
        title=words("explore.tradeoff.threshold") if last else None,
        axis=alt.Axis(labels=last, ticks=last, grid=False, tickCount=11),
    )
    title = words(f"explore.tradeoff.{name}", unit=words("explore.unit.yen"))
    y = alt.Y(
        f"{name}:Q",
        title=title,
        scale=alt.Scale(domainMin=0),
        axis=alt.Axis(
            format=",.1~f",
            tickCount=3,
            labelLimit=LEFT - 10,
            titleAngle=0,
            titleAlign="left",
            titleAnchor="start",
            titleY=-6,
            titleX=4,
        ),
    )
    layers = [_margin(), _plateau(x), *_range(name, x, y), _line(words, name, x, y, title)]
    if name == "load":
        layers.append(_capacity())
    return alt.layer(*layers).properties(height=HEIGHT)


def _line(words: Words, name: str, x: alt.X, y: alt.Y, title: str) -> alt.Chart:
    tooltip = [
        alt.Tooltip("threshold:Q", title=words("explore.tradeoff.threshold")),
        alt.Tooltip(f"{name}:Q", title=title, format=",.1f"),
    ]
    return alt.Chart(alt.NamedData("curve")).mark_line(strokeWidth=2.5).encode(x=x, y=y, tooltip=tooltip)


def _range(name: str, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    if name not in ("opportunities", "amount"):
        return []
    area = alt.Chart(alt.NamedData("curve")).mark_area(opacity=0.18)
    low = y.copy()
    low.shorthand = f"{name}_low:Q"
    return [area.encode(x=x, y=low, y2=f"{name}_high:Q")]


def _margin() -> alt.Chart:
    """An invisible stroke as far out as labels and title may reach: the plots stand where page.css draws over
    them, whatever the labels say."""
    rule = alt.Chart(alt.NamedData("capacity")).mark_rule(opacity=0, aria=False)
    return rule.encode(
        x=alt.value(-LEFT), x2=alt.value(1 - LEFT), y=alt.value(-ABOVE), y2=alt.value(HEIGHT + BELOW)
    )


def _plateau(x: alt.X) -> alt.Chart:
    start = x.copy()
    start.shorthand = "from:Q"
    area = alt.Chart(alt.NamedData("plateau")).mark_rect(opacity=0.16, color=GREEN)
    return area.encode(x=start, x2="to:Q")


def _capacity() -> alt.Chart:
    rule = alt.Chart(alt.NamedData("capacity")).mark_rule(color=RUST, strokeWidth=2, strokeDash=[2, 3])
    return rule.encode(y=alt.Y("load:Q"))
