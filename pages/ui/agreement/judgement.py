"""The rule against sales's judgement, in sentences, over all lines, and lead by lead."""

from __future__ import annotations

from dataclasses import replace
from html import escape

import pandas as pd
import streamlit as st

from kpi.agreement import Agreement, Table
from kpi.agreement_price import Price, price
from kpi.agreement_ripe import RipeAgreement, Young
from pages.ui import cached_agreement, controls, how, inputs, state
from pages.ui import format as fmt
from pages.ui.agreement import gain_spec, named_leads
from pages.ui.shell import Frame
from pages.ui.text import Words


def show(frame: Frame) -> None:
    """Say what the line sends and catches, what its misses cost, and which leads these are."""
    words, chosen = frame.words, replace(frame.chosen, dating="cohort")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        controls.period_choice(frame)
        controls.filters(frame)
        _line(frame)
    as_of = frame.record.calendar.as_of
    ripe = cached_agreement.ripe(frame.path, frame.record.data_version, chosen, as_of)
    found = ripe.found
    reason = found.reason(frame.view.sql)
    if reason:
        st.info(words(f"judgement.reason.{reason}"), icon=":material/info:")
    if reason != "none_judged":
        _said(frame, ripe)
        _charts(frame, found)
        _details(frame, found)
    named_leads.show(frame, chosen)
    how.computed(words, "judgement", words("judgement.how"), ("histogram_lead", "lead_reasons"))


def _line(frame: Frame) -> None:
    with st.container(width=340):
        st.slider(
            frame.words("judgement.line"),
            0,
            100,
            key=inputs.widget("judged_line", frame.view.sql, always=True),
            on_change=_take_line,
        )


def _take_line() -> None:
    """Move the SQL line; the MQL line gives way where they would cross."""
    line = inputs.widget_value("judged_line")
    state.change(sql=line, mql=min(state.view().mql, line))


def _said(frame: Frame, ripe: RipeAgreement) -> None:
    words, line, found = frame.words, frame.view.sql, ripe.found
    table = found.at(line)
    if table.precision is not None:
        shares = {"wanted": _of_100(table.precision), "any": _of_100(table.accepted_rate or 0.0)}
        st.markdown(f"**{words('judgement.sends', **shares)}**")
    if table.recall is not None:
        said = words(
            "judgement.catches",
            caught=_of_100(float(found.corrected_recall[line])),
            judged=_of_100(table.recall),
            unjudged=fmt.count(found.unjudged_count),
        )
        st.markdown(f"**{said}**")
    _priced(frame, _price(frame, ripe))
    if ripe.young:
        st.caption(_young(words, ripe.young))
    if found.unscored_count:
        st.caption(words("judgement.unscored", count=fmt.count(found.unscored_count)))


def _price(frame: Frame, ripe: RipeAgreement) -> Price:
    return price(
        ripe.found,
        frame.view.sql,
        ripe.deals.won_count,
        ripe.deals.won_amount_yen,
        frame.view.plan().handling_cost_yen,
        accepted_exposure=ripe.accepted_exposure,
    )


def _young(words: Words, young: Young) -> str:
    """Say how many leads have not had their time, and whether they count."""
    counts = {"count": fmt.count(young.lead_count), "unjudged": fmt.count(young.unjudged_count)}
    key = "judgement.young.left_out" if young.is_left_out else "judgement.young.counted"
    return words(key, days=fmt.count(young.days), **counts)


def _of_100(share: float) -> str:
    return fmt.count(100 * share)


def _priced(frame: Frame, told: Price) -> None:
    """Say what misses and vain leads cost, and from which chance on a lead pays."""
    words, language = frame.words, frame.words.language
    below = {"count": fmt.count(told.won_below_count), "amount": fmt.yen(told.won_below_yen, language)}
    said = [words("judgement.won_below", **below)]
    if told.missed_yen is not None and told.break_even_rate is not None:
        said.append(
            words(
                "judgement.priced",
                missed=fmt.count(told.missed_count),
                missed_yen=fmt.yen(told.missed_yen, language),
                each=fmt.yen(told.yen_per_accepted, language),
                vain=fmt.count(told.vain_count),
                vain_yen=fmt.yen(told.vain_yen, language),
                share=fmt.percent(told.break_even_rate),
            )
        )
    else:
        said.append(words("judgement.not_priced"))
    st.markdown("  \n".join(said))


def _charts(frame: Frame, found: Agreement) -> None:
    words = frame.words
    rows = gain_spec.rows(words, found, frame.view.sql)
    shapes = {"lines": gain_spec.lines, "gain": gain_spec.gain, "lift": gain_spec.lift}
    for column, (name, shape) in zip(st.columns(len(shapes)), shapes.items(), strict=True):
        with column:
            st.markdown(f"**{words(f'judgement.chart.{name}')}**")
            if not rows[name][name]:
                st.caption(words("judgement.chart.none"))
                continue
            st.vega_lite_chart(
                spec=shape(words) | {"datasets": rows[name]},
                width="stretch",
                key=f"judged_{name}",
                alt=words(f"judgement.chart.{name}.alt"),
            )
            if name == "lines":
                st.html("".join(_key(words, line, colour) for line, colour in gain_spec.COLOURS.items()))


def _key(words: Words, line: str, colour: str) -> str:
    """Name one line of the chart beside its colour."""
    mark = f"<span aria-hidden='true' style='color:{colour}'>━ </span>"
    return f"<div style='font-size:.85rem'>{mark}{escape(words(f'judgement.{line}'))}</div>"


def _details(frame: Frame, found: Agreement) -> None:
    """Show the figures of specialists, closed: kappa collapses where nearly all are accepted."""
    words = frame.words
    with st.expander(words("judgement.details"), icon=":material/analytics:"):
        figures = _figures(frame, found, found.at(frame.view.sql))
        names, values = list(figures), list(figures.values())
        table = {words("judgement.figure"): [words(f"judgement.figure.{name}") for name in names]}
        table |= {words("judgement.value"): values}
        table |= {words("judgement.meaning"): [words(f"judgement.figure.{name}.help") for name in names]}
        st.dataframe(pd.DataFrame(table), hide_index=True, height="content")
        st.caption(words("judgement.details.note"))


def _figures(frame: Frame, found: Agreement, table: Table) -> dict[str, str]:
    interval, kappa = table.kappa_interval(), fmt.decimal(table.kappa, 2)
    if interval is not None:
        low, high = (fmt.decimal(end, 2) for end in interval)
        kappa = frame.words("judgement.with_range", value=kappa, low=low, high=high)
    return {
        "tp": fmt.count(table.tp),
        "fp": fmt.count(table.fp),
        "fn": fmt.count(table.fn),
        "tn": fmt.count(table.tn),
        "agreed": fmt.percent(table.agreed_rate),
        "kappa": kappa,
        "f_beta": fmt.decimal(table.f_beta(), 2),
        "lift": fmt.decimal(table.lift, 2),
        "auc": fmt.decimal(found.auc, 2),
    }
