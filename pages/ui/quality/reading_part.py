"""What the leads of open deals read lately, by company, newest first: whom to call, and about what."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from kpi.filters import BLANK
from kpi.interest import MOST_COMPANIES, RECENT_DAYS
from pages.ui import cached_quality, how, inputs, lead_card, state
from pages.ui import format as fmt
from pages.ui.quality import parts
from pages.ui.shell import Frame
from pages.ui.text import Words

_PIECES = 3  # that stand beside a company


def show(frame: Frame) -> None:
    """Show a row a company; a selected one shows all it read, and opens its leads."""
    words, as_of = frame.words, frame.record.calendar.as_of
    found = cached_quality.reading((frame.path, frame.record.data_version, parts.cohort(frame)), as_of)
    st.caption(words("quality_reading.say", days=RECENT_DAYS))
    if found.empty:
        st.info(words("quality_reading.empty", days=RECENT_DAYS), icon=":material/search_off:")
        return
    companies = list(dict.fromkeys(found["company"]))
    event = st.dataframe(
        _table(words, found),
        hide_index=True,
        placeholder=fmt.UNDEFINED,
        key=inputs.option_key("quality_reading"),
        on_select="rerun",
        selection_mode="single-row",
        height="content" if len(companies) <= 10 else 380,
        column_config={
            words("quality_reading.last"): st.column_config.DateColumn(format="YYYY-MM-DD"),
            words("quality_reading.pieces"): st.column_config.TextColumn(width="large"),
        },
    )
    newest = words("quality_reading.newest", most=MOST_COMPANIES) if len(companies) >= MOST_COMPANIES else ""
    st.caption(f"{words('quality_reading.pick')} {newest}")
    parts.downloads(frame, "quality_reading", lambda: _pieces(words, found))
    row = parts.picked_row(event)
    if row is not None and row < len(companies):
        _company(frame, found[found["company"] == companies[row]])
    how.computed(words, "quality_reading", words("quality_reading.how"), ("quality_reading",))


def asset_label(words: Words, kind: str, detail: str) -> str:
    """Name a page or asset with what was done; plain text."""
    what = words("quality_reading.asset.none") if detail == BLANK else detail
    return words("quality_reading.asset", kind=words.code("kind", kind), detail=what)


def _table(words: Words, found: pd.DataFrame) -> pd.DataFrame:
    rows = []
    for company, part in found.groupby("company", sort=False):
        pieces = [asset_label(words, one.kind, one.detail) for one in part.itertuples()]
        leads = part.drop_duplicates("lead_id")
        rows.append(
            {
                words("quality_reading.last"): part["last_at"].max(),
                words("quality_reading.company"): company,
                words("quality_reading.pieces"): words("quality_reading.join").join(pieces[:_PIECES]),
                words("quality_reading.count"): int(part["piece_count"].sum()),
                words("quality_reading.leads"): len(leads),
                words("quality_reading.deals"): int(leads["open_count"].sum()),
            }
        )
    return pd.DataFrame(rows)


def _pieces(words: Words, found: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            words("quality_reading.company"): found["company"],
            words("leads.column.lead_id"): found["lead_id"],
            words("quality_reading.asset.what"): [words.code("kind", kind) for kind in found["kind"]],
            words("quality_reading.asset.detail"): [
                words("quality_reading.asset.none") if one == BLANK else one for one in found["detail"]
            ],
            words("quality_reading.last"): found["last_at"],
            words("quality_reading.count"): found["piece_count"],
        }
    )


def _company(frame: Frame, part: pd.DataFrame) -> None:
    """Show all that one company read; a selected row opens the lead's history."""
    words = frame.words
    key = inputs.option_key("quality_pieces")
    st.dataframe(
        _pieces(words, part),
        hide_index=True,
        placeholder=fmt.UNDEFINED,
        key=key,
        on_select=lambda: state.take_lead(key, list(part["lead_id"])),
        selection_mode="single-row",
        height="content" if len(part) <= 8 else 300,
        column_config={
            words("quality_reading.last"): st.column_config.DatetimeColumn(format="YYYY-MM-DD HH:mm")
        },
    )
    st.caption(words("leads.pick"))
    lead_card.show(frame)
