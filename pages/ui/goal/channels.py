"""The plan by channel: own rates and costs, budgets that can be moved, and the cheapest mix."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Final

import pandas as pd
import streamlit as st

from kpi.errors import InvalidInput
from kpi.goal_assumed import from_data
from pages.ui import blocks, cached, state
from pages.ui import format as fmt
from pages.ui.goal.setting import Setting, shown
from pages.ui.labels import value_label
from pages.ui.shell import Frame
from pages.ui.text import Words

if TYPE_CHECKING:
    from kpi.goal_basis import Basis
    from kpi.goal_channel import Channel, Line
    from kpi.goal_channels import Split

_FEWEST_WINS: Final = 5  # fewer won deals say too little about a channel's own win rate and deal size
_EDITED: Final = ("channel", "cpa", "few", "budget", "most")
_RATES: Final = ("win_rate", "opportunity_rate", "sql_share", "mql_share")


def show(frame: Frame, setting: Setting) -> None:
    """Take a budget and a limit for each channel; say what they bring and what the goal costs."""
    words, target = frame.words, frame.view.goal_unit
    needed = setting.value(target)
    bases = _bases(frame)
    if not needed or not bases:
        st.info(words("goal_chance.open" if bases else "goal_channel.none"), icon=":material/info:")
        return
    channels = {code: _channel(setting, code, basis) for code, basis in bases.items()}
    st.caption(words("goal_channel.say"))
    edited = _editor(frame, setting, bases)
    try:
        _result(frame, channels, edited, needed)
    except InvalidInput as error:
        st.error(words("goal.refused.not_a_number", value=fmt.markdown(str(error.fields.get("value")))))


def _bases(frame: Frame) -> dict[str, Basis]:
    """Return what the data says of every channel that costs something."""
    path, version, chosen, *rest = blocks.rates_key(frame)
    wanted = chosen.channel or tuple(frame.record.values["channel"])
    lines = (frame.view.mql, frame.view.sql)
    found = {
        code: cached.goal_basis(path, version, replace(chosen, channel=(code,)), *rest, *lines)
        for code in wanted
    }
    return {code: basis for code, basis in found.items() if basis.cpa_yen}


def _channel(setting: Setting, code: str, basis: Basis) -> Channel:
    """Return a channel with its own rates; where too few deals are won, the win rate and the deal size of
    all channels; what a person fixed holds for every channel."""
    from kpi.goal_channel import Channel

    own, is_few = from_data(basis), len(basis.won_amounts_yen) < _FEWEST_WINS
    pooled = {"win_rate", "deal_yen"} if is_few else set()
    known: dict[str, object] = {}
    for node in (*_RATES, "deal_yen", "cpa_yen"):
        is_own = node in setting.filled.from_data and node not in pooled and own[node] is not None
        known[node] = own[node] if is_own else setting.value(node)
    return Channel(code, known)


def _editor(frame: Frame, setting: Setting, bases: Mapping[str, Basis]) -> pd.DataFrame:
    words = frame.words
    heading = {
        name: words(f"goal_channel.column.{name}") for name in ("channel", "cpa", "few", "budget", "most")
    }
    yen = st.column_config.NumberColumn(format="localized", min_value=0, step=1)
    spent = [round(basis.pace("budget_yen", setting.years) or 0) for basis in bases.values()]
    table = pd.DataFrame(
        {
            heading["channel"]: [value_label(words, "channel", code) for code in bases],
            heading["cpa"]: [shown(words, "cpa_yen", basis.cpa_yen) for basis in bases.values()],
            heading["few"]: [
                words("goal_channel.few") if len(basis.won_amounts_yen) < _FEWEST_WINS else ""
                for basis in bases.values()
            ],
            heading["budget"]: pd.array(spent, dtype="Int64"),
            heading["most"]: pd.array([None] * len(bases), dtype="Int64"),
        }
    )
    edited = st.data_editor(
        table,
        hide_index=True,
        height="content",
        disabled=[heading[name] for name in ("channel", "cpa", "few")],
        column_config={heading["budget"]: yen, heading["most"]: yen},
        placeholder=fmt.UNDEFINED,
        key=state.option_key(f"goal_channels_{frame.record.data_version}_{setting.period.code}"),
    )
    return edited.set_axis(list(heading), axis=1).set_index(pd.Index(list(bases)))


def _result(frame: Frame, channels: Mapping[str, Channel], edited: pd.DataFrame, needed: Fraction) -> None:
    from kpi.goal_channels import budget_split, cheapest_split

    target = frame.view.goal_unit
    limited = [
        replace(channel, most_yen=None if pd.isna(most := edited["most"][code]) else int(most))
        for code, channel in channels.items()
    ]
    budgets = {code: int(yen) for code, yen in edited["budget"].items() if not pd.isna(yen)}
    mine = budget_split(limited, {str(code): yen for code, yen in budgets.items()}, needed, target)
    best = cheapest_split(limited, needed, target)
    words = frame.words
    st.markdown(_said(words, target, mine, needed))
    st.markdown(_best_said(words, best))
    st.dataframe(_table(words, target, mine, best), hide_index=True, height="content")


def _said(words: Words, target: str, mine: Split, needed: Fraction) -> str:
    fields = {
        "cost": fmt.yen(float(mine.cost_yen), words.language),
        "brought": shown(words, target, mine.brought // 1),
        "needed": shown(words, target, -(-needed // 1)),
    }
    if mine.goal_cost_yen is None:
        return words("goal_channel.mine.never", **fields)
    goal_cost = fmt.yen(float(mine.goal_cost_yen), words.language)
    return words("goal_channel.mine", goal_cost=goal_cost, **fields)


def _best_said(words: Words, best: Split) -> str:
    cost = fmt.yen(float(best.cost_yen), words.language)
    if best.short:
        return words(
            "goal_channel.best.short", cost=cost, short=shown(words, best.target, -(-best.short // 1))
        )
    return words("goal_channel.best", cost=cost)


def _table(words: Words, target: str, mine: Split, best: Split) -> pd.DataFrame:
    cheapest = {line.code: line for line in best.lines}
    rows = [(value_label(words, "channel", line.code), line, cheapest[line.code]) for line in mine.lines]
    is_yen = target == "goal_yen"
    name = words(f"goal.node.{target}")
    price = words("goal_channel.column.return") if is_yen else words("goal_channel.column.price", name=name)
    return pd.DataFrame(
        {
            words("goal_channel.column.channel"): [name for name, _, _ in rows],
            price: [_return(words, one) if is_yen else _yen(words, one.price_yen) for _, one, _ in rows],
            words("goal_channel.column.cost"): [_yen(words, one.cost_yen) for _, one, _ in rows],
            words("goal_channel.column.inquiries"): [fmt.count(float(one.inquiries)) for _, one, _ in rows],
            words("goal_channel.column.brought", name=name): [
                shown(words, target, one.brought) if is_yen else fmt.decimal(float(one.brought))
                for _, one, _ in rows
            ],
            words("goal_channel.column.best"): [_yen(words, other.cost_yen) for _, _, other in rows],
        }
    )


def _return(words: Words, line: Line) -> str:
    """Say how many yen a yen of cost is expected to bring."""
    price = line.price_yen
    return words("goal_channel.times", times=fmt.decimal(float(1 / price))) if price else fmt.UNDEFINED


def _yen(words: Words, value: Fraction | None) -> str:
    return fmt.yen(None if value is None else float(value), words.language)
