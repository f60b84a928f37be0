"""The board of the explore page and the chart that says why it behaves as it does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pandas as pd
import streamlit as st

from kpi.curves import Curves
from kpi.histogram import ACCEPTED, JUDGED, WORKED, Question
from kpi.plan import Plan
from kpi.rates import rate
from pages.ui import board, cached, follower, how, state
from pages.ui import format as fmt
from pages.ui.shell import Frame
from pages.ui.text import Words


def curves(frame: Frame) -> Curves:
    return cached.curves(key(frame))


def key(frame: Frame) -> cached.RatesKey:
    """What every cached result of the page depends on."""
    view, record = frame.view, frame.record
    question: Question = "rule" if view.question == "rule" else "sales"
    return cached.RatesKey(
        frame.path, record.data_version, frame.chosen, question, view.plan(), record.calendar.as_of
    )


def rates_key(frame: Frame) -> cached.RatesKey:
    """`key` without the goal, of which no rate depends: another goal computes nothing of the history anew."""
    found = key(frame)
    return found._replace(plan=replace(found.plan, goal_yen=Plan.goal_yen))


def show_board(frame: Frame) -> None:
    """Show the board: what follows the lines of it needs no other run."""
    words, view = frame.words, frame.view
    has_gap = _loss_gap(frame) is not None
    board.mount(
        cached.payload(key(frame), view.denominator, has_gap, words.language),
        state.position(),
        on_thresholds=lambda: state.take_thresholds(board.KEY),
        on_open=lambda: state.take_open(board.KEY),
    )


def _loss_gap(frame: Frame) -> date | None:
    """Return the day from which losses are recorded when the period reaches back further."""
    since = frame.record.losses_from
    return since if since is not None and frame.chosen.period.start < since else None


def show_board_how(frame: Frame, found: Curves) -> None:
    """Say under the board what its numbers leave out, and how they came about."""
    words, view, since = frame.words, frame.view, _loss_gap(frame)
    if since:
        st.caption(f":material/info: {words('explore.losses', day=fmt.day(since, words.language))}")
    denominator = words(f"explore.denominator.{view.denominator}")
    text = f"{words('explore.how.board', denominator=denominator)}\n\n{words('explore.how.chain')}"
    dating = f"histogram_deal_{view.dating}"
    how.computed(words, "board", text, ("histogram_lead", dating), lambda: _counts(frame, found))


def _counts(frame: Frame, found: Curves) -> pd.DataFrame:
    sql, histogram = frame.view.sql, found.histogram
    rows = {
        "leads": histogram.lead_count,
        "worked": histogram.leads(WORKED).sum(),
        "judged": histogram.leads(JUDGED).sum(),
        "accepted": histogram.leads(ACCEPTED).sum(),
        "no_score": histogram.no_score_count,
        "selected": found.selected[sql],
        "opportunity_leads": found.estimate.opportunities.observed[sql],
        "deals": found.cohort.deal_count[sql],
        "won": found.cohort.won_count[sql],
        "lost": found.cohort.lost_count[sql],
    }
    return _table(frame, {name: fmt.count(float(value)) for name, value in rows.items()})


def show_tradeoff(frame: Frame, found: Curves) -> None:
    """Show the four numbers over every threshold, and the best pair with its plateau.

    The lines are no part of the chart: page.css draws them where the follower says they stand.
    """
    words, view = frame.words, frame.view
    st.subheader(words("explore.tradeoff"), anchor=False)
    st.caption(words("explore.tradeoff.caption"))
    if view.dating == "activity":
        st.caption(f":material/info: {words('explore.tradeoff.cohort')}")
    base = view.mql if view.denominator == "mql" else None
    rows = cached.tradeoff_datasets(key(frame), base, words.language)
    shape = cached.tradeoff_spec(words.language)
    with st.container(key="tradeoff_box"):
        follower.marks("tradeoff_marks", base)
        st.vega_lite_chart(
            spec=shape | {"datasets": rows},
            width="stretch",
            key="tradeoff",
            alt=words("explore.tradeoff.alt"),
        )
    st.markdown(_best(frame, found))
    plan = view.plan()
    cost = fmt.yen(plan.handling_cost_yen, words.language)
    text = words("explore.how.capacity", factor=plan.inside_factor, cost=cost)
    statements = ("histogram_lead", "histogram_deal_cohort")
    how.computed(words, "tradeoff", text, statements, lambda: _capacity(frame, found))


def _capacity(frame: Frame, found: Curves) -> pd.DataFrame:
    """The capacity in leads of the whole period beside the leads at the two lines."""
    plan, view, weeks = found.plan, frame.view, found.histogram.period.weeks
    between = found.selected[view.mql] - found.selected[view.sql]
    return _table(
        frame,
        {
            "weeks": fmt.decimal(weeks),
            "field": fmt.count(plan.field_leads(weeks)),
            "selected": fmt.count(found.selected[view.sql]),
            "inside": fmt.count(plan.inside_leads(weeks)),
            "between": fmt.count(between),
        },
    )


def _table(frame: Frame, rows: Mapping[str, str]) -> pd.DataFrame:
    """Two columns: what is counted, and the count."""
    words = frame.words
    return pd.DataFrame(
        {
            words("explore.evidence.kpi"): [words(f"explore.count.{name}") for name in rows],
            words("shell.how.counts"): list(rows.values()),
        }
    )


def _best(frame: Frame, found: Curves) -> str:
    words, best, plan = frame.words, found.best, found.plan
    if best.reason or best.mql_range is None or best.sql_range is None:
        return words(f"explore.best.none.{best.reason}")
    if best.sql_threshold == 101:
        return words("explore.best.inside_only", mql=best.mql_threshold)
    share = rate(found.weekly_leads[best.sql_threshold], found.capacity_weekly_leads)
    said = words(
        "explore.best",
        reps=plan.field_reps,
        field=fmt.decimal(plan.field_leads(1)),
        inside_reps=plan.inside_reps,
        inside=fmt.decimal(plan.inside_leads(1)),
        mql=best.mql_threshold,
        sql=best.sql_threshold,
        mql_range=_span(words, best.mql_range),
        sql_range=_span(words, best.sql_range),
    )
    if share is None or share <= 1:
        return said
    return f"{said} {words('explore.best.over', share=fmt.percent(share, 0))}"


def _span(words: Words, ends: tuple[int, int]) -> str:
    low, high = ends[0], min(100, ends[1])
    return str(low) if low == high else words("shell.span", low=low, high=high)
