"""Followers: texts outside the board that follow its lines while the hand moves, looked up like its own."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

_FOLDER = Path(__file__).parent
_FOLLOWER = st.components.v2.component(
    "kpi_follower",
    html='<div class="follower"></div>',
    css=(_FOLDER / "follower.css").read_text(encoding="utf-8"),
    js=(_FOLDER / "follower.js").read_text(encoding="utf-8"),
)


def mount(key: str, data: str) -> None:
    """Show slots that follow the lines. `data` is JSON text: {lang, lines: [slot], table: {head, rows} or
    null}; a row of the table is a heading and its slots."""
    _FOLLOWER(key=key, data={"texts": data})


def marks(key: str, base: int | None) -> None:
    """Keep the places of the lines as --mql and --sql on the keyed container around, for its style sheet.

    `base` is the MQL line that the contents were drawn for, None where it does not matter: while the line
    stands elsewhere the container is marked as stale.
    """
    _FOLLOWER(key=key, data={} if base is None else {"base": base})
