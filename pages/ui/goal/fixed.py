"""The numbers a person fixes: their fields, what stands there otherwise, and what could not be used."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Final

import streamlit as st

from kpi.errors import InvalidInput
from kpi.goal_given import as_meant, is_readable, read_node, read_typed
from kpi.goal_tree import NODES
from pages.ui import format as fmt
from pages.ui import inputs, state
from pages.ui.goal.setting import Setting, shown
from pages.ui.shell import Frame
from pages.ui.text import Words
from pages.ui.view import View

COMPANY: Final = ("company_goal_yen", "web_share")
_COLUMNS: Final = (
    ("deal_yen", "win_rate", "opportunity_rate", "sql_share"),
    ("mql_share", "conversion_rate", "cpa_yen"),
    ("wins", "opportunities", "sqls", "mqls"),
    ("inquiries", "visits", "budget_yen", "monthly_budget_yen"),
)
_FIELDS: Final = tuple(node for column in _COLUMNS for node in column)
# the box in which a node's field stands
_BOX: Final = dict.fromkeys(COMPANY, "company") | dict.fromkeys(_FIELDS, "fixed")


def show(frame: Frame, setting: Setting) -> None:
    """Show the fields, rates before amounts, and the ways to start from a budget and to begin anew."""
    words = frame.words
    is_refused = any(inputs.refused(f"given_{node}") is not None for node in _FIELDS)
    st.caption(f"{words('goal.fixed.say')} {words('goal_form.rates')}")
    for column, nodes in zip(st.columns(len(_COLUMNS)), _COLUMNS, strict=True):
        with column:
            for node in nodes:
                field(frame, setting, node)
    with st.container(horizontal=True, gap="xsmall"):
        st.button(
            words("goal_form.forward"),
            key="goal_forward",
            on_click=_forward,
            args=(setting,),
            help=words("goal_form.forward.help"),
        )
        st.button(
            words("goal.fixed.clear"),
            key="goal_clear",
            on_click=_clear,
            disabled=not (_fixed(setting) or is_refused),
        )


def told(words: Words, setting: Setting) -> str:
    """Name the numbers that are fixed, "" without any."""
    numbers = [
        f"{words(f'goal.node.{node}')} {shown(words, node, read_node(node, setting.given[node]))}"
        for node in _fixed(setting)
    ]
    return words("goal.fixed.active", numbers=words("goal_lever.join").join(numbers)) if numbers else ""


def _fixed(setting: Setting) -> list[str]:
    return [node for node in _FIELDS if node in setting.given]


def field(frame: Frame, setting: Setting, node: str) -> None:
    """Show the field of one node; what was typed and cannot be used stays, with the reason under it."""
    words = frame.words
    refused = inputs.refused(f"given_{node}")
    value = setting.given.get(node, "") if refused is None else refused
    st.text_input(
        words(f"goal.node.{node}"),
        key=inputs.widget(f"given_{node}", value, always=True),
        placeholder=_otherwise(words, setting, node),
        disabled=node == frame.view.goal_unit and not value,
        on_change=_take,
        args=(node,),
    )
    if refused is not None and (problem := _problem(words, node, refused)):
        st.error(problem)


def refusals(frame: Frame, setting: Setting, opened: Container[str]) -> None:
    """Name every field in a closed box whose text cannot be used, and the value still in force."""
    words = frame.words
    for node, box in _BOX.items():
        refused = None if box in opened else inputs.refused(f"given_{node}")
        if refused is not None and (problem := _problem(words, node, refused)):
            st.error(
                words(
                    "goal_form.refused",
                    field=words(f"goal.node.{node}"),
                    problem=problem,
                    showing=fmt.markdown(_in_force(words, setting, node)),
                )
            )


def written(given: Mapping[str, str]) -> tuple[str, ...]:
    """Return node → text as the view holds it."""
    return tuple(f"{node}:{given[node]}" for node in sorted(given))


def without(view: View, *nodes: str) -> tuple[str, ...]:
    """Return what the view fixes but these nodes; what was refused there is forgotten."""
    for node in nodes:
        inputs.refuse(f"given_{node}", None)
    return tuple(item for item in view.given if item.split(":", 1)[0] not in nodes)


def _problem(words: Words, node: str, text: str) -> str:
    try:
        read_typed(node, text)
    except InvalidInput as error:
        return words(f"goal.refused.{error.fields['reason']}", value=fmt.markdown(text))
    return ""


def _in_force(words: Words, setting: Setting, node: str) -> str:
    if node in setting.given:
        return shown(words, node, read_node(node, setting.given[node]))
    return words("goal_form.empty") if node in COMPANY else shown(words, node, setting.plan[node])


def _otherwise(words: Words, setting: Setting, node: str) -> str:
    """Say what holds while the field is empty, and beside it what the data says where that does not hold."""
    if node in COMPANY:
        return fmt.UNDEFINED
    value, data = (shown(words, node, one) for one in (setting.plan[node], setting.data.get(node)))
    if node in setting.filled.from_data:
        return words("goal_form.data", value=data)
    if setting.data.get(node) is not None:
        return words("goal_form.beside", value=value, data=data)
    return fmt.UNDEFINED if setting.plan[node] is None else words("goal_form.found", value=value)


def _take(node: str) -> None:
    """Fix what was typed; what cannot be read is kept beside the last value that could."""
    text = as_meant(node, str(inputs.widget_value(f"given_{node}")))
    if text and not is_readable(node, text):
        inputs.refuse(f"given_{node}", text)
        return
    kept = without(state.view(), node)
    state.change(given=tuple(sorted((*kept, f"{node}:{text}"))) if text else kept)


def _forward(setting: Setting) -> None:
    """Ask what a monthly ad budget brings: the one typed, else what a month of ads costs today."""
    amounts = [node for node in _FIELDS if NODES[node].is_amount and node != "monthly_budget_yen"]
    given = dict(item.split(":", 1) for item in without(state.view(), *amounts, *COMPANY))
    today = setting.basis.pace("budget_yen", 1 / 12)
    if "monthly_budget_yen" not in given and today:
        given["monthly_budget_yen"] = f"{round(today):,}"
    state.change(sought="goal_yen", given=written(given))
    inputs.forget_widgets("sought")


def _clear() -> None:
    """Begin anew: without fixed numbers there is nothing to find but what the goal needs."""
    state.change(given=without(state.view(), *_FIELDS), sought="")
    inputs.forget_widgets("sought")
