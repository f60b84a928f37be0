"""The leads of the cells, those in dispute first: a row opens that lead."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd
import streamlit as st

from kpi import agreement_leads
from kpi.agreement_beside import Beside
from kpi.agreement_pair import CellName
from pages.ui import format as fmt
from pages.ui import inputs, lead_card, lead_table, session, state
from pages.ui.shell import Frame

_LISTS: Final[dict[str, tuple[CellName, ...]]] = {
    "dispute": ("only_one", "only_other"),
    "only_one": ("only_one",),
    "only_other": ("only_other",),
    "both": ("both",),
}
_FIELD: Final = "cell_list"
_HIDDEN: Final = ("score", "created_on", "form", "industry", "company_size", "first_opportunity_on")


def show(frame: Frame, found: Beside) -> None:
    """List the leads of a cell, those that brought most first, with the score under either definition."""
    words = frame.words
    st.subheader(words("compare.rows"), anchor=False)
    chosen = session.kept(_FIELD, "dispute")
    st.segmented_control(
        words("compare.rows"),
        _LISTS,
        format_func=lambda code: words(f"compare.rows.{code}"),
        key=inputs.widget(_FIELD, chosen),
        on_change=session.keep,
        args=(_FIELD,),
        required=True,
        label_visibility="collapsed",
    )
    listed = found.listed(_LISTS[chosen], lead_table.SHOWN)
    if not listed.lead_ids:
        st.info(words("leads.none"))
        return
    shown = _labelled(frame, found, chosen, lead_table.SHOWN)
    key = f"cells_{chosen}_{inputs.option_key('rows')}"
    st.dataframe(
        shown,
        hide_index=True,
        placeholder=fmt.UNDEFINED,
        key=key,
        on_select=lambda: state.take_lead(key, listed.lead_ids),
        selection_mode="single-row",
        height=min(330, 38 + 35 * len(shown)),
        column_config=lead_table.columns(frame),
    )
    total = sum(found.cells[name].lead_count for name in _LISTS[chosen])
    said = words("leads.pick")
    if total > len(shown):
        said = f"{words('compare.rows.shown', shown=fmt.count(len(shown)), total=fmt.count(total))} {said}"
    st.caption(said)
    lead_table.downloads(
        frame, lambda: _labelled(frame, found, chosen, lead_table.DOWNLOADED), total, f"leads_{chosen}"
    )
    if frame.view.lead in listed.lead_ids:
        lead_card.show(frame)


def _labelled(frame: Frame, found: Beside, chosen: str, limit: int) -> pd.DataFrame:
    words, listed = frame.words, found.listed(_LISTS[chosen], limit)
    rows = agreement_leads.rows(frame.store, listed.lead_ids)
    hidden = [words(f"leads.column.{name}") for name in _HIDDEN]
    labelled = lead_table.labelled(frame, rows).drop(columns=hidden)
    scores = {"side_one": listed.one_scores, "side_other": listed.other_scores}
    if listed.one_scores == listed.other_scores:  # the same rules with other lines
        labelled.insert(2, words("leads.column.score"), _scores(listed.one_scores))
        return labelled
    for place, (side, values) in enumerate(scores.items(), start=2):
        heading = words("compare.score", side=words(f"compare.{side}"))
        labelled.insert(place, heading, _scores(values))
    return labelled


def _scores(values: Sequence[int]) -> pd.Series:
    return pd.Series([None if value < 0 else value for value in values], dtype="Int64")
