"""What every page starts with: the open store, the reader's words, the view, and what must be said first."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import streamlit as st

from kpi.clock import today
from kpi.definitions import Definition
from kpi.errors import KpiError, StoreLost
from kpi.facts_then import is_exact
from kpi.filters import Filter
from kpi.record import Record
from kpi.store import Store, default_path
from pages.ui import cached, cached_definitions, inputs, session, state
from pages.ui import format as fmt
from pages.ui.labels import notice_text, what_label
from pages.ui.navigation import navigate
from pages.ui.text import LANGUAGES, Words, known
from pages.ui.view import Notice, View

STYLE = Path(__file__).parent / "page.css"


@dataclass(frozen=True)
class Frame:
    """Everything a page works with in one run."""

    words: Words
    path: Path
    store: Store
    record: Record
    agreed: Definition
    view: View
    today: date
    page: str

    @property
    def chosen(self) -> Filter:
        return self.view.filter(self.record.calendar)

    @property
    def lines(self) -> tuple[int, int]:
        """The MQL and the SQL threshold."""
        return self.view.mql, self.view.sql


@contextmanager
def guarded(words: Words) -> Iterator[None]:
    """Turn every error of a page into one sentence; the log keeps the rest."""
    try:
        yield
    except KpiError as error:
        _show(words, error)
    except Exception:
        logging.getLogger("kpi").exception("unexpected error")
        st.error(words("errors.unexpected"), icon=":material/error:")


@contextmanager
def keeping(place: str | None = None) -> Iterator[None]:
    """Keep an error of a callback, where nothing can be shown, for the run that follows: for the head of the
    page, or for the `place` that says what it is told."""
    try:
        yield
    except KpiError as error:
        _keep(place, error)
    except Exception:
        logging.getLogger("kpi").exception("unexpected error in a callback")
        _keep(place, KpiError())


def _keep(place: str | None, error: KpiError) -> None:
    if place is None or isinstance(error, StoreLost):  # which the head of the page says of every page
        state.note(error)
    else:
        session.tell(place, error)


def say(words: Words, said: Notice | KpiError | None) -> None:
    """Show what a callback kept, good or bad; nothing where it kept nothing."""
    if isinstance(said, KpiError):
        _show(words, said)
    elif said:
        st.success(notice_text(words, said), icon=":material/check:")


def _show(words: Words, error: KpiError) -> None:
    logging.getLogger("kpi").warning("%s", error)
    st.error(error_text(words, error), icon=":material/error:")


def error_text(words: Words, error: KpiError) -> str:
    """Return the sentence of an error, its data made inert."""
    what = error.fields.get("what")
    key = f"errors.{error.code}.{what}" if known(f"errors.{error.code}.{what}") else f"errors.{error.code}"
    fields = {name: fmt.markdown(_shown(value)) for name, value in error.fields.items()}
    return words(key, **(fields | {"what": what_label(words, str(what))}))


def _shown(value: object) -> object:
    return value.name if isinstance(value, Path) else fmt.UNDEFINED if value is None else value


def enter(page: str) -> Frame:
    """Open the store (building the sample on the first start, with progress) and read the view."""
    words, day, path = Words(state.language()), today(), default_path()
    if state.is_alone():
        navigate(words)
        st.rerun()
    opened = cached.store(path)
    _prepare(words, opened, day)
    version = opened.data_version()
    found = cached.record(path, version, day)
    agreed = cached.agreed(path, version)
    return Frame(words, path, opened, found, agreed, state.enter(agreed, found, page), day, page)


def _prepare(words: Words, opened: Store, day: date) -> None:
    if not cached.needs_sample(opened, day):
        if cached.needs_scoring(opened, day):
            with st.spinner(words("definition.rescoring")):
                cached.ensure_scored(opened, day)
        return
    place = st.empty()
    bar = place.progress(0.0, text=words("shell.build.title"))

    def progress(step: str, share: float) -> None:
        bar.progress(share, text=f"{words('shell.build.title')} – {words(f'shell.build.{step}')}")

    cached.ensure_sample(opened, day, progress)
    place.empty()


def header(frame: Frame, title: str) -> None:
    """Show the page's question, the data set it answers from, and the language switch."""
    words = frame.words
    st.html(STYLE)
    with st.container(horizontal=True, vertical_alignment="center", key="header"):
        with st.container(key="header_title"):
            st.title(words(title), anchor=False)
            st.caption(data_label(frame))
        st.segmented_control(
            words("shell.language"),
            LANGUAGES,
            format_func=lambda code: words(f"shell.language.{code}"),
            key=inputs.widget("language", words.language),
            on_change=state.choose_language,
            required=True,
            label_visibility="collapsed",
        )


def data_label(frame: Frame) -> str:
    """Name the data set, its days and its leads."""
    words, record = frame.words, frame.record
    kind = "shell.data.sample" if record.data_set == "sample" else "shell.data.own"
    days = (record.calendar.first_day, record.calendar.as_of)
    first, last = (fmt.day(value, words.language) for value in days)
    return words(kind, first=first, last=last, count=fmt.count(record.lead_count))


def sentences(frame: Frame, *, counts_then: bool = True) -> None:
    """Say what must be said before any number: refused link values, odd data, what was just done; where the
    page follows the switch, that leads stand as defined then."""
    words, record = frame.words, frame.record
    said = state.flash()
    say(words, said)
    for notice in state.notices():
        st.warning(notice_text(words, notice), icon=":material/link_off:")
    if frame.store.is_lost and not isinstance(said, StoreLost):
        _show(words, StoreLost(path=frame.path))
    if frame.store.read_only:
        st.info(words("shell.data.read_only"))
    if counts_then and frame.view.scored == "then":
        _say_then(frame)
    if record.odd_amount_count:
        st.warning(words("shell.data.odd_amounts", count=fmt.count(record.odd_amount_count)))
    if record.future_count:
        last = fmt.day(record.calendar.as_of, words.language)
        st.warning(words("shell.data.future", last=last, count=fmt.count(record.future_count)))


def _say_then(frame: Frame) -> None:
    """Name that leads stand under the definition of the day they came, and offer that of today."""
    words = frame.words
    held = cached_definitions.timeline(frame.path, frame.record.data_version)
    begun = [one for one in held if one.effective_from <= frame.today]
    key = "definition.then" if is_exact(begun, frame.agreed) else "definition.then.one_line"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.info(words(key), icon=":material/history:")
        st.button(
            words("definition.then.leave"),
            key="scored_today",
            on_click=_as_today,
        )


def _as_today() -> None:
    inputs.forget_widgets("scored")
    state.change(scored="today")


@st.fragment
def body(frame: Frame, draw: Callable[[Frame], None]) -> None:
    """Draw what stands under the header, and leave; a change in it draws neither header nor menu again.

    The whole page runs once more for new data, and where the header comes or goes.
    """
    _draw(frame, draw, "body")


@st.fragment
def part(frame: Frame, draw: Callable[[Frame], None]) -> None:
    """Draw the last part of a body, and leave; a change in it draws nothing else of the body again."""
    _draw(frame, draw, "part")


def _draw(frame: Frame, draw: Callable[[Frame], None], place: str) -> None:
    with guarded(frame.words):
        if state.was_drawn(frame, place):
            if frame.store.data_version() != frame.record.data_version or _is_other_head(frame.view):
                st.rerun()
            frame = replace(frame, view=state.enter(frame.agreed, frame.record, frame.page))
        state.mirror(frame.agreed)
        draw(frame)
        leave(frame)


def _is_other_head(drawn: View) -> bool:
    now = state.view()
    return (now.presenter, now.frozen) != (drawn.presenter, drawn.frozen)


def leave(frame: Frame) -> None:
    """Mirror the view in the address; turn to the leads when a number was clicked."""
    if state.wants_leads():
        st.switch_page("pages/leads.py", query_params=state.address(frame.agreed))
    state.leave(frame.agreed)
