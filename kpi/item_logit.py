"""A ridge logistic regression on items that lets young leads wait, and can hold its weights at 0 or above."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Float = NDArray[np.float64]
RIDGE: Final = 1.0  # on standardised columns (methods.md 8)
_FARTHEST: Final = 30.0  # logit


def one_thread() -> AbstractContextManager[object]:
    """Keep matrix products on one thread within a block: on a busy machine several cost ten times as much."""
    from threadpoolctl import threadpool_limits

    limited: AbstractContextManager[object] = threadpool_limits(limits=1, user_api="blas")
    return limited


@dataclass(frozen=True, eq=False)
class Trials:
    """What became of leads: amounts (n, lines), and by row how many succeeded (`hits`) and did not yet
    (`misses`); `ripe` is the share of successes that come by the age of the misses (1: none is to come)."""

    amounts: NDArray[np.float32]
    hits: Float
    misses: Float
    ripe: Float

    def among(self, chosen: NDArray[np.int64]) -> Trials:
        """Return some of the rows."""
        return Trials(self.amounts[chosen], self.hits[chosen], self.misses[chosen], self.ripe[chosen])

    @property
    def hit_count(self) -> float:
        return float(self.hits.sum())

    @property
    def miss_count(self) -> float:
        return float(self.misses.sum())


@dataclass(frozen=True, eq=False)
class Logit:
    """log odds = level + amounts @ weight. `centre` and `spread` standardise the amounts for `covariance`
    (1 + lines, level first), that of the weights on standardised columns; empty where nobody asked for it."""

    level: float
    weight: Float
    centre: Float
    spread: Float
    covariance: Float

    def chance(self, worth: Float) -> Float:
        """Return probabilities from amounts @ weight."""
        return expit(self.level + worth)


def expit(logit: Float) -> Float:
    """Return 1 / (1 + e^-x), finite for any x."""
    return np.asarray(1 / (1 + np.exp(-np.clip(logit, -_FARTHEST, _FARTHEST))))


def fit(known: Trials, *, at_least_zero: bool = False, scale: float = 1.0, covariance: bool = False) -> Logit:
    """Fit the regression by L-BFGS-B, ridge RIDGE on standardised columns.

    A miss of ripeness G adds log(1 - p G): it has not failed yet. `scale` is how many leads a row of a
    random part stands for. Columns that never vary get weight 0. Without a hit or a miss the level alone is
    fitted, half a case of each added.
    """
    from scipy.optimize import minimize

    amounts = known.amounts.astype(np.float64)
    total = known.hits + known.misses
    centre, spread, weight_of = _standard(amounts, total)
    columns = (amounts - centre) * weight_of
    ready = float((known.misses * known.ripe).sum())
    level = float(np.log((known.hit_count + 0.5) / (ready + 0.5)))
    start = np.concatenate([[level], np.zeros(columns.shape[1])])
    if known.hit_count and ready:
        lowest = 0.0 if at_least_zero else None
        bounds = [(None, None)] + [(lowest, None)] * columns.shape[1]
        start = minimize(
            _loss, start, args=(columns, known, scale), jac=True, method="L-BFGS-B", bounds=bounds
        ).x
    weight = start[1:] * weight_of
    spreads = _covariance(start, columns, known, scale) if covariance else np.zeros((0, 0))
    return Logit(float(start[0] - centre @ weight), weight, centre, spread, spreads)


def _standard(amounts: Float, total: Float) -> tuple[Float, Float, Float]:
    """Return the mean and the deviation of each column, and 1 / deviation (0 where it never varies)."""
    everybody = max(float(total.sum()), 1.0)
    centre = (total @ amounts) / everybody
    spread = np.sqrt(np.maximum(0, (total @ amounts**2) / everybody - centre**2))
    varies = spread > 1e-9
    return centre, np.where(varies, spread, 1.0), np.where(varies, 1 / np.where(varies, spread, 1.0), 0.0)


def _loss(at: Float, columns: Float, known: Trials, scale: float) -> tuple[float, Float]:
    """Return minus the log likelihood with its ridge, and the slope: misses bring log(1 - p G)."""
    chance = expit(at[0] + columns @ at[1:])
    late = 1 - chance * known.ripe
    value = -scale * float(known.hits @ np.log(chance) + known.misses @ np.log(late))
    pull = scale * (known.misses * known.ripe * chance * (1 - chance) / late - known.hits * (1 - chance))
    slope = np.concatenate([[pull.sum()], pull @ columns + RIDGE * at[1:]])
    return value + RIDGE / 2 * float(at[1:] @ at[1:]), slope


def _covariance(at: Float, columns: Float, known: Trials, scale: float) -> Float:
    chance = expit(at[0] + columns @ at[1:])
    weight = scale * (known.hits + known.misses * known.ripe) * chance * (1 - chance)
    full = np.column_stack([np.ones(len(columns)), columns])
    information = full.T @ (full * weight[:, None])
    information[np.diag_indices_from(information)] += np.concatenate(
        [[1e-6], np.full(columns.shape[1], RIDGE)]
    )
    return np.asarray(np.linalg.inv(information))
