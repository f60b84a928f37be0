"""The bridge: from what was said last time to what is so now, bar by bar, exact in sum."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import fsum
from typing import Final

from kpi.errors import InvalidInput

_TOLERANCE: Final = 1e-9  # of the largest number in the bridge


@dataclass(frozen=True)
class Step:
    """One bar of a bridge, in the unit of its KPI."""

    code: str
    effect: float


@dataclass(frozen=True)
class Bridge:
    """A walk from `start` to `end`: the effects of the steps, in order, sum to the difference."""

    start: float
    end: float
    steps: tuple[Step, ...]


def bridge(
    before: float,
    after: float,
    effects: Iterable[tuple[str, float]],
    *,
    reported: float | None = None,
    by_old_rule: float | None = None,
) -> Bridge:
    """Walk from what was said last time to what is so now.

    In: the value of the earlier period and of the later one by today's rule and data, and the effects that
    lead from one to the other. `by_old_rule` is the earlier value on today's data by the rule of then,
    `reported` by the rule of then on the data of then; each None where it is not known or did not change.
    Out: arrived_late and definition_changed first, where given; then the effects.
    Raises InvalidInput(what="bridge") when the effects do not sum to the change.
    """
    steps = [Step(*one) for one in effects]
    scale = max(abs(before), abs(after), *(abs(step.effect) for step in steps), 0.0)
    if not abs(fsum(step.effect for step in steps) - (after - before)) <= _TOLERANCE * scale:
        raise InvalidInput(what="bridge", value=after - before)
    restated = before if by_old_rule is None else by_old_rule
    start = restated if reported is None else reported
    first = [Step("arrived_late", restated - start)] if reported is not None else []
    first += [Step("definition_changed", before - restated)] if by_old_rule is not None else []
    return Bridge(start, after, (*first, *steps))
