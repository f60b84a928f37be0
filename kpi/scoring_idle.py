"""The known disease of a score: people who look often and say nothing stand above those who buy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kpi.histogram import NO_SCORE, OPPORTUNITY, WORKED, suffix_sum
from kpi.profiles import Profiles

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

    def top(chosen: NDArray[np.bool_]) -> tuple[float, float]:
        """Count chosen leads above the lowest top score, and those from it on."""
        weight = np.where(chosen, leads.lead_count, 0)
        by_score = suffix_sum(np.bincount(score, weights=weight, minlength=NO_SCORE + 1))
        return (float(by_score[line + 1]) if line < NO_SCORE - 1 else 0.0), float(by_score[line])

    count = np.bincount(score, weights=leads.lead_count, minlength=NO_SCORE + 1)
    reached = suffix_sum(count)
    line = int(np.flatnonzero(reached >= min(TOP, reached[0]))[-1]) if reached[0] else 0
    (above, upto), (idle_above, idle_upto) = top(np.ones(len(score), dtype=np.bool_)), top(is_idle)
    wanted = min(TOP, upto)
    share = (wanted - above) / (upto - above) if upto > above else 0.0
    worked, came = leads.has(WORKED) | leads.has(OPPORTUNITY), leads.has(OPPORTUNITY)
    return Idle(
        top_count=round(wanted),
        idle_count=round(idle_above + share * (idle_upto - idle_above)),
        score_from=line,
        worked_count=round(top(is_idle & worked)[1]),
        opportunity_count=round(top(is_idle & came)[1]),
        other_worked_count=round(top(~is_idle & worked)[1]),
        other_opportunity_count=round(top(~is_idle & came)[1]),
    )


def _is_silent(found: Profiles) -> NDArray[np.bool_]:
    """Say which information profiles hold none of need, timing, budget, authority."""
    columns = [found.combinations.information[item] for item in TOLD]
    empty = [np.array([not (value or "").strip() for value in column.values]) for column in columns]
    return np.all(
        [none[column.codes] for none, column in zip(empty, columns, strict=True)], axis=0
    )


def _is_often(found: Profiles) -> NDArray[np.bool_]:
    pieces = [count.astype(np.int64) for count in found.combinations.pieces.values()]
    return np.asarray(np.sum(pieces, axis=0) >= OFTEN)
