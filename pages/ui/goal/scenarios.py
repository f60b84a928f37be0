"""Plans with a name: kept, laid side by side, opened again, one of them adopted."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

import pandas as pd
import streamlit as st

from kpi import goal_plans
from kpi.goal_plans import MOST_BESIDE, GoalPlan, Kept
from pages.ui import format as fmt
from pages.ui import session, shell, state
from pages.ui.goal.setting import Setting, given_of, shown
from pages.ui.shell import Frame
from pages.ui.text import Words
from pages.ui.view import Notice, write

_ROWS: Final = (
    *("goal_yen", "deal_yen", "wins", "win_rate", "opportunities", "opportunity_rate", "sqls", "sql_share"),
    *("mqls", "mql_share", "inquiries", "cpa_yen", "budget_yen"),
)
_CHANGES: Final = {"adopt": goal_plans.adopt, "drop": goal_plans.drop}


def show(frame: Frame, setting: Setting) -> None:
    """Keep what is on the screen under a name; compare up to four plans of the period with it."""
    words = frame.words
    kept = goal_plans.plans(frame.store, setting.period.code)
    _keep_form(frame, setting)
    if not kept:
        st.markdown(words("goal_plan.none"))
        return
    chosen = _chosen(words, kept)
    st.dataframe(_table(words, setting, chosen), hide_index=True, height="content")
    for one in chosen:
        _buttons(frame, one)


def _keep_form(frame: Frame, setting: Setting) -> None:
    words = frame.words
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            words("goal_plan.name"),
            key=state.widget("plan_name", "", always=False),
            max_chars=100,
            placeholder=words("goal_plan.name.example"),
            width=260,
        )
        st.text_input(words("goal_plan.who"), key="import_who", max_chars=100, width=200)
        st.button(
            words("goal_plan.keep"),
            key="plan_keep",
            icon=":material/bookmark_add:",
            disabled=frame.store.read_only,
            on_click=_keep,
            args=(frame, setting),
        )


def _keep(frame: Frame, setting: Setting) -> None:
    name = str(state.widget_value("plan_name"))
    found = {
        node: str(found.value)
        for node, found in setting.filled.solved.nodes.items()
        if found.value is not None
    }
    address = {
        key: value if isinstance(value, list) else [value]
        for key, value in write(frame.view, frame.agreed).items()
    }
    as_shown = {node: str(value) for node, value in setting.plan.items() if value is not None}
    plan = GoalPlan(given=given_of(frame.view), found=found, shown=as_shown, address=address)
    with shell.keeping():
        goal_plans.keep(frame.store, plan, name=name, period=setting.period.code, by=session.who())
        state.forget_widgets("plan_name")
        state.note(Notice("goal_plan.kept", fields={"plan": name.strip()}))


def _chosen(words: Words, kept: Sequence[Kept]) -> list[Kept]:
    """Let a person choose which plans stand beside each other; at first the adopted one and the newest."""
    if len(kept) <= MOST_BESIDE:
        return list(kept)
    by_id = {one.plan_id: one for one in kept}
    first = [one.plan_id for one in kept[:MOST_BESIDE]]
    picked = st.multiselect(
        words("goal_plan.beside"),
        list(by_id),
        default=first,
        max_selections=MOST_BESIDE,
        format_func=lambda plan_id: _name(words, by_id[plan_id]),
        key=state.option_key(f"plans_beside_{len(kept)}"),
        placeholder=words("goal_plan.beside.choose"),
    )
    return [by_id[plan_id] for plan_id in picked]


def _name(words: Words, one: Kept) -> str:
    return words("goal_plan.adopted", plan=one.name) if one.state == "adopted" else one.name


def _table(words: Words, setting: Setting, chosen: Sequence[Kept]) -> pd.DataFrame:
    """Return the levels and rates of the plans beside those on the screen."""
    table = {
        words("goal_chance.level"): [words(f"goal.node.{node}") for node in _ROWS],
        words("goal_plan.now"): [shown(words, node, setting.plan[node]) for node in _ROWS],
    }
    for one in chosen:
        values = {node: Fraction(text) for node, text in one.plan.shown.items()}
        heading = _name(words, one)
        while heading in table:  # a plan may be called what another column is
            heading += " "
        table[heading] = [shown(words, node, values.get(node)) for node in _ROWS]
    return pd.DataFrame(table)


def _buttons(frame: Frame, one: Kept) -> None:
    words = frame.words
    with st.container(horizontal=True, vertical_alignment="center"):
        day, by = fmt.day(one.created_at.date(), words.language), one.created_by or fmt.UNDEFINED
        name = fmt.markdown(_name(words, one))
        st.markdown(f"**{name}** {words('goal_plan.made', day=day, by=fmt.markdown(by))}")
        st.button(words("goal_plan.open"), key=f"plan_open_{one.plan_id}", on_click=_open, args=(frame, one))
        for what in _CHANGES:
            st.button(
                words(f"goal_plan.{what}"),
                key=f"plan_{what}_{one.plan_id}",
                disabled=frame.store.read_only or (what == "adopt" and one.state == "adopted"),
                on_click=_change,
                args=(frame, one, what),
            )


def _open(frame: Frame, one: Kept) -> None:
    state.open_address(one.plan.address, frame.agreed, frame.record)
    state.note(Notice("goal_plan.opened", fields={"plan": one.name}))


def _change(frame: Frame, one: Kept, what: str) -> None:
    with shell.keeping():
        _CHANGES[what](frame.store, one.plan_id, by=session.who())
        state.note(Notice(f"goal_plan.{what}.done", fields={"plan": one.name}))
