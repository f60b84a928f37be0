"""The middle between two definitions: a definition part of the way, and what it does to leads in dispute."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kpi.agreement_pair import Bool, Outcome
from kpi.definitions import MOST_ATTRIBUTES, BehaviourPoints, Definition
from kpi.histogram import OPPORTUNITY, WORKED
from kpi.rates import rate
from kpi.score import ANY_VALUE

_STEPS: Final = 20


@dataclass(frozen=True)
class Step:
    """A definition part of the way from one to the other, and the disputed leads under it.

    `share` 0 is the one, 1 the other. Of the disputed leads that came to an opportunity `kept_count` are in
    and `lost_count` out; of those worked without one `idle_count` are in and `spared_count` out, but for
    `young_count` that may still come to one.
    """

    share: float
    kept_count: int
    lost_count: int
    idle_count: int
    spared_count: int
    lost_yen: int
    young_count: int = 0

    @property
    def separation(self) -> float | None:
        """Share of the opportunities kept less the share of the others let in; None where one is missing."""
        kept = rate(self.kept_count, self.kept_count + self.lost_count)
        idle = rate(self.idle_count, self.idle_count + self.spared_count)
        return None if kept is None or idle is None else kept - idle


def between(one: Definition, other: Definition, share: float) -> Definition | None:
    """Return the definition `share` (0..1) of the way from one to the other, in whole points.

    Lines, points and caps lie between; what cannot (name, denominator, forms) is taken from the nearer one.
    None where one scores by points and the other does not: nothing lies between these.
    """
    if one.score_source != other.score_source:
        return None
    nearer = one if share <= 0.5 else other
    own = _rules_between(one.attribute_points, other.attribute_points, share)
    if len(own) > MOST_ATTRIBUTES:
        return None
    return nearer.model_copy(
        update={
            "mql_threshold": _mean(one.mql_threshold, other.mql_threshold, share),
            "sql_threshold": _mean(one.sql_threshold, other.sql_threshold, share),
            "information_points": _rules_between(one.information_points, other.information_points, share),
            "attribute_points": own,
            "behaviour_points": _behaviour_between(one.behaviour_points, other.behaviour_points, share),
        }
    )


def shares() -> tuple[float, ...]:
    """Return the parts of the way that are tried for the middle."""
    return tuple(n / _STEPS for n in range(_STEPS + 1))


def step(share: float, is_in: Bool, outcome: Outcome) -> Step:
    """Count the disputed leads (`outcome` holds these alone) that a definition in between takes in."""
    has_opportunity = outcome["mask"] & OPPORTUNITY > 0
    young = outcome["young_count"] > 0
    idle = (outcome["mask"] & WORKED > 0) & ~has_opportunity & ~young
    return Step(
        share=share,
        kept_count=int((has_opportunity & is_in).sum()),
        lost_count=int((has_opportunity & ~is_in).sum()),
        idle_count=int((idle & is_in).sum()),
        spared_count=int((idle & ~is_in).sum()),
        lost_yen=int(outcome["won_amount_yen"][~is_in].sum()),
        young_count=int(young.sum()),
    )


def best(steps: Sequence[Step]) -> Step | None:
    """Return the step that best keeps disputed leads with an opportunity and spares sales the others.

    Of equal ones that nearest to half way; None where the disputed leads cannot tell, or none beats luck.
    """
    told = [(found, one) for one in steps if (found := one.separation) is not None and found > 0]
    if not told:
        return None
    return max(told, key=lambda pair: (pair[0], -abs(pair[1].share - 0.5)))[1]


def _mean(one: float, other: float, share: float) -> int:
    return round(one + (other - one) * share)


def _rules_between(
    one: Mapping[str, Mapping[str, int]], other: Mapping[str, Mapping[str, int]], share: float
) -> dict[str, dict[str, int]]:
    """Mix points by item and value; a value that only one names has the fallback of the other, or 0."""
    mixed = {}
    for item in dict.fromkeys((*one, *other)):
        left, right = one.get(item, {}), other.get(item, {})
        mixed[item] = {
            value: _mean(_points(left, value), _points(right, value), share)
            for value in dict.fromkeys((*left, *right))
        }
    return mixed


def _points(rule: Mapping[str, int], value: str) -> int:
    return rule.get(value, rule.get(ANY_VALUE, 0))


def _behaviour_between(
    one: Mapping[str, BehaviourPoints], other: Mapping[str, BehaviourPoints], share: float
) -> dict[str, BehaviourPoints]:
    nothing = BehaviourPoints(points=0, cap=0)
    return {
        kind: BehaviourPoints(
            points=_mean(one.get(kind, nothing).points, other.get(kind, nothing).points, share),
            cap=_mean(one.get(kind, nothing).cap, other.get(kind, nothing).cap, share),
        )
        for kind in dict.fromkeys((*one, *other))
    }
