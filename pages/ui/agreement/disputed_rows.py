"""The leads of the cells, those in dispute first: a row opens that lead."""

from __future__ import annotations

from typing import Final

import pandas as pd
import streamlit as st

from kpi import agreement_leads
from kpi.agreement_beside import Beside
from kpi.agreement_pair import CellName
from pages.ui import format as fmt
from pages.ui import lead_card, lead_table, session, state
from pages.ui.shell import Frame

_LISTS: Final[dict[str, tuple[CellName, ...]]] = {
    "dispute": ("only_one", "only_other"),
    "only_one": ("only_one",),
    "only_other": ("only_other",),
    "both": ("both",),
}
_FIELD: Final = "cell_list"
_HIDDEN: Final = ("score", "form", "company_size")


def show(frame: Frame, found: Beside) -> None:
    """List the leads of a cell, those that brought most first, with the score under either definition."""
    words = frame.words
    st.subheader(words("compare.rows"), anchor=False)
    chosen = session.kept(_FIELD, "dispute")
    st.segmented_control(
        words("compare.rows"),
        _LISTS,
        format_func=lambda code: words(f"compare.rows.{code}"),
        key=state.widget(_FIELD, chosen),
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
    key = f"cells_{chosen}_{state.option_key('rows')}"
    st.dataframe(
        shown,
        hide_index=True,
        placeholder=fmt.UNDEFINED,
        key=key,
        on_select=lambda: state.take_lead(key, listed.lead_ids),
        selection_mode="single-row",
        height=min(330, 38 + 35 * len(shown)),
    )
    total = sum(found.cells[name].lead_count for name in _LISTS[chosen])
    said = words("leads.pick")
    if total > len(shown):
        said = f"{words('compare.rows.shown', shown=fmt.count(len(shown)), total=fmt.count(total))} {said}"
    st.caption(said)
    lead_table.downloads(
        frame, lambda: _labelled(frame, found, chosen, lead_table.DOWNLOADED), total, f"leads_{chosen}"
    )
    lead_card.show(frame)


def _labelled(frame: Frame, found: Beside, chosen: str, limit: int) -> pd.DataFrame:
    words, listed = frame.words, found.listed(_LISTS[chosen], limit)
    rows = agreement_leads.rows(frame.store, listed.lead_ids)
    labelled = lead_table.labelled(frame, rows.drop(columns=list(_HIDDEN)))
    for place, (side, values) in enumerate(
        (("side_one", listed.one_scores), ("side_other", listed.other_scores))
    ):
        heading = words("compare.score", side=words(f"compare.{side}"))
        scores = pd.Series([None if value < 0 else value for value in values], dtype="Int64")
        labelled.insert(3 + place, heading, scores)
    return labelled
