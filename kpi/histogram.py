"""The histogram of one filter: additive counts by score, the only thing a threshold ever touches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from kpi.events import STANDINGS
from kpi.filters import Dating, Filter
from kpi.period import Period
from kpi.store import Store

Float = NDArray[np.float64]
Question = Literal["sales", "rule"]

SCORES: Final = 101  # scores 0..100
NO_SCORE: Final = 101  # the row of leads without a score: counted, never selected

# bits of lead_fact.mask
WORKED, JUDGED, ACCEPTED, OPPORTUNITY, WON, OPEN, LOST = (1 << bit for bit in range(7))
MASKS: Final = 128

# Which leads' outcome is known under each question (kpis.md 4).
KNOWN: Final[dict[Question, int]] = {"sales": JUDGED, "rule": WORKED}


@dataclass(frozen=True)
class Deals:
    """Deal counts and won yen by score: arrays of length 102, the last row without a score."""

    deal_count: Float
    won_count: Float
    lost_count: Float
    won_amount_yen: Float
    won_scores: NDArray[np.int64]  # one entry a won deal (NO_SCORE where the lead has none)
    won_amounts_yen: Float  # the amount of that deal


@dataclass(frozen=True)
class Histogram:
    """Counts by score under one filter. `mask_count` is (102, 128): score row × standing mask.

    `cohort` counts what came of the leads created in the period, `activity` what happened in it: None
    by cohort, unless no lead was created in the period and only deals can say whether it is empty.
    """

    period: Period
    mask_count: Float
    cohort: Deals
    activity: Deals | None

    def leads(self, *bits: int) -> Float:
        """Return leads by score (length 102) whose mask has all `bits`."""
        wanted = sum(bits)
        has = np.array([mask & wanted == wanted for mask in range(MASKS)])
        return np.asarray(self.mask_count[:, has].sum(axis=1))

    def standing(self) -> Float:
        """Return (6, 102): leads by standing (order of events.STANDINGS) and score; columns sum to leads."""
        rows = np.zeros((len(STANDINGS), SCORES + 1))
        for mask in range(MASKS):
            rows[STANDINGS.index(standing_of(mask))] += self.mask_count[:, mask]
        return rows

    @property
    def lead_count(self) -> int:
        return int(self.mask_count.sum())

    @property
    def no_score_count(self) -> int:
        return int(self.mask_count[NO_SCORE].sum())


def standing_of(mask: int) -> str:
    """Return what became of a lead: the best news counts, an open deal before a lost one."""
    if mask & WON:
        return "won"
    if mask & OPEN:
        return "open"
    if mask & LOST:
        return "lost"
    if mask & JUDGED and not mask & ACCEPTED:
        return "rejected"
    return "in_progress" if mask & WORKED else "not_worked"


def suffix_sum(by_score: Float) -> Float:
    """Return, for every threshold t in 0..100, the sum over scores ≥ t; the no-score row is left out."""
    return np.asarray(by_score[:SCORES][::-1].cumsum()[::-1])


def histogram(store: Store, chosen: Filter) -> Histogram:
    """Query the histogram of a filter under its dating; empty data gives zeros everywhere."""
    found = store.arrays("histogram_lead", chosen.parameters(store, "histogram_lead"))
    counts = np.zeros((SCORES + 1, MASKS))
    counts[_rows(found["score"]), found["mask"]] = found["lead_count"]
    by_activity = chosen.dating == "activity" or not counts.any()
    return Histogram(
        period=chosen.period,
        mask_count=counts,
        cohort=_deals(store, chosen, "cohort"),
        activity=_deals(store, chosen, "activity") if by_activity else None,
    )


def _rows(score: NDArray[np.generic]) -> NDArray[np.int64]:
    """A missing score arrives as NaN and goes to the last row."""
    found = np.asarray(score, dtype=np.float64)
    return np.where(np.isnan(found), NO_SCORE, found).astype(np.int64)


def _deals(store: Store, chosen: Filter, dating: Dating) -> Deals:
    name, amounts = f"histogram_deal_{dating}", f"won_amount_{dating}"
    found = store.arrays(name, chosen.parameters(store, name))
    won = store.arrays(amounts, chosen.parameters(store, amounts))
    rows = _rows(found["score"])

    def column(key: str) -> Float:
        filled = np.zeros(SCORES + 1)
        filled[rows] = found[key]
        return filled

    return Deals(
        deal_count=column("deal_count"),
        won_count=column("won_count"),
        lost_count=column("lost_count"),
        won_amount_yen=column("won_amount_yen"),
        won_scores=_rows(won["score"]),
        won_amounts_yen=np.asarray(won["amount_yen"], dtype=np.float64),
    )
