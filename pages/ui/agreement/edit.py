"""The form of a draft: what a person typed lasts until it is saved or left, whoever saves meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, get_args

import streamlit as st

from kpi import definitions_life
from kpi.definition import MOST_PROMISED_DAYS, REASONS, Denominator, ExpectedRate, Known, define
from kpi.definitions_list import Version
from kpi.errors import KpiError
from pages.ui import session, shell, state
from pages.ui.agreement import clash, worded
from pages.ui.agreement.doing import ACTED, CONFLICT, attempt
from pages.ui.shell import Frame
from pages.ui.text import LANGUAGES, Words

_EDITED: Final = "definition_edited"
_LINES: Final = ("mql_threshold", "sql_threshold")
_REASONS: Final = ("rejection_reasons", "loss_reasons")


def begin(version: Version) -> None:
    """Open the form on the version that the person sees."""
    leave()
    session.put(_EDITED, version)


def leave() -> None:
    session.put(_EDITED, None)
    session.put(CONFLICT, None)
    session.forget(*_names())


def is_open(chosen: Version) -> bool:
    """Say whether the form is open on a definition, in whatever version."""
    edited: Version | None = session.kept(_EDITED, None)
    return edited is not None and edited.definition_id == chosen.definition_id


def show(frame: Frame) -> None:
    """Show the form, and both versions where another person has saved meanwhile."""
    words, edited = frame.words, session.kept(_EDITED, None)
    with st.container(border=True, key="definition_form"):
        _head(frame, edited)
        _numbers(frame, edited)
        _opportunity(frame, edited)
        _reasons(words, edited)
        _expected(words, edited)
        st.text_input(words("meet_decide.by"), key="import_who", max_chars=100, width=220)
        shell.say(words, session.told(ACTED))
        with st.container(horizontal=True):
            st.button(
                words("definition.save"),
                key="definition_save",
                type="primary",
                disabled=frame.store.read_only,
                on_click=_save,
                args=(frame, edited),
            )
            st.button(words("definition.leave"), key="definition_leave", on_click=leave)
        st.caption(words("definition.points.where"))
        st.page_link(
            "pages/score.py",
            label=words("definition.to_score"),
            icon=":material/scoreboard:",
            query_params={"sp": "draft"},
        )
    clash.show(frame, leave)


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
    for column, name in zip(st.columns(2), _REASONS, strict=True):
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
        "key": state.widget(field, session.kept(field, shown)),
        "on_change": session.keep,
        "args": (field,),
    }


def _names() -> list[str]:
    head = ("name", "effective_from", *_LINES, "sql_rate_denominator", "first_contact_days")
    lists = ("opportunity_items", "opportunity_by_form", "high_intent_forms", *_REASONS)
    return [f"definition_{name}" for name in (*head, *lists, *get_args(ExpectedRate))]


def _typed() -> dict[str, Any]:
    """Return what stands in the fields, which may have been left by the click that asks for it."""
    for name in _names():
        session.keep(name)
    return {name.removeprefix("definition_"): session.kept(name, None) for name in _names()}


def _save(frame: Frame, edited: Version) -> None:
    typed = _typed()
    effective_from = typed.pop("effective_from") or edited.effective_from
    rates = {name: typed.pop(name) for name in get_args(ExpectedRate)}
    expected = {name: round(rate / 100, 6) for name, rate in rates.items() if rate is not None}
    for name in _REASONS:
        typed[name] = _codes(typed[name] or "")
    try:
        wanted = define(**edited.definition.model_dump() | typed | {"expected_rates": expected})
    except KpiError as error:
        session.tell(ACTED, error)
        return
    saved = attempt(
        "save",
        lambda: definitions_life.save(
            frame.store,
            edited.definition_id,
            wanted,
            effective_from=effective_from,
            seen_version=edited.version,
            by=session.who(),
        ),
        has_choice=True,
    )
    if saved is not None:
        leave()


def _codes(text: str) -> Sequence[str]:
    """Read reasons, one a line; a label of one of ours, in whatever language, is its code."""
    codes = {Words(language).code("reason", code): code for language in LANGUAGES for code in REASONS}
    return [codes.get(line.strip(), line.strip()) for line in text.splitlines() if line.strip()]
