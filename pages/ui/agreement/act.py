"""What can be done with a version: change it, propose it, agree to it for a side, give it up."""

from __future__ import annotations

from typing import Final

import streamlit as st

from kpi import definitions, definitions_life
from kpi.definitions_list import SIDES, Side, Version
from pages.ui import format as fmt
from pages.ui import session, shell, state
from pages.ui.agreement import edit
from pages.ui.agreement.doing import ACTED, attempt
from pages.ui.shell import Frame

_CAN: Final = {
    "draft": ("edit", "propose", "retire"),
    "proposed": ("edit", "retire"),
    "ahead": ("call_off",),
}


def show(frame: Frame, version: Version) -> None:
    """Offer what the state of a version allows, and the file of it."""
    words, standing = frame.words, version.standing(frame.today)
    shell.say(words, session.told(ACTED))  # above the boxes: a refusal under them lies below the fold
    if standing == "proposed":
        _sides(frame, version)
    if standing in _CAN:
        _who(frame)
    with st.container(horizontal=True):
        for what in _CAN.get(standing, ()):
            st.button(
                words(f"definition.act.{what}"),
                key=f"definition_{what}",
                type="primary" if what == "propose" else "secondary",
                disabled=frame.store.read_only,
                on_click=_do,
                args=(frame, what, version),
            )
        st.page_link(
            "pages/explore.py",
            label=words("definition.to_explore"),
            icon=":material/tune:",
            query_params=_lines(version),
        )
    if standing in ("draft", "proposed"):
        st.caption(words(f"definition.hint.{standing}"))


def _lines(version: Version) -> dict[str, str]:
    """Return the address of the lines of a version."""
    found = version.definition
    return {"m": str(found.mql_threshold), "s": str(found.sql_threshold)}


def _who(frame: Frame) -> None:
    st.text_input(frame.words("meet_decide.by"), key="import_who", max_chars=100, width=220)


def _sides(frame: Frame, version: Version) -> None:
    words = frame.words
    for column, side in zip(st.columns(2), SIDES, strict=True):
        with column, st.container(border=True):
            st.markdown(f"**{words(f'definition.side.{side}')}**")
            signature = getattr(version, side)
            if signature is not None:
                day = fmt.day(signature.at.date(), words.language)
                st.markdown(words("definition.signed", by=fmt.markdown(signature.by), day=day))
                continue
            name = f"sign_{side}"
            st.text_input(words("definition.sign.name"), key=name, max_chars=100)
            st.button(
                words(f"definition.sign.{side}"),
                key=f"definition_sign_{side}",
                type="primary",
                disabled=frame.store.read_only,
                on_click=_sign,
                args=(frame, side, name, version),
            )


def _sign(frame: Frame, side: Side, name: str, version: Version) -> None:
    """Agree for a side; the session's lines follow when the agreed ones move."""
    before = definitions.agreed(frame.store, frame.today)
    attempt(
        f"sign_{side}",
        lambda: definitions_life.agree(
            frame.store,
            version.definition_id,
            side,
            seen_version=version.version,
            by=session.value(name),
            today=frame.today,
        ),
    )
    after, view = definitions.agreed(frame.store, frame.today), state.view()
    if after != before and (view.mql, view.sql) == (before.mql_threshold, before.sql_threshold):
        state.change(mql=after.mql_threshold, sql=after.sql_threshold)


def _do(frame: Frame, what: str, version: Version) -> None:
    store, key = frame.store, version.definition_id
    seen = {"seen_version": version.version, "by": session.who()}
    if what == "edit":
        edit.begin(version)
    elif what == "propose":
        attempt(what, lambda: definitions_life.propose(store, key, **seen))
    else:
        attempt(what, lambda: definitions_life.retire(store, key, today=frame.today, **seen))
