"""What is known under one question, the rates fitted to it, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from kpi.bucket_rate import BUCKET_OF_SCORE, BUCKETS, SCORES, BucketRates, bucket_rates
from kpi.rates import rate

Float: TypeAlias = NDArray[np.float64]

MIN_KNOWN: Final = 5  # known leads in a bucket: below, its rate is extrapolated


@dataclass(frozen=True, eq=False)
class Evidence:
    """What is known under one question. Arrays of length 101, index = score, unless said otherwise."""

    selected_count: Float  # all leads with that score in the filter
    known_count: Float  # of these: outcome known under the question asked (judged, or worked)
    opportunity_exposure: Float  # sum of G(age) over known leads; known_count when all are mature
    opportunity_lead_count: Float  # known leads with at least one opportunity
    deal_count: Float  # deals of known leads
    win_exposure: Float  # sum of G(age of the deal) over those deals
    won_count: Float
    won_amount_yen: Float  # sum over the won deals of that score
    won_amounts_yen: Float  # any length: the amount of each won deal of known leads


@dataclass(frozen=True, eq=False)
class Trial:
    """A random list from the unknown leads that sales worked: how often it succeeded.

    `known_by_score` (101) counts the trial leads whose outcome is known. They also stand in the evidence
    as known leads, like any other lead that was worked.
    """

    success_count: int
    known_by_score: Float


@dataclass(frozen=True, eq=False)
class Model:
    """Rates fitted once: every stage multiplies what came before by its own factor."""

    opportunity: BucketRates
    win: BucketRates
    deals_per_lead: float
    extra_deal_count: float  # deals beyond one for each opportunity lead
    opportunity_lead_count: float
    won_amounts_yen: Float
    trial: Trial | None

    @property
    def mean_yen(self) -> float:
        return float(self.won_amounts_yen.mean()) if self.won_amounts_yen.size else 0.0

    @property
    def trial_ratio(self) -> float | None:
        """(successes + 1) / (expected successes + 1) of the trial list; None without one."""
        if self.trial is None:
            return None
        expected = float(self.trial.known_by_score @ self.opportunity.rate_by_score)
        return (self.trial.success_count + 1) / (expected + 1)

    @property
    def is_corrected(self) -> NDArray[np.bool_]:
        """By score (101): whether the trial says something about it, up to the highest score tried; leads
        above the line were not held back, so what a trial from below shows does not touch them."""
        if self.trial is None:
            return np.zeros(SCORES, dtype=np.bool_)
        return np.arange(SCORES) <= int(np.flatnonzero(self.trial.known_by_score).max())


@dataclass(frozen=True, eq=False)
class Gaps:
    """What is not known yet, by score."""

    young: Float  # known leads less their exposure
    unknown: Float
    young_deal: Float  # deals less their exposure
    is_sparse: NDArray[np.bool_]  # the bucket has fewer than MIN_KNOWN known leads


def fit(evidence: Evidence, trial: Trial | None) -> Model:
    """Fit both rates; an opportunity lead has one deal at least, also where none was counted yet."""
    opportunity = bucket_rates(evidence.opportunity_lead_count, evidence.opportunity_exposure)
    leads, deals = float(evidence.opportunity_lead_count.sum()), float(evidence.deal_count.sum())
    usable = trial is not None and opportunity.is_defined and float(trial.known_by_score.sum()) > 0
    return Model(
        opportunity=opportunity,
        win=bucket_rates(evidence.won_count, evidence.win_exposure),
        deals_per_lead=max(1.0, rate(deals, leads) or 1.0),
        extra_deal_count=max(0.0, deals - leads),
        opportunity_lead_count=leads,
        won_amounts_yen=evidence.won_amounts_yen,
        trial=trial if usable else None,
    )


def gaps(evidence: Evidence) -> Gaps:
    known = np.bincount(BUCKET_OF_SCORE, weights=evidence.known_count, minlength=BUCKETS)
    return Gaps(
        young=np.maximum(0.0, evidence.known_count - evidence.opportunity_exposure),
        unknown=np.maximum(0.0, evidence.selected_count - evidence.known_count),
        young_deal=np.maximum(0.0, evidence.deal_count - evidence.win_exposure),
        is_sparse=(known < MIN_KNOWN)[BUCKET_OF_SCORE],
    )
