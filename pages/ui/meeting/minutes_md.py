"""The minutes as Markdown, to be pasted into a chat or a wiki; no name in them is markup or a formula."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import astuple
from typing import Final

from kpi.export import cell_text
from pages.ui.meeting.minutes import DECISION_COLUMNS, KPI_COLUMNS, Minutes

_MARKUP: Final = re.compile(r"([\\`*_\[\]<>|~$&#!])")
# what makes a list, a heading or a line out of a text that begins with it
_OPENING: Final = re.compile(r"^(\d+(?=[.)](?:\s|$))|)([+\-=:.)])")
# a bare address becomes a link: an invisible space breaks it up
_ADDRESS: Final = re.compile(r"(?i)https?:(?=//)|www(?=\.)|@")


def text(minutes: Minutes) -> str:
    """Return the minutes as Markdown (GFM tables), in full length."""
    return "\n".join(_lines(minutes)) + "\n"


def inert(words: str) -> str:
    """Return a text on one line that is no markup, no link and, in a cell, no formula."""
    line = cell_text(" ".join(words.split()))
    escaped = _MARKUP.sub(r"\\\1", _ADDRESS.sub("\\g<0>\u200b", line))
    return _OPENING.sub(r"\1\\\2", escaped)


def _lines(minutes: Minutes) -> Iterator[str]:
    yield f"# {inert(minutes.title)}"
    yield ""
    yield inert(minutes.held)
    yield ""
    yield inert(minutes.comparison)
    if minutes.kpis:
        cells = [[getattr(row, name) for name in KPI_COLUMNS] for row in minutes.kpis]
        yield from _table(minutes, "kpis", KPI_COLUMNS, cells, own=KPI_COLUMNS[2:4])
    yield from _list(minutes, "causes", minutes.causes)
    if minutes.decisions:
        told = [astuple(one) for one in minutes.decisions]
        yield from _table(minutes, "decisions", DECISION_COLUMNS, told)
    else:
        yield from _list(minutes, "decisions", ())
    yield from _list(minutes, "agenda", minutes.agenda)
    if minutes.notes:
        yield from _list(minutes, "notes", minutes.notes)
    yield ""
    yield "---"
    yield ""
    yield from (f"{inert(line)}  " for line in minutes.footer)


def _table(
    minutes: Minutes,
    name: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    own: Sequence[str] = (),
) -> Iterator[str]:
    """Yield a table; columns of our `own` numbers keep their signs."""
    yield from ("", f"## {minutes.headings[name]}", "")
    yield f"| {' | '.join(inert(minutes.headings[column]) for column in columns)} |"
    yield f"|{' --- |' * len(columns)}"
    for row in rows:
        cells = (cell if column in own else inert(cell) for column, cell in zip(columns, row, strict=True))
        yield f"| {' | '.join(cells)} |"


def _list(minutes: Minutes, name: str, texts: Sequence[str]) -> Iterator[str]:
    yield from ("", f"## {minutes.headings[name]}", "")
    yield from (f"- {inert(one)}" for one in texts or (minutes.empty[name],))
