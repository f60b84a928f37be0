"""Which column of a file is which field, to be looked over, changed, and saved under a name."""

from __future__ import annotations

import streamlit as st

from kpi.imports import Proposal, mappings
from kpi.imports.mapping import Mapping, field_names
from pages.ui import format as fmt
from pages.ui import inputs, session, shell, state
from pages.ui.data.findings import field_label
from pages.ui.shell import Frame
from pages.ui.view import Notice


def show(frame: Frame, file: str, proposal: Proposal) -> None:
    """Show the columns of a file that was recognised; another choice is an answer for this file."""
    words, mapping = frame.words, proposal.mapping
    if mapping is None:
        return
    label = words("importing.columns", count=len(mapping.columns))
    with st.expander(label, icon=":material/view_column:", key=f"columns_{file}", on_change="rerun") as body:
        if not body.open:
            return
        st.caption(words("importing.columns.text"))
        cells = st.columns(3)
        for place, name in enumerate(field_names()[mapping.kind]):
            with cells[place % 3]:
                _choice(frame, file, mapping, name)
        if extras := [mapping.header[place] for place in mapping.extras]:
            names = fmt.markdown(words("importing.join").join(extras[:30]))
            st.caption(words("importing.columns.extra", names=names))
        _save_row(frame, file, mapping)


def _choice(frame: Frame, file: str, mapping: Mapping, name: str) -> None:
    options = ["", *mapping.header]
    shown = mapping.header[mapping.columns[name]] if name in mapping.columns else ""
    key = inputs.option_key(f"column_{file}_{name}")
    st.selectbox(
        field_label(frame.words, name),
        options,
        index=options.index(shown),
        format_func=lambda heading: heading or fmt.UNDEFINED,
        key=key,
        on_change=session.answer,
        args=(file, f"column.{name}", key),
    )


def _save_row(frame: Frame, file: str, mapping: Mapping) -> None:
    """Let a person keep this mapping: a file with the same header is recognised by it from then on."""
    words = frame.words
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = st.text_input(words("importing.save.name"), key=f"save_{file}", max_chars=60, width=300)
        st.button(
            words("importing.save"),
            key=f"save_do_{file}",
            disabled=not name.strip(),
            on_click=_save,
            args=(frame, name.strip(), mapping),
        )


def _save(frame: Frame, name: str, mapping: Mapping) -> None:
    with shell.keeping():
        mappings.save(frame.store, name, mapping, session.who())
        state.note(Notice("importing.saved", fields={"name": name}))
