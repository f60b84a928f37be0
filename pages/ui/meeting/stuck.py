"""Where the chain is stuck: the step whose shortfall costs most against its own best, or the plan."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pandas as pd
import streamlit as st

from kpi.compare import buckets, usable
from kpi.compare_counts import whole
from kpi.decompose_steps import StepLoss, own_best, step_losses
from kpi.meeting_goal import factors
from kpi.meeting_kpis import OVER_TIME
from kpi.narrative_chain import step_claims
from kpi.period import Period
from pages.ui import cached_meeting, narrative
from pages.ui import format as fmt
from pages.ui.labels import period_label
from pages.ui.meeting import said
from pages.ui.meeting.live import Live
from pages.ui.shell import Frame
from pages.ui.text import Words

_DAYS = timedelta(days=91)  # a quarter: single weeks say too little of the lower steps
_MONTHS = 36


def show(frame: Frame, found: Live) -> None:
    """Say which step costs most against the adopted plan, where there is one, and against the own best."""
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
    history = [{name: days.levels(one, found.parts)[name] for name in OVER_TIME} for one in over]
    levels = {name: days.levels(recent, found.parts)[name] for name in OVER_TIME}
    shown = {"period": period_label(words, recent.code)}
    if found.plan is not None:
        name = fmt.markdown(found.plan.kept.name)
        st.caption(words("meet.stuck.plan", plan=name, **shown))
        _losses(words, step_losses(levels, factors(found.plan, recent)), "plan")
    st.caption(words("meet.stuck.best", count=len(over), **shown))
    _losses(words, step_losses(levels, own_best(history)), "best")


def _losses(words: Words, losses: Sequence[StepLoss], against: str) -> None:
    """Say which step costs most against a reference, and list all that fall short of it."""
    for sentence in narrative.sentences(words, step_claims(losses[0] if losses else None)):
        st.markdown(f"**{fmt.markdown(sentence)}**")
    if not losses:
        return
    table = {
        words("meet.stuck.step"): [said.kpi_label(words, one.code) for one in losses],
        words("meet.stuck.actual"): [said.value(words, said.unit_of(one.code), one.actual) for one in losses],
        words(f"meet.stuck.reference.{against}"): [
            said.value(words, said.unit_of(one.code), one.reference) for one in losses
        ],
        words("meet.stuck.loss"): [said.value(words, said.unit_of(one.target), one.loss) for one in losses],
    }
    st.dataframe(pd.DataFrame(table), hide_index=True, height="content", key=f"stuck_{against}")
