"""The KGI chain at every threshold: what the goal needs at each level, and what the pace brings."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil

import numpy as np
from numpy.typing import NDArray

from kpi.goal import back_calculate

Float = NDArray[np.float64]
Needed = tuple[int | None, ...]
_MILLIONTH = 10**6


@dataclass(frozen=True)
class Chain:
    """Needed in a year, by SQL threshold (length 101; None where undefined), smallest whole numbers.

    `mqls[m][s]` also depends on the MQL threshold; it is None for s < m. `reason[s]` names why a
    threshold has no chain: no_won_amount, no_win, no_opportunity, no_sql, rate_above_one.
    """

    goal_yen: int
    wins: Needed
    opportunities: Needed
    sqls: Needed
    mqls: tuple[Needed, ...]
    inquiries: Needed
    reason: tuple[str | None, ...]


def chain(
    goal_yen: int,
    *,
    selected: Float,
    inquiries: float,
    opportunities: Float,
    wins: Float,
    amount_yen: Float,
) -> Chain:
    """Back-calculate the goal at every threshold from cohort totals (observed to extrapolated).

    In: arrays of length 101 by threshold (leads, deals, won deals, won yen at or above it) and the
    inquiries of the same period. Rates are taken to a millionth, so whole counts stay exact.
    """
    exact = [
        _exact(goal_yen, *(Fraction(round(float(x[s]) * _MILLIONTH), _MILLIONTH) for x in columns))
        for columns in [(selected, opportunities, wins, amount_yen)]
        for s in range(len(selected))
    ]
    sqls = [level.get("sqls") for level, _ in exact]
    return Chain(
        goal_yen=goal_yen,
        wins=tuple(_whole(level.get("wins")) for level, _ in exact),
        opportunities=tuple(_whole(level.get("opportunities")) for level, _ in exact),
        sqls=tuple(_whole(needed) for needed in sqls),
        mqls=tuple(
            tuple(None if s < m else _share(sqls[s], selected[m], selected[s]) for s in range(len(sqls)))
            for m in range(len(sqls))
        ),
        inquiries=tuple(_share(needed, inquiries, selected[s]) for s, needed in enumerate(sqls)),
        reason=tuple(reason for _, reason in exact),
    )


def _exact(
    goal_yen: int, selected: Fraction, opportunities: Fraction, wins: Fraction, amount_yen: Fraction
) -> tuple[dict[str, Fraction | None], str | None]:
    reason = _why_undefined(selected, opportunities, wins, amount_yen)
    if reason:
        return {}, reason
    steps = [("opportunities", wins / opportunities), ("sqls", opportunities / selected)]
    counts = back_calculate(goal_yen, amount_yen / wins, steps, style="exact")
    return {level: None if count is None else Fraction(count) for level, count in counts.items()}, None


def _why_undefined(
    selected: Fraction, opportunities: Fraction, wins: Fraction, amount_yen: Fraction
) -> str | None:
    if not selected:
        return "no_sql"
    if not opportunities:
        return "no_opportunity"
    if not wins:
        return "no_win"
    if not amount_yen:
        return "no_won_amount"
    return "rate_above_one" if opportunities > selected or wins > opportunities else None


def _whole(needed: Fraction | None) -> int | None:
    return None if needed is None else ceil(needed)


def _share(sqls: Fraction | None, level_count: float, sql_count: float) -> int | None:
    """Leads of a level (all inquiries, or MQLs) that hold so many SQLs: ceil(sqls × level / SQLs)."""
    if sqls is None or not sql_count:
        return None
    return -(-sqls.numerator * int(level_count) // (sqls.denominator * int(sql_count)))
