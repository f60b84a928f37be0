"""The named leads that rise or fall under the rules that are tried, and the idle ones at the top."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from kpi.definitions import Definition
from kpi.rescore_rows import SHOWN, Direction, idle_leads, moved_leads
from pages.ui import format as fmt
from pages.ui import inputs, lead_card, session, state
from pages.ui.labels import value_label
from pages.ui.score.live import Live
from pages.ui.shell import Frame

_LISTS = ("sql_rises", "sql_falls", "mql_rises", "mql_falls", "all_rises", "all_falls", "idle")
_FIRST = ("lead_id", "company", "score", "old_score", "new_score", "piece_count", "standing")
_CODED = ("channel", "form", "industry", "company_size")


def show(frame: Frame, found: Live, rules: Definition) -> None:
    """List the leads of one kind; a row that is picked opens the lead."""
    words = frame.words
    kind = st.selectbox(
        words("score.moves"),
        _LISTS,
        format_func=lambda code: words(f"score.moves.{code}"),
        key=inputs.widget("score_list", session.kept("score_list", _LISTS[0])),
        on_change=session.keep,
        args=("score_list",),
        width=420,
    )
    rows = _listed(frame, found, rules, kind)
    if rows.empty:
        st.info(words("score.moves.empty"), icon=":material/info:")
        return
    key = f"score_moves_{kind}"
    st.dataframe(
        _labelled(frame, rows),
        hide_index=True,
        placeholder=fmt.UNDEFINED,
        key=key,
        on_select=lambda: state.take_lead(key, list(rows["lead_id"])),
        selection_mode="single-row",
        height="content" if len(rows) < 8 else 300,
        column_config={
            words("leads.column.created_on"): st.column_config.DateColumn(format="YYYY-MM-DD"),
            words("leads.column.won_amount_yen"): st.column_config.NumberColumn(format="localized"),
        },
    )
    note = words("score.moves.shown", count=SHOWN) if len(rows) == SHOWN else ""
    st.caption(f"{words('score.moves.pick')} {note}")
    lead_card.show(frame)


def _listed(frame: Frame, found: Live, rules: Definition, kind: str) -> pd.DataFrame:
    if kind == "idle":
        return idle_leads(frame.store, found.chosen, found.today.idle.score_from)
    line, _, way = kind.partition("_")
    direction: Direction = "rises" if way == "rises" else "falls"
    at = {"sql": frame.view.sql, "mql": frame.view.mql}.get(line)
    combinations = found.profiles.combinations
    return moved_leads(frame.store, found.chosen, combinations, rules, direction, line=at)


def _labelled(frame: Frame, rows: pd.DataFrame) -> pd.DataFrame:
    words, shown = frame.words, rows.copy()
    for name in _CODED:
        labels = {value: value_label(words, name, value) for value in shown[name].dropna().unique()}
        shown[name] = shown[name].map(labels)
    shown["standing"] = [words.code("standing", code) for code in shown["standing"]]
    first = [name for name in _FIRST if name in shown]
    shown = shown[[*first, *(name for name in shown if name not in first)]]
    own = {"old_score": "score.old", "new_score": "score.new", "piece_count": "score.pieces"}
    return shown.rename(columns={name: words(own.get(name, f"leads.column.{name}")) for name in shown})
