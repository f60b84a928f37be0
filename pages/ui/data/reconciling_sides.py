"""What is laid side by side: two systems or two files, won deals or opportunities, a period."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

import pandas as pd
import streamlit as st

from kpi import period, reconcile
from kpi.identity_deals import MARKETING_SYSTEMS
from kpi.period import Calendar, Period
from pages.ui import cached_data, inputs, session
from pages.ui.data import reconciling_files
from pages.ui.data.rows import system_label
from pages.ui.labels import period_label
from pages.ui.shell import Frame
from pages.ui.text import Words

KINDS: Final = ("won", "opportunity")
WAYS: Final = ("systems", "files")
_OWN: Final = "own"


@dataclass(frozen=True, eq=False)
class Sides:
    """Marketing's deals on the left, sales's on the right; `key` says where both came from."""

    key: tuple[object, ...]
    left: pd.DataFrame
    right: pd.DataFrame
    kind: str
    period: Period


def chosen(frame: Frame) -> Sides | None:
    """Ask for both sides, what is compared and the period; None while anything of it is missing."""
    words = frame.words
    with st.container(horizontal=True, vertical_alignment="bottom"):
        way = _choice(
            words("reconcile.way"), "reconcile_way", WAYS, lambda code: words(f"reconcile.way.{code}")
        )
        kind = _choice(
            words("reconcile.kind"), "reconcile_kind", KINDS, lambda code: words.code("kind", code)
        )
    found = _systems(frame, kind) if way == "systems" else reconciling_files.sides(frame, kind)
    if found is None:
        return None
    (left_key, left), (right_key, right) = found
    asked = _period(words, _calendar(frame, left, right))
    return None if asked is None else Sides((left_key, right_key), left, right, kind, asked)


def _choice(label: str, name: str, options: Sequence[str], say: Callable[[str], str]) -> str:
    return st.segmented_control(
        label,
        options,
        format_func=say,
        key=inputs.widget(name, session.kept(name, options[0])),
        on_change=session.keep,
        args=(name,),
        required=True,
    )


def _systems(frame: Frame, kind: str) -> tuple[reconciling_files.Side, reconciling_files.Side] | None:
    """Ask for two systems whose imports state deals."""
    words = frame.words
    systems = reconcile.systems(frame.store)
    if len(systems) < 2:
        key = "reconcile.one" if systems else "reconcile.nothing"
        names = {"system": system_label(systems[0])} if systems else {}
        st.info(words(key, **names), icon=":material/info:")
        return None
    with st.container(horizontal=True, vertical_alignment="bottom"):
        left, right = (_system(words, systems, side) for side in ("left", "right"))
    if left == right:
        st.info(words("reconcile.same_system"), icon=":material/info:")
        return None
    version = frame.record.data_version
    keys = [(str(frame.path), version, system, kind) for system in (left, right)]
    one, other = (cached_data.stated(frame.path, version, system, kind) for system in (left, right))
    return (keys[0], one), (keys[1], other)


def _system(words: Words, systems: list[str], side: str) -> str:
    # of two systems the one that marketing works in is offered on marketing's side
    ordered = sorted(systems, key=lambda system: (system not in MARKETING_SYSTEMS, system == "own"))
    sales = [system for system in ordered[1:] if system not in MARKETING_SYSTEMS]
    first = ordered[0] if side == "left" else (*sales, ordered[1])[0]
    name = f"reconcile_{side}"
    return st.selectbox(
        words(f"reconcile.{side}"),
        ordered,
        format_func=system_label,
        key=_key(name, first, lambda system: system in ordered),
        on_change=session.keep,
        args=(name,),
        width=220,
    )


def _key(name: str, shown: Any, is_possible: Callable[[Any], bool]) -> str:
    """Return the key of a widget; what new data no longer holds gives way to `shown`."""
    before = session.kept(name, shown)
    key = inputs.widget(name, before if is_possible(before) else shown)
    if is_possible(inputs.widget_value(name)):
        return key
    inputs.forget_widgets(name)
    return inputs.widget(name, shown)


def _calendar(frame: Frame, *sides: pd.DataFrame) -> Calendar:
    """Return the days that the record or either side holds: deals may be older than every lead."""
    known = frame.record.calendar
    days = [
        day.date() for side in sides for day in (side["date"].min(), side["date"].max()) if not pd.isna(day)
    ]
    return Calendar(min([known.first_day, *days]), max([known.as_of, *days]), known.fiscal_start_month)


def _period(words: Words, calendar: Calendar) -> Period | None:
    """Ask for a period; None until both days of an own one are chosen."""
    offered = [*period.choices(calendar), _OWN]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        code = st.selectbox(
            words("explore.period"),
            offered,
            format_func=lambda code: words("shell.period.own") if code == _OWN else period_label(words, code),
            key=_key("reconcile_period", period.ALL, lambda code: code in offered),
            on_change=session.keep,
            args=("reconcile_period",),
            width=220,
        )
        return _days(words, calendar) if code == _OWN else period.parse(code, calendar)


def _days(words: Words, calendar: Calendar) -> Period | None:
    days: Any = st.date_input(
        words("explore.dates"),
        min_value=calendar.first_day,
        max_value=calendar.as_of,
        key=_key(
            "reconcile_days",
            _last_month(calendar),
            lambda days: all(calendar.first_day <= day <= calendar.as_of for day in days),
        ),
        on_change=session.keep,
        args=("reconcile_days",),
        width=230,
    )
    if len(days) < 2:
        st.caption(words("explore.dates.last"))
        return None
    return period.parse(f"{days[0].isoformat()}..{days[1].isoformat()}", calendar)


def _last_month(calendar: Calendar) -> tuple[date, date]:
    """Return the last month that has ended, or what is recorded of it."""
    last = calendar.as_of.replace(day=1) - timedelta(days=1)
    if last < calendar.first_day:
        return calendar.first_day, calendar.as_of
    return max(last.replace(day=1), calendar.first_day), last
