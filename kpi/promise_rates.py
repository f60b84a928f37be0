"""Rates that a definition promises, against those that came."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from kpi import smalln
from kpi.curves import Curves
from kpi.rates import rate

RATES: Final = ("mql_rate", "sql_rate", "opportunity_rate", "win_rate")
Verdict = Literal["as_expected", "higher", "lower", "cannot_tell", "too_few", "nothing", "not_promised"]
_NEAR: Final = 0.1  # of the promised rate: within it either way counts as kept


@dataclass(frozen=True)
class RateKept:
    """One promised rate against the actual one: `hit_count` of `trial_count`, with its 95 % interval.

    `verdict`: "higher" or "lower" from a probability of 90 % up; "as_expected" where the interval lies within
    a tenth of the promise; "too_few" as smalln.label says; "nothing" without a case; "not_promised" without
    a promise.
    """

    code: str
    expected_rate: float | None
    hit_count: float
    trial_count: float
    actual_rate: float | None
    interval: smalln.Interval | None
    verdict: Verdict


def kept(expected: Mapping[str, float], counted: Mapping[str, tuple[float, float]]) -> tuple[RateKept, ...]:
    """Return every rate of RATES, promised or not.

    In: promised shares by code; (hits, trials) by code, where hits may be estimates and never exceed trials.
    """
    return tuple(_one(code, expected.get(code), *counted[code]) for code in RATES)


def counted(found: Curves, mql: int, sql: int, denominator: str) -> dict[str, tuple[float, float]]:
    """Return (hits, trials) of every rate of RATES at the lines, from the curves of a filter by cohort.

    Trials of opportunity_rate are SQLs whose outcome is known, its hits those with an opportunity or, while
    young, expected to come to one; win_rate is won of closed deals.
    """
    selected, deals = found.selected, found.cohort
    inquiries = float(found.inquiries)
    known = float(np.nan_to_num(found.estimate.coverage[sql]) * selected[sql])
    opportunities = rate(float(found.estimate.opportunities.total[sql]), float(selected[sql])) or 0.0
    won, lost = float(deals.won_count[sql]), float(deals.lost_count[sql])
    return {
        "mql_rate": (float(selected[mql]), inquiries),
        "sql_rate": (float(selected[sql]), float(selected[mql]) if denominator == "mqls" else inquiries),
        "opportunity_rate": (opportunities * known, known),
        "win_rate": (won, won + lost),
    }


def _one(code: str, expected: float | None, hits: float, trials: float) -> RateKept:
    hits = min(hits, trials)
    interval = smalln.wilson(hits, trials)
    found = rate(hits, trials)
    return RateKept(code, expected, hits, trials, found, interval, _verdict(expected, hits, trials))


def _verdict(expected: float | None, hits: float, trials: float) -> Verdict:
    interval = smalln.wilson(hits, trials)
    if interval is None:
        return "nothing"
    if expected is None:
        return "not_promised"
    if smalln.label(hits, trials) == "too_few":
        return "too_few"
    told = smalln.direction(1 - smalln.chance_below(hits, trials, expected))
    if told != "cannot_tell":
        return told
    low, high = interval
    is_near = low >= expected * (1 - _NEAR) and high <= expected * (1 + _NEAR)
    return "as_expected" if is_near else "cannot_tell"
