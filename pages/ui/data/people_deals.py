"""Deals that no lead led to, and leads of the same company that may have."""

from __future__ import annotations

from typing import Final

import streamlit as st

from kpi import identity
from pages.ui import cached_data, session, shell, state
from pages.ui import format as fmt
from pages.ui.data import rows
from pages.ui.shell import Frame
from pages.ui.view import Notice

_COLUMNS: Final = (
    *("deal_id", "company", "opened_on", "amount_yen", "owner"),
    *("lead_id", "lead_company", "created_on", "lead_count"),
)


def show(frame: Frame) -> None:
    """List deals with the leads they may belong to; link the chosen ones."""
    words = frame.words
    st.subheader(words("people.deal"), anchor=False)
    found = cached_data.deal_suggestions(frame.path, frame.record.data_version)
    if found.empty:
        st.markdown(f":material/check: {words('people.deal.none')}")
        return
    st.markdown(words("people.deal.found", count=fmt.count(found["deal_id"].nunique())))
    shown = rows.labelled(
        frame, found[list(_COLUMNS)].head(rows.SHOWN), lambda name: words(f"people.deal.column.{name}")
    )
    picked = rows.picked(shown, f"people_deals_{frame.record.data_version}")
    if len(found) > len(shown):
        st.caption(words("people.deal.shown", shown=fmt.count(len(shown))))
    chosen = found.iloc[picked]
    links = list(zip(chosen["deal_id"], chosen["lead_id"], strict=True))
    is_twice = bool(chosen["deal_id"].duplicated().any())
    if is_twice:
        st.warning(words("people.deal.twice"))
    st.button(
        words("people.deal.link" if links else "people.deal.link.none", count=fmt.count(len(links))),
        type="primary",
        icon=":material/link:",
        key="people_link_deals",
        disabled=frame.store.read_only or is_twice or not links,
        on_click=_link,
        args=(frame, links),
    )


def _link(frame: Frame, links: list[tuple[str, str]]) -> None:
    with shell.keeping():
        for deal_id, lead_id in links:
            identity.link_deal(frame.store, deal_id, lead_id, by=session.who())
        state.note(Notice("people.deal.done", fields={"count": fmt.count(len(links))}))
