"""Other rules on the same leads: who rises and falls."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kpi.bucket_rate import SCORES
from kpi.histogram import NO_SCORE
from kpi.profiles import Leads

Float = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Moves:
    """`lead_count[old, new]` (102, 101) leads by their score before (row 101: none) and after."""

    lead_count: Float

    @property
    def before(self) -> Float:
        """Leads by score 0..100 under the old rules."""
        return np.asarray(self.lead_count.sum(axis=1)[:SCORES])

    @property
    def after(self) -> Float:
        return np.asarray(self.lead_count.sum(axis=0))

    @property
    def risen_count(self) -> int:
        """Leads with a higher score than before; one without a score before has risen."""
        return int(np.triu(self.lead_count[:SCORES], 1).sum() + self.lead_count[NO_SCORE].sum())

    @property
    def fallen_count(self) -> int:
        return int(np.tril(self.lead_count[:SCORES], -1).sum())

    def crossing(self, line: int) -> tuple[int, int]:
        """Return how many leads come over a threshold, and how many fall below it."""
        below = np.arange(NO_SCORE + 1) < line
        below[NO_SCORE] = True
        over = np.arange(SCORES) >= line
        comes = self.lead_count[below][:, over].sum()
        return int(comes), int(self.lead_count[~below][:, ~over].sum())


def moves(leads: Leads, score: NDArray[np.uint8]) -> Moves:
    """Count leads by old and new score."""
    cell = leads.score.astype(np.int32) * SCORES + score
    count = np.bincount(cell, weights=leads.lead_count, minlength=(NO_SCORE + 1) * SCORES)
    return Moves(np.asarray(count, dtype=np.float64).reshape(NO_SCORE + 1, SCORES))
