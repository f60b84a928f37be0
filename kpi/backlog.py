"""The queue of leads at a given pace: how long they wait."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from kpi.checked import ByScore, Floats, Integers, amount, floats
from kpi.errors import InvalidInput
from kpi.numbers import Numeric

NEVER_DAYS: Final = 100_000  # business days, about 400 years
_PART: Final = 1e-6  # a lead that is done but for this much is done


@dataclass(frozen=True, eq=False)
class Backlog:
    """How long leads wait.

    `waiting_days`: per answered lead in order of arrival, business days, 0 = the same day; `never_count`:
    leads that nobody gets to; `open_leads`: still waiting at the end of each day.
    """

    waiting_days: Integers
    never_count: int
    open_leads: Floats

    def answered_within_rate(self, days: int) -> float | None:
        """Return the share of all leads answered within `days` business days; None without leads."""
        total = len(self.waiting_days) + self.never_count
        return int((self.waiting_days <= days).sum()) / total if total else None


def backlog(arrivals_by_business_day: ByScore, daily_capacity: Numeric) -> Backlog:
    """Work a queue off first in, first out, and return how long every lead waits.

    In: whole leads that arrive on each business day (holidays left out; what arrives on one belongs to the
    next business day), leads answered a day (2.5 = five in two days; an idle day is not saved up).
    Out: Backlog. After the last day nobody arrives and the queue is worked off at the same pace.
    Empty: no day or no lead gives no waits; a capacity of 0 (or a wait beyond NEVER_DAYS) counts as never.
    Raises InvalidInput: what = arrivals (below 0, not whole), daily_capacity. Source: methods.md 2.
    """
    arrivals, pace = floats("arrivals", arrivals_by_business_day), amount("daily_capacity", daily_capacity)
    if (arrivals < 0).any() or (arrivals != np.floor(arrivals)).any():
        raise InvalidInput(what="arrivals", value=arrivals_by_business_day)
    surplus = np.cumsum(arrivals - pace)
    open_leads = surplus - np.minimum.accumulate(np.minimum(surplus, 0.0))
    answered = np.cumsum(arrivals) - open_leads  # by the end of each day, the last lead perhaps in part
    arrived_on = np.repeat(np.arange(len(arrivals)), arrivals.astype(np.int64))
    lead = np.arange(1, len(arrived_on) + 1)
    done_on = np.searchsorted(answered + _PART, lead).astype(np.float64)
    late = done_on == len(arrivals)
    if late.any() and pace > 0:
        done_on[late] += np.ceil((lead[late] - answered[-1] - _PART) / pace) - 1
    days = done_on - arrived_on
    never = (days > NEVER_DAYS) | (late if pace == 0 else np.False_)
    return Backlog(days[~never].astype(np.int64), int(never.sum()), open_leads)
