"""Columns that only this company has: where they come from, and what their values bring to the score."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from kpi.facts import use_attribute_points
from kpi.score import ANY_VALUE
from pages.ui import cached_data, inputs, session, shell, state
from pages.ui import format as fmt
from pages.ui.data import rows
from pages.ui.shell import Frame
from pages.ui.text import Words
from pages.ui.view import Notice


def show(frame: Frame) -> None:
    """List the own columns; give points to the values of one."""
    words = frame.words
    found = cached_data.own_columns(frame.path, frame.record.data_version)
    if found.empty:
        st.info(words("own.none"))
        return
    _list(frame, found)
    st.subheader(words("own.points"), anchor=False)
    if frame.agreed.score_source == "imported":
        st.info(words("own.points.imported"), icon=":material/info:")
    names = list(found["name"])
    kept = session.kept("own_column", names[0])
    name = st.selectbox(
        words("own.points.choose"),
        names,
        key=inputs.widget("own_column", kept if kept in names else names[0]),
        on_change=session.keep,
        args=("own_column",),
        width=360,
    )
    _points(frame, name)


def _list(frame: Frame, found: pd.DataFrame) -> None:
    words = frame.words
    marks = {True: words("leads.yes"), False: words("leads.no")}
    shown = found.assign(
        is_filter=[marks[bool(one)] for one in found["is_filter"]],
        points=[marks[name in frame.agreed.attribute_points] for name in found["name"]],
    )
    order = ["name", "lead_count", "value_count", "is_filter", "points", "file_name", "imported_at"]
    labelled = rows.labelled_by(shown[order], lambda column: words(f"own.column.{column}"))
    moment = st.column_config.DatetimeColumn(format="YYYY-MM-DD HH:mm")
    st.dataframe(
        labelled,
        hide_index=True,
        placeholder=fmt.UNDEFINED,
        height=rows.height(len(labelled)),
        column_config={**rows.formats(labelled), words("own.column.imported_at"): moment},
        key="own_columns",
    )
    st.caption(words("own.filter.help"))


def _points(frame: Frame, name: str) -> None:
    """Show the most frequent values of a column with their points, to be changed and saved."""
    words = frame.words
    st.caption(words("own.points.help"))
    codes, shown = _table(frame, name)
    headings = [words(f"own.points.{column}") for column in ("value", "leads", "points")]
    edited = st.data_editor(
        shown.set_axis(headings, axis="columns"),
        hide_index=True,
        placeholder=fmt.UNDEFINED,
        disabled=headings[:2],
        height=rows.height(len(shown)),
        column_config={
            headings[1]: st.column_config.NumberColumn(format="localized"),
            # no bounds here: the browser would turn 500 into 100 without a word
            headings[2]: st.column_config.NumberColumn(step=1),
        },
        key=inputs.option_key(f"own_points_{session.edition('own_points')}_{name}"),
    )
    given = {code: int(one) for code, one in zip(codes, edited[headings[2]], strict=True) if pd.notna(one)}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(words("people.who"), key="import_who", max_chars=100, width=280)
        st.button(
            words("own.points.save"),
            type="primary",
            key="own_points_save",
            disabled=frame.store.read_only,
            on_click=_save,
            args=(frame, name, given),
        )


def _table(frame: Frame, name: str) -> tuple[list[str], pd.DataFrame]:
    """Return the codes that points are given to, and a row for each: label, leads, points."""
    words, rules = frame.words, frame.agreed.attribute_points.get(name, {})
    found = cached_data.own_values(frame.path, frame.record.data_version, name)
    if len(found) == cached_data.OWN_VALUES:
        st.caption(words("own.points.most", shown=fmt.count(len(found))))
    counts = dict(zip(found["value"], found["lead_count"], strict=True))
    # a value that lost its leads, or is rare, keeps the points that it was given
    codes = [ANY_VALUE, *(value for value in dict.fromkeys((*counts, *rules)) if value != ANY_VALUE)]
    shown = pd.DataFrame(
        {
            "value": [_label(words, code) for code in codes],
            "leads": pd.array([counts.get(code) for code in codes], dtype="Int64"),
            "points": pd.array([rules.get(code) for code in codes], dtype="Int64"),
        }
    )
    return codes, shown


def _label(words: Words, code: str) -> str:
    return words("own.points.any") if code == ANY_VALUE else code


def _save(frame: Frame, name: str, given: dict[str, int]) -> None:
    with shell.keeping():
        use_attribute_points(frame.store, name, given, today=frame.today, by=session.who())
        session.next_edition("own_points")
        state.note(Notice("own.points.saved", fields={"name": name}))
