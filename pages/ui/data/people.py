"""Who is there twice: what can be joined, each step by a click, and every merge to be taken back."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from kpi import identity
from pages.ui import cached_data, session, shell, state
from pages.ui import format as fmt
from pages.ui.data import people_companies, people_deals, people_merges, people_same_deals, rows
from pages.ui.shell import Frame
from pages.ui.view import Notice


def show(frame: Frame) -> None:
    """Offer what could be joined: people, companies, deals; list what was."""
    words = frame.words
    if not frame.store.read_only:
        st.text_input(words("people.who"), key="import_who", max_chars=100, width=280)
    _emails(frame)
    people_companies.show(frame)
    people_same_deals.show(frame)
    people_deals.show(frame)
    people_merges.show(frame)


def _emails(frame: Frame) -> None:
    words = frame.words
    st.subheader(words("people.email"), anchor=False)
    found = _groups(cached_data.same_emails(frame.path, frame.record.data_version))
    fresh, refused = (found[found["was_undone"] == undone] for undone in (False, True))
    if fresh.empty:
        st.markdown(f":material/check: {words('people.email.none')}")
    else:
        counts = {"groups": fmt.count(len(fresh)), "leads": fmt.count(fresh["lead_count"].sum())}
        st.markdown(words("people.email.found", **counts))
        _table(frame, fresh)
        st.button(
            words("people.email.join", groups=counts["groups"]),
            type="primary",
            icon=":material/merge:",
            key="people_join_emails",
            disabled=frame.store.read_only,
            on_click=_join,
            args=(frame, len(fresh)),
        )
    if not refused.empty:
        _refused(frame, refused)


def _groups(found: pd.DataFrame) -> pd.DataFrame:
    """Return one row an address, with how many leads have it, which, and the first day of them."""
    return found.groupby("email_key", sort=False, as_index=False).agg(
        lead_count=("lead_id", "size"),
        company=("company", "first"),
        created_on=("created_on", "min"),
        lead_ids=("lead_id", list),
        was_undone=("was_undone", "first"),
    )


def _shown(frame: Frame, groups: pd.DataFrame) -> pd.DataFrame:
    shown = groups.drop(columns="was_undone").head(rows.SHOWN)
    return rows.labelled(frame, shown, lambda name: frame.words(f"people.email.column.{name}"))


def _table(frame: Frame, groups: pd.DataFrame) -> None:
    shown = _shown(frame, groups)
    st.dataframe(
        shown,
        hide_index=True,
        placeholder=fmt.UNDEFINED,
        height=rows.height(len(shown)),
        column_config=rows.formats(shown),
    )
    if len(groups) > len(shown):
        st.caption(frame.words("people.email.shown", shown=fmt.count(len(shown))))


def _refused(frame: Frame, groups: pd.DataFrame) -> None:
    """What was taken back is never joined again by itself, but a person may."""
    words = frame.words
    with st.expander(words("people.email.refused", groups=fmt.count(len(groups)))):
        shown = _shown(frame, groups)
        picked = rows.picked(shown, f"people_refused_{frame.record.data_version}")
        chosen = [list(groups["lead_ids"].iloc[row]) for row in picked]
        st.button(
            words(
                "people.email.again" if chosen else "people.email.again.none", groups=fmt.count(len(chosen))
            ),
            key="people_join_again",
            disabled=frame.store.read_only or not chosen,
            on_click=_join_again,
            args=(frame, chosen),
        )


def _join(frame: Frame, group_count: int) -> None:
    with shell.keeping():
        count = identity.join_same_email(frame.store, by=session.who())
        fields = {"groups": fmt.count(group_count), "leads": fmt.count(count)}
        state.note(Notice("people.email.done", fields=fields))


def _join_again(frame: Frame, groups: list[list[str]]) -> None:
    with shell.keeping():
        for lead_ids in groups:
            identity.merge_leads(frame.store, lead_ids, by=session.who(), reason=identity.SAME_EMAIL)
        fields = {
            "groups": fmt.count(len(groups)),
            "leads": fmt.count(sum(len(one) - 1 for one in groups)),
        }
        state.note(Notice("people.email.done", fields=fields))
