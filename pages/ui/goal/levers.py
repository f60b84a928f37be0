"""What would help most: each change in inquiries and yen saved, the one that pays best first."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Final

import streamlit as st

from kpi.chance_inputs import FEWEST_WINS
from kpi.goal_given import read_amount
from pages.ui import blocks, cached, cached_goal, plain_table, typed
from pages.ui import format as fmt
from pages.ui.goal import lever_costs, outlook
from pages.ui.goal.setting import Setting, shown, solved_at
from pages.ui.plain_table import Row
from pages.ui.shell import Frame
from pages.ui.text import Words

if TYPE_CHECKING:
    from kpi.levers import Lever, Need

_BY_SCORE: Final = ("one_more_rep", "other_thresholds")
_BEST: Final = 3  # levers told in one sentence


def show(frame: Frame, setting: Setting, found: tuple[Lever, ...]) -> None:
    """List the levers, each with what it saves; take the costs that a person knows."""
    words = frame.words
    if not found:
        st.info(outlook.open_text(words, setting), icon=":material/info:")
        return
    headings = [words(f"goal_lever.column.{name}") for name in ("what", "inquiries", "yen", "cost", "pays")]
    rows = (_row(frame, one) for one in found)
    said = [words("goal_lever.say")]
    if any(one.cost_yen is not None and one.saved_yen is not None for one in found):
        said.insert(0, words("goal_lever.order"))
    first = [" ".join(_of(frame, setting))]
    plain_table.draw(words.language, words("goal.section.levers"), headings, rows, said, first)
    lever_costs.ask(frame)


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
    return [*found, _other_lines(frame, need)]


def _float(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _other_lines(frame: Frame, need: Need) -> Lever:
    """The pair that the explore page calls best, on the same history and with the same fixed numbers."""
    from kpi import levers

    best = cached.curves(blocks.rates_key(frame)).best
    if best.reason or best.sql_threshold > 100:
        return levers.Lever("other_thresholds", None, None, "no_best_pair")
    found = solved_at(frame, best.mql_threshold, best.sql_threshold).solved
    return levers.other_thresholds(need, _float(found.value("inquiries")))


def _row(frame: Frame, one: Lever) -> Row:
    words = frame.words
    saved_yen, cost = (fmt.yen(amount, words.language) for amount in (one.saved_yen, one.cost_yen))
    cells = (fmt.count(one.inquiries_saved), saved_yen, cost, _pays(words, one))
    return Row(_what(frame, one), cells, _why(words, one))


def _what(frame: Frame, one: Lever) -> str:
    words = frame.words
    label = lever_costs.label(words, one.code)
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
