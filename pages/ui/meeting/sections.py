"""The agenda of the page under the first block: one part at a time, and only that one is worked out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import streamlit as st

from pages.ui import session, state
from pages.ui.meeting import agenda_part, decide, record, rhythm_part, stuck, why_part
from pages.ui.meeting.live import Live
from pages.ui.shell import Frame
from pages.ui.view import MEETING_SECTIONS

_SHOW: Final[dict[str, Callable[[Frame, Live], None]]] = {
    "why": why_part.show,
    "stuck": stuck.show,
    "agenda": agenda_part.show,
    "decide": decide.show,
    "record": record.show,
    "rhythm": rhythm_part.show,
}


def show(frame: Frame, live: Live) -> None:
    """Let a person choose a part, and show it."""
    words, section = frame.words, frame.view.meeting_section
    session.keep_who()
    st.segmented_control(
        words("meet.section"),
        MEETING_SECTIONS,
        format_func=lambda code: words(f"meet.meeting_section.{code}"),
        key=state.widget("meeting_section", section),
        on_change=lambda: state.change(meeting_section=state.widget_value("meeting_section")),
        required=True,
        label_visibility="collapsed",
    )
    _SHOW[section](frame, live)
