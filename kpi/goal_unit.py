"""The goal in another unit: yen, wins or opportunities that come to the same."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

from kpi.goal_solve import Solved


def equivalent(solved: Solved, unit: str, amount: int, goal_yen: int, wanted: str) -> int | None:
    """Return the goal, counted in `wanted`, that comes to the goal of `amount` in `unit`.

    Counts are rounded up, yen down: so many yen need as many wins again.
    In: the nodes goal_yen, wins or opportunities; `goal_yen` is the goal in yen that was typed last. While
    `amount` is still what follows from it, it stays what is converted: there and back changes nothing.
    None when the tree does not say how many of the one make one of the other.
    """
    typed = Fraction(amount)
    to_yen = _quotient(solved, "goal_yen", unit)
    if to_yen and ceil(goal_yen / to_yen) == amount:
        unit, typed = "goal_yen", Fraction(goal_yen)
    factor = _quotient(solved, wanted, unit)
    rounded = floor if wanted == "goal_yen" else ceil
    return None if factor is None else rounded(typed * factor)


def _quotient(solved: Solved, over: str, under: str) -> Fraction | None:
    if over == under:
        return Fraction(1)
    above, below = solved.value(over), solved.value(under)
    return above / below if above is not None and below else None
