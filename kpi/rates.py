"""The one place where a rate is formed: nothing to divide by gives None (or NaN inside an array)."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray


def rate(numerator: float, denominator: float) -> float | None:
    """Return numerator / denominator; None when the denominator is not above 0."""
    return numerator / denominator if denominator > 0 else None


def rates(numerator: ArrayLike, denominator: ArrayLike) -> NDArray[np.float64]:
    """Return element-wise rates (broadcast); NaN marks "undefined" and never leaves as a number:
    `defined` turns it into None before anything is shown."""
    top, bottom = np.broadcast_arrays(np.asarray(numerator, float), np.asarray(denominator, float))
    formed: NDArray[np.float64] = np.divide(top, bottom, out=np.full(top.shape, np.nan), where=bottom > 0)
    return formed


def defined(value: float) -> float | None:
    """Return a finite number, or None."""
    return float(value) if np.isfinite(value) else None
