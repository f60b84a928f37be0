"""What each draw needs of a level: a few places of the order are worked out without the rest."""

from __future__ import annotations

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

    def ranked(self, rank: int) -> float:
        """Return what the `rank`-th draw needs (from 1, in rising order): `draws[rank - 1]`."""
        if "draws" in vars(self) or not self.target.any():
            return float(self.draws[rank - 1])
        if rank not in self._ranked:
            self._ranked[rank] = self._without_the_rest(rank)
        return self._ranked[rank]

    @cached_property
    def _ranked(self) -> dict[int, float]:
        return {}

    @cached_property
    def _between(self) -> tuple[Float, Float]:
        return trials_between(self.target, self.rate, self.luck)

    def _without_the_rest(self, rank: int) -> float:
        """Work out only the draws whose bounds leave open on which side of it they lie: a tenth of 4,000."""
        low, high = self._between
        least, most = (np.partition(ends, rank - 1)[rank - 1] for ends in (low, high))
        is_open = (high >= least) & (low <= most)
        found = trials_needed(self.target[is_open], self.rate[is_open], self.luck[is_open])
        place = rank - 1 - np.count_nonzero(high < least)
        return float(np.partition(found, place)[place])
