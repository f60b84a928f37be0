"""How likely the goal is reached: what each level needs for a chance, and what today's pace would give."""

from __future__ import annotations

from collections.abc import Iterator
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
    found = read(frame, setting)
    if found is None:
        st.info(words("goal_chance.open"), icon=":material/info:")
        return
    if said := pace_text(words, setting, found):
        st.markdown(f"**{said}**")
    if said := uncertain_text(words, found):
        st.markdown(said)
    st.dataframe(_table(words, found), hide_index=True, height="content")
    for reason in reasons(words, found):
        st.caption(reason)
    st.caption(words("goal_chance.say"))


def read(frame: Frame, setting: Setting) -> Chances | None:
    """Return the chances of the goal; None until the goal and all rates are known."""
    goal, known = setting.value(frame.view.goal_unit), rates(setting)
    if not goal or known is None:
        return None
    deal = None if "deal_yen" in setting.filled.from_data else setting.value("deal_yen")
    unit = _UNITS[frame.view.goal_unit]
    key = (*blocks.key(frame), frame.view.mql, frame.view.sql)
    return cached.goal_chances(
        key, unit, goal, known, deal, setting.value("cpa_yen"), setting.basis.won_amounts_yen
    )


def reasons(words: Words, found: Chances) -> Iterator[str]:
    """Say why levels have no chance, each reason once."""
    for reason in dict.fromkeys(filter(None, found.reason.values())):
        code, _, level = reason.partition(":")
        where = words(f"goal.node.{level}") if level else ""
        yield words(f"goal_chance.why.{code}", **({"level": where} if level else {}))


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


def pace_text(words: Words, setting: Setting, found: Chances) -> str:
    """Say the chance at today's pace; "" where it is unknown."""
    pace, chance = setting.basis.pace("inquiries", setting.years), at_pace(setting, found)
    if pace is None or chance is None:
        return ""
    return words("goal_chance.pace", pace=fmt.count(pace), chance=percent(words, chance))


def at_pace(setting: Setting, found: Chances | None) -> float | None:
    """Return the chance of the goal at today's pace of inquiries; None where it is unknown."""
    pace = setting.basis.pace("inquiries", setting.years)
    return None if pace is None or found is None else found.chance_of_goal(pace)


def uncertain_text(words: Words, found: Chances) -> str:
    """Say what spreads the need most; "" where nothing does."""
    if not (part := found.most_uncertain):
        return ""
    share = fmt.percent(found.spread_share[part], 0)
    luck = fmt.percent(found.spread_share.get("luck", 0.0), 0)
    name = words(f"goal.node.{_RATE_OF[part]}")
    return words("goal_chance.uncertain", name=name, share=share, luck=luck)


def percent(words: Words, chance: float) -> str:
    """Write a chance, which is never told as certain."""
    if chance < 0.01:
        return words("goal_chance.least")
    return words("goal_chance.most") if chance > 0.99 else fmt.percent(chance, 0)


def _table(words: Words, found: Chances) -> pd.DataFrame:
    from kpi.chance import CHANCES

    rows = needed(words, found)
    table = {words("goal_chance.level"): [words(f"goal.node.{level}") for level in rows]}
    for place, chance in enumerate(CHANCES):
        heading = words("goal_chance.column", chance=fmt.percent(chance, 0))
        table[heading] = [counts[place] for counts in rows.values()]
    return pd.DataFrame(table)


def needed(words: Words, found: Chances) -> dict[str, list[str]]:
    """Return node → what it needs for each of CHANCES, in words."""
    rows = {"budget_yen" if level == "budget" else level: counts for level, counts in found.table().items()}
    return {level: [shown(words, level, count) for count in counts] for level, counts in rows.items()}
