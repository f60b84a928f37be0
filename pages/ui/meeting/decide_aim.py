"""What a decision can be about, and the numbers it starts from: always all leads or one segment."""

from __future__ import annotations

from datetime import date
from typing import Final

import streamlit as st

from kpi import reading
from kpi.codes import SEGMENTS
from kpi.decision import UNITS, Basis, Number, Segment
from kpi.filters import DIMENSIONS
from kpi.meeting_kpis import codes
from kpi.period import Period
from kpi.reading_segment import readable
from pages.ui import cached_meeting
from pages.ui import format as fmt
from pages.ui.labels import period_label, value_label
from pages.ui.meeting import decide_fields, said, snapshot_now
from pages.ui.meeting.live import Live
from pages.ui.shell import Frame
from pages.ui.view import View

_FEWEST_DAYS: Final = 28  # where nothing has come since the last meeting


def show(frame: Frame) -> None:
    """Let a person choose the KPI and the segment."""
    words = frame.words
    first, second, third = st.columns([2, 1, 1])
    with first:
        kpi = decide_fields.choice(
            "decide_kpi",
            words("meet_decide.field.kpi"),
            reading.READABLE,
            codes(frame.view.denominator)[2],
            lambda code: said.kpi_label(words, code),
        )
    values, (name, value) = _values(frame, kpi), _of_view(frame.view)
    with second:
        dimension = decide_fields.choice(
            "decide_dimension",
            words("meet_decide.dimension"),
            ("", *values),
            name,
            lambda code: _dimension_label(frame, code),
        )
    if not dimension:
        return
    with third:
        decide_fields.choice(
            "decide_segment",
            words("meet_decide.field.segment"),
            values[dimension],
            value,
            lambda code: value_label(words, dimension, code),
        )


def chosen(frame: Frame) -> tuple[str, Segment | None]:
    """Return the KPI and the segment that the form shows."""
    kpi = decide_fields.one_of("decide_kpi", reading.READABLE, codes(frame.view.denominator)[2])
    values, (name, value) = _values(frame, kpi), _of_view(frame.view)
    dimension = decide_fields.one_of("decide_dimension", ("", *values), name)
    if not dimension:
        return kpi, None
    return kpi, (dimension, decide_fields.one_of("decide_segment", values[dimension], value))


def start(frame: Frame, found: Live) -> Number | None:
    """Return the value that a decision starts from; None where the KPI is undefined."""
    kpi, segment = chosen(frame)
    actual = cached_meeting.actual(
        frame.path,
        frame.record.data_version,
        kpi,
        period(found),
        segment,
        tuple(frame.record.attributes),
        frame.view.mql,
        frame.view.sql,
        as_of(found),
    )
    return actual.value


def show_start(frame: Frame, found: Live) -> None:
    """Show the value that a decision starts from, and of what it is."""
    words, (kpi, segment), value = frame.words, chosen(frame), start(frame, found)
    st.metric(words("meet_decide.field.from_value"), said.value(words, UNITS[kpi], value))
    shown = period_label(words, period(found).code)
    notes = [words("meet_decide.from.say", period=shown, mql=frame.view.mql, sql=frame.view.sql)]
    notes += [words("meet_decide.from.matured")] if kpi in reading.MATURING else []
    notes += [words("meet_decide.from.none")] if value is None else []
    if _narrowed(frame.view) not in ([], [segment]):
        notes.append(words("meet_decide.from.filter"))
    st.caption(words("meet_decide.sentence.join").join(notes))


def basis(frame: Frame, found: Live) -> Basis:
    """Return what a decision is made on: the numbers and the view on the screen."""
    of, made = period(found), found.snapshot
    kpi, _ = chosen(frame)
    return Basis(
        numbers={line.code: line.value for line in made.kpis},
        mql_threshold=frame.view.mql,
        sql_threshold=frame.view.sql,
        dating="cohort" if kpi in reading.MATURING else "activity",
        address=made.address,
        start=of.start,
        stop=of.stop,
    )


def period(found: Live) -> Period:
    """Return the period whose numbers a decision is made on; four weeks where the meeting's is empty."""
    now = found.comparison.now
    return now if now.days else reading.period_to(as_of(found), _FEWEST_DAYS)


def as_of(found: Live) -> date:
    return found.comparison.calendar.as_of


def _values(frame: Frame, kpi: str) -> dict[str, tuple[str, ...]]:
    """Return the values that can be chosen by dimension: those of which the KPI can be read."""
    own, known = frame.record.attributes, snapshot_now.all_known(frame)
    names = (*(one for one in SEGMENTS if one in known and one not in own), *own)
    return {name: known[name] for name in names if known[name] and (name in own or kpi in readable(name))}


def _narrowed(view: View) -> list[Segment]:
    """Return every value that the page is narrowed to."""
    by_name = [(name, getattr(view, name)) for name in DIMENSIONS]
    return [(name, value) for name, values in [*by_name, *view.attributes] for value in values]


def _of_view(view: View) -> Segment:
    """Return the one value that the page is narrowed to; two empty texts for all leads, or more values."""
    found = _narrowed(view)
    return found[0] if len(found) == 1 else ("", "")


def _dimension_label(frame: Frame, name: str) -> str:
    if not name:
        return frame.words("meet_decide.all")
    if name in frame.record.attributes and name not in DIMENSIONS:
        return name
    return fmt.capital(frame.words(f"meet.why_by.{name}"))
