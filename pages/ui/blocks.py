"""The blocks of the explore page: board, trade-off, evidence, trial list."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from kpi import trial
from kpi.curves import Curves
from kpi.errors import InvalidInput
from kpi.filters import Filter
from kpi.histogram import ACCEPTED, JUDGED, WORKED
from kpi.record import won_elsewhere
from pages.ui import board, cached, how, state, tradeoff_spec
from pages.ui import format as fmt
from pages.ui.shell import Frame
from pages.ui.view import Notice


def curves(frame: Frame) -> Curves:
    view, record = frame.view, frame.record
    return cached.curves(
        frame.path, record.data_version, frame.chosen, view.question, view.plan(), record.calendar.as_of
    )


def show_board(frame: Frame, found: Curves) -> None:
    """Show the board and, under it, how its numbers came about."""
    words, view, record = frame.words, frame.view, frame.record
    data = cached.payload(
        frame.path,
        record.data_version,
        frame.chosen,
        view.question,
        view.plan(),
        record.calendar.as_of,
        view.denominator,
        words.language,
    )
    board.mount(
        data,
        state.position(),
        on_thresholds=lambda: state.take_thresholds(board.KEY),
        on_open=lambda: state.take_open(board.KEY),
    )
    denominator = words(f"explore.denominator.{view.denominator}")
    text = f"{words('explore.how.board', denominator=denominator)}\n\n{words('explore.how.chain')}"
    dating = f"histogram_deal_{view.dating}"
    how.computed(words, text, ("histogram_lead", dating), _counts(frame, found))


def _counts(frame: Frame, found: Curves) -> pd.DataFrame:
    words, sql, histogram = frame.words, frame.view.sql, found.histogram
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
    columns = {words("explore.evidence.kpi"): [], words("shell.how.counts"): []}
    label, count = columns
    for name, value in rows.items():
        columns[label].append(words(f"explore.count.{name}"))
        columns[count].append(fmt.count(float(value)))
    return pd.DataFrame(columns)


def show_tradeoff(frame: Frame, found: Curves) -> None:
    """Show the four numbers over every threshold, and the best pair with its plateau."""
    words, view = frame.words, frame.view
    st.subheader(words("explore.tradeoff"), anchor=False)
    st.caption(words("explore.tradeoff.caption"))
    rows = tradeoff_spec.datasets(found, view.mql, view.sql, view.denominator, words)
    shape = cached.tradeoff_spec(words.language)
    with st.container(key="tradeoff_box"):
        st.vega_lite_chart(spec=shape | {"datasets": rows}, key="tradeoff", alt=words("explore.tradeoff.alt"))
    st.markdown(_best(frame, found))
    plan = view.plan()
    cost = fmt.yen(plan.handling_cost_yen, words.language)
    how.computed(words, words("explore.how.capacity", factor=plan.inside_factor, cost=cost), ())


def _best(frame: Frame, found: Curves) -> str:
    words, best, plan = frame.words, found.best, found.plan
    if best.reason or best.mql_range is None or best.sql_range is None:
        return words(f"explore.best.none.{best.reason}")
    if best.sql_threshold == 101:
        return words("explore.best.inside_only", mql=best.mql_threshold)
    return words(
        "explore.best",
        reps=plan.field_reps,
        field=fmt.decimal(plan.field_leads(1)),
        inside_reps=plan.inside_reps,
        inside=fmt.decimal(plan.inside_leads(1)),
        mql=best.mql_threshold,
        sql=best.sql_threshold,
        mql_low=best.mql_range[0],
        mql_high=min(100, best.mql_range[1]),
        sql_low=best.sql_range[0],
        sql_high=min(100, best.sql_range[1]),
    )


def show_evidence(frame: Frame, found: Curves) -> None:
    """Lay apart what is observed, still to come, estimated and extrapolated at the line."""
    words = frame.words
    st.subheader(words("explore.evidence"), anchor=False)
    if frame.view.dating == "activity":
        st.info(words("explore.evidence.activity"))
    else:
        st.dataframe(_parts(frame, found), hide_index=True, width="stretch", key="evidence")
        low, high = (bound[frame.view.sql] for bound in found.estimate.opportunity_bounds)
        st.caption(words("explore.evidence.bounds", low=fmt.count(low), high=fmt.count(high)))
    count, amount = won_elsewhere(frame.store, frame.chosen)
    if count:
        amount_text = fmt.yen(amount, words.language)
        st.caption(words("explore.evidence.elsewhere", count=fmt.count(count), amount=amount_text))
    names = ("maturity_lead", "maturity_deal", "young_lead", "young_deal")
    how.computed(words, words("explore.how.estimate"), names)


def _parts(frame: Frame, found: Curves) -> pd.DataFrame:
    words, sql, guess = frame.words, frame.view.sql, found.estimate
    shown = {
        "opportunities": (guess.deals, fmt.count),
        "won": (guess.won, fmt.count),
        "amount": (guess.amount_yen, lambda value: fmt.yen(value, words.language)),
    }
    return pd.DataFrame(
        [
            {words("explore.evidence.kpi"): words(f"board.card.{name}")}
            | {
                words(f"explore.evidence.{part}"): text(getattr(parts, part)[sql])
                for part in ("observed", "to_come", "estimated", "extrapolated")
            }
            | {words("explore.evidence.range"): f"{text(parts.observed[sql])} – {text(parts.upper[sql])}"}
            for name, (parts, text) in shown.items()
        ]
    )


def show_trial(frame: Frame, found: Curves) -> None:
    """Offer random leads from below the line for sales to work, and say what a trial has shown so far."""
    words, view, agreed = frame.words, frame.view, frame.agreed
    st.subheader(words("explore.trial"), anchor=False)
    low, below = _below_the_line(view.sql, agreed.sql_threshold)
    st.markdown(words("explore.trial.text", low=low, high=below, below=below - 1))
    if frame.store.read_only:
        st.info(words("explore.trial.read_only"))
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.number_input(
            words("explore.trial.size"), 1, 500, step=10, key=state.widget("trial_size", 40), width=140
        )
        st.button(
            words("explore.trial.draw"),
            icon=":material/casino:",
            key="draw",
            on_click=_draw,
            args=(frame, frame.chosen, low, below),
        )
        st.button(words("explore.trial.open"), key="open_trial", on_click=state.open_rows, args=("trial",))
    _trial_state(frame, found)


def _trial_state(frame: Frame, found: Curves) -> None:
    words = frame.words
    so_far = trial.state(frame.store)
    if so_far.drawn_count:
        st.caption(
            words(
                "explore.trial.state",
                drawn=fmt.count(so_far.drawn_count),
                known=fmt.count(so_far.known_count),
                success=fmt.count(so_far.success_count),
            )
        )
    if found.estimate.trial_ratio is not None:
        st.caption(words("explore.trial.ratio", ratio=fmt.decimal(found.estimate.trial_ratio, 2)))


def _below_the_line(sql: int, agreed: int) -> tuple[int, int]:
    """The scores a trial is drawn from: between the moved and the agreed line, else the 20 points below."""
    return (sql, agreed) if sql < agreed else (max(0, agreed - 20), max(agreed, 1))


def _draw(frame: Frame, chosen: Filter, low: int, below: int) -> None:
    try:
        size = state.widget_value("trial_size")
        drawn = trial.draw(
            frame.store,
            chosen,
            score_from=low,
            score_below=below,
            size=size,
            sql_threshold=frame.view.sql,
            seed=None,
        )
    except InvalidInput as error:
        state.note(Notice(f"errors.invalid_input.{error.fields['what']}", fields=error.fields))
        return
    count = len(trial.frame(frame.store, drawn))
    state.note(Notice("explore.trial.drawn", fields={"count": count}))
