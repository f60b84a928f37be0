"""What the goal page answers: what holds, the goal with the tree under it, and one question at a time."""

from __future__ import annotations

import streamlit as st

from pages.ui import shell
from pages.ui.goal import form, levels, sections, setting, tree
from pages.ui.shell import Frame


def show(frame: Frame) -> None:
    """Draw the settings, and what a typed goal changes as a part of its own."""
    tree.style()
    form.show(frame, setting.read(frame))
    shell.part(frame, _goal)


def _goal(frame: Frame) -> None:
    """Solve the tree of the view and draw all that follows from it."""
    found = setting.read(frame)
    answer, cards = sections.read(frame, found), levels.cards(frame, found)
    shell.sentences(frame)
    if not frame.record.lead_count:
        st.info(frame.words("shell.data.empty"), icon=":material/search_off:")
    form.goal(frame, found)
    levels.show(frame, found, cards)
    sections.show(frame, found, answer)
