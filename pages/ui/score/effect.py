"""What the rules that are tried do: both distributions, who rises and falls, what must be said of them."""

from __future__ import annotations

import numpy as np
import streamlit as st

from kpi.definitions import Definition
from kpi.rule_remarks import remarks
from pages.ui import cached_score, rule_words
from pages.ui import format as fmt
from pages.ui.cached_score import Effect
from pages.ui.score.answer import FEWEST, disease
from pages.ui.score.charts import WIDTH
from pages.ui.score.live import Live
from pages.ui.shell import Frame


def show(frame: Frame, found: Live, rules: Definition) -> None:
    """Show the effect beside the table."""
    words, after = frame.words, found.effect(rules)
    st.markdown(_summary(frame, found, after))
    st.vega_lite_chart(
        spec=cached_score.spread_spec(words.language) | {"datasets": _rows(frame, after)},
        width="stretch",
        key="score_spread",
        alt=words("score.spread.alt"),
    )
    st.caption(words("score.spread.legend"))
    held = {one.line: one.lead_count for one in found.worth()}
    for remark in remarks(rules, after.moves.after, held):
        st.caption(f":material/info: {rule_words.said(words, remark)}")


def _summary(frame: Frame, found: Live, after: Effect) -> str:
    words, view, before = frame.words, frame.view, found.today
    moved = {"risen": after.moves.risen_count, "fallen": after.moves.fallen_count}
    if not any(moved.values()):
        return f"**{words('score.effect.none')}**"
    said = [f"**{words('score.effect.moved', **{name: fmt.count(n) for name, n in moved.items()})}**"]
    for name, line in (("mql", view.mql), ("sql", view.sql)):
        comes, goes = after.moves.crossing(line)
        fields = {
            "line": line,
            "old": fmt.count(before.curves.selected[line]),
            "new": fmt.count(after.curves.selected[line]),
            "comes": fmt.count(comes),
            "goes": fmt.count(goes),
        }
        said.append(words(f"score.effect.{name}", **fields))
    known = before.curves.opportunities.observed[0]
    if before.curves.auc is not None and after.curves.auc is not None and known >= FEWEST:
        pairs = {"old": before.curves.auc, "new": after.curves.auc}
        told = {name: words("score.auc.pairs", count=fmt.count(100 * auc)) for name, auc in pairs.items()}
        said.append(words("score.effect.auc", **told))
    return "  \n".join((*said, disease(words, after.idle).replace("**", "")))


def _rows(frame: Frame, after: Effect) -> dict[str, list[dict[str, object]]]:
    view, starts = frame.view, np.arange(0, 101, WIDTH)
    old, new = (np.add.reduceat(part, starts) for part in (after.moves.before, after.moves.after))
    # the last place closes the outline
    spread = [
        {
            "from": int(start),
            "to": int(start) + WIDTH,
            "label": f"{start}–{min(start + WIDTH - 1, 100)}",
            "old": float(old[place]),
            "new": float(new[place]),
        }
        for place, start in enumerate(starts)
    ]
    spread.append({**spread[-1], "from": 105, "to": 105, "new": 0.0})
    lines = [{"line": view.mql, "name": "MQL"}, {"line": view.sql, "name": "SQL"}]
    return {"spread": spread, "lines": lines}
