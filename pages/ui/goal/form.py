"""The goal, its period, what to find and which numbers are fixed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import streamlit as st

from kpi.errors import InvalidInput
from kpi.goal import WEB_SHARE_YARDSTICK, web_share
from kpi.goal_given import read_node
from kpi.numbers import exact_number
from kpi.period import goal_choices
from pages.ui import controls, state
from pages.ui import format as fmt
from pages.ui.goal.setting import given_of
from pages.ui.labels import filter_labels, period_label, sought_label
from pages.ui.shell import Frame
from pages.ui.view import BOUNDS, GOAL_UNITS, SOUGHT

_LEFT: Final = (
    *("deal_yen", "win_rate", "opportunity_rate", "sql_share", "mql_share", "conversion_rate", "cpa_yen"),
)
_RIGHT: Final = (
    *("wins", "opportunities", "sqls", "mqls", "inquiries", "visits", "budget_yen", "monthly_budget_yen"),
)
_COMPANY: Final = ("company_goal_yen", "web_share")


def show(frame: Frame) -> None:
    """Show all controls in one row that wraps; each change is in the view at once."""
    words = frame.words
    with st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall"):
        _unit(frame)
        _amount(frame)
        _period(frame)
        _sought(frame)
        _company(frame)
        _fixed(frame)
        with st.popover(words("goal.source"), icon=":material/database:"):
            st.caption(words("goal.source.say"))
            controls.period_choice(frame)
            controls.filters(frame)


def source(frame: Frame) -> None:
    """Say which leads the rates are of."""
    st.caption(source_text(frame, fmt.markdown))


def source_text(frame: Frame, written: Callable[[str], str] = str) -> str:
    """Return which leads the rates are of; `written` makes names of the data fit for where they are shown."""
    words, view = frame.words, frame.view
    narrowed = "".join(words("goal.from.filter", text=text) for text in filter_labels(words, view))
    period = period_label(words, view.period)
    return words("goal.from", period=period, mql=view.mql, sql=view.sql, filters=written(narrowed))


def _unit(frame: Frame) -> None:
    words = frame.words
    st.segmented_control(
        words("goal.unit"),
        GOAL_UNITS,
        format_func=lambda code: words(f"goal.unit.{code}"),
        key=state.widget("goal_unit", frame.view.goal_unit),
        on_change=_take,
        args=("goal_unit",),
        required=True,
    )


def _amount(frame: Frame) -> None:
    words, view = frame.words, frame.view
    name = _amount_field(view.goal_unit)
    value = getattr(view, name)
    refused = state.refused(f"goal_{name}")
    st.text_input(
        words("goal.amount"),
        key=state.widget(f"goal_page_{name}", f"{value:,}" if refused is None else refused, always=True),
        on_change=_take_amount,
        args=(name,),
        help=words("goal.amount.help"),
        disabled=view.sought == "goal_yen" or set(_COMPANY) <= given_of(view).keys(),
        width=170,
    )
    if refused is not None:
        showing = fmt.yen(value, words.language) if name == "goal_yen" else fmt.count(value)
        st.error(words("goal.refused.goal", value=fmt.markdown(refused), showing=showing), width=420)


def _amount_field(unit: str) -> str:
    return "goal_yen" if unit == "goal_yen" else "goal_count"


def _take_amount(name: str) -> None:
    text = state.widget_value(f"goal_page_{name}")
    low, high = BOUNDS[name]
    try:
        number = exact_number(text)
    except InvalidInput:
        number = None
    fits = number is not None and number.denominator == 1 and low <= number <= high
    state.refuse(f"goal_{name}", None if fits else text)
    if fits and number is not None:
        state.change(**{name: int(number)})


def _period(frame: Frame) -> None:
    words, calendar, current = frame.words, frame.record.calendar, frame.view.goal_period
    offered = goal_choices(calendar)
    shown_code = current or offered[0]
    options = offered if shown_code in offered else (shown_code, *offered)
    st.selectbox(
        words("goal.period"),
        options,
        format_func=lambda code: period_label(words, code),
        key=state.widget("goal_period", shown_code),
        on_change=_take,
        args=("goal_period",),
        width=150,
    )


def _sought(frame: Frame) -> None:
    words = frame.words
    st.selectbox(
        words("goal.sought"),
        SOUGHT,
        format_func=lambda node: sought_label(words, node),
        key=state.widget("sought", frame.view.sought),
        on_change=_take,
        args=("sought",),
        help=words("goal.sought.help"),
        width=250,
    )


def _take(name: str) -> None:
    state.change(**{name: state.widget_value(name)})


def _company(frame: Frame) -> None:
    words = frame.words
    with st.popover(words("goal.company"), icon=":material/domain:"):
        st.markdown(words("goal.company.say"))
        for node in _COMPANY:
            _field(frame, node, "")
        given = given_of(frame.view)
        if set(_COMPANY) <= given.keys():
            company = read_node("company_goal_yen", given["company_goal_yen"])
            found = web_share(company, company * read_node("web_share", given["web_share"]))
            yen = {
                "goal": fmt.yen(float(found.per_quarter_yen * 4), words.language),
                "quarter": fmt.yen(float(found.per_quarter_yen), words.language),
            }
            share = None if found.share is None else float(found.share)
            st.markdown(words("goal.company.found", share=fmt.percent(share), **yen))
            yardstick = {
                "yardstick": fmt.percent(float(WEB_SHARE_YARDSTICK), 0),
                "yardstick_yen": fmt.yen(float(found.yardstick_yen), words.language),
            }
            gap = fmt.yen(float(found.gap_yen), words.language)
            key = "goal.company.gap" if found.gap_yen else "goal.company.reached"
            st.markdown(words(key, **yardstick, **({"gap": gap} if found.gap_yen else {})))
        st.caption(words("goal.company.source"))


def _fixed(frame: Frame) -> None:
    words = frame.words
    count = len([node for node in given_of(frame.view) if node not in _COMPANY])
    label = words("goal.fixed.active", count=count) if count else words("goal.fixed")
    with st.popover(label, icon=":material/lock:", type="primary" if count else "secondary", width="content"):
        st.caption(words("goal.fixed.say"))
        for column, nodes in zip(st.columns(2), (_LEFT, _RIGHT), strict=True):
            with column:
                for node in nodes:
                    _field(frame, node, "")
        st.button(words("goal.fixed.clear"), key="goal_clear", on_click=_clear, disabled=not count)


def _field(frame: Frame, node: str, placeholder: str) -> None:
    words = frame.words
    refused = state.refused(f"given_{node}")
    value = given_of(frame.view).get(node, "") if refused is None else refused
    st.text_input(
        words(f"goal.node.{node}"),
        key=state.widget(f"given_{node}", value, always=True),
        placeholder=placeholder or fmt.UNDEFINED,
        on_change=_take_given,
        args=(frame, node),
    )
    if refused is not None:
        try:
            read_node(node, refused)
        except InvalidInput as error:
            st.error(words(f"goal.refused.{error.fields['reason']}", value=fmt.markdown(refused)))


def _take_given(frame: Frame, node: str) -> None:
    text = str(state.widget_value(f"given_{node}")).strip()
    given = given_of(state.view())
    given.pop(node, None)
    state.refuse(f"given_{node}", None)
    if text:
        try:
            read_node(node, text)
            given[node] = text
        except InvalidInput:
            state.refuse(f"given_{node}", text)
    state.change(given=tuple(f"{name}:{given[name]}" for name in sorted(given)))


def _clear() -> None:
    for node in (*_LEFT, *_RIGHT):
        state.refuse(f"given_{node}", None)
    kept = tuple(item for item in state.view().given if item.split(":", 1)[0] in _COMPANY)
    state.change(given=kept)
