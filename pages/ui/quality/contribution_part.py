"""What share of all won deals and yen comes from our leads, beside the plan and the yardstick of 10 %."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from kpi import goal_plans
from kpi.contribution import Contribution
from kpi.goal import WEB_SHARE_YARDSTICK
from kpi.quality_rows import won_in
from kpi.rates import rate
from pages.ui import cached_quality, how
from pages.ui import format as fmt
from pages.ui.labels import period_label
from pages.ui.meeting.chart_parts import Row
from pages.ui.quality import contribution_chart, marks, parts, picking
from pages.ui.quality.marks import Span
from pages.ui.shell import Frame
from pages.ui.text import Words

_DECIDED = ("wins", "amount_yen", "deal_yen", "win_rate")
_PART, _ANY = "contribution", ""
_WITHOUT_LEADS = 2  # columns that deals alone fill
_A_YEAR = 5  # rows: the year and its quarters
_TIMES_THE_AVERAGE = 3  # what a deal must be to be called large
_WHALE = 0.2  # of all yen in one deal: worth a word


def show(frame: Frame) -> None:
    """Show the newest fiscal year in words, shares by quarter in bars, the table, and a period's leads."""
    words = frame.words
    plans = goal_plans.plans(frame.store)
    adopted = tuple((one.plan_id, one.version) for one in plans if one.state == "adopted")
    key = (frame.path, frame.record.data_version, parts.happened(frame))
    found = cached_quality.contributions(key, frame.record.calendar, adopted, plans)
    if not any(one.all_count for one in found):
        st.info(words("quality_contribution.empty"), icon=":material/search_off:")
        return
    said = st.container()
    if frame.record.lead_count:
        with said:
            _say(words, next(one for one in found if one.all_count))
    else:
        st.info(words("quality_contribution.no_leads"), icon=":material/info:")
    st.caption(f"{words('quality_contribution.caution')} {words('goal.company.source')}")
    quarters = [one for one in found if "q" in one.period.code and one.yen_rate is not None]
    quarters.sort(key=lambda one: one.period.start)
    _chart(frame, quarters if frame.record.lead_count else [])
    _table(frame, found, said)
    text = words("quality_contribution.how")
    how.computed(words, "quality_contribution", text, ("quality_won", "quality_won_rows"))


def _chart(frame: Frame, quarters: Sequence[Contribution]) -> None:
    """Show a bar a quarter, with the changes of the definition and the decisions of its days."""
    if not quarters:
        return
    words = frame.words
    spans = [Span(_key(words, one), one.period.start, one.period.stop) for one in quarters]
    found = marks.read(frame, _DECIDED, spans[0].start, spans[-1].stop)
    rows = [_bar(words, one) for one in quarters]
    st.vega_lite_chart(
        spec=contribution_chart.spec(words, rows, found.rows(spans)),
        width="stretch",
        key=f"quality_contribution_{len(rows)}",
        alt=words("quality_contribution.alt"),
    )
    marks.say(words, found)


def _say(words: Words, newest: Contribution) -> None:
    first, *rest = _sentences(words, newest)
    parts.say([first])
    st.markdown(fmt.markdown(" ".join(rest)))
    if newest.our_count:
        name = words("quality_contribution.leads", period=period_label(words, newest.period.code))
        link = picking.Link(name, newest.period.code, _ANY)
        picking.links([link], part=_PART, groups=("all",), place="newest")


def _sentences(words: Words, one: Contribution) -> list[str]:
    """Say what our leads brought, beside the yardstick and the plan, and whether one deal makes it."""
    name = _period(words, one)
    said = [
        words(
            "quality_contribution.say",
            period=name,
            share=fmt.percent(one.yen_rate, 0),
            yen=fmt.yen(one.our_yen, words.language),
            all=fmt.yen(one.all_yen, words.language),
            count=fmt.count(one.our_count),
            of=fmt.count(one.all_count),
        )
    ]
    yardstick = float(WEB_SHARE_YARDSTICK)
    if one.yen_rate is not None:
        side = "reached" if one.yen_rate >= yardstick else "missed"
        said.append(words(f"quality_contribution.{side}", yardstick=fmt.percent(yardstick, 0)))
    largest = rate(one.largest_yen, one.all_yen)
    if largest is not None and largest >= max(_WHALE, _TIMES_THE_AVERAGE / one.all_count):
        said.append(words("quality_contribution.whale", share=fmt.percent(largest, 0)))
    if one.plan_rate is None:
        said.append(words("quality_contribution.no_plan", period=period_label(words, one.period.code)))
    else:
        plan = fmt.yen(one.planned_yen, words.language)
        said.append(words("quality_contribution.plan", plan=plan, share=fmt.percent(one.plan_rate, 0)))
    return said


def _table(frame: Frame, found: tuple[Contribution, ...], said: DeltaGenerator) -> None:
    words = frame.words
    table = _frame(words, found)
    if not frame.record.lead_count:
        st.dataframe(table.iloc[:, :_WITHOUT_LEADS], hide_index=True, key="quality_contribution_all")
        return
    periods = {one.period.code: one.period for one in found}
    columns = [_ANY] * len(table.columns)
    picking.table(table, list(periods), columns, part=_PART, groups=("all",), group="all", most=3 * _A_YEAR)
    st.caption(words("quality.pick"))
    parts.downloads(frame, "quality_contribution", lambda: table)
    if cell := picking.picked(_PART, list(periods)):
        rows, total = won_in(frame.store, frame.chosen, periods[cell[0]], limit=parts.SHOWN)
        with picking.below(said):
            what = words("quality_contribution.leads", period=period_label(words, cell[0]))
            parts.behind(frame, what, rows, total)


def _frame(words: Words, found: tuple[Contribution, ...]) -> pd.DataFrame:
    def column(name: str, cells: list[str]) -> tuple[str, list[str]]:
        return words(f"quality_contribution.column.{name}"), cells

    def yen(value: float | None) -> str:
        return fmt.yen(value, words.language)

    columns = [
        column("period", [_period(words, one) for one in found]),
        column("all_yen", [yen(one.all_yen) for one in found]),
        column("our_yen", [yen(one.our_yen) for one in found]),
        column("yen_rate", [fmt.percent(one.yen_rate) for one in found]),
        column("no_lead_yen", [yen(one.no_lead_yen) for one in found]),
        column("our_count", [_of(words, one) for one in found]),
        column("count_rate", [fmt.percent(one.count_rate) for one in found]),
        column("count_range", [_range(words, one) for one in found]),
        column("plan", [yen(one.planned_yen) for one in found]),
        column("plan_rate", [fmt.percent(one.plan_rate, 0) for one in found]),
    ]
    if any(one.other_count for one in found):
        columns.insert(5, column("other_yen", [yen(one.other_yen) for one in found]))
    return pd.DataFrame(dict(columns))


def _of(words: Words, one: Contribution) -> str:
    return words("quality_contribution.of", count=fmt.count(one.our_count), all=fmt.count(one.all_count))


def _range(words: Words, one: Contribution) -> str:
    if one.count_range is None:
        return fmt.UNDEFINED
    low, high = (fmt.percent(end, 0) for end in one.count_range)
    return words("shell.span", low=low, high=high)


def _period(words: Words, one: Contribution) -> str:
    name = period_label(words, one.period.code)
    if one.is_running:
        return words("quality_contribution.running", period=name)
    return words("quality_contribution.cut", period=name) if one.is_cut else name


def _bar(words: Words, one: Contribution) -> Row:
    return {
        "key": _key(words, one),
        "name": _period(words, one),
        "share": one.yen_rate,
        "is_running": one.is_running,
        "said": _of(words, one),
        "yen": fmt.yen(one.our_yen, words.language),
    }


def _key(words: Words, one: Contribution) -> str:
    return f"{one.period.start.isoformat()} {period_label(words, one.period.code)}"
