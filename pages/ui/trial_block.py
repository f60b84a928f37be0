"""The block that draws a trial list from below the line, and says what trials have shown."""

from __future__ import annotations

import streamlit as st

from kpi import trial
from kpi.curves import Curves
from kpi.filters import Filter
from pages.ui import cached, how, shell, state
from pages.ui import format as fmt
from pages.ui.shell import Frame
from pages.ui.view import Notice


def show(frame: Frame, found: Curves) -> None:
    """Offer random leads from below the line for sales to work, and say what a trial has shown so far."""
    words, view, agreed = frame.words, frame.view, frame.agreed
    st.subheader(words("explore.trial"), anchor=False)
    low, below = _below_the_line(view.sql, agreed.sql_threshold)
    st.markdown(words("explore.trial.text", low=low, below=below - 1))
    if frame.store.read_only:
        st.info(words("explore.trial.read_only"))
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.number_input(words("explore.trial.size"), step=10, key=state.widget("trial_size", 40), width=140)
        st.button(
            words("explore.trial.draw"),
            icon=":material/casino:",
            key="draw",
            on_click=_draw,
            args=(frame, frame.chosen, low, below),
        )
        st.button(words("explore.trial.open"), key="open_trial", on_click=state.open_rows, args=("trial",))
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


def _below_the_line(sql: int, agreed: int) -> tuple[int, int]:
    """The scores a trial is drawn from: between the moved and the agreed line, else the 20 points below."""
    return (sql, agreed) if sql < agreed else (max(0, agreed - 20), max(agreed, 1))


def _draw(frame: Frame, chosen: Filter, low: int, below: int) -> None:
    size = int(state.widget_value("trial_size") or 0)
    with shell.keeping():
        drawn = trial.draw(
            frame.store,
            chosen,
            score_from=low,
            score_below=below,
            size=size,
            sql_threshold=frame.view.sql,
            seed=None,
        )
        count = len(trial.frame(frame.store, drawn))
        key = "explore.trial.drawn" if count == size else "explore.trial.drawn_all"
        state.note(Notice(key, fields={"count": count}))
