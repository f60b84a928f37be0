"""Success rates by bucket of ten points, pulled towards a curve in the score as far as the data ask."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Float = NDArray[np.float64]

SCORES: Final = 101  # scores 0..100
BUCKETS: Final = 10  # 0-9, 10-19, ..., 80-89, 90-100
BUCKET_OF_SCORE: Final = np.minimum(np.arange(SCORES) // 10, BUCKETS - 1)
_FIRST_SCORES: Final = np.arange(BUCKETS) * 10
STRENGTHS: Final = np.geomspace(4, 4000, 40)

# The ridge: normal priors on the logit, weak beside ten events and enough for none. The level is held
# near the overall rate (so the prior does not pull it anywhere), the slope near 0.
_POINTS_PER_STEP: Final = 25.0
_PRIOR_PRECISION: Final = np.array([1 / 2.0**2, 1 / 2.5**2])  # level; slope per 25 points
_LONGEST_STEP: Final = 3.0
_TINY: Final = 1e-9


@dataclass(frozen=True, eq=False)
class BucketRates:
    """Beta-binomial rates by bucket, with what it takes to draw them.

    `bucket_rate` (10) are posterior means for the leads seen in each bucket. `tilt` (101) is how much
    better than its bucket's leads a score does on the curve. `success_count`, `exposure` (10) are the
    evidence, `coefficient` (2: level, slope) and `root` (2, 2) the curve and the Cholesky root of its
    covariance, `step` (101) its regressor, `average` (101) the weights that make a bucket's centre out of
    the curve (1 in each bucket), `strength_weight` (40) the posterior of the pooling strength.
    When `is_defined` is False nothing is known: all rates and draws are 0 and mean nothing.
    """

    is_defined: bool
    bucket_rate: Float
    tilt: Float
    success_count: Float
    exposure: Float
    coefficient: Float
    root: Float
    step: Float
    average: Float
    strength_weight: Float

    @property
    def rate_by_score(self) -> Float:
        """The point rate of each score, length 101."""
        return self.by_score(self.bucket_rate)

    def by_score(self, bucket_rate: Float) -> Float:
        """Spread rates by bucket (..., 10) over the scores (..., 101), at most 1."""
        return np.minimum(1.0, bucket_rate[..., BUCKET_OF_SCORE] * self.tilt)

    def draw(self, rng: np.random.Generator, draws: int) -> Float:
        """Return (draws, 10) rates: curve, pooling strength and rate are all drawn."""
        if not self.is_defined:
            return np.zeros((draws, BUCKETS))
        coefficient = self.coefficient + rng.standard_normal((draws, 2)) @ self.root.T
        centre = _centre(coefficient[:, :1] + coefficient[:, 1:] * self.step, self.average)
        strength = rng.choice(STRENGTHS, size=draws, p=self.strength_weight)[:, None]
        failure = self.exposure - self.success_count
        return rng.beta(strength * centre + self.success_count, strength * (1 - centre) + failure)


def bucket_rates(success_count: Float, exposure: Float) -> BucketRates:
    """Fit rates by bucket.

    In: arrays of length 101 by score; `exposure` = effective trials (leads, or the sum of G(age)); in one
    score it may be below `success_count`, in a bucket it counts as at least that many.
    Out: BucketRates, finite for any input, also only successes, only failures, one score, one lead.
    Empty: neither exposure nor success gives `is_defined` False.
    Method: p_b = sum_m w_m (m c_b + k_b) / (m + n_b); c_b = a ridge logistic in the score, averaged over
    the leads seen in the bucket (over its scores when none were); w_m = marginal likelihood of the
    pooling strength m on a grid of 40. Source: methods.md 1.
    """
    level = _start(success_count, exposure)
    if level is None:
        return _undefined()
    step = _step(success_count, exposure)
    coefficient, information = _fit(step, success_count, exposure, level)
    average = _average(exposure)
    success = _by_bucket(success_count)
    trials = np.maximum(_by_bucket(exposure), success)
    logit = coefficient[0] + coefficient[1] * step
    centre = _centre(logit, average)
    weight = strength_weights(centre, success, trials)
    rates = (np.outer(STRENGTHS, centre) + success) / np.add.outer(STRENGTHS, trials)
    return BucketRates(
        is_defined=True,
        bucket_rate=weight @ rates,
        tilt=_expit(logit) / centre[BUCKET_OF_SCORE],
        success_count=success,
        exposure=trials,
        coefficient=coefficient,
        root=np.linalg.cholesky(np.linalg.inv(information)),
        step=step,
        average=average,
        strength_weight=weight,
    )


def _undefined() -> BucketRates:
    nothing = np.zeros(BUCKETS)
    return BucketRates(
        is_defined=False,
        bucket_rate=nothing,
        tilt=np.ones(SCORES),
        success_count=nothing,
        exposure=nothing,
        coefficient=np.zeros(2),
        root=np.zeros((2, 2)),
        step=np.zeros(SCORES),
        average=_average(np.zeros(SCORES)),
        strength_weight=np.full(len(STRENGTHS), 1 / len(STRENGTHS)),
    )


def _start(success_count: Float, exposure: Float) -> float | None:
    """Return the logit of the overall rate, half a success and half a failure added; None without data."""
    success = float(success_count.sum())
    trials = max(float(exposure.sum()), success)
    return math.log((success + 0.5) / (trials - success + 0.5)) if trials > 0 else None


def _step(success_count: Float, exposure: Float) -> Float:
    """Return the scores in steps of 25 points from the mean score of the evidence."""
    weight = exposure if exposure.sum() > 0 else success_count
    scores = np.arange(SCORES, dtype=np.float64)
    return (scores - float((weight * scores).sum() / weight.sum())) / _POINTS_PER_STEP


def _fit(step: Float, success_count: Float, exposure: Float, level: float) -> tuple[Float, Float]:
    """Return the mode of the ridge logistic and the information (2, 2) there, by IRLS with short steps."""
    design = np.column_stack([np.ones(SCORES), step])
    prior_mean = np.array([level, 0.0])
    coefficient = prior_mean.copy()
    information = np.diag(_PRIOR_PRECISION)
    for _ in range(100):
        chance = _expit(design @ coefficient)
        weight = exposure * chance * (1 - chance)
        information = np.einsum("si,s,sj->ij", design, weight, design) + np.diag(_PRIOR_PRECISION)
        slope = design.T @ (success_count - exposure * chance) - _PRIOR_PRECISION * (coefficient - prior_mean)
        move = np.linalg.solve(information, slope)
        longest = float(np.abs(move).max())
        if longest < _TINY:
            break
        coefficient = coefficient + move * min(1.0, _LONGEST_STEP / longest)
    return coefficient, information


def _by_bucket(by_score: Float) -> Float:
    """Sum (..., 101) by score into (..., 10) by bucket; no matrix product, whose threads cost more here."""
    return np.add.reduceat(by_score, _FIRST_SCORES, axis=-1)


def _average(exposure: Float) -> Float:
    """Return weights (101) that sum to 1 in each bucket: the exposure, or all scores alike without any."""
    weight = np.where(_by_bucket(exposure)[BUCKET_OF_SCORE] > 0, exposure, 1.0)
    return np.asarray(weight / _by_bucket(weight)[BUCKET_OF_SCORE])


def _centre(logit: Float, average: Float) -> Float:
    """Average the curve (..., 101) over each bucket (..., 10), kept off 0 and 1."""
    return np.clip(_by_bucket(_expit(logit) * average), _TINY, 1 - _TINY)


def strength_weights(centre: Float, success: Float, trials: Float) -> Float:
    """Return the posterior (40) of the pooling strength under a flat prior on its grid."""
    seen = trials > 0
    centre, success, failure = centre[seen], success[seen], (trials - success)[seen]
    alpha, beta = np.outer(STRENGTHS, centre), np.outer(STRENGTHS, 1 - centre)
    log_likelihood = _log_beta(alpha + success, beta + failure) - _log_beta(alpha, beta)
    total = log_likelihood.sum(axis=1)
    weight = np.exp(total - total.max())
    return np.asarray(weight / weight.sum())


def _log_beta(alpha: Float, beta: Float) -> Float:
    return _lgamma(alpha) + _lgamma(beta) - _lgamma(alpha + beta)


def _lgamma(values: Float) -> Float:
    flat = [math.lgamma(value) for value in values.ravel().tolist()]
    return np.array(flat).reshape(values.shape)


def _expit(logit: Float) -> Float:
    return 1 / (1 + np.exp(-np.clip(logit, -40, 40)))
