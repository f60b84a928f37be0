"""What is laid side by side: two systems that were imported, a period, won deals or opportunities."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

import pandas as pd
import streamlit as st

from kpi import period, reconcile
from kpi.period import Calendar, Period
from pages.ui import cached, state
from pages.ui.data.rows import system_label
from pages.ui.labels import period_label
from pages.ui.shell import Frame
from pages.ui.text import Words

KINDS: Final = ("won", "opportunity")
_OWN: Final = "own"
# of two systems the one that marketing works in is offered on marketing's side
_MARKETING: Final = ("hubspot", "marketo", "pardot", "sansan", "ga4")


@dataclass(frozen=True)
class Sides:
    """Marketing's system on the left, sales's on the right, and what of them is compared."""

    left: str
    right: str
    kind: str
    period: Period


def chosen(frame: Frame) -> Sides | None:
    """Ask for both systems, what is compared and the period; None while there are not two systems."""
    words = frame.words
    systems = reconcile.systems(frame.store)
    if len(systems) < 2:
        key = "reconcile.one" if systems else "reconcile.nothing"
        names = {"system": system_label(systems[0])} if systems else {}
        st.info(words(key, **names), icon=":material/info:")
        return None
    with st.container(horizontal=True, vertical_alignment="bottom"):
        left, right = (_system(words, systems, side) for side in ("left", "right"))
        kind = st.segmented_control(
            words("reconcile.kind"),
            KINDS,
            format_func=lambda code: words.code("kind", code),
            key=state.widget("reconcile_kind", KINDS[0]),
            required=True,
        )
        asked = _period(words, _calendar(frame, left, right, kind))
    if left == right:
        st.info(words("reconcile.same_system"), icon=":material/info:")
        return None
    return None if asked is None else Sides(left, right, kind, asked)


def _system(words: Words, systems: list[str], side: str) -> str:
    ordered = sorted(systems, key=lambda system: system not in _MARKETING)
    sales = [system for system in ordered[1:] if system not in _MARKETING]
    first = ordered[0] if side == "left" else (*sales, ordered[1])[0]
    key = _key(f"reconcile_{side}", first, lambda system: system in ordered)
    return st.selectbox(words(f"reconcile.{side}"), ordered, format_func=system_label, key=key, width=220)


def _key(name: str, shown: Any, is_possible: Callable[[Any], bool]) -> str:
    """Return the key of a widget; what new data no longer holds gives way to `shown`."""
    key = state.widget(name, shown)
    if is_possible(state.widget_value(name)):
        return key
    state.forget_widgets(name)
    return state.widget(name, shown)


def _calendar(frame: Frame, left: str, right: str, kind: str) -> Calendar:
    """Return the days that the record or either side holds: deals may be older than every lead."""
    known = frame.record.calendar
    version = frame.record.data_version
    dates = pd.concat([cached.stated(frame.path, version, system, kind)["date"] for system in (left, right)])
    days = [day.date() for day in (dates.min(), dates.max()) if not pd.isna(day)]
    first, last = min([known.first_day, *days]), max([known.as_of, *days])
    return Calendar(first, last, known.fiscal_start_month)


def _period(words: Words, calendar: Calendar) -> Period | None:
    """Ask for a period; None until both days of an own one are chosen."""
    offered = [*period.choices(calendar), _OWN]
    code = st.selectbox(
        words("explore.period"),
        offered,
        format_func=lambda code: words("shell.period.own") if code == _OWN else period_label(words, code),
        key=_key("reconcile_period", period.ALL, lambda code: code in offered),
        width=180,
    )
    if code != _OWN:
        return period.parse(code, calendar)
    days: Any = st.date_input(
        words("explore.dates"),
        min_value=calendar.first_day,
        max_value=calendar.as_of,
        key=_key(
            "reconcile_days",
            _last_month(calendar),
            lambda days: all(calendar.first_day <= day <= calendar.as_of for day in days),
        ),
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
