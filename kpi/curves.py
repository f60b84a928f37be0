"""Every KPI of the explore page for all thresholds: computed once per filter, looked up ever after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from kpi.capacity import BestPair, best_pair, pair_grid
from kpi.chain import Chain, chain
from kpi.estimate import Estimate, Trial, estimate
from kpi.evidence import evidence
from kpi.filters import Filter
from kpi.histogram import SCORES, Deals, Histogram, Question, suffix_sum
from kpi.plan import Plan
from kpi.rates import rates
from kpi.store import Store

Float = NDArray[np.float64]


@dataclass(frozen=True)
class DealCurves:
    """Counted deals by SQL threshold (length 101): cohort or activity, as `Histogram` dates them."""

    deal_count: Float
    won_count: Float
    lost_count: Float
    won_amount_yen: Float
    median_deal_yen: Float  # NaN where nothing was won
    win_rate: Float  # won / closed; NaN where nothing is closed


@dataclass(frozen=True)
class Curves:
    """All that a pair of thresholds can change. Arrays have length 101 by threshold (leads ≥ it).

    `weekly_leads` is the load of sales in leads a week; `capacity_weekly_leads` is what it can work.
    """

    histogram: Histogram
    question: Question
    plan: Plan
    selected: Float
    standing: Float  # (6, 101), order of events.STANDINGS
    estimate: Estimate
    cohort: DealCurves
    activity: DealCurves | None  # None where `Histogram` leaves it out
    weekly_leads: Float
    capacity_weekly_leads: float
    chain: Chain
    best: BestPair

    @property
    def inquiries(self) -> int:
        return self.histogram.lead_count

    @property
    def has_activity(self) -> bool | None:
        """Whether any deal moved in the period, whenever its lead came; None where it was not counted."""
        if self.activity is None:
            return None
        moved = self.activity.deal_count + self.activity.won_count + self.activity.lost_count
        return bool(moved[0])

    def sql_rate_of_inquiries(self) -> Float:
        """Share of all inquiries at or above each SQL threshold; NaN without inquiries."""
        return rates(self.selected, self.inquiries)

    def sql_rate_of_mqls(self) -> Float:
        """(101, 101) share [m, s] of the leads ≥ m that are also ≥ s; NaN without MQLs."""
        return rates(self.selected[None, :], self.selected[:, None])


def curves(
    store: Store,
    chosen: Filter,
    counts: Histogram,
    *,
    question: Question,
    plan: Plan,
    as_of: date,
    trial: Trial | None = None,
) -> Curves:
    """Compute all curves of a filter from its histogram; a filter without leads gives zeros and NaN rates."""
    guess = estimate(evidence(store, chosen, counts, question, as_of), trial=trial)
    selected = suffix_sum(counts.leads())
    weeks = max(chosen.period.weeks, 1 / 7)
    return Curves(
        histogram=counts,
        question=question,
        plan=plan,
        selected=selected,
        standing=np.array([suffix_sum(row) for row in counts.standing()]),
        estimate=guess,
        cohort=_deal_curves(counts.cohort),
        activity=None if counts.activity is None else _deal_curves(counts.activity),
        weekly_leads=selected / weeks,
        capacity_weekly_leads=plan.field_leads(1),
        chain=chain(
            plan.goal_yen,
            selected=selected,
            inquiries=counts.lead_count,
            opportunities=guess.deals.total,
            wins=guess.won.total,
            amount_yen=guess.amount_yen.total,
        ),
        best=_best(counts, guess, plan, weeks),
    )


def _deal_curves(deals: Deals) -> DealCurves:
    won, lost = suffix_sum(deals.won_count), suffix_sum(deals.lost_count)
    return DealCurves(
        deal_count=suffix_sum(deals.deal_count),
        won_count=won,
        lost_count=lost,
        won_amount_yen=suffix_sum(deals.won_amount_yen),
        median_deal_yen=_suffix_median(deals),
        win_rate=rates(won, won + lost),
    )


def _suffix_median(deals: Deals) -> Float:
    """Sort once; as the threshold rises, deals drop out of the sorted amounts and the middle is read off."""
    found = np.full(SCORES, np.nan)
    scored = deals.won_scores < SCORES
    order = np.argsort(deals.won_amounts_yen[scored])
    amounts = deals.won_amounts_yen[scored][order]
    scores = deals.won_scores[scored].astype(np.uint8)[order]
    count_by_score = np.bincount(scores, minlength=SCORES)
    for threshold in range(SCORES):
        if not amounts.size:
            break
        found[threshold] = (amounts[(amounts.size - 1) // 2] + amounts[amounts.size // 2]) / 2
        if count_by_score[threshold]:
            above = scores > threshold
            amounts, scores = amounts[above], scores[above]
    return found


def _best(counts: Histogram, guess: Estimate, plan: Plan, weeks: float) -> BestPair:
    """The pair with the highest expected won amount after handling costs, within the capacity (kpis.md 10).

    A lead is one unit of work in the field or inside; what it is worth by score comes from the
    smoothed bucket rates, so that one big deal does not decide where the line goes.
    """
    return best_pair(
        pair_grid(
            counts.leads()[:SCORES],
            guess.opportunity_rate_by_score,
            guess.value_per_opportunity_yen_by_score,
            field_hours=plan.field_leads(weeks),
            inside_hours=plan.inside_leads(weeks),
            hours_first=1,
            hours_deal=0,
            hours_inside=1,
            inside_factor=plan.inside_factor,
            handling_cost_yen=plan.handling_cost_yen,
        )
    )
