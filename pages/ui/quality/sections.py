"""The parts of the page: one at a time, and only that one is worked out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import streamlit as st

from pages.ui.quality import (
    before_part,
    contribution_part,
    reading_part,
    reasons_part,
    segments_part,
    traffic_part,
    traits_part,
)
from pages.ui.section_choice import choose
from pages.ui.shell import Frame
from pages.ui.view import QUALITY_SECTIONS

_SHOW: Final[dict[str, Callable[[Frame], None]]] = {
    "segments": segments_part.show,
    "reasons": reasons_part.show,
    "traits": traits_part.show,
    "reading": reading_part.show,
    "before": before_part.show,
    "traffic": traffic_part.show,
    "contribution": contribution_part.show,
}
# what deals and visits alone can tell
_WITHOUT_LEADS: Final = ("traffic", "contribution")


def show(frame: Frame) -> None:
    """Let a person choose a part, and show it."""
    words, section = frame.words, frame.view.quality_section
    choose(
        "quality_section",
        section,
        QUALITY_SECTIONS,
        words("quality.section"),
        lambda code: words(f"quality.section.{code}"),
        lead="",
    )
    if frame.record.lead_count or section in _WITHOUT_LEADS:
        _SHOW[section](frame)
    else:
        st.info(words("shell.data.empty"), icon=":material/search_off:")
