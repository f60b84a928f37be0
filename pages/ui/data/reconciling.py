"""Whose number is right: marketing's and sales's deals of one period, every difference with its rows."""

from __future__ import annotations

from typing import Final

import pandas as pd
import streamlit as st

from kpi.reconcile import PARTS, PartTotal, Reconciliation
from pages.ui import cached_data, inputs
from pages.ui import format as fmt
from pages.ui.data import reconciling_rows, reconciling_sides, rows
from pages.ui.shell import Frame
from pages.ui.text import Words

_BOTH: Final = ("same", "date", "amount", "date_and_amount")


def show(frame: Frame) -> None:
    """Choose both sides, a period and what is compared; say what agrees; open the rows of one part."""
    words = frame.words
    sides = reconciling_sides.chosen(frame)
    if sides is None:
        return
    with st.spinner(words("reconcile.looking")):
        found = cached_data.reconciliation(sides.key, sides.period, sides.left, sides.right)
    if found.lines.empty:
        st.info(words("reconcile.none"))
        _undated(words, found)
        return
    for sentence in _sentences(words, found, sides.kind):
        st.markdown(sentence)
    table = _table(words, found)
    st.dataframe(
        table,
        hide_index=True,
        height="content",
        column_config=rows.formats(table),
    )
    total, (left, right) = found.total(), (found.total(part) for part in PARTS[-2:])
    if left.left_count and right.right_count and total.line_count == left.line_count + right.line_count:
        st.warning(words("reconcile.strangers"), icon=":material/help:")
    _undated(words, found)
    _part(frame, found, f"{hash((sides.key, sides.period.code))}")


def _sentences(words: Words, found: Reconciliation, kind: str) -> list[str]:
    """Return what a manager reads first: how many are in both, how many on one side alone, the sums."""
    count = {part: found.total(part).line_count for part in PARTS}
    total = found.total()
    both = sum(count[part] for part in _BOTH)
    said = words(
        "reconcile.said",
        kind=words.code("kind", kind),
        both=fmt.count(both),
        same=fmt.count(count["same"]),
        differ=fmt.count(both - count["same"]),
        left=fmt.count(count["left_only"]),
        right=fmt.count(count["right_only"]),
    )
    return [f"**{said}**", _gap(words, total)]


def _gap(words: Words, total: PartTotal) -> str:
    """Say which side's sum is larger and by how much."""
    gap = total.right_amount_yen - total.left_amount_yen
    key = "equal" if not gap else "right_more" if gap > 0 else "left_more"
    return words(
        f"reconcile.sums.{key}",
        left=_exact(words, total.left_amount_yen),
        right=_exact(words, total.right_amount_yen),
        gap=_exact(words, abs(gap)),
    )


def _exact(words: Words, amount_yen: int) -> str:
    """Money to the yen: a difference must be seen in the two sums it is of."""
    return words("shell.yen", number=fmt.count(amount_yen))


def _table(words: Words, found: Reconciliation) -> pd.DataFrame:
    """Return one row a part and their sum: lines, rows and yen of either side, the difference."""
    totals = [*(found.total(part) for part in PARTS), found.total()]
    table = {
        "part": [words(f"reconcile.part.{one.part or 'total'}") for one in totals],
        "lines": [one.line_count for one in totals],
        "left": [one.left_count for one in totals],
        "left_yen": [one.left_amount_yen for one in totals],
        "right": [one.right_count for one in totals],
        "right_yen": [one.right_amount_yen for one in totals],
        "gap_yen": [one.right_amount_yen - one.left_amount_yen for one in totals],
    }
    return pd.DataFrame({words(f"reconcile.table.{name}"): values for name, values in table.items()})


def _undated(words: Words, found: Reconciliation) -> None:
    left, right = found.left_undated_count, found.right_undated_count
    if left or right:
        st.caption(words("reconcile.undated", left=fmt.count(left), right=fmt.count(right)))


def _part(frame: Frame, found: Reconciliation, question: str) -> None:
    """Offer the parts with their counts; every question opens with the first difference."""
    words = frame.words
    count = {part: found.total(part).line_count for part in PARTS}
    first = next((part for part in PARTS[1:] if count[part]), PARTS[0])
    part = st.segmented_control(
        words("reconcile.open"),
        PARTS,
        format_func=lambda code: f"{words(f'reconcile.part.{code}')} {fmt.count(count[code])}",
        key=inputs.widget(f"reconcile_part_{question}", first),
        required=True,
    )
    if count[part]:
        reconciling_rows.show(frame, found.rows(part), part)
    else:
        st.markdown(words("reconcile.part.none"))
