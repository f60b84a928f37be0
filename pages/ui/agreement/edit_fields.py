"""The fields of a draft's form; each keeps what was typed in the session."""

from __future__ import annotations

from typing import Any, Final, get_args

import streamlit as st

from kpi.definition import MOST_PROMISED_DAYS, Denominator, ExpectedRate, Known
from kpi.definitions_list import Version
from pages.ui import inputs, session
from pages.ui.agreement import worded
from pages.ui.shell import Frame
from pages.ui.text import Words

REASON_LISTS: Final = ("rejection_reasons", "loss_reasons")
_LINES: Final = ("mql_threshold", "sql_threshold")


def show(frame: Frame, edited: Version) -> None:
    """Show a field for everything that a definition says, but its points."""
    _head(frame, edited)
    _numbers(frame, edited)
    _opportunity(frame, edited)
    _reasons(frame.words, edited)
    _expected(frame.words, edited)


def names() -> list[str]:
    """Return the name of each field in the session."""
    head = ("name", "effective_from", *_LINES, "sql_rate_denominator", "first_contact_days")
    lists = ("opportunity_items", "opportunity_by_form", "high_intent_forms", *REASON_LISTS)
    return [f"definition_{name}" for name in (*head, *lists, *get_args(ExpectedRate))]


def _head(frame: Frame, edited: Version) -> None:
    words = frame.words
    name, day = st.columns([3, 1])
    with name:
        widget = _widget("name", edited.definition.name)
        st.text_input(words("definition.field.name"), max_chars=200, **widget)
    with day:
        st.date_input(
            words("definition.field.effective_from"),
            min_value=min(frame.today, edited.effective_from),
            format="YYYY/MM/DD",
            help=words("definition.field.effective_from.help"),
            **_widget("effective_from", edited.effective_from),
        )


def _numbers(frame: Frame, edited: Version) -> None:
    words, found = frame.words, edited.definition
    with st.container(horizontal=True, vertical_alignment="bottom"):
        for name in _LINES:
            widget = _widget(name, getattr(found, name))
            st.number_input(words(f"definition.field.{name}"), 0, 100, step=1, width=190, **widget)
        st.segmented_control(
            words("definition.field.sql_rate_denominator"),
            get_args(Denominator),
            format_func=lambda code: words(f"definition.sql_rate_denominator.{code}"),
            required=True,
            **_widget("sql_rate_denominator", found.sql_rate_denominator),
        )
        st.number_input(
            words("definition.field.first_contact_days"),
            0,
            MOST_PROMISED_DAYS,
            step=1,
            placeholder=words("definition.no_promise"),
            width=260,
            **_widget("first_contact_days", found.first_contact_days),
        )


def _opportunity(frame: Frame, edited: Version) -> None:
    words, found = frame.words, edited.definition
    forms = sorted({*frame.record.values["form"], *found.high_intent_forms} - {"-"})
    left, right = st.columns(2)
    with left:
        st.multiselect(
            words("definition.field.opportunity_items"),
            get_args(Known),
            format_func=lambda code: words.code("item", code),
            placeholder=words("definition.nothing"),
            **_widget("opportunity_items", list(found.opportunity_items)),
        )
        label = words("definition.field.opportunity_by_form")
        st.toggle(label, **_widget("opportunity_by_form", found.opportunity_by_form))
    with right:
        st.multiselect(
            words("definition.field.high_intent_forms"),
            forms,
            format_func=lambda code: words.code("form", code),
            placeholder=words("definition.nothing"),
            **_widget("high_intent_forms", list(found.high_intent_forms)),
        )


def _reasons(words: Words, edited: Version) -> None:
    for column, name in zip(st.columns(2), REASON_LISTS, strict=True):
        codes = getattr(edited.definition, name)
        shown = "\n".join(worded.member(words, name, code) for code in codes)
        column.text_area(
            words(f"definition.field.{name}"),
            help=words("definition.reasons.help"),
            height=150,
            **_widget(name, shown),
        )


def _expected(words: Words, edited: Version) -> None:
    st.markdown(words("definition.field.expected_rates"))
    rates = edited.definition.expected_rates
    for column, name in zip(st.columns(4), get_args(ExpectedRate), strict=True):
        rate = rates.get(name)
        column.number_input(
            words(f"definition.rate.{name}"),
            0.0,
            100.0,
            step=1.0,
            format="%.1f",
            placeholder=words("definition.nothing"),
            **_widget(name, None if rate is None else round(100 * rate, 4)),
        )


def _widget(name: str, shown: Any) -> dict[str, Any]:
    field = f"definition_{name}"
    return {
        "key": inputs.widget(field, session.kept(field, shown)),
        "on_change": session.keep,
        "args": (field,),
    }
