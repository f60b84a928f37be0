"""The chain of levels by day, from which any week, month or pair of periods is a difference of sums."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from kpi.checked import Floats
from kpi.compare import Comparison
from kpi.filters import Filter
from kpi.period import Period
from kpi.store import Store

Part = Literal["selected", "other", "no_lead"]
Levels: TypeAlias = Mapping[str, float]
DEAL_LEVELS: Final = ("opportunities", "wins", "amount_yen")
LEVELS: Final = ("leads", "mqls", "sqls", *DEAL_LEVELS)
COHORT_LEVELS: Final = ("opportunity_leads", "won_leads")
# Deals of leads from the SQL line up, and of our other leads (below it, or without a score).
OURS: Final[tuple[Part, ...]] = ("selected", "other")
ALL_PARTS: Final[tuple[Part, ...]] = (*OURS, "no_lead")


@dataclass(frozen=True, eq=False)
class Daily:
    """Levels of every day from `first` on, as running sums: `before_day[name][i]` is what came before day i.

    Names: leads, mqls, sqls, and `<part>_<level>` for the parts and levels of deals; by cohort also
    selected_opportunity_leads and selected_won_leads.
    """

    first: date
    before_day: Mapping[str, Floats]

    def levels(self, period: Period, parts: Sequence[Part] = OURS) -> dict[str, float]:
        """Return LEVELS of a period, deals of the wanted parts together; 0 where nothing is recorded.

        By cohort also COHORT_LEVELS: how many SQLs have an opportunity, and a win, each lead once.
        """
        return {name: float(values[0]) for name, values in self.series([period], parts).items()}

    def series(self, periods: Sequence[Period], parts: Sequence[Part] = OURS) -> dict[str, Floats]:
        """Return the levels of each period, one entry a period."""
        starts, stops = (self._places([getattr(one, end) for one in periods]) for end in ("start", "stop"))
        sums = {name: values[stops] - values[starts] for name, values in self.before_day.items()}
        nothing = np.zeros(len(periods))
        found = {name: sums[name] for name in LEVELS if name not in DEAL_LEVELS}
        for name in DEAL_LEVELS:
            found[name] = np.add.reduce([sums.get(f"{part}_{name}", nothing) for part in parts])
        return found | {
            name: sums[f"selected_{name}"] for name in COHORT_LEVELS if f"selected_{name}" in sums
        }

    def _places(self, days: Sequence[date]) -> NDArray[np.int64]:
        length = len(self.before_day["leads"]) - 1
        return np.array([min(max((day - self.first).days, 0), length) for day in days], dtype=np.int64)


@dataclass(frozen=True)
class Compared:
    """The levels of both periods; `before` is None where nothing of it lies within the record."""

    now: Levels
    before: Levels | None


def daily(
    store: Store,
    chosen: Filter,
    days: Period,
    *,
    mql: int,
    sql: int,
    age_days: int | None = None,
    known_to: date | None = None,
) -> Daily:
    """Return the levels of every day of `days` under a filter, whose own period plays no part.

    By activity: leads created, deals opened and won on the day. By cohort: the leads created on the day and
    what came of them within `age_days` of it (None: ever) and up to `known_to` (None: the as-of day), so that
    days of equal age can be compared; which are younger `compare.usable` tells. Deals of no lead of ours
    (part "no_lead") are counted by activity alone, and under an open filter. Empty: zeros.
    """
    name = f"compare_days_{chosen.dating}"
    found = store.arrays(
        name,
        replace(chosen, period=days).parameters(
            store,
            name,
            mql=mql,
            sql=sql,
            age_days=age_days,
            known_to=known_to or date.max,
            is_open=is_open(chosen),
        ),
    )
    places = (np.asarray(found.pop("day"), dtype="datetime64[D]") - np.datetime64(days.start)).astype(
        np.int64
    )
    return Daily(
        days.start, {column: _before_day(places, values, days.days) for column, values in found.items()}
    )


def compared(
    store: Store,
    chosen: Filter,
    comparison: Comparison,
    *,
    mql: int,
    sql: int,
    parts: Sequence[Part] = OURS,
) -> Compared:
    """Return the levels of both periods under a filter and its dating.

    By cohort what came of the earlier leads counts up to the age that the later ones have.
    """
    lines: dict[str, Any] = {"mql": mql, "sql": sql}
    now, before = comparison.now, comparison.before
    found = daily(store, chosen, now, **lines).levels(now, parts)
    if comparison.recorded == "none":
        return Compared(found, None)
    earlier = daily(store, chosen, before, known_to=comparison.before_known_to, **lines)
    return Compared(found, earlier.levels(before, parts))


def whole(periods: Sequence[Period]) -> Period:
    """Return the days from the first of the periods to the last."""
    start, stop = min(one.start for one in periods), max(one.stop for one in periods)
    return Period(f"{start}..{stop - timedelta(days=1)}", start, stop)


def is_open(chosen: Filter) -> bool:
    """Whether a filter narrows nothing, so that deals without a lead belong to it."""
    narrowed = (chosen.channel, chosen.industry, chosen.form, chosen.company_size, chosen.attributes)
    return not any(narrowed)


def _before_day(places: NDArray[np.int64], values: NDArray[Any], days: int) -> Floats:
    by_day = np.bincount(places, weights=np.asarray(values, dtype=np.float64), minlength=days)
    return np.concatenate([[0.0], by_day.cumsum()])
