"""How the team meets: how often and on which day, what counts as last time, what was promised."""

from __future__ import annotations

from typing import Any, Final, get_args

import streamlit as st
from babel.dates import get_day_names

from kpi import rhythm
from kpi.rhythm import Every, LastTime, Rhythm
from pages.ui import format as fmt
from pages.ui import inputs, session, shell
from pages.ui.meeting.live import Live
from pages.ui.shell import Frame
from pages.ui.view import Notice

_PLACE: Final = "rhythm"
_NUMBERS: Final = {  # field → least, most, step
    "first_contact_days": (0, 60, 1),
    "stage_idle_days": (1, 1000, 1),
    "presenter_percent": (100, 300, 10),
}
_FIELDS: Final = ("every", "weekday", "last_time", *_NUMBERS)


def show(frame: Frame, found: Live) -> None:
    """Show what is agreed, the next day of a meeting, and let a person agree on something else."""
    words = frame.words
    shell.say(words, session.told(_PLACE))
    chosen = _chosen(found.rhythm)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _choices(frame, found.rhythm)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        for name in _NUMBERS:
            _number(frame, found.rhythm, name)
    if (days := frame.agreed.first_contact_days) is not None:
        name = fmt.markdown(frame.agreed.name)
        st.caption(words("meet_decide.rhythm.first_contact_days.agreed", name=name, days=days))
    day = rhythm.next_meeting(chosen, frame.today, frame.record.calendar.fiscal_start_month)
    weekday = _weekday(frame, day.weekday())
    st.markdown(words("meet_decide.rhythm.next", day=fmt.day(day, words.language), weekday=weekday))
    if chosen != found.rhythm:
        st.caption(words("meet_decide.rhythm.unsaved"))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(words("meet_decide.by"), key="import_who", max_chars=100, width=220)
        st.button(
            words("meet_decide.rhythm.agree"),
            key="rhythm_agree",
            type="primary",
            disabled=frame.store.read_only,
            on_click=_agree,
            args=(frame, found.rhythm),
        )


def _choices(frame: Frame, agreed: Rhythm) -> None:
    words = frame.words
    st.segmented_control(
        words("meet_decide.rhythm.every"),
        get_args(Every),
        format_func=lambda code: words(f"meeting.every.{code}"),
        required=True,
        **_widget("every", agreed),
    )
    st.selectbox(
        words("meet_decide.rhythm.weekday"),
        range(7),
        format_func=lambda day: _weekday(frame, day),
        width=160,
        **_widget("weekday", agreed),
    )
    st.selectbox(
        words("meet_decide.rhythm.last_time"),
        get_args(LastTime),
        format_func=lambda code: words(f"meet.compared.{code}"),
        width=220,
        **_widget("last_time", agreed),
    )


def _number(frame: Frame, agreed: Rhythm, name: str) -> None:
    words, (least, most, step) = frame.words, _NUMBERS[name]
    st.number_input(
        words(f"meet_decide.rhythm.{name}"),
        min_value=least,
        max_value=most,
        step=step,
        help=words(f"meet_decide.rhythm.{name}.help"),
        width=260,
        disabled=name == "first_contact_days" and frame.agreed.first_contact_days is not None,
        **_widget(name, agreed),
    )


def _widget(name: str, agreed: Rhythm) -> dict[str, Any]:
    field = f"rhythm_{name}"
    return {
        "key": inputs.widget(field, session.kept(field, getattr(agreed, name))),
        "on_change": session.keep,
        "args": (field,),
    }


def _weekday(frame: Frame, day: int) -> str:
    return str(get_day_names("wide", locale=frame.words.language)[day])


def _chosen(agreed: Rhythm) -> Rhythm:
    """Return the rhythm as the fields show it; a cleared field stays as it is agreed."""
    shown = {name: session.kept(f"rhythm_{name}", None) for name in _FIELDS}
    return Rhythm(**agreed.model_dump() | {name: value for name, value in shown.items() if value is not None})


def _agree(frame: Frame, agreed: Rhythm) -> None:
    with shell.keeping(_PLACE):
        for name in _FIELDS:
            session.keep(f"rhythm_{name}")
        rhythm.agree(frame.store, _chosen(agreed), by=session.who())
        session.forget(*(f"rhythm_{name}" for name in _FIELDS))
        session.tell(_PLACE, Notice("meet_decide.rhythm.agreed"))
