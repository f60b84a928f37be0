"""How well a score puts those with a success before those without: the area under the ROC curve."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kpi.rates import rate

Float = NDArray[np.float64]


@dataclass(frozen=True)
class Gain:
    """How much better one score is than another on the same cases: difference of the AUCs, its interval."""

    auc: float
    base_auc: float
    difference: float
    low: float
    high: float


def auc_by_score(hits: Float, misses: Float) -> float | None:
    """Return the AUC from (possibly fractional) hits and misses by rising score, ties half; None without
    either: the chance that a hit has a higher score than a miss."""
    below = np.cumsum(misses) - misses
    return rate(float(hits @ (below + misses / 2)), float(hits.sum() * misses.sum()))


def auc(score: ArrayLike, is_hit: ArrayLike) -> float | None:
    """Return the AUC of a score per case, ties half; None without hits or misses."""
    values, hit = np.asarray(score, float), np.asarray(is_hit, bool)
    _, place = np.unique(values, return_inverse=True)
    count = int(place.max(initial=-1)) + 1
    hits = np.bincount(place[hit], minlength=count).astype(float)
    return auc_by_score(hits, np.bincount(place[~hit], minlength=count).astype(float))


def gain(score: ArrayLike, base: ArrayLike, is_hit: ArrayLike, confidence: float = 0.9) -> Gain | None:
    """Compare two scores of the same cases; None below two hits or two misses. Source: DeLong et al. 1988."""
    from scipy.special import ndtri

    hit = np.asarray(is_hit, bool)
    if min(hit.sum(), (~hit).sum()) < 2:
        return None
    own = [_placements(np.asarray(one, float), hit) for one in (score, base)]
    spread = sum(np.var(own[0][side] - own[1][side], ddof=1) / len(own[0][side]) for side in (0, 1))
    new, old = float(own[0][0].mean()), float(own[1][0].mean())
    half = float(ndtri((1 + confidence) / 2) * np.sqrt(spread))
    return Gain(new, old, new - old, new - old - half, new - old + half)


def _placements(score: Float, hit: NDArray[np.bool_]) -> tuple[Float, Float]:
    """Return for every hit the share of misses below it, and for every miss the share of hits above it."""
    return _below(score[hit], score[~hit]), 1 - _below(score[~hit], score[hit])


def _below(values: Float, others: Float) -> Float:
    ordered = np.sort(others)
    count = np.searchsorted(ordered, values, "left") + np.searchsorted(ordered, values, "right")
    return np.asarray(count / (2 * len(others)))
