"""Everything that was joined: who did it, when and why; taking it back."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from kpi import identity
from pages.ui import format as fmt
from pages.ui import session, shell, state
from pages.ui.data import rows
from pages.ui.shell import Frame
from pages.ui.text import Words, known
from pages.ui.view import Notice


def show(frame: Frame) -> None:
    """List the merges, the newest first; take the chosen ones back."""
    words = frame.words
    st.subheader(words("people.merges"), anchor=False)
    found = identity.merges(frame.store, limit=rows.SHOWN + 1)
    if found.empty:
        st.markdown(words("people.merges.none"))
        return
    has_more, found = len(found) > rows.SHOWN, found.head(rows.SHOWN)
    shown, heading = _table(words, found), words("people.merges.column.merged_at")
    moment = {heading: st.column_config.DatetimeColumn(format="YYYY-MM-DD HH:mm")}
    picked = rows.picked(shown, f"people_merges_{frame.record.data_version}", formats_of=moment)
    note = words("people.merges.shown", shown=fmt.count(len(shown))) if has_more else ""
    st.caption(f"{words('people.merges.pick')} {note}".strip())
    chosen = found.iloc[picked]
    standing = chosen.loc[chosen["undone_at"].isna(), "merge_id"].tolist()
    st.button(
        words(
            "people.merges.undo" if standing else "people.merges.undo.none", count=fmt.count(len(standing))
        ),
        icon=":material/undo:",
        key="people_undo",
        disabled=frame.store.read_only or not standing,
        on_click=_undo,
        args=(frame, standing),
    )


def _table(words: Words, found: pd.DataFrame) -> pd.DataFrame:
    join = words("people.merges.join")
    table = {
        "merged_at": found["merged_at"],
        "kind": [words(f"people.merges.kind.{kind}") for kind in found["kind"]],
        "about": found["about"],
        "kept_id": found["kept_id"],
        "row_ids": [join.join(row_ids) for row_ids in found["row_ids"]],
        "reason": [_reason(words, reason) for reason in found["reason"]],
        "merged_by": found["merged_by"],
        "state": [
            _state(words, *one)
            for one in zip(found["reason"], found["undone_at"], found["undone_by"], strict=True)
        ],
    }
    return rows.labelled_by(pd.DataFrame(table), lambda name: words(f"people.merges.column.{name}"))


def _reason(words: Words, reason: str) -> str:
    key = f"people.merges.reason.{reason}"
    return words(key) if known(key) else reason


def _state(words: Words, reason: str, undone_at: pd.Timestamp, undone_by: str | None) -> str:
    if pd.isna(undone_at):
        return words("people.merges.standing")
    if reason == "not_the_same":
        return words("people.merges.apart")
    day = fmt.day(undone_at.date(), words.language)
    by = undone_by if isinstance(undone_by, str) else fmt.UNDEFINED
    return words("people.merges.undone", day=day, by=by)


def _undo(frame: Frame, merge_ids: list[str]) -> None:
    with shell.keeping():
        count = identity.undo(frame.store, merge_ids, by=session.who())
        state.note(Notice("people.merges.done", fields={"count": fmt.count(count)}))
