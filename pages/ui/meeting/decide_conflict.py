"""One decision saved by two people: where the versions differ, side by side, and the second one's choice."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from kpi import decisions
from kpi.decision import Difference, Outcome, Version, differences
from pages.ui import format as fmt
from pages.ui import session, shell
from pages.ui.meeting import said
from pages.ui.meeting.decide_act import CONFLICT, attempt, told_at
from pages.ui.shell import Frame
from pages.ui.text import Words


def show(frame: Frame, place: str) -> None:
    """Say what came of the last click at a place; of a conflict show both versions to choose from."""
    words, conflict = frame.words, session.kept(CONFLICT, None)
    shell.say(words, session.told(told_at(place)))
    if conflict is None or conflict[0] != place:
        return
    _, kind, mine, theirs = conflict
    measure = fmt.markdown(theirs.decision.measure)
    by = fmt.markdown(theirs.created_by or words("meet_decide.somebody"))
    with st.container(border=True, key="decide_conflict"):
        st.warning(words("meet_decide.conflict", measure=measure, by=by), icon=":material/group:")
        different = differences(mine, theirs)
        table = {
            words("meet_decide.conflict.field"): [_field(words, one) for one in different],
            words("meet_decide.conflict.theirs"): [_shown(words, theirs, one, "theirs") for one in different],
            words("meet_decide.conflict.mine"): [_shown(words, mine, one, "mine") for one in different],
        }
        st.dataframe(pd.DataFrame(table), hide_index=True, height="content")
        with st.container(horizontal=True):
            st.button(
                words("meet_decide.keep.theirs"),
                key="conflict_theirs",
                on_click=session.put,
                args=(CONFLICT, None),
            )
            st.button(
                words("meet_decide.keep.mine"),
                key="conflict_mine",
                disabled=frame.store.read_only,
                on_click=_save_mine,
                args=(frame, place, kind, mine, theirs),
            )


def _field(words: Words, one: Difference) -> str:
    return words(f"meet_decide.field.{one.field}")


def _shown(words: Words, version: Version, one: Difference, side: str) -> str:
    value: Any = getattr(one, side)
    if value is None or value == "":
        return words("meet_decide.all") if one.field == "segment" else fmt.UNDEFINED
    if isinstance(value, date):
        return fmt.day(value, words.language)
    if one.field in ("from_value", "to_value"):
        return said.value(words, version.decision.unit, value)
    if one.field == "verdict":
        return words(f"meeting.decision.verdict.{value}")
    if one.field == "state":
        return words(f"meet_decide.state.{value}")
    return str(value)


def _save_mine(frame: Frame, place: str, kind: str, mine: Version, theirs: Version) -> None:
    """Save the second person's version on top of the one they have now seen."""
    seen: dict[str, Any] = {"seen_version": theirs.version, "by": session.who()}
    outcome, store, name = mine.outcome or Outcome(), frame.store, theirs.decision_id
    if kind == "carry":
        day = mine.decision.review_on
        attempt(place, kind, lambda: decisions.carry(store, name, review_on=day, outcome=outcome, **seen))
    elif kind == "close":
        attempt(place, kind, lambda: decisions.close(store, name, outcome=outcome, **seen))
    else:
        attempt(place, "change", lambda: decisions.change(store, name, mine.decision, **seen))
