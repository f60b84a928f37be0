"""Fields that leads leave blank, by channel, and the leads behind each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import pandas as pd
import streamlit as st

from kpi import health
from pages.ui import cached_data, inputs
from pages.ui import format as fmt
from pages.ui.data import rows
from pages.ui.labels import value_label
from pages.ui.shell import Frame
from pages.ui.text import Words

_CHANNELS: Final = 12  # the largest; a table with more columns is read by nobody
_ALL: Final = ""


def show(frame: Frame) -> None:
    """Show how often each field is blank in each channel; a chosen field opens its leads."""
    words = frame.words
    st.subheader(words("health.fields"), anchor=False)
    found = _asked(frame)
    if found.empty:
        st.markdown(words("health.fields.none"))
        return
    st.markdown(words("health.fields.text"))
    counts = found.pivot(index="field", columns="channel", values="missing_count")
    totals = found.pivot(index="field", columns="channel", values="lead_count")
    fields = [field for field in health.FIELDS if field in counts.index]
    channels = list(dict.fromkeys(found["channel"]))  # the largest first
    picked = st.dataframe(
        _shares(words, counts.loc[fields], totals.loc[fields], channels[:_CHANNELS]),
        hide_index=True,
        height="content",
        column_config=_columns(words, channels[:_CHANNELS]),
        key="health_fields",
        on_select="rerun",
        selection_mode="single-row",
    )
    if len(channels) > _CHANNELS:
        st.caption(words("health.fields.channels", shown=_CHANNELS))
    if chosen := picked["selection"]["rows"]:
        _open(frame, fields[chosen[0]], counts.loc[fields[chosen[0]]], channels)
    else:
        st.caption(words("health.fields.pick"))


def never_filled(frame: Frame) -> list[str]:
    """Return the names of the fields that every lead leaves blank; none without leads."""
    sums = _asked(frame).groupby("field", sort=False)[["missing_count", "lead_count"]].sum()
    blank = set(sums.index[sums["missing_count"] == sums["lead_count"]])
    return [_field(frame.words, field) for field in health.FIELDS if field in blank]


def _asked(frame: Frame) -> pd.DataFrame:
    """Return the counts; an imported score is missed only where scores are imported."""
    found = cached_data.missing_fields(frame.path, frame.record.data_version)
    if frame.agreed.score_source == "imported":
        return found
    return found[found["field"] != "imported_score"]


def _shares(words: Words, counts: pd.DataFrame, totals: pd.DataFrame, channels: list[str]) -> pd.DataFrame:
    """Return field, number of leads that leave it blank, and per cent of all leads and of each channel."""
    blank_count = counts.sum(axis=1)
    table = [
        pd.Series([_field(words, field) for field in counts.index], index=counts.index),
        blank_count,
        100 * blank_count / totals.sum(axis=1),
        *(100 * counts[channel] / totals[channel] for channel in channels),
    ]
    return pd.concat(table, axis=1, keys=_headings(words, channels))


def _headings(words: Words, channels: list[str]) -> list[str]:
    """Return the headings; of two channels with one label the later one shows its code too."""
    found = [words(f"health.fields.{name}") for name in ("field", "count", "all")]
    for channel in channels:
        label = value_label(words, "channel", channel)
        found.append(label if label not in found else f"{label} ({channel})")
    return found


def _columns(words: Words, channels: list[str]) -> dict[str, object]:
    _, count, *shares = _headings(words, channels)
    percent = {name: st.column_config.NumberColumn(format="%.1f%%") for name in shares}
    return {
        count: st.column_config.NumberColumn(format="localized"),
        **percent,
    }


def _field(words: Words, field: str) -> str:
    return words(f"importing.field.{field}")


def _open(frame: Frame, field: str, counts: pd.Series, channels: Iterable[str]) -> None:
    """Show the leads that leave one field blank, of all channels or of one."""
    words = frame.words
    blank = {_ALL: int(counts.sum())} | {name: int(counts[name]) for name in channels if counts[name]}
    channel = st.selectbox(
        words("health.fields.which", field=_field(words, field)),
        list(blank),
        format_func=lambda code: words(
            "health.fields.option",
            channel=value_label(words, "channel", code) if code else words("health.fields.every"),
            count=fmt.count(blank[code]),
        ),
        key=inputs.option_key(f"health_channel_{field}"),
        width=360,
    )
    if not blank[channel]:
        st.markdown(f":material/check: {words('health.none')}")
        return

    def found(limit: int) -> pd.DataFrame:
        page = health.missing_rows(frame.store, field, channel or None, limit=limit)
        return rows.labelled(frame, page, lambda name: words(f"health.column.{name}"))

    rows.table(
        frame,
        found(rows.SHOWN),
        blank[channel],
        name=f"blank_{field}",
        sheet=words("health.subject.lead"),
        everything=lambda: found(rows.DOWNLOADED),
    )
