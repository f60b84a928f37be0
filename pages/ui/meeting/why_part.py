"""Why a KPI moved: the walk from before to now, in sentences, and the leads behind each bar."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from kpi import meeting_kpis, meeting_why
from kpi.codes import RATES
from kpi.compare_rows import Bar, rows_behind
from kpi.meeting_why import Why
from kpi.snapshot import Step
from pages.ui import format as fmt
from pages.ui import inputs, lead_table, narrative, state
from pages.ui.meeting import charts, said, why_now
from pages.ui.meeting.live import Live
from pages.ui.shell import Frame

_SHOWN = 200
_LEVEL_OF = {
    **{"mql_rate": "mqls", "sql_rate": "sqls", "sql_share": "sqls"},
    **{"opportunity_rate": "opportunities", "win_rate": "wins", "deal_yen": "wins"},
}

# a segment's share is one of cases
_CASES_OF = {code: cases for code, (_, cases) in RATES.items()} | {"amount_yen": "opportunities"}


def show(frame: Frame, found: Live) -> None:
    """Show the bridge of the chosen KPI, its sentences, its bars as a table, and the leads of one bar."""
    words = frame.words
    _choose(frame)
    why = why_now.why(frame, found)
    if why is None or why.walk is None:
        st.info(words("meet.why.none"), icon=":material/info:")
        if why is not None:
            _say(frame, why)
        return
    _say(frame, why)
    unit = said.unit_of(why.walk.code)
    spec = charts.bridge(words, why.walk, unit)
    st.vega_lite_chart(spec=spec, width="stretch", key="bridge", alt=words("meet.bridge.alt"))
    _bars(frame, found, why.walk.code, why.walk.steps)


def _choose(frame: Frame) -> None:
    words, view = frame.words, frame.view
    kpi = why_now.kpi_of(frame)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            words("meet.why"),
            meeting_kpis.codes(view.denominator),
            format_func=lambda code: said.kpi_label(words, code),
            key=inputs.widget("why", kpi),
            on_change=_take_kpi,
            width=230,
        )
        ways = meeting_why.ways(kpi)
        st.selectbox(
            words("meet.by"),
            ways,
            format_func=lambda code: words(f"meet.why_by.{code}"),
            key=inputs.widget("why_by", why_now.way_of(frame)),
            on_change=lambda: state.change(why_by=inputs.widget_value("why_by")),
            width=230,
        )


def _take_kpi() -> None:
    """Take the KPI; a way that it cannot be taken apart by gives way to the first that it can."""
    kpi, view = inputs.widget_value("why"), state.view()
    ways = meeting_why.ways(kpi)
    state.change(why=kpi, why_by=view.why_by if view.why_by in ways else ways[0])
    inputs.forget_widgets("why_by")


def _say(frame: Frame, why: Why) -> None:
    for sentence in narrative.sentences(frame.words, why.claims):
        st.markdown(f"**{fmt.markdown(sentence)}**")


def _bars(frame: Frame, found: Live, kpi: str, steps: tuple[Step, ...]) -> None:
    """List the bars; a chosen one opens its leads, now and before."""
    words, unit = frame.words, said.unit_of(kpi)
    table = pd.DataFrame(
        {
            words("meeting.chart.what"): [said.step_label(words, step) for step in steps],
            words("meeting.chart.effect"): [said.change(words, unit, step.effect) for step in steps],
            words("meet.range"): [_range(frame, unit, step) for step in steps],
            words("meet.certain"): [words(f"meet.certain.{step.verdict or 'none'}") for step in steps],
        }
    )
    if all(step.low is None or step.high is None for step in steps):
        table = table.drop(columns=words("meet.range"))
    picked = st.dataframe(
        table,
        hide_index=True,
        height="content",
        placeholder=fmt.UNDEFINED,
        key=inputs.option_key(f"bars_{kpi}_{frame.view.why_by}_{len(steps)}"),
        on_select="rerun",
        selection_mode="single-row",
    )
    rows = picked["selection"]["rows"]
    if not rows or rows[0] >= len(steps):
        st.caption(words("meet.bars.pick"))
        return
    _leads(frame, found, kpi, steps[rows[0]])


def _range(frame: Frame, unit: str, step: Step) -> str:
    if step.low is None or step.high is None:
        return fmt.UNDEFINED
    low, high = (said.change(frame.words, unit, end) for end in (step.low, step.high))  # type: ignore[arg-type]
    return f"{low} – {high}"


def _leads(frame: Frame, found: Live, kpi: str, step: Step) -> None:
    words = frame.words
    level = _level(kpi, step)
    if level is None:
        st.info(words("meet.bars.none"))
        return
    dimension, segment = step.segment or ("", None)
    for side, count_key in (("now", "meet.leads.now"), ("before", "meet.leads.before")):
        bar = Bar(level, side, dimension, segment)  # type: ignore[arg-type]
        rows, total = rows_behind(
            frame.store,
            found.chosen,
            found.comparison,
            bar,
            mql=frame.view.mql,
            sql=frame.view.sql,
            limit=_SHOWN,
        )
        what, count = said.step_label(words, step), fmt.count(total)
        st.markdown(f"**{fmt.markdown(words(count_key, what=what, count=count))}**")
        if total:
            st.dataframe(
                lead_table.labelled(frame, rows), hide_index=True, placeholder=fmt.UNDEFINED, height=220
            )


def _level(kpi: str, step: Step) -> str | None:
    """Return the level whose leads a bar is about; None for bars without leads of their own."""
    if step.code in ("arrived_late", "definition_changed", said.REST):
        return None
    if step.segment is not None:
        if step.segment[1] == "~other":
            return None
        return _CASES_OF[kpi] if step.code == "mix" else _LEVEL_OF.get(kpi, kpi)
    level = _LEVEL_OF.get(step.code, step.code.partition("_per_")[0])
    return level if level in meeting_kpis.OVER_TIME else None
