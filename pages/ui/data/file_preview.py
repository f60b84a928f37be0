"""The first rows of a file: as they are, and as they will be."""

from __future__ import annotations

from typing import Final

import pandas as pd
import streamlit as st

from kpi.imports import Preview, Proposal
from pages.ui import cached_data
from pages.ui import format as fmt
from pages.ui.data.findings import choice_label, field_label
from pages.ui.shell import Frame
from pages.ui.text import Words

_OURS: Final = ("row_number", "import_id", "known_stage", "is_total", "is_converted")
# what a field is called once it has been read
_FIELD: Final = {
    "amount_yen": "amount",
    "cost_yen": "cost",
    "kind": "stage",
    "lead_reference": "lead_id",
}


def show(frame: Frame, file: str, proposal: Proposal, *, is_open: bool) -> None:
    """Show both ways of reading the first rows, one above the other; read only while it is open."""
    words = frame.words
    with st.expander(
        words("importing.preview"),
        icon=":material/table_view:",
        expanded=is_open,
        key=f"preview_{file}",
        on_change="rerun",
    ) as body:
        if not body.open or proposal.source is None:
            return
        found = cached_data.preview(
            frame.path, frame.record.data_version, cached_data.proposal_key(proposal), proposal
        )
        st.caption(words("importing.preview.before", count=fmt.count(found.row_count)))
        _table(found.before)
        if not found.after.empty:
            st.caption(words("importing.preview.after"))
            _table(_labelled(frame, found, proposal.mapping and proposal.mapping.kind))


def _labelled(frame: Frame, found: Preview, kind: str | None) -> pd.DataFrame:
    """Return the fields that any of the rows fills, under their labels, in the reader's words."""
    after = found.after
    if "lead_reference" in after and "lead_id" in after:  # of an event: a lead that is in, or one that is not
        after = after.assign(lead_id=after["lead_id"].fillna(after["lead_reference"]), lead_reference=None)
    filled = after.dropna(axis="columns", how="all").drop(columns=list(_OURS), errors="ignore")
    kept = filled[[name for name in filled.columns if not name.endswith("_text")]]  # the cells before reading
    shown = pd.DataFrame({name: _said(frame.words, name, kept[name]) for name in kept.columns})
    return shown.rename(columns=lambda name: field_label(frame.words, _FIELD.get(name, name), kind))


def _said(words: Words, name: str, values: pd.Series) -> pd.Series:
    """Return what a column says: a day without a time as a day, a code as its label."""
    if pd.api.types.is_datetime64_any_dtype(values):
        return values.map(
            lambda moment: f"{moment:%Y-%m-%d %H:%M}".removesuffix(" 00:00"), na_action="ignore"
        )
    if name in ("stage", "kind"):
        return values.map(lambda code: choice_label(words, "ask_stage", code), na_action="ignore")
    return values


def _table(rows: pd.DataFrame) -> None:
    st.dataframe(rows, hide_index=True, placeholder=fmt.UNDEFINED, height="content" if len(rows) < 7 else 240)
