"""What the quality page answers: whose leads, what must be said first, and one part at a time."""

from __future__ import annotations

from pages.ui import shell
from pages.ui.quality import controls, sections
from pages.ui.shell import Frame


def show(frame: Frame) -> None:
    """Draw all that stands under the header."""
    controls.row(frame)
    shell.sentences(frame)
    sections.show(frame)
