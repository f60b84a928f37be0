"""Numbers that open their leads: the one picked last, in a sentence or in whichever table of a part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Final, NamedTuple

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.ui import format as fmt
from pages.ui import inputs, session

_PICKED: Final = "quality_cell"
_NOTHING: Final = ("", "", "")
_IS_SAID: Final = "quality_cell_is_said"


class Link(NamedTuple):
    """A number in words, as plain text, and the row and column of a part that it is picked as."""

    label: str
    row: object
    column: str


def links(
    found: Sequence[Link], *, part: str, groups: Sequence[str], place: str, stacked: bool = False
) -> None:
    """Show numbers in words, each opening its leads; `place` keeps those of one part apart."""
    with st.container(horizontal=not stacked, gap="xxsmall" if stacked else "small"):
        for number, link in enumerate(found):
            st.button(
                f":primary[{fmt.markdown(link.label)}]",
                key=f"quality_link_{part}_{place}_{number}",
                type="tertiary",
                icon=":material/group:",
                on_click=partial(_pick_said, part, groups, link),
            )


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


def below(said: DeltaGenerator, table: DeltaGenerator | None = None) -> DeltaGenerator:
    """Return where the leads are shown: `said` where a sentence opened them, else under their `table`, or
    here."""
    if session.kept(_IS_SAID, False):
        return said
    return st.container() if table is None else table


def _key(part: str, group: str) -> str:
    name = f"quality_{part}_{group}"
    return inputs.option_key(f"{name}_{session.edition(name)}")


def _pick(
    part: str, groups: Sequence[str], group: str, rows: Sequence[object], columns: Mapping[str, str]
) -> None:
    """Keep what was picked; the other tables of the part let go of theirs."""
    cells = session.value(_key(part, group))["selection"]["cells"]
    place, heading = cells[0] if cells else (len(rows), "")
    _keep((part, rows[place], columns[heading]) if place < len(rows) else _NOTHING, is_said=False)
    _let_go(part, [other for other in groups if other != group])


def _pick_said(part: str, groups: Sequence[str], link: Link) -> None:
    _keep((part, link.row, link.column), is_said=True)
    _let_go(part, groups)


def _keep(cell: tuple[str, object, str], *, is_said: bool) -> None:
    session.put(_PICKED, cell)
    session.put(_IS_SAID, is_said)


def _let_go(part: str, groups: Sequence[str]) -> None:
    for group in groups:
        session.next_edition(f"quality_{part}_{group}")
