"""What each lever costs, as far as a person tells: fields under the table, and what could not be used."""

from __future__ import annotations

from typing import Final

import streamlit as st

from kpi.errors import InvalidInput
from kpi.goal_given import read_amount
from pages.ui import format as fmt
from pages.ui import inputs, session, state, typed
from pages.ui.shell import Frame
from pages.ui.text import Words

_COLUMNS: Final = 2  # of the fields


def ask(frame: Frame) -> None:
    """Ask what each lever would cost, where a person wants to tell; what cannot be used is named, the last
    cost holds."""
    words = frame.words
    is_open = st.toggle(
        words("goal_lever.costs"),
        key=inputs.widget("goal_lever_costs", session.kept("goal_lever_costs", False)),
        on_change=session.keep,
        args=("goal_lever_costs",),
    )
    if is_open:
        with st.container(border=True):
            _fields(frame)
        return
    for code in typed.LEVERS:
        if (refused := inputs.refused(_field(code))) is not None:
            _say_refused(words, refused, label(words, code))


def _fields(frame: Frame) -> None:
    words, kept = frame.words, typed.texts(frame.view.lever_costs)
    st.caption(words("goal_lever.costs.say"))
    columns = st.columns(_COLUMNS)
    for place, code in enumerate(typed.LEVERS):
        with columns[place % _COLUMNS]:
            _cost(words, code, kept.get(code, ""))


def _cost(words: Words, code: str, kept: str) -> None:
    refused = inputs.refused(_field(code))
    st.text_input(
        label(words, code),
        key=inputs.widget(_field(code), kept if refused is None else refused, always=True),
        placeholder=fmt.UNDEFINED,
        on_change=_take,
        args=(code,),
    )
    if refused is not None:
        _say_refused(words, refused)


def _field(code: str) -> str:
    return f"lever_{code.replace('.', '_')}"


def _take(code: str) -> None:
    text, kept = str(inputs.widget_value(_field(code))).strip(), typed.texts(state.view().lever_costs)
    inputs.refuse(_field(code), None)
    try:
        if text:
            read_amount("cost", text)
            kept[code] = text
        else:
            kept.pop(code, None)
    except InvalidInput:
        inputs.refuse(_field(code), text)
    state.change(lever_costs=typed.items(kept))


def _say_refused(words: Words, text: str, name: str = "") -> None:
    try:
        read_amount("cost", text)
    except InvalidInput as error:
        problem = words(f"goal.refused.{error.fields['reason']}", value=fmt.markdown(text))
        st.error(words("goal_lever.refused", lever=name, problem=problem) if name else problem)


def label(words: Words, code: str) -> str:
    """Name a lever by its code."""
    kind, _, rate = code.replace(":", ".").partition(".")
    return words(f"goal_lever.{kind}", **({"rate": words(f"goal.node.{rate}")} if rate else {}))
