"""What a threshold would have brought: counted, still to come, estimated and extrapolated, kept apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from kpi.estimate_draws import drawn
from kpi.estimate_model import Evidence, Float, Gaps, Model, Trial, fit, gaps
from kpi.rates import rates

__all__ = ["Estimate", "Evidence", "Label", "Parts", "Trial", "estimate"]

Label: TypeAlias = Literal["observed", "estimated", "extrapolated", "nothing"]

EXTRAPOLATED_SHARE: Final = 0.1  # of the selected leads: above, the threshold is called extrapolated
RANGE: Final = (0.1, 0.9)


@dataclass(frozen=True, eq=False)
class Parts:
    """One quantity by threshold t, over the leads with score ≥ t. Arrays of length 101, all finite.

    `lower` and `upper` are the 10th and 90th percentile of the total, widened to hold `total` where the
    expected value of something rare lies outside them. Shown is [observed, upper] (methods.md 1).
    """

    observed: Float
    to_come: Float
    estimated: Float
    extrapolated: Float
    lower: Float
    upper: Float

    @property
    def total(self) -> Float:
        """Observed, still to come, estimated and extrapolated together."""
        return self.observed + self.to_come + self.estimated + self.extrapolated


@dataclass(frozen=True, eq=False)
class Estimate:
    """All four stages by threshold (length 101).

    `coverage` is known / selected, NaN where nothing is selected (label "nothing").
    `opportunity_bounds` are Manski's: none or all of the unknown leads have an opportunity.
    A flag that is False says that the unseen part (all but `observed`) of its stage and of the stages
    after it could not be worked out; it then stands at 0 and must not be shown as a number.
    The two arrays by score hold smoothed rates for one more lead of that score, without the trial.
    """

    coverage: Float
    label: tuple[Label, ...]
    opportunities: Parts  # leads with an opportunity
    deals: Parts
    won: Parts
    amount_yen: Parts
    opportunity_bounds: tuple[Float, Float]
    trial_ratio: float | None
    opportunity_rate_known: bool
    win_rate_known: bool
    amount_known: bool
    opportunity_rate_by_score: Float
    value_per_opportunity_yen_by_score: Float


# One stage by score, expected values: observed, still to come, from unknown leads.
_Stage: TypeAlias = tuple[Float, Float, Float]


def estimate(
    evidence: Evidence, *, trial: Trial | None = None, draws: int = 600, seed: int = 20260401
) -> Estimate:
    """Estimate opportunities, deals, wins and yen at every threshold.

    In: Evidence; optionally the outcome of a random trial list. Out: Estimate. Point figures are expected
    values in closed form; the same seed gives the same range. Empty: no leads give zeros, coverage NaN
    and the label "nothing". At full coverage of mature leads the total is the count, exactly.
    Source: kpis.md 4 and 6, methods.md 1 and 4.
    """
    model, missing = fit(evidence, trial), gaps(evidence)
    unseen = drawn(np.random.default_rng(seed), draws, model, missing)
    leads, deals, won, yen = _stages(evidence, model, missing, unseen)
    selected, unknown = _suffix(evidence.selected_count), _suffix(missing.unknown)
    sparse = _suffix(np.where(missing.is_sparse, missing.unknown, 0.0))
    return Estimate(
        coverage=rates(selected - unknown, selected),
        label=tuple(_label(*row) for row in zip(selected, unknown, sparse, strict=True)),
        opportunities=leads,
        deals=deals,
        won=won,
        amount_yen=yen,
        opportunity_bounds=(leads.observed, leads.observed + unknown),
        trial_ratio=model.trial_ratio,
        opportunity_rate_known=model.opportunity.is_defined,
        win_rate_known=model.win.is_defined,
        amount_known=model.won_amounts_yen.size > 0,
        opportunity_rate_by_score=model.opportunity.rate_by_score,
        value_per_opportunity_yen_by_score=model.deals_per_lead * model.win.rate_by_score * model.mean_yen,
    )


def _expected(evidence: Evidence, model: Model, gaps: Gaps) -> list[_Stage]:
    """Return the four stages by score: each is the one before times deals, win rate, mean amount."""
    chance, win = model.opportunity.rate_by_score, model.win.rate_by_score
    ratio = np.where(model.is_corrected, 1.0 if model.trial_ratio is None else model.trial_ratio, 1.0)
    lead_to_come, lead_unknown = gaps.young * chance, gaps.unknown * np.minimum(1.0, chance * ratio)
    deal_to_come, deal_unknown = lead_to_come * model.deals_per_lead, lead_unknown * model.deals_per_lead
    won_to_come, won_unknown = (deal_to_come + gaps.young_deal) * win, deal_unknown * win
    return [
        (evidence.opportunity_lead_count, lead_to_come, lead_unknown),
        (evidence.deal_count, deal_to_come, deal_unknown),
        (evidence.won_count, won_to_come, won_unknown),
        (evidence.won_amount_yen, won_to_come * model.mean_yen, won_unknown * model.mean_yen),
    ]


def _stages(evidence: Evidence, model: Model, gaps: Gaps, unseen: Iterator[Float]) -> tuple[Parts, ...]:
    """Return the parts of the four stages. What is still to come never outgrows those who still wait:
    a lead has its first opportunity once, a deal is won once."""
    lead, deal, win, amount = _expected(evidence, model, gaps)
    waiting = _suffix(np.maximum(0.0, evidence.known_count - evidence.opportunity_lead_count))
    open_deals = _suffix(np.maximum(0.0, evidence.deal_count - evidence.won_count))
    most = _suffix(gaps.unknown) + waiting  # leads that may still get an opportunity
    most_leads = _suffix(evidence.opportunity_lead_count) + most
    most_deals = _suffix(evidence.deal_count) + most * model.deals_per_lead
    leads = _parts(lead, next(unseen), gaps.is_sparse, room=waiting, most=most_leads)
    room = leads.to_come * model.deals_per_lead
    deals = _parts(deal, next(unseen), gaps.is_sparse, room=room, most=most_deals)
    won = _parts(win, next(unseen), gaps.is_sparse, room=deals.to_come + open_deals, most=deals.upper)
    yen = _parts(amount, next(unseen), gaps.is_sparse, room=won.to_come * model.mean_yen)
    return leads, deals, won, yen


def _parts(
    stage: _Stage, unseen: Float, is_sparse: NDArray[np.bool_], *, room: Float, most: Float | None = None
) -> Parts:
    """Sum a stage over the scores from each threshold up, with the range of its total.

    By threshold: `room` bounds what is still to come, `most` the upper end of the range.
    """
    observed, to_come, unknown = stage
    seen, coming = _suffix(observed), np.minimum(_suffix(to_come), room)
    estimated = _suffix(np.where(is_sparse, 0.0, unknown))
    extrapolated = _suffix(np.where(is_sparse, unknown, 0.0))
    total = seen + coming + estimated + extrapolated
    ordered = np.sort(_suffix(unseen), axis=0)
    low, high = (seen + ordered[round(share * (len(ordered) - 1))] for share in RANGE)
    return Parts(
        observed=seen,
        to_come=coming,
        estimated=estimated,
        extrapolated=extrapolated,
        lower=np.minimum(low, total),
        upper=np.maximum(high if most is None else np.minimum(high, most), total),
    )


def _label(selected: float, unknown: float, sparse: float) -> Label:
    if selected <= 0:
        return "nothing"
    if unknown <= 0:
        return "observed"
    return "extrapolated" if sparse > EXTRAPOLATED_SHARE * selected else "estimated"


def _suffix(by_score: Float) -> Float:
    """Return the sum over scores ≥ t for every threshold t, along the last axis."""
    return np.asarray(by_score[..., ::-1].cumsum(axis=-1)[..., ::-1])
