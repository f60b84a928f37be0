"""The middle between two definitions: a place on the way, what it keeps and spares, and where it leads."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import streamlit as st

from kpi import definitions_life
from kpi.agreement_beside import Beside
from kpi.agreement_middle import Step, between
from kpi.agreement_pair import Side
from kpi.definitions import Definition
from pages.ui import cached_agreement, inputs, session, shell, state
from pages.ui import format as fmt
from pages.ui.agreement.doing import key_of
from pages.ui.agreement.sides import Both
from pages.ui.shell import Frame
from pages.ui.view import Notice

_PLACE: Final = "middle"
_STEP: Final = 5


def show(frame: Frame, found: Beside, both: Both) -> Side | None:
    """Let a person move between both, and return what the definition there makes of the leads; None without a
    lead in dispute or where nothing lies between."""
    words = frame.words
    shell.say(words, session.told(_PLACE))
    disputed = found.cells["only_one"].lead_count + found.cells["only_other"].lead_count
    if not disputed:
        return None
    st.markdown(f"**{words('compare.middle')}**")
    if not found.steps:
        st.caption(words("compare.middle.none"))
        return None
    percent = _percent(frame, found)
    st.slider(
        words("compare.middle.place"),
        0,
        100,
        step=_STEP,
        format="%d%%",
        key=inputs.widget("middle_place", percent, always=True),
        on_change=lambda: state.change(middle=str(inputs.widget_value("middle_place"))),
        help=words("compare.middle.help"),
    )
    definition = between(both.one, both.other, percent / 100)
    if definition is None:
        return None
    here = _step(found, percent)
    st.markdown(_said(frame, definition, here))
    if here.young_count:
        st.caption(words("compare.middle.young", count=fmt.count(here.young_count)))
    if found.best is None:
        st.caption(words("compare.middle.no_best"))
    elif round(100 * found.best.share) == percent:
        where = {0: "one", 100: "other"}.get(percent, "between")
        st.caption(words(f"compare.middle.best.{where}"))
    _leave(frame, definition)
    body = definition.model_dump_json()
    chosen = replace(frame.chosen, dating="cohort", scored="today")
    as_of = frame.record.calendar.as_of
    return cached_agreement.made_of(frame.path, frame.record.data_version, chosen, as_of, body)


def _percent(frame: Frame, found: Beside) -> int:
    if frame.view.middle:
        return round(int(frame.view.middle) / _STEP) * _STEP
    return 50 if found.best is None else round(100 * found.best.share)


def _step(found: Beside, percent: int) -> Step:
    return next(one for one in found.steps if round(100 * one.share) == percent)


def _said(frame: Frame, definition: Definition, step: Step) -> str:
    words = frame.words
    return words(
        "compare.middle.said",
        mql=definition.mql_threshold,
        sql=definition.sql_threshold,
        kept=fmt.count(step.kept_count),
        opportunities=fmt.count(step.kept_count + step.lost_count),
        spared=fmt.count(step.spared_count),
        others=fmt.count(step.spared_count + step.idle_count),
        lost=fmt.yen(step.lost_yen, words.language),
    )


def _leave(frame: Frame, definition: Definition) -> None:
    """Offer to keep the middle as a draft."""
    words = frame.words
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(words("meet_decide.by"), key="import_who", max_chars=100, width=180)
        st.button(
            words("compare.middle.draft"),
            key="middle_draft",
            disabled=frame.store.read_only,
            on_click=_draft,
            args=(frame, definition),
            icon=":material/edit_document:",
        )


def _draft(frame: Frame, definition: Definition) -> None:
    with shell.keeping(_PLACE):
        name = frame.words("compare.middle.name", mql=definition.mql_threshold, sql=definition.sql_threshold)
        kept = definition.model_copy(update={"name": name})
        day = definitions_life.earliest(frame.today)
        saved = definitions_life.draft(frame.store, kept, effective_from=day, by=session.who())
        state.change(definition=key_of(saved))
        session.tell(_PLACE, Notice("compare.middle.kept", fields={"name": name}))
