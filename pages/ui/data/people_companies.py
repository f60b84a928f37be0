"""Company names that are nearly the same: which of them are one company, and under which name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd
import streamlit as st

from kpi import identity
from pages.ui import cached_data, inputs, session, shell, state
from pages.ui import format as fmt
from pages.ui.data import people_pairs, rows
from pages.ui.shell import Frame
from pages.ui.view import Notice

_COLUMNS: Final = ("chosen", "company", "count", "other_company", "other_count", "kept", "similarity")
_LEFT: Final = "left"
_RIGHT: Final = "right"

Pair = tuple[str, str]


def show(frame: Frame) -> None:
    """List near names with a tick and the name to keep for each pair; merge what is ticked."""
    words = frame.words
    st.subheader(words("people.company"), anchor=False)
    with st.spinner(words("people.company.looking")):
        found = cached_data.company_suggestions(frame.path, frame.record.data_version)
    if found.empty:
        st.markdown(f":material/check: {words('people.company.none')}")
        return
    total, found = len(found), found.head(rows.SHOWN)
    st.markdown(words("people.company.found", count=fmt.count(total)))
    pairs = _edited(frame, found)
    if total > len(found):
        st.caption(words("people.company.shown", shown=fmt.count(len(found))))
    people_pairs.decide(
        frame, "company", "people.company.merge", "people.company.merge.none", pairs, _merge, groups(pairs)
    )


def groups(pairs: Sequence[Pair]) -> list[list[str]]:
    """Join pairs (kept name, other name) that share a name; the name that is kept comes first.

    Of a group in which several names are to be kept it is the one that was named first.
    """
    found: list[list[str]] = []
    for pair in pairs:
        touched = [group for group in found if set(pair) & set(group)]
        names = dict.fromkeys(name for group in [*touched, list(pair)] for name in group)
        found = [group for group in found if group not in touched] + [list(names)]
    dropped = {other for _, other in pairs}
    return [sorted(group, key=lambda name: name in dropped) for group in found]


def _edited(frame: Frame, found: pd.DataFrame) -> list[Pair]:
    """Show the pairs; return (kept name, other name) of those that are ticked."""
    words = frame.words
    heading = {name: words(f"people.company.column.{name}") for name in _COLUMNS}
    side = {name: words(f"people.company.{name}") for name in (_LEFT, _RIGHT)}
    count_column = st.column_config.NumberColumn(width=90, help=words("people.company.count.help"))
    edited = st.data_editor(
        _table(found, side).rename(columns=heading),
        hide_index=True,
        placeholder=fmt.UNDEFINED,
        disabled=[heading[name] for name in _COLUMNS if name not in ("chosen", "kept")],
        column_config={
            heading["chosen"]: st.column_config.CheckboxColumn(width=70, pinned=True),
            heading["company"]: st.column_config.TextColumn(width=290),
            heading["other_company"]: st.column_config.TextColumn(width=290),
            heading["count"]: count_column,
            heading["other_count"]: count_column,
            heading["kept"]: st.column_config.SelectboxColumn(
                options=list(side.values()), required=True, width=110, help=words("people.company.kept.help")
            ),
            heading["similarity"]: st.column_config.NumberColumn(format="%.0f%%", width=70),
        },
        height=rows.height(len(found)),
        key=inputs.option_key(f"people_companies_{frame.record.data_version}"),
    )
    ticked = edited[edited[heading["chosen"]].astype(bool)]
    both = zip(
        ticked[heading["company"]],
        ticked[heading["other_company"]],
        ticked[heading["kept"]] == side[_RIGHT],
        strict=True,
    )
    return [(other, one) if is_other_kept else (one, other) for one, other, is_other_kept in both]


def _table(found: pd.DataFrame, side: dict[str, str]) -> pd.DataFrame:
    """Return the columns of the editor; the name with more leads and deals is kept unless said otherwise."""
    count = found["lead_count"] + found["deal_count"]
    other_count = found["other_lead_count"] + found["other_deal_count"]
    table = {
        "chosen": False,
        "company": found["company"],
        "count": count,
        "other_company": found["other_company"],
        "other_count": other_count,
        "kept": (other_count > count).map({True: side[_RIGHT], False: side[_LEFT]}),
        "similarity": 100 * found["similarity"],
    }
    return pd.DataFrame(table, columns=list(_COLUMNS))


def _merge(frame: Frame, chosen: list[list[str]]) -> None:
    with shell.keeping():
        for names in chosen:
            identity.merge_companies(frame.store, names, kept=names[0], by=session.who())
        fields = {"names": fmt.count(sum(map(len, chosen))), "companies": fmt.count(len(chosen))}
        state.note(Notice("people.company.done", fields=fields))
