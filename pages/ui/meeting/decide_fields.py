"""The fields of the forms about decisions: what stands in them lasts through other parts and languages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import streamlit as st

from kpi.errors import InvalidInput
from pages.ui import inputs, session, shell
from pages.ui.shell import Frame


def text(name: str, label: str, shown: str, most: int, **more: Any) -> None:
    st.text_input(
        label,
        key=inputs.widget(name, session.kept(name, shown)),
        max_chars=most,
        on_change=session.keep,
        args=(name,),
        **more,
    )


def day(name: str, label: str, shown: date, on_change: Callable[[], None] | None = None) -> None:
    st.date_input(
        label,
        key=inputs.widget(name, session.kept(name, shown)),
        format="YYYY/MM/DD",
        on_change=on_change or (lambda: session.keep(name)),
    )


def choice(name: str, label: str, options: Sequence[str], shown: str, labelled: Callable[[str], str]) -> str:
    """Let a person choose; what is no option any more gives way to the first."""
    chosen = one_of(name, options, shown)
    if chosen != session.kept(name, shown):
        session.forget(name)
    st.selectbox(
        label,
        options,
        format_func=labelled,
        key=inputs.widget(name, chosen),
        on_change=session.keep,
        args=(name,),
    )
    return chosen


def one_of(name: str, options: Sequence[str], shown: str) -> str:
    """Return what a person chose, or `shown`; the first option where that is none."""
    chosen = str(session.kept(name, shown))
    return chosen if chosen in options else options[0]


def problem(frame: Frame, error: InvalidInput | None) -> None:
    """Name what cannot be used of the field above."""
    if error is not None:
        st.error(shell.error_text(frame.words, error))


def kept(*names: str) -> dict[str, Any]:
    """Return what stands in the fields shown, which may have been left by the click that asks for it."""
    for name in names:
        session.keep(name)
    return {name: session.kept(name, None) for name in names}
