"""Slots: every changing text of the board as a list that the browser looks up by threshold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

Slot = dict[str, Any]

# Where row m of the pairs (m, s ≥ m) begins in a pair list.
PAIR_ROWS = tuple(sum(101 - row for row in range(m)) for m in range(101))


def fixed(text: str) -> Slot:
    """A text that no threshold changes."""
    return {"a": "c", "v": [text]}


def by_mql(texts: Iterable[str]) -> Slot:
    """A text for each MQL threshold 0..100."""
    return {"a": "m", "v": list(texts)}


def by_sql(texts: Iterable[str]) -> Slot:
    """A text for each SQL threshold 0..100."""
    return {"a": "s", "v": list(texts)}


def by_pair(rows: Sequence[Sequence[str]]) -> Slot:
    """A text for each pair: rows[m][s - m]. Equal texts are sent once and looked up by number."""
    numbers: dict[str, int] = {}
    index = [numbers.setdefault(text, len(numbers)) for row in rows for text in row]
    return {"a": "p", "v": list(numbers), "i": index}
