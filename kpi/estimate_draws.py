"""Random values of everything that is not observed: what the displayed range is read from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kpi.estimate_model import Float, Gaps, Model

MANY_DEALS: Final = 300  # above, the mean amount is near enough to normal
WIDE_VARIANCE: Final = 25.0  # of a random count: above, it is near enough to normal


def drawn(rng: np.random.Generator, draws: int, model: Model, gaps: Gaps) -> Iterator[Float]:
    """Yield, stage by stage, (draws, 101) random values of everything that is not observed."""
    by_bucket = model.opportunity.draw(rng, draws)
    chance = model.opportunity.by_score(by_bucket)
    unknown_chance = np.minimum(1.0, chance * _ratio(rng, chance, model))
    leads = _binomial(rng, gaps.unknown, unknown_chance) + _poisson(rng, gaps.young * chance)
    yield leads
    deals = _deals(rng, leads, model)
    yield deals
    win = model.win.by_score(model.win.draw(rng, draws))
    won = _binomial(rng, deals, win) + _poisson(rng, gaps.young_deal * win)
    yield won
    yield _amounts(rng, won, model.won_amounts_yen)


def _ratio(rng: np.random.Generator, chance: Float, model: Model) -> Float:
    """Return factors (draws, 101) for unknown leads: Gamma(k + 1) / (expected + 1) where the trial speaks."""
    trial = model.trial
    if trial is None:
        return np.ones((len(chance), 1))
    expected = np.einsum("ds,s->d", chance, trial.known_by_score)
    drawn_ratio = rng.standard_gamma(trial.success_count + 1, len(chance)) / (expected + 1)
    return np.where(model.is_corrected, drawn_ratio[:, None], 1.0)


def _deals(rng: np.random.Generator, leads: Float, model: Model) -> Float:
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
    mean, variance = amount_moments(rng, len(won), amounts_yen)
    row, cell = np.nonzero(won)
    sums = won[row, cell] * mean[row]
    varies = (variance[row] > 0) & (mean[row] > 0)
    scale = variance[row[varies]] / mean[row[varies]]
    sums[varies] = rng.standard_gamma(sums[varies] / scale) * scale
    yen[row, cell] = sums
    return yen


def amount_moments(rng: np.random.Generator, draws: int, amounts_yen: Float) -> tuple[Float, Float]:
    """Return mean and variance (draws each) of the amount of a won deal: Bayesian bootstrap, normal above
    MANY_DEALS. In: at least one amount."""
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
