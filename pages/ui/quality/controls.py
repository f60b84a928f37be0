"""Whose quality is looked at: period, filters and the denominator of the SQL rate; which lines hold."""

from __future__ import annotations

import streamlit as st

from pages.ui import controls, inputs, state
from pages.ui import format as fmt
from pages.ui.labels import filter_labels
from pages.ui.shell import Frame


def row(frame: Frame) -> None:
    """Show period and filters as on the explore page, and say which lines the rates are counted at."""
    words, view = frame.words, frame.view
    with st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall"):
        controls.period_choice(frame)
        st.segmented_control(
            words("explore.denominator"),
            ("inq", "mql"),
            format_func=lambda code: words(f"explore.denominator.{code}"),
            key=inputs.widget("denominator", view.denominator),
            on_change=lambda: state.change(denominator=inputs.widget_value("denominator")),
            required=True,
        )
        controls.filters(frame)
    said = words("quality.lines", mql=view.mql, sql=view.sql)
    if narrowed := filter_labels(words, view):
        filters = fmt.markdown(words("leads.filtered.join").join(narrowed))
        said = f"{said} {words('leads.filtered', filters=filters)}"
    st.caption(said)
