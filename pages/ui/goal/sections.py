"""The questions under the tree: one is answered at a time, and only that one is worked out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from pages.ui.goal import chances, channels, handout, levels, levers, scenarios, time
from pages.ui.goal.setting import Setting
from pages.ui.section_choice import choose
from pages.ui.shell import Frame
from pages.ui.view import GOAL_SECTIONS

# what takes long to work out, and is worked out before anything is drawn
_READ: Final[dict[str, Callable[[Frame, Setting], Any]]] = {
    "time": time.read,
    "chance": chances.read,
    "levers": levers.read,
}
_SHOW: Final[dict[str, Callable[..., None]]] = {
    "time": time.show,
    "chance": chances.show,
    "levers": levers.show,
    "channels": channels.show,
    "plans": scenarios.show,
    "steps": levels.steps,
    "handout": handout.show,
}


def read(frame: Frame, setting: Setting) -> tuple[Any, ...]:
    """Return what `show` takes for the chosen question: a browser draws at once what comes at once."""
    section = frame.view.goal_section
    return (_READ[section](frame, setting),) if section in _READ else ()


def show(frame: Frame, setting: Setting, found: tuple[Any, ...]) -> None:
    """Let a person choose a question, and answer it."""
    words, section = frame.words, frame.view.goal_section
    choose(
        "goal_section",
        section,
        GOAL_SECTIONS,
        words("goal.section"),
        lambda code: words(f"goal.section.{code}"),
    )
    _SHOW[section](frame, setting, *found)
