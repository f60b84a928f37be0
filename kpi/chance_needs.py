"""What each draw needs of a level: a few places of the order are worked out without the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from kpi.chance_draws import trials_between, trials_needed

Float = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Needs:
    """A draw needs so many of a level that, at its `rate` and with its `luck`, `target` of them succeed.
    All of shape (draws,)."""

    target: Float
    rate: Float
    luck: Float

    @cached_property
    def draws(self) -> Float:
        """What the draws need, in rising order; a target of 0 for all needs nothing."""
        return np.sort(trials_needed(self.target, self.rate, self.luck)) if self.target.any() else self.target

    def ranked(self, ranks: Sequence[int]) -> list[float]:
        """Return what the draws of these ranks need (from 1, in rising order): `draws[rank - 1]` of each."""
        if "draws" in vars(self) or not self.target.any():
            return [float(self.draws[rank - 1]) for rank in ranks]
        if new := sorted({*ranks} - {*self._ranked}):
            self._ranked.update(zip(new, self._without_the_rest(np.array(new)), strict=True))
        return [self._ranked[rank] for rank in ranks]

    @cached_property
    def _ranked(self) -> dict[int, float]:
        return {}

    @cached_property
    def _between(self) -> tuple[Float, Float]:
        return trials_between(self.target, self.rate, self.luck)

    def _without_the_rest(self, ranks: NDArray[np.intp]) -> list[float]:
        """Work out only the draws whose bounds leave open on which side of a rank they lie: a tenth of 4,000
        for each, all in one go."""
        low, high = self._between
        least, most = (np.partition(ends, ranks - 1)[ranks - 1, np.newaxis] for ends in (low, high))
        is_below, is_above = high < least, low > most
        is_open = ~(is_below | is_above).all(axis=0)
        found = np.sort(trials_needed(self.target[is_open], self.rate[is_open], self.luck[is_open]))
        places = ranks - 1 - np.count_nonzero(is_below & ~is_open, axis=1)
        return [float(need) for need in found[places]]
