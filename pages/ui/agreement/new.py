"""A new draft: from the version on screen, from the lines of the explore page, or from a file."""

from __future__ import annotations

from typing import Final

import streamlit as st

from kpi import definition_file, definitions_life
from kpi.definition import Definition
from kpi.definitions_list import Version, versions
from pages.ui import format as fmt
from pages.ui import session, shell
from pages.ui.agreement import edit
from pages.ui.agreement.doing import PLACE, attempt
from pages.ui.data import uploads
from pages.ui.shell import Frame

_FILE: Final = "definition_file"
_MOST_MEGABYTES: Final = 1  # what definition_file.read takes
_DENOMINATORS: Final = {"inq": "inquiries", "mql": "mqls"}


def show(frame: Frame, chosen: Version | None) -> None:
    """Offer the three ways to begin, and the chosen version as a file."""
    words, view = frame.words, frame.view
    with st.container(horizontal=True, vertical_alignment="bottom"):
        with st.popover(words("definition.new"), icon=":material/add:", disabled=frame.store.read_only):
            source = frame.agreed if chosen is None else chosen.definition
            st.button(
                words("definition.new.same", title=fmt.markdown(source.name)),
                key="definition_new_same",
                on_click=_begin,
                args=(frame, source),
            )
            lines = {"mql": view.mql, "sql": view.sql}
            st.button(
                words("definition.new.lines", **lines),
                key="definition_new_lines",
                help=words("definition.new.lines.help"),
                on_click=_begin,
                args=(frame, _at_lines(frame)),
            )
            uploads.speak(words, _MOST_MEGABYTES)
            key = f"{_FILE}_{session.edition(_FILE)}"
            st.file_uploader(
                words("definition.new.file"),
                type=["json"],
                max_upload_size=_MOST_MEGABYTES,
                key=key,
                on_change=_import,
                args=(frame, key),
            )
        if chosen is not None:
            st.download_button(
                words("definition.export"),
                definition_file.text(chosen.definition),
                file_name=f"definition_{chosen.effective_from:%Y%m%d}.json",
                mime="application/json",
                on_click="ignore",
                icon=":material/download:",
                key="definition_export",
            )


def _at_lines(frame: Frame) -> Definition:
    view = frame.view
    return frame.agreed.model_copy(
        update={
            "mql_threshold": view.mql,
            "sql_threshold": view.sql,
            "sql_rate_denominator": _DENOMINATORS[view.denominator],
        }
    )


def _begin(frame: Frame, source: Definition, *, renamed: bool = True) -> None:
    """Keep a draft and open it."""
    name = frame.words("definition.copy", title=source.name)[:200] if renamed else source.name
    made = source.model_copy(update={"name": name})
    day = definitions_life.earliest(frame.today)
    saved = attempt(
        "draft",
        lambda: definitions_life.draft(frame.store, made, effective_from=day, by=session.who()),
        place=PLACE,
    )
    if saved is not None:
        edit.begin(saved)


def _import(frame: Frame, key: str) -> None:
    uploaded = session.value(key)
    if uploaded is None:
        return
    session.next_edition(_FILE)
    with shell.keeping(PLACE):
        read = definition_file.read(uploaded.getvalue())
        names = {one.definition.name for one in versions(frame.store)}
        _begin(frame, read, renamed=read.name in names)
