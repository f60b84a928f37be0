"""What the parts of the page share: the way of looking, leads behind a number, sentences, downloads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from kpi import export, period
from kpi.decompose_fold import OTHER
from kpi.filters import Filter
from pages.ui import format as fmt
from pages.ui import inputs, lead_card, lead_table, state
from pages.ui.labels import value_label
from pages.ui.shell import Frame
from pages.ui.text import Words

SHOWN = 200


def cohort(frame: Frame) -> Filter:
    """The filter, by cohort: leads created in the period, whatever came of them."""
    return replace(frame.chosen, dating="cohort")


def happened(frame: Frame) -> Filter:
    """The filter, by activity: what happened in the period."""
    return replace(frame.chosen, dating="activity")


def is_narrowed(frame: Frame) -> bool:
    """Say whether a longer period or fewer filters would let more leads in."""
    chosen = frame.chosen
    dimensions = (chosen.channel, chosen.industry, chosen.form, chosen.company_size, chosen.attributes)
    return any(dimensions) or frame.view.period != period.ALL


def choose_by(frame: Frame, ways: Sequence[str]) -> str:
    """Let a person choose by what is looked at; one that this part does not know gives way to the first."""
    words, view = frame.words, frame.view
    by = view.quality_by if view.quality_by in ways else ways[0]
    st.segmented_control(
        words("quality.by"),
        ways,
        format_func=lambda code: words(f"quality.by.{code}"),
        key=inputs.widget("quality_by", by),
        on_change=lambda: state.change(quality_by=inputs.widget_value("quality_by"), lead=""),
        required=True,
        label_visibility="collapsed",
    )
    return by


def name(words: Words, dimension: str, value: str) -> str:
    """Name a value of a dimension, all others among them; plain text, not inert."""
    return words("narrative.other") if value == OTHER else value_label(words, dimension, value)


def say(sentences: Sequence[str]) -> None:
    """Show sentences in bold, what the data said made inert."""
    for sentence in sentences:
        st.markdown(f"**{fmt.markdown(sentence)}**")


def loss_gap(frame: Frame) -> str:
    """Say from which day losses are recorded, where the period reaches back further; else nothing."""
    since = frame.record.losses_from
    if since is None or frame.chosen.period.start >= since:
        return ""
    return frame.words("quality.losses", day=fmt.day(since, frame.words.language))


def picked_row(event: object) -> int | None:
    rows = event["selection"]["rows"]  # type: ignore[index]
    return int(rows[0]) if rows else None


def behind(frame: Frame, what: str, rows: pd.DataFrame, total: int) -> None:
    """List the leads behind a number; a selected one opens its history below."""
    words = frame.words
    st.markdown(f"**{fmt.markdown(words('quality.behind', what=what, count=fmt.count(total)))}**")
    if not total:
        return
    key = inputs.option_key("quality_behind")
    st.dataframe(
        lead_table.labelled(frame, rows),
        hide_index=True,
        placeholder=fmt.UNDEFINED,
        height=220,
        key=key,
        on_select=lambda: state.take_lead(key, list(rows["lead_id"])),
        selection_mode="single-row",
        column_config=lead_table.columns(frame),
    )
    note = words("leads.pick")
    st.caption(f"{words('leads.shown', shown=fmt.count(SHOWN))} {note}" if total > SHOWN else note)
    lead_card.show(frame)


def downloads(frame: Frame, file: str, build: Callable[[], pd.DataFrame]) -> None:
    """Offer a table, its headings in the reader's language, as CSV and xlsx, built when asked for."""
    words = frame.words

    def as_csv() -> bytes:
        found = build()
        return export.csv_bytes(found, {column: column for column in found.columns})

    def as_xlsx() -> bytes:
        found = build()
        return export.xlsx_bytes(found, {column: column for column in found.columns}, words("quality.sheet"))

    with st.container(horizontal=True):
        for kind, made in (("csv", as_csv), ("xlsx", as_xlsx)):
            st.download_button(
                words(f"leads.download.{kind}"),
                made,
                file_name=f"{file}.{kind}",
                on_click="ignore",
                icon=":material/download:",
                key=f"quality_{kind}",
            )
