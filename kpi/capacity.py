"""What a line is worth when sales has only so much time: one line, and pairs of lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

import numpy as np

from kpi.checked import ByScore, Flags, Floats, Integers, amount, column, floats
from kpi.errors import InvalidInput
from kpi.numbers import Numeric, exact_rate

Reason: TypeAlias = Literal["no_leads", "no_capacity", "no_value"]

SCORES: Final = 101  # scores 0..100
LINES: Final = 102  # lines 0..101; a line at 101 selects nobody
PLATEAU_SHARE: Final = 0.02
_TIE: Final = 1e-12  # two values this close (relative) are the same
_PAIR_MQL, _PAIR_SQL = np.triu_indices(LINES)  # all 5,253 pairs with MQL <= SQL


def capacity_leads(reps: Numeric, leads_per_rep_week: Numeric, weeks: Numeric, absence: Numeric) -> float:
    """Return how many leads sales can follow up: reps x leads per rep and week x weeks x (1 - absence).

    In: numbers or text as in `exact_number`; `absence` is a share in 0..1. Out: leads, not rounded.
    Raises InvalidInput: what = reps, leads_per_rep_week, weeks (no number or below 0), absence.
    """
    try:
        present = 1 - exact_rate(absence)
    except InvalidInput:
        raise InvalidInput(what="absence", value=absence) from None
    named = {"reps": reps, "leads_per_rep_week": leads_per_rep_week, "weeks": weeks}
    product = float(present)
    for what, value in named.items():
        product *= amount(what, value)
    return product


@dataclass(frozen=True, eq=False)
class LineValues:
    """One entry per line 0..101. `best_threshold` is None when no line is worth anything: see `reason`."""

    value_yen: Floats
    selected_leads: Floats
    followed_up_leads: Floats
    best_threshold: int | None
    best_value_yen: float
    reason: Reason | None


def value_by_threshold(n: ByScore, v: ByScore, capacity: Numeric, order: str = "fifo") -> LineValues:
    """Return what sales gets out of the leads from each line up, when it can follow up `capacity` of them.

    In: `n` leads and `v` yen a lead, both by score 0..100 (`v` of a score without leads is ignored);
    `order` "fifo" = as they arrive, "priority" = highest score first, of the last score a share.
    Out: LineValues; of equally good lines the highest, because it takes the least work.
    Empty: no leads, no capacity or no value give 0 everywhere and no best line; never nan.
    Raises InvalidInput: what = lead_count, lead_value, capacity, order. Source: methods.md 2.
    """
    if order not in ("fifo", "priority"):
        raise InvalidInput(what="order", value=order)
    count = _counts(n)
    value, limit = _values("lead_value", v, count), amount("capacity", capacity)
    selected = _from_line_up(count)
    if order == "fifo":
        worth = _share_done(limit, selected) * _from_line_up(count * value)
    else:
        worth = _from_line_up(_taken_from_top(count, limit) * value)
    best = _last_best(worth)
    reason = _why_no_best(float(worth[best]), float(selected[0]), limit)
    return LineValues(
        value_yen=worth,
        selected_leads=selected,
        followed_up_leads=np.minimum(selected, limit),
        best_threshold=best if reason is None else None,
        best_value_yen=float(worth[best]),
        reason=reason,
    )


def one_more_rep(
    n: ByScore,
    v: ByScore,
    *,
    reps: Numeric,
    leads_per_rep_week: Numeric,
    weeks: Numeric,
    absence: Numeric,
    order: str = "fifo",
) -> float:
    """Return the yen that one more rep adds, with the best line before and after.

    In: as `value_by_threshold` and `capacity_leads`. Raises InvalidInput as these do. Source: methods.md 2.
    """
    now = capacity_leads(reps, leads_per_rep_week, weeks, absence)
    rep = capacity_leads(1, leads_per_rep_week, weeks, absence)
    before, after = (value_by_threshold(n, v, limit, order).best_value_yen for limit in (now, now + rep))
    return max(after - before, 0.0)


@dataclass(frozen=True)
class CapacityLine:
    """All leads above `threshold` fit, and `share_at_threshold` (0..1] of those at it."""

    threshold: int
    share_at_threshold: float


def line_at_capacity(n: ByScore, capacity: Numeric) -> CapacityLine | None:
    """Return the line that fills `capacity` leads exactly; None without leads or without capacity.

    When all leads fit, the line is the lowest score that has leads, with a share of 1.
    Raises InvalidInput: what = lead_count, capacity.
    """
    count = _counts(n)
    taken = _taken_from_top(count, amount("capacity", capacity))
    if not taken.any():
        return None
    lowest = int(np.flatnonzero(taken)[0])
    return CapacityLine(lowest, float(taken[lowest] / count[lowest]))


@dataclass(frozen=True, eq=False)
class PairGrid:
    """One entry per pair of lines, 5,253 of them: by MQL line 0..101, then by SQL line from there to 101."""

    mql_threshold: Integers
    sql_threshold: Integers
    value_yen: Floats
    selected_leads: Floats
    followed_up_leads: Floats
    field_load_hours: Floats
    inside_load_hours: Floats
    field_hours: float

    @staticmethod
    def place(mql_threshold: int, sql_threshold: int) -> int:
        """Return the index of a pair in these arrays. Raises InvalidInput(what="threshold")."""
        if not 0 <= mql_threshold <= sql_threshold < LINES:
            raise InvalidInput(what="threshold", value=(mql_threshold, sql_threshold))
        before = mql_threshold * LINES - mql_threshold * (mql_threshold - 1) // 2
        return before + sql_threshold - mql_threshold


def pair_grid(
    n: ByScore,
    p: ByScore,
    value: ByScore,
    *,
    field_hours: Numeric,
    inside_hours: Numeric,
    hours_first: Numeric,
    hours_deal: Numeric,
    hours_inside: Numeric,
    inside_factor: Numeric,
    handling_cost_yen: Numeric,
) -> PairGrid:
    """Return load and expected value of every pair of lines: from the SQL line up straight to field sales,
    from the MQL line up to inside sales first.

    In: by score 0..100 `n` leads, `p` chance of an opportunity (0..1), `value` yen an opportunity (`p` and
    `value` are ignored where there are no leads). Hours there are: `field_hours`, `inside_hours`; hours it
    takes: `hours_first` a lead in the field, `hours_deal` an opportunity, `hours_inside` a lead inside.
    `inside_factor` = chance of an opportunity after inside sales against straight to the field;
    `handling_cost_yen` for each lead followed up, inside or in the field.
    Out: PairGrid. Hours that do not suffice cut all work of that team by the same share; an SQL line at 101
    means inside sales first for all, and nobody at all when the MQL line is there too. Never nan.
    Raises InvalidInput: what = lead_count, opportunity_rate, opportunity_value or the name of the setting.
    Source: methods.md 2: value = f_field (V_sql + f_inside eta V_between) - handling cost.
    """
    count = _counts(n)
    chance = _values("opportunity_rate", p, count)
    if chance.min() < 0 or chance.max() > 1:
        raise InvalidInput(what="opportunity_rate", value=p)
    deals = count * chance
    worth = deals * _values("opportunity_value", value, count)
    (leads, leads_in), (opps, opps_in), (yen, yen_in) = (_split(x) for x in (count, deals, worth))
    eta, cost = amount("inside_factor", inside_factor), amount("handling_cost_yen", handling_cost_yen)
    inside_load = amount("hours_inside", hours_inside) * leads_in
    share_in = _share_done(amount("inside_hours", inside_hours), inside_load)
    warmed = share_in * eta
    field_load = amount("hours_first", hours_first) * leads
    field_load += amount("hours_deal", hours_deal) * (opps + warmed * opps_in)
    hours = amount("field_hours", field_hours)
    share = _share_done(hours, field_load)
    followed_up = share * leads + share_in * leads_in
    return PairGrid(
        mql_threshold=_PAIR_MQL.astype(np.int64),
        sql_threshold=_PAIR_SQL.astype(np.int64),
        value_yen=share * (yen + warmed * yen_in) - cost * followed_up,
        selected_leads=leads + leads_in,
        followed_up_leads=followed_up,
        field_load_hours=field_load,
        inside_load_hours=inside_load,
        field_hours=hours,
    )


@dataclass(frozen=True, eq=False)
class BestPair:
    """The best pair and its plateau: all pairs worth at most 2 % less.

    No pair is best without leads, hours or value: then thresholds and ranges are None, the plateau is empty
    and `reason` says why.
    """

    mql_threshold: int | None
    sql_threshold: int | None
    value_yen: float
    plateau: Flags  # [MQL line, SQL line], 102 x 102
    mql_range: tuple[int, int] | None
    sql_range: tuple[int, int] | None
    reason: Reason | None


def best_pair(grid: PairGrid) -> BestPair:
    """Return the best pair of `grid` with its plateau; of equally good pairs the one with the highest lines.

    An SQL line of 101 is a legitimate answer: "inside sales first for all".
    """
    best = _last_best(grid.value_yen)
    top = float(grid.value_yen[best])
    reason = _why_no_best(top, float(grid.selected_leads[0]), grid.field_hours)
    plateau = np.zeros((LINES, LINES), dtype=np.bool_)
    if reason is not None:
        return BestPair(None, None, top, plateau, None, None, reason)
    near = grid.value_yen >= top * (1 - PLATEAU_SHARE)
    mql, sql = grid.mql_threshold[near], grid.sql_threshold[near]
    plateau[mql, sql] = True
    return BestPair(
        mql_threshold=int(grid.mql_threshold[best]),
        sql_threshold=int(grid.sql_threshold[best]),
        value_yen=top,
        plateau=plateau,
        mql_range=(int(mql.min()), int(mql.max())),
        sql_range=(int(sql.min()), int(sql.max())),
        reason=None,
    )


def _counts(n: ByScore) -> Floats:
    """Return leads by score 0..100, none below 0."""
    count = floats("lead_count", n)
    if count.shape != (SCORES,) or count.min() < 0:
        raise InvalidInput(what="lead_count", value=n)
    return count


def _values(what: str, values: ByScore, count: Floats) -> Floats:
    """Return a value by score, 0 where there is no lead (there it may be undefined)."""
    found = column(what, values)
    if found.shape != count.shape:
        raise InvalidInput(what=what, value=values)
    return floats(what, np.where(count > 0, found, 0.0))


def _from_line_up(by_score: Floats) -> Floats:
    """Return the sum from each line 0..101 up."""
    return np.append(np.cumsum(by_score[::-1])[::-1], 0.0)


def _split(by_score: Floats) -> tuple[Floats, Floats]:
    """Return for every pair the sum from the SQL line up, and the sum between the two lines."""
    above = _from_line_up(by_score)
    return above[_PAIR_SQL], above[_PAIR_MQL] - above[_PAIR_SQL]


def _share_done(available: float, load: Floats) -> Floats:
    """Return the share of each load that can be done: 1 where it fits, also where there is nothing to do."""
    return np.divide(available, load, out=np.ones_like(load), where=load > available)


def _taken_from_top(count: Floats, capacity: float) -> Floats:
    """Return the leads of each score that fit when the highest scores go first."""
    return np.clip(capacity - _from_line_up(count)[1:], 0.0, count)


def _last_best(value: Floats) -> int:
    """Return the last index whose value is the largest (rounding aside)."""
    top = value.max()
    return int(np.flatnonzero(value >= top - _TIE * abs(top))[-1])


def _why_no_best(best_value: float, lead_count: float, capacity: float) -> Reason | None:
    """Return why no line is worth anything, or None when one is."""
    if best_value > 0:
        return None
    if lead_count == 0:
        return "no_leads"
    return "no_capacity" if capacity == 0 else "no_value"
