"""The parts of the data page: one is shown at a time, and only that one runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import streamlit as st

from pages.ui import session
from pages.ui.data import backup, health, importing, log, own_columns, people, reconciling
from pages.ui.section_choice import choose
from pages.ui.shell import Frame
from pages.ui.view import SECTIONS

_SHOW: Final[dict[str, Callable[[Frame], None]]] = {
    "import": importing.show,
    "log": log.show,
    "own": own_columns.show,
    "people": people.show,
    "reconcile": reconciling.show,
    "health": health.show,
    "backup": backup.show,
}


def chooser(frame: Frame) -> None:
    """Let a person choose a part, and say in a line what it is for."""
    words, section = frame.words, frame.view.section
    session.keep_who()
    offered = [code for code in SECTIONS if code != "own" or code == section or frame.record.has_own_columns]
    choose("section", section, offered, words("data.section"), lambda code: words(f"data.section.{code}"))
    st.caption(words(f"data.section.{section}.help"))


def show(frame: Frame) -> None:
    """Show the chosen part; an import at work is shown instead, whichever was chosen."""
    if session.job() is not None:
        importing.watch(frame)
        return
    _SHOW[frame.view.section](frame)
