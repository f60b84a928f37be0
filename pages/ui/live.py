"""What follows a moved line: a fragment, so that a release runs neither navigation nor controls again."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from pages.ui import blocks, evidence_block, shell, state, trial_block
from pages.ui.shell import Frame


@st.fragment
def show(frame: Frame) -> None:
    """Show board, trade-off, evidence and trial list at the lines as they stand now.

    What a callback in here has to say, or new data, concerns the whole page: it runs once more.
    """
    if state.wants_whole_page():
        st.rerun()
    frame = replace(frame, view=state.view())
    found = blocks.curves(frame)
    blocks.show_board(frame, found)
    blocks.show_tradeoff(frame, found)
    evidence_block.show(frame, found)
    trial_block.show(frame, found)
    shell.leave(frame)
