"""What the leads of each channel, campaign, form, … came to: additive counts by segment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kpi.decompose_fold import OTHER
from kpi.errors import InvalidInput
from kpi.evidence import maturity
from kpi.filters import Filter
from kpi.maturity import MaturityCurve, maturity_curve
from kpi.store import Store

DIMENSIONS: Final = (
    *("channel", "campaign", "form", "industry", "company_size", "role_level", "landing_page"),
)
MOST_SEGMENTS: Final = 30  # that are shown and judged one by one; the others are one line
FEWEST_WINS: Final = 5  # for days from opening to winning


@dataclass(frozen=True)
class Segment:
    """One value of a dimension (filters.BLANK: not filled in) and what its leads of the period came to.

    Every count and sum is additive over segments. `lead_exposure`, `sql_exposure` and `deal_exposure` are the
    leads, SQLs and deals weighted by how much of what will come has come at their age (kpi.maturity).
    `sql_opportunity_count` counts SQLs with an opportunity, `median_deal_yen` is None without a won deal.
    """

    value: str
    lead_count: float = 0
    mql_count: float = 0
    sql_count: float = 0
    opportunity_lead_count: float = 0
    sql_opportunity_count: float = 0
    won_lead_count: float = 0
    deal_count: float = 0
    won_count: float = 0
    lost_count: float = 0
    won_amount_yen: float = 0
    lead_exposure: float = 0
    sql_exposure: float = 0
    deal_exposure: float = 0
    repeat_yen: float = 0
    median_deal_yen: float | None = None


ADDITIVE: Final = tuple(one.name for one in fields(Segment) if one.name not in ("value", "median_deal_yen"))


@dataclass(frozen=True)
class Wait:
    """Days to winning, off the maturity curve, which counts those in that may still win: by when half and
    80 % of the wins have come. None with fewer than FEWEST_WINS wins, or no usable curve."""

    median_days: int | None
    most_days: int | None
    won_count: int


@dataclass(frozen=True)
class Waits:
    """Lead times of one segment: from opening a deal to winning it, and from an inquiry to its first win."""

    deal: Wait
    lead: Wait


@dataclass(frozen=True, eq=False)
class Ripening:
    """How fast leads become opportunities and deals are won in a filter's whole history."""

    lead: MaturityCurve
    deal: MaturityCurve


def ripening(store: Store, chosen: Filter, as_of: date) -> Ripening:
    """Return both curves of a filter; its period and dating play no part."""
    return Ripening(
        maturity(store, chosen, as_of, "maturity_lead"), maturity(store, chosen, as_of, "maturity_deal")
    )


@dataclass(frozen=True, eq=False)
class Segments:
    """The segments of a dimension, the largest first, adding up to the whole period; and their lead times."""

    parts: tuple[Segment, ...]
    _days: Mapping[str, Mapping[str, Any]]

    def waits(self, values: Sequence[str]) -> dict[str, Waits]:
        """Return the lead times of some values; a value without leads is left out."""
        return {
            value: Waits(deal=_wait(self._days[value], "deal"), lead=_wait(self._days[value], "lead"))
            for value in values
            if value in self._days
        }


def segments(
    store: Store, chosen: Filter, dimension: str, *, mql: int, sql: int, as_of: date, curves: Ripening
) -> Segments:
    """Return the segments of a dimension, by cohort: leads created in the period, whatever came of them.

    No lead: no segment. InvalidInput(what="dimension").
    """
    if dimension not in DIMENSIONS:
        raise InvalidInput(what="dimension", value=dimension)
    given = {
        "dimension": dimension,
        "mql": mql,
        "sql": sql,
        "as_of": as_of,
        "lead_share": curves.lead.share.tolist(),
        "deal_share": curves.deal.share.tolist(),
    }
    leads, deals = (_by_segment(store, chosen, name, given) for name in ("quality_leads", "quality_deals"))
    found = {value: row | deals.get(value, {}) for value, row in leads.items()}
    known = {one.name for one in fields(Segment)}
    parts = (
        Segment(value, **{name: number for name, number in row.items() if name in known})
        for value, row in found.items()
    )
    return Segments(tuple(parts), found)


def together(parts: Sequence[Segment], value: str) -> Segment:
    """Add segments up under one name; zeros for none. The median of several is not known from theirs."""
    return Segment(value, **{name: sum(getattr(one, name) for one in parts) for name in ADDITIVE})


def folded(parts: Sequence[Segment], most: int = MOST_SEGMENTS) -> tuple[Segment, ...]:
    """Keep the largest `most` segments; the others become one (decompose_fold.OTHER), the last."""
    if len(parts) <= most + 1:
        return tuple(parts)
    return (*parts[:most], together(parts[most:], OTHER))


def with_spent_only(parts: Sequence[Segment], values: Sequence[str]) -> tuple[Segment, ...]:
    """Add values that only a cost was recorded for, without a lead."""
    known = {one.value for one in parts}
    return (*parts, *(Segment(value) for value in values if value not in known))


def _wait(days: Mapping[str, Any], subject: str) -> Wait:
    won, waiting = (
        _counted(days.get(f"{subject}_{what}_days"), days.get(f"{subject}_{what}_counts"))
        for what in ("won", "waiting")
    )
    length = max(len(won), len(waiting))
    won, waiting = (np.pad(counts, (0, length - len(counts))) for counts in (won, waiting))
    curve = maturity_curve(waiting_count=waiting, event_count=won)
    won_count = int(won.sum())
    if curve.horizon_days is None or won_count < FEWEST_WINS:
        return Wait(None, None, won_count)
    half, most = (int(np.argmax(curve.share >= part)) for part in (0.5, 0.8))
    return Wait(half, most, won_count)


def _counted(days: Sequence[int] | None, counts: Sequence[int] | None) -> NDArray[np.float64]:
    """Return how many there are by number of days, from 0 up; what lies ahead counts as of day 0."""
    if days is None or counts is None:
        return np.zeros(0)
    return np.bincount(np.maximum(days, 0), weights=counts).astype(float)


def _by_segment(
    store: Store, chosen: Filter, name: str, given: Mapping[str, object]
) -> dict[str, dict[str, Any]]:
    """Return column → value by segment, columns without a value left out."""
    by_cohort = replace(chosen, dating="cohort")
    found = store.frame(name, by_cohort.parameters(store, name, **given))
    rows = zip(*(found[column] for column in found.columns[1:]), strict=True)
    return {
        str(segment): {
            column: value
            for column, value in zip(found.columns[1:], row, strict=True)
            if isinstance(value, np.ndarray) or not pd.isna(value)
        }
        for segment, row in zip(found["segment"], rows, strict=True)
    }
