"""Which channel, form, industry … brings better leads than the rest: in words, in a chart, in a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from kpi import period
from kpi.decompose_fold import OTHER
from kpi.quality import DIMENSIONS, MOST_SEGMENTS
from kpi.quality_rows import rows_behind
from kpi.quality_verdict import METRICS, Judged, claims, judged
from pages.ui import cached_quality, how, state
from pages.ui import format as fmt
from pages.ui.quality import parts, segments_chart, segments_table
from pages.ui.quality.segments_table import Found
from pages.ui.shell import Frame

_NAMED = 3  # segments a sentence names


def show(frame: Frame) -> None:
    """Show the verdicts, the rates with their ranges, the table, and the leads behind a picked number."""
    words = frame.words
    by = parts.choose_by(frame, DIMENSIONS)
    found = read(frame, by)
    if not found.judged:
        st.info(words("explore.empty"), icon=":material/search_off:")
        return
    parts.say(_sentences(frame, found))
    st.caption(words("quality.segments.caution"))
    if rows := segments_chart.rows(words, found):
        st.vega_lite_chart(
            spec=segments_chart.spec(words, rows, found.average),
            width="stretch",
            key=f"quality_segments_{by}_{len(rows)}",
            alt=words("quality.chart.alt"),
        )
    _table(frame, found)
    text = f"{words('quality.how.segments')}\n\n{words('quality.how.costs')}"
    statements = ("quality_leads", "quality_deals", "quality_waits", "quality_costs")
    how.computed(words, "quality_segments", text, statements)


def read(frame: Frame, by: str, *, whole: bool = False) -> Found:
    """Return the judged segments with days and costs; `whole`: every segment, also the small ones."""
    view, as_of = frame.view, frame.record.calendar.as_of
    key = (frame.path, frame.record.data_version, parts.cohort(frame))
    everything = replace(key[2], period=period.parse(period.ALL, frame.record.calendar))
    lines = (view.mql, view.sql)
    known = cached_quality.segments(key, everything, by, lines, as_of)
    if whole:
        shown: Sequence[Judged] = judged(known)
    else:
        shown = cached_quality.judgement(key, everything, by, lines, as_of)
    values = tuple(one.segment.value for one in shown if one.segment.deal_count)
    costs = cached_quality.costs(key, as_of) if by == "channel" else None
    waits = cached_quality.waits(key, by, values, as_of)
    return Found(by, tuple(shown), known, waits, costs)


def _sentences(frame: Frame, found: Found) -> list[str]:
    """Say which segments are better and which worse, or that the counts cannot tell."""
    words, said = frame.words, []
    for metric in METRICS:
        for verdict in ("higher", "lower"):
            named = [one for one in claims(found.judged) if (one.metric, one.verdict) == (metric, verdict)]
            if named:
                items = words("quality.join").join(
                    words(
                        "quality.claim.item",
                        name=parts.name(words, found.by, one.value),
                        rate=fmt.percent(one.rate),
                        rest=fmt.percent(one.rest_rate),
                    )
                    for one in named[:_NAMED]
                )
                by = words(f"quality.by.{found.by}")
                said.append(words(f"quality.claim.{metric}.{verdict}", by=by, items=items))
                if len(named) > _NAMED:
                    said[-1] += words("quality.claim.more", count=len(named) - _NAMED)
    if said:
        return said
    verdicts = {getattr(one, metric).verdict for one in found.judged for metric in METRICS}
    key = "quality.claim.too_few" if verdicts <= {"too_few"} else "quality.claim.none"
    return [words(key, by=words(f"quality.by.{found.by}"))]


def _table(frame: Frame, found: Found) -> None:
    words = frame.words
    table = segments_table.frame(frame, found)
    event = st.dataframe(
        table,
        hide_index=True,
        placeholder=fmt.UNDEFINED,
        key=state.option_key(f"quality_table_{found.by}"),
        on_select="rerun",
        selection_mode="single-cell",
        height="content" if len(table) <= 12 else 440,
        column_config=segments_table.config(frame, found),
    )
    notes = [words("quality.table.pick")]
    if any(one.segment.value == OTHER for one in found.judged):
        notes.append(words("quality.table.others", most=MOST_SEGMENTS, all=fmt.count(len(found.known))))
    notes += [words(f"quality.cost.{found.cost_reason}")] if found.cost_reason else []
    st.caption(" ".join(notes))
    parts.downloads(
        frame, f"quality_{found.by}", lambda: segments_table.frame(frame, read(frame, found.by, whole=True))
    )
    if (cell := parts.picked_cell(event)) is not None and cell[0] < len(found.judged):
        _behind(frame, found, *cell)


def _behind(frame: Frame, found: Found, row: int, heading: str) -> None:
    words, view = frame.words, frame.view
    value, number = found.judged[row].segment.value, segments_table.number_of(frame, heading)
    what = f"{parts.name(words, found.by, value)} – {words(f'quality.number.{number}')}"
    if value == OTHER:
        st.info(words("quality.behind.others"))
        return
    rows, total = rows_behind(
        frame.store,
        parts.cohort(frame),
        found.by,
        value,
        number,
        mql=view.mql,
        sql=view.sql,
        limit=parts.SHOWN,
    )
    parts.behind(frame, what, rows, total)
