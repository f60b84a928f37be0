"""How results are kept: without a spinner, and keyed by the written form of what they depend on.

Hashing every field by itself, as Streamlit does, costs milliseconds a call.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import streamlit as st

from kpi.compare import Comparison
from kpi.filters import Filter
from kpi.period import Calendar, Period
from kpi.plan import Plan

_WRITTEN: Final[dict[str | type, Callable[[Any], Any]]] = {
    **dict.fromkeys((Filter, Plan, Period, Calendar, Comparison), repr),
    **dict.fromkeys(("pathlib.PosixPath", "pathlib.WindowsPath", "fractions.Fraction", "datetime.date"), str),
}


def cache_data(**how: Any) -> Callable[..., Any]:
    """Keep a result of which every caller gets a copy; `how` as st.cache_data takes it."""
    return st.cache_data(show_spinner=False, hash_funcs=_WRITTEN, **how)


def cache_resource(**how: Any) -> Callable[..., Any]:
    """Keep a result that all callers share and none changes; `how` as st.cache_resource takes it."""
    return st.cache_resource(show_spinner=False, hash_funcs=_WRITTEN, **how)
