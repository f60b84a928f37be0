"""The KPI tree, drawn to be read from the back of a meeting room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Final

import streamlit as st

STYLE: Final = Path(__file__).parent / "tree.css"


@dataclass(frozen=True)
class Card:
    """One level of the tree in words: what is needed, today's pace, and the rate that leads to it.

    `tone` is "short", "enough", "disputed" (hangs on a contradiction) or "" (no comparison); `lines` are the
    small lines under the rate; `why` says why there is no number.
    """

    owner: str
    owner_label: str
    label: str
    needed: str
    note: str = ""
    pace: str = ""
    gap: str = ""
    tone: str = ""
    rate: str = ""
    lines: tuple[str, ...] = ()
    why: str = ""


def draw(title: str, cards: Sequence[Card]) -> None:
    """Draw the levels from the goal to the budget, sales's above marketing's on a wide screen."""
    items = "".join(_item(card) for card in cards)
    st.html(STYLE)
    st.html(f'<div class="kpi-tree" role="list" aria-label="{escape(title)}">{items}</div>')


def _item(card: Card) -> str:
    rate = f'<div class="kpi-rate">{escape(card.rate)}</div>' if card.rate else ""
    lines = "".join(f"<div>{escape(line)}</div>" for line in card.lines)
    why = f'<div class="kpi-why">{escape(card.why)}</div>' if card.why else ""
    pace = f"<span>{escape(card.pace)}</span><b>{escape(card.gap)}</b>"
    compared = f'<div class="kpi-pace">{pace}</div>' if card.pace else ""
    tags = f'data-owner="{escape(card.owner)}" data-tone="{escape(card.tone)}"'
    return (
        f'<div role="listitem" class="kpi-level" {tags}>'
        f'<div class="kpi-name"><span>{escape(card.label)}</span><i>{escape(card.owner_label)}</i></div>'
        f'<div class="kpi-needed">{escape(card.needed)} <small>{escape(card.note)}</small></div>'
        f"{compared}{why}"
        f'<div class="kpi-step">{rate}{lines}</div></div>'
    )
