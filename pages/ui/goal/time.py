"""When it has to happen: what is won, what is in flight, what each month still needs."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import streamlit as st

from pages.ui import cached_goal, cached_kept, definition_marks
from pages.ui import format as fmt
from pages.ui.goal import months, outlook
from pages.ui.goal.setting import Setting
from pages.ui.meeting.chart_parts import marked
from pages.ui.shell import Frame
from pages.ui.text import Words

if TYPE_CHECKING:
    from kpi.goal_course import Course

_KPI_OF = {"goal_yen": "amount_yen"}  # what decisions call it
_ROWS = pa.schema(  # without pandas, which takes as long for these rows as the rest of the chart
    {"month": pa.string(), "order": pa.int64()}
    | dict.fromkeys(("done", "expected", "lower", "upper", "goal"), pa.float64())
    | dict.fromkeys(("change", "decided"), pa.string())
)
_HARDLY = 10  # times as many inquiries as without lead time: no plan that anybody can follow


def show(frame: Frame, setting: Setting, found: Course | None) -> None:
    """Say where the period ends and which inquiries must still come by month; draw the way to the goal."""
    words = frame.words
    sentences = outlook.sentences(frame, setting)
    if found is None:
        outlook.paragraphs(sentences)
        st.info(outlook.open_text(words, setting), icon=":material/info:")
        return
    if found.ahead.reason and setting.stand != "over":
        sentences.append(outlook.why(words, found.ahead.reason))
    outlook.paragraphs([*sentences, *_sentences(words, setting, found)])
    if not found.plan.reason:
        _chart(frame, setting, found)
    notes = months.show(frame, setting, found)
    if caution := found.ahead.phases.caution:
        notes.append(words(f"goal_time.caution.{caution}"))
    if not found.plan.reason:
        notes.append(words("goal_time.say.over" if setting.stand == "over" else "goal_time.say"))
    outlook.paragraphs(notes, st.caption)


def read(frame: Frame, setting: Setting) -> Course | None:
    """Return the way to the goal; None until the goal and what an inquiry is worth are known."""
    from kpi.goal_course import course

    goal, inquiries = setting.value(frame.view.goal_unit), setting.value("inquiries")
    if not goal or not inquiries or setting.rates is None:
        return None
    found, as_of = outlook.ahead(frame, setting), frame.record.calendar.as_of
    begun = [month <= as_of for month in found.phases.months]
    fixed = dict(months.fixed(frame.view, setting))
    return course(found, float(goal), float(goal / inquiries), is_begun=begun, fixed=fixed)


def _sentences(words: Words, setting: Setting, found: Course) -> list[str]:
    """Say who waits, what must still come, and until when it still helps."""
    if setting.stand == "over":
        return []
    counts = {name: fmt.count(group.subject_count) for name, group in found.ahead.groups.items()}
    said = [words("goal_time.flight", **({"deals": ""} | counts))] if "deals" in counts else []
    surer = words("goal_time.surer") if found.need.reason == "goal_covered" else ""
    said.append(f"**{_needed(words, setting, found)}** {surer}".strip())
    if month := found.ahead.phases.last_half_month:
        said.append(words("goal_time.half", month=months.label(words, month)))
    shares = {"past": found.parts.past, "late": found.parts.too_late, "possible": found.parts.possible}
    told = {name: fmt.percent(share, 0) for name, share in shares.items()}
    if found.parts.past:
        said.append(words("goal_time.late", **told))
    else:
        said.append(words("goal_time.late.ahead", late=told["late"]))
    return said


def needed_text(frame: Frame, setting: Setting) -> str:
    """Say which inquiries must still come; "" for a period that is over, and where unknown."""
    found = None if setting.stand == "over" else read(frame, setting)
    return "" if found is None else _needed(frame.words, setting, found)


def _needed(words: Words, setting: Setting, found: Course) -> str:
    """Say which inquiries must still come; of a period ahead, those that come once it has begun."""
    need, when = found.need, "ahead" if setting.stand == "ahead" else "need"
    if need.reason in ("goal_covered", "too_late"):
        return words(f"goal_time.{when}.{need.reason}")
    if need.total is None or need.by_month is None:
        return words(f"goal_time.need.{need.reason}")
    total, factor = fmt.count(need.total), fmt.decimal(need.factor)
    if need.factor is not None and need.factor > _HARDLY:
        return words(f"goal_time.{when}.absurd", total=total)
    if when == "ahead":
        return words("goal_time.ahead.total", total=total, factor=factor)
    phases = found.ahead.phases
    first = next(place for place, is_open in enumerate(phases.open_share) if is_open)
    fields = {"month": months.label(words, phases.months[first]), "soon": fmt.count(need.by_month[first])}
    if factor == fmt.decimal(1.0):
        return words("goal_time.need.plain", total=total, **fields)
    return words("goal_time.need.total", total=total, factor=factor, **fields)


def _decided(frame: Frame, node: str) -> dict[tuple[int, int], list[str]]:
    """Return what was decided for the goal's KPI, by year and month; what was dropped leaves no mark."""
    found: dict[tuple[int, int], list[str]] = {}
    for one in marked(cached_kept.decided(frame.path, frame.store.revision), [_KPI_OF.get(node, node)]):
        day = one.decision.decided_on
        found.setdefault((day.year, day.month), []).append(one.decision.measure)
    return found


def _chart(frame: Frame, setting: Setting, found: Course) -> None:
    words, node = frame.words, frame.view.goal_unit
    goal, shown = float(setting.value(node) or 0), found.ahead.phases.months
    changes = definition_marks.changes(frame, shown[0], shown[-1] + timedelta(days=30))
    by_month: dict[tuple[int, int], list[str]] = {}
    for day, told in changes:
        by_month.setdefault((day.year, day.month), []).append(told)
    decided = _decided(frame, node)
    rows: list[dict[str, Any]] = [
        {
            "month": months.label(words, month),
            "order": place,
            "done": found.done[place],
            "expected": float(found.plan.expected[place]),
            "lower": float(found.plan.lower[place]),
            "upper": float(found.plan.upper[place]),
            "goal": goal,
            "change": words("definition.join").join(by_month.get((month.year, month.month), ())) or None,
            "decided": words("narrative.between").join(decided.get((month.year, month.month), ())) or None,
        }
        for place, month in enumerate(shown)
    ]
    st.vega_lite_chart(
        spec=cached_goal.course_spec(node, words.language)
        | {"datasets": {"course": pa.Table.from_pylist(rows, schema=_ROWS)}},
        width="stretch",
        key="goal_course",
        alt=words("goal_time.alt"),
    )
    definition_marks.say(words, changes)
