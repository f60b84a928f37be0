"""Why sales rejected leads and why deals were lost: by channel, by owner, over time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from kpi.against_rest import FEWEST_TRIALS
from kpi.decompose_fold import OTHER
from kpi.filters import BLANK
from kpi.quality_rows import rejected_or_lost
from kpi.reasons import KINDS, WAYS, Kind, claims, folded, shares
from pages.ui import cached_quality, how
from pages.ui import format as fmt
from pages.ui.meeting.chart_parts import Row
from pages.ui.quality import marks, parts, picking, reasons_chart
from pages.ui.quality.marks import Marks, Span
from pages.ui.quality.reason_labels import reason_label, reason_names, value_label
from pages.ui.shell import Frame
from pages.ui.text import Words

_NAMED = 3
_DECIDED = ("sqls", "sql_rate", "opportunities", "opportunity_rate", "wins", "win_rate")
_MONTH = re.compile(r"\d{4}-\d{2}")
_EVERY = ""  # the column of all reasons together
_FIXED = 3  # columns before those of the reasons


def show(frame: Frame) -> None:
    """Show the most frequent reasons in words, their shares in bars, the counts, and the leads of one."""
    words = frame.words
    by = parts.choose_by(frame, WAYS)
    key = (frame.path, frame.record.data_version, parts.happened(frame))
    found = cached_quality.reasons_by(key, by, frame.record.calendar.as_of)
    if found.empty:
        st.info(words("quality_reason.empty"), icon=":material/search_off:")
        return
    shown = folded(found, by)
    _say(words, found, by)
    said = st.container()
    st.caption(f"{words('quality_reason.caution')} {parts.loss_gap(frame)}")
    for place, kind in zip(st.columns(len(KINDS)), KINDS, strict=True):
        with place:
            _bars(frame, shown, by, kind)
    _table(frame, found, shown, by, said)
    statements = ("quality_reasons", "quality_reason_rows")
    how.computed(words, "quality_reasons", words("quality_reason.how"), statements)


def _say(words: Words, found: pd.DataFrame, by: str) -> None:
    """Say the most frequent reason of each kind, how many have none, who is really different; and whose."""
    for kind in KINDS:
        counted = shares(found, kind)
        total = sum(count for _, count, _ in counted)
        if 0 < total < FEWEST_TRIALS:
            parts.say([words(f"quality_reason.few.{kind}", count=fmt.count(total))])
            _links(words, by, kind, _EVERY, [(_EVERY, total)], place=kind)
            continue
        for reason, count, share in [one for one in counted if one[0] != BLANK][:1]:
            fields = {
                "count": fmt.count(total),
                "reason": reason_label(words, reason),
                "share": fmt.percent(share, 0),
            }
            parts.say([words(f"quality_reason.first.{kind}", **fields)])
            cells = [(_EVERY, total), (reason, count)]
            _links(words, by, kind, _EVERY, cells, place=kind)
        for _, count, share in (one for one in counted if one[0] == BLANK):
            fields = {"count": fmt.count(count), "share": fmt.percent(share, 0)}
            parts.say([words(f"quality_reason.blank.{kind}", **fields)])
            _links(words, by, kind, _EVERY, [(BLANK, count)], place=f"{kind}_blank")
    sure = () if by == "month" else claims(found)[:_NAMED]
    for number, one in enumerate(sure):
        fields = {"name": value_label(words, by, one.value), "reason": reason_label(words, one.reason)}
        fields |= {"share": fmt.percent(one.share, 0), "rest": fmt.percent(one.rest_share, 0)}
        parts.say([words(f"quality_reason.claim.{one.kind}", **fields)])
        _links(words, by, one.kind, one.value, [(one.reason, one.count)], place=str(number))


def _links(
    words: Words, by: str, kind: str, value: str, cells: Sequence[tuple[str, int]], *, place: str
) -> None:
    found = [
        picking.Link(
            words("quality.link", what=_what(words, by, kind, value, reason), count=fmt.count(count)),
            (kind, value),
            reason,
        )
        for reason, count in cells
    ]
    picking.links(found, part=f"reasons_{by}", groups=("all",), place=place)


def _bars(frame: Frame, shown: pd.DataFrame, by: str, kind: Kind) -> None:
    words = frame.words
    st.markdown(f"**{words(f'quality_reason.kind.{kind}')}**")
    part = shown[shown["kind"] == kind]
    if part.empty:
        st.caption(words("quality_reason.kind.none"))
        return
    rows = reasons_chart.rows(words, part, by, reasons_chart.ranks(shown))
    spans = _months(rows) if by == "month" else []
    found = marks.read(frame, _DECIDED, spans[0].start, spans[-1].stop) if spans else Marks([], [])
    st.vega_lite_chart(
        spec=reasons_chart.spec(words, rows, by, found.rows(spans)),
        width="stretch",
        key=f"quality_reasons_{kind}_{by}_{len(rows)}",
        alt=words(f"quality_reason.alt.{kind}"),
    )
    marks.say(words, found)


def _months(rows: Sequence[Row]) -> list[Span]:
    """Return the months of the bars, in order; what lies before them together has no days."""
    known = sorted(
        (str(row["value"]), str(row["key"])) for row in rows if _MONTH.fullmatch(str(row["value"]))
    )
    starts = [(date.fromisoformat(f"{month}-01"), key) for month, key in dict.fromkeys(known)]
    return [Span(key, start, (start + timedelta(days=31)).replace(day=1)) for start, key in starts]


def _table(frame: Frame, found: pd.DataFrame, shown: pd.DataFrame, by: str, said: DeltaGenerator) -> None:
    words = frame.words
    pairs, table = counts(words, shown, by)
    part = f"reasons_{by}"
    columns = (*[_EVERY] * _FIXED, *_order(shown))
    picking.table(table, pairs, columns, part=part, groups=("all",), group="all")
    st.caption(words("quality.pick"))
    parts.downloads(frame, f"quality_reasons_{by}", lambda: table)
    known = {(str(kind), str(value)) for kind, value in zip(found["kind"], found["value"], strict=True)}
    if cell := picking.picked(part, [*pairs, *known, *((kind, _EVERY) for kind in KINDS)]):
        with picking.below(said):
            _behind(frame, found, shown, by, *cell)


def _behind(
    frame: Frame, found: pd.DataFrame, shown: pd.DataFrame, by: str, pair: tuple[str, str], reason: str
) -> None:
    words, (kind, value) = frame.words, pair
    rows, total = rejected_or_lost(
        frame.store,
        parts.happened(frame),
        by,
        kind,
        frame.record.calendar.as_of,
        values=_meant(value, found["value"], shown["value"]),
        reasons=_meant(reason, found["reason"], shown["reason"]),
        limit=parts.SHOWN,
    )
    parts.behind(frame, _what(words, by, kind, value, reason), rows, total)


def _meant(name: str, found: pd.Series[str], shown: pd.Series[str]) -> list[str] | None:
    """Return the values or reasons that a name stands for: itself, all that are folded away, or None: all."""
    if name == OTHER:
        return sorted(set(found) - set(shown))
    return None if name == _EVERY else [name]


def _what(words: Words, by: str, kind: str, value: str, reason: str) -> str:
    said = words(f"quality_reason.kind.{kind}")
    if reason != _EVERY:
        said = words("quality.trait", item=said, value=reason_label(words, reason))
    return (
        said if value == _EVERY else words("quality.segment", name=value_label(words, by, value), what=said)
    )


def counts(words: Words, shown: pd.DataFrame, by: str) -> tuple[list[tuple[str, str]], pd.DataFrame]:
    """Return a row a kind and value, a column a reason; and which kind and value each row is."""
    order, pairs, lines = _order(shown), [], []
    fixed = [words("quality_reason.what"), words(f"quality.by.{by}"), words("quality_reason.count")]
    for (kind, value), part in shown.groupby(["kind", "value"]):
        given = dict(zip(part["reason"], part["row_count"], strict=True))
        pairs.append((str(kind), str(value)))
        lines.append([int(sum(given.values())), *(int(given.get(reason, 0)) for reason in order)])
    ranked = sorted(
        zip(pairs, lines, strict=True),
        key=lambda one: (KINDS.index(one[0][0]), one[0][1] if by == "month" else -one[1][0]),  # type: ignore[arg-type]
    )
    table = pd.DataFrame(
        [
            [words(f"quality_reason.kind.{kind}"), value_label(words, by, value), *line]
            for (kind, value), line in ranked
        ],
        columns=[*fixed, *reason_names(words, order, fixed).values()],
    )
    return [pair for pair, _ in ranked], table


def _order(shown: pd.DataFrame) -> list[str]:
    """Return the reasons as columns: the most frequent first, all others and none recorded last."""
    total = shown.groupby("reason")["row_count"].sum().sort_values(ascending=False)
    named = [str(one) for one in total.index if one not in (BLANK, OTHER)]
    return named + [one for one in (OTHER, BLANK) if one in total.index]
