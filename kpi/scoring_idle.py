"""The known disease of a score: people who look often and say nothing stand above those who buy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kpi.histogram import NO_SCORE, OPPORTUNITY, WORKED, suffix_sum
from kpi.profiles import Profiles

Float = NDArray[np.float64]

OFTEN: Final = 10  # pieces of behaviour before sales first called
TOLD: Final = ("need", "timing", "budget", "authority")
TOP: Final = 100


@dataclass(frozen=True)
class Idle:
    """Of the `top_count` highest scores, how many looked often and told nothing; leads of the lowest of those
    scores count by their share. `score_from` is that score. Then what became of the worked leads among the
    top scores: idle ones and all others."""

    top_count: int
    idle_count: int
    score_from: int
    worked_count: int
    opportunity_count: int
    other_worked_count: int
    other_opportunity_count: int


def idle(found: Profiles, score: NDArray[np.uint8]) -> Idle:
    """Count idle leads at the top of a score (101: none); zeros without leads."""
    leads = found.leads
    is_idle = _is_silent(found)[leads.information] & _is_often(found)[leads.behaviour]
    came = leads.has(OPPORTUNITY)
    worked = leads.has(WORKED) | came

    def reached(chosen: NDArray[np.bool_]) -> Float:
        """Count chosen leads at and above every threshold 0..100, and none above."""
        weight = np.where(chosen, leads.lead_count, 0)
        by_score = np.bincount(score, weights=weight, minlength=NO_SCORE + 1).astype(np.float64)
        return np.append(suffix_sum(by_score), 0.0)

    everybody, idlers = reached(np.ones(len(score), dtype=np.bool_)), reached(is_idle)
    wanted = min(TOP, everybody[0])
    line = int(np.flatnonzero(everybody[:NO_SCORE] >= wanted)[-1]) if wanted else 0
    above, at_line = everybody[line + 1], everybody[line] - everybody[line + 1]
    share = (wanted - above) / at_line if at_line else 0.0
    return Idle(
        top_count=round(wanted),
        idle_count=round(idlers[line + 1] + share * (idlers[line] - idlers[line + 1])),
        score_from=line,
        worked_count=round(reached(is_idle & worked)[line]),
        opportunity_count=round(reached(is_idle & came)[line]),
        other_worked_count=round(reached(~is_idle & worked)[line]),
        other_opportunity_count=round(reached(~is_idle & came)[line]),
    )


def _is_silent(found: Profiles) -> NDArray[np.bool_]:
    """Say which information profiles hold none of need, timing, budget, authority."""
    columns = [found.combinations.information[item] for item in TOLD]
    empty = [np.array([not (value or "").strip() for value in column.values]) for column in columns]
    held = [none[column.codes] for none, column in zip(empty, columns, strict=True)]
    return np.asarray(np.all(held, axis=0))


def _is_often(found: Profiles) -> NDArray[np.bool_]:
    pieces = [count.astype(np.int64) for count in found.combinations.pieces.values()]
    return np.asarray(np.sum(pieces, axis=0) >= OFTEN)
