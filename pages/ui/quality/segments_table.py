"""The table of segments: one row a segment, numbers that sort as numbers, each opening its leads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd
import streamlit as st

from kpi.filters import BLANK
from kpi.quality import Segment, Waits
from kpi.quality_cost import Cost, average_deal_yen, ltv_yen
from kpi.quality_verdict import Judged, Rated, of_all
from kpi.rates import rate
from pages.ui import format as fmt
from pages.ui.quality import parts
from pages.ui.shell import Frame
from pages.ui.text import Words

# the columns of both tables, the form of their numbers, and whose leads stand behind them
_RATES: Final[dict[str, tuple[str, str]]] = {
    "name": ("text", "lead_count"),
    "lead_count": ("count", "lead_count"),
    "opportunity_rate": ("rate", "opportunity_lead_count"),
    "opportunity_range": ("text", "opportunity_lead_count"),
    "shrunk_rate": ("rate", "opportunity_lead_count"),
    "opportunity_verdict": ("text", "opportunity_lead_count"),
    "win_rate": ("rate", "won_lead_count"),
    "win_range": ("text", "won_lead_count"),
    "win_verdict": ("text", "won_lead_count"),
    "mql_rate": ("rate", "mql_count"),
    "sql_rate": ("rate", "sql_count"),
    "sql_opportunity_rate": ("rate", "sql_opportunity_count"),
}
_MONEY: Final[dict[str, tuple[str, str]]] = {
    "name": ("text", "lead_count"),
    "deal_count": ("count", "opportunity_lead_count"),
    "won_count": ("count", "won_lead_count"),
    "average_yen": ("count", "won_lead_count"),
    "median_yen": ("count", "won_lead_count"),
    "wait_half": ("count", "won_lead_count"),
    "wait_most": ("count", "won_lead_count"),
    "lead_half": ("count", "won_lead_count"),
    "lead_most": ("count", "won_lead_count"),
    "ltv_yen": ("count", "won_lead_count"),
}
_COSTS: Final[dict[str, tuple[str, str]]] = {
    "cost_yen": ("count", "lead_count"),
    "cpa_yen": ("count", "lead_count"),
    "opportunity_yen": ("count", "opportunity_lead_count"),
    "roas": ("rate", "won_lead_count"),
    "roas_repeat": ("rate", "won_lead_count"),
}
GROUPS: Final = ("rates", "money")


@dataclass(frozen=True, eq=False)
class Found:
    """One dimension as it is shown: judged segments, all known ones, days to win, costs (None: unknown)."""

    by: str
    judged: tuple[Judged, ...]
    known: tuple[Segment, ...]
    waits: Mapping[str, Waits]
    costs: Mapping[str, Cost] | None

    @property
    def average(self) -> float | None:
        """The opportunity rate of all leads together that say what they are, adjusted for age."""
        return of_all([one for one in self.known if one.value != BLANK], "opportunity_rate")

    @property
    def cost_reason(self) -> str | None:
        """Why no cost is shown; None where one is."""
        if self.by != "channel":
            return "by_channel"
        return "filtered" if self.costs is None else None if self.costs else "none"


def columns(found: Found, *groups: str) -> dict[str, tuple[str, str]]:
    """Return the columns of some tables, costs only where any is recorded."""
    money = _MONEY | (_COSTS if found.costs else {})
    return {name: kind for group in groups for name, kind in (_RATES if group == "rates" else money).items()}


def number_of(column: str) -> str:
    """Return the number (quality_rows.BEHIND) that stands behind a column."""
    return (_RATES | _MONEY | _COSTS)[column][1]


def frame(frame: Frame, found: Found, *groups: str) -> pd.DataFrame:
    """Return the table of some GROUPS, headings in the reader's language; rates in per cent, money in yen."""
    wanted = columns(found, *groups)
    shown = pd.DataFrame([_row(frame, found, one) for one in found.judged], columns=list(wanted))
    for name, (form, _) in wanted.items():
        if form != "text":
            shown[name] = pd.to_numeric(shown[name])
    return shown.rename(columns={name: _heading(frame, name) for name in shown.columns})


def to_download(frame_: Frame, found: Found) -> pd.DataFrame:
    """Return both tables as one; headings say where numbers are per cent."""
    words, wanted = frame_.words, columns(found, *GROUPS)
    rates = [_heading(frame_, name) for name, (form, _) in wanted.items() if form == "rate"]
    shown = frame(frame_, found, *GROUPS)
    shown[rates] = shown[rates].round(1)
    return shown.rename(columns={name: words("quality.percent", name=name) for name in rates})


def config(frame: Frame, found: Found, group: str) -> dict[str, object]:
    """Return how the columns are written, each with what it means."""
    made: dict[str, object] = {}
    for name, (form, _) in columns(found, group).items():
        help_ = frame.words(f"quality_segment.help.{name}")
        if form == "text":
            made[_heading(frame, name)] = st.column_config.TextColumn(help=help_, pinned=name == "name")
        else:
            number = "%.1f%%" if form == "rate" else "localized"
            made[_heading(frame, name)] = st.column_config.NumberColumn(format=number, help=help_)
    return made


def _heading(frame: Frame, name: str) -> str:
    words = frame.words
    if name == "sql_rate" and frame.view.denominator == "mql":
        return words("quality_segment.column.sql_share")
    return words(f"quality_segment.column.{name}")


def _row(frame: Frame, found: Found, one: Judged) -> dict[str, object]:
    words, segment = frame.words, one.segment
    base = segment.mql_count if frame.view.denominator == "mql" else segment.lead_count
    ripe_sqls = max(segment.sql_exposure, segment.sql_opportunity_count)
    wait = found.waits.get(segment.value)
    return {
        "name": parts.name(words, found.by, segment.value),
        "lead_count": segment.lead_count,
        "opportunity_rate": _percent(one.opportunity_rate.rate),
        "opportunity_range": range_text(words, one.opportunity_rate),
        "shrunk_rate": _percent(one.opportunity_rate.shrunk_rate),
        "opportunity_verdict": verdict_text(words, one.opportunity_rate),
        "mql_rate": _percent(rate(segment.mql_count, segment.lead_count)),
        "sql_rate": _percent(rate(segment.sql_count, base)),
        "sql_opportunity_rate": _percent(rate(segment.sql_opportunity_count, ripe_sqls)),
        "deal_count": segment.deal_count,
        "won_count": segment.won_count,
        "win_rate": _percent(one.win_rate.rate),
        "win_range": range_text(words, one.win_rate),
        "win_verdict": verdict_text(words, one.win_rate),
        "average_yen": _whole(average_deal_yen(segment)),
        "median_yen": _whole(segment.median_deal_yen),
        "wait_half": None if wait is None else wait.deal.median_days,
        "wait_most": None if wait is None else wait.deal.most_days,
        "lead_half": None if wait is None else wait.lead.median_days,
        "lead_most": None if wait is None else wait.lead.most_days,
        "ltv_yen": _whole(ltv_yen(segment)),
        **_cost((found.costs or {}).get(segment.value)),
    }


def _cost(cost: Cost | None) -> dict[str, object]:
    if cost is None:
        return dict.fromkeys(_COSTS)
    return {
        "cost_yen": _whole(cost.cost_yen),
        "cpa_yen": _whole(cost.cpa_yen),
        "opportunity_yen": _whole(cost.opportunity_yen),
        "roas": _percent(cost.roas),
        "roas_repeat": _percent(cost.roas_with_repeats),
    }


def range_text(words: Words, rated: Rated) -> str | None:
    """Write a 95 % range; None without one."""
    if rated.low is None or rated.high is None:
        return None
    return words("shell.span", low=fmt.percent(rated.low, 0), high=fmt.percent(rated.high, 0))


def verdict_text(words: Words, rated: Rated) -> str | None:
    """Say what may be said of a rate, and whether its leads are young; None where it is not judged."""
    if rated.rate is None or rated.verdict is None:
        return None
    said = words(f"quality_segment.verdict.{rated.verdict}")
    return words("quality_segment.verdict.young", verdict=said) if rated.is_young else said


def _percent(share: float | None) -> float | None:
    return None if share is None else 100 * share


def _whole(yen: float | None) -> int | None:
    return None if yen is None else round(yen)
