"""Rows that an import leaves out, each with its reason in the reader's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd
import streamlit as st

from kpi.imports.results import Reject
from kpi.imports.words import sentence
from pages.ui import format as fmt
from pages.ui.data.findings import field_label
from pages.ui.text import Words, known

SHOWN: Final = 200
_FEW: Final = 5
_TALL_PX: Final = 300


def show(words: Words, rejects: Sequence[Reject], kind: str) -> None:
    """Show the first rejected rows of a file of one kind as text that wraps: a reason is read to its end."""
    rows = [
        (one.row_number, reason(words, one.code, one.fields, kind), one.value, one.column, one.line_number)
        for one in rejects[:SHOWN]
    ]
    names = [words(f"importing.reject.{name}") for name in ("row", "reason", "value", "column", "line")]
    cells = [[fmt.UNDEFINED if cell is None else fmt.markdown(cell) for cell in row] for row in rows]
    height = "content" if len(rows) < _FEW else _TALL_PX
    st.table(pd.DataFrame(cells, columns=names), border="horizontal", hide_index=True, height=height)


def reason(words: Words, code: str, fields: Mapping[str, Any], kind: str) -> str:
    """Return why a row is left out; a field is named by its own label beside the file's heading."""
    named = dict(fields)
    if field := fields.get("field"):
        label, column = field_label(words, str(field), kind), fields["column"]
        is_same = column in (label, field)
        named["column"] = label if is_same else words("importing.reject.named", column=column, label=label)
    own = f"importing.said.{code}"
    return words(own, **named) if known(own) else sentence(code, named, words.language)
