"""The first rows of a file: as they are, and as they will be."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from kpi.imports import Preview, Proposal
from pages.ui import cached
from pages.ui import format as fmt
from pages.ui.data.findings import field_label
from pages.ui.shell import Frame


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
        found = cached.preview(frame.path, frame.record.data_version, cached.proposal_key(proposal), proposal)
        st.caption(words("importing.preview.before", count=fmt.count(found.row_count)))
        _table(found.before)
        if not found.after.empty:
            st.caption(words("importing.preview.after"))
            _table(_labelled(frame, found))


def _labelled(frame: Frame, found: Preview) -> pd.DataFrame:
    """Return the fields that any of the rows fills, under their labels."""
    filled = found.after.dropna(axis="columns", how="all").drop(columns="row_number", errors="ignore")
    kept = filled[[name for name in filled.columns if not name.endswith("_text")]]  # the cells before reading
    labels = {name: field_label(frame.words, name.removesuffix("_yen")) for name in kept.columns}
    return kept.rename(columns=labels)


def _table(rows: pd.DataFrame) -> None:
    st.dataframe(rows, hide_index=True, placeholder=fmt.UNDEFINED, height="content" if len(rows) < 7 else 240)
