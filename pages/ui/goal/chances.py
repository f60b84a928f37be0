"""How likely the goal is reached: what each level needs for a chance, and what today's pace would give."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd
import streamlit as st

from pages.ui import blocks, cached
from pages.ui import format as fmt
from pages.ui.goal.setting import Setting, shown
from pages.ui.shell import Frame
from pages.ui.text import Words

if TYPE_CHECKING:
    from kpi.chance import Chances
    from kpi.chance_inputs import Rate

# Each rate from the deal upwards, and the level it is a share of.
_RATES: Final = {
    "win_rate": "opportunities",
    "opportunity_rate": "sqls",
    "sql_share": "mqls",
    "mql_share": "inquiries",
}
_UNITS: Final = {"goal_yen": "yen", "wins": "wins", "opportunities": "opportunities"}
_RATE_OF: Final = {level: rate for rate, level in _RATES.items()} | {"deal_size": "deal_yen"}


def show(frame: Frame, setting: Setting) -> None:
    """Show what each level needs for 50, 80 and 95 %, and the chance at today's pace."""
    words = frame.words
    st.subheader(words("goal.chance"), anchor=False)
    goal = setting.value(frame.view.goal_unit)
    known = rates(setting)
    if not goal or known is None:
        st.info(words("goal.chance.open"), icon=":material/info:")
        return
    deal = None if "deal_yen" in setting.filled.from_data else setting.value("deal_yen")
    unit = _UNITS[frame.view.goal_unit]
    key = (*blocks.key(frame), frame.view.mql, frame.view.sql)
    found = cached.goal_chances(
        key, unit, goal, known, deal, setting.value("cpa_yen"), setting.basis.won_amounts_yen
    )
    _pace(words, setting, found)
    st.dataframe(_table(words, found), hide_index=True, height="content")
    for reason in dict.fromkeys(filter(None, found.reason.values())):
        code, _, level = reason.partition(":")
        where = words(f"goal.node.{level}") if level else ""
        st.caption(words(f"goal.chance.why.{code}", **({"level": where} if level else {})))
    st.caption(words("goal.chance.say"))


def rates(setting: Setting) -> tuple[Rate, ...] | None:
    """Return the rates with their own evidence, those a person fixed as known exactly; None while one of
    them is open."""
    from kpi.chance_inputs import Counted, Typed

    found: list[Rate] = []
    for rate, level in _RATES.items():
        value = setting.value(rate)
        if value is None or value > 1:
            return None
        if rate in setting.filled.from_data:
            step = setting.basis.steps[rate]
            found.append(Counted(level, step.hits, step.known_count))
        else:
            found.append(Typed(level, value))
    return tuple(found)


def _pace(words: Words, setting: Setting, found: Chances) -> None:
    pace = setting.basis.pace("inquiries", setting.years)
    chance = None if pace is None else found.chance_of_goal(pace)
    if pace is not None and chance is not None:
        said = words("goal.chance.pace", pace=fmt.count(pace), chance=_percent(words, chance))
        st.markdown(f"**{said}**")
    if part := found.most_uncertain:
        share = fmt.percent(found.spread_share[part], 0)
        name = words(f"goal.node.{_RATE_OF[part]}")
        luck = fmt.percent(found.spread_share["luck"], 0)
        st.markdown(words("goal.chance.uncertain", name=name, share=share, luck=luck))


def _percent(words: Words, chance: float) -> str:
    """A chance is never told as certain."""
    if chance < 0.01:
        return words("goal.chance.least")
    return words("goal.chance.most") if chance > 0.99 else fmt.percent(chance, 0)


def _table(words: Words, found: Chances) -> pd.DataFrame:
    from kpi.chance import CHANCES

    rows = {"budget_yen" if level == "budget" else level: counts for level, counts in found.table().items()}
    table = {words("goal.chance.level"): [words(f"goal.node.{level}") for level in rows]}
    for place, chance in enumerate(CHANCES):
        heading = words("goal.chance.column", chance=fmt.percent(chance, 0))
        table[heading] = [shown(words, level, counts[place]) for level, counts in rows.items()]
    return pd.DataFrame(table)
