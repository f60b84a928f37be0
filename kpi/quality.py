"""What the leads of each channel, campaign, form, … came to: additive counts by segment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Final

import numpy as np
import pandas as pd

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


def segments(
    store: Store, chosen: Filter, dimension: str, *, mql: int, sql: int, as_of: date, curves: Ripening
) -> tuple[Segment, ...]:
    """Return the segments of a dimension, by cohort: leads created in the period, whatever came of them.

    The largest first; they add up to the whole period. No lead: no segment. InvalidInput(what="dimension").
    """
    _check(dimension)
    given = {
        "dimension": dimension,
        "mql": mql,
        "sql": sql,
        "as_of": as_of,
        "lead_share": curves.lead.share.tolist(),
        "deal_share": curves.deal.share.tolist(),
    }
    found = _frame(store, chosen, "quality_leads", given)
    deals = _frame(store, chosen, "quality_deals", given).set_index("segment")
    joined = found.join(deals, on="segment").rename(columns={"segment": "value"})
    joined["median_deal_yen"] = (
        joined["median_deal_yen"].astype(object).where(joined["median_deal_yen"].notna(), None)
    )
    joined = joined.fillna({"deal_exposure": 0.0, "repeat_yen": 0.0})
    return tuple(
        Segment(**{str(name): value for name, value in row.items()}) for row in joined.to_dict("records")
    )


def together(parts: Sequence[Segment], value: str) -> Segment:
    """Add segments up under one name; zeros for none. The median of several is not known from theirs."""
    return Segment(value, **{name: sum(getattr(one, name) for one in parts) for name in ADDITIVE})


def folded(parts: Sequence[Segment], most: int = MOST_SEGMENTS) -> tuple[Segment, ...]:
    """Keep the largest `most` segments; the others become one (decompose_fold.OTHER), the last."""
    if len(parts) <= most + 1:
        return tuple(parts)
    return (*parts[:most], together(parts[most:], OTHER))


def waits(
    store: Store, chosen: Filter, dimension: str, values: Sequence[str], as_of: date
) -> dict[str, Waits]:
    """Return the lead times for some values of a dimension; a value without leads is left out.

    InvalidInput(what="dimension").
    """
    _check(dimension)
    given = {"dimension": dimension, "segments": list(values), "as_of": as_of}
    found = _frame(store, chosen, "quality_waits", given)
    return {
        str(value): Waits(*(_wait(rows[rows["subject"] == subject]) for subject in ("deal", "lead")))
        for value, rows in found.groupby("segment")
    }


def with_spent_only(parts: Sequence[Segment], values: Sequence[str]) -> tuple[Segment, ...]:
    """Add values that only a cost was recorded for, without a lead."""
    known = {one.value for one in parts}
    return (*parts, *(Segment(value) for value in values if value not in known))


def _wait(rows: pd.DataFrame) -> Wait:
    if rows.empty:
        return Wait(None, None, 0)
    is_won = rows["lag_days"].notna()
    days = rows["lag_days"].where(is_won, rows["age_days"]).clip(lower=0).astype(int)
    length = int(days.max()) + 1
    won, waiting = (
        np.bincount(days[part], weights=rows["subject_count"][part], minlength=length).astype(float)
        for part in (is_won, ~is_won)
    )
    curve = maturity_curve(waiting_count=waiting, event_count=won)
    won_count = int(won.sum())
    if curve.horizon_days is None or won_count < FEWEST_WINS:
        return Wait(None, None, won_count)
    half, most = (int(np.argmax(curve.share >= part)) for part in (0.5, 0.8))
    return Wait(half, most, won_count)


def _frame(store: Store, chosen: Filter, name: str, given: Mapping[str, object]) -> pd.DataFrame:
    by_cohort = replace(chosen, dating="cohort")
    return store.frame(name, by_cohort.parameters(store, name, **given))


def _check(dimension: str) -> None:
    if dimension not in DIMENSIONS:
        raise InvalidInput(what="dimension", value=dimension)
