"""Names of the reasons, and of what they are counted by."""

from __future__ import annotations

from collections.abc import Sequence

from kpi.decompose_fold import OTHER
from kpi.filters import BLANK
from pages.ui.quality import parts
from pages.ui.text import Words


def reason_label(words: Words, reason: str) -> str:
    if reason == OTHER:
        return words("quality_reason.rest")
    return words("quality_reason.not_recorded") if reason == BLANK else words.code("reason", reason)


def reason_names(words: Words, reasons: Sequence[str], taken: Sequence[str] = ()) -> dict[str, str]:
    """Name reasons apart: one that is called like another, or like a `taken` name, gets a number."""
    names, used = {}, set(taken)
    for reason in reasons:
        name = label = reason_label(words, reason)
        number = 1
        while name in used:
            number += 1
            name = f"{label} ({number})"
        names[reason] = name
        used.add(name)
    return names


def value_label(words: Words, by: str, value: str) -> str:
    """Name a channel, owner or month (2026-10); plain text."""
    if by == "channel":
        return parts.name(words, by, value)
    if value == OTHER:
        return words("quality_reason.months.before" if by == "month" else "narrative.other")
    return words("quality_reason.owner.none") if value == BLANK else value
