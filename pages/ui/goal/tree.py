"""The KPI tree, drawn to be read from the back of a meeting room."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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


@dataclass(frozen=True)
class Beside:
    """A number that stands beside the chain, with its published yardstick or ""."""

    label: str
    value: str
    yardstick: str = ""


def draw(
    title: str, cards: Sequence[Card], heading: str, beside: Sequence[Beside], said: Iterable[str]
) -> None:
    """Draw the levels from the goal to the budget, sales's above marketing's on a wide screen; in small print
    below, after `heading`, what stands beside them, and sentences. `style` comes before it, once a page.

    One element: a browser takes as long for one more as for half a tree.
    """
    items = "".join(map(_item, cards))
    numbers = " · ".join(map(_beside, beside))
    lines = "<br>".join((f"{escape(heading)}: {numbers}", *map(escape, said)))
    st.html(
        f'<div class="kpi-tree" role="list" aria-label="{escape(title)}">{items}</div>'
        f'<div class="kpi-beside">{lines}</div>'
    )


def style() -> None:
    """Give the page the looks of the tree."""
    st.html(STYLE)


def _beside(one: Beside) -> str:
    yardstick = f" ({escape(one.yardstick)})" if one.yardstick else ""
    return f"{escape(one.label)} <b>{escape(one.value)}</b>{yardstick}"


def _item(card: Card) -> str:
    step = "<br>".join(map(escape, card.lines))
    rate = f'<div class="kpi-rate">{escape(card.rate)}</div>' if card.rate else ""
    why = f'<div class="kpi-why">{escape(card.why)}</div>' if card.why else ""
    compared = (
        f'<div class="kpi-pace">{escape(card.pace)}<b>{escape(card.gap)}</b></div>' if card.pace else ""
    )
    tags = f'data-owner="{escape(card.owner)}" data-tone="{escape(card.tone)}"'
    return (
        f'<div role="listitem" class="kpi-level" {tags}>'
        f'<div class="kpi-name">{escape(card.label)}<i>{escape(card.owner_label)}</i></div>'
        f'<div class="kpi-needed">{escape(card.needed)} <small>{escape(card.note)}</small></div>'
        f'{compared}{why}<div class="kpi-step">{rate}{step}</div></div>'
    )
