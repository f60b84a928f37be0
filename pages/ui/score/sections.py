"""What can be looked at under the table: one part at a time, and only that one is worked out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from kpi.definitions import Definition
from pages.ui.score import curves_part, draft_part, moves_part, worth_part
from pages.ui.score.live import Live
from pages.ui.section_choice import choose
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
    choose(
        "score_section",
        section,
        SCORE_SECTIONS,
        words("score.section"),
        lambda code: words(f"score.section.{code}"),
    )
    _SHOW[section](frame, found, rules)
