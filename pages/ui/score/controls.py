"""The control row of the score page: which leads, and what it is all about."""

from __future__ import annotations

import streamlit as st

from pages.ui import controls
from pages.ui.shell import Frame


def row(frame: Frame) -> None:
    """Show period and filter, and the name of the rules that stand."""
    words = frame.words
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        controls.period_choice(frame)
        controls.filters(frame, offers_then=False)
        st.caption(words("score.basis", mql=frame.view.mql, sql=frame.view.sql))
