"""Where the chain is stuck: the step whose shortfall costs most against its own best, or the plan."""

from __future__ import annotations

from datetime import timedelta

import pandas as pd
import streamlit as st

from kpi.compare import buckets, usable
from kpi.compare_counts import whole
from kpi.decompose_steps import own_best, step_losses
from kpi.meeting_kpis import OVER_TIME
from kpi.narrative_chain import step_claims
from kpi.period import Period
from pages.ui import cached_meeting, narrative
from pages.ui import format as fmt
from pages.ui.labels import period_label
from pages.ui.meeting import said
from pages.ui.meeting.live import Live
from pages.ui.shell import Frame

_DAYS = timedelta(days=91)  # a quarter: single weeks say too little of the lower steps
_MONTHS = 36


def show(frame: Frame, found: Live) -> None:
    """Say which step costs most, and list all that fall short."""
    words, calendar = frame.words, frame.record.calendar
    stop = found.comparison.now.stop
    recent = Period(f"{stop - _DAYS}..{stop - timedelta(days=1)}", stop - _DAYS, stop)
    quarters = buckets("quarter", calendar, months=_MONTHS)
    over = [one for one, is_whole in zip(quarters, usable(quarters, calendar), strict=True) if is_whole]
    days = cached_meeting.by_day(
        frame.path,
        frame.record.data_version,
        found.chosen,
        whole([recent, *over]),
        frame.view.mql,
        frame.view.sql,
    )
    history = [{name: days.levels(one)[name] for name in OVER_TIME} for one in over]
    levels = {name: days.levels(recent)[name] for name in OVER_TIME}
    losses = step_losses(levels, own_best(history))
    st.caption(words("meet.stuck.say", period=period_label(words, recent.code), count=len(over)))
    for sentence in narrative.sentences(words, step_claims(losses[0] if losses else None)):
        st.markdown(f"**{fmt.markdown(sentence)}**")
    if losses:
        table = {
            "step": [said.kpi_label(words, one.code) for one in losses],
            "actual": [said.value(words, said.unit_of(one.code), one.actual) for one in losses],
            "reference": [said.value(words, said.unit_of(one.code), one.reference) for one in losses],
            "loss": [said.value(words, said.unit_of(one.target), one.loss) for one in losses],
        }
        frame_ = pd.DataFrame({words(f"meet.stuck.{name}"): values for name, values in table.items()})
        st.dataframe(frame_, hide_index=True, height="content")
