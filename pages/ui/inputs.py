"""The keys of widgets, what stands in them, and what was typed there and refused."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import streamlit as st

from kpi.errors import InvalidInput
from kpi.numbers import exact_number
from pages.ui.view import View

# How often the view was replaced as a whole: a table keeps its edits until its key changes.
_REPLACED = "replaced"
# Streamlit keeps what a browser shows for a widget as text: after another language it must be another widget.
_SWITCHES = "switches"
# What was typed and cannot be used, by field: it goes when another view is shown.
_REFUSED = "refused_"


def renew_labels() -> None:
    """Let every widget whose options have labels be another one, in another language."""
    st.session_state[_SWITCHES] = st.session_state.get(_SWITCHES, 0) + 1


def option_key(name: str) -> str:
    """Return the key of a widget whose options have labels: another one after each switch of the language."""
    return _option_key(name, st.session_state.get(_SWITCHES, 0))


def _option_key(name: str, switches: int) -> str:
    return f"{name}_{switches}" if switches else name


def table_key(name: str) -> str:
    """Return the key of a table whose cells edit the view; its edits lie above what it is given."""
    return option_key(f"{name}_{st.session_state.get(_REPLACED, 0)}")


def renew_tables() -> None:
    """Let the tables that edit the view start again from it, without the edits that are in it."""
    st.session_state[_REPLACED] = st.session_state.get(_REPLACED, 0) + 1


def widget(name: str, shown: Any, *, always: bool = False) -> str:
    """Return the key of the widget that edits a field of the view, set to `shown` when it starts anew.

    `always` sets it in every run: what stands in a closed box is not in the browser, and would come back
    empty.
    """
    key = _widget_key(name)
    if always or key not in st.session_state:
        st.session_state[key] = shown
    return key


def field(name: str, number: float) -> str:
    """Return the key of a text field that holds `number`: as it was typed while that reads as the number.

    What a field shows is only set where it differs: the browser draws it a second time for that.
    """
    key = _widget_key(name)
    if not _reads_as(st.session_state.get(key), number):
        st.session_state[key] = f"{number:,}"
    return key


def _reads_as(text: object, number: float) -> bool:
    try:
        return exact_number(text) == number
    except InvalidInput:
        return False


def _widget_key(name: str) -> str:
    return option_key(f"widget_{name}")


def widget_value(name: str) -> Any:
    """Return what stands in a widget, as its callback finds it.

    One message may bring a switch of the language and what was typed before it: then the language is the new
    one already, and the widget still has its key of before.
    """
    state, key = st.session_state, _widget_key(name)
    if key not in state:
        key = _option_key(f"widget_{name}", state.get(_SWITCHES, 0) - 1)
    return state[key]


def forget_widgets(*names: str) -> None:
    """Let widgets (all, or these) start again from the view."""
    for name in names or [item.name for item in fields(View)]:
        st.session_state.pop(_widget_key(name), None)


def refuse(name: str, text: str | None) -> None:
    """Keep what a person typed into a field and cannot be used, so that it is named beside the field."""
    st.session_state[f"{_REFUSED}{name}"] = text


def refused(name: str) -> str | None:
    return st.session_state.get(f"{_REFUSED}{name}")


def forget_refused() -> None:
    """Forget all that was typed and could not be used: another view is shown."""
    for key in [key for key in st.session_state if str(key).startswith(_REFUSED)]:
        del st.session_state[key]
