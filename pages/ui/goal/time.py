"""When it has to happen: what is won, what is in flight, what each month still needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from pages.ui import blocks, cached
from pages.ui import format as fmt
from pages.ui.goal import chances, months
from pages.ui.goal.setting import Setting
from pages.ui.shell import Frame
from pages.ui.text import Words

if TYPE_CHECKING:
    from kpi.goal_course import Course

_HARDLY = 10  # times as many inquiries as without lead time: no plan that anybody can follow


def show(frame: Frame, setting: Setting) -> None:
    """Say what is in flight and which inquiries must still come by month; draw the way to the goal."""
    words, unit = frame.words, frame.view.goal_unit
    found = None if unit == "opportunities" else course(frame, setting)
    if found is None:
        key = "goal_time.opportunities" if unit == "opportunities" else "goal_chance.open"
        st.info(words(key), icon=":material/info:")
        return
    for sentence in _sentences(frame, setting, found):
        st.markdown(sentence)
    if not found.plan.reason:
        _chart(words, setting, found, is_yen=unit == "goal_yen")
    months.show(frame, setting, found)
    if found.phases.caution:
        st.caption(words(f"goal_time.caution.{found.phases.caution}"))
    st.caption(words("goal_time.say"))


def course(frame: Frame, setting: Setting) -> Course | None:
    """Return the way to the goal; None until the goal and all rates are known."""
    unit, rates = frame.view.goal_unit, chances.rates(setting)
    goal, inquiries = setting.value(unit), setting.value("inquiries")
    if not goal or not inquiries or rates is None:
        return None
    typed = None if "deal_yen" in setting.filled.from_data else setting.value("deal_yen")
    return cached.goal_course(
        blocks.key(frame),
        frame.record.calendar,
        setting.period,
        (frame.view.mql, frame.view.sql),
        (unit, goal, inquiries, rates, typed),
        months.fixed(frame.view, setting),
        setting.basis.won_amounts_yen,
    )


def _sentences(frame: Frame, setting: Setting, found: Course) -> list[str]:
    words = frame.words

    def amount(value: float) -> str:
        if frame.view.goal_unit == "goal_yen":
            return fmt.yen(value, words.language)
        return words("goal.count", count=fmt.decimal(value))

    goal = amount(float(setting.value(frame.view.goal_unit) or 0))
    said = [words("goal_time.won", goal=goal, won=amount(found.won_total))]
    counts = {name: fmt.count(group.subject_count) for name, group in found.flight.groups.items()}
    if found.flight_in_time is None:
        said.append(words("goal_time.flight.none"))
    elif found.flight_range is None:
        said.append(words("goal_time.flight.ahead", flight=amount(found.flight_in_time), **counts))
    else:
        low, high = (amount(value) for value in found.flight_range)
        fields = {"flight": amount(found.flight_in_time), "low": low, "high": high, **counts}
        said.append(words("goal_time.flight", **fields))
    said.append(_needed(words, found))
    if month := found.phases.last_half_month:
        said.append(words("goal_time.half", month=months.label(words, month)))
    late, past = (fmt.percent(share, 0) for share in (found.parts.too_late, found.parts.past))
    said.append(words("goal_time.late", late=late, past=past))
    return said


def _needed(words: Words, found: Course) -> str:
    need = found.need
    if need.total is None:
        return f"**{words(f'goal_time.need.{need.reason}')}**"
    if need.reason == "goal_covered":
        return f"**{words('goal_time.need.goal_covered')}**"
    if need.factor is not None and need.factor > _HARDLY:
        return f"**{words('goal_time.need.absurd', total=fmt.count(need.total))}**"
    factor = fmt.decimal(need.factor)
    return f"**{words('goal_time.need', total=fmt.count(need.total), factor=factor)}**"


def _chart(words: Words, setting: Setting, found: Course, *, is_yen: bool) -> None:
    from pages.ui.goal.time_spec import spec

    goal = float(setting.value("goal_yen" if is_yen else "wins") or 0)
    rows: list[dict[str, Any]] = [
        {
            "month": months.label(words, month),
            "order": place,
            "won": found.won[place],
            "expected": float(found.plan.expected[place]),
            "lower": float(found.plan.lower[place]),
            "upper": float(found.plan.upper[place]),
            "goal": goal,
        }
        for place, month in enumerate(found.phases.months)
    ]
    unit = 100_000_000 if is_yen and words.language == "ja" else 1_000_000 if is_yen else 1
    st.vega_lite_chart(
        spec=spec(words, unit, is_yen=is_yen) | {"datasets": {"course": rows}},
        width="stretch",
        key="goal_course",
        alt=words("goal_time.alt"),
    )
