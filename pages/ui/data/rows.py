"""Rows behind a count: the first of them on the screen, all of them as a download."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import pandas as pd
import streamlit as st

from kpi import export
from pages.ui import format as fmt
from pages.ui.labels import value_label
from pages.ui.shell import Frame

SHOWN: Final = 200
DOWNLOADED: Final = 100_000
_TALL: Final = 330
_MAKERS: Final = {
    "ga4": "GA4",
    "hubspot": "HubSpot",
    "marketo": "Marketo",
    "pardot": "Pardot",
    "salesforce": "Salesforce",
    "sansan": "Sansan",
    "zoho": "Zoho",
}


def labelled(frame: Frame, rows: pd.DataFrame, heading: Callable[[str], str]) -> pd.DataFrame:
    """Return the rows under the headings of their columns, codes of channels and stages as their labels."""
    words = frame.words
    shown = rows.copy()
    for name, label in (
        ("channel", lambda code: value_label(words, "channel", code)),
        ("stage", lambda code: words.code("kind", code)),
    ):
        if name in shown:
            labels = {code: label(code) for code in shown[name].dropna().unique()}
            shown[name] = shown[name].map(labels)
    return labelled_by(shown, heading)


def labelled_by(rows: pd.DataFrame, heading: Callable[[str], str]) -> pd.DataFrame:
    return rows.rename(columns={name: heading(name) for name in rows.columns})


def formats(shown: pd.DataFrame) -> dict[str, object]:
    """Return how the columns of a labelled frame are written: days, moments, numbers with thousands."""
    found: dict[str, object] = {}
    for name, kind in shown.dtypes.items():
        if pd.api.types.is_datetime64_any_dtype(kind):
            found[str(name)] = st.column_config.DateColumn(format="YYYY-MM-DD")
        elif pd.api.types.is_integer_dtype(kind) or pd.api.types.is_float_dtype(kind):
            found[str(name)] = st.column_config.NumberColumn(format="localized")
    return found


def system_label(system: str) -> str:
    """Name a system that was imported from as its maker writes it; a mapping of one's own names itself."""
    return _MAKERS.get(system, system)


def picked(shown: pd.DataFrame, key: str, formats_of: dict[str, object] | None = None) -> list[int]:
    """Show a labelled table whose rows can be chosen; return the places of those that are."""
    found = st.dataframe(
        shown,
        hide_index=True,
        placeholder=fmt.UNDEFINED,
        height=height(len(shown)),
        column_config=(formats_of or formats(shown)),
        key=key,
        on_select="rerun",
        selection_mode="multi-row",
    )
    return list(found["selection"]["rows"])


def height(count: int) -> int | str:
    return "content" if count < 9 else _TALL


def table(
    frame: Frame,
    shown: pd.DataFrame,
    total: int,
    *,
    name: str,
    sheet: str,
    everything: Callable[[], pd.DataFrame],
) -> None:
    """Show labelled rows and offer all of them for download; say how many of `total` are shown."""
    words = frame.words
    st.dataframe(
        shown,
        hide_index=True,
        placeholder=fmt.UNDEFINED,
        height=height(len(shown)),
        column_config=formats(shown),
        key=f"table_{name}",
    )
    notes = []
    if total > len(shown):
        notes.append(words("health.rows.shown", shown=fmt.count(len(shown)), total=fmt.count(total)))
    if shown.isna().to_numpy().any():
        notes.append(words("health.rows.undefined"))
    if total > DOWNLOADED:
        notes.append(words("leads.download.capped", count=fmt.count(DOWNLOADED)))
    if notes:
        st.caption(" ".join(notes))
    downloads(frame, everything, name=name, sheet=sheet)


def downloads(frame: Frame, rows: Callable[[], pd.DataFrame], *, name: str, sheet: str) -> None:
    """Offer labelled rows as CSV and xlsx, built when asked for, formulas made harmless."""

    def as_csv() -> bytes:
        found = rows()
        return export.csv_bytes(found, _same(found.columns))

    def as_xlsx() -> bytes:
        found = rows()
        return export.xlsx_bytes(found, _same(found.columns), sheet)

    with st.container(horizontal=True):
        for kind, build in (("csv", as_csv), ("xlsx", as_xlsx)):
            st.download_button(
                frame.words(f"leads.download.{kind}"),
                build,
                file_name=f"{name}.{kind}",
                on_click="ignore",
                icon=":material/download:",
                key=f"download_{name}_{kind}",
            )


def _same(columns: Sequence[str]) -> dict[str, str]:
    return {column: column for column in columns}
