"""Two versions beside each other: the differences in words, and the files line by line."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from kpi.definition import Definition, differences
from kpi.definition_file import text_diff
from kpi.definitions_list import Version
from pages.ui import inputs, session
from pages.ui.agreement import worded
from pages.ui.agreement.doing import key_of, labels
from pages.ui.shell import Frame
from pages.ui.text import Words


def show(frame: Frame, found: Sequence[Version], chosen: Version) -> None:
    """Let a person choose what the version on screen is compared with: at first what held before it, or
    holds now."""
    words = frame.words
    rest = [one for one in found if key_of(one) != key_of(chosen)]
    others = {key_of(one): one for one in rest}
    shown = dict(zip(others, labels(frame, rest), strict=True))
    if not others:
        return
    st.subheader(words("definition.compare"), anchor=False)
    name = f"definition_beside_{key_of(chosen)}"
    first = key_of(_before(frame, list(others.values()), chosen))
    kept = session.kept(name, first)
    st.selectbox(
        words("definition.compare.with"),
        list(others),
        format_func=lambda key: shown.get(key, key),
        key=inputs.widget(name, kept if kept in others else first, always=True),
        on_change=session.keep,
        args=(name,),
    )
    beside = others[kept if kept in others else first]
    old, new = beside.definition, chosen.definition
    heads = [old.name, new.name]
    if old.name == new.name:
        heads = [words("definition.compare.before"), words("definition.compare.after")]
    if not table(words, old, new, heads):
        return
    with st.expander(words("definition.compare.text")):
        st.code(text_diff(old, new), language="diff")


def table(words: Words, old: Definition, new: Definition, names: Sequence[str]) -> bool:
    """Show what differs but the names, one row a difference, under `names`; False where nothing does."""
    rows = worded.rows(words, differences(old, new, named=False))
    if not rows:
        st.markdown(words("definition.compare.same"))
        return False
    heads = [words("definition.compare.what"), *names]
    height = "content" if len(rows) < 12 else 420
    st.dataframe(pd.DataFrame(rows, columns=heads), hide_index=True, height=height)
    return True


def _before(frame: Frame, others: Sequence[Version], chosen: Version) -> Version:
    earlier = [one for one in others if one.state == "agreed" and one.effective_from < chosen.effective_from]
    in_force = [one for one in others if one.standing(frame.today) == "in_force"]
    if chosen.state != "agreed" and in_force:
        return in_force[0]
    return max(earlier, key=lambda one: one.effective_from) if earlier else others[0]
