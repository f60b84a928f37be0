"""The chance of a goal: how likely a count at each level reaches it, and which count gives which chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from kpi.chance_draws import even_draws, rate_draws, trials_needed, wins_needed
from kpi.checked import ByScore, amount, floats
from kpi.errors import InvalidInput
from kpi.estimate_draws import amount_moments
from kpi.numbers import Numeric, exact_number, exact_rate

Float = NDArray[np.float64]

CHANCES: Final = (0.5, 0.8, 0.95)
DRAWS: Final = 4_000
SEED: Final = 20260401
FEWEST_WINS: Final = 5  # won deals below which their size is not guessed
_HALF_SPREAD: Final = 1e-12


@dataclass(frozen=True)
class Counted:
    """A rate seen in the data: of `trial_count` at `level`, `success_count` went on towards the deal.

    Trials may be maturity-adjusted (sum of G(age)), so neither needs to be whole.
    """

    level: str
    success_count: float
    trial_count: float


@dataclass(frozen=True)
class Typed:
    """A rate that is taken as known exactly: the share (0..1) of `level` that goes on towards the deal."""

    level: str
    rate: Numeric


Rate: TypeAlias = Counted | Typed


@dataclass(frozen=True, eq=False)
class Chances:
    """Chances of one goal. `levels` run from the goal upwards: "wins", "opportunities" … "inquiries".

    `draws[level]` holds, in rising order, how many of that level each draw needs; a level without draws is
    undefined, `reason[level]` says why. `spread_share` splits the spread of what the top level needs:
    each counted rate, "deal_size" and "luck"; empty where nothing varies or the top level is undefined.
    """

    levels: tuple[str, ...]
    draws: Mapping[str, Float]
    reason: Mapping[str, str | None]
    spread_share: Mapping[str, float]
    cpa_yen: float | None

    def needed(self, level: str, chance: float) -> int | None:
        """Return the smallest count of `level` that reaches the goal with this chance.

        None where the level is undefined, and where no count reaches the chance.
        Raises InvalidInput(what="chance") outside (0, 1).
        """
        if not 0 < chance < 1:
            raise InvalidInput(what="chance", value=chance)
        if level not in self.draws:
            return None
        draws = self.draws[level]
        found = draws[min(draws.size, ceil(chance * draws.size - _HALF_SPREAD)) - 1]
        return int(found) if np.isfinite(found) else None

    def chance(self, level: str, count: float) -> float | None:
        """Return the chance (0..1) that `count` of `level` reach the goal; None where it is undefined."""
        if level not in self.draws:
            return None
        draws = self.draws[level]
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
        rows = {level: tuple(self.needed(level, chance) for chance in wanted) for level in self.levels}
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
    steps = _above(unit, rates)
    wanted = amount("goal", goal)
    size = _Size.of(unit, average_deal_yen, won_amounts_yen)
    sized, luck, *evens = even_draws(2 + len(steps), draws)
    first = "wins" if unit == "yen" else unit
    found: dict[str, Float] = {}
    reason: dict[str, str | None] = {first: size.reason}
    if size.reason is None:
        target = size.targets(np.random.default_rng(seed), exact_number(goal), sized)
        found[first] = np.sort(target)
    together = np.ones(draws)
    stopped = size.reason
    for step, even in zip(steps, evens, strict=True):
        stopped = stopped or _why_undefined(step)
        reason[step.level] = stopped
        if stopped is None:
            together = together * _values(step, even)
            found[step.level] = _needed(target, together, luck)
    has_spread = stopped is None and wanted > 0
    return Chances(
        levels=(first, *(step.level for step in steps)),
        draws=found,
        reason=reason,
        spread_share=_spread_share(size, steps, wanted) if has_spread else {},
        cpa_yen=None if cpa_yen is None else amount("cpa", cpa_yen),
    )


@dataclass(frozen=True, eq=False)
class _Size:
    """What a goal is counted in: wins of a known size (1 for a goal in counts), or of the won deals'."""

    known: Fraction | None
    won_amounts_yen: Float
    reason: str | None

    @classmethod
    def of(cls, unit: str, average_deal_yen: Numeric | None, won_amounts_yen: ByScore) -> _Size:
        won = floats("won_amounts", won_amounts_yen)
        if unit != "yen":
            return cls(Fraction(1), won, None)
        if average_deal_yen is not None:
            try:
                average = exact_number(average_deal_yen)
            except InvalidInput:
                raise InvalidInput(what="average_deal", value=average_deal_yen) from None
            return cls(average, won, None if average > 0 else "no_average_deal")
        reason = _why_no_size(won)
        is_alike = reason is None and np.ptp(won) == 0
        return cls(exact_number(won[0]) if is_alike else None, won, reason)

    def targets(self, rng: np.random.Generator, goal: Fraction, luck: Float) -> Float:
        """Return the wins (or whatever the goal counts) that each draw needs."""
        if goal == 0:
            return np.zeros(luck.shape)
        if self.known is not None:
            return np.full(luck.shape, float(ceil(goal / self.known)))
        mean, variance = amount_moments(rng, luck.size, self.won_amounts_yen)
        return wins_needed(float(goal), mean, variance, luck)

    @property
    def mean(self) -> float:
        return float(self.won_amounts_yen.mean() if self.known is None else self.known)

    @property
    def squared_variation(self) -> float:
        """(standard deviation / mean)² of one deal."""
        return 0.0 if self.known is not None else float(self.won_amounts_yen.var()) / self.mean**2


def _above(unit: str, rates: Sequence[Rate]) -> list[Rate]:
    """Return the rates above the level that the goal is counted in; refuse repeated or reserved levels."""
    names = [step.level for step in rates]
    if len({*names, "wins", "budget", "yen", "luck", "deal_size"}) < len(names) + 5 or not all(names):
        raise InvalidInput(what="level", value=names)
    if unit in ("yen", "wins"):
        return list(rates)
    if unit not in names:
        raise InvalidInput(what="goal_unit", value=unit)
    return list(rates[names.index(unit) + 1 :])


def _why_no_size(won: Float) -> str | None:
    if won.size < FEWEST_WINS:
        return ("no_win", "one_win")[won.size] if won.size < 2 else "few_wins"
    return None if won.sum() > 0 else "no_won_amount"


def _why_undefined(step: Rate) -> str | None:
    if isinstance(step, Typed):
        return None if exact_rate(step.rate) else f"rate_zero:{step.level}"
    success, trials = step.success_count, step.trial_count
    if not (np.isfinite([success, trials]).all() and min(success, trials) >= 0):
        raise InvalidInput(what="rate", value=(success, trials))
    if success > trials:
        return f"rate_above_one:{step.level}"
    if not trials:
        return f"no_trials:{step.level}"
    return None if success else f"rate_zero:{step.level}"


def _values(step: Rate, even: Float) -> Float:
    if isinstance(step, Typed):
        return np.full(even.shape, float(exact_rate(step.rate)))
    return rate_draws(step.success_count, step.trial_count, even)


def _needed(target: Float, rate: Float, luck: Float) -> Float:
    """Return, in rising order, the count of a level that each draw needs to win its target."""
    if not target.any():
        return target
    return np.sort(trials_needed(target, rate, luck))


def _spread_share(size: _Size, steps: Sequence[Rate], goal: float) -> dict[str, float]:
    from scipy.special import polygamma

    variation = size.squared_variation
    parts = {"deal_size": variation / size.won_amounts_yen.size} if variation else {}
    chance = 1.0
    for step in steps:
        if isinstance(step, Typed):
            chance *= float(exact_rate(step.rate))
            continue
        success, trials = step.success_count + 0.5, step.trial_count + 1
        chance *= success / trials
        parts[step.level] = float(polygamma(1, success) - polygamma(1, trials))
    parts["luck"] = (1 - chance + variation) * size.mean / goal
    total = sum(parts.values())
    return {part: variance / total for part, variance in parts.items()} if total > 0 else {}
