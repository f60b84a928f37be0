"""The two checklists: what the data answers, what the team answers, and the progress since last time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd
import streamlit as st

from kpi import checklist, goal_plans
from kpi.checklist import ANSWERS, CHECKLISTS, Answer, Checklist, Fact, Held
from kpi.period import goal_period
from pages.ui import cached_agreement, inputs, session, shell, state
from pages.ui import format as fmt
from pages.ui.agreement import agreed
from pages.ui.shell import Frame
from pages.ui.text import Words
from pages.ui.view import Notice

_PLACE: Final = "checklist"
_MONTHS: Final = ("spend", "traffic")


def show(frame: Frame) -> None:
    """Let a team answer a checklist beside what the data answers."""
    words = frame.words
    name: Checklist = "link" if frame.view.checklist == "link" else "design"
    st.segmented_control(
        words("checklist.list"),
        tuple(CHECKLISTS),
        format_func=lambda code: words(f"checklist.list.{code}"),
        key=inputs.widget("checklist", name),
        on_change=lambda: state.change(checklist=inputs.widget_value("checklist")),
        required=True,
        label_visibility="collapsed",
    )
    shell.say(words, session.told(_PLACE))
    said, held = _facts(frame), checklist.held(frame.store, name)
    team = [item for item in CHECKLISTS[name] if item not in said]
    newest = held[0].answers if held else {}
    before = next((one for one in held if one.on < frame.today), None)
    last = before.answers if before else {}
    answers = {item: session.kept(_field(item), newest.get(item)) for item in team}
    now = Held(frame.today, None, _answered(name, said, answers))
    _summary(frame, name, now, before, is_kept=bool(held))
    _by_data(frame, [said[item] for item in CHECKLISTS[name] if item in said], last)
    _by_team(frame, team, answers, last)
    _keep(frame, name, team, said)


def _field(item: str) -> str:
    return f"answer_{item}"


def _facts(frame: Frame) -> dict[str, Fact]:
    """Return what data and records say, of both lists."""
    year = goal_period("", frame.record.calendar)
    plans = goal_plans.plans(frame.store, year.code)
    made = checklist.team_facts(
        frame.store,
        is_goal_adopted=any(plan.state == "adopted" for plan in plans),
        expected_rate_count=len(agreed.expected_rates(frame)),
        is_contact_promised=agreed.is_contact_promised(frame),
    )
    as_of = frame.record.calendar.as_of
    return cached_agreement.facts(frame.path, frame.record.data_version, as_of) | made


def _answered(
    name: Checklist, said: Mapping[str, Fact], answers: Mapping[str, Answer | None]
) -> dict[str, Answer]:
    found = {item: said[item].answer if item in said else answers[item] for item in CHECKLISTS[name]}
    return {item: answer for item, answer in found.items() if answer}


def _summary(frame: Frame, name: Checklist, now: Held, before: Held | None, *, is_kept: bool) -> None:
    """Count the answers as they stand, and say what moved since they were last kept on another day."""
    words, given = frame.words, list(now.answers.values())
    counts = {answer: fmt.count(given.count(answer)) for answer in ANSWERS}
    total = len(CHECKLISTS[name])
    open_count = fmt.count(total - len(given))
    st.markdown(f"**{words('checklist.summary', total=total, open=open_count, **counts)}**")
    if before is None:
        st.caption(words("checklist.first.kept" if is_kept else "checklist.first"))
        return
    moved = checklist.progress(before, now)
    day = fmt.day(before.on, words.language)
    points = fmt.change(fmt.decimal(moved.points), moved.points)
    said = [words("checklist.progress", day=day, by=fmt.markdown(before.by or fmt.UNDEFINED), points=points)]
    for key, items in (("better", moved.better), ("worse", moved.worse)):
        if items:
            names = words("checklist.join").join(words(f"checklist.item.{item}") for item in items)
            said.append(words(f"checklist.progress.{key}", items=names))
    st.markdown("  \n".join(said))


def _by_data(frame: Frame, facts: Sequence[Fact], last: Mapping[str, Answer]) -> None:
    """List what the data answers, with the figure behind it."""
    words = frame.words
    st.markdown(f"**{words('checklist.by_data')}**")
    table = {
        words("checklist.point"): [words(f"checklist.item.{fact.item}") for fact in facts],
        words("checklist.answer"): [_label(words, fact.answer) for fact in facts],
        words("checklist.figure"): [_figure(words, fact) for fact in facts],
        words("checklist.last"): [_label(words, last.get(fact.item)) for fact in facts],
    }
    st.dataframe(pd.DataFrame(table), hide_index=True, height="content")


def _label(words: Words, answer: Answer | None) -> str:
    return fmt.UNDEFINED if answer is None else words(f"checklist.answer.{answer}")


def _figure(words: Words, fact: Fact) -> str:
    counts = {"part": fmt.count(fact.part), "whole": fmt.count(fact.whole)}
    if fact.item in _MONTHS:
        return words("checklist.figure.months", **counts)
    if fact.item in ("goal_written", "contact_promise"):
        return words(f"checklist.figure.{fact.item}.{fact.answer}")
    if fact.item in ("line_agreed", "expected_rates", "rhythm", "decisions"):
        return words(f"checklist.figure.{fact.item}", **counts)
    if fact.share is None:
        return words("checklist.figure.nothing")
    return words("checklist.figure.share", share=fmt.percent(fact.share, 0), **counts)


def _by_team(
    frame: Frame,
    items: Sequence[str],
    answers: Mapping[str, Answer | None],
    last: Mapping[str, Answer],
) -> None:
    """Offer yes, partly or no to every point that only the team can answer."""
    words = frame.words
    st.markdown(f"**{words('checklist.by_team')}**")
    for item in items:
        text, choice = st.columns([5, 3], vertical_alignment="center")
        with text:
            before = _label(words, last.get(item))
            st.markdown(words(f"checklist.item.{item}"))
            if last:
                st.caption(words("checklist.before", answer=before))
        with choice:
            st.segmented_control(
                words(f"checklist.item.{item}"),
                ANSWERS,
                format_func=lambda code: words(f"checklist.answer.{code}"),
                key=inputs.widget(_field(item), answers[item]),
                on_change=session.keep,
                args=(_field(item),),
                label_visibility="collapsed",
            )


def _keep(frame: Frame, name: Checklist, team: Sequence[str], said: Mapping[str, Fact]) -> None:
    words = frame.words
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(words("checklist.by"), key="import_who", max_chars=100, width=260)
        st.button(
            words("checklist.keep"),
            key="checklist_keep",
            type="primary",
            disabled=frame.store.read_only,
            on_click=_hold,
            args=(frame, name, team, said),
        )


def _hold(frame: Frame, name: Checklist, team: Sequence[str], said: Mapping[str, Fact]) -> None:
    with shell.keeping(_PLACE):
        last = checklist.held(frame.store, name)
        known = last[0].answers if last else {}
        shown = {item: session.kept(_field(item), known.get(item)) for item in team}
        answers = {item: answer for item, answer in shown.items() if answer}
        if not answers:
            session.tell(_PLACE, Notice("checklist.none"))
            return
        checklist.hold(frame.store, name, answers, said, on=frame.today, by=session.who())
        session.tell(_PLACE, Notice("checklist.kept"))
