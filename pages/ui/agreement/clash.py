"""One draft saved by two people: where the versions differ, side by side, and the second one's choice."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from kpi import definitions_life
from kpi.definition import differences
from kpi.definitions_list import Version
from pages.ui import format as fmt
from pages.ui import session
from pages.ui.agreement import worded
from pages.ui.agreement.doing import CONFLICT, attempt
from pages.ui.shell import Frame


def show(frame: Frame, leave: Callable[[], None]) -> None:
    """Show both versions of a conflict to choose from; `leave` closes the form."""
    words, conflict = frame.words, session.kept(CONFLICT, None)
    if conflict is None:
        return
    mine, theirs = conflict
    by = fmt.markdown(theirs.created_by or words("meet_decide.somebody"))
    with st.container(border=True, key="definition_conflict"):
        title = fmt.markdown(theirs.definition.name)
        st.warning(words("definition.conflict", title=title, by=by), icon=":material/group:")
        rows = worded.rows(words, differences(theirs.definition, mine.definition))
        if theirs.effective_from != mine.effective_from:
            days = (fmt.day(one.effective_from, words.language) for one in (theirs, mine))
            rows.append((words("definition.field.effective_from"), *days))
        heads = [words(f"definition.conflict.{name}") for name in ("what", "theirs", "mine")]
        st.dataframe(pd.DataFrame(rows, columns=heads), hide_index=True, height="content")
        with st.container(horizontal=True):
            st.button(words("definition.keep.theirs"), key="definition_theirs", on_click=leave)
            st.button(
                words("definition.keep.mine"),
                key="definition_mine",
                disabled=frame.store.read_only,
                on_click=_save_mine,
                args=(frame, mine, theirs, leave),
            )


def _save_mine(frame: Frame, mine: Version, theirs: Version, leave: Callable[[], None]) -> None:
    """Save the second person's version on top of the one they have now seen."""
    saved = attempt(
        "save",
        lambda: definitions_life.save(
            frame.store,
            mine.definition_id,
            mine.definition,
            effective_from=mine.effective_from,
            seen_version=theirs.version,
            by=session.who(),
        ),
        has_choice=True,
    )
    if saved is not None:
        leave()
