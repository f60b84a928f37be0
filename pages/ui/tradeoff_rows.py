"""The rows of the trade-off chart, as Arrow streams that Streamlit passes on as they are."""

from __future__ import annotations

import pandas as pd
import pyarrow as pa

from kpi.curves import Curves
from kpi.histogram import SCORES
from kpi.rates import rates
from pages.ui.text import Language

YEN_UNIT = {"ja": 1e8, "en": 1e6}


def datasets(curves: Curves, base_threshold: int | None, language: Language) -> dict[str, bytes]:
    """Return each dataset of the chart as an Arrow stream; a plateau that does not exist has no rows."""
    best = curves.best.sql_range
    plateau = pd.DataFrame([best] if best else [], columns=["from", "to"], dtype=float)
    capacity = pd.DataFrame({"load": [curves.capacity_weekly_leads]})
    frames = {"curve": curve_rows(curves, base_threshold, language), "plateau": plateau, "capacity": capacity}
    return {name: _arrow_bytes(frame) for name, frame in frames.items()}


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


def _arrow_bytes(rows: pd.DataFrame) -> bytes:
    table = pa.Table.from_pandas(rows, preserve_index=False)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    return bytes(sink.getvalue())
