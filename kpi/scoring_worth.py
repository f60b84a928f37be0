"""What each line of the rules goes with: success with and without it, its weight of evidence.

One line at a time, among worked leads: selection alone can turn a neutral line into a bad one (methods.md 8),
so none of this is a verdict; `scoring_fit` weighs all lines together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from kpi.histogram import OPPORTUNITY, WON, WORKED
from kpi.profiles import Profiles
from kpi.rule_lines import Design, Line
from kpi.scoring_fit import Target

_WIDTH: Final = 1.6448536269514722  # of a 90 % interval


@dataclass(frozen=True)
class Evidence:
    """ln(share of hits with the line / share of misses with it), and its 90 % interval."""

    weight: float
    low: float
    high: float


@dataclass(frozen=True)
class Worth:
    """One line: leads that hold it, and of the worked leads how many succeed with and without it.

    `evidence` is None without a hit or without a miss. A behaviour is held from its first piece on.
    """

    line: Line
    lead_count: int
    hit_count: int
    worked_count: int
    other_hit_count: int
    other_worked_count: int
    evidence: Evidence | None


def worth(found: Profiles, lines: Design, target: Target) -> tuple[Worth, ...]:
    """Count what goes with each line, in the order of the lines."""
    leads = found.leads
    success = leads.has(OPPORTUNITY if target == "opportunity" else WON)
    worked = leads.has(WORKED) | success
    held = [
        lines.holders(leads, np.where(is_counted, leads.lead_count, 0))
        for is_counted in (np.True_, worked, worked & success)
    ]
    worked_total = int(leads.lead_count[worked].sum())
    hits_total = int(leads.lead_count[worked & success].sum())
    return tuple(
        Worth(
            line=line,
            lead_count=count,
            hit_count=hits,
            worked_count=tried,
            other_hit_count=hits_total - hits,
            other_worked_count=worked_total - tried,
            evidence=evidence(hits, tried - hits, hits_total, worked_total - hits_total),
        )
        for line, count, tried, hits in zip(lines.lines, *held, strict=True)
    )


def evidence(hits: int, misses: int, all_hits: int, all_misses: int) -> Evidence | None:
    """Return the weight of evidence of a line that `hits` of all hits and `misses` of all misses hold, half a
    case added to each; None without any hit or any miss. Source: Good 1950, the interval by the delta method.
    """
    if not (all_hits and all_misses):
        return None
    hit, miss = (hits + 0.5) / (all_hits + 1), (misses + 0.5) / (all_misses + 1)
    spread = (1 - hit) / (hits + 0.5) + (1 - miss) / (misses + 0.5)
    weight, half = float(np.log(hit / miss)), float(_WIDTH * np.sqrt(spread))
    return Evidence(weight, weight - half, weight + half)
