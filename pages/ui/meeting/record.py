"""Freeze the meeting, take its minutes along, reopen an earlier one."""

from __future__ import annotations

from functools import partial
from typing import Final

import streamlit as st

from kpi import rhythm, snapshots
from kpi.snapshot import MeetingSnapshot
from pages.ui import cached_meeting, inputs, session, shell, state
from pages.ui import format as fmt
from pages.ui.meeting import charts, said, why_now
from pages.ui.meeting import downloads as files
from pages.ui.meeting.live import Live
from pages.ui.meeting.minutes import minutes
from pages.ui.shell import Frame
from pages.ui.view import Notice

_LONGEST: Final = 2000
_LISTED: Final = 20


def show(frame: Frame, found: Live) -> None:
    """Take title and notes, freeze the meeting, offer the minutes, list what was frozen."""
    words = frame.words
    shell.say(words, session.told("meeting_record"))
    title = st.text_input(
        words("meet.record.title"),
        key=inputs.widget("meeting_title", session.kept("meeting_title", found.snapshot.title), always=True),
        on_change=session.keep,
        args=("meeting_title",),
        max_chars=200,
    )
    notes = st.text_area(
        words("meet.record.notes"),
        key=inputs.widget("meeting_notes", session.kept("meeting_notes", ""), always=True),
        on_change=session.keep,
        args=("meeting_notes",),
        max_chars=_LONGEST,
        placeholder=words("meet.record.notes.example"),
    )
    whole = why_now.with_why(found, why_now.why(frame, found), notes)
    whole = whole.model_copy(update={"title": title.strip() or found.snapshot.title})
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(words("meet.record.who"), key="import_who", width=200)
        st.button(
            words("meet.record.freeze"),
            key="meeting_freeze",
            type="primary",
            icon=":material/lock_clock:",
            on_click=_freeze,
            args=(frame, found, whole),
            disabled=frame.store.read_only,
        )
    downloads(frame, whole)
    _frozen(frame)


def _freeze(frame: Frame, found: Live, whole: MeetingSnapshot) -> None:
    """Hold the meeting of today and keep what it showed, with the words typed last."""
    title, notes = (str(inputs.widget_value(f"meeting_{name}")).strip() for name in ("title", "notes"))
    whole = whole.model_copy(update={"title": title or whole.title, "notes": notes})
    with shell.keeping("meeting_record"):
        held = rhythm.hold(frame.store, frame.today, every=found.rhythm.every, by=session.who())
        snapshots.freeze(frame.store, whole, meeting_id=held.meeting_id, by=session.who())
        session.tell("meeting_record", Notice("meet.record.frozen"))


def downloads(frame: Frame, whole: MeetingSnapshot) -> None:
    """Offer the minutes in the reader's language, built when asked for, and each chart as a picture."""
    words = frame.words
    with st.container(horizontal=True):
        for kind, mime in files.KINDS.items():
            st.download_button(
                words(f"meet.download.{kind}"),
                partial(files.build, words, whole, kind),
                file_name=f"meeting_{whole.held_on}.{kind}",
                mime=mime,
                on_click="ignore",
                icon=":material/download:",
                key=f"minutes_{kind}",
            )
        for chart in minutes(words, whole).charts:
            st.download_button(
                words("meet.download.png", chart=chart.title),
                partial(_picture, chart.spec),
                file_name=f"meeting_{whole.held_on}_{chart.code}.png",
                mime="image/png",
                on_click="ignore",
                icon=":material/image:",
                key=f"minutes_{chart.code}",
            )


def _picture(spec: charts.Spec) -> bytes:
    from pages.ui.meeting import pictures  # only a download needs it

    return pictures.png(spec)


def _frozen(frame: Frame) -> None:
    words, kept = frame.words, snapshots.frozen(frame.store)
    if not kept:
        st.caption(words("meet.record.none"))
        return
    st.markdown(f"**{words('meet.record.earlier')}**")
    for one in kept[:_LISTED]:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button(
                words("meet.record.open"),
                key=f"frozen_{one.snapshot_id}",
                on_click=state.change,
                kwargs={"frozen": one.snapshot_id},
            )
            period = cached_meeting.period_of(frame.path, one.snapshot_id)
            title = fmt.markdown(said.title(words, one.title, period))
            fields = {"day": fmt.day(one.held_on, words.language), "title": title}
            if one.created_by:
                fields["by"] = fmt.markdown(one.created_by)
            st.markdown(words("meet.record.one.by" if one.created_by else "meet.record.one", **fields))
