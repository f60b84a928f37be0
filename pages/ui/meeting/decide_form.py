"""The form of a new decision: what, who, until when, which KPI it should move and how far."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

import streamlit as st

from kpi import decisions, rhythm
from kpi.decision_given import read_decision
from kpi.errors import InvalidInput
from pages.ui import inputs, session
from pages.ui.meeting import decide_aim, decide_conflict, decide_fields
from pages.ui.meeting.decide_act import NEW, NEW_FIELDS, NEW_REVIEW, attempt
from pages.ui.meeting.decide_fields import problem
from pages.ui.meeting.live import Live
from pages.ui.shell import Frame

_ERRORS: Final = "decide_errors"
_UNTIL_DUE: Final = timedelta(weeks=2)
_UNTIL_READ: Final = timedelta(weeks=4)


def show(frame: Frame, found: Live) -> None:
    """Show the form; what could not be used is named beside its field, and nothing typed is lost."""
    words = frame.words
    errors: dict[str, InvalidInput] = session.kept(_ERRORS, {})
    with st.container(border=True, key="decide_form"):
        st.markdown(f"**{words('meet_decide.form')}**")
        decide_fields.text("decide_measure", words("meet_decide.field.measure"), "", 500)
        problem(frame, errors.get("measure"))
        _who_and_when(frame, errors)
        decide_aim.show(frame)
        before, after = st.columns(2)
        with before:
            decide_aim.show_start(frame, found)
        with after:
            label, hint = words("meet_decide.field.to_value"), words("meet_decide.target.help")
            decide_fields.text("decide_target", label, "", 100, placeholder=hint)
            problem(frame, errors.get("to_value"))
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.text_input(words("meet_decide.by"), key="import_who", max_chars=100, width=220)
            st.button(
                words("meet_decide.decide"),
                key="decide_save",
                type="primary",
                disabled=frame.store.read_only,
                on_click=_decide,
                args=(frame, found),
            )
        decide_conflict.show(frame, NEW)


def _who_and_when(frame: Frame, errors: dict[str, InvalidInput]) -> None:
    words = frame.words
    due_on = session.kept("decide_due", frame.today + _UNTIL_DUE)
    owner, due, review = st.columns([2, 1, 1])
    with owner:
        decide_fields.text("decide_owner", words("meet_decide.field.owner"), "", 100)
        problem(frame, errors.get("owner"))
    with due:
        decide_fields.day("decide_due", words("meet_decide.field.due_on"), due_on, _take_due)
        problem(frame, errors.get("due_on"))
    with review:
        shown = (due_on or frame.today) + _UNTIL_READ
        decide_fields.day(NEW_REVIEW, words("meet_decide.field.review_on"), shown)
        problem(frame, errors.get("review_on"))


def _take_due() -> None:
    """Move the day of the reading with the due date, unless a person has chosen that day."""
    session.keep("decide_due")
    if session.kept(NEW_REVIEW, None) is None:
        inputs.forget_widgets(NEW_REVIEW)


def _decide(frame: Frame, found: Live) -> None:
    kpi, segment = decide_aim.chosen(frame)
    given = read_decision(
        _typed(frame)
        | {
            "kpi": kpi,
            "segment": segment,
            "from_value": decide_aim.start(frame, found),
            "meeting_id": _meeting_of_today(frame, found),
        }
    )
    session.put(_ERRORS, given.errors)
    if given.decision is None:
        return
    decision, basis = given.decision, decide_aim.basis(frame, found)
    attempt(NEW, "keep", lambda: decisions.keep(frame.store, decision, basis, by=session.who()))


def _meeting_of_today(frame: Frame, found: Live) -> str | None:
    """Return the meeting of today that is frozen already; None where a decision comes before it."""
    kinds = {(one.held_on, one.every): one.meeting_id for one in rhythm.meetings(frame.store)}
    return kinds.get((frame.today, found.rhythm.every))


def _typed(frame: Frame) -> dict[str, Any]:
    text = decide_fields.kept(*NEW_FIELDS)
    due_on = text["decide_due"]
    chosen = session.kept(NEW_REVIEW, None)
    return {
        "measure": text["decide_measure"],
        "owner": text["decide_owner"],
        "decided_on": frame.today,
        "due_on": due_on,
        "review_on": chosen or (due_on or frame.today) + _UNTIL_READ,
        "to_value": text["decide_target"],
    }
