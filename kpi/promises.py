"""What sales promised for every lead it gets: a first contact within so many business days."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

import pandas as pd

from kpi.errors import InvalidInput
from kpi.filters import Filter
from kpi.period import Period
from kpi.rates import rate
from kpi.store import Store
from kpi.workdays import Workdays

COLUMNS: Final = ("lead_id", "company", "channel", "score", "owner", "started_on", "due_on", "contacted_on")
MOST_DAYS: Final = 60
_LONGEST_BREAK: Final = timedelta(days=14)


@dataclass(frozen=True)
class Kept:
    """First contacts due of one owner or channel (None: not recorded), and how many were made in time."""

    value: str | None
    due_count: int
    kept_count: int

    @property
    def kept_rate(self) -> float | None:
        return rate(self.kept_count, self.due_count)


@dataclass(frozen=True, eq=False)
class FirstContact:
    """First contacts that were due in a period.

    `due` holds COLUMNS and is_kept, a row each. `missed` are the leads that were contacted late, or not at
    all (`contacted_on` missing), the one due first first, with `late_days`, the business days beyond the due
    day (up to the as-of day). `not_handed_count`: leads of the period that reach the line and that nobody
    handed over; 0 where that is never recorded.
    """

    due_count: int
    missed: pd.DataFrame
    not_handed_count: int
    due: pd.DataFrame

    @property
    def kept_rate(self) -> float | None:
        """Share of the due contacts that were made in time; None when none was due."""
        return rate(self.due_count - len(self.missed), self.due_count)

    @property
    def waiting_count(self) -> int:
        """How many of the missed ones nobody has contacted yet."""
        return int(self.missed["contacted_on"].isna().sum())

    def by(self, column: str) -> tuple[Kept, ...]:
        """Return the promises kept by owner or channel, most misses first; None: not recorded."""
        values = self.due[column].astype(object).where(self.due[column].notna(), None)
        grouped = self.due["is_kept"].groupby(values, dropna=False)
        found = [
            Kept(None if pd.isna(value) else str(value), len(kept), int(kept.sum()))
            for value, kept in grouped
        ]
        return tuple(sorted(found, key=lambda one: (one.kept_count - one.due_count, one.value or "")))


def first_contact(
    store: Store,
    chosen: Filter,
    due: Period,
    *,
    sql: int,
    days: int,
    workdays: Workdays,
    as_of: date,
) -> FirstContact:
    """Return how the promise was kept for leads with score ≥ `sql` whose first contact was due in `due`.

    The clock starts on the day sales gets the lead (its first touch; where handing over is never recorded,
    the day it came) and runs out at the end of the `days`-th business day after it; a day off belongs to the
    next business day. So every miss belongs to one period. Contact is any sales event or deal from then on;
    one on a day off after the due day is in time.
    Columns of `missed`: COLUMNS and late_days. Nothing due: no rows, a rate of None.
    InvalidInput(what="promise_days") unless `days` is 0 to MOST_DAYS.
    """
    if not 0 <= days <= MOST_DAYS:
        raise InvalidInput(what="promise_days", value=days)
    name, promised = "promise_contact", _due_days(due, days, workdays)
    values = {"sql": sql, "as_of": as_of, "due": promised, "began_from": promised[0]["day"]}
    found = store.frame(name, replace(chosen, period=due).parameters(store, name, **values))
    handed = found[found["due_on"].notna()]
    too_late = {day: pd.Timestamp(workdays.add(day.date(), 1)) for day in handed["due_on"].unique()}
    is_kept = handed["contacted_on"] < handed["due_on"].map(too_late).astype(handed["due_on"].dtype)
    missed = handed.loc[~is_kept, list(COLUMNS)].reset_index(drop=True)
    ends = missed["contacted_on"].fillna(pd.Timestamp(as_of))
    late = [_late_days(*row, workdays) for row in zip(missed["due_on"], ends, strict=True)]
    due_rows = handed.loc[:, list(COLUMNS)].assign(is_kept=is_kept).reset_index(drop=True)
    return FirstContact(len(handed), missed.assign(late_days=late), len(found) - len(handed), due_rows)


def _due_days(due: Period, days: int, workdays: Workdays) -> list[dict[str, date]]:
    """Return for every day on which a promise that is due in the period may have begun the day it is due."""
    first = due.start - timedelta(days=2 * days) - _LONGEST_BREAK
    began = (first + timedelta(days=place) for place in range((due.stop - first).days))
    return [{"day": day, "due_on": workdays.add(day, days)} for day in began]


def _late_days(due_on: Any, end: Any, workdays: Workdays) -> int:
    after = timedelta(days=1)
    return workdays.between(due_on.date() + after, end.date() + after)


def _text(value: Any) -> str | None:
    return None if pd.isna(value) else str(value)
