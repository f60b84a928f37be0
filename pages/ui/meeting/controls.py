"""What the meeting compares with, and the view for a shared screen."""

from __future__ import annotations

import streamlit as st

from kpi.compare import KINDS
from kpi.rhythm import is_stale
from pages.ui import cached_kept, controls, inputs, state
from pages.ui import format as fmt
from pages.ui.labels import period_label
from pages.ui.meeting.live import Live
from pages.ui.shell import Frame


def show(frame: Frame, live: Live) -> None:
    """Show the comparison, the filters and the presenter switch in one row."""
    words, view = frame.words, frame.view
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="meeting_controls"):
        st.segmented_control(
            words("meet.compared"),
            KINDS,
            format_func=lambda code: words(f"meet.compared.{code}"),
            key=inputs.widget("compared", view.compared or live.rhythm.last_time),
            on_change=lambda: state.change(compared=inputs.widget_value("compared")),
            required=True,
            label_visibility="collapsed",
        )
        if not view.presenter:
            st.toggle(
                words("meet.running.1"),
                key=inputs.widget("running", bool(view.running)),
                on_change=lambda: state.change(running="1" if inputs.widget_value("running") else ""),
                help=words("meet.running.help"),
                disabled=live.comparison.kind == "meeting",
            )
            with st.popover(words("meet.filter"), icon=":material/filter_list:"):
                st.radio(
                    words("explore.dating"),
                    ("activity", "cohort"),
                    format_func=lambda code: words(f"explore.dating.{code}"),
                    key=inputs.widget("meeting_dating", view.meeting_dating),
                    on_change=lambda: state.change(meeting_dating=inputs.widget_value("meeting_dating")),
                    help=words("meet.dating.help"),
                )
                controls.filters(frame)
        st.toggle(
            words("meet.presenter.1"),
            key=inputs.widget("presenter", bool(view.presenter)),
            on_change=lambda: state.change(presenter="1" if inputs.widget_value("presenter") else ""),
            help=words("meet.presenter.help"),
        )
    st.caption(_said(frame, live))
    as_of = frame.record.calendar.as_of
    if frame.record.lead_count and is_stale(live.rhythm, as_of, frame.today):
        fields = {"day": fmt.day(as_of, words.language), "days": fmt.count((frame.today - as_of).days)}
        st.warning(words("meet.stale", **fields), icon=":material/update:")


def presenter(frame: Frame) -> None:
    """Enlarge the type and leave out the menu for a shared screen."""
    if not frame.view.presenter:
        return
    percent = cached_kept.rhythm(frame.path, frame.store.revision).presenter_percent
    st.html(
        f"<style>html {{ font-size: {percent}% !important }}"
        ' [data-testid="stHeader"], .st-key-menu { display: none } .stMainBlockContainer'
        " { padding: .6rem 1.5rem 1rem }"
        " .meet-value { font-size: 2rem }</style>"
    )


def _said(frame: Frame, live: Live) -> str:
    """Say which days are compared, and on what."""
    words, comparison = frame.words, live.comparison
    now = period_label(words, comparison.now.code)
    fields = {"now": now, "mql": frame.view.mql, "sql": frame.view.sql}
    if not comparison.now.days:
        return words("meet.said.nothing", day=fmt.day(frame.record.calendar.as_of, words.language))
    if live.before is None:
        return words("meet.said.first", **fields)
    before = period_label(words, comparison.before.code)
    said = [words(f"meet.said.{comparison.kind}", before=before, **fields)]
    if (frame.view.compared or live.rhythm.last_time) == "meeting" and live.last is None:
        said.append(words("meet.said.no_meeting"))
    if frame.view.meeting_dating == "cohort":
        said.append(words("meet.said.cohort", age=comparison.equal_age_days))
        if not live.now["opportunities"] + live.before["opportunities"]:
            said.append(words("meet.said.cohort.young"))
    else:
        said.append(words("meet.said.activity"))
    if comparison.is_running:
        said.append(words("meet.said.running"))
    return " ".join(said)
