"""What the goal page answers: the form, the tree under it, and one question at a time."""

from __future__ import annotations

import streamlit as st

from pages.ui import shell
from pages.ui.goal import form, levels, sections, setting
from pages.ui.shell import Frame


def show(frame: Frame) -> None:
    """Solve the tree of the view and draw all that follows from it."""
    found = setting.read(frame)
    form.show(frame, found)
    shell.sentences(frame)
    form.source(frame, found)
    if not frame.record.lead_count:
        st.info(frame.words("shell.data.empty"), icon=":material/search_off:")
    levels.show(frame, found)
    sections.show(frame, found)
