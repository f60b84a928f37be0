"""Business days: weekends, Japanese holidays, the year's end, and the company's own days off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import jpholiday
import numpy as np

_YEAR_END = ((12, 29), (12, 30), (12, 31), (1, 1), (1, 2), (1, 3))  # as public offices close


@dataclass(frozen=True)
class Workdays:
    """Monday to Friday without `closed`."""

    closed: frozenset[date] = frozenset()

    def add(self, day: date, count: int) -> date:
        """Return the business day that is `count` business days after `day`; a day off starts the next one.

        From Friday 1 leads to Monday; from Saturday 0 leads to Monday, 1 to Tuesday.
        """
        found = np.busday_offset(day, count, roll="forward", holidays=sorted(self.closed))
        return date.fromisoformat(str(found))

    def between(self, start: date, stop: date) -> int:
        """Return the number of business days in `[start, stop)`; 0 when `stop` is not later."""
        if stop <= start:
            return 0
        return int(np.busday_count(start, stop, holidays=sorted(self.closed)))


@lru_cache(maxsize=16)
def japanese(first: date, last: date, own: tuple[date, ...] = ()) -> Workdays:
    """Return the business days of Japan from `first` to `last`, without the company's `own` days off.

    Holidays that the Cabinet Office has not announced yet are worked out by today's law.
    """
    public = (day for day, _ in jpholiday.between(first, last))
    years = range(first.year, last.year + 1)
    year_ends = (date(year, *day) for year in years for day in _YEAR_END)
    return Workdays(frozenset((*public, *year_ends, *own)))
