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

    `tone` is "short", "enough" or "" (no comparison); `lines` are the small lines under the rate; `why` says
    why there is no number.
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
    st.html(f'<ol class="kpi-tree" aria-label="{escape(title)}">{items}</ol>')


def _item(card: Card) -> str:
    rate = f'<p class="kpi-rate">{escape(card.rate)}</p>' if card.rate else ""
    lines = "".join(f"<p>{escape(line)}</p>" for line in card.lines)
    why = f'<p class="kpi-why">{escape(card.why)}</p>' if card.why else ""
    pace = f"<span>{escape(card.pace)}</span><b>{escape(card.gap)}</b>"
    compared = f'<p class="kpi-pace">{pace}</p>' if card.pace else ""
    return (
        f'<li class="kpi-level" data-owner="{escape(card.owner)}" data-tone="{escape(card.tone)}">'
        f'<p class="kpi-name"><span>{escape(card.label)}</span><i>{escape(card.owner_label)}</i></p>'
        f'<p class="kpi-needed">{escape(card.needed)} <small>{escape(card.note)}</small></p>'
        f"{compared}{why}"
        f'<div class="kpi-step">{rate}{lines}</div></li>'
    )
