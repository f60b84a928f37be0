"""A short table to be read: its texts wrap, it prints, and a browser draws it at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

import streamlit as st

from pages.ui.text import Language

_STRESSED: Final = re.compile(r"\*\*(.+?)\*\*")
_BOLD: Final = r"<b>\1</b>"


@dataclass(frozen=True)
class Row:
    """What stands in a row: what it is of, with a small line under it, and its numbers in words."""

    name: str
    cells: Sequence[str]
    note: str = ""


def draw(
    language: Language,
    label: str,
    headings: Sequence[str],
    rows: Iterable[Row],
    said: Iterable[str] = (),
    first: Iterable[str] = (),
) -> None:
    """Draw the rows under their headings, the first of them that of the names, small sentences below, and
    above what must be read `first`.

    `label` names the table for those who cannot see it. All texts are plain, nothing in them is markup, but
    sentences may stress with **two stars**. In Japanese a browser breaks names between words, headings at
    U+200B only.
    """
    heads = "".join(f"<th scope='col'>{escape(heading)}</th>" for heading in headings)
    body = "".join(map(_row, rows))
    table = (
        f"<table aria-label='{escape(label)}'><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
    )
    st.html(f"<div class='plain' lang='{language}'>{_paragraphs(first)}{table}{_paragraphs(said)}</div>")


def _paragraphs(sentences: Iterable[str]) -> str:
    return "".join(f"<p>{_STRESSED.sub(_BOLD, escape(sentence))}</p>" for sentence in sentences)


def _row(row: Row) -> str:
    note = f"<small>{escape(row.note)}</small>" if row.note else ""
    cells = "".join(f"<td>{escape(cell)}</td>" for cell in row.cells)
    return f"<tr><th scope='row'>{escape(row.name)}{note}</th>{cells}</tr>"
