"""The parts of the agreement page: one is open at a time, and only that one is worked out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from pages.ui import session, shell
from pages.ui.agreement import checklists, compare, dictionary, judgement, promises, versions
from pages.ui.section_choice import choose
from pages.ui.shell import Frame
from pages.ui.view import AGREEMENT_SECTIONS

_SHOW: Final[dict[str, Callable[[Frame], None]]] = {
    "versions": versions.show,
    "compare": compare.show,
    "judgement": judgement.show,
    "promises": promises.show,
    "checklists": checklists.show,
    "dictionary": dictionary.show,
}

_FOLLOWS_THEN: Final = ("judgement", "promises")


def show(frame: Frame) -> None:
    """Let a person choose a part, and show it."""
    words, section = frame.words, frame.view.agreement_section
    shell.sentences(frame, counts_then=section in _FOLLOWS_THEN)
    session.keep_who()
    choose(
        "agreement_section",
        section,
        AGREEMENT_SECTIONS,
        words("agree.section"),
        lambda code: words(f"agree.section.{code}"),
    )
    _SHOW[section](frame)
