"""What arrived late: the rows of a past period that the store did not hold yet at an earlier moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from kpi.compare_counts import DEAL_LEVELS, LEVELS, OURS, Levels, Part
from kpi.filters import Filter
from kpi.period import Period
from kpi.store import Store

Unknown = Literal["unrecorded", "sample", "undone", "lead_reports"]


@dataclass(frozen=True)
class Late:
    """How much more (or less) of a past period is known today: a difference for each of LEVELS.

    `levels` is None where the store cannot say, and `unknown` why: "unrecorded" (no import before that
    moment), "sample" (the sample was shown then), "undone" (an import that was in then was taken back),
    "lead_reports" (deals that lead reports state: of these only the newest are kept as events).
    """

    levels: Levels | None
    unknown: Unknown | None = None


def arrived_late(
    store: Store,
    chosen: Filter,
    period: Period,
    *,
    known_at: datetime,
    mql: int,
    sql: int,
    parts: Sequence[Part] = OURS,
) -> Late:
    """Return what of a period that was over at `known_at` has been imported, changed or taken back since.

    Leads and deals are told apart by today's scores, merges and links, and what happened after `known_at` is
    no late news. Of a lead that was changed since, only its coming counts. The filter's own period plays no
    part; of deals without a lead (part "no_lead") nothing is known.
    """
    [blocked] = store.rows("compare_late_history", {"known_at": known_at})
    reasons: tuple[Unknown, ...] = ("unrecorded", "sample", "undone", "lead_reports")
    for reason, holds in zip(reasons, blocked, strict=True):
        if holds:
            return Late(None, reason)
    values = {"known_at": known_at, "mql": mql, "sql": sql, "by_cohort": chosen.dating == "cohort"}
    parameters = replace(chosen, period=period).parameters(store, "compare_late", **values)
    found = {name: float(counts[0]) for name, counts in store.arrays("compare_late", parameters).items()}
    deals = {name: sum(found[f"{part}_{name}"] for part in parts if part in OURS) for name in DEAL_LEVELS}
    return Late({name: deals[name] if name in deals else found[name] for name in LEVELS})
