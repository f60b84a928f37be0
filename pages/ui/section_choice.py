"""The row in which a person chooses the part of a page that is worked out and shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from pages.ui import inputs, state


def choose(
    field: str, shown: str, codes: Sequence[str], label: str, named: Callable[[str], str], **also: Any
) -> None:
    """Draw the row: `field` of the view is one of `codes` and `shown` now; `also` changes with it."""
    st.segmented_control(
        label,
        codes,
        format_func=named,
        key=inputs.widget(field, shown),
        on_change=lambda: state.change(**{field: inputs.widget_value(field)}, **also),
        required=True,
        label_visibility="collapsed",
    )
