"""Rows that an import leaves out, each with its reason in the reader's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil
from typing import Any, Final
from unicodedata import east_asian_width

import pandas as pd
import streamlit as st

from kpi.imports.results import Reject
from kpi.imports.words import sentence
from pages.ui import format as fmt
from pages.ui.data.findings import field_label
from pages.ui.text import Words, known

SHOWN: Final = 200
_REASON_PX: Final = 430
_PLACES_A_LINE: Final = 58  # half-width places that fit into _REASON_PX
_MOST_LINES: Final = 4


def show(words: Words, rejects: Sequence[Reject], kind: str) -> None:
    """Show the first rejected rows of a file of one kind; long reasons wrap."""
    found = table(words, rejects[:SHOWN], kind)
    reasons = found[words("importing.reject.reason")]
    st.dataframe(
        found,
        hide_index=True,
        placeholder=fmt.UNDEFINED,
        height="content" if len(found) < 5 else 260,
        row_height=16 + 20 * max(map(_lines, reasons), default=1),
        column_config={
            words("importing.reject.row"): st.column_config.NumberColumn(width=50),
            words("importing.reject.reason"): st.column_config.TextColumn(width=_REASON_PX),
        },
    )


def table(words: Words, rejects: Sequence[Reject], kind: str) -> pd.DataFrame:
    """Return row, reason, value, column and line of rejected rows, under headings."""
    rows = [
        (one.row_number, reason(words, one.code, one.fields, kind), one.value, one.column, one.line_number)
        for one in rejects
    ]
    names = [words(f"importing.reject.{name}") for name in ("row", "reason", "value", "column", "line")]
    return pd.DataFrame(rows, columns=names)


def reason(words: Words, code: str, fields: Mapping[str, Any], kind: str) -> str:
    """Return why a row is left out; a field is named by its own label beside the file's heading."""
    named = dict(fields)
    if field := fields.get("field"):
        label, column = field_label(words, str(field), kind), fields["column"]
        is_same = column in (label, field)
        named["column"] = label if is_same else words("importing.reject.named", column=column, label=label)
    own = f"importing.said.{code}"
    return words(own, **named) if known(own) else sentence(code, named, words.language)


def _lines(text: str) -> int:
    places = sum(2 if east_asian_width(letter) in "WFA" else 1 for letter in text)
    return min(_MOST_LINES, max(1, ceil(places / _PLACES_A_LINE)))
