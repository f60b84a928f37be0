"""The board as a fragment: a release runs nothing else of the page again."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from pages.ui import blocks, shell, state
from pages.ui.shell import Frame


@st.fragment
def board(frame: Frame) -> None:
    """Show the board at the lines as they stand now; what else follows them follows in the browser.

    The whole page runs once more for new data, for what a callback has to say, and where a block is open
    that counts at the lines on the server.
    """
    is_old = frame.store.data_version() != frame.record.data_version  # a colleague has changed the data
    if is_old or state.wants_whole_page(frame.view):
        st.rerun()
    frame = replace(frame, view=state.view())
    blocks.show_board(frame)
    shell.leave(frame)
