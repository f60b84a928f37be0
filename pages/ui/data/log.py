"""All imports: what came in, when and by whom; what was left out; taking one back; starting over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from kpi.imports import history
from kpi.imports.history import Import
from kpi.imports.mapping import KINDS
from pages.ui import format as fmt
from pages.ui import session, shell, state
from pages.ui.data import rejects
from pages.ui.data.file_card import kind_label
from pages.ui.data.findings import preset_label
from pages.ui.shell import Frame
from pages.ui.view import Notice


def show(frame: Frame) -> None:
    """List the imports, open one, and offer to go back to the sample."""
    words = frame.words
    found = history.imports(frame.store)
    if found:
        _list(frame, found)
    else:
        st.info(words("log.none"))
    _start_over(frame)


def _list(frame: Frame, found: list[Import]) -> None:
    words = frame.words
    picked = st.dataframe(
        _frame(frame, found),
        hide_index=True,
        placeholder=fmt.UNDEFINED,
        key=f"imports_{session.edition('imports')}",
        on_select="rerun",
        selection_mode="single-row",
        height="content" if len(found) < 9 else 330,
        column_config={
            words("log.at"): st.column_config.DatetimeColumn(format="YYYY-MM-DD HH:mm", width=130),
            words("log.file"): st.column_config.TextColumn(width=150),
            words("log.hash"): st.column_config.TextColumn(width=80),
        },
    )
    rows = picked["selection"]["rows"]
    if not rows:
        st.caption(words("log.pick"))
        return
    _one(frame, found[rows[0]])


def _frame(frame: Frame, found: list[Import]) -> pd.DataFrame:
    words = frame.words
    table = {
        "file": [one.file_name for one in found],
        "state": [_state(frame, one) for one in found],
        "kind": [kind_label(words, one.kind) for one in found],
        "preset": [_preset(frame, one.preset) for one in found],
        "rows": [one.rows_read for one in found],
        "accepted": [one.accepted for one in found],
        "rejected": [one.rejected for one in found],
        "at": [one.imported_at for one in found],
        "by": [one.imported_by for one in found],
        "hash": [one.file_hash[:8] for one in found],
    }
    return pd.DataFrame({words(f"log.{name}"): values for name, values in table.items()})


def _preset(frame: Frame, name: str) -> str:
    """Name the format; a table that was read by its headings alone has none."""
    return fmt.UNDEFINED if name in KINDS else preset_label(name)


def _state(frame: Frame, one: Import) -> str:
    words = frame.words
    if one.undone_at is None:
        return words("log.in")
    return words(
        "log.undone", day=fmt.day(one.undone_at.date(), words.language), by=one.undone_by or fmt.UNDEFINED
    )


def _one(frame: Frame, one: Import) -> None:
    """One import: its rejected rows to mend, and taking it back."""
    words = frame.words

    def reason(code: str, fields: Mapping[str, Any]) -> str:
        return rejects.reason(words, code, fields, one.kind)

    st.markdown(f"**{fmt.markdown(one.file_name)}**")
    with st.container(horizontal=True, vertical_alignment="center"):
        if one.rejected:
            st.download_button(
                words("log.rejects", count=fmt.count(one.rejected)),
                lambda: history.rejects_csv(frame.store, one.import_id, words.language, reason),
                file_name=f"rejected_{one.file_name.rsplit('.', 1)[0]}.csv",
                on_click="ignore",
                icon=":material/download:",
                key="rejects_download",
            )
        if one.undone_at is None and not frame.store.read_only:
            st.button(
                words("log.undo"),
                icon=":material/undo:",
                key="undo_import",
                on_click=_undo,
                args=(frame, one),
            )
    if one.rejected:
        st.caption(words("log.rejects.text"))
        rejects.show(words, history.rejects(frame.store, one.import_id), one.kind)


def _undo(frame: Frame, one: Import) -> None:
    with shell.keeping():
        history.undo(frame.store, one.import_id, by=session.who(), today=frame.today)
        session.next_edition("imports")
        state.note(Notice("log.undo.done", fields={"file": one.file_name}))


def _start_over(frame: Frame) -> None:
    words = frame.words
    if frame.store.read_only or frame.record.data_set == "sample":
        return
    st.subheader(words("log.over"), anchor=False)
    st.markdown(words("log.over.text"))
    sure = st.checkbox(words("log.over.sure"), key=f"over_sure_{session.edition('imports')}")
    st.button(words("log.over.do"), key="over", disabled=not sure, on_click=_sample, args=(frame,))


def _sample(frame: Frame) -> None:
    with shell.keeping():
        history.back_to_sample(frame.store, today=frame.today)
        session.next_edition("imports")
        state.note(Notice("log.over.done"))
