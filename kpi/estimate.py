"""What a threshold would have brought: counted, still to come, estimated and extrapolated, kept apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from kpi.bucket_rate import BUCKET_OF_SCORE, BUCKETS, BucketRates, bucket_rates
from kpi.rates import rate, rates

Float: TypeAlias = NDArray[np.float64]
Label: TypeAlias = Literal["observed", "estimated", "extrapolated", "nothing"]

MIN_KNOWN: Final = 5  # known leads in a bucket: below, its rate is extrapolated
EXTRAPOLATED_SHARE: Final = 0.1  # of the selected leads: above, the threshold is called extrapolated
MANY_DEALS: Final = 300  # above, the mean amount is near enough to normal
WIDE_VARIANCE: Final = 25.0  # of a random count: above, it is near enough to normal
RANGE: Final = (0.1, 0.9)


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


@dataclass(frozen=True, eq=False)
class _Model:
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


@dataclass(frozen=True, eq=False)
class _Gaps:
    """What is not known yet, by score."""

    young: Float  # known leads less their exposure
    unknown: Float
    young_deal: Float  # deals less their exposure
    is_sparse: NDArray[np.bool_]  # the bucket has fewer than MIN_KNOWN known leads


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
    model, gaps = _model(evidence, trial), _gaps(evidence)
    drawn = _drawn(np.random.default_rng(seed), draws, model, gaps)
    leads, deals, won, yen = _stages(evidence, model, gaps, drawn)
    selected, unknown = _suffix(evidence.selected_count), _suffix(gaps.unknown)
    sparse = _suffix(np.where(gaps.is_sparse, gaps.unknown, 0.0))
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


def _model(evidence: Evidence, trial: Trial | None) -> _Model:
    """Fit both rates; an opportunity lead has one deal at least, also where none was counted yet."""
    opportunity = bucket_rates(evidence.opportunity_lead_count, evidence.opportunity_exposure)
    leads, deals = float(evidence.opportunity_lead_count.sum()), float(evidence.deal_count.sum())
    usable = trial is not None and opportunity.is_defined and float(trial.known_by_score.sum()) > 0
    return _Model(
        opportunity=opportunity,
        win=bucket_rates(evidence.won_count, evidence.win_exposure),
        deals_per_lead=max(1.0, rate(deals, leads) or 1.0),
        extra_deal_count=max(0.0, deals - leads),
        opportunity_lead_count=leads,
        won_amounts_yen=evidence.won_amounts_yen,
        trial=trial if usable else None,
    )


def _gaps(evidence: Evidence) -> _Gaps:
    known = np.bincount(BUCKET_OF_SCORE, weights=evidence.known_count, minlength=BUCKETS)
    return _Gaps(
        young=np.maximum(0.0, evidence.known_count - evidence.opportunity_exposure),
        unknown=np.maximum(0.0, evidence.selected_count - evidence.known_count),
        young_deal=np.maximum(0.0, evidence.deal_count - evidence.win_exposure),
        is_sparse=(known < MIN_KNOWN)[BUCKET_OF_SCORE],
    )


def _expected(evidence: Evidence, model: _Model, gaps: _Gaps) -> list[_Stage]:
    """Return the four stages by score: each is the one before times deals, win rate, mean amount."""
    chance, win = model.opportunity.rate_by_score, model.win.rate_by_score
    ratio = 1.0 if model.trial_ratio is None else model.trial_ratio
    lead_to_come, lead_unknown = gaps.young * chance, gaps.unknown * np.minimum(1.0, chance * ratio)
    deal_to_come, deal_unknown = lead_to_come * model.deals_per_lead, lead_unknown * model.deals_per_lead
    won_to_come, won_unknown = (deal_to_come + gaps.young_deal) * win, deal_unknown * win
    return [
        (evidence.opportunity_lead_count, lead_to_come, lead_unknown),
        (evidence.deal_count, deal_to_come, deal_unknown),
        (evidence.won_count, won_to_come, won_unknown),
        (evidence.won_amount_yen, won_to_come * model.mean_yen, won_unknown * model.mean_yen),
    ]


def _stages(evidence: Evidence, model: _Model, gaps: _Gaps, drawn: Iterator[Float]) -> tuple[Parts, ...]:
    """Return the parts of the four stages. What is still to come never outgrows those who still wait:
    a lead has its first opportunity once, a deal is won once."""
    lead, deal, win, amount = _expected(evidence, model, gaps)
    waiting = _suffix(np.maximum(0.0, evidence.known_count - evidence.opportunity_lead_count))
    open_deals = _suffix(np.maximum(0.0, evidence.deal_count - evidence.won_count))
    most = _suffix(gaps.unknown) + waiting  # leads that may still get an opportunity
    most_leads = _suffix(evidence.opportunity_lead_count) + most
    most_deals = _suffix(evidence.deal_count) + most * model.deals_per_lead
    leads = _parts(lead, next(drawn), gaps.is_sparse, room=waiting, most=most_leads)
    room = leads.to_come * model.deals_per_lead
    deals = _parts(deal, next(drawn), gaps.is_sparse, room=room, most=most_deals)
    won = _parts(win, next(drawn), gaps.is_sparse, room=deals.to_come + open_deals, most=deals.upper)
    yen = _parts(amount, next(drawn), gaps.is_sparse, room=won.to_come * model.mean_yen)
    return leads, deals, won, yen


def _drawn(rng: np.random.Generator, draws: int, model: _Model, gaps: _Gaps) -> Iterator[Float]:
    """Yield, stage by stage, (draws, 101) random values of everything that is not observed."""
    by_bucket = model.opportunity.draw(rng, draws)
    chance = model.opportunity.by_score(by_bucket)
    unknown_chance = np.minimum(1.0, chance * _ratio(rng, chance, model.trial))
    leads = _binomial(rng, gaps.unknown, unknown_chance) + _poisson(rng, gaps.young * chance)
    yield leads
    deals = _deals(rng, leads, model)
    yield deals
    win = model.win.by_score(model.win.draw(rng, draws))
    won = _binomial(rng, deals, win) + _poisson(rng, gaps.young_deal * win)
    yield won
    yield _amounts(rng, won, model.won_amounts_yen)


def _ratio(rng: np.random.Generator, chance: Float, trial: Trial | None) -> Float:
    """Return (draws, 1) factors for unknown leads: Gamma(k + 1) / (expected + 1), or ones."""
    if trial is None:
        return np.ones((len(chance), 1))
    expected = np.einsum("ds,s->d", chance, trial.known_by_score)
    return np.asarray(rng.standard_gamma(trial.success_count + 1, len(chance)) / (expected + 1))[:, None]


def _deals(rng: np.random.Generator, leads: Float, model: _Model) -> Float:
    """Turn leads into deals: deals a lead drawn once a draw, then rounded up or down at random."""
    if model.extra_deal_count == 0 or model.opportunity_lead_count == 0:
        return leads
    extra = rng.standard_gamma(model.extra_deal_count, (len(leads), 1)) / model.opportunity_lead_count
    return np.floor(leads * (1 + extra) + rng.random(leads.shape))


def _amounts(rng: np.random.Generator, won: Float, amounts_yen: Float) -> Float:
    """Return (draws, 101) yen of `won` deals: mean and variance by Bayesian bootstrap, gamma sums."""
    yen = np.zeros(won.shape)
    if amounts_yen.size == 0:
        return yen
    mean, variance = _amount_moments(rng, len(won), amounts_yen)
    row, cell = np.nonzero(won)
    sums = won[row, cell] * mean[row]
    varies = (variance[row] > 0) & (mean[row] > 0)
    scale = variance[row[varies]] / mean[row[varies]]
    sums[varies] = rng.standard_gamma(sums[varies] / scale) * scale
    yen[row, cell] = sums
    return yen


def _amount_moments(rng: np.random.Generator, draws: int, amounts_yen: Float) -> tuple[Float, Float]:
    """Return mean and variance (draws each) of the amount of a won deal; normal above MANY_DEALS."""
    if amounts_yen.size > MANY_DEALS:
        error = amounts_yen.std() / np.sqrt(amounts_yen.size)
        mean = np.maximum(0.0, amounts_yen.mean() + error * rng.standard_normal(draws))
        return mean, np.full(draws, amounts_yen.var())
    weight = rng.standard_exponential((draws, amounts_yen.size))
    weight /= weight.sum(axis=1, keepdims=True)
    mean = np.einsum("dn,n->d", weight, amounts_yen)
    square = np.einsum("dn,n->d", weight, amounts_yen**2)
    return mean, np.maximum(0.0, square - mean**2)


def _binomial(rng: np.random.Generator, trials: Float, chance: Float) -> Float:
    """Return binomial counts (draws, 101) of `trials` (101) or (draws, 101), which are whole numbers."""
    mean = trials * chance
    drawn, is_narrow = _wide_counts(rng, mean, mean * (1 - chance))
    whole = np.broadcast_to(trials, chance.shape)[is_narrow].astype(np.int64)
    drawn[is_narrow] = rng.binomial(whole, chance[is_narrow])
    return np.minimum(drawn, trials)


def _poisson(rng: np.random.Generator, mean: Float) -> Float:
    """Return Poisson counts (draws, 101)."""
    drawn, is_narrow = _wide_counts(rng, mean, mean)
    drawn[is_narrow] = rng.poisson(mean[is_narrow])
    return drawn


def _wide_counts(rng: np.random.Generator, mean: Float, variance: Float) -> tuple[Float, NDArray[np.bool_]]:
    """Draw rounded normal counts where the variance is large (five times faster, and as good as exact
    there); return them, the mean where nothing varies, and where an exact draw is still needed."""
    drawn = np.rint(mean)
    is_wide = variance > WIDE_VARIANCE
    spread = np.sqrt(variance[is_wide]) * rng.standard_normal(int(is_wide.sum()))
    drawn[is_wide] = np.maximum(0.0, np.rint(mean[is_wide] + spread))
    return drawn, (variance > 0) & ~is_wide


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
