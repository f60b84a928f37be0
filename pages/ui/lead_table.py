"""The leads page: which rows, and the table with its downloads."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd
import streamlit as st

from kpi import export, leads
from kpi.leads import Selection
from pages.ui import format as fmt
from pages.ui import inputs, state
from pages.ui.labels import filter_labels, period_label, value_label
from pages.ui.shell import Frame

SHOWN = 200
DOWNLOADED = 100_000
_CODED = ("channel", "form", "industry", "company_size")


def selection(frame: Frame) -> Selection:
    """Return what the chosen list selects at the view's thresholds."""
    view, agreed = frame.view, frame.agreed
    return leads.selection(
        view.rows,
        mql=view.mql,
        sql=view.sql,
        agreed_mql=agreed.mql_threshold,
        agreed_sql=agreed.sql_threshold,
        question=view.question,
        dating=frame.chosen.dating,
    )


def chooser(frame: Frame) -> None:
    """Offer every list of leads; say at which thresholds, period and filter it is taken."""
    words, view, agreed = frame.words, frame.view, frame.agreed
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            words("leads.rows"),
            leads.ROWS,
            format_func=lambda code: words(f"leads.rows.{code}"),
            key=inputs.widget("rows", view.rows),
            on_change=state.take_rows,
            width=360,
        )
        st.page_link("pages/explore.py", label=words("leads.back"), icon=":material/arrow_back:")
    texts = [
        words(
            "leads.view",
            mql=view.mql,
            sql=view.sql,
            agreed_mql=agreed.mql_threshold,
            agreed_sql=agreed.sql_threshold,
            period=period_label(words, view.period),
            dating=words(f"explore.dating.{view.dating}"),
        )
    ]
    if narrowed := filter_labels(words, view):
        texts.append(
            words("leads.filtered", filters=fmt.markdown(words("leads.filtered.join").join(narrowed)))
        )
    st.caption("  \n".join(texts))


def table(frame: Frame, chosen: Selection) -> None:
    """Show the counts, the highest scores, and the downloads; a selected row opens that lead's history."""
    words = frame.words
    counted = leads.count(frame.store, frame.chosen, chosen)
    if not counted.lead_count:
        st.info(words("leads.none.same" if _unmoved(frame) else "leads.none"))
        return
    st.markdown(
        "**"
        + words(
            "leads.count",
            leads=fmt.count(counted.lead_count),
            deals=fmt.count(counted.deal_count),
            won=fmt.count(counted.won_count),
            amount=fmt.yen(counted.won_amount_yen, words.language),
        )
        + "**"
    )
    rows = leads.rows(frame.store, frame.chosen, chosen, limit=SHOWN)
    key = f"table_{frame.view.rows}"
    st.dataframe(
        labelled(frame, rows),
        hide_index=True,
        placeholder=fmt.UNDEFINED,
        key=key,
        on_select=lambda: state.take_lead(key, list(rows["lead_id"])),
        selection_mode="single-row",
        height=330,
        column_config=columns(frame),
    )
    note = words("leads.pick")
    if counted.lead_count > len(rows):
        note = f"{words('leads.shown', shown=fmt.count(len(rows)))} {note}"
    st.caption(f"{note} {_observed_note(frame)}")

    def everything() -> pd.DataFrame:
        return labelled(frame, leads.rows(frame.store, frame.chosen, chosen, limit=DOWNLOADED))

    downloads(frame, everything, counted.lead_count)


def _observed_note(frame: Frame) -> str:
    """The board's number holds estimates, the list cannot."""
    estimated = ("opportunities", "won", "in_opportunities", "out_opportunities", "in_won", "out_won")
    is_estimated = frame.view.dating == "cohort" and frame.view.rows in estimated
    return frame.words("leads.observed_only") if is_estimated else ""


def _unmoved(frame: Frame) -> bool:
    view, agreed = frame.view, frame.agreed
    is_same = (view.mql, view.sql) == (agreed.mql_threshold, agreed.sql_threshold)
    return is_same and view.rows.split("_")[0] in ("in", "out")


def labelled(frame: Frame, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with codes as labels and headings in the reader's language."""
    words = frame.words
    shown = rows.copy()
    for name in _CODED:
        labels = {value: value_label(words, name, value) for value in shown[name].dropna().unique()}
        shown[name] = shown[name].map(labels)
    shown["standing"] = shown["standing"].map(lambda code: words.code("standing", code))
    return shown.rename(columns=headings(frame, shown))


def headings(frame: Frame, rows: pd.DataFrame) -> dict[str, str]:
    return {name: frame.words(f"leads.column.{name}") for name in rows.columns}


def columns(frame: Frame) -> Mapping[str, object]:
    """Return how the columns of `labelled` are written."""
    words = frame.words
    days = ("created_on", "first_opportunity_on", "first_won_on")
    return {
        **{words(f"leads.column.{name}"): st.column_config.DateColumn(format="YYYY-MM-DD") for name in days},
        words("leads.column.won_amount_yen"): st.column_config.NumberColumn(format="localized"),
    }


def downloads(frame: Frame, rows: Callable[[], pd.DataFrame], total: int, name: str = "") -> None:
    """Offer the labelled rows as CSV and xlsx, built when asked for, formulas made harmless."""
    words = frame.words
    name = name or f"leads_{frame.view.rows}_{frame.view.mql}_{frame.view.sql}"

    def as_csv() -> bytes:
        found = rows()
        return export.csv_bytes(found, {column: column for column in found.columns})

    def as_xlsx() -> bytes:
        found = rows()
        return export.xlsx_bytes(found, {column: column for column in found.columns}, words("leads.sheet"))

    with st.container(horizontal=True, vertical_alignment="center"):
        for kind, build in (("csv", as_csv), ("xlsx", as_xlsx)):
            st.download_button(
                words(f"leads.download.{kind}"),
                build,
                file_name=f"{name}.{kind}",
                on_click="ignore",
                icon=":material/download:",
                key=f"download_{kind}",
            )
        if total > DOWNLOADED:
            st.caption(words("leads.download.capped", count=fmt.count(DOWNLOADED)))
