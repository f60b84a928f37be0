"""The rows of one part of a reconciliation, both sides beside each other."""

from __future__ import annotations

from typing import Final

import pandas as pd

from kpi.reconcile import Part
from pages.ui.data import rows
from pages.ui.shell import Frame
from pages.ui.text import Words

_SIDE: Final = ("company", "date", "amount_yen", "deal_id", "lead_id", "email")
_GAPS: Final = ("date_gap_days", "amount_gap_yen")


def show(frame: Frame, lines: pd.DataFrame, part: Part) -> None:
    """Show the first rows of a part and offer all of them for download."""
    shown = _table(frame.words, lines, part)
    rows.table(
        frame,
        shown.head(rows.SHOWN),
        len(shown),
        name=f"reconcile_{part}",
        sheet=frame.words(f"reconcile.part.{part}"),
        everything=lambda: shown.head(rows.DOWNLOADED),
    )


def _table(words: Words, lines: pd.DataFrame, part: Part) -> pd.DataFrame:
    """Return the columns of the sides that a part has, without those that are all blank."""
    sides = {"left_only": ("left",), "right_only": ("right",)}.get(part, ("left", "right"))
    names = [f"{side}_{name}" for name in _SIDE for side in sides if lines[f"{side}_{name}"].notna().any()]
    found = lines[names].copy()
    if part in ("date", "date_and_amount"):
        found["date_gap_days"] = lines["date_gap_days"]
    if part in ("amount", "date_and_amount"):
        found["amount_gap_yen"] = lines["amount_gap_yen"]
    if len(sides) == 2:
        found["matched_by"] = lines["matched_by"].map(lambda key: words(f"reconcile.matched.{key}"))
        outside = ~(lines["left_in_period"] & lines["right_in_period"])
        if outside.any():
            found["outside"] = [
                _outside(words, *one)
                for one in zip(lines["left_in_period"], lines["right_in_period"], strict=True)
            ]
    gaps = [name for name in _GAPS if name in found]
    order = [*gaps, *(name for name in found if name not in gaps)]
    return rows.labelled_by(found[order], lambda name: _heading(words, name))


def _outside(words: Words, is_left_in: bool, is_right_in: bool) -> str:
    """Name the side whose date lies outside the period and which is not in its sums."""
    if is_left_in and is_right_in:
        return ""
    return words("reconcile.side.right" if is_left_in else "reconcile.side.left")


def _heading(words: Words, name: str) -> str:
    side, _, field = name.partition("_")
    if side in ("left", "right"):
        return words(
            "reconcile.column", side=words(f"reconcile.side.{side}"), field=words(f"reconcile.field.{field}")
        )
    return words(f"reconcile.field.{name}")
