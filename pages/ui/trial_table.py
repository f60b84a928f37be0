"""The trial list on the leads page: what came of each lead, recorded by sales."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from kpi import trial
from pages.ui import format as fmt
from pages.ui import inputs, session, shell, state
from pages.ui.labels import value_label
from pages.ui.lead_table import downloads, headings
from pages.ui.shell import Frame
from pages.ui.view import Notice

_COLUMNS = ("lead_id", "company", "score", "channel", "form", "industry", "drawn_at", "outcome")


def show(frame: Frame) -> None:
    """Show all trial leads with a field for what came of each; saving corrects the estimate."""
    words = frame.words
    found = trial.frame(frame.store)
    if found.empty:
        st.info(words("leads.none"))
        return
    st.caption(words("leads.trial.help"))
    outcomes = {code: words(f"leads.outcome.{code}") for code in trial.OUTCOMES}
    shown, heading = _labelled(frame, found, outcomes), words("leads.column.outcome")
    edited = st.data_editor(
        shown,
        hide_index=True,
        placeholder=fmt.UNDEFINED,
        disabled=[column for column in shown.columns if column != heading],
        column_config={
            heading: st.column_config.SelectboxColumn(options=list(outcomes.values())),
            words("leads.column.drawn_at"): st.column_config.DatetimeColumn(format="YYYY-MM-DD"),
        },
        key=f"trial_{session.edition('trial')}",
        height=330,
    )
    _save_row(frame, changes(found["lead_id"], shown[heading], edited[heading], outcomes))
    downloads(frame, lambda: _labelled(frame, trial.frame(frame.store), outcomes), len(found))
    _history_of(frame, found)


def _labelled(frame: Frame, found: pd.DataFrame, outcomes: Mapping[str, str]) -> pd.DataFrame:
    """Return the trial leads under headings in the reader's language, outcomes as their labels."""
    words = frame.words
    shown = found[list(_COLUMNS)].copy()
    for name in ("channel", "form", "industry"):
        labels = {value: value_label(words, name, value) for value in shown[name].dropna().unique()}
        shown[name] = shown[name].map(labels)
    shown["outcome"] = shown["outcome"].map(outcomes)
    return shown.rename(columns=headings(frame, shown))


def changes(
    lead_ids: pd.Series, before: pd.Series, after: pd.Series, outcomes: Mapping[str, str]
) -> dict[str, trial.Outcome | None]:
    """Return what this person changed, and nothing else: a colleague may have saved other rows since."""
    codes = {label: code for code, label in outcomes.items()}
    moved = before.fillna("") != after.fillna("")
    return {lead_id: codes.get(label) for lead_id, label in zip(lead_ids[moved], after[moved], strict=True)}


def _save_row(frame: Frame, changes: Mapping[str, trial.Outcome | None]) -> None:
    words = frame.words
    with st.container(horizontal=True, vertical_alignment="bottom"):
        who = st.text_input(words("leads.trial.who"), key="trial_who", max_chars=100, width=240)
        st.button(
            words("leads.trial.save"),
            type="primary",
            key="trial_save",
            disabled=frame.store.read_only,
            on_click=_save,
            args=(frame, changes, who),
        )


def _save(frame: Frame, changes: Mapping[str, trial.Outcome | None], who: str) -> None:
    with shell.keeping():
        count = trial.record(frame.store, changes, who or None)
        session.next_edition("trial")
        key = "leads.trial.saved" if count else "leads.trial.unchanged"
        state.note(Notice(key, fields={"count": count}))


def _history_of(frame: Frame, found: pd.DataFrame) -> None:
    ids = list(found["lead_id"])
    st.selectbox(
        frame.words("leads.open_one"),
        ids,
        index=None,
        key=inputs.widget("lead", frame.view.lead if frame.view.lead in ids else None),
        on_change=state.take_trial_lead,
        width=360,
    )
