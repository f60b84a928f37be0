"""How was this computed: the definition in words, the SQL that was run, the counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st

from kpi.sql import statement
from pages.ui.text import Words


def computed(
    words: Words,
    block: str,
    text: str,
    statements: Sequence[str],
    counts: Callable[[], pd.DataFrame] | None = None,
) -> None:
    """Show a closed expander under a block: `text` in words, then counts, then each SQL statement.

    The body is built only while it is open: it would cost every move of a line otherwise.
    """
    with st.expander(
        words("shell.how"), icon=":material/calculate:", key=f"how_{block}", on_change="rerun"
    ) as body:
        if not body.open:
            return
        st.markdown(text)
        if counts is not None:
            st.dataframe(counts(), hide_index=True, width="content")
        if statements:
            st.caption(words("shell.how.sql"))
        for name in statements:
            st.code(statement(name), language="sql", wrap_lines=True)
