"""What must be said of point rules before anybody agrees to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kpi.definitions import Definition
from kpi.histogram import SCORES
from kpi.profiles import Profiles
from kpi.rule_edit import given
from kpi.rule_lines import Line, design
from kpi.score import ANY_VALUE

HIGHEST: Final = 100


@dataclass(frozen=True)
class Remark:
    """Something to say about rules: a code, its number, and the lines it is about."""

    code: str
    number: int = 0
    lines: tuple[Line, ...] = field(default=())


def remarks(rules: Definition, lead_count: NDArray[np.generic], held: Mapping[Line, int]) -> list[Remark]:
    """Return what must be said of rules: one score for all, above 100, below 0, points that no lead gets.

    In: leads by score 0..100 under the rules, and how many leads hold each line. Nothing is said of rules
    that do not count (imported scores); without leads, nothing of who gets the points.
    """
    if rules.score_source == "imported":
        return []
    found = []
    scores, total = np.flatnonzero(lead_count), int(np.sum(lead_count))
    if len(scores) == 1 and total > 1:
        found.append(Remark("all_same", int(scores[0])))
    if (most := _most(rules)) > HIGHEST:
        found.append(Remark("above", most))
    points = list(zip(held, given(rules, list(held)), strict=True))
    if below := tuple(line for line, rule in points if (rule.points or 0) < 0):
        found.append(Remark("negative", len(below), below))
    # "any other value" waits for values to come
    named = [(line, rule) for line, rule in points if line.value != ANY_VALUE]
    idle = tuple(line for line, rule in named if rule.points and not held[line])
    if idle and total:
        found.append(Remark("no_lead", len(idle), idle))
    return found


def remarks_on(found: Profiles, rules: Definition) -> list[Remark]:
    """Return the remarks on rules as a whole, for these leads."""
    score = found.leads.rescored(found.combinations.points(rules))
    after = np.bincount(score, weights=found.leads.lead_count, minlength=SCORES)
    lines = design(found.combinations, rules)
    held = lines.holders(found.leads, found.leads.lead_count)
    return remarks(rules, after, dict(zip(lines.lines, held, strict=True)))


def _most(rules: Definition) -> int:
    """Return the most points that one lead could get."""
    values = (*rules.information_points.values(), *rules.attribute_points.values())
    best = sum(max(0, *points.values()) for points in values if points)
    return best + sum(max(0, rule.cap) for rule in rules.behaviour_points.values() if rule.points > 0)
