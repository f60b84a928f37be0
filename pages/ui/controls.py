"""The control row of the explore page: period, dating, question, filter, goal and capacity."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

import streamlit as st

from kpi import period
from kpi.errors import InvalidInput
from kpi.filters import DIMENSIONS
from kpi.numbers import counts_things, exact_number
from pages.ui import cached_definitions, inputs, state
from pages.ui import format as fmt
from pages.ui.labels import filter_labels, period_label, value_label
from pages.ui.shell import Frame
from pages.ui.text import Words
from pages.ui.view import BOUNDS, KEYS

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
    with st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall"):
        period_choice(frame)
        _choice(frame, "dating", ("cohort", "activity"))
        _choice(frame, "question", ("sales", "rule"))
        _choice(frame, "denominator", ("inq", "mql"))
        filters(frame)
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
    state.change(**{name: to_view(inputs.widget_value(name))})


def _choice(frame: Frame, name: str, options: Sequence[str]) -> None:
    words = frame.words
    st.segmented_control(
        words(f"explore.{name}"),
        options,
        format_func=lambda code: words(f"explore.{name}.{code}"),
        key=inputs.widget(name, getattr(frame.view, name)),
        on_change=_take,
        args=(name, str),
        required=True,
        help=None if name == "denominator" else words(f"explore.{name}.help"),
    )


def period_choice(frame: Frame) -> None:
    words, calendar, current = frame.words, frame.record.calendar, frame.view.period
    offered = period.choices(calendar)
    options = [*offered, OWN if current in offered or ".." not in current else current]
    if current not in options:  # weeks or a quarter that a link asked for
        options.append(current)
    st.selectbox(
        words("explore.period"),
        options,
        format_func=lambda code: _period_label(words, code),
        key=inputs.widget("period", current),
        on_change=_take_period,
        args=(calendar,),
        width=140,
    )
    if ".." in current:
        chosen = period.parse(current, calendar)
        st.date_input(
            words("explore.dates"),
            min_value=calendar.first_day,
            max_value=calendar.as_of,
            key=inputs.widget("dates", (chosen.start, chosen.stop - timedelta(days=1))),
            on_change=_take_dates,
            width=230,
        )
        if len(inputs.widget_value("dates")) < 2:
            st.caption(words("explore.dates.last"))


def _period_label(words: Words, code: str) -> str:
    if code == OWN:
        return words("shell.period.own")
    return words("shell.period.chosen") if ".." in code else period_label(words, code)


def _take_period(calendar: period.Calendar) -> None:
    code = inputs.widget_value("period")
    if code == OWN:
        start = max(calendar.first_day, calendar.as_of - timedelta(days=364))
        code = _code(start, calendar.as_of)
        inputs.forget_widgets("period")
    inputs.forget_widgets("dates")
    state.change(period=code)


def _take_dates() -> None:
    chosen = inputs.widget_value("dates")
    if len(chosen) == 2:
        inputs.forget_widgets("period")
        state.change(period=_code(*chosen))


def _code(first: date, last: date) -> str:
    return f"{first.isoformat()}..{last.isoformat()}"


def scored(frame: Frame) -> None:
    """Offer the scores as defined when each lead came, once another definition has held."""
    words, view = frame.words, frame.view
    held = cached_definitions.timeline(frame.path, frame.record.data_version)
    if sum(one.effective_from <= frame.today for one in held) < 2 and view.scored == "today":
        return
    st.segmented_control(
        words("definition.scored"),
        ("today", "then"),
        format_func=lambda code: words(f"definition.scored.{code}"),
        key=inputs.widget("scored", view.scored),
        on_change=_take,
        args=("scored", str),
        required=True,
        help=words("definition.scored.help"),
    )


def filters(frame: Frame, *, offers_then: bool = True) -> None:
    words = frame.words
    if offers_then:
        scored(frame)
    active = len(filter_labels(words, frame.view))
    label = words("explore.filter.active", count=active) if active else words("explore.filter")
    with st.popover(label, icon=":material/filter_alt:", type="primary" if active else "secondary"):
        for dimension in DIMENSIONS:
            st.multiselect(
                fmt.capital(words(f"shell.name.{KEYS[dimension]}")),
                frame.record.values[dimension],
                format_func=lambda value, dimension=dimension: value_label(words, dimension, value),
                key=inputs.widget(dimension, list(getattr(frame.view, dimension)), always=True),
                on_change=_take,
                args=(dimension, tuple),
                placeholder=words("explore.filter.all"),
            )
        if frame.record.attributes:
            _own_filters(frame)


def _own_filters(frame: Frame) -> None:
    """Offer the own columns, and the values of those that are chosen."""
    words, offered, chosen = frame.words, frame.record.attributes, frame.view.attributes
    st.multiselect(
        words("explore.filter.own"),
        list(offered),
        key=inputs.widget("attributes", [name for name, _ in chosen], always=True),
        on_change=_take_own,
        placeholder=words("explore.filter.own.none"),
    )
    for name, values in chosen:
        st.multiselect(
            fmt.markdown(name),
            offered[name],
            format_func=lambda value: value_label(words, "attributes", value),
            key=inputs.widget(f"own_{name}", list(values), always=True),
            on_change=_take_own_values,
            args=(name,),
            placeholder=words("explore.filter.all"),
        )


def _take_own() -> None:
    before = dict(state.view().attributes)
    names = inputs.widget_value("attributes")
    state.change(attributes=tuple((name, before.get(name, ())) for name in names))


def _take_own_values(name: str) -> None:
    values = {**dict(state.view().attributes), name: tuple(inputs.widget_value(f"own_{name}"))}
    state.change(attributes=tuple(values.items()))


def _plan(frame: Frame) -> None:
    words, view = frame.words, frame.view
    with st.popover(words("explore.plan"), icon=":material/flag:"), st.container(key="plan_fields"):
        st.text_input(
            words("explore.plan.goal"),
            key=_text("goal_yen", view.goal_yen),
            on_change=_take_goal,
            help=words("explore.plan.goal.help"),
        )
        showing = fmt.yen(view.goal_yen, words.language)
        if (refused := inputs.refused("goal_yen")) is not None:
            key = "explore.plan.goal.refused" if refused.strip() else "explore.plan.goal.empty"
            st.error(words(key, value=fmt.markdown(refused), showing=showing))
        for name in _CAPACITY:
            _whole_number(frame, name)
        st.caption(words("explore.plan.absence"))


def _whole_number(frame: Frame, name: str) -> None:
    """A field for a whole number, checked here: the browser's own complaint knows no Japanese."""
    words, value = frame.words, getattr(frame.view, name)
    label = words(f"shell.name.{KEYS[name]}")
    st.text_input(fmt.capital(label), key=_text(name, value), on_change=_take_whole_number, args=(name,))
    if (refused := inputs.refused(name)) is not None:
        low, high = (fmt.count(bound) for bound in BOUNDS[name])
        fields = {"name": label, "low": low, "high": high, "showing": fmt.count(value)}
        st.error(words("explore.plan.refused", value=fmt.markdown(refused) or fmt.UNDEFINED, **fields))


def _text(name: str, value: int) -> str:
    """Return the key of a field that shows a number, or what was typed there and cannot be used."""
    refused = inputs.refused(name)
    return inputs.widget(name, f"{value:,}" if refused is None else refused, always=True)


def _take_whole_number(name: str) -> None:
    text = inputs.widget_value(name)
    number = _whole(text, *BOUNDS[name])
    inputs.refuse(name, text if number is None else None)
    if number is not None:
        state.change(**{name: number})


def _whole(text: str, lowest: int, highest: int) -> int | None:
    """Read a whole number as people type it; None when it is none, or out of bounds."""
    try:
        number = exact_number(text)
    except InvalidInput:
        return None
    return int(number) if number.denominator == 1 and lowest <= number <= highest else None


def _take_goal() -> None:
    text = inputs.widget_value("goal_yen")
    goal = None if counts_things(text) else _whole(text, *BOUNDS["goal_yen"])
    inputs.refuse("goal_yen", text if goal is None else None)
    if goal is not None:
        state.change(goal_yen=goal)
