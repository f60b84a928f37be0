"""Which of many shares differ from a base: one family of looks, none called different on luck."""

from __future__ import annotations

from typing import Final, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kpi import smalln

Float = NDArray[np.float64]
Verdict = Literal["higher", "lower", "cannot_tell", "too_few"]
FEWEST_TRIALS: Final = 10


def against_rest(
    success_count: ArrayLike, trial_count: ArrayLike, base_success: ArrayLike, base_trials: ArrayLike
) -> tuple[Float, tuple[Verdict, ...]]:
    """Say of each share whether it is higher or lower than its base, all looked at as one family.

    In: counts by case; trials may be maturity-adjusted, and count as at least the successes. Out: p values
    adjusted for so many looks (Benjamini-Hochberg; 1 where there is too little to look at) and a verdict
    each: "higher" or "lower" where p <= 0.10, else "too_few" (fewer than ten trials on a side, or a rate too
    rough to stand for anything) or "cannot_tell". Empty in, empty out. Source: methods.md 7.
    """
    success, trials, base, base_all = (
        np.array(one)
        for one in np.broadcast_arrays(*_floats(success_count, trial_count, base_success, base_trials))
    )
    trials, base_all = np.maximum(trials, success), np.maximum(base_all, base)
    testable = (trials >= FEWEST_TRIALS) & (base_all >= FEWEST_TRIALS)
    adjusted = np.ones(trials.shape)
    if testable.any():
        higher = smalln.chance_higher(success[testable], trials[testable], base[testable], base_all[testable])
        raw = np.clip(2 * np.minimum(higher, 1 - higher), 0.0, 1.0)
        adjusted[testable] = smalln.benjamini_hochberg(raw)
    found = zip(success, trials, base, base_all, adjusted, testable, strict=True)
    return adjusted, tuple(_verdict(*one) for one in found)


def _verdict(
    success: float, trials: float, base: float, base_trials: float, adjusted: float, testable: bool
) -> Verdict:
    if not testable:
        return "too_few"
    if adjusted <= smalln.FALSE_DISCOVERY_RATE:
        return "higher" if success * base_trials > base * trials else "lower"
    return "too_few" if smalln.label(success, trials) == "too_few" else "cannot_tell"


def _floats(*values: ArrayLike) -> list[Float]:
    return [np.asarray(value, float) for value in values]
