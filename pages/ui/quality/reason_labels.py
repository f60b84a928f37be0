"""Names of the reasons, and of what they are counted by."""

from __future__ import annotations

from kpi.decompose_fold import OTHER
from kpi.filters import BLANK
from pages.ui.quality import parts
from pages.ui.text import Words


def reason_label(words: Words, reason: str) -> str:
    if reason == OTHER:
        return words("quality.reason.rest")
    return words("quality.reason.none") if reason == BLANK else words.code("reason", reason)


def value_label(words: Words, by: str, value: str) -> str:
    """Name a channel, owner or month (2026-10); plain text."""
    if by == "channel":
        return parts.name(words, by, value)
    if value == OTHER:
        return words("quality.months.before" if by == "month" else "narrative.other")
    return words("quality.owner.none") if value == BLANK else value
