"""What was decided and whether it worked: the decisions as they stand, and the form of a new one."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from kpi.decision import Version, due
from kpi.effect import hit_rate
from pages.ui import format as fmt
from pages.ui import inputs
from pages.ui.meeting import decide_act, decide_card, decide_conflict, decide_form
from pages.ui.meeting.decided import told
from pages.ui.meeting.live import Live
from pages.ui.shell import Frame


def show(frame: Frame, found: Live) -> None:
    """Show those due with what they came to, the form, then the others open and those closed."""
    made = found.snapshot.decisions
    waiting = due(made, frame.today)
    asked = {one.decision_id for one in waiting}
    running = [one for one in found.open_decisions if one.decision_id not in asked]
    st.caption(_hits(frame, made))
    _cards(frame, found, "meet_decide.due", waiting)
    decide_form.show(frame, found)
    _cards(frame, found, "meet_decide.running", running)
    _closed(frame, [one for one in made if one.state == "closed"])


def _cards(frame: Frame, found: Live, heading: str, shown: Sequence[Version]) -> None:
    if shown:
        st.markdown(f"**{frame.words(heading, count=len(shown))}**")
    for one in shown:
        decide_card.show(frame, found, one)


def _hits(frame: Frame, made: Sequence[Version]) -> str:
    """Say how often the team's decisions worked; "–" and why where none says."""
    words, found = frame.words, hit_rate(made)
    if found is None:
        return words("meet_decide.hits.none")
    return words(
        "meet_decide.hits",
        rate=fmt.percent(found.rate, 0),
        low=fmt.percent(found.lower, 0),
        high=fmt.percent(found.upper, 0),
        worked=found.worked_count,
        told=found.worked_count + found.did_not_count,
        untold=found.cannot_tell_count,
        dropped=found.dropped_count,
    )


def _closed(frame: Frame, closed: Sequence[Version]) -> None:
    """List the decisions that are closed; a chosen one can be carried on."""
    if not closed:
        return
    words = frame.words
    st.markdown(f"**{words('meet_decide.closed', count=len(closed))}**")
    rows = [told(words, one) for one in closed]
    table = {
        words("meeting.heading.measure"): [row.measure for row in rows],
        words("meeting.heading.owner"): [row.owner for row in rows],
        words("meeting.heading.aim"): [row.aim for row in rows],
        words("meeting.heading.state"): [row.state for row in rows],
    }
    st.dataframe(pd.DataFrame(table), hide_index=True, height="content")
    _again(frame, closed)
    for one in closed:  # to be carried on, or closed by another person since it was opened
        decide_conflict.show(frame, one.decision_id)
        act = decide_act.opened()
        if act is not None and act[1].decision_id == one.decision_id:
            with st.container(border=True, key="decision_closed_act"):
                st.markdown(f"**{fmt.markdown(one.decision.measure)}**")
                decide_act.show(frame, None)


def _again(frame: Frame, closed: Sequence[Version]) -> None:
    """Offer to carry on a decision that is closed."""
    words = frame.words
    with st.container(horizontal=True, vertical_alignment="bottom"):
        place = st.selectbox(
            words("meet_decide.closed.pick"),
            range(len(closed)),
            index=None,
            format_func=lambda place: closed[place].decision.measure,
            placeholder=fmt.UNDEFINED,
            key=inputs.option_key(f"decided_closed_{len(closed)}"),
            width=420,
        )
        st.button(
            words("meet_decide.again"),
            key="decision_again",
            disabled=frame.store.read_only or place is None,
            on_click=decide_act.begin,
            args=("carry", closed[place or 0]),
        )
