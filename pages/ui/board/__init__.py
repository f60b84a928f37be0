"""The board: two range inputs over the histogram; it follows the hand without asking the server."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import streamlit as st

_FOLDER = Path(__file__).parent
_BOARD = st.components.v2.component(
    "kpi_board",
    html='<div class="board"></div>',
    css=(_FOLDER / "board.css").read_text(encoding="utf-8"),
    js=(_FOLDER / "board.js").read_text(encoding="utf-8"),
)
KEY = "board"


def mount(data: str, position: dict[str, int], *, on_thresholds: Any, on_open: Any) -> None:
    """Show the board. `data` is payload.payload as JSON text, parsed only when it changes; `position` is
    {mql, sql, place}, where a new `place` number makes the browser move its lines there.
    Callbacks run before the next script run."""
    _BOARD(
        key=KEY,
        data={"curves": data, "position": position},
        on_thresholds_change=on_thresholds,
        on_open_change=on_open,
    )
