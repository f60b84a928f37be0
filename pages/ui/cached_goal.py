"""The caches of the goal page: what history says, and what was worked out for a goal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from kpi import goal_basis
from kpi.filters import Filter
from kpi.goal_basis import STEPS, Basis, Sums
from kpi.histogram import SCORES, suffix_sum
from kpi.period import DAYS_A_YEAR, Calendar, Period, quarters_over
from pages.ui.cached import RatesKey, curves, histogram, store
from pages.ui.caching import cache_data, cache_resource
from pages.ui.text import Language, Words

if TYPE_CHECKING:
    from kpi.chance import Chances
    from kpi.chance_inputs import Rate
    from kpi.goal_ahead import Ahead, Unit
    from kpi.goal_time import Underway


@cache_data(max_entries=64)
def sums(path: Path, data_version: int, chosen: Filter) -> Sums:
    return goal_basis.sums(store(path), chosen)


@cache_resource(max_entries=64)
def basis(key: RatesKey, mql: int, sql: int) -> Basis:
    """What the data says of every step at the lines; shared by all sessions: never changed."""
    found = curves(key)
    return goal_basis.basis(found, sums(*key.leads), mql, sql)


@cache_resource(max_entries=64)
def chances(
    key: tuple[object, ...],
    unit: str,
    goal: Fraction,
    rates: tuple[Rate, ...],
    average_deal_yen: Fraction | None,
    cpa_yen: Fraction | None,
    _won_amounts_yen: NDArray[np.float64],
) -> Chances:
    """The chances of a goal; `key` says which won deals `_won_amounts_yen` are."""
    from kpi.chance import chances  # scipy is loaded for the goal page alone

    found = chances(
        goal,
        rates,
        unit=unit,
        average_deal_yen=average_deal_yen,
        won_amounts_yen=_won_amounts_yen,
        cpa_yen=cpa_yen,
    )
    found.table()  # it keeps what was worked out
    return found


@cache_data(max_entries=64)
def leads_so_far(path: Path, data_version: int, chosen: Filter, mql: int, sql: int) -> dict[str, float]:
    """Inquiries, MQLs and SQLs among the leads of the filter."""
    found = histogram(path, data_version, chosen)
    selected = suffix_sum(found.leads())
    return {"inquiries": found.lead_count, "mqls": float(selected[mql]), "sqls": float(selected[sql])}


@cache_resource(max_entries=64)
def underway(
    path: Path, data_version: int, chosen: Filter, period: Period, lines: tuple[int, int], as_of: date
) -> Underway:
    """What waits today and what has come in the period; no goal and no rate changes it."""
    from kpi.goal_time import underway

    return underway(store(path), chosen, period, mql=lines[0], sql=lines[1], as_of=as_of)


@cache_resource(max_entries=64)
def aheads(
    key: RatesKey,
    calendar: Calendar,
    period: Period,
    lines: tuple[int, int],
    rates: tuple[Rate, ...] | None,
    deal_yen: Fraction | None,
) -> dict[Unit, Ahead]:
    """The rest of a goal's period in each unit of a goal, at these rates and a typed deal size, if any."""
    from kpi.chance_inputs import DealSize
    from kpi.goal_ahead import UNITS, ahead

    known, as_of = basis(key, *lines), calendar.as_of
    found = underway(*key.leads, period, lines, as_of)
    sizes = {"goal_yen": DealSize.of("yen", deal_yen, known.won_amounts_yen)}
    return {
        unit: ahead(
            found,
            period,
            unit,
            as_of=as_of,
            record_days=(as_of - calendar.first_day).days + 1,
            rates=rates,
            size=sizes.get(unit) or DealSize.of("wins", None, ()),
            inquiries_a_day=(known.pace("inquiries") or 0.0) / DAYS_A_YEAR,
        )
        for unit in UNITS
    }


@cache_resource(max_entries=64)
def course_spec(node: str, language: Language) -> dict[str, Any]:
    """The shape of the chart of a goal's way; its rows come beside it."""
    from pages.ui.goal.time_spec import spec

    return spec(Words(language), node)


@cache_resource(max_entries=64)
def quarters(key: RatesKey, calendar: Calendar, mql: int, sql: int) -> dict[str, NDArray[np.float64]]:
    """Each rate in every fiscal quarter of the record that is over, shrunk to the mean of all."""
    from kpi.levers import shrunk_rates

    found: dict[str, tuple[list[float], list[float]]] = {name: ([], []) for name in STEPS}
    for period in quarters_over(calendar):
        narrowed = key._replace(chosen=replace(key.chosen, period=period))
        steps = basis(narrowed, mql, sql).steps
        for name, (hits, known) in found.items():
            hits.append(min(steps[name].hits, steps[name].known_count))
            known.append(steps[name].known_count)
    return {name: shrunk_rates(hits, known) for name, (hits, known) in found.items()}


@cache_resource(max_entries=64)
def rep_growth(key: RatesKey) -> float | None:
    """How many times as much the leads of the filter bring with one more salesperson."""
    from kpi.levers import rep_growth

    found = curves(key)
    guess = found.estimate
    value = guess.opportunity_rate_by_score * guess.value_per_opportunity_yen_by_score
    leads = found.histogram.leads()[:SCORES]
    return rep_growth(leads, np.nan_to_num(value), key.plan, found.histogram.period.weeks)
