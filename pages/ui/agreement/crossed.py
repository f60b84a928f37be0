"""The 2 x 2 of who is in and out under either definition, and which of them sales's judgement bears out."""

from __future__ import annotations

from html import escape
from pathlib import Path

import streamlit as st

from kpi.agreement_beside import Beside
from kpi.agreement_pair import CellName, Judged
from pages.ui import format as fmt
from pages.ui.shell import Frame

STYLE = Path(__file__).parent / "crossed.css"
_FEWEST = 6  # of fewer even the most uneven split may be chance
_CHANCE = 0.05
_SMALLEST = 0.001


def show(frame: Frame, found: Beside) -> None:
    """Show the four cells with what came of their leads, and what sales says of the dispute."""
    words = frame.words
    heads = "".join(
        f"<th scope='col'>{escape(words(f'compare.cross.other.{code}'))}</th>" for code in _IN_OUT
    )
    rows = "".join(
        f"<tr><th scope='row'>{escape(words(f'compare.cross.one.{code}'))}</th>"
        + "".join(_cell(frame, found, name) for name in names)
        + "</tr>"
        for code, names in zip(_IN_OUT, _ROWS, strict=True)
    )
    label = escape(words("compare.cross"), quote=True)
    st.html(STYLE)
    st.html(
        f"<table class='crossed' aria-label='{label}'><thead><tr><td></td>{heads}</tr></thead>{rows}</table>"
    )
    st.markdown(_borne_out(frame, found.judged))


_IN_OUT = ("in", "out")
_ROWS: tuple[tuple[CellName, ...], ...] = (("both", "only_one"), ("only_other", "neither"))


def _cell(frame: Frame, found: Beside, name: CellName) -> str:
    words, cell = frame.words, found.cells[name]
    kind = " class='dispute'" if name.startswith("only") else ""
    came = words("compare.cross.came", count=fmt.count(cell.opportunity_count))
    amount = fmt.yen(cell.won_amount_yen, words.language)
    won = words("compare.cross.won", count=fmt.count(cell.won_count), amount=amount)
    count = words("compare.cross.leads", count=fmt.count(cell.lead_count))
    lines = [came, won]
    if cell.to_come.young_count:
        total = cell.opportunity_count + cell.to_come.opportunities
        won_total = cell.won_count + cell.to_come.won
        end = {"came": fmt.count(round(total)), "won": fmt.count(round(won_total))}
        lines.append(words("compare.cross.in_the_end", **end))
    small = "".join(f"<small>{escape(text)}</small>" for text in lines)
    return f"<td{kind}><strong>{escape(count)}</strong>{small}</td>"


def _borne_out(frame: Frame, told: Judged) -> str:
    """Say which definition sales's own judgement bears out where they differ, never surer than the count."""
    words, total = frame.words, told.only_one_count + told.only_other_count
    if told.chance is None:
        return words("compare.judged.none")
    counts = {"one": fmt.count(told.only_one_count), "other": fmt.count(told.only_other_count)}
    said = words("compare.judged", total=fmt.count(total), **counts)
    if total < _FEWEST:
        return f"{said} {words('compare.judged.few')}"
    key = "compare.judged.clear" if told.chance < _CHANCE else "compare.judged.chance"
    return f"{said} {words(key, chance=_chance(frame, told.chance))}"


def _chance(frame: Frame, chance: float) -> str:
    """Write a probability; one that would read 0 is named as less than what can be shown."""
    if chance < _SMALLEST:
        return frame.words("compare.judged.below", chance=fmt.percent(_SMALLEST))
    return frame.words("compare.judged.equal", chance=fmt.percent(chance))
