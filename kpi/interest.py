"""What is read: by the leads of open deals, before opportunities, and by visitors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Final

import pandas as pd

from kpi import smalln
from kpi.against_rest import Verdict, against_rest
from kpi.filters import Filter
from kpi.goal_basis import sums
from kpi.period import Period
from kpi.rates import rate
from kpi.store import Store

RECENT_DAYS: Final = 90
FIRST_DAYS: Final = 14
MOST_COMPANIES: Final = 50
ENOUGH_LEADS: Final = 200_000
MOST_ASSETS: Final = 60


@dataclass(frozen=True)
class Before:
    """One page or asset, and how many leads with an opportunity and without one saw it.

    `low` and `high` are the 90 % range (Newcombe) of `difference`, share minus other share; None where a side
    has no lead. `verdict` is of all assets as one family.
    """

    kind: str
    detail: str
    seen_count: int
    all_count: int
    other_seen_count: int
    other_all_count: int
    low: float | None
    high: float | None
    verdict: Verdict

    @property
    def share(self) -> float | None:
        return rate(self.seen_count, self.all_count)

    @property
    def other_share(self) -> float | None:
        return rate(self.other_seen_count, self.other_all_count)


@dataclass(frozen=True)
class PageTraffic:
    """One page: visits, those that left at once, and the inquiries that began there on the recorded days."""

    page: str
    session_count: int
    bounce_count: int
    lead_count: int

    @property
    def bounce_rate(self) -> float | None:
        return rate(self.bounce_count, self.session_count)

    @property
    def inquiry_rate(self) -> float | None:
        return rate(self.lead_count, self.session_count)


@dataclass(frozen=True)
class Traffic:
    """The pages with visits, and the days of the period from the first to the last with any visit."""

    pages: tuple[PageTraffic, ...]
    recorded: Period


def reading(store: Store, chosen: Filter, as_of: date, *, limit: int = MOST_COMPANIES) -> pd.DataFrame:
    """Return what the leads of open deals looked at in the last RECENT_DAYS, newest company first.

    The filter narrows by dimensions, not by its period: open deals are today's. Columns: company (the lead's
    id where no company is known), lead_id, open_count (deals), kind, detail (BLANK: not recorded), last_at,
    piece_count; companies newest first, and their pieces. Nothing read: no rows.
    """
    since = datetime.combine(as_of - timedelta(days=RECENT_DAYS), time())
    name = "quality_reading"
    return store.frame(name, chosen.parameters(store, name, as_of=as_of, since=since, limit=limit))


def one_in(lead_count: int) -> int:
    """Return of how many leads one is enough to tell what is read: shares need no million."""
    return max(1, lead_count // ENOUGH_LEADS)


def before_opportunities(store: Store, chosen: Filter, *, every: int = 1) -> tuple[Before, ...]:
    """Return the MOST_ASSETS most read pages and assets, those that opportunities saw most more often first.

    Of the leads created in the period, what they saw in their first FIRST_DAYS and before any opportunity, so
    that all had about the same time; of `every` so many leads one, by chance. No events: nothing.
    """
    name, by_cohort = "quality_before", replace(chosen, dating="cohort")
    found = store.rows(
        name, by_cohort.parameters(store, name, days=FIRST_DAYS, most=MOST_ASSETS, every=every)
    )
    if not found:
        return ()
    _, verdicts = against_rest(*zip(*(row[2:] for row in found), strict=True))
    made = [_before(row, verdict) for row, verdict in zip(found, verdicts, strict=True)]
    return tuple(sorted(made, key=lambda one: (one.other_share or 0) - (one.share or 0)))


def traffic(store: Store, chosen: Filter) -> Traffic | None:
    """Return the pages with recorded visits, the most visited first; None where no visit is recorded, or the
    filter is narrowed by what visits do not know (form, industry, company size, own columns)."""
    if sums(store, chosen).visits is None:
        return None
    found = store.rows("quality_traffic", chosen.parameters(store, "quality_traffic"))
    *_, first_on, last_on = found[0]
    recorded = Period("", first_on, last_on + timedelta(days=1))
    return Traffic(tuple(PageTraffic(*row[:-2]) for row in found), recorded)


def _before(row: Sequence[object], verdict: Verdict) -> Before:
    kind, detail, *counts = row
    seen, total, other, other_total = (int(str(count)) for count in counts)
    low, high = smalln.newcombe(seen, total, other, other_total, smalln.SURE) or (None, None)
    return Before(str(kind), str(detail), seen, total, other, other_total, low, high, verdict)
