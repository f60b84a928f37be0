"""What each item goes with among worked leads, and what of the score is due to behaviour."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from kpi.definitions import Definition
from kpi.rates import rate
from kpi.rule_edit import given
from kpi.scoring_worth import Worth
from kpi.smalln import wilson
from pages.ui import format as fmt
from pages.ui.data.rows import formats
from pages.ui.rule_words import item_label, line_label
from pages.ui.score.answer import FEWEST, parts_of
from pages.ui.score.live import Live
from pages.ui.shell import Frame
from pages.ui.text import Words


def show(frame: Frame, found: Live, rules: Definition) -> None:
    """Show a row a line, and say first why none of it is a verdict."""
    words, suggestion = frame.words, found.suggestion()
    st.warning(words("score.worth.selection"), icon=":material/info:")
    st.caption(words(f"score.worth.target.{suggestion.target}", leads=fmt.count(suggestion.lead_count)))
    everything = found.worth()
    order = found.order(frame.agreed)
    worth = [everything[place] for place in order]
    lines = [one.line for one in worth]
    today = given(frame.agreed, lines)
    points = [suggestion.points[place] if suggestion.points else None for place in order]
    table = {
        "item": [item_label(words, line) for line in lines],
        "value": [line_label(words, line) for line in lines],
        "leads": [one.lead_count for one in worth],
        "worked": [one.worked_count for one in worth],
        "with": [_share(words, one.hit_count, one.worked_count) for one in worth],
        "without": [_share(words, one.other_hit_count, one.other_worked_count) for one in worth],
        "evidence": [_evidence(words, one) for one in worth],
        "today": pd.array([one.points for one in today], dtype="Int64"),
        "suggested": pd.array(points, dtype="Int64"),
        "new": pd.array([one.points for one in given(rules, lines)], dtype="Int64"),
    }
    shown = pd.DataFrame(table).rename(columns={name: words(f"score_rules.column.{name}") for name in table})
    st.dataframe(
        shown,
        hide_index=True,
        placeholder=fmt.UNDEFINED,
        height=420,
        column_config=formats(shown),
        key="score_worth",
    )
    st.caption(words("score.worth.how"))
    _order_of(frame, found, rules)


def _order_of(frame: Frame, found: Live, rules: Definition) -> None:
    """Show how well each set of points orders leads: all of them, and worked ones alone."""
    words, today = frame.words, found.today.curves
    if today.opportunities.observed[0] < FEWEST:
        return
    sets = {"today": today, "tried": found.effect(rules).curves}
    if frame.agreed.score_source == "points":
        sets |= {name: found.effect(part).curves for name, part in parts_of(frame.agreed).items()}
    shown = {
        "points": [words(f"score.order.{name}") for name in sets],
        "all": [_pairs(words, curves.auc) for curves in sets.values()],
        "known": [_pairs(words, curves.known_auc) for curves in sets.values()],
    }
    table = pd.DataFrame(shown).rename(columns={name: words(f"score.order.{name}") for name in shown})
    st.markdown(f"**{words('score.order')}**")
    st.dataframe(table, hide_index=True, width="content", key="score_order")
    st.caption(words("score.order.say"))


def _pairs(words: Words, auc: float | None) -> str:
    return fmt.UNDEFINED if auc is None else words("score.auc.pairs", count=fmt.count(100 * auc))


def _share(words: Words, hits: int, tried: int) -> str:
    """Write a rate and its 90 % interval; undefined without worked leads."""
    share, interval = rate(hits, tried), wilson(hits, tried, 0.90)
    if share is None or interval is None:
        return fmt.UNDEFINED
    low, high = (fmt.percent(end, 0) for end in interval)
    return words("score.worth.range", value=fmt.percent(share, 0), low=low, high=high)


def _evidence(words: Words, one: Worth) -> str:
    found = one.evidence
    if found is None or not one.worked_count:
        return fmt.UNDEFINED
    value, low, high = (fmt.decimal(number, 2) for number in (found.weight, found.low, found.high))
    return words("score.worth.range", value=value, low=low, high=high)
