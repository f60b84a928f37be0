"""The explore curves of old against new rules: SQL rate, opportunities, won amount by threshold."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from kpi.definitions import Definition
from kpi.rates import defined
from kpi.rescore import Part, RuleCurves
from pages.ui import cached_score, how
from pages.ui import format as fmt
from pages.ui.score.live import Live
from pages.ui.shell import Frame
from pages.ui.text import Words
from pages.ui.tradeoff_rows import YEN_UNIT

_NAMES = ("sql_rate", "opportunities", "amount")
_STATEMENTS = ("rescore_leads", "rescore_deals")


def show(frame: Frame, found: Live, rules: Definition) -> None:
    """Show three charts, and both rules at the lines."""
    words, old, new = frame.words, found.today.curves, found.effect(rules).curves
    for column, name in zip(st.columns(3), _NAMES, strict=True):
        with column:
            st.markdown(f"**{words(f'score.curve.{name}')}**")
            st.vega_lite_chart(
                spec=cached_score.curve_spec(words.language, name)
                | {"datasets": _rows(frame, name, old, new)},
                width="stretch",
                key=f"score_curve_{name}",
                alt=words(f"score.curve.{name}.alt"),
            )
    st.caption(words("score.curves.legend"))
    st.dataframe(_at_lines(frame, old, new), hide_index=True, placeholder=fmt.UNDEFINED, key="score_lines")
    st.caption(words("score.curves.say"))
    how.computed(words, "score", words("score.how"), _STATEMENTS)


def _part(curves: RuleCurves, name: str) -> Part:
    return curves.opportunities if name == "opportunities" else curves.amount_yen


def _rows(frame: Frame, name: str, old: RuleCurves, new: RuleCurves) -> dict[str, Any]:
    unit = YEN_UNIT[frame.words.language] if name == "amount" else 1.0
    if name == "sql_rate":
        columns = {"old": old.sql_rate, "new": new.sql_rate}
    else:
        part = _part(new, name)
        columns = {
            "old": _part(old, name).total / unit,
            "new": part.total / unit,
            "observed": part.observed / unit,
            "upper": part.upper / unit,
        }
    curve = [
        {"threshold": threshold, "observed": None, "upper": None}
        | {column: defined(values[threshold]) for column, values in columns.items()}
        for threshold in range(len(new.selected))
    ]
    return {"curve": curve, "lines": [{"line": frame.view.mql}, {"line": frame.view.sql}]}


def _at_lines(frame: Frame, old: RuleCurves, new: RuleCurves) -> pd.DataFrame:
    """One row a line and set of rules: leads, SQL rate, coverage, counts and what is expected."""
    words, view = frame.words, frame.view
    rows = [
        {
            "line": f"{name} {line}",
            "rules": words(f"score.{side}"),
            "leads": fmt.count(curves.selected[line]),
            "share": fmt.percent(defined(curves.sql_rate[line])),
            "coverage": fmt.percent(defined(curves.coverage[line]), 0),
            "opportunities": _range(words, curves.opportunities, line, yen=False),
            "won": _range(words, curves.won, line, yen=False),
            "amount": _range(words, curves.amount_yen, line, yen=True),
        }
        for name, line in (("MQL", view.mql), ("SQL", view.sql))
        for side, curves in (("old", old), ("new", new))
    ]
    found = pd.DataFrame(rows)
    return found.rename(columns={name: words(f"score.line.{name}") for name in found.columns})


def _range(words: Words, part: Part, line: int, *, yen: bool) -> str:
    """Write what was counted, what is expected in all, and the displayed range."""
    seen, total, upper = (
        fmt.yen(float(np.round(values[line])), words.language) if yen else fmt.count(float(values[line]))
        for values in (part.observed, part.total, part.upper)
    )
    return words("score.line.range", seen=seen, total=total, upper=upper)
