"""What chance leaves of an effect: fixed draws of shares, rates and means, intervals, verdicts over many."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from kpi import smalln

Float = NDArray[np.float64]
Flag = NDArray[np.bool_]
Verdict = Literal["higher", "lower", "cannot_tell", "too_few"]

DRAWS: Final = 4000
FEWEST_TRIALS: Final = 10
_SEED: Final = 20170401
_TAILS: Final = (10, 90)  # per cent: an 80 % interval


@dataclass(frozen=True)
class Effect:
    """One effect, its 80 % interval, its p adjusted for all effects looked at together, and the verdict.

    "higher", "lower": it moves the KPI that way. The interval is None where counts do not tell one.
    """

    value: float
    low: float | None
    high: float | None
    p_adjusted: float
    verdict: Verdict


def generator() -> np.random.Generator:
    """Return the source of the draws; the same counts give the same draws."""
    return np.random.default_rng(_SEED)


def share_draws(rng: np.random.Generator, trials: Float) -> Float:
    """Return (DRAWS, segments) shares: Dirichlet without a prior, so splitting a segment changes nothing."""
    drawn = rng.standard_gamma(trials, (DRAWS, trials.size))
    total = drawn.sum(axis=1, keepdims=True)
    return np.asarray(np.divide(drawn, total, out=np.zeros(drawn.shape), where=total > 0))


def rate_draws(rng: np.random.Generator, successes: Float, trials: Float, is_share: bool) -> Float:
    """Return (DRAWS, segments) rates, Jeffreys; Poisson means where successes may exceed trials."""
    size = (DRAWS, trials.size)
    if is_share:
        return rng.beta(successes + 0.5, trials - successes + 0.5, size)
    return rng.standard_gamma(successes + 0.5, size) / np.maximum(trials, 1)


def few_cases(successes: Float, trials: Float) -> Flag:
    """Say for each segment whether its rate is of too few cases to stand for anything."""
    return np.array(
        [smalln.label(min(k, n), n) == "too_few" for k, n in zip(successes, trials, strict=True)], bool
    )


def judged(values: Float, draws: Float, testable: Flag, few: Flag) -> list[list[Effect]]:
    """Return every effect with its interval and verdict.

    In: `values` (effects, segments), `draws` (effects, DRAWS, segments), `testable`: whether there are cases
    enough to look at all, `few`: whether silence is for lack of cases. NaN draws: no interval, no verdict.
    All testable effects are one family (Benjamini-Hochberg, q = 0.10).
    """
    testable = testable & np.isfinite(draws).all(axis=1)
    adjusted = np.ones(values.shape)
    adjusted[testable] = smalln.benjamini_hochberg(_two_sided(draws)[testable])
    low, high = np.percentile(draws, _TAILS, axis=1)
    return [
        [
            Effect(
                value=float(values[at]),
                low=_end(min(low[at], values[at])),
                high=_end(max(high[at], values[at])),
                p_adjusted=float(adjusted[at]),
                verdict=_verdict(float(values[at]), float(adjusted[at]), bool(few[at])),
            )
            for at in ((row, column) for column in range(values.shape[1]))
        ]
        for row in range(values.shape[0])
    ]


def _two_sided(draws: Float) -> Float:
    crossed = np.minimum((draws <= 0).sum(axis=1), (draws >= 0).sum(axis=1))
    return np.asarray(np.minimum(1, 2 * (crossed + 1) / (draws.shape[1] + 1)))


def _end(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def _verdict(value: float, adjusted: float, few: bool) -> Verdict:
    if adjusted <= smalln.FALSE_DISCOVERY_RATE:
        return "higher" if value > 0 else "lower"
    return "too_few" if few else "cannot_tell"
