"""Why sales rejected leads and why deals were lost: by channel, by owner, over time."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from kpi.decompose_fold import OTHER
from kpi.filters import BLANK
from kpi.quality_rows import rejected_or_lost
from kpi.reasons import KINDS, WAYS, Kind, claims, folded, shares
from pages.ui import cached_quality, how
from pages.ui import format as fmt
from pages.ui.quality import parts, picking, reasons_chart
from pages.ui.quality.reason_labels import reason_label, reason_names, value_label
from pages.ui.shell import Frame
from pages.ui.text import Words

_NAMED = 3
_EVERY = ""  # the column of all reasons together
_FIXED = 3  # columns before those of the reasons


def show(frame: Frame) -> None:
    """Show the most frequent reasons in words, their shares in bars, the counts, and the leads of one."""
    words = frame.words
    by = parts.choose_by(frame, WAYS)
    key = (frame.path, frame.record.data_version, parts.happened(frame))
    found = cached_quality.reasons_by(key, by, frame.record.calendar.as_of)
    if found.empty:
        st.info(words("quality.reasons.empty"), icon=":material/search_off:")
        return
    shown = folded(found, by)
    parts.say(_sentences(words, found, by))
    st.caption(f"{words('quality.reasons.caution')} {parts.loss_gap(frame)}")
    for place, kind in zip(st.columns(len(KINDS)), KINDS, strict=True):
        with place:
            _bars(words, shown, by, kind)
    _table(frame, shown, by)
    statements = ("quality_reasons", "quality_reason_rows")
    how.computed(words, "quality_reasons", words("quality.how.reasons"), statements)


def _sentences(words: Words, found: pd.DataFrame, by: str) -> list[str]:
    """Say the most frequent reason of each kind, how many have none, and who is really different."""
    said = []
    for kind in KINDS:
        counted = shares(found, kind)
        named = [one for one in counted if one[0] != BLANK]
        total = fmt.count(sum(count for _, count, _ in counted))
        if named:
            reason, _, share = named[0]
            fields = {"count": total, "reason": reason_label(words, reason), "share": fmt.percent(share, 0)}
            said.append(words(f"quality.reasons.first.{kind}", **fields))
        for _, count, share in (one for one in counted if one[0] == BLANK):
            fields = {"count": fmt.count(count), "share": fmt.percent(share, 0)}
            said.append(words(f"quality.reasons.blank.{kind}", **fields))
    if by == "month":
        return said
    for one in claims(found)[:_NAMED]:
        said.append(
            words(
                f"quality.reasons.claim.{one.kind}",
                name=value_label(words, by, one.value),
                reason=reason_label(words, one.reason),
                share=fmt.percent(one.share, 0),
                rest=fmt.percent(one.rest_share, 0),
            )
        )
    return said


def _bars(words: Words, shown: pd.DataFrame, by: str, kind: Kind) -> None:
    st.markdown(f"**{words(f'quality.reasons.kind.{kind}')}**")
    part = shown[shown["kind"] == kind]
    if part.empty:
        st.caption(words("quality.reasons.kind.none"))
        return
    rows = reasons_chart.rows(words, part, by, reasons_chart.ranks(shown))
    st.vega_lite_chart(
        spec=reasons_chart.spec(words, rows, by),
        width="stretch",
        key=f"quality_reasons_{kind}_{by}_{len(rows)}",
        alt=words(f"quality.reasons.alt.{kind}"),
    )


def _table(frame: Frame, shown: pd.DataFrame, by: str) -> None:
    words = frame.words
    pairs, table = counts(words, shown, by)
    part = f"reasons_{by}"
    columns = (*[_EVERY] * _FIXED, *_order(shown))
    picking.table(table, pairs, columns, part=part, groups=("all",), group="all")
    st.caption(words("quality.table.pick"))
    parts.downloads(frame, f"quality_reasons_{by}", lambda: table)
    if cell := picking.picked(part, pairs):
        _behind(frame, by, *cell)


def _behind(frame: Frame, by: str, pair: tuple[str, str], reason: str) -> None:
    words, (kind, value) = frame.words, pair
    if OTHER in (value, reason):
        st.info(words("quality.behind.others"))
        return
    as_of, chosen = frame.record.calendar.as_of, parts.happened(frame)
    only = None if reason == _EVERY else reason
    rows, total = rejected_or_lost(
        frame.store, chosen, by, value, kind, as_of, reason=only, limit=parts.SHOWN
    )
    said = words(f"quality.reasons.kind.{kind}")
    if only is not None:
        said = words("quality.trait", item=said, value=reason_label(words, only))
    parts.behind(frame, words("quality.segment", name=value_label(words, by, value), what=said), rows, total)


def counts(words: Words, shown: pd.DataFrame, by: str) -> tuple[list[tuple[str, str]], pd.DataFrame]:
    """Return a row a kind and value, a column a reason; and which kind and value each row is."""
    order, pairs, lines = _order(shown), [], []
    fixed = [words("quality.reasons.what"), words(f"quality.by.{by}"), words("quality.reasons.count")]
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
            [words(f"quality.reasons.kind.{kind}"), value_label(words, by, value), *line]
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
