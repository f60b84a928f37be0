"""The shape of the chart that lays won and expected against the goal, month by month."""

from __future__ import annotations

from typing import Any

import altair as alt

from pages.ui.palette import GREEN, GREY, ORANGE, RUST, SKY
from pages.ui.text import Words

_LINES = ("done", "expected", "lower", "upper", "goal")
_DONE, _PLAN, _GOAL = GREEN, SKY, RUST
_CHANGED, _DECIDED = ORANGE, GREY


def spec(words: Words, node: str) -> dict[str, Any]:
    """Build the chart over the rows `course` (one a month) of a goal in `node`; a month in which a measure
    for it was `decided` (None: none) is marked."""
    in_yen = 100_000_000 if words.language == "ja" else 1_000_000
    unit = in_yen if node == "goal_yen" else 1
    title = words(f"goal_time.axis.{node}")
    base = alt.Chart(alt.NamedData("course"))
    for name in _LINES:
        base = base.transform_calculate(
            **{f"{name}_shown": f"datum.{name} == null ? null : datum.{name} / {unit}"}
        )
    by_month = alt.Axis(labelAngle=0, labelOverlap=True)
    x = alt.X("month:O", sort=alt.SortField("order"), title=None, axis=by_month)

    def y(name: str) -> alt.Y:
        axis = alt.Axis(format=",.2~f", tickCount=4)
        return alt.Y(f"{name}_shown:Q", title=title, scale=alt.Scale(domainMin=0), axis=axis)

    tooltip = [
        alt.Tooltip("month:O", title=words("goal_month.column.month")),
        *(
            alt.Tooltip(f"{name}_shown:Q", title=words(f"goal_time.line.{name}"), format=",.2~f")
            for name in _LINES
        ),
    ]
    band = base.mark_area(opacity=0.2, color=_PLAN).encode(x, y("lower"), alt.Y2("upper_shown:Q"))
    changed = base.transform_filter("datum.change != null").mark_rule(color=_CHANGED, strokeDash=[4, 3])
    done = base.mark_line(color=_DONE, strokeWidth=3, point=alt.OverlayMarkDef(color=_DONE))
    lines = [
        base.mark_line(color=_PLAN, strokeDash=[5, 4]).encode(x, y("expected"), tooltip=tooltip),
        base.mark_line(color=_GOAL, strokeWidth=2).encode(x, y("goal"), tooltip=tooltip),
        done.encode(x, y("done"), tooltip=tooltip),
        changed.encode(x, tooltip=[alt.Tooltip("change:N", title=words("definition.mark.title"))]),
    ]
    decided = base.transform_filter("datum.decided != null").mark_rule(color=_DECIDED, strokeDash=[4, 3])
    measure = alt.Tooltip("decided:N", title=words("goal_time.mark.decided"))
    lines.append(decided.encode(x, tooltip=[tooltip[0], measure]))
    chart: dict[str, Any] = alt.layer(band, *lines).properties(height=280).to_dict()
    chart.pop("$schema", None)
    return chart
