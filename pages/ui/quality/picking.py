"""Tables whose numbers open their leads: the number picked last, in whichever table of a part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Final

import pandas as pd
import streamlit as st

from pages.ui import format as fmt
from pages.ui import session, state

_PICKED: Final = "quality_cell"
_NOTHING: Final = ("", "", "")


def table(
    shown: pd.DataFrame,
    rows: Sequence[object],
    columns: Sequence[str],
    *,
    part: str,
    groups: Sequence[str],
    group: str,
    most: int = 12,
    config: Mapping[str, Any] | None = None,
) -> None:
    """Show one table (`group` of `groups`) of a part; a picked cell is kept as what its row and column mean.

    `rows` and `columns` say that of every row and column; more than `most` rows scroll.
    """
    st.dataframe(
        shown,
        hide_index=True,
        placeholder=fmt.UNDEFINED,
        key=_key(part, group),
        on_select=partial(_pick, part, groups, group, rows, dict(zip(shown.columns, columns, strict=True))),
        selection_mode="single-cell",
        height="content" if len(shown) <= most else 440,
        column_config=config,
    )


def picked(part: str, rows: Sequence[object]) -> tuple[Any, str] | None:
    """Return what the picked row and column of a part mean; None without one, or where the row has gone."""
    kept, row, column = session.kept(_PICKED, _NOTHING)
    return (row, column) if kept == part and row in rows else None


def _key(part: str, group: str) -> str:
    name = f"quality_{part}_{group}"
    return state.option_key(f"{name}_{session.edition(name)}")


def _pick(
    part: str, groups: Sequence[str], group: str, rows: Sequence[object], columns: Mapping[str, str]
) -> None:
    """Keep what was picked; the other tables of the part let go of theirs."""
    cells = session.value(_key(part, group))["selection"]["cells"]
    place, heading = cells[0] if cells else (len(rows), "")
    session.put(_PICKED, (part, rows[place], columns[heading]) if place < len(rows) else _NOTHING)
    for other in groups:
        if other != group:
            session.next_edition(f"quality_{part}_{other}")
