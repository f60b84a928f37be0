"""What the store holds: its span, dimensions and own columns, and what its facts leave out or cannot know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kpi.filters import BLANK, DIMENSIONS, Filter
from kpi.period import Calendar
from kpi.store import Store

LOSS_GAP_DAYS = 90  # losses that begin a quarter after wins were not recorded before


@dataclass(frozen=True)
class Record:
    """One version of the data: `values` maps each dimension to its values, the most frequent first.

    `attributes` maps each own column that can serve as a filter to its values, the column that most leads
    fill in first: at most 45 columns of up to 200 values each, some value shared by two leads, not all
    leads alike, no name or value longer than 100 characters. `has_own_columns` says whether leads have
    any own column, also one that cannot."""

    data_version: int
    data_set: str
    calendar: Calendar
    lead_count: int
    values: dict[str, tuple[str, ...]]
    attributes: dict[str, tuple[str, ...]]
    has_own_columns: bool
    odd_amount_count: int
    future_count: int
    first_lost_on: date | None
    first_won_on: date | None

    @property
    def losses_from(self) -> date | None:
        """The day on which the record of losses begins, where wins were recorded long before it; until
        then every win rate is too high."""
        if self.first_won_on is None or self.first_lost_on is None:
            return None
        return self.first_lost_on if (self.first_lost_on - self.first_won_on).days > LOSS_GAP_DAYS else None


def record(store: Store, *, today: date) -> Record:
    """Return what the store holds; the calendar begins with the first lead, without leads with the first
    deal, and without either it is the single day `today`."""
    as_of = date.fromisoformat(store.meta("as_of") or today.isoformat())
    [(first, _, lead_count)] = store.rows("record_span")
    if not lead_count:
        [(first,)] = store.rows("record_first_deal")
    found: dict[str, list[str]] = {dimension: [] for dimension in DIMENSIONS}
    for dimension, value, _ in store.rows("dimension_values", {"blank": BLANK}):
        found[dimension].append(value)
    own: dict[str, list[str]] = {}
    for name, value in store.rows("attribute_values"):
        own.setdefault(name, []).append(value)
    [(has_own_columns,)] = store.rows("attribute_exists")
    [(odd_amounts, future, first_lost_on, first_won_on)] = store.rows("record_oddities", {"as_of": as_of})
    return Record(
        data_version=store.data_version(),
        data_set=store.meta("data_set") or "own",
        calendar=Calendar(first or as_of, as_of, int(store.meta("fiscal_start_month") or 4)),
        lead_count=lead_count,
        values={dimension: tuple(values) for dimension, values in found.items()},
        attributes={name: tuple(values) for name, values in own.items()},
        has_own_columns=has_own_columns,
        odd_amount_count=odd_amounts,
        future_count=future,
        first_lost_on=first_lost_on,
        first_won_on=first_won_on,
    )


def won_elsewhere(store: Store, chosen: Filter) -> tuple[int, float]:
    """Return (deals, yen) won in the period without any lead of ours."""
    [(count, amount_yen)] = store.rows("deals_elsewhere", chosen.parameters(store, "deals_elsewhere"))
    return count, amount_yen
