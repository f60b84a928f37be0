"""What a person says of chosen pairs: that they are one, or that they are not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from kpi import identity
from kpi.identity_log import Kind
from pages.ui import format as fmt
from pages.ui import session, shell, state
from pages.ui.shell import Frame
from pages.ui.view import Notice


def decide(
    frame: Frame,
    kind: Kind,
    join: str,
    join_none: str,
    pairs: Sequence[tuple[str, str]],
    on_join: Callable[..., None],
    joined: Sequence[Any],
) -> None:
    """Offer to join the pairs (text `join`, without any `join_none`; `on_join` gets the frame and `joined`),
    or to keep them apart."""
    words, count = frame.words, fmt.count(len(pairs))
    is_idle = frame.store.read_only or not pairs
    with st.container(horizontal=True):
        st.button(
            words(join if pairs else join_none, count=count),
            type="primary",
            icon=":material/merge:",
            key=f"people_join_{kind}",
            disabled=is_idle,
            on_click=on_join,
            args=(frame, joined),
        )
        st.button(
            words("people.apart" if pairs else "people.apart.none", count=count),
            icon=":material/call_split:",
            key=f"people_part_{kind}",
            disabled=is_idle,
            help=words("people.apart.help"),
            on_click=_part,
            args=(frame, kind, pairs),
        )


def _part(frame: Frame, kind: Kind, pairs: Sequence[tuple[str, str]]) -> None:
    with shell.keeping():
        count = identity.keep_apart(frame.store, kind, pairs, by=session.who())
        state.note(Notice("people.apart.done", fields={"count": fmt.count(count)}))
