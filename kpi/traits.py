"""Who our leads are at each stage, and what winners and losers have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from kpi.against_rest import against_rest
from kpi.events import INFORMATION_ITEMS
from kpi.filters import Filter
from kpi.rates import rate
from kpi.store import Store

BEHAVIOUR_ITEMS: Final = ("download", "seminar", "mail_click")  # before sales first touched the lead
ITEMS: Final = (*INFORMATION_ITEMS, "channel", "company_size", *BEHAVIOUR_ITEMS)
STAGES: Final = ("lead", "mql", "sql", "opportunity_lead", "won_lead", "lost_lead")
MOST_CLAIMS: Final = 5


@dataclass(frozen=True)
class Trait:
    """One value of an item (filters.BLANK: not filled in) and the leads of the period that have it, by stage.

    `lost_lead_count` are leads that lost a deal and won none.
    """

    item: str
    value: str
    lead_count: int
    mql_count: int
    sql_count: int
    opportunity_lead_count: int
    won_lead_count: int
    lost_lead_count: int


@dataclass(frozen=True)
class TraitClaim:
    """A trait that one side has more often: its leads that have it, shares of that side and of the other."""

    item: str
    value: str
    count: int
    share: float
    other_share: float


def traits(store: Store, chosen: Filter, *, mql: int, sql: int) -> tuple[Trait, ...]:
    """Return all traits of the leads created in the period; the values of one item add up to all of them."""
    name, by_cohort = "quality_traits", replace(chosen, dating="cohort")
    return tuple(Trait(*row) for row in store.rows(name, by_cohort.parameters(store, name, mql=mql, sql=sql)))


def of_item(found: Sequence[Trait], item: str) -> tuple[Trait, ...]:
    """Return the traits of one item, the most frequent first."""
    return tuple(one for one in found if one.item == item)


def share_of(found: Sequence[Trait], item: str, value: str, stage: str) -> float | None:
    """Return the share of the leads of a stage (STAGES) that have a trait; None without a lead."""
    counts = {one.value: int(getattr(one, f"{stage}_count")) for one in of_item(found, item)}
    return rate(counts.get(value, 0), sum(counts.values()))


def winners(found: Sequence[Trait]) -> tuple[TraitClaim, ...]:
    """Return what won leads have more often than all other leads of the period: few, and no luck."""
    return _more_often(found, [(one.won_lead_count, one.lead_count - one.won_lead_count) for one in found])


def losers(found: Sequence[Trait]) -> tuple[TraitClaim, ...]:
    """Return what leads that lost have more often than those that won: few, and no luck."""
    return _more_often(found, [(one.lost_lead_count, one.won_lead_count) for one in found])


def _more_often(found: Sequence[Trait], counts: Sequence[tuple[int, int]]) -> tuple[TraitClaim, ...]:
    """Compare the shares of two sides, all traits as one family; the largest difference first."""
    totals = {item: [0, 0] for item in ITEMS}
    for one, pair in zip(found, counts, strict=True):
        totals[one.item] = [total + count for total, count in zip(totals[one.item], pair, strict=True)]
    looks = [
        (own, totals[one.item][0], other, totals[one.item][1])
        for one, (own, other) in zip(found, counts, strict=True)
    ]
    if not looks:
        return ()
    _, verdicts = against_rest(*zip(*looks, strict=True))
    made = [
        TraitClaim(one.item, one.value, own, own / all_own, other / all_other)
        for one, (own, all_own, other, all_other), verdict in zip(found, looks, verdicts, strict=True)
        if verdict == "higher"
    ]
    return tuple(sorted(made, key=lambda one: one.other_share - one.share))[:MOST_CLAIMS]
