"""The changes of the definition that stand on a trend, told in a line each."""

from __future__ import annotations

from datetime import date
from typing import Final

import streamlit as st

from kpi.definition import Difference
from kpi.definitions import changes_of
from pages.ui import cached_definitions
from pages.ui import format as fmt
from pages.ui.agreement import worded
from pages.ui.shell import Frame
from pages.ui.text import Words

Change = tuple[date, str]
_MOST: Final = 3  # of the differences that are named


def changes(frame: Frame, first: date, last: date) -> list[Change]:
    """Return the days of `first` to `last` on which another definition began to hold, and what changed; none
    after the last day on record."""
    held = cached_definitions.timeline(frame.path, frame.record.data_version)
    last = min(last, frame.record.calendar.as_of)
    return [(day, told(frame.words, changed)) for day, changed in changes_of(held) if first <= day <= last]


def say(words: Words, found: list[Change]) -> None:
    """Say the changes below a chart; nothing where there are none."""
    days = [f"{fmt.day(day, words.language)} {fmt.markdown(told)}" for day, told in found]
    if days:
        st.caption(words("definition.marks", changes=words("definition.join").join(days)))


def told(words: Words, changed: tuple[Difference, ...]) -> str:
    """Name what another definition changed, the most important differences first."""
    rows = worded.rows(words, [one for one in changed if one.field != "name"])
    named = [words("definition.mark", what=what, before=before, after=after) for what, before, after in rows]
    more = len(named) - _MOST
    if more > 0:
        named[_MOST:] = [words("definition.mark.more", count=more)]
    return words("definition.join").join(named)
