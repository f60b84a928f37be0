"""Many segments as few: the largest stay, all others become one, the same on both sides."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from typing import Final, TypeVar

from kpi.decompose_segments import Counts
from kpi.decompose_yen import Totals

Cases = TypeVar("Cases", Counts, Totals)

OTHER: Final = "~other"  # the code of all the segments that do not stand alone
MOST: Final = 15


def folded(
    before: Mapping[str, Cases], after: Mapping[str, Cases], most: int = MOST
) -> tuple[dict[str, Cases], dict[str, Cases]]:
    """Keep the segments with most cases in both periods together, `most` at the most, and sum up the rest.

    Chosen by cases and never by effect, so that verdicts over what is left hold. Out: at most `most` segments
    a side, OTHER among them where anything was summed up. Yen without squares make a sum without squares.
    """
    both: dict[str, float] = {}
    for side in (before, after):
        for name, counts in side.items():
            both[name] = both.get(name, 0.0) + counts.trials
    if len(both) <= most:
        return dict(before), dict(after)
    kept = set(sorted(both, key=lambda name: (-both[name], name))[: most - 1])
    return _side(before, kept), _side(after, kept)


def _side(side: Mapping[str, Cases], kept: set[str]) -> dict[str, Cases]:
    found = {name: counts for name, counts in side.items() if name in kept}
    rest = [counts for name, counts in side.items() if name not in kept]
    if rest:
        found[OTHER] = reduce(lambda one, other: one.plus(other), rest)
    return found
