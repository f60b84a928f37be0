"""What either definition makes of the same leads, in one table."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Final

import pandas as pd
import streamlit as st

from kpi.agreement_beside import Beside
from kpi.agreement_pair import Side
from pages.ui import format as fmt
from pages.ui.shell import Frame
from pages.ui.text import Words

_NEEDED: Final = ("wins", "opportunities", "sqls", "mqls", "inquiries")
# short, so that all columns stand side by side on a phone
_HEADS: Final = {
    "side_one": "goal.owner.marketing",
    "middle": "compare.middle",
    "side_other": "goal.owner.sales",
}


def show(frame: Frame, found: Beside, between: Side | None) -> None:
    """Show the KPIs of both sides, of the middle where there is one, and what the goal takes of each."""
    words = frame.words
    columns = {"side_one": found.one, "side_other": found.other}
    if between is not None:
        columns = {"side_one": found.one, "middle": between, "side_other": found.other}
    young = sum(cell.to_come.young_count for cell in found.cells.values())
    table = {words("compare.kpi"): _labels(frame, list(columns.values()), ends=bool(young))}
    for name, side in columns.items():
        table[words(_HEADS[name])] = _values(frame, side, ends=bool(young))
    st.dataframe(
        pd.DataFrame(table),
        hide_index=True,
        height="content",
        column_config={
            words("compare.kpi"): st.column_config.Column(width=150),
            **{words(_HEADS[name]): st.column_config.Column(alignment="right", width=69) for name in columns},
        },
    )
    st.caption(words("compare.young", count=fmt.count(young)) if young else words("compare.counted"))


def _labels(frame: Frame, sides: Sequence[Side], *, ends: bool) -> list[str]:
    words, bases = frame.words, {side.denominator for side in sides}
    rates = {"inquiries": "goal.node.sql_rate", "mqls": "goal.node.sql_share"}
    sql_rate = rates[bases.pop()] if len(bases) == 1 else "compare.sql_rate"
    goal = fmt.yen(frame.view.goal_yen, words.language)
    return [
        *(words(f"goal.node.{name}") for name in ("mqls", "mql_share", "sqls")),
        words(sql_rate),
        *_with_end(words, words("leads.rows.opportunities"), ends=ends),
        words("goal.node.opportunity_rate"),
        *_with_end(words, words("goal.node.wins"), ends=ends),
        words("compare.win_rate"),
        *_with_end(words, words("goal.node.goal_yen"), ends=ends),
        *(words("compare.needed", goal=goal, level=words(f"goal.node.{name}")) for name in _NEEDED),
    ]


def _with_end(words: Words, kpi: str, *, ends: bool) -> list[str]:
    return [kpi, words("compare.in_the_end")] if ends else [kpi]


def _values(frame: Frame, side: Side, *, ends: bool) -> list[str]:
    needed, more = side.needed(frame.view.goal_yen), side.to_come
    yen = functools.partial(fmt.yen, language=frame.words.language)
    pairs = {
        "opportunities": [fmt.count(side.opportunity_count)],
        "wins": [fmt.count(side.won_count)],
        "amount": [yen(side.won_amount_yen)],
    }
    if ends:
        pairs["opportunities"].append(fmt.count(round(side.opportunity_count + more.opportunities)))
        pairs["wins"].append(fmt.count(round(side.won_count + more.won)))
        pairs["amount"].append(yen(round(side.won_amount_yen + more.amount_yen)))
    return [
        fmt.count(side.mql_count),
        fmt.percent(side.mql_rate),
        fmt.count(side.sql_count),
        fmt.percent(side.sql_rate),
        *pairs["opportunities"],
        fmt.percent(side.opportunity_rate),
        *pairs["wins"],
        fmt.percent(side.win_rate),
        *pairs["amount"],
        *(fmt.count(needed[name]) for name in _NEEDED),
    ]
