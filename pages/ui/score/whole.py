"""What the score page answers: how well points do, the table to change them in, and one part at a time."""

from __future__ import annotations

import streamlit as st

from pages.ui import shell
from pages.ui.score import answer, controls, effect, live, sections, table
from pages.ui.shell import Frame


def show(frame: Frame) -> None:
    """Read the leads of the view, and draw all that follows from the points that are tried."""
    controls.row(frame)
    shell.sentences(frame, counts_then=False)
    found = live.read(frame)
    if not found.profiles.lead_count:
        empty = "explore.empty" if frame.record.lead_count else "shell.data.empty"
        st.info(frame.words(empty), icon=":material/search_off:")
        return
    answer.show(frame, found)
    left, right = st.columns([3, 2])
    with left:
        rules = table.show(frame, found)
    with right:
        effect.show(frame, found, rules)
    sections.show(frame, found, rules)
