"""A frozen meeting, as it was."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from kpi import snapshots
from kpi.errors import InvalidInput
from pages.ui import format as fmt
from pages.ui import shell, state
from pages.ui.meeting import charts, first, minutes, record, said
from pages.ui.meeting.minutes import DECISION_COLUMNS, Minutes
from pages.ui.shell import Frame


def show(frame: Frame) -> None:
    """Draw a frozen meeting from its snapshot alone; an unknown one is named and left."""
    words = frame.words
    shell.header(frame, "meet.title")
    st.button(
        words("meet.reopened.leave"),
        key="reopened_leave",
        on_click=lambda: state.change(frozen=""),
        icon=":material/arrow_back:",
    )
    try:
        found = snapshots.reopen(frame.store, frame.view.frozen)
    except InvalidInput:
        st.error(words("meet.reopened.unknown"))
        return
    day = fmt.day(found.held_on, words.language)
    told = minutes.minutes(words, found)
    st.info(words("meet.reopened", day=day, title=fmt.markdown(told.title)), icon=":material/lock_clock:")
    st.caption(fmt.markdown(told.comparison))
    first.show(frame, found)
    for walk in found.bridges:
        spec = charts.bridge(words, walk, said.unit_of(walk.code))
        alt = words("meet.bridge.alt")
        st.vega_lite_chart(spec=spec, width="stretch", key=f"bridge_{walk.code}_{walk.by}", alt=alt)
    _listed(told, "causes", told.causes)
    _listed(told, "agenda", told.agenda, "1.")
    _decisions(told)
    if told.notes:
        _listed(told, "notes", told.notes)
    record.downloads(frame, found)
    st.caption("  \n".join(fmt.markdown(line) for line in told.footer))


def _listed(told: Minutes, section: str, lines: Sequence[str], mark: str = "-") -> None:
    st.markdown(f"**{told.headings[section]}**")
    st.markdown("\n".join(f"{mark} {fmt.markdown(line)}" for line in lines) or told.empty[section])


def _decisions(told: Minutes) -> None:
    st.markdown(f"**{told.headings['decisions']}**")
    if not told.decisions:
        st.markdown(told.empty["decisions"])
        return
    rows = [{told.headings[name]: getattr(one, name) for name in DECISION_COLUMNS} for one in told.decisions]
    st.dataframe(pd.DataFrame(rows), hide_index=True, height="content")
