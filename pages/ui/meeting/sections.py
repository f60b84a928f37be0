"""The agenda of the page under the first block: one part at a time, and only that one is worked out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from pages.ui import session
from pages.ui.meeting import agenda_part, decide, record, rhythm_part, stuck, why_part
from pages.ui.meeting.live import Live
from pages.ui.section_choice import choose
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
    choose(
        "meeting_section",
        section,
        MEETING_SECTIONS,
        words("meet.section"),
        lambda code: words(f"meet.meeting_section.{code}"),
    )
    _SHOW[section](frame, live)
