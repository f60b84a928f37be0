"""The first block of a meeting: the shared KPIs as cards, and both departments on one time axis."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Final

import streamlit as st

from kpi.meeting_kpis import BANDED
from kpi.snapshot import Line, MeetingSnapshot
from pages.ui import definition_marks, narrative
from pages.ui import format as fmt
from pages.ui.meeting import chart_parts, charts, minutes, said
from pages.ui.shell import Frame
from pages.ui.text import Words, known

_LINE: Final = 2  # points that make a line
_UNJUDGED: Final = {None: "meet.by_few", "other_count": "meet.by_other_count"}
_HEIGHT = 276  # the first block fits a screen of 1280 × 720
_STYLE: Final = Path(__file__).parent / "first.css"


def show(frame: Frame, snapshot: MeetingSnapshot) -> None:
    """Show a card a KPI with its sparkline, and the chart of both sides."""
    words = frame.words
    by_code = {one.code: one for one in snapshot.series}
    first = min((one.points[0].start for one in snapshot.series if one.points), default=snapshot.held_on)
    changes = [(day, told) for day, told in minutes.changes(words, snapshot) if day >= first]
    st.html(_STYLE)
    with st.container(key="meeting_first"):
        for column, line in zip(st.columns(len(snapshot.kpis), gap="small"), snapshot.kpis, strict=True):
            with column:
                st.html(card(words, line, snapshot.made.dating))
                series = by_code.get(line.code + BANDED)
                if series is None or len(series.points) < _LINE:
                    series = by_code.get(line.code)
                if series is not None and series.points:
                    about = chart_parts.marked(snapshot.decisions, [line.code])
                    days = [day for day, _ in changes if day >= series.points[0].start]
                    spec = charts.sparkline(series.points, None, decisions=about, changes=days)
                    alt = words("meet.spark.alt", kpi=said.kpi_label(words, line.code))
                    st.vega_lite_chart(spec=spec, width="stretch", key=f"spark_{line.code}", alt=alt)
        sides = charts.both_sides(words, snapshot.series, decisions=snapshot.decisions, changes=changes)
        if sides:
            spec = sides | {"height": _HEIGHT}
            st.vega_lite_chart(spec=spec, width="stretch", key="sides", alt=words("meet.sides.alt"))
            definition_marks.say(words, changes)


def card(words: Words, line: Line, dating: str) -> str:
    """Return a KPI in words: value, difference, whether that is news, goal and pace, what it means."""
    value = narrative.value(words, line.code, line.value)
    define = words(f"meet.define.{line.code}")
    if dating == "cohort" and known(f"meet.define.{line.code}.cohort"):
        define = words(f"meet.define.{line.code}.cohort")
    rows = [
        f'<div class="meet-name">{escape(said.kpi_label(words, line.code))}</div>',
        f'<div class="meet-value">{escape(value)}</div>',
        f'<div class="meet-change">{escape(_change(words, line))}</div>',
        f'<div class="meet-news">{escape(_news(words, line))}</div>',
        f'<div class="meet-by">{escape(_judged_by(words, line))}</div>',
        f'<div class="meet-goal">{escape(_goal(words, line))}</div>',
        f'<div class="meet-define">{escape(define)}</div>',
    ]
    return f'<div class="meet-card" data-verdict="{escape(line.verdict or "")}">{"".join(rows)}</div>'


def _change(words: Words, line: Line) -> str:
    if line.value is None or line.before is None:
        return words(f"meeting.reason.{line.reason}") if line.reason else fmt.UNDEFINED
    change = said.change(words, line.unit, line.value - line.before)
    return words("meet.change", change=change, before=narrative.value(words, line.code, line.before))


def _news(words: Words, line: Line) -> str:
    """Say whether a value is news."""
    return words(f"meet.news.{said.verdict_key(line)}")


def _judged_by(words: Words, line: Line) -> str:
    """Say what it was compared with, or why it was with nothing."""
    if line.verdict is None:
        return words(_UNJUDGED.get(line.reason, "meet.by_nothing"))
    return said.judged_by(words, line)


def _goal(words: Words, line: Line) -> str:
    if not line.goal:
        return words("meet.goal.none")
    goal = narrative.value(words, line.code, line.goal)
    shown = words(f"meet.goal.{line.goal_by or 'whole'}", goal=goal)
    if line.pace is None:
        return shown
    return words("meet.goal.pace", goal=shown, pace=fmt.percent(line.pace, 0))
