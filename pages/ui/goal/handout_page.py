"""What stands on the one page for a meeting, in words: how it is drawn is for `handout_pdf`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pages.ui.goal.tree import Card
from pages.ui.text import Language


@dataclass(frozen=True)
class Line:
    """One level of the tree, and what it needs for a chance of 50, 80 and 95 %."""

    card: Card
    chances: tuple[str, ...]


@dataclass(frozen=True)
class Page:
    """The page from top to bottom. `headings`: level, needed, today, rate, then one for each chance."""

    language: Language
    title: str
    goal: str
    source: str
    headings: tuple[str, ...]
    lines: tuple[Line, ...]
    warnings: tuple[str, ...]
    notes: tuple[str, ...]
    footer: tuple[str, ...]
    link: str
    link_label: str
    made_on: date
