"""The agenda that the page proposes, and the rows behind missed promises."""

from __future__ import annotations

import streamlit as st

from pages.ui import format as fmt
from pages.ui.meeting import agenda
from pages.ui.meeting.live import Live
from pages.ui.shell import Frame


def show(frame: Frame, found: Live) -> None:
    """List what to talk about, the most important first."""
    words = frame.words
    items = [agenda.sentence(words, one.code, one.fields) for one in found.snapshot.agenda]
    if not items:
        st.info(words("meeting.none.agenda"))
        return
    st.markdown("\n".join(f"1. {fmt.markdown(item)}" for item in items))
