"""The control row of the explore page: period, dating, question, filter, goal and capacity."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

import streamlit as st

from kpi import period
from kpi.errors import InvalidInput
from kpi.filters import DIMENSIONS
from kpi.numbers import exact_number
from kpi.plan import LARGEST_GOAL_YEN
from pages.ui import format as fmt
from pages.ui import state
from pages.ui.labels import period_label, value_label
from pages.ui.shell import Frame
from pages.ui.view import KEYS

OWN = "own"
_CAPACITY = (
    "field_reps",
    "leads_per_rep_week",
    "inside_reps",
    "inside_leads_per_rep_week",
    "handling_cost_yen",
)


def row(frame: Frame) -> None:
    """Show all controls in one row that wraps on small screens; each change is in the view at once."""
    words = frame.words
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        _period(frame)
        _choice(frame, "dating", ("cohort", "activity"))
        _choice(frame, "question", ("sales", "rule"))
        _choice(frame, "denominator", ("inq", "mql"))
        _filters(frame)
        _plan(frame)
        agreed = frame.agreed
        st.button(
            words("explore.reset"),
            key="reset",
            icon=":material/undo:",
            help=words(
                "explore.reset.help",
                name=fmt.markdown(agreed.name),
                mql=agreed.mql_threshold,
                sql=agreed.sql_threshold,
            ),
            on_click=state.change,
            kwargs={"mql": agreed.mql_threshold, "sql": agreed.sql_threshold},
        )
    if frame.view.question == "rule" and frame.view.dating == "cohort":
        st.caption(f":material/info: {words('explore.question.rule.warning')}")


def _take(name: str, to_view: Callable[[Any], Any]) -> None:
    state.change(**{name: to_view(state.widget_value(name))})


def _choice(frame: Frame, name: str, options: Sequence[str]) -> None:
    words = frame.words
    st.segmented_control(
        words(f"explore.{name}"),
        options,
        format_func=lambda code: words(f"explore.{name}.{code}"),
        key=state.widget(name, getattr(frame.view, name)),
        on_change=_take,
        args=(name, str),
        required=True,
        help=None if name == "denominator" else words(f"explore.{name}.help"),
    )


def _period(frame: Frame) -> None:
    words, calendar, current = frame.words, frame.record.calendar, frame.view.period
    offered = period.choices(calendar)
    options = [*offered, *([] if current in offered else [current]), OWN]
    st.selectbox(
        words("explore.period"),
        options,
        format_func=lambda code: words("shell.period.own") if code == OWN else period_label(words, code),
        key=state.widget("period", current),
        on_change=_take_period,
        args=(calendar,),
        width=150,
    )
    if ".." in current:
        chosen = period.parse(current, calendar)
        st.date_input(
            words("explore.dates"),
            min_value=calendar.first_day,
            max_value=calendar.as_of,
            key=state.widget("dates", (chosen.start, chosen.stop - timedelta(days=1))),
            on_change=_take_dates,
            width=230,
        )


def _take_period(calendar: period.Calendar) -> None:
    code = state.widget_value("period")
    if code == OWN:
        start = max(calendar.first_day, calendar.as_of - timedelta(days=364))
        code = _code(start, calendar.as_of)
        state.forget_widgets("period")
    state.forget_widgets("dates")
    state.change(period=code)


def _take_dates() -> None:
    chosen = state.widget_value("dates")
    if len(chosen) == 2:
        state.forget_widgets("period")
        state.change(period=_code(*chosen))


def _code(first: date, last: date) -> str:
    return f"{first.isoformat()}..{last.isoformat()}"


def _filters(frame: Frame) -> None:
    words = frame.words
    active = sum(bool(getattr(frame.view, dimension)) for dimension in DIMENSIONS)
    label = words("explore.filter.active", count=active) if active else words("explore.filter")
    with st.popover(label, icon=":material/filter_alt:", type="primary" if active else "secondary"):
        for dimension in DIMENSIONS:
            st.multiselect(
                words(f"shell.name.{KEYS[dimension]}"),
                frame.record.values[dimension],
                format_func=lambda value, dimension=dimension: value_label(words, dimension, value),
                key=state.widget(dimension, list(getattr(frame.view, dimension))),
                on_change=_take,
                args=(dimension, tuple),
                placeholder=words("explore.filter.all"),
            )


def _plan(frame: Frame) -> None:
    words, view = frame.words, frame.view
    with st.popover(words("explore.plan"), icon=":material/flag:"):
        st.text_input(
            words("explore.plan.goal"),
            key=state.widget("goal_yen", f"{view.goal_yen:,}"),
            on_change=_take_goal,
            help=words("explore.plan.goal.help"),
        )
        if (refused := state.refused_goal()) is not None:
            showing = fmt.yen(view.goal_yen, words.language)
            st.error(words("explore.plan.goal.refused", value=fmt.markdown(refused), showing=showing))
        for name in _CAPACITY:
            st.number_input(
                words(f"shell.name.{KEYS[name]}"),
                min_value=0,
                max_value=10_000 if name != "handling_cost_yen" else 10**9,
                step=1 if name != "handling_cost_yen" else 1_000,
                key=state.widget(name, getattr(view, name)),
                on_change=_take,
                args=(name, lambda value: max(0, int(value or 0))),
            )


def _take_goal() -> None:
    text = state.widget_value("goal_yen")
    try:
        goal = exact_number(text)
    except InvalidInput:
        state.refuse_goal(text)
        return
    if goal.denominator != 1 or not 0 < goal <= LARGEST_GOAL_YEN:
        state.refuse_goal(text)
        return
    state.refuse_goal(None)
    state.change(goal_yen=int(goal))
    state.forget_widgets("goal_yen")
