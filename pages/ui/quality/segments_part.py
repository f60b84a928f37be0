"""Which channel, form, industry … brings better leads than the rest: in words, in a chart, in a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from kpi import period
from kpi.decompose_fold import OTHER
from kpi.quality import DIMENSIONS, MOST_SEGMENTS
from kpi.quality_rows import rows_behind
from kpi.quality_verdict import METRICS, Claim, Judged, claims, judged
from pages.ui import cached_quality, how
from pages.ui import format as fmt
from pages.ui.quality import budget, parts, picking, segments_chart, segments_table
from pages.ui.quality.segments_table import GROUPS, Found
from pages.ui.shell import Frame
from pages.ui.text import Words

_NAMED = 3  # segments a sentence names


def show(frame: Frame) -> None:
    """Show the verdicts, the rates with their ranges, the table, and the leads behind a picked number."""
    words = frame.words
    by = parts.choose_by(frame, DIMENSIONS)
    found = read(frame, by)
    if not found.judged:
        st.info(words("explore.empty"), icon=":material/search_off:")
        return
    _say(frame, found)
    said = st.container()
    st.caption(words("quality_segment.caution"))
    budget.say(words, found)
    if rows := segments_chart.rows(words, found):
        st.vega_lite_chart(
            spec=segments_chart.spec(words, rows, found.average),
            width="stretch",
            key=f"quality_segments_{by}_{len(rows)}",
            alt=words("quality_segment.chart.alt"),
        )
        st.caption(words("quality_segment.chart.caption"))
    _tables(frame, found, said)
    text = f"{words('quality_segment.how')}\n\n{words('quality_segment.how.costs')}"
    statements = ("quality_leads", "quality_deals", "quality_costs")
    how.computed(words, "quality_segments", text, statements)


def read(frame: Frame, by: str, *, whole: bool = False) -> Found:
    """Return the judged segments with days and costs; `whole`: every segment, the small ones not judged."""
    as_of = frame.record.calendar.as_of
    key = (frame.path, frame.record.data_version, parts.cohort(frame))
    everything = replace(key[2], period=period.parse(period.ALL, frame.record.calendar))
    lines = frame.lines
    known = cached_quality.segments(key, everything, by, lines, as_of).parts
    shown: Sequence[Judged] = cached_quality.judgement(key, everything, by, lines, as_of)
    if whole and len(known) > len(shown):
        large = {one.segment.value for one in shown}
        shown = judged(known, unjudged=[one.value for one in known if one.value not in large])
    values = tuple(one.segment.value for one in shown if one.segment.deal_count)
    costs = cached_quality.costs(key, as_of) if by == "channel" else None
    waits = cached_quality.waits(key, everything, by, lines, as_of, values)
    return Found(by, tuple(shown), known, waits, costs)


def _say(frame: Frame, found: Found) -> None:
    """Say which segments are better and which worse, each with its leads; or that nothing is sure."""
    words, by = frame.words, frame.words(f"quality.by.{found.by}")
    sure = claims(found.judged)
    for metric in METRICS:
        for verdict in ("higher", "lower"):
            named = [one for one in sure if (one.metric, one.verdict) == (metric, verdict)]
            if named:
                parts.say([_sentence(words, found.by, named)])
                items = [_link(words, found, one) for one in named[:_NAMED]]
                picking.links(items, part=found.by, groups=GROUPS, place=f"{metric}_{verdict}")
    if not sure:
        verdicts = {getattr(one, metric).verdict for one in found.judged for metric in METRICS}
        said = "none"
        if verdicts <= {"too_few", None}:
            said = "too_few" if parts.is_narrowed(frame) else "too_few.all"
        parts.say([words(f"quality_segment.claim.{said}", by=by)])


def _sentence(words: Words, by: str, named: Sequence[Claim]) -> str:
    items = words("quality_segment.join").join(
        words(
            "quality_segment.claim.item",
            name=parts.name(words, by, one.value),
            rate=fmt.percent(one.rate),
            rest=fmt.percent(one.rest_rate),
        )
        for one in named[:_NAMED]
    )
    first = named[0]
    said = words(
        f"quality_segment.claim.{first.metric}.{first.verdict}", by=words(f"quality.by.{by}"), items=items
    )
    return (
        said + words("quality_segment.claim.more", count=len(named) - _NAMED) if len(named) > _NAMED else said
    )


def _link(words: Words, found: Found, one: Claim) -> picking.Link:
    """Offer the leads behind a rate: with an opportunity, or won."""
    number = segments_table.number_of(one.metric)
    segment = next(judged.segment for judged in found.judged if judged.segment.value == one.value)
    what = words(f"quality_segment.number.{number}")
    name = words("quality.segment", name=parts.name(words, found.by, one.value), what=what)
    count = fmt.count(getattr(segment, number))
    return picking.Link(words("quality.link", what=name, count=count), one.value, one.metric)


def _tables(frame: Frame, found: Found, said: DeltaGenerator) -> None:
    """Show rates and money; the number picked last in either opens its leads."""
    words = frame.words
    values = [one.segment.value for one in found.judged]
    under: dict[str, DeltaGenerator] = {}
    for group in GROUPS:
        st.markdown(f"**{words(f'quality_segment.table.{group}')}**")
        picking.table(
            segments_table.frame(frame, found, group),
            values,
            list(segments_table.columns(found, group)),
            part=found.by,
            groups=GROUPS,
            group=group,
            config=segments_table.config(frame, found, group),
        )
        under = dict.fromkeys(segments_table.columns(found, group), st.container()) | under
    notes = [words("quality.pick")]
    if any(one.segment.value == OTHER for one in found.judged):
        notes.append(words("quality_segment.others", most=MOST_SEGMENTS, all=fmt.count(len(found.known))))
    notes += [words("quality_segment.cost.by_channel")] if found.by != "channel" else []
    st.caption(" ".join(notes))

    def everything() -> pd.DataFrame:
        return segments_table.to_download(frame, read(frame, found.by, whole=True))

    parts.downloads(frame, f"quality_{found.by}", everything)
    if cell := picking.picked(found.by, values):
        with picking.below(said, under.get(cell[1])):
            _behind(frame, found, *cell)


def _behind(frame: Frame, found: Found, value: str, column: str) -> None:
    words, by, number = frame.words, found.by, segments_table.number_of(column)
    lines = {"mql": frame.view.mql, "sql": frame.view.sql}
    large = {one.segment.value for one in found.judged}
    values = [one.value for one in found.known if one.value not in large] if value == OTHER else [value]
    rows, total = rows_behind(
        frame.store, parts.cohort(frame), by, values, number, **lines, limit=parts.SHOWN
    )
    what = words(
        "quality.segment", name=parts.name(words, by, value), what=words(f"quality_segment.number.{number}")
    )
    parts.behind(frame, what, rows, total)
