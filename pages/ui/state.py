"""The view of this session and the address that mirrors it; `inputs` and `session` keep the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from kpi import leads
from kpi.definitions import Definition
from kpi.errors import KpiError
from kpi.record import Record
from pages.ui import inputs, view_link
from pages.ui.text import LANGUAGES, Language
from pages.ui.view import KEYS, Notice, View

_VIEW, _NOTICES, _WRITTEN, _PLACE, _PAGE, _LANGUAGE = (
    "view",
    "notices",
    "written",
    "place",
    "page",
    "language",
)
_LANGUAGE_WRITTEN = "language_written"
# A widget was moved in this run: its message may still carry the address from before our last write.
_TOUCHED = "touched"
_PENDING = "pending"
# A number was clicked: the page turns to the leads behind it.
_OPEN_LEADS = "open_leads"


def language() -> Language:
    """The language of a new link, else of the switch, else of the browser: Japanese for a Japanese one,
    English for every other."""
    state, asked = st.session_state, st.query_params.get("lang")
    if asked in LANGUAGES and asked != state.get(_LANGUAGE_WRITTEN) and not state.get(_TOUCHED):
        if _LANGUAGE in state:
            inputs.renew_labels()
        state[_LANGUAGE] = asked
    elif _LANGUAGE not in state:
        browser = (st.context.locale or "ja").lower()
        state[_LANGUAGE] = "ja" if browser.startswith("ja") else "en"
    state[_LANGUAGE_WRITTEN] = asked
    return state[_LANGUAGE]


def came_through_entry() -> None:
    """Note that this run began in app.py."""
    st.session_state["entered"] = True


def is_alone() -> bool:
    """Say whether a page runs without app.py: before a new server has seen st.navigation once, Streamlit
    takes the files of pages/ for pages of their own."""
    return not st.session_state.pop("entered", False)


def choose_language() -> None:
    state = st.session_state
    state[_LANGUAGE] = inputs.widget_value(_LANGUAGE)
    inputs.renew_labels()
    state[_TOUCHED] = True


def was_drawn(frame: object, place: str) -> bool:
    """Whether a fragment drew this frame before, so that this is a run of its own; it has from now on."""
    before = st.session_state.get(f"drawn_{place}")
    st.session_state[f"drawn_{place}"] = frame
    return before is frame


def enter(agreed: Definition, record: Record, page: str) -> View:
    """Return the view at the start of a run: a changed address wins over what the session holds.

    A page change brings the view along; a first visit, a pasted link and "back" are read from the address.
    """
    address = {key: st.query_params.get_all(key) for key in st.query_params if key != "lang"}
    carried = {key: values for key, values in address.items() if key in KEYS.values()}
    state = st.session_state
    is_touched = state.pop(_TOUCHED, False)
    if _VIEW not in state or (carried and carried != state.get(_WRITTEN) and not is_touched):
        shown, refused = view_link.read(carried, agreed, record)
        _show(replace(shown, **state.pop(_PENDING, {})), (*_refused_language(), *refused))
    if state.get(_PAGE) != page:
        state[_PAGE] = page
        _move_lines()
    else:
        _keep_lines()
    kept, notices = view_link.read(_address(state[_VIEW], agreed), agreed, record)
    if notices:  # new data no longer holds a channel or a period of this view
        _show(kept, notices)
    return view()


def address(agreed: Definition) -> dict[str, list[str]]:
    """Return the address of the session's view and language, noted as written by us."""
    state = st.session_state
    state[_WRITTEN] = _address(state[_VIEW], agreed)
    state[_LANGUAGE_WRITTEN] = state[_LANGUAGE]
    return state[_WRITTEN] | {"lang": [state[_LANGUAGE]]}


def address_of(agreed: Definition) -> dict[str, list[str]]:
    """Return the address of the session's view; nothing is noted as written."""
    return _address(st.session_state[_VIEW], agreed)


def link(agreed: Definition) -> str:
    """Return the address of the session's view and language as a query; nothing is noted as written."""
    state = st.session_state
    return urlencode({**_address(state[_VIEW], agreed), "lang": state[_LANGUAGE]}, doseq=True)


def leave(agreed: Definition) -> None:
    """Let the address mirror the view as it is at the end of a run."""
    st.session_state.pop(_TOUCHED, None)
    mirror(agreed)


def mirror(agreed: Definition) -> None:
    """Write the session's view into the address, so that copying it shares the view.

    Before the page is drawn: a browser takes 8 ms for it, and then has nothing else to do. A page that is
    about to be left for the leads needs none: theirs is written when they open.
    """
    if _OPEN_LEADS in st.session_state:
        return
    wanted = address(agreed)
    if wanted != {key: st.query_params.get_all(key) for key in st.query_params}:
        st.query_params.from_dict(wanted)


def view() -> View:
    return st.session_state[_VIEW]


def change(**values: Any) -> None:
    """Replace fields of the view; a new pair of thresholds from here moves the lines of the board."""
    _touch(**values)
    if _VIEW in st.session_state and ("mql" in values or "sql" in values):
        _move_lines()


def notices() -> Sequence[Notice]:
    """What the last address could not have, until the view is changed by hand."""
    as_read, found = st.session_state.get(_NOTICES, (None, ()))
    return found if as_read == view() else ()


def note(notice: Notice | KpiError) -> None:
    """Keep what a callback has to say, good or bad, for the run that follows it."""
    st.session_state["flash"] = notice


def wants_whole_page(drawn: View) -> bool:
    """Whether a part of the page outside the board must be drawn again: it was drawn for the view `drawn`."""
    if "flash" in st.session_state:
        return True
    now = view()
    is_base_moved = now.denominator == "mql" and now.mql != drawn.mql
    return now != drawn and (is_base_moved or _is_how_open())


def _is_how_open() -> bool:
    """Whether a block shows how it was computed, with counts at the lines."""
    return any(value is True for key, value in st.session_state.items() if str(key).startswith("how_"))


def flash() -> Notice | KpiError | None:
    return st.session_state.pop("flash", None)


def position() -> dict[str, int]:
    """Where the board's lines stood at the start of this run of the whole page, and the number that changes
    when they must move there."""
    return dict(st.session_state[_PLACE])


def take_thresholds(component: str) -> None:
    """Accept a pair from the board after a check: the browser is not trusted with bounds."""
    pair = getattr(st.session_state[component], "thresholds", None) or {}
    _accept(pair)


def take_open(component: str) -> None:
    """Accept the number a person clicked on the board: its leads open in this run."""
    asked = getattr(st.session_state[component], "open", None) or {}
    _accept(asked)
    open_rows(str(asked.get("code")))


def open_rows(code: str) -> None:
    """Turn to the leads behind a number; an unknown code opens nothing."""
    if code in leads.ROWS:
        _touch(rows=code, lead="")
        st.session_state[_OPEN_LEADS] = True


def take_lead(table: str, lead_ids: Sequence[str]) -> None:
    """Open the lead whose row was picked; a row picked off again leaves it open."""
    if picked := st.session_state[table]["selection"]["rows"]:
        change(lead=lead_ids[picked[0]])


def take_trial_lead() -> None:
    """Open the lead that was chosen from the trial list; none closes it."""
    change(lead=inputs.widget_value("lead") or "")


def take_rows() -> None:
    """Show another list of leads; the lead that was open is closed."""
    change(rows=inputs.widget_value("rows"), lead="")


def wants_leads() -> bool:
    return bool(st.session_state.pop(_OPEN_LEADS, False))


def _accept(pair: dict[str, Any]) -> None:
    mql, sql = pair.get("mql"), pair.get("sql")
    if isinstance(mql, int) and isinstance(sql, int) and 0 <= mql <= sql <= 100:
        _touch(mql=mql, sql=sql)


def _touch(**values: Any) -> None:
    """Change fields of the view by hand; before there is one (the server was restarted under an open tab)
    the change waits until the address has been read."""
    state = st.session_state
    if _VIEW not in state:
        state[_PENDING] = state.get(_PENDING, {}) | values
        return
    state[_VIEW] = replace(view(), **values)
    state[_TOUCHED] = True


def _show(shown: View, notices: Sequence[Notice]) -> None:
    """Show a view that was read from an address, and what of it could not be honoured."""
    st.session_state[_VIEW], st.session_state[_NOTICES] = shown, (shown, notices)
    inputs.forget_refused()
    inputs.forget_widgets()
    inputs.renew_tables()
    _move_lines()


def open_address(address: Mapping[str, Sequence[str]], agreed: Definition, record: Record) -> None:
    """Show the view of a kept address, as a link to it would."""
    _show(*view_link.read(address, agreed, record))
    st.session_state[_TOUCHED] = True


def _refused_language() -> tuple[Notice, ...]:
    asked = st.query_params.get("lang", "")
    if asked in ("", *LANGUAGES):
        return ()
    asked_fields = {"asked": view_link.short(asked), "showing": language(), "field": "language"}
    return (Notice("shell.link.refused", "lang", asked_fields),)


def _address(shown: View, agreed: Definition) -> dict[str, list[str]]:
    wanted = view_link.write(shown, agreed)
    return {key: value if isinstance(value, list) else [value] for key, value in wanted.items()}


def _move_lines() -> None:
    now, place = view(), st.session_state.get(_PLACE, {"place": 0})["place"]
    st.session_state[_PLACE] = {"mql": now.mql, "sql": now.sql, "place": place + 1}


def _keep_lines() -> None:
    """Let a board that the browser builds anew begin where the lines stand; one that is there stays."""
    now, state = view(), st.session_state
    state[_PLACE] = state[_PLACE] | {"mql": now.mql, "sql": now.sql}
