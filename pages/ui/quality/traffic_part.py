"""Visits, bounce rate and inquiries by page, where visits were imported."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from kpi.interest import PageTraffic, Traffic
from kpi.quality_rows import rows_behind
from pages.ui import cached_quality, how
from pages.ui import format as fmt
from pages.ui.quality import parts, picking
from pages.ui.shell import Frame
from pages.ui.text import Words

_MOST = 100
_PART, _ALL = "traffic", ""


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
    picking.links([_link(words, leads)] if leads else [], part=_PART, groups=("all",), place="all")
    said = st.container()
    _pages(frame, pages)
    if cell := picking.picked(_PART, [*(one.page for one in pages), _ALL]):
        with picking.below(said):
            _behind(frame, found, cell[0])
    how.computed(words, "quality_traffic", words("quality_traffic.how"), ("quality_traffic", "quality_rows"))


def _link(words: Words, lead_count: int) -> picking.Link:
    return picking.Link(
        words("quality.link", what=words("quality_traffic.behind.all"), count=fmt.count(lead_count)), _ALL, ""
    )


def _pages(frame: Frame, pages: tuple[PageTraffic, ...]) -> None:
    words = frame.words
    table = _table(words, pages[:_MOST])
    config = {
        words("quality_traffic.bounce"): st.column_config.NumberColumn(format="%.0f%%"),
        words("quality_traffic.rate"): st.column_config.NumberColumn(format="%.2f%%"),
        words("quality_traffic.sessions"): st.column_config.NumberColumn(format="localized"),
    }
    rows, columns = [one.page for one in pages[:_MOST]], [""] * len(table.columns)
    picking.table(table, rows, columns, part=_PART, groups=("all",), group="all", config=config)
    more = words("quality_traffic.more", most=_MOST) if len(pages) > _MOST else ""
    st.caption(f"{words('quality_traffic.caution')} {words('quality_traffic.pick')} {more}")
    parts.downloads(frame, "quality_traffic", lambda: _table(words, pages))


def _behind(frame: Frame, found: Traffic, page: str) -> None:
    words = frame.words
    on_recorded = replace(parts.cohort(frame), period=found.recorded)
    lines = {"mql": frame.view.mql, "sql": frame.view.sql}
    values = [one.page for one in found.pages] if page == _ALL else [page]
    rows, total = rows_behind(
        frame.store, on_recorded, "landing_page", values, "lead_count", **lines, limit=parts.SHOWN
    )
    what = words("quality_traffic.behind.all") if page == _ALL else words("quality_traffic.behind", page=page)
    parts.behind(frame, what, rows, total)


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
