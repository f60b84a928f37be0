"""Deals that two systems hold: whose rows count, and which more of them are one deal."""

from __future__ import annotations

from typing import Final

import pandas as pd
import streamlit as st

from kpi import identity_deals
from pages.ui import cached_data, inputs, session, shell, state
from pages.ui import format as fmt
from pages.ui.data import people_pairs, rows
from pages.ui.shell import Frame
from pages.ui.view import Notice

_COLUMNS: Final = ("system", "company", "outcome", "day", "amount_yen", "deal_id")
_KEY: Final = "people_deal_system"


def show(frame: Frame) -> None:
    """Say how many count once, let a person choose whose rows count and join the likely pairs."""
    systems = identity_deals.deal_systems(frame.store)
    if len(systems) < 2:
        return
    words = frame.words
    st.subheader(words("people.same_deal"), anchor=False)
    if count := identity_deals.joined_count(frame.store):
        st.markdown(f":material/check: {words('people.same_deal.joined', count=fmt.count(count))}")
    _system(frame, systems)
    found = cached_data.same_deals(frame.path, frame.record.data_version)
    if found.empty:
        st.markdown(words("people.same_deal.none"))
    else:
        _pairs(frame, found)


def _system(frame: Frame, systems: list[str]) -> None:
    words, chosen = frame.words, identity_deals.counting_system(frame.store)
    options = [*systems] if chosen in systems else ["", *systems]
    key = inputs.option_key(f"{_KEY}_{frame.record.data_version}")
    st.selectbox(
        words("people.same_deal.system"),
        options,
        index=options.index(chosen) if chosen in options else 0,
        format_func=lambda system: (
            rows.system_label(system) if system else words("people.same_deal.system.each")
        ),
        key=key,
        help=words("people.same_deal.system.help"),
        disabled=frame.store.read_only,
        on_change=_count,
        args=(frame, key),
        width=360,
    )


def _pairs(frame: Frame, found: pd.DataFrame) -> None:
    words = frame.words
    st.markdown(words("people.same_deal.found", count=fmt.count(len(found))))
    shown = _table(frame, found.head(rows.SHOWN))
    picked = rows.picked(shown, f"people_same_deals_{frame.record.data_version}")
    if len(found) > len(shown):
        st.caption(words("people.same_deal.shown", shown=fmt.count(len(shown))))
    chosen = found.iloc[picked]
    pairs = list(zip(chosen["deal_id"], chosen["other_deal_id"], strict=True))
    people_pairs.decide(
        frame, "same_deal", "people.same_deal.join", "people.same_deal.join.none", pairs, _join, pairs
    )


def _table(frame: Frame, found: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs as people read them: one system's row, then the other's."""
    words = frame.words
    heading = {name: words(f"people.same_deal.column.{name}") for name in _COLUMNS}
    table: dict[str, object] = {}
    for start in ("", "other_"):
        is_open = found[f"{start}outcome"] == "opportunity"
        columns = {
            **{name: found[f"{start}{name}"] for name in ("deal_id", "company", "amount_yen")},
            "system": found[f"{start}system"].map(rows.system_label),
            "outcome": found[f"{start}outcome"].map(lambda code: words.code("kind", code)),
            "day": found[f"{start}opened_on"].where(is_open, found[f"{start}closed_on"]),
        }
        for name in _COLUMNS:
            label = words("people.same_deal.column.other", name=heading[name]) if start else heading[name]
            table[label] = columns[name]
    # what tells two deals apart comes before their ids, which can be long
    ids = [heading["deal_id"], words("people.same_deal.column.other", name=heading["deal_id"])]
    table = {name: table[name] for name in [*(one for one in table if one not in ids), *ids]}
    return pd.DataFrame(table)


def _count(frame: Frame, key: str) -> None:
    with shell.keeping():
        if system := session.value(key):
            identity_deals.count_as_stated_by(frame.store, system)
            fields = {"system": rows.system_label(system)}
            state.note(Notice("people.same_deal.system.done", fields=fields))


def _join(frame: Frame, pairs: list[tuple[str, str]]) -> None:
    with shell.keeping():
        count = identity_deals.join_deals(frame.store, pairs, by=session.who())
        state.note(Notice("people.same_deal.done", fields={"count": fmt.count(count)}))
