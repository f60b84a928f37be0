"""The folder data/inbox: files that somebody put there are offered until they have been imported."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from kpi.imports.inbox import waiting
from pages.ui import format as fmt
from pages.ui import inputs, session
from pages.ui.shell import Frame


def chosen(frame: Frame) -> list[Path]:
    """Offer the files of the inbox that are not imported yet; return those that were chosen."""
    words = frame.words
    found = {path.name: path for path in waiting(frame.store)}
    if not found:
        return []
    before = [name for name in session.kept("inbox", ()) if name in found]
    names = st.multiselect(
        words("importing.inbox", count=fmt.count(len(found))),
        list(found),
        key=inputs.widget("inbox", before, always=True),
        on_change=session.keep,
        args=("inbox",),
        placeholder=words("importing.inbox.choose"),
    )
    return [found[name] for name in names]
