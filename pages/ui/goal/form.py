"""The goal, its period and what to find; in boxes the company's goal, fixed numbers and the rates' leads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import streamlit as st

from kpi.errors import InvalidInput
from kpi.goal_unit import equivalent
from kpi.numbers import counts_things, exact_number
from kpi.period import goal_choices
from pages.ui import controls, inputs, session, state
from pages.ui import format as fmt
from pages.ui.goal import company, fixed
from pages.ui.goal.setting import Setting, is_of_company
from pages.ui.labels import filter_labels, period_label, sought_label
from pages.ui.shell import Frame
from pages.ui.text import Words
from pages.ui.view import BOUNDS, GOAL_UNITS, SOUGHT

# of period and unknown: the longest words that are chosen often are read whole, in one row of 1280 px
_WIDTHS: Final = {"ja": (135, 250), "en": (125, 205)}


def show(frame: Frame, setting: Setting) -> None:
    """Show what holds for the goal in one row that wraps, under it the boxes that are open and what could not
    be used; each change is in the view at once."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall"):
        _period(frame)
        _sought(frame)
        opened = _opened(frame.words)
    # a place of their own: without it the tree would stand twice while a box opens or closes
    with st.container():
        for code, draw in _BOXES.items():
            if code in opened:
                with st.container(border=True, key=f"goal_box_{code}"):
                    st.markdown(f"**{frame.words(f'goal.{code}')}**")
                    draw(frame, setting)
        fixed.refusals(frame, setting, opened)


def _opened(words: Words) -> Sequence[str]:
    """Let a person open and close boxes; as popovers they would cost every typed goal 20 ms."""
    return st.pills(
        words("goal.boxes"),
        list(_BOXES),
        selection_mode="multi",
        format_func=lambda code: f":material/expand_more: {words(f'goal.{code}')}",
        key=inputs.widget("goal_boxes", session.kept("goal_boxes", [])),
        on_change=session.keep,
        args=("goal_boxes",),
        wrap=True,
    )


def _rates_from(frame: Frame, setting: Setting) -> None:
    """Choose which leads the rates are of."""
    st.caption(frame.words("goal.source.say"))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall"):
        controls.period_choice(frame)
        controls.filters(frame)


_BOXES: Final = {"company": company.show, "fixed": fixed.show, "source": _rates_from}


def goal(frame: Frame, setting: Setting) -> None:
    """Show the goal in one row with what it is worked out from."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall", key="goal_row"):
        _unit(frame, setting)
        _amount(frame, setting)
        _source(frame, setting)
    _refused_goal(frame)


def _source(frame: Frame, setting: Setting) -> None:
    """Say which leads the rates are of, which day is today, and which numbers are fixed."""
    words, as_of = frame.words, frame.record.calendar.as_of
    now = words("goal.now", day=fmt.day(as_of, words.language))
    fixed_numbers = fmt.markdown(fixed.told(words, setting))
    st.caption(f"{source_text(frame, fmt.markdown)} {now} {fixed_numbers}".rstrip())


def source_text(frame: Frame, written: Callable[[str], str] = str) -> str:
    """Return which leads the rates are of; `written` makes names of the data fit for where they are shown."""
    words, view = frame.words, frame.view
    narrowed = "".join(words("goal.from.filter", text=text) for text in filter_labels(words, view))
    period = period_label(words, view.period)
    return words("goal.from", period=period, mql=view.mql, sql=view.sql, filters=written(narrowed))


def _unit(frame: Frame, setting: Setting) -> None:
    words = frame.words
    st.segmented_control(
        words("goal.unit"),
        GOAL_UNITS,
        format_func=lambda code: words(f"goal.unit.{code}"),
        key=inputs.widget("goal_unit", frame.view.goal_unit),
        on_change=_take_unit,
        args=(setting,),
        required=True,
    )


def _take_unit(setting: Setting) -> None:
    """Count the goal in the new unit; what was fixed of it gives way to the goal."""
    view, unit = state.view(), inputs.widget_value("goal_unit")
    name = _amount_field(unit)
    amount = getattr(view, _amount_field(view.goal_unit))
    low, high = BOUNDS[name]
    found = equivalent(setting.filled.solved, view.goal_unit, amount, view.goal_yen, unit)
    same = {name: found} if found is not None and low <= found <= high else {}
    inputs.refuse(f"goal_{name}", None)
    state.change(goal_unit=unit, given=fixed.without(view, unit), **same)


def _amount(frame: Frame, setting: Setting) -> None:
    words, name = frame.words, _amount_field(frame.view.goal_unit)
    decided, refused = _decided(frame, setting), inputs.refused(f"goal_{name}")
    if decided is None and refused is None:
        key = inputs.field(f"goal_page_{name}", getattr(frame.view, name))
    else:
        key = inputs.widget(f"goal_page_{name}", refused if decided is None else decided, always=True)
    st.text_input(
        words("goal.amount"),
        key=key,
        on_change=_take_amount,
        args=(name,),
        help=words("goal.amount.help"),
        disabled=decided is not None,
        width=150,
    )


def _decided(frame: Frame, setting: Setting) -> str | None:
    """Return the goal in words when it is not typed here but sought, fixed or the company's; else None."""
    words, view = frame.words, frame.view
    is_in_yen = view.sought == "goal_yen" or is_of_company(setting.given)
    if not is_in_yen and view.goal_unit not in setting.given:
        return None
    node = "goal_yen" if is_in_yen else view.goal_unit
    value = setting.plan[node]
    if value is None:
        return fmt.UNDEFINED
    if node == "goal_yen":
        return words("shell.yen", number=fmt.count(float(value)))
    return words("goal.count", count=fmt.count(float(value)))


def _refused_goal(frame: Frame) -> None:
    words, name = frame.words, _amount_field(frame.view.goal_unit)
    refused = inputs.refused(f"goal_{name}")
    if refused is None:
        return
    showing, most = (
        fmt.yen(number, words.language) if name == "goal_yen" else fmt.count(number)
        for number in (getattr(frame.view, name), BOUNDS[name][1])
    )
    asked = fmt.markdown(refused) or words("goal_form.empty")
    st.error(words("goal.refused.goal", value=asked, showing=showing, most=most))


def _amount_field(unit: str) -> str:
    return "goal_yen" if unit == "goal_yen" else "goal_count"


def _take_amount(name: str) -> None:
    text = inputs.widget_value(f"goal_page_{name}")
    low, high = BOUNDS[name]
    try:
        number = exact_number(text)
    except InvalidInput:
        number = None
    if name == "goal_yen" and counts_things(text):
        number = None  # 80件 are no 80 yen
    fits = number is not None and number.denominator == 1 and low <= number <= high
    inputs.refuse(f"goal_{name}", None if fits else text)
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
        key=inputs.widget("goal_period", shown_code),
        on_change=_take,
        args=("goal_period",),
        width=_WIDTHS[words.language][0],
    )


def _sought(frame: Frame) -> None:
    words = frame.words
    st.selectbox(
        words("goal.sought"),
        SOUGHT,
        format_func=lambda node: sought_label(words, node),
        key=inputs.widget("sought", frame.view.sought),
        on_change=_take,
        args=("sought",),
        help=words("goal.sought.help"),
        width=_WIDTHS[words.language][1],
    )


def _take(name: str) -> None:
    state.change(**{name: inputs.widget_value(name)})
