"""What would help most: each change in inquiries and yen saved, the one that pays best first."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Final

import streamlit as st

from kpi.chance_inputs import FEWEST_WINS
from kpi.errors import InvalidInput
from kpi.goal_given import read_amount
from pages.ui import blocks, cached, cached_goal, inputs, plain_table, session, state, typed
from pages.ui import format as fmt
from pages.ui.goal import outlook
from pages.ui.goal.setting import Setting, shown
from pages.ui.plain_table import Row
from pages.ui.shell import Frame
from pages.ui.text import Words

if TYPE_CHECKING:
    from kpi.levers import Lever, Need

_BY_SCORE: Final = ("one_more_rep", "other_thresholds")
_BEST: Final = 3  # levers told in one sentence
_COLUMNS: Final = 2  # of the fields for costs


def show(frame: Frame, setting: Setting, found: tuple[Lever, ...]) -> None:
    """List the levers, each with what it saves; take the costs that a person knows."""
    words = frame.words
    if not found:
        st.info(words("goal_chance.open"), icon=":material/info:")
        return
    _ask_costs(frame)
    headings = [words(f"goal_lever.column.{name}") for name in ("what", "inquiries", "yen", "cost", "pays")]
    rows = (_row(frame, one) for one in found)
    said = [words("goal_lever.say")]
    if any(one.cost_yen is not None and one.saved_yen is not None for one in found):
        said.insert(0, words("goal_lever.order"))
    first = [" ".join(_of(frame, setting))]
    plain_table.draw(words("goal.section.levers"), headings, rows, said, first)


def _of(frame: Frame, setting: Setting) -> Iterator[str]:
    """Say what is saved of what, and where nothing is missing: savings look like a shortage otherwise."""
    words = frame.words
    yield words("goal_lever.of", count=shown(words, "inquiries", setting.plan["inquiries"]))
    if (found := outlook.without_more(frame, setting)) is None:
        return
    code, likely = found
    when = "_ahead" if code == "covered" and setting.stand == "ahead" else ""
    yield words(f"goal_lever.{code}{when}", chance=outlook.percent(words, likely))
    if likely < outlook.LIKELY:
        yield words("goal_time.surer")


def read(frame: Frame, setting: Setting) -> tuple[Lever, ...]:
    """Return the levers in their order; empty until it is known what the goal needs."""
    from kpi.levers import Need, ranked

    inquiries, cpa = setting.value("inquiries"), setting.value("cpa_yen")
    if not inquiries:
        return ()
    need = Need(float(inquiries), None if cpa is None else float(cpa))
    given = typed.texts(frame.view.lever_costs)
    costs = {code.replace(".", ":"): read_amount("cost", text) for code, text in given.items()}
    return ranked(_levers(frame, setting, need), costs)


def best_text(frame: Frame, setting: Setting) -> str:
    """Say which levers come first; "" where none saves anything."""
    words = frame.words
    found = [one for one in read(frame, setting) if one.inquiries_saved][:_BEST]
    said = words("goal_lever.join").join(
        words("goal_lever.best.item", what=_what(frame, one), count=fmt.count(one.inquiries_saved))
        for one in found
    )
    return words("goal_lever.best", levers=said) if found else ""


def _levers(frame: Frame, setting: Setting, need: Need) -> list[Lever]:
    from kpi import levers

    view = frame.view
    rates = {rate: setting.value(rate) for rate in typed.RATES}
    found = [levers.plus_point(need, rate, _float(value)) for rate, value in rates.items()]
    quarters = cached_goal.quarters(blocks.rates_key(frame), frame.record.calendar, *frame.lines)
    found += [
        *(levers.best_quarter(need, rate, _float(value), quarters[rate]) for rate, value in rates.items()),
        levers.bigger_deals(need, goal_in_yen=view.goal_unit == "goal_yen"),
        levers.lower_cpa(need),
    ]
    if len(setting.basis.won_amounts_yen) < FEWEST_WINS:
        # what a lead of each score is worth would rest on a deal or two
        return [*found, *(levers.Lever(code, None, None, "few_wins") for code in _BY_SCORE)]
    found.append(levers.one_more_rep(need, cached_goal.rep_growth(blocks.rates_key(frame))))
    if (goal := setting.value("goal_yen")) is not None:
        found.append(_other_lines(frame, need, goal))
    return found


def _float(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _other_lines(frame: Frame, need: Need, goal: Fraction) -> Lever:
    """The pair that the explore page calls best, on the same history."""
    from kpi import levers

    best = cached.curves(blocks.rates_key(frame)).best
    if best.reason or best.sql_threshold > 100:
        return levers.Lever("other_thresholds", None, None, "no_best_pair")
    chain = cached_goal.chain(blocks.rates_key(frame), round(goal), best.sql_threshold)
    return levers.other_thresholds(need, chain, 0)


def _ask_costs(frame: Frame) -> None:
    """Ask what each lever would cost, where a person wants to tell; what cannot be used is named, the last
    cost holds."""
    words = frame.words
    is_open = st.toggle(
        words("goal_lever.costs"),
        key=inputs.widget("goal_lever_costs", session.kept("goal_lever_costs", False)),
        on_change=session.keep,
        args=("goal_lever_costs",),
    )
    if is_open:
        with st.container(border=True):
            _fields(frame)
        return
    for code in typed.LEVERS:
        if (refused := inputs.refused(_field(code))) is not None:
            _say_refused(words, refused, _label(words, code))


def _fields(frame: Frame) -> None:
    words, kept = frame.words, typed.texts(frame.view.lever_costs)
    st.caption(words("goal_lever.costs.say"))
    columns = st.columns(_COLUMNS)
    for place, code in enumerate(typed.LEVERS):
        with columns[place % _COLUMNS]:
            _cost(words, code, kept.get(code, ""))


def _cost(words: Words, code: str, kept: str) -> None:
    refused = inputs.refused(_field(code))
    st.text_input(
        _label(words, code),
        key=inputs.widget(_field(code), kept if refused is None else refused, always=True),
        placeholder=fmt.UNDEFINED,
        on_change=_take,
        args=(code,),
    )
    if refused is not None:
        _say_refused(words, refused)


def _field(code: str) -> str:
    return f"lever_{code.replace('.', '_')}"


def _take(code: str) -> None:
    text, kept = str(inputs.widget_value(_field(code))).strip(), typed.texts(state.view().lever_costs)
    inputs.refuse(_field(code), None)
    try:
        if text:
            read_amount("cost", text)
            kept[code] = text
        else:
            kept.pop(code, None)
    except InvalidInput:
        inputs.refuse(_field(code), text)
    state.change(lever_costs=typed.items(kept))


def _say_refused(words: Words, text: str, label: str = "") -> None:
    try:
        read_amount("cost", text)
    except InvalidInput as error:
        problem = words(f"goal.refused.{error.fields['reason']}", value=fmt.markdown(text))
        st.error(words("goal_lever.refused", lever=label, problem=problem) if label else problem)


def _label(words: Words, code: str) -> str:
    kind, _, rate = code.replace(":", ".").partition(".")
    return words(f"goal_lever.{kind}", **({"rate": words(f"goal.node.{rate}")} if rate else {}))


def _row(frame: Frame, one: Lever) -> Row:
    words = frame.words
    saved_yen, cost = (fmt.yen(amount, words.language) for amount in (one.saved_yen, one.cost_yen))
    cells = (fmt.count(one.inquiries_saved), saved_yen, cost, _pays(words, one))
    return Row(_what(frame, one), cells, _why(words, one))


def _what(frame: Frame, one: Lever) -> str:
    words = frame.words
    label = _label(words, one.code)
    if one.code == "other_thresholds" and one.reason not in ("no_best_pair", "few_wins"):
        best = cached.curves(blocks.rates_key(frame)).best
        return words("goal_lever.pair", label=label, mql=best.mql_threshold, sql=best.sql_threshold)
    if one.rate is None or one.reason == "already_best":
        return label
    return words("goal_lever.to", label=label, rate=fmt.percent(one.rate))


def _pays(words: Words, one: Lever) -> str:
    if one.saved_per_yen is None:
        return fmt.UNDEFINED
    return words("goal_lever.times", times=fmt.decimal(one.saved_per_yen))


def _why(words: Words, one: Lever) -> str:
    if one.reason is None:
        return ""
    return words(f"goal_lever.why.{one.reason.partition(':')[0]}")
