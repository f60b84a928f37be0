"""What the meeting page answers: the shared KPIs now and before, and one part of the meeting at a time."""

from __future__ import annotations

import streamlit as st

from pages.ui import shell
from pages.ui.meeting import controls, first, live, sections
from pages.ui.shell import Frame


def show(frame: Frame) -> None:
    """Work out the meeting of the view and draw it under its controls."""
    controls.presenter(frame)
    found = live.read(frame)
    if not frame.record.lead_count:
        st.info(frame.words(live.nothing(found)), icon=":material/search_off:")
    controls.show(frame, found)
    shell.sentences(frame)
    first.show(frame, found.snapshot)
    sections.show(frame, found)
