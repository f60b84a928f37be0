"""The first thing to read: how well points tell buyers from readers, and who is at the top for nothing."""

from __future__ import annotations

from typing import Final

import streamlit as st

from kpi.definitions import Definition
from kpi.rates import rate
from kpi.scoring_fit import adopted
from kpi.scoring_idle import OFTEN, Idle
from pages.ui import format as fmt
from pages.ui.score.live import Live
from pages.ui.shell import Frame
from pages.ui.text import Words

FEWEST: Final = 5  # leads with an opportunity below which no AUC is shown, worked ones for a comparison


def show(frame: Frame, found: Live) -> None:
    """Show four numbers of the same meaning side by side, and the disease."""
    words, rules = frame.words, frame.agreed
    if rules.score_source == "imported":
        st.info(words("score.imported"), icon=":material/info:")
        st.page_link("pages/data.py", label=words("score.imported.switch"), icon=":material/database:")
    today, known = found.today.curves.auc, found.today.curves.opportunities.observed[0]
    if today is None or known < FEWEST:
        st.info(words("score.no_outcome", count=fmt.count(known), fewest=FEWEST), icon=":material/info:")
    else:
        _measured(frame, found, today)
    st.markdown(disease(words, found.today.idle))


def _measured(frame: Frame, found: Live, today: float) -> None:
    words, rules = frame.words, frame.agreed
    with st.container(horizontal=True, gap="medium", key="score_answer"):
        _metric(words, "today", today, None)
        if rules.score_source == "points":
            for name, part in parts_of(rules).items():
                _metric(words, name, found.effect(part).curves.auc, today)
        suggestion = found.suggestion()
        if suggestion.points is not None:
            new = adopted(rules, found.lines.lines, suggestion)
            _metric(words, "suggested", found.effect(new).curves.auc, today)


def parts_of(rules: Definition) -> dict[str, Definition]:
    """Return the rules without behaviour, and with nothing else."""
    return {
        "without": rules.model_copy(update={"behaviour_points": {}}),
        "only": rules.model_copy(update={"information_points": {}, "attribute_points": {}}),
    }


def _metric(words: Words, name: str, value: float | None, base: float | None) -> None:
    points = 0 if value is None or base is None else round(100 * value) - round(100 * base)
    st.metric(
        words(f"score.auc.{name}"),
        fmt.UNDEFINED if value is None else words("score.auc.pairs", count=fmt.count(100 * value)),
        # the arrow is chosen by a plain minus sign
        delta=words("score.auc.delta", change=f"{points:+d}") if points else None,
        help=words(f"score.auc.{name}.help"),
        width="content",
    )


def disease(words: Words, found: Idle) -> str:
    """Say how many of the top looked often and told nothing, and what became of them."""
    if not found.top_count:
        return words("score.idle.nobody")
    fields = {"top": fmt.count(found.top_count), "often": OFTEN, "count": fmt.count(found.idle_count)}
    if not found.idle_count:
        return words("score.idle.none", **fields)
    said = f"**{words('score.idle', **fields)}**"
    idle = rate(found.opportunity_count, found.worked_count)
    others = rate(found.other_opportunity_count, found.other_worked_count)
    if idle is None or others is None or found.worked_count < FEWEST:
        return said
    shares = {
        "worked": fmt.count(found.worked_count),
        "came": fmt.count(found.opportunity_count),
        "others": fmt.percent(others, 0),
    }
    return f"{said} {words('score.idle.outcome', **shares)}"
