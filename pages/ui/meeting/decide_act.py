"""What is done to a decision: reworded, carried on, closed; nobody's version is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final, get_args

import streamlit as st

from kpi import decisions
from kpi.decision import Outcome, Reading, Verdict, Version
from kpi.decision_given import read_decision
from kpi.errors import DecisionChanged, InvalidInput
from pages.ui import inputs, session, shell
from pages.ui.meeting import decide_fields
from pages.ui.meeting.decide_fields import problem
from pages.ui.shell import Frame
from pages.ui.view import Notice

NEW: Final = "new"  # the place of the form; that of a decision is its id
NEW_FIELDS: Final = ("decide_measure", "decide_owner", "decide_due", "decide_target")
NEW_REVIEW: Final = "decide_review"
CONFLICT: Final = "decide_conflict"
ACTS: Final = ("change", "carry", "close")
_ACT: Final = "decide_act"
_ERRORS: Final = "act_errors"
_FIELDS: Final[dict[str, tuple[str, ...]]] = {
    "change": ("act_measure", "act_owner", "act_due", "act_review", "act_target"),
    "carry": ("act_review", "act_note"),
    "close": ("act_verdict", "act_note"),
}
_LATER: Final = timedelta(weeks=4)
_Save = tuple[Callable[[], Version], dict[str, InvalidInput]]


def attempt(place: str, kind: str, save: Callable[[], Version]) -> bool:
    """Save and say so at the place; where another person was first keep both versions to be chosen from."""
    saved = None
    with shell.keeping(told_at(place)):
        try:
            saved = save()
        except DecisionChanged as error:
            session.put(CONFLICT, (place, kind, error.fields["mine"], error.fields["theirs"]))
            return False
        said = Notice(f"meet_decide.done.{kind}", fields={"measure": saved.decision.measure})
        session.tell(told_at(place), said)
        session.put(CONFLICT, None)
        if place == NEW:
            session.forget(*NEW_FIELDS, NEW_REVIEW)
    return saved is not None


def told_at(place: str) -> str:
    return f"decide_{place}"


def opened() -> tuple[str, Version] | None:
    """Return what a person is about to do, and to which version."""
    found: tuple[str, Version] | None = session.kept(_ACT, None)
    return found


def begin(what: str, version: Version) -> None:
    """Open the form of an act on the version that the person sees."""
    leave()
    session.put(_ACT, (what, version))


def leave() -> None:
    session.put(_ACT, None)
    session.put(_ERRORS, {})
    session.forget(*{name for names in _FIELDS.values() for name in names})


def show(frame: Frame, reading: Reading | None) -> None:
    """Show the form of the act that was opened."""
    words, (what, version) = frame.words, opened() or ("", None)
    if version is None:
        return
    errors: dict[str, InvalidInput] = session.kept(_ERRORS, {})
    _FORMS[what](frame, version, errors)
    with st.container(horizontal=True):
        st.button(
            words(f"meet_decide.save.{what}"),
            key="act_save",
            type="primary",
            disabled=frame.store.read_only,
            on_click=_save,
            args=(frame, what, version, reading),
        )
        st.button(words("meet_decide.cancel"), key="act_cancel", on_click=leave)


def _change_form(frame: Frame, version: Version, errors: dict[str, InvalidInput]) -> None:
    words, decision = frame.words, version.decision
    decide_fields.text("act_measure", words("meet_decide.field.measure"), decision.measure, 500)
    problem(frame, errors.get("measure"))
    owner, due, review, target = st.columns(4)
    with owner:
        decide_fields.text("act_owner", words("meet_decide.field.owner"), decision.owner, 100)
        problem(frame, errors.get("owner"))
    with due:
        decide_fields.day("act_due", words("meet_decide.field.due_on"), decision.due_on)
        problem(frame, errors.get("due_on"))
    with review:
        decide_fields.day("act_review", words("meet_decide.field.review_on"), decision.review_on)
        problem(frame, errors.get("review_on"))
    with target:
        decide_fields.text("act_target", words("meet_decide.field.to_value"), _target(version), 100)
        problem(frame, errors.get("to_value"))
    st.caption(words("meet_decide.change.say"))


def _carry_form(frame: Frame, version: Version, errors: dict[str, InvalidInput]) -> None:
    words = frame.words
    shown = max(frame.today, version.decision.review_on) + _LATER
    decide_fields.day("act_review", words("meet_decide.carry.day"), shown)
    problem(frame, errors.get("review_on"))
    decide_fields.text("act_note", words("meet_decide.field.note"), "", 2000)


def _close_form(frame: Frame, version: Version, errors: dict[str, InvalidInput]) -> None:
    words = frame.words
    st.segmented_control(
        words("meet_decide.field.verdict"),
        get_args(Verdict),
        format_func=lambda code: words(f"meeting.decision.verdict.{code}"),
        key=inputs.widget("act_verdict", session.kept("act_verdict", None)),
        on_change=session.keep,
        args=("act_verdict",),
    )
    problem(frame, errors.get("verdict"))
    decide_fields.text("act_note", words("meet_decide.field.note"), "", 2000)


_FORMS: Final = {"change": _change_form, "carry": _carry_form, "close": _close_form}


def _target(version: Version) -> str:
    """Write the value to reach as it would be typed."""
    decision = version.decision
    if decision.unit != "rate":
        return f"{decision.to_value:,}"
    return f"{round(100 * decision.to_value, 6):g}%"


def _save(frame: Frame, what: str, version: Version, reading: Reading | None) -> None:
    """Save what was typed, or say beside each field what it needs."""
    save, errors = _SAVES[what](frame, version, decide_fields.kept(*_FIELDS[what]), reading)
    session.put(_ERRORS, errors)
    if not errors and (attempt(version.decision_id, what, save) or session.kept(CONFLICT, None)):
        leave()


def _change(frame: Frame, version: Version, typed: dict[str, Any], reading: Reading | None) -> _Save:
    given = read_decision(
        version.decision.model_dump(exclude={"format"})
        | {
            "measure": typed["act_measure"],
            "owner": typed["act_owner"],
            "due_on": typed["act_due"],
            "review_on": typed["act_review"],
            "to_value": typed["act_target"],
        }
    )
    wanted = given.decision or version.decision
    return lambda: decisions.change(frame.store, version.decision_id, wanted, **_seen(version)), given.errors


def _carry(frame: Frame, version: Version, typed: dict[str, Any], reading: Reading | None) -> _Save:
    day, outcome = typed["act_review"], Outcome(reading=reading, note=typed["act_note"])
    errors = {}
    if day is None or day <= version.decision.review_on:
        errors["review_on"] = InvalidInput(what="decision_review_on", value=day)
    return (
        lambda: decisions.carry(
            frame.store, version.decision_id, review_on=day, outcome=outcome, **_seen(version)
        ),
        errors,
    )


def _close(frame: Frame, version: Version, typed: dict[str, Any], reading: Reading | None) -> _Save:
    verdict = typed["act_verdict"]
    outcome = Outcome(verdict=verdict, reading=reading, note=typed["act_note"])
    errors = {} if verdict else {"verdict": InvalidInput(what="decision_verdict", value=None)}
    return (
        lambda: decisions.close(frame.store, version.decision_id, outcome=outcome, **_seen(version)),
        errors,
    )


def _seen(version: Version) -> dict[str, Any]:
    return {"seen_version": version.version, "by": session.who()}


_SAVES: Final = {"change": _change, "carry": _carry, "close": _close}
