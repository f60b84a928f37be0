"""A frozen meeting, as it was."""

from __future__ import annotations

import streamlit as st

from kpi import snapshots
from kpi.errors import InvalidInput
from pages.ui import format as fmt
from pages.ui import narrative, shell, state
from pages.ui.meeting import agenda, charts, first, said
from pages.ui.shell import Frame


def show(frame: Frame) -> None:
    """Draw a frozen meeting from its snapshot alone; an unknown one is named and left."""
    words = frame.words
    shell.header(frame, "meet.title")
    st.button(
        words("meet.reopened.leave"),
        key="reopened_leave",
        on_click=lambda: state.change(frozen=""),
        icon=":material/arrow_back:",
    )
    try:
        found = snapshots.reopen(frame.store, frame.view.frozen)
    except InvalidInput:
        st.error(words("meet.reopened.unknown"))
        return
    day = fmt.day(found.held_on, words.language)
    st.info(words("meet.reopened", day=day, title=fmt.markdown(found.title)), icon=":material/lock_clock:")
    first.show(frame, found)
    from kpi.narrative import Claim

    claims = [Claim(one.code, one.fields) for one in found.claims]  # type: ignore[arg-type]
    for sentence in narrative.sentences(words, claims):
        st.markdown(f"**{fmt.markdown(sentence)}**")
    for walk in found.bridges:
        spec = charts.bridge(words, walk, said.unit_of(walk.code))
        st.vega_lite_chart(spec=spec, width="stretch", key=f"bridge_{walk.code}_{walk.by}")
    items = [agenda.sentence(words, one.code, one.fields) for one in found.agenda]
    st.markdown("\n".join(f"1. {fmt.markdown(item)}" for item in items))
    if found.notes:
        st.markdown(fmt.markdown(found.notes))
