"""Plans with a name: kept, laid side by side, opened again, one of them adopted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from kpi import goal_plans
from kpi.goal_plans import MOST_BESIDE, GoalPlan, Kept, MadeOn
from pages.ui import format as fmt
from pages.ui import inputs, session, shell, state
from pages.ui.goal import outlook, plan_table, time
from pages.ui.goal.setting import Setting, given_of
from pages.ui.shell import Frame
from pages.ui.view import Notice
from pages.ui.view_link import write

_CHANGES: Final = {"adopt": goal_plans.adopt, "drop": goal_plans.drop, "restore": goal_plans.restore}
_DROPPED: Final = "goal_plan_dropped"


def show(frame: Frame, setting: Setting) -> None:
    """Keep what is on the screen under a name; compare up to four plans of the period with it."""
    words = frame.words
    kept = goal_plans.plans(frame.store, setting.period.code)
    _keep_form(frame, setting)
    _undo(frame)
    if not kept:
        st.markdown(words("goal_plan.none"))
        return
    chosen = _chosen(frame, kept)
    plan_table.show(frame, setting, chosen)
    for mark, one in zip(plan_table.MARKS, chosen, strict=False):
        _buttons(frame, one, mark)


def _keep_form(frame: Frame, setting: Setting) -> None:
    words = frame.words
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            words("goal_plan.name"),
            key=inputs.widget("plan_name", "", always=False),
            max_chars=100,
            placeholder=words("goal_plan.name.example"),
            width=260,
        )
        st.text_input(words("goal_plan.who"), key="import_who", max_chars=100, width=200)
        st.button(
            words("goal_plan.keep"),
            key="plan_keep",
            icon=":material/bookmark_add:",
            disabled=frame.store.read_only,
            on_click=_keep,
            args=(frame, setting),
        )


def _keep(frame: Frame, setting: Setting) -> None:
    name = str(inputs.widget_value("plan_name"))
    found = {
        node: str(found.value)
        for node, found in setting.filled.solved.nodes.items()
        if found.value is not None
    }
    address = {
        key: value if isinstance(value, list) else [value]
        for key, value in write(frame.view, frame.agreed).items()
    }
    as_shown = {node: str(value) for node, value in setting.plan.items() if value is not None}
    plan = GoalPlan(
        given=given_of(frame.view),
        found=found,
        shown=as_shown,
        address=address,
        monthly=_planned(frame, setting),
        chance=outlook.chance(frame, setting),
        made_on=MadeOn(
            data_set=frame.record.data_set,
            as_of=frame.record.calendar.as_of,
            data_version=frame.record.data_version,
        ),
    )
    with shell.keeping():
        goal_plans.keep(frame.store, plan, name=name, period=setting.period.code, by=session.who())
        inputs.forget_widgets("plan_name")
        state.note(Notice("goal_plan.kept", fields={"plan": name.strip()}))


def _planned(frame: Frame, setting: Setting) -> tuple[int, ...]:
    """Return the inquiries of each month where a person planned some; else nothing."""
    if not frame.view.monthly:
        return ()
    way = time.read(frame, setting)
    return () if way is None or way.planned is None else way.planned.by_month


def _chosen(frame: Frame, kept: Sequence[Kept]) -> list[Kept]:
    """Let a person choose which plans stand beside each other; at first the adopted one and the newest."""
    if len(kept) <= MOST_BESIDE:
        return list(kept)
    words = frame.words
    by_id = {one.plan_id: one for one in kept}
    first = [one.plan_id for one in kept[:MOST_BESIDE]]
    picked = st.multiselect(
        words("goal_plan.beside"),
        list(by_id),
        default=first,
        max_selections=MOST_BESIDE,
        format_func=lambda plan_id: plan_table.name(words, by_id[plan_id]),
        key=inputs.option_key(f"plans_beside_{len(kept)}"),
        placeholder=words("goal_plan.beside.choose"),
    )
    return [by_id[plan_id] for plan_id in picked]


def _buttons(frame: Frame, one: Kept, mark: str) -> None:
    words = frame.words
    with st.container(horizontal=True, vertical_alignment="center"):
        made, by = fmt.day(one.created_at.date(), words.language), one.created_by
        if by:
            made = words("goal_plan.made", day=made, by=fmt.markdown(by))
        st.markdown(f"{mark} **{fmt.markdown(plan_table.name(words, one))}** {made}")
        st.button(words("goal_plan.open"), key=f"plan_open_{one.plan_id}", on_click=_open, args=(frame, one))
        for what in ("adopt", "drop"):
            st.button(
                words(f"goal_plan.{what}"),
                key=f"plan_{what}_{one.plan_id}",
                disabled=frame.store.read_only or (what == "adopt" and one.state == "adopted"),
                on_click=_change,
                args=(frame, one.plan_id, one.name, what),
            )
    for note in plan_table.notes(frame, one):
        st.caption(note)


def _undo(frame: Frame) -> None:
    """Offer to bring back the plan that was dropped by the last click."""
    if (dropped := session.told(_DROPPED)) is None:
        return
    words, (plan_id, name) = frame.words, dropped
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(words("goal_plan.drop.done", plan=fmt.markdown(name)))
        st.button(
            words("goal_plan.restore"),
            key="plan_restore",
            icon=":material/undo:",
            on_click=_change,
            args=(frame, plan_id, name, "restore"),
        )


def _open(frame: Frame, one: Kept) -> None:
    state.open_address(one.plan.address, frame.agreed, frame.record)
    state.note(Notice("goal_plan.opened", fields={"plan": one.name}))


def _change(frame: Frame, plan_id: str, name: str, what: str) -> None:
    with shell.keeping():
        _CHANGES[what](frame.store, plan_id, by=session.who())
        if what == "drop":
            session.tell(_DROPPED, (plan_id, name))
        else:
            state.note(Notice(f"goal_plan.{what}.done", fields={"plan": name}))
