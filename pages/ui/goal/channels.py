"""The plan by channel: own rates and costs, budgets that can be moved, and the cheapest mix."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, Final

import streamlit as st

from kpi.errors import InvalidInput
from kpi.goal_assumed import from_data
from pages.ui import blocks, cached_goal, inputs, state, typed
from pages.ui import format as fmt
from pages.ui.goal import channel_tables, outlook
from pages.ui.goal.setting import Setting, shown
from pages.ui.labels import value_label
from pages.ui.shell import Frame
from pages.ui.text import Words
from pages.ui.typed import Amounts

if TYPE_CHECKING:
    from kpi.goal_basis import Basis
    from kpi.goal_channel import Channel
    from kpi.goal_channels import Split

_FEWEST_WINS: Final = 5  # fewer won deals say too little about a channel's own win rate and deal size
_MOST_TIMES: Final = 2  # at first no channel gets more than so many times today's spend: that CPA is unknown


def show(frame: Frame, setting: Setting) -> None:
    """Take a budget and a limit for each channel; say what they bring and what the goal costs."""
    words, target = frame.words, frame.view.goal_unit
    needed = setting.value(target)
    all_bases = _bases(frame)
    bases = {code: basis for code, basis in all_bases.items() if basis.cpa_yen}
    if not needed or not bases:
        said = outlook.open_text(words, setting) if bases else words("goal_channel.none")
        st.info(said, icon=":material/info:")
        return
    st.caption(words("goal_channel.say", times=_MOST_TIMES))
    begun = {code: _begun(setting, basis) for code, basis in bases.items()}
    kept = typed.amounts(frame.view.channel_plan)
    chosen = {code: kept.get(code, amounts) for code, amounts in begun.items()}
    channel_tables.edit(frame, setting, {code: basis.cpa_yen for code, basis in bases.items()}, begun, chosen)
    _notes(words, all_bases)
    channels = [
        replace(_channel(setting, code, basis), most_yen=chosen[code].most) for code, basis in bases.items()
    ]
    try:
        _result(frame, setting, channels, chosen, needed)
    except InvalidInput as error:
        st.error(words("goal.refused.not_a_number", value=fmt.markdown(str(error.fields.get("value")))))


def _bases(frame: Frame) -> dict[str, Basis]:
    """Return what the data says of every channel, of all or of those of the filter."""
    key = blocks.rates_key(frame)
    wanted = key.chosen.channel or tuple(frame.record.values["channel"])
    return {
        code: cached_goal.basis(key._replace(chosen=replace(key.chosen, channel=(code,))), *frame.lines)
        for code in wanted
    }


def _begun(setting: Setting, basis: Basis) -> Amounts:
    """Return what a channel begins with: the budget of today's pace, and a limit that such a CPA may bear."""
    spent = round(basis.pace("budget_yen", setting.years) or 0)
    return Amounts(spent, _MOST_TIMES * spent)


def _channel(setting: Setting, code: str, basis: Basis) -> Channel:
    """Return a channel with its own rates; where too few deals are won, the win rate and the deal size of
    all channels; what a person fixed holds for every channel."""
    from kpi.goal_channel import Channel

    own = from_data(basis)
    pooled = {"win_rate", "deal_yen"} if _is_few(basis) else set()
    known: dict[str, object] = {}
    for node in (*typed.RATES, "deal_yen", "cpa_yen"):
        is_own = node in setting.filled.from_data and node not in pooled and own[node] is not None
        known[node] = own[node] if is_own else setting.value(node)
    return Channel(code, known)


def _is_few(basis: Basis) -> bool:
    return len(basis.won_amounts_yen) < _FEWEST_WINS


def _notes(words: Words, bases: Mapping[str, Basis]) -> None:
    """Name the channels that stand on the figures of all channels, and those that have no cost."""
    few = [code for code, basis in bases.items() if basis.cpa_yen and _is_few(basis)]
    unknown = [code for code, basis in bases.items() if not basis.cpa_yen]
    for key, codes in (("few", few), ("unknown", unknown)):
        if codes:
            st.caption(words(f"goal_channel.{key}", channels=_names(words, codes)))


def _names(words: Words, codes: Iterable[str]) -> str:
    return words("goal_channel.join").join(fmt.markdown(value_label(words, "channel", one)) for one in codes)


def _result(
    frame: Frame, setting: Setting, channels: list[Channel], chosen: Mapping[str, Amounts], needed: Fraction
) -> None:
    from kpi.goal_channels import budget_split, cheapest_split

    words, target = frame.words, frame.view.goal_unit
    budgets = {code: amounts.budget for code, amounts in chosen.items()}
    mine = budget_split(channels, budgets, needed, target)
    if not any(line.per_inquiry for line in mine.lines):
        # no money brings anything: two splits of it would only contradict each other
        st.info(outlook.open_text(words, setting), icon=":material/info:")
        return
    best = cheapest_split(channels, needed, target)
    st.markdown(_said(words, target, mine, needed))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(_best_said(words, best))
        st.button(
            words("goal_channel.use"),
            key="channel_use_best",
            icon=":material/content_copy:",
            on_click=_use,
            args=(best, chosen),
        )
    channel_tables.compare(words, target, mine, best)


def _use(best: Split, chosen: Mapping[str, Amounts]) -> None:
    """Make the cheapest split the budgets; limits stay."""
    kept = typed.amounts(state.view().channel_plan)
    kept |= {line.code: Amounts(ceil(line.cost_yen), chosen[line.code].most) for line in best.lines}
    channel_tables.forget_refused(chosen)
    state.change(channel_plan=typed.amounts_items(kept))
    inputs.renew_tables()


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
