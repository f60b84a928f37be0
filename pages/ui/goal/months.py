"""The goal month by month: what each month needs, what a person plans instead, and what that misses."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from kpi.errors import InvalidInput
from kpi.goal_given import read_whole
from kpi.monthly_plan import MOST_INQUIRIES
from kpi.period import open_months
from pages.ui import format as fmt
from pages.ui import inputs, session, state, typed
from pages.ui.goal.setting import Setting, shown
from pages.ui.shell import Frame
from pages.ui.text import Words
from pages.ui.view import View

if TYPE_CHECKING:
    from kpi.goal_course import Course
    from kpi.monthly_plan import MonthlyPlan

# column → pixels at least: on 390 all but the last stand beside each other
_COLUMNS = {"month": 95, "need": 85, "typed": 120, "plan": 65, "rate": 150}


def show(frame: Frame, setting: Setting, found: Course) -> list[str]:
    """Show the months that are left with what they need, to be planned by hand; say what the plan misses.

    Return what is to be said of them in small print.
    """
    words, plan = frame.words, found.planned
    left = open_months(setting.period, frame.record.calendar.as_of)
    if plan is None or not left:
        return []
    heading = words("goal_month.column.typed")
    codes = [f"{first:%Y-%m}" for first in left]
    key = inputs.table_key(f"goal_months_{frame.record.data_version}_{setting.period.code}")
    st.data_editor(
        _table(frame, found, plan, codes),
        hide_index=True,
        height="content",
        disabled=[words(f"goal_month.column.{name}") for name in _COLUMNS if name != "typed"],
        column_config={
            words(f"goal_month.column.{name}"): st.column_config.TextColumn(
                width=width, pinned=name == "month", alignment="left" if name == "month" else "right"
            )
            for name, width in _COLUMNS.items()
        },
        placeholder=fmt.UNDEFINED,
        key=key,
        on_change=_take,
        args=(key, heading, codes),
    )
    _refused(words, frame.view, left)
    if frame.view.monthly:
        for sentence in _sentences(frame, found, plan):
            st.markdown(sentence)
    return [words("goal_month.say")]


def fixed(view: View, setting: Setting) -> tuple[tuple[int, int], ...]:
    """Return the place of each planned month in the period, and its inquiries."""
    start = setting.period.start
    found = ((date.fromisoformat(f"{code}-01"), text) for code, text in typed.texts(view.monthly).items())
    return tuple(((day.year - start.year) * 12 + day.month - start.month, int(text)) for day, text in found)


def label(words: Words, month: date) -> str:
    return words("goal_time.month", year=month.year, month=month.month)


def _table(frame: Frame, found: Course, plan: MonthlyPlan, codes: Sequence[str]) -> pd.DataFrame:
    """One row a month that is left; what was typed and cannot be used stays in its cell."""
    words, given, phases = frame.words, typed.texts(frame.view.monthly), found.ahead.phases
    places = [place for place, month in enumerate(phases.months) if f"{month:%Y-%m}" in codes]
    kept = {code: fmt.count(int(text)) for code, text in given.items()}
    cells = [inputs.refused(_field(code)) or kept.get(code) for code in codes]
    columns = {
        "month": [label(words, phases.months[place]) for place in places],
        "rate": [fmt.percent(float(phases.open_in_time_rate[place]), 0) for place in places],
        "need": [fmt.count((found.need.by_month or ())[place]) for place in places],
        "typed": pd.array(cells, dtype="str"),
        "plan": [fmt.count(plan.by_month[place]) for place in places],
    }
    return pd.DataFrame({words(f"goal_month.column.{name}"): columns[name] for name in _COLUMNS})


def _field(code: str) -> str:
    return f"month_{code}"


def _take(key: str, heading: str, codes: Sequence[str]) -> None:
    """Take what was typed into the table; an empty cell gives its month back to the calculation."""
    given = typed.texts(state.view().monthly)
    for row, cells in session.value(key)["edited_rows"].items():
        if heading not in cells:
            continue
        code, text = codes[row], str(cells[heading] or "").strip()
        inputs.refuse(_field(code), None)
        if not text:
            given.pop(code, None)
            continue
        try:
            given[code] = str(read_whole("planned", text, MOST_INQUIRIES, is_count=True))
        except InvalidInput:
            inputs.refuse(_field(code), text)
    state.change(monthly=typed.items(given))


def _refused(words: Words, view: View, left: Sequence[date]) -> None:
    given = typed.texts(view.monthly)
    for month in left:
        code = f"{month:%Y-%m}"
        if (text := inputs.refused(_field(code))) is not None:
            showing = fmt.count(int(given[code])) if code in given else words("goal_month.automatic")
            fields = {"month": label(words, month), "value": fmt.markdown(text), "showing": showing}
            st.error(words("goal_month.refused", **fields, most=fmt.count(MOST_INQUIRIES)))


def _sentences(frame: Frame, found: Course, plan: MonthlyPlan) -> list[str]:
    words, unit, need = frame.words, frame.view.goal_unit, found.need.total or 0
    said = [words("goal_month.total", total=fmt.count(plan.total), need=fmt.count(need))]
    if plan.total > need > 0 and not plan.is_full:
        said.append(words("goal_month.more", more=fmt.count(plan.total - need)))
    if plan.missing:
        missing = shown(words, unit, plan.missing) if unit == "goal_yen" else fmt.decimal(plan.missing)
        key = "goal_month.missing.full" if plan.is_full else "goal_month.missing"
        said.append(f"**{words(key, missing=missing, node=words(f'goal.node.{unit}'))}**")
    return said
