"""The form of a draft: what a person typed lasts until it is saved or left, whoever saves meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, get_args

import streamlit as st

from kpi import definitions_life
from kpi.definition import REASONS, ExpectedRate, define
from kpi.definitions_list import Version
from kpi.errors import KpiError
from pages.ui import session, shell
from pages.ui.agreement import clash, edit_fields
from pages.ui.agreement.doing import ACTED, CONFLICT, attempt
from pages.ui.shell import Frame
from pages.ui.text import LANGUAGES, Words

_EDITED: Final = "definition_edited"


def begin(version: Version) -> None:
    """Open the form on the version that the person sees."""
    leave()
    session.put(_EDITED, version)


def leave() -> None:
    session.put(_EDITED, None)
    session.put(CONFLICT, None)
    session.forget(*edit_fields.names())


def is_open(chosen: Version) -> bool:
    """Say whether the form is open on a definition, in whatever version."""
    edited: Version | None = session.kept(_EDITED, None)
    return edited is not None and edited.definition_id == chosen.definition_id


def show(frame: Frame) -> None:
    """Show the form, and both versions where another person has saved meanwhile."""
    words, edited = frame.words, session.kept(_EDITED, None)
    with st.container(border=True, key="definition_form"):
        edit_fields.show(frame, edited)
        st.text_input(words("meet_decide.by"), key="import_who", max_chars=100, width=220)
        shell.say(words, session.told(ACTED))
        with st.container(horizontal=True):
            st.button(
                words("definition.save"),
                key="definition_save",
                type="primary",
                disabled=frame.store.read_only,
                on_click=_save,
                args=(frame, edited),
            )
            st.button(words("definition.leave"), key="definition_leave", on_click=leave)
        st.caption(words("definition.points.where"))
        st.page_link(
            "pages/score.py",
            label=words("definition.to_score"),
            icon=":material/scoreboard:",
            query_params={"sp": "draft"},
        )
    clash.show(frame, leave)


def _typed() -> dict[str, Any]:
    """Return what stands in the fields, which may have been left by the click that asks for it."""
    for name in edit_fields.names():
        session.keep(name)
    return {name.removeprefix("definition_"): session.kept(name, None) for name in edit_fields.names()}


def _save(frame: Frame, edited: Version) -> None:
    typed = _typed()
    effective_from = typed.pop("effective_from") or edited.effective_from
    rates = {name: typed.pop(name) for name in get_args(ExpectedRate)}
    expected = {name: round(rate / 100, 6) for name, rate in rates.items() if rate is not None}
    for name in edit_fields.REASON_LISTS:
        typed[name] = _codes(typed[name] or "")
    try:
        wanted = define(**edited.definition.model_dump() | typed | {"expected_rates": expected})
    except KpiError as error:
        session.tell(ACTED, error)
        return
    saved = attempt(
        "save",
        lambda: definitions_life.save(
            frame.store,
            edited.definition_id,
            wanted,
            effective_from=effective_from,
            seen_version=edited.version,
            by=session.who(),
        ),
        has_choice=True,
    )
    if saved is not None:
        leave()


def _codes(text: str) -> Sequence[str]:
    """Read reasons, one a line; a label of one of ours, in whatever language, is its code."""
    codes = {Words(language).code("reason", code): code for language in LANGUAGES for code in REASONS}
    return [codes.get(line.strip(), line.strip()) for line in text.splitlines() if line.strip()]
