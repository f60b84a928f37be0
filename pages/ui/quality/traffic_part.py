"""Visits, bounce rate and inquiries by page, where visits were imported."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from kpi.interest import PageTraffic, Traffic
from kpi.quality_rows import rows_behind
from pages.ui import cached_quality, how, state
from pages.ui import format as fmt
from pages.ui.quality import parts
from pages.ui.shell import Frame
from pages.ui.text import Words

_MOST = 100


def show(frame: Frame) -> None:
    """Show the most visited pages; all of them are in the download."""
    words, chosen = frame.words, parts.happened(frame)
    found = cached_quality.traffic((frame.path, frame.record.data_version, chosen))
    if not found:
        is_narrowed = chosen.form or chosen.industry or chosen.company_size or chosen.attributes
        st.info(words(f"quality_traffic.{'narrowed' if is_narrowed else 'none'}"), icon=":material/info:")
        return
    pages = found.pages
    sessions, bounces, leads = (
        sum(getattr(one, name) for one in pages) for name in ("session_count", "bounce_count", "lead_count")
    )
    all_pages = PageTraffic("", sessions, bounces, leads)
    fields = {"pages": fmt.count(len(pages)), "sessions": fmt.count(sessions), "leads": fmt.count(leads)}
    parts.say([words("quality_traffic.say", bounce=fmt.percent(all_pages.bounce_rate, 0), **fields)])
    table = _table(words, pages[:_MOST])
    event = st.dataframe(
        table,
        hide_index=True,
        placeholder=fmt.UNDEFINED,
        key=state.option_key("quality_traffic"),
        on_select="rerun",
        selection_mode="single-row",
        height="content" if len(table) <= 12 else 440,
        column_config={
            words("quality_traffic.bounce"): st.column_config.NumberColumn(format="%.0f%%"),
            words("quality_traffic.rate"): st.column_config.NumberColumn(format="%.2f%%"),
            words("quality_traffic.sessions"): st.column_config.NumberColumn(format="localized"),
        },
    )
    more = words("quality_traffic.more", most=_MOST) if len(pages) > _MOST else ""
    st.caption(f"{words('quality_traffic.caution')} {words('quality.row.pick')} {more}")
    parts.downloads(frame, "quality_traffic", lambda: _table(words, pages))
    row = parts.picked_row(event)
    if row is not None and row < len(table):
        _behind(frame, found, pages[row].page)
    how.computed(words, "quality_traffic", words("quality_traffic.how"), ("quality_traffic",))


def _behind(frame: Frame, found: Traffic, page: str) -> None:
    on_recorded = replace(parts.cohort(frame), period=found.recorded)
    lines = {"mql": frame.view.mql, "sql": frame.view.sql}
    rows, total = rows_behind(
        frame.store, on_recorded, "landing_page", [page], "lead_count", **lines, limit=parts.SHOWN
    )
    parts.behind(frame, frame.words("quality_traffic.behind", page=page), rows, total)


def _table(words: Words, found: tuple[PageTraffic, ...]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            words("quality_traffic.page"): [one.page for one in found],
            words("quality_traffic.sessions"): [one.session_count for one in found],
            words("quality_traffic.bounce"): [_percent(one.bounce_rate) for one in found],
            words("quality_traffic.leads"): [one.lead_count for one in found],
            words("quality_traffic.rate"): [_percent(one.inquiry_rate) for one in found],
        }
    )


def _percent(share: float | None) -> float | None:
    return None if share is None else 100 * share
