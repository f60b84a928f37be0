"""The chance of a goal: how likely a count at each level reaches it, and which count gives which chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, prod
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kpi.chance_draws import even_draws, even_rate_draws
from kpi.chance_inputs import Counted, DealSize, Rate, Typed, rates_above, why_undefined
from kpi.chance_needs import Needs
from kpi.checked import ByScore, amount
from kpi.errors import InvalidInput
from kpi.numbers import Numeric, exact_number

__all__ = ["CHANCES", "Chances", "Counted", "Rate", "Typed", "chances"]

Float = NDArray[np.float64]

CHANCES: Final = (0.5, 0.8, 0.95)
DRAWS: Final = 4_000
SEED: Final = 20260401
_HALF_SPREAD: Final = 1e-12


@dataclass(frozen=True, eq=False)
class Chances:
    """Chances of one goal. `levels` run from the goal upwards: "wins", "opportunities" … "inquiries".

    `needs[level]` holds how many of that level each draw needs; a level without them is undefined,
    `reason[level]` says why. `spread_share` splits the spread of what the top level needs:
    each counted rate, "deal_size" and "luck"; empty where nothing varies or the top level is undefined.
    """

    levels: tuple[str, ...]
    needs: Mapping[str, Needs]
    reason: Mapping[str, str | None]
    spread_share: Mapping[str, float]
    cpa_yen: float | None

    def needed(self, level: str, chance: float) -> int | None:
        """Return the smallest count of `level` that reaches the goal with this chance.

        None where the level is undefined, and where no count reaches the chance.
        Raises InvalidInput(what="chance") outside (0, 1).
        """
        return self._needed(level, [chance])[0]

    def _needed(self, level: str, wanted: Sequence[float]) -> tuple[int | None, ...]:
        """Return `needed` for each chance: worked out together, they take half the time."""
        for chance in wanted:
            if not 0 < chance < 1:
                raise InvalidInput(what="chance", value=chance)
        if level not in self.needs:
            return (None,) * len(wanted)
        needs = self.needs[level]
        draws = needs.luck.size
        ranks = [min(draws, ceil(chance * draws - _HALF_SPREAD)) for chance in wanted]
        return tuple(int(found) if np.isfinite(found) else None for found in needs.ranked(ranks))

    def chance(self, level: str, count: float) -> float | None:
        """Return the chance (0..1) that `count` of `level` reach the goal; None where it is undefined."""
        if level not in self.needs:
            return None
        draws = self.needs[level].draws
        return float(np.searchsorted(draws, count, side="right")) / draws.size

    def chance_of_goal(self, leads: float) -> float | None:
        """Return the chance that so many of the top level (a plan, or today's pace a year) reach the goal."""
        return self.chance(self.levels[-1], leads)

    def leads_for_chance(self, chance: float) -> int | None:
        """Return what is needed of the top level for this chance, as `needed`."""
        return self.needed(self.levels[-1], chance)

    def budget_yen(self, chance: float) -> int | None:
        """Return the whole yen that buy the top level for this chance; None without a CPA above 0."""
        leads = self.leads_for_chance(chance)
        return None if leads is None or not self.cpa_yen else ceil(leads * self.cpa_yen)

    def table(self, wanted: Sequence[float] = CHANCES) -> dict[str, tuple[int | None, ...]]:
        """Return what each level, and "budget", needs for each chance."""
        rows = {level: self._needed(level, wanted) for level in self.levels}
        return rows | {"budget": tuple(self.budget_yen(chance) for chance in wanted)}

    @property
    def most_uncertain(self) -> str | None:
        """The rate (by its level) or "deal_size" whose uncertainty spreads the need most, or None."""
        known = {part: share for part, share in self.spread_share.items() if part != "luck"}
        return max(known, key=lambda part: known[part]) if known else None


def chances(
    goal: Numeric,
    rates: Sequence[Rate],
    *,
    unit: str = "yen",
    average_deal_yen: Numeric | None = None,
    won_amounts_yen: ByScore = (),
    cpa_yen: Numeric | None = None,
    draws: int = DRAWS,
    seed: int = SEED,
) -> Chances:
    """Work out which count at each level reaches a goal with which chance.

    In: `goal` in yen, in "wins", or in a level of `rates`; `rates` from the deal upwards as in
    `goal.back_calculate` (rates below a goal's own level play no part). A typed average deal is known
    exactly and all deals are alike; without one, size and its variation come from `won_amounts_yen`.
    Method (kpis.md 5, methods.md 5): rates are Beta(k + 1/2, n - k + 1/2), the mean deal a Bayesian
    bootstrap, the sum of deals a gamma, wins binomial. Each fixed draw holds a value of each of these and
    the count that it needs; the chance of a count is the share of draws that need no more. So chances rise
    with the count, the same question gets the same answer, and with nothing uncertain it is exact.
    Spread: the variance of the logarithm of the need is a sum of one part a rate (the variance of its
    logarithm), one for the mean deal and one for luck ((1 - p + cv²) / wins). A part's share goes away
    once that rate is known exactly.
    Undefined, with a reason from that level upwards: rate_zero:<level>, rate_above_one:<level>,
    no_trials:<level>; for all levels of a goal in yen no_average_deal (typed, not above 0), no_win,
    one_win, few_wins (fewer than 5 won deals: ask for the deal size), no_won_amount.
    Raises InvalidInput: what = goal, goal_unit, level, rate, average_deal, won_amounts, cpa.
    """
    steps = rates_above(unit, rates)
    wanted = amount("goal", goal)
    size = DealSize.of(unit, average_deal_yen, won_amounts_yen)
    first = "wins" if unit == "yen" else unit
    found: dict[str, Needs] = {}
    reason = {first: size.reason}
    dimensions = 2 + len(steps)
    sized, luck = even_draws(dimensions, draws)[:2]
    if size.reason is None:
        target = size.targets(seed, exact_number(goal), sized)
        found[first] = Needs(target, np.ones(draws), luck)
    together, stopped = np.ones(draws), size.reason
    for dimension, step in enumerate(steps, start=2):
        stopped = stopped or why_undefined(step)
        reason[step.level] = stopped
        if stopped is None:
            together = together * _values(step, dimension, dimensions, draws)
            found[step.level] = Needs(target, together, luck)
    return Chances(
        levels=tuple(reason),
        needs=found,
        reason=reason,
        spread_share=_spread_share(size, steps, wanted) if stopped is None and wanted else {},
        cpa_yen=None if cpa_yen is None else amount("cpa", cpa_yen),
    )


def _values(step: Rate, dimension: int, dimensions: int, draws: int) -> Float:
    if isinstance(step, Typed):
        return np.full(draws, step.point)
    return even_rate_draws(step.success_count, step.trial_count, dimension, dimensions, draws)


def _spread_share(size: DealSize, steps: Sequence[Rate], goal: float) -> dict[str, float]:
    parts = {"deal_size": size.squared_error} | {step.level: step.log_variance for step in steps}
    chance = prod(step.point for step in steps)
    parts["luck"] = (1 - chance + size.squared_variation) * size.mean / goal
    total = sum(parts.values())
    return {part: variance / total for part, variance in parts.items() if variance > 0}
