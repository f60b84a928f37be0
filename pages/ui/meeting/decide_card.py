"""One decision as it stands: in words, what it came to when it is due, and what can be done to it."""

from __future__ import annotations

import streamlit as st

from kpi import reading
from kpi.decision import Reading, Version, segment_is_gone
from kpi.period import Period
from pages.ui import cached_meeting
from pages.ui import format as fmt
from pages.ui.labels import period_label
from pages.ui.meeting import decide_act, decide_aim, decide_conflict, snapshot_now
from pages.ui.meeting.decided import reading_text, told
from pages.ui.meeting.live import Live
from pages.ui.shell import Frame


def show(frame: Frame, found: Live, version: Version) -> None:
    """Show a decision that is not closed."""
    words, said = frame.words, told(frame.words, version)
    act = decide_act.opened()
    is_open = act is not None and act[1].decision_id == version.decision_id
    is_read = is_open or version.decision.review_on <= frame.today
    read = _read(frame, found, version) if is_read else None
    with st.container(border=True, key=f"decision_{version.decision_id}"):
        st.markdown(f"**{fmt.markdown(said.measure)}**")
        line = words("meet_decide.line", owner=said.owner, due=said.due, state=said.state)
        st.markdown(f"{fmt.markdown(said.aim)}  \n{fmt.markdown(line)}")
        if segment_is_gone(version.decision, snapshot_now.known(frame, [version])):
            st.warning(words("meeting.agenda.gone"))
        elif read is not None:
            _came_to(frame, found, version, read)
        _buttons(frame, version)
        decide_conflict.show(frame, version.decision_id)
        if is_open:
            decide_act.show(frame, read)


def _came_to(frame: Frame, found: Live, version: Version, read: Reading) -> None:
    """Say what was read beside what was predicted, and of which days and lines it is."""
    words, decision, basis = frame.words, version.decision, version.basis
    text = fmt.capital(reading_text(words, decision.unit, read))
    st.markdown(f"**{fmt.markdown(text)}**")
    period = _period(found, version)
    notes = [
        words(
            "meet_decide.actual.say",
            period=period_label(words, period.code),
            mql=basis.mql_threshold,
            sql=basis.sql_threshold,
        )
    ]
    if period.start < decision.due_on:
        day = fmt.day(decision.due_on, words.language)
        notes.append(words("meet_decide.actual.before_due", day=day))
    st.caption(words("meet_decide.sentence.join").join(notes))


def _read(frame: Frame, found: Live, version: Version) -> Reading | None:
    """Read a decision on its own lines, over as many days as it was made on, up to the as-of day; None where
    its segment is gone or its KPI cannot be counted."""
    decision, basis = version.decision, version.basis
    if decision.kpi not in reading.READABLE or segment_is_gone(
        decision, snapshot_now.known(frame, [version])
    ):
        return None
    actual = cached_meeting.actual(
        frame.path,
        frame.record.data_version,
        decision.kpi,
        _period(found, version),
        decision.segment,
        tuple(frame.record.attributes),
        basis.mql_threshold,
        basis.sql_threshold,
        decide_aim.as_of(found),
    )
    return reading.reading(decision, actual, frame.today)


def _period(found: Live, version: Version) -> Period:
    basis = version.basis
    if basis.start is None or basis.stop is None:
        days = decide_aim.period(found).days
    else:
        days = (basis.stop - basis.start).days
    return reading.period_of(version.decision, decide_aim.as_of(found), days)


def _buttons(frame: Frame, version: Version) -> None:
    with st.container(horizontal=True):
        for what in decide_act.ACTS:
            st.button(
                frame.words(f"meet_decide.act.{what}"),
                key=f"decision_{what}_{version.decision_id}",
                disabled=frame.store.read_only,
                on_click=decide_act.begin,
                args=(what, version),
            )
