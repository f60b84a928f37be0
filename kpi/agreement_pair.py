"""Two definitions on the same leads: who is in and out, what each brings, and the middle between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final, Literal

import numpy as np
from numpy.typing import NDArray

from kpi.definitions import MOST_ATTRIBUTES, BehaviourPoints, Definition
from kpi.goal import back_calculate
from kpi.histogram import ACCEPTED, JUDGED, OPPORTUNITY, WORKED
from kpi.rates import rate
from kpi.score import ANY_VALUE

Bool = NDArray[np.bool_]
Scores = NDArray[np.int16]
Outcome = Mapping[str, NDArray[np.int64]]
CellName = Literal["both", "only_one", "only_other", "neither"]
CELLS: Final[tuple[CellName, ...]] = ("both", "only_one", "only_other", "neither")
_STEPS: Final = 20


@dataclass(frozen=True)
class Cell:
    """Leads of one cell of the 2 x 2, how many of them have an opportunity, their won deals and yen."""

    lead_count: int
    opportunity_count: int
    won_count: int
    won_amount_yen: int


@dataclass(frozen=True)
class Side:
    """What one definition makes of the leads: counts as recorded, nothing estimated.

    `opportunity_count` are leads with an opportunity, `deal_count` their deals.
    """

    denominator: str
    inquiry_count: int
    mql_count: int
    sql_count: int
    opportunity_count: int
    deal_count: int
    won_count: int
    lost_count: int
    won_amount_yen: int

    @property
    def mql_rate(self) -> float | None:
        return rate(self.mql_count, self.inquiry_count)

    @property
    def sql_rate(self) -> float | None:
        """SQLs of inquiries or of MQLs, as the definition says."""
        base = self.mql_count if self.denominator == "mqls" else self.inquiry_count
        return rate(self.sql_count, base)

    @property
    def opportunity_rate(self) -> float | None:
        return rate(self.opportunity_count, self.sql_count)

    @property
    def win_rate(self) -> float | None:
        """Won of closed deals."""
        return rate(self.won_count, self.won_count + self.lost_count)

    def needed(self, goal_yen: int) -> dict[str, Any]:
        """Return how many wins, opportunities, sqls, mqls and inquiries the goal takes at these counts, the
        smallest whole numbers; None from the first rate on that the counts do not give."""
        average = _share(self.won_amount_yen, self.won_count)
        steps = [
            ("opportunities", _share(self.won_count, self.deal_count)),
            ("sqls", _share(min(self.deal_count, self.sql_count), self.sql_count)),
            ("mqls", _share(self.sql_count, self.mql_count)),
            ("inquiries", _share(self.mql_count, self.inquiry_count)),
        ]
        return back_calculate(goal_yen, average, steps)


@dataclass(frozen=True)
class Judged:
    """Leads that sales judged and on which only one definition is right about its judgement; `chance` is the
    exact two-sided McNemar probability of so uneven a split, None without such a lead."""

    only_one_count: int
    only_other_count: int
    chance: float | None


@dataclass(frozen=True)
class Step:
    """A definition part of the way from one to the other, and the disputed leads under it.

    `share` 0 is the one, 1 the other. Of the disputed leads that came to an opportunity `kept_count` are in
    and `lost_count` out; of those worked without one `idle_count` are in and `spared_count` out.
    """

    share: float
    kept_count: int
    lost_count: int
    idle_count: int
    spared_count: int
    lost_yen: int

    @property
    def separation(self) -> float | None:
        """Share of the opportunities kept less the share of the others let in; None where one is missing."""
        kept = rate(self.kept_count, self.kept_count + self.lost_count)
        idle = rate(self.idle_count, self.idle_count + self.spared_count)
        return None if kept is None or idle is None else kept - idle


@dataclass(frozen=True)
class Difference:
    """A place in which two definitions differ: the field, within it the item (of points) and the value (of
    points, or the member of a list); None before or after: not there."""

    field: str
    item: str | None
    value: str | None
    before: object
    after: object


def side(scores: Scores, definition: Definition, outcome: Outcome) -> Side:
    """Count what a definition makes of leads: `scores` under its rules (below 0: none), `outcome` of the same
    leads (see agreement_leads.ScorableLeads)."""
    picked = scores >= definition.sql_threshold
    return Side(
        denominator=definition.sql_rate_denominator,
        inquiry_count=len(scores),
        mql_count=int((scores >= definition.mql_threshold).sum()),
        sql_count=int(picked.sum()),
        opportunity_count=int((picked & (outcome["mask"] & OPPORTUNITY > 0)).sum()),
        **{
            name: int(outcome[name][picked].sum())
            for name in ("deal_count", "won_count", "lost_count", "won_amount_yen")
        },
    )


def cells(one_in: Bool, other_in: Bool, outcome: Outcome) -> dict[CellName, Cell]:
    """Return the 2 x 2 of who is in under either definition; the cells sum to all leads."""
    place = cell_of(one_in, other_in)

    def summed(values: NDArray[Any] | None = None) -> NDArray[np.int64]:
        return np.bincount(place, weights=values, minlength=len(CELLS)).astype(np.int64)

    columns = (
        summed(),
        summed(outcome["mask"] & OPPORTUNITY > 0),
        summed(outcome["won_count"]),
        summed(outcome["won_amount_yen"]),
    )
    return {name: Cell(*(int(column[n]) for column in columns)) for n, name in enumerate(CELLS)}


def cell_of(one_in: Bool, other_in: Bool) -> NDArray[np.int64]:
    """Return the place in CELLS of every lead."""
    return 3 - 2 * one_in.astype(np.int64) - other_in


def judged(one_in: Bool, other_in: Bool, outcome: Outcome) -> Judged:
    """Say which definition sales's judgement bears out where they differ."""
    mask = outcome["mask"]
    accepted = mask & ACCEPTED > 0
    told = (one_in != other_in) & (mask & JUDGED > 0)
    one_right = int((told & (one_in == accepted)).sum())
    other_right = int(told.sum()) - one_right
    return Judged(one_right, other_right, mcnemar(one_right, other_right))


def mcnemar(count: int, other_count: int) -> float | None:
    """Return the exact two-sided probability of a split as uneven as this by chance; None of nothing."""
    from scipy.special import bdtr

    total = count + other_count
    return min(1.0, 2 * float(bdtr(min(count, other_count), total, 0.5))) if total else None


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
    idle = (outcome["mask"] & WORKED > 0) & ~has_opportunity
    return Step(
        share=share,
        kept_count=int((has_opportunity & is_in).sum()),
        lost_count=int((has_opportunity & ~is_in).sum()),
        idle_count=int((idle & is_in).sum()),
        spared_count=int((idle & ~is_in).sum()),
        lost_yen=int(outcome["won_amount_yen"][~is_in].sum()),
    )


def best(steps: Sequence[Step]) -> Step | None:
    """Return the step that best keeps disputed leads with an opportunity and spares sales the others.

    Of equal ones that nearest to half way; None where the disputed leads cannot tell, or none beats luck.
    """
    told = [(found, one) for one in steps if (found := one.separation) is not None and found > 0]
    if not told:
        return None
    return max(told, key=lambda pair: (pair[0], -abs(pair[1].share - 0.5)))[1]


def differences(old: Definition, new: Definition) -> tuple[Difference, ...]:
    """Return where two definitions differ but for their names, in the order of the fields."""
    before, after = dict(_facts(old)), dict(_facts(new))
    return tuple(
        Difference(*place, before.get(place), after.get(place))
        for place in dict.fromkeys((*before, *after))
        if before.get(place) != after.get(place)
    )


def _facts(definition: Definition) -> Iterator[tuple[tuple[str, str | None, str | None], object]]:
    for field, found in definition.model_dump(mode="json", exclude={"format", "name"}).items():
        if isinstance(found, list):
            yield from (((field, None, str(value)), True) for value in found)
        elif not isinstance(found, dict):
            yield (field, None, None), found
        else:
            for item, inner in found.items():
                values = inner if isinstance(inner, dict) else {None: inner}
                yield from (((field, item, value), given) for value, given in values.items())


def _share(part: int, whole: int) -> Fraction | None:
    return Fraction(part, whole) if whole else None


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
