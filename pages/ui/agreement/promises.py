"""What was promised and what came: rates, and first contacts in time by owner and channel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from kpi import promise_rates, smalln
from kpi.promise_rates import RateKept
from kpi.promises import FirstContact, Kept
from pages.ui import blocks, cached_agreement, controls, how, inputs, lead_card, lead_table, state
from pages.ui import format as fmt
from pages.ui.agreement import agreed
from pages.ui.labels import value_label
from pages.ui.shell import Frame

_BY = ("owner", "channel")


def show(frame: Frame) -> None:
    """Show promised rates against actual ones, and first contacts that were due in the period."""
    words = frame.words
    with st.container(horizontal=True, vertical_alignment="bottom"):
        controls.period_choice(frame)
        controls.filters(frame)
    st.subheader(words("promised.rates"), anchor=False)
    _rates(frame)
    st.subheader(words("promised.contact"), anchor=False)
    _contacts(frame)
    how.computed(words, "promises", words("promised.how"), ("promise_contact",))


def _rates(frame: Frame) -> None:
    """Show every rate with its promise, its counts and how sure a difference is."""
    words, base = frame.words, frame.agreed
    expected = agreed.expected_rates(frame)
    lines = (base.mql_threshold, base.sql_threshold)
    counted = promise_rates.counted(blocks.curves(frame), *lines, base.sql_rate_denominator)
    rows = promise_rates.kept(expected, counted)
    table = {
        words("promised.rate"): [_label(frame, row.code) for row in rows],
        words("promised.expected"): [fmt.percent(row.expected_rate) for row in rows],
        words("promised.actual"): [fmt.percent(row.actual_rate) for row in rows],
        words("promised.range"): [_range(frame, row) for row in rows],
        words("promised.counts"): [_counts(frame, row) for row in rows],
        words("promised.verdict"): [words(f"promised.verdict.{row.verdict}") for row in rows],
    }
    st.dataframe(pd.DataFrame(table), hide_index=True, height="content")
    base_label = words(f"definition.sql_rate_denominator.{base.sql_rate_denominator}")
    said = words("promised.lines", mql=lines[0], sql=lines[1], denominator=base_label)
    st.caption(said if expected else f"{said} {words('promised.none')}")


def _label(frame: Frame, code: str) -> str:
    """Name a rate; the SQL rate with its denominator."""
    if code != "sql_rate":
        return frame.words(f"definition.rate.{code}")
    of_mqls = frame.agreed.sql_rate_denominator == "mqls"
    return frame.words("goal.node.sql_share" if of_mqls else "goal.node.sql_rate")


def _range(frame: Frame, row: RateKept) -> str:
    if row.interval is None:
        return fmt.UNDEFINED
    low, high = (fmt.percent(end) for end in row.interval)
    return frame.words("shell.span", low=low, high=high)


def _counts(frame: Frame, row: RateKept) -> str:
    return frame.words("promised.of", hits=fmt.count(row.hit_count), trials=fmt.count(row.trial_count))


def _contacts(frame: Frame) -> None:
    """Say how the promise was kept, by owner and channel, and list who still waits."""
    words, days = frame.words, agreed.contact_days(frame)
    chosen = replace(frame.chosen, dating="activity")
    line, as_of = frame.agreed.sql_threshold, frame.record.calendar.as_of
    found = cached_agreement.contacts(
        frame.path, frame.record.data_version, chosen, frame.chosen.period, line, days, as_of
    )
    if not found.due_count:
        st.info(words("promised.contact.none", sql=line), icon=":material/info:")
        return
    said = words(
        "promised.contact.said",
        days=days,
        sql=line,
        due=fmt.count(found.due_count),
        kept=fmt.percent(found.kept_rate),
        missed=fmt.count(len(found.missed)),
        waiting=fmt.count(found.waiting_count),
    )
    st.markdown(f"**{said}**")
    if found.not_handed_count:
        st.caption(words("promised.contact.not_handed", count=fmt.count(found.not_handed_count)))
    picked = {}
    for column, by in zip(st.columns(len(_BY)), _BY, strict=True):
        with column:
            picked[by] = _by(frame, by, found.by(by))
    _missed(frame, found, {by: one for by, one in picked.items() if one})


def _by(frame: Frame, by: str, rows: Sequence[Kept]) -> Kept | None:
    """List one dimension, most misses first; return the row that a person chose."""
    words = frame.words
    table = {
        words(f"promised.by.{by}"): [_name(frame, by, row.value) for row in rows],
        words("promised.due"): [row.due_count for row in rows],
        words("promised.kept"): [row.kept_count for row in rows],
        words("promised.kept_rate"): [_kept_rate(frame, row) for row in rows],
    }
    picked = st.dataframe(
        pd.DataFrame(table),
        hide_index=True,
        height=min(330, 38 + 35 * len(rows)),
        key=inputs.option_key(f"kept_by_{by}_{len(rows)}"),
        on_select="rerun",
        selection_mode="single-row",
    )["selection"]["rows"]
    return rows[picked[0]] if picked and picked[0] < len(rows) else None


def _name(frame: Frame, by: str, value: str | None) -> str:
    if value is None:
        return frame.words("codes.blank")
    return value_label(frame.words, by, value)


def _kept_rate(frame: Frame, row: Kept) -> str:
    """Write the rate; of a few cases that they are few."""
    text = fmt.percent(row.kept_rate)
    if smalln.label(row.kept_count, row.due_count) == "too_few":
        return frame.words("promised.few", rate=text)
    return text


def _missed(frame: Frame, found: FirstContact, picked: dict[str, Kept]) -> None:
    """List the missed leads, of the chosen owner and channel; a row opens its lead."""
    words, rows = frame.words, found.missed
    for by, one in picked.items():
        rows = rows[rows[by].isna() if one.value is None else rows[by] == one.value]
    names = [_name(frame, by, one.value) for by, one in picked.items()]
    title = words("promised.missed", count=fmt.count(len(rows)))
    if names:
        title = words("promised.missed.of", names=" / ".join(names), count=fmt.count(len(rows)))
    st.markdown(f"**{fmt.markdown(title)}**")
    if rows.empty:
        st.caption(words("promised.missed.none"))
        return
    shown = rows.head(lead_table.SHOWN)
    key = f"missed_{len(rows)}_{inputs.option_key('rows')}"
    st.dataframe(
        _labelled(frame, shown),
        hide_index=True,
        placeholder=fmt.UNDEFINED,
        key=key,
        on_select=lambda: state.take_lead(key, list(shown["lead_id"])),
        selection_mode="single-row",
        height=min(330, 38 + 35 * len(shown)),
    )
    note = words("leads.pick")
    if len(rows) > len(shown):
        shares = {"shown": fmt.count(len(shown)), "total": fmt.count(len(rows))}
        note = f"{words('promised.missed.shown', **shares)} {note}"
    st.caption(note)
    lead_table.downloads(
        frame, lambda: _labelled(frame, rows.head(lead_table.DOWNLOADED)), len(rows), "missed_contacts"
    )
    if frame.view.lead in set(shown["lead_id"]):
        lead_card.show(frame)


def _labelled(frame: Frame, rows: pd.DataFrame) -> pd.DataFrame:
    words = frame.words
    days = ("started_on", "due_on", "contacted_on")
    shown = rows.assign(
        channel=rows["channel"].map(lambda code: value_label(words, "channel", code), na_action="ignore"),
        **{name: pd.to_datetime(rows[name]).dt.strftime("%Y-%m-%d") for name in days},
    )
    columns = ("lead_id", "company", "channel", "score", "owner", *days, "late_days")
    known = ("lead_id", "company", "channel", "score")
    return shown[list(columns)].rename(
        columns={
            name: words(f"leads.column.{name}" if name in known else f"promised.column.{name}")
            for name in columns
        }
    )
