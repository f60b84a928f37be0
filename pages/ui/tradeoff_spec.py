"""The shape of the trade-off chart, and the rows it is drawn from. The shape never changes with the data."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd
import pyarrow as pa

from kpi.curves import Curves
from kpi.histogram import SCORES
from kpi.rates import rates
from pages.ui.text import Language, Words

HEIGHT = 104
YEN_UNIT = {"ja": 1e8, "en": 1e6}
_PANELS = ("sql_rate", "opportunities", "amount", "load")
_THRESHOLD = alt.Scale(domain=[0, 100], nice=False)


def spec(words: Words) -> dict[str, Any]:
    """Build four stacked panels over the SQL threshold from named datasets: `curve` (a row a threshold),
    `lines` (where the thresholds stand), `plateau` and `capacity`. A moved line changes data, not shape."""
    panels = [_panel(words, name, last=name == _PANELS[-1]) for name in _PANELS]
    chart: dict[str, Any] = alt.vconcat(*panels, spacing=6).resolve_scale(x="shared").to_dict()
    chart.pop("$schema", None)
    chart["padding"] = {"top": 14, "bottom": 20}
    return chart


def datasets(curves: Curves, mql: int, sql: int) -> dict[str, pd.DataFrame]:
    """Return the rows of the small datasets; a plateau that does not exist has no rows."""
    best = curves.best
    plateau = [best.sql_range] if best.sql_range else []
    return {
        "lines": pd.DataFrame({"threshold": [mql, sql], "line": ["MQL", "SQL"]}),
        "plateau": pd.DataFrame(plateau, columns=["from", "to"]),
        "capacity": pd.DataFrame({"load": [curves.capacity_weekly_leads]}),
    }


def curve_rows(curves: Curves, base_threshold: int | None, language: Language) -> pd.DataFrame:
    """Return one row a threshold: the SQL rate in per cent (of the leads from `base_threshold` up, None for
    all inquiries), opportunities, won amount in the language's unit (with the ends of the displayed
    range) and leads a week."""
    unit = YEN_UNIT[language]
    guess = curves.estimate
    base = curves.inquiries if base_threshold is None else curves.selected[base_threshold]
    rows = pd.DataFrame(
        {
            "threshold": range(SCORES),
            "sql_rate": 100 * rates(curves.selected, base),
            "opportunities": guess.deals.total,
            "opportunities_low": guess.deals.observed,
            "opportunities_high": guess.deals.upper,
            "amount": guess.amount_yen.total / unit,
            "amount_low": guess.amount_yen.observed / unit,
            "amount_high": guess.amount_yen.upper / unit,
            "load": curves.weekly_leads,
        }
    )
    return rows if base_threshold is None else rows[rows["threshold"] >= base_threshold]


def arrow_bytes(rows: pd.DataFrame) -> bytes:
    """Return the rows as an Arrow stream, which Streamlit passes on as it is."""
    table = pa.Table.from_pandas(rows, preserve_index=False)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    return bytes(sink.getvalue())


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
            titleAngle=0,
            titleAlign="left",
            titleAnchor="start",
            titleY=-6,
            titleX=4,
        ),
    )
    layers = [_plateau(x), *_range(name, x, y), _line(words, name, x, y, title)]
    if name == "load":
        layers.append(_capacity())
    layers.append(_thresholds(x))
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


def _plateau(x: alt.X) -> alt.Chart:
    start = x.copy()
    start.shorthand = "from:Q"
    area = alt.Chart(alt.NamedData("plateau")).mark_rect(opacity=0.16, color="#2f8f5b")
    return area.encode(x=start, x2="to:Q")


def _capacity() -> alt.Chart:
    rule = alt.Chart(alt.NamedData("capacity")).mark_rule(color="#c9703a", strokeWidth=2, strokeDash=[2, 3])
    return rule.encode(y=alt.Y("load:Q"))


def _thresholds(x: alt.X) -> alt.Chart:
    return (
        alt.Chart(alt.NamedData("lines"))
        .mark_rule(strokeWidth=1.5, color="#7a828c")
        .encode(
            x=x,
            strokeDash=alt.StrokeDash(
                "line:N", scale=alt.Scale(domain=["MQL", "SQL"], range=[[5, 4], [1, 0]]), legend=None
            ),
        )
    )
