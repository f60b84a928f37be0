"""What would help most: each change in inquiries and yen saved, the one that pays best first."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Final

import pandas as pd
import streamlit as st

from kpi.errors import InvalidInput
from kpi.numbers import exact_number
from pages.ui import blocks, cached, session, state
from pages.ui import format as fmt
from pages.ui.goal.setting import Setting
from pages.ui.shell import Frame
from pages.ui.text import Words

if TYPE_CHECKING:
    from kpi.levers import Lever, Need

_RATES: Final = ("win_rate", "opportunity_rate", "sql_share", "mql_share")
_CODES: Final = (
    *(f"plus_point:{rate}" for rate in _RATES),
    *(f"best_quarter:{rate}" for rate in _RATES),
    *("bigger_deals", "lower_cpa", "one_more_rep", "other_thresholds"),
)


def show(frame: Frame, setting: Setting) -> None:
    """List the levers, each with what it saves; take the costs that a person knows."""
    from kpi.levers import Need, ranked

    words = frame.words
    inquiries, cpa = setting.value("inquiries"), setting.value("cpa_yen")
    if not inquiries:
        st.info(words("goal_chance.open"), icon=":material/info:")
        return
    need = Need(float(inquiries), None if cpa is None else float(cpa))
    found = ranked(_levers(frame, setting, need), _costs(words))
    st.dataframe(_table(frame, found), hide_index=True, height="content")
    st.caption(words("goal_lever.say"))


def _levers(frame: Frame, setting: Setting, need: Need) -> list[Lever]:
    from kpi import levers

    view = frame.view
    rates = {rate: setting.value(rate) for rate in _RATES}
    found = [levers.plus_point(need, rate, _float(value)) for rate, value in rates.items()]
    quarters = cached.goal_quarters(*blocks.rates_key(frame), frame.record.calendar, view.mql, view.sql)
    for rate, value in rates.items():
        hits, known = quarters[rate]
        found.append(levers.best_quarter(need, rate, _float(value), hits, known))
    found += [
        levers.bigger_deals(need, goal_in_yen=view.goal_unit == "goal_yen"),
        levers.lower_cpa(need),
        _one_more_rep(frame, need),
    ]
    if (goal := setting.value("goal_yen")) is not None:
        found.append(_other_lines(frame, need, goal))
    return found


def _float(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _one_more_rep(frame: Frame, need: Need) -> Lever:
    from kpi import levers

    curves = cached.curves(*blocks.rates_key(frame))
    leads, value = cached.goal_value_by_score(*blocks.rates_key(frame))
    return levers.one_more_rep(need, leads, value, frame.view.plan(), curves.histogram.period.weeks)


def _other_lines(frame: Frame, need: Need, goal: Fraction) -> Lever:
    """The pair that the explore page calls best, on the same history."""
    from kpi import levers

    best = cached.curves(*blocks.rates_key(frame)).best
    if best.reason or best.sql_threshold > 100:
        return levers.Lever("other_thresholds", None, None, "no_best_pair")
    chain = cached.goal_chain(*blocks.rates_key(frame), round(goal))
    return levers.other_thresholds(need, chain, best.sql_threshold)


def _costs(words: Words) -> Mapping[str, Fraction]:
    """Ask what each lever would cost; what cannot be read is named beside its field."""
    costs: dict[str, Fraction] = {}
    with st.popover(words("goal_lever.costs"), icon=":material/payments:"):
        st.caption(words("goal_lever.costs.say"))
        for code in _CODES:
            name = f"lever_{code.replace(':', '_')}"
            text = st.text_input(
                _label(words, code),
                key=state.widget(name, session.kept(name, ""), always=True),
                on_change=session.keep,
                args=(name,),
            )
            try:
                if text.strip():
                    costs[code] = max(Fraction(0), exact_number(text))
            except InvalidInput:
                st.error(words("goal.refused.not_a_number", value=fmt.markdown(text)))
    return costs


def _label(words: Words, code: str) -> str:
    kind, _, rate = code.partition(":")
    return words(f"goal_lever.{kind}", **({"rate": words(f"goal.node.{rate}")} if rate else {}))


def _table(frame: Frame, found: tuple[Lever, ...]) -> pd.DataFrame:
    words = frame.words
    table = {
        "what": [_what(frame, one) for one in found],
        "inquiries": [fmt.count(one.inquiries_saved) for one in found],
        "yen": [fmt.yen(one.saved_yen, words.language) for one in found],
        "cost": [fmt.yen(one.cost_yen, words.language) for one in found],
        "pays": [_pays(words, one) for one in found],
        "why": [_why(words, one) for one in found],
    }
    return pd.DataFrame({words(f"goal_lever.column.{name}"): values for name, values in table.items()})


def _what(frame: Frame, one: Lever) -> str:
    words = frame.words
    label = _label(words, one.code)
    if one.code == "other_thresholds" and one.reason != "no_best_pair":
        best = cached.curves(*blocks.rates_key(frame)).best
        return words("goal_lever.pair", label=label, mql=best.mql_threshold, sql=best.sql_threshold)
    return label if one.rate is None else words("goal_lever.to", label=label, rate=fmt.percent(one.rate))


def _pays(words: Words, one: Lever) -> str:
    if one.saved_per_yen is None:
        return fmt.UNDEFINED
    return words("goal_lever.times", times=fmt.decimal(one.saved_per_yen))


def _why(words: Words, one: Lever) -> str:
    if one.reason is None:
        return ""
    return words(f"goal_lever.why.{one.reason.partition(':')[0]}")
