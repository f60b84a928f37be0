"""The caches of the quality page, by data version, filter and what is looked at."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd

from kpi import contribution, interest, quality, reasons, traits
from kpi.contribution import Contribution
from kpi.filters import Filter
from kpi.goal_plans import Kept
from kpi.interest import Before, Traffic
from kpi.period import Calendar
from kpi.quality import Ripening, Segments, Waits
from kpi.quality_cost import Cost
from kpi.quality_cost import costs as query_costs
from kpi.quality_verdict import Judged, judged
from kpi.traits import Trait
from pages.ui import cached
from pages.ui.caching import cache_data, cache_resource

Key = tuple[Path, int, Filter]


@cache_resource(max_entries=64)
def ripening(path: Path, data_version: int, chosen: Filter, as_of: date) -> Ripening:
    """How fast leads and deals of a filter ripen; give it a filter of one period: it plays no part."""
    return quality.ripening(cached.store(path), chosen, as_of)


@cache_resource(max_entries=64)
def segments(key: Key, whole: Filter, dimension: str, lines: tuple[int, int], as_of: date) -> Segments:
    """All segments of a dimension; `whole` is the filter over the whole record."""
    path, data_version, chosen = key
    curves = ripening(path, data_version, whole, as_of)
    store = cached.store(path)
    return quality.segments(store, chosen, dimension, mql=lines[0], sql=lines[1], as_of=as_of, curves=curves)


@cache_resource(max_entries=64)
def judgement(
    key: Key, whole: Filter, dimension: str, lines: tuple[int, int], as_of: date
) -> tuple[Judged, ...]:
    """The largest segments, judged together; channels that only cost something among them."""
    parts = segments(key, whole, dimension, lines, as_of).parts
    spent = costs(key, as_of) if dimension == "channel" else None
    return judged(quality.folded(quality.with_spent_only(parts, tuple(spent or ()))))


@cache_resource(max_entries=64)
def waits(
    key: Key, whole: Filter, dimension: str, lines: tuple[int, int], as_of: date, values: tuple[str, ...]
) -> dict[str, Waits]:
    return segments(key, whole, dimension, lines, as_of).waits(values)


@cache_resource(max_entries=64)
def costs(key: Key, as_of: date) -> dict[str, Cost] | None:
    path, _, chosen = key
    return query_costs(cached.store(path), chosen, as_of)


@cache_data(max_entries=64)
def reasons_by(key: Key, by: str, as_of: date) -> pd.DataFrame:
    path, _, chosen = key
    return reasons.reasons(cached.store(path), chosen, by, as_of)


@cache_resource(max_entries=64)
def all_traits(key: Key, lines: tuple[int, int]) -> tuple[Trait, ...]:
    path, _, chosen = key
    return traits.traits(cached.store(path), chosen, mql=lines[0], sql=lines[1])


@cache_data(max_entries=64)
def reading(key: Key, as_of: date) -> pd.DataFrame:
    path, _, chosen = key
    return interest.reading(cached.store(path), chosen, as_of)


@cache_resource(max_entries=64)
def before(key: Key, every: int) -> tuple[Before, ...]:
    path, _, chosen = key
    return interest.before_opportunities(cached.store(path), chosen, every=every)


@cache_resource(max_entries=64)
def traffic(key: Key) -> Traffic | None:
    path, _, chosen = key
    return interest.traffic(cached.store(path), chosen)


@cache_resource(max_entries=64)
def contributions(
    key: Key, calendar: Calendar, adopted: tuple[tuple[str, int], ...], _plans: list[Kept]
) -> tuple[Contribution, ...]:
    """What our leads contribute; `adopted` says which plans `_plans` are."""
    path, _, chosen = key
    return contribution.contributions(cached.store(path), chosen, calendar, _plans)
