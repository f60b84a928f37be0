"""Kept plans beside what is on the screen: levels and rates, chance, months and the data each was made on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import Final

import pandas as pd
import streamlit as st

from kpi.goal_plans import Kept, MadeOn
from kpi.period import first_of_month, goal_period
from pages.ui import format as fmt
from pages.ui.goal import months, outlook
from pages.ui.goal.setting import Setting, shown
from pages.ui.shell import Frame
from pages.ui.text import Words
from pages.ui.view import KEYS

MARKS: Final = "①②③④"  # a name may be longer than its column
_LEVEL, _PLAN = 185, 120  # pixels at least: on 390 a plan stands beside its levels, on 1280 all four
_ROWS: Final = (
    *("goal_yen", "deal_yen", "wins", "win_rate", "opportunities", "opportunity_rate", "sqls", "sql_share"),
    *("mqls", "mql_share", "inquiries", "cpa_yen", "budget_yen"),
)


def show(frame: Frame, setting: Setting, chosen: Sequence[Kept]) -> None:
    """Show the plans beside what is on the screen."""
    words, level = frame.words, frame.words("goal_chance.level")
    typed = len(frame.view.monthly)
    now = {node: shown(words, node, setting.plan[node]) for node in _ROWS} | {
        "chance": _chance(words, outlook.chance(frame, setting)),
        "months": _typed(words, typed),
    }
    table = {
        level: [words(f"goal.node.{node}") for node in _ROWS]
        + [words(f"goal_plan.row.{name}") for name in ("chance", "months")],
        words("goal_plan.now"): list(now.values()),
    }
    for mark, one in zip(MARKS, chosen, strict=False):
        table[f"{mark} {name(words, one)}"] = _column(words, one)
    st.dataframe(
        pd.DataFrame(table),
        hide_index=True,
        height="content",
        column_config={
            heading: st.column_config.TextColumn(
                pinned=heading == level, width=_LEVEL if heading == level else _PLAN
            )
            for heading in table
        },
    )


def name(words: Words, one: Kept) -> str:
    return words("goal_plan.adopted", plan=one.name) if one.state == "adopted" else one.name


def notes(frame: Frame, one: Kept) -> Iterator[str]:
    """Say on which data a plan was made, when that is no longer what is open, and its months."""
    words, made, record = frame.words, one.plan.made_on, frame.record
    opened = MadeOn(data_set=record.data_set, as_of=record.calendar.as_of, data_version=record.data_version)
    if made is None:
        if one.data_version != record.data_version:
            yield words("goal_plan.data.unknown")
    elif made.data_set != opened.data_set:
        yield words("goal_plan.data.other", made=_data(words, made), now=_data(words, opened))
    elif made.data_version != opened.data_version:
        yield words("goal_plan.data.newer", made=_data(words, made), now=_data(words, opened))
    else:
        yield words("goal_plan.data.same", made=_data(words, made))
    if one.plan.monthly:
        start = goal_period(one.period, record.calendar).start
        yield words("goal_plan.months", months=_months(words, start, one.plan.monthly))


def _column(words: Words, one: Kept) -> list[str]:
    values = {node: Fraction(text) for node, text in one.plan.shown.items()}
    planned = len(one.plan.address.get(KEYS["monthly"], ()))
    return [
        *(shown(words, node, values.get(node)) for node in _ROWS),
        _chance(words, one.plan.chance),
        _typed(words, planned),
    ]


def _chance(words: Words, chance: float | None) -> str:
    return fmt.UNDEFINED if chance is None else outlook.percent(words, chance)


def _typed(words: Words, count: int) -> str:
    return words("goal_plan.months.typed", count=count) if count else words("goal_plan.months.none")


def _data(words: Words, made: MadeOn) -> str:
    kind = "sample" if made.data_set == "sample" else "own"
    return words(f"goal_plan.data.{kind}", day=fmt.day(made.as_of, words.language))


def _months(words: Words, start: date, planned: Sequence[int]) -> str:
    """Name the months that have inquiries."""
    firsts = (first_of_month(start.year, start.month + place) for place in range(len(planned)))
    return words("goal_channel.join").join(
        words("goal_plan.month", month=months.label(words, first), count=fmt.count(count))
        for first, count in zip(firsts, planned, strict=True)
        if count
    )
