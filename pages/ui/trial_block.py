"""The block that draws a trial list from below the line, and says what trials have shown."""

from __future__ import annotations

import json
from typing import Final

import streamlit as st

from kpi import trial
from kpi.curves import Curves
from kpi.filters import Filter
from pages.ui import cached, follower, how, inputs, session, shell, state
from pages.ui import format as fmt
from pages.ui.follower import lists
from pages.ui.shell import Frame
from pages.ui.view import Notice

PLACE: Final = "trial"


def show(frame: Frame, found: Curves) -> None:
    """Offer random leads from below the line for sales to work, and say what a trial has shown so far."""
    words = frame.words
    st.subheader(words("explore.trial"), anchor=False)
    follower.mount("trial_text", json.dumps(lists.trial(frame.agreed, words), ensure_ascii=False))
    if frame.store.read_only:
        st.info(words("explore.trial.read_only"))
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.number_input(words("explore.trial.size"), step=10, key=inputs.widget("trial_size", 40), width=140)
        st.button(
            words("explore.trial.draw"),
            icon=":material/casino:",
            key="draw",
            on_click=_draw,
            args=(frame, frame.chosen),
        )
        st.button(words("explore.trial.open"), key="open_trial", on_click=state.open_rows, args=("trial",))
    shell.say(words, session.told(PLACE))
    _trial_state(frame, found)
    how.computed(words, "trial", words("explore.how.trial"), ("trial_draw", "trial_leads"))


def _trial_state(frame: Frame, found: Curves) -> None:
    words = frame.words
    so_far = cached.trial_state(frame.path, frame.record.data_version)
    if so_far.drawn_count:
        st.caption(
            words(
                "explore.trial.state",
                drawn=fmt.count(so_far.drawn_count),
                known=fmt.count(so_far.known_count),
                success=fmt.count(so_far.success_count),
            )
        )
    if found.estimate.trial_ratio is not None:
        ratio = words("explore.trial.ratio", ratio=fmt.decimal(found.estimate.trial_ratio, 2))
        few = words("explore.trial.few", known=fmt.count(so_far.known_count))
        st.caption(f"{ratio} {few}" if so_far.known_count < trial.SUGGESTED_SIZES[0] else ratio)


def _draw(frame: Frame, chosen: Filter) -> None:
    """Draw below the line as it stands now: it may have moved since the page was drawn."""
    size, sql = int(inputs.widget_value("trial_size") or 0), state.view().sql
    low, below = lists.below_the_line(sql, frame.agreed.sql_threshold)
    with shell.keeping(PLACE):
        drawn = trial.draw(
            frame.store,
            chosen,
            score_from=low,
            score_below=below,
            size=size,
            sql_threshold=sql,
            seed=None,
        )
        count = len(trial.frame(frame.store, drawn))
        key = "explore.trial.drawn" if count == size else "explore.trial.drawn_all"
        session.tell(PLACE, Notice(key, fields={"count": count}))
