"""What can be looked at under the table: one part at a time, and only that one is worked out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import streamlit as st

from kpi.definitions import Definition
from pages.ui import state
from pages.ui.score import curves_part, draft_part, moves_part, worth_part
from pages.ui.score.live import Live
from pages.ui.shell import Frame
from pages.ui.view import SCORE_SECTIONS

_SHOW: Final[dict[str, Callable[[Frame, Live, Definition], None]]] = {
    "curves": curves_part.show,
    "moves": moves_part.show,
    "worth": worth_part.show,
    "draft": draft_part.show,
}


def show(frame: Frame, found: Live, rules: Definition) -> None:
    """Let a person choose a part, and show it."""
    words, section = frame.words, frame.view.score_section
    st.segmented_control(
        words("score.section"),
        SCORE_SECTIONS,
        format_func=lambda code: words(f"score.section.{code}"),
        key=state.widget("score_section", section),
        on_change=lambda: state.change(score_section=state.widget_value("score_section")),
        required=True,
        label_visibility="collapsed",
    )
    _SHOW[section](frame, found, rules)
