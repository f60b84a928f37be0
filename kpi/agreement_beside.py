"""Two definitions laid side by side on the leads of a filter: all that a comparison shows, and its rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kpi.agreement_leads import ScorableLeads, scores
from kpi.agreement_middle import Step, best, between, shares, step
from kpi.agreement_pair import CELLS, Cell, CellName, Judged, Side, cell_of, cells, judged, side
from kpi.definitions import Definition
from kpi.histogram import OPPORTUNITY
from kpi.store import Store


@dataclass(frozen=True, eq=False)
class Listed:
    """Some leads by id, with their score under either definition (below 0: none)."""

    lead_ids: list[str]
    one_scores: list[int]
    other_scores: list[int]


@dataclass(frozen=True, eq=False)
class Beside:
    """Both sides, the 2 x 2 at their SQL lines, which of them sales bears out, and what lies between.

    `steps` is empty where nothing lies between them; `best` is the step that the disputed leads speak for.
    """

    leads: ScorableLeads
    one: Side
    other: Side
    cells: dict[CellName, Cell]
    judged: Judged
    steps: tuple[Step, ...]
    best: Step | None
    one_scores: NDArray[np.int16]
    other_scores: NDArray[np.int16]
    place: NDArray[np.int64]

    def listed(self, names: Sequence[CellName], limit: int) -> Listed:
        """Return the leads of some cells: won yen first, then opportunities, then the higher scores."""
        wanted = np.flatnonzero(np.isin(self.place, [CELLS.index(name) for name in names]))
        outcome = self.leads.outcome
        keys = (
            -np.maximum(self.one_scores, self.other_scores)[wanted],
            -(outcome["mask"][wanted] & OPPORTUNITY),
            -outcome["won_amount_yen"][wanted],
        )
        order = wanted[np.lexsort(keys)[:limit]]
        return Listed(
            self.leads.lead_id.take(order).to_pylist(),
            self.one_scores[order].tolist(),
            self.other_scores[order].tolist(),
        )


def beside(store: Store, found: ScorableLeads, one: Definition, other: Definition) -> Beside:
    """Lay two definitions side by side; without leads all counts are 0."""
    one_scores, other_scores = scores(store, found, one), scores(store, found, other)
    one_in, other_in = one_scores >= one.sql_threshold, other_scores >= other.sql_threshold
    steps = _steps(store, found.only(one_in != other_in), one, other)
    return Beside(
        leads=found,
        one=side(one_scores, one, found.outcome),
        other=side(other_scores, other, found.outcome),
        cells=cells(one_in, other_in, found.outcome),
        judged=judged(one_in, other_in, found.outcome),
        steps=steps,
        best=best(steps),
        one_scores=one_scores,
        other_scores=other_scores,
        place=cell_of(one_in, other_in),
    )


def _steps(store: Store, disputed: ScorableLeads, one: Definition, other: Definition) -> tuple[Step, ...]:
    tried = ((share, between(one, other, share)) for share in shares())
    return tuple(
        step(share, scores(store, disputed, middle) >= middle.sql_threshold, disputed.outcome)
        for share, middle in tried
        if middle is not None
    )
