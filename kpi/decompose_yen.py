"""Why an amount moved, by segment: how many cases, whose, how many of them won, what a deal was worth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from math import factorial, fsum, prod
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kpi.decompose import FEWEST_WINS
from kpi.decompose_noise import (
    DRAWS,
    FEWEST_TRIALS,
    Effect,
    Verdict,
    few_cases,
    generator,
    judged,
    rate_draws,
    share_draws,
)
from kpi.decompose_segments import Presence, presence
from kpi.errors import InvalidInput
from kpi.rates import rates

Float = NDArray[np.float64]
Flag = NDArray[np.bool_]


class Totals(NamedTuple):
    """Cases (leads or opportunities), wins and won yen of one segment in one period.

    `square_yen` is the sum of the squared amounts of the wins; without it what a deal was worth is taken
    apart all the same, but no interval is told.
    """

    trials: float
    wins: float
    amount_yen: float
    square_yen: float | None = None

    def plus(self, other: Totals) -> Totals:
        """Add up; without a square on either side there is none."""
        square = None
        if self.square_yen is not None and other.square_yen is not None:
            square = self.square_yen + other.square_yen
        amount = self.amount_yen + other.amount_yen
        return Totals(self.trials + other.trials, self.wins + other.wins, amount, square)


@dataclass(frozen=True)
class YenEffect:
    """What one segment did to the amount; the four effects and `unmatched_yen` sum to its own change.

    volume: all cases grew or shrank; mix: its share of them; rate: wins a case; deal: yen a win.
    Shares are of the cases; on a side without any, those of the other.
    `unmatched_yen` is won by a segment without cases in that period, or paid back by one without wins.
    """

    segment: str
    presence: Presence
    before: Totals
    after: Totals
    before_share: float
    after_share: float
    volume: Effect
    mix: Effect
    rate: Effect
    deal: Effect
    unmatched_yen: float

    @property
    def change_yen(self) -> float:
        return self.after.amount_yen - self.before.amount_yen


@dataclass(frozen=True)
class YenEffects:
    """The change of an amount as the sum of its segments' changes, the largest first."""

    before_yen: float
    after_yen: float
    segments: tuple[YenEffect, ...]

    @property
    def change_yen(self) -> float:
        return self.after_yen - self.before_yen

    @property
    def volume_yen(self) -> float:
        """What more or fewer cases in all did, over all segments."""
        return fsum(one.volume.value for one in self.segments)

    @property
    def volume_verdict(self) -> Verdict:
        """Whether that is beyond chance; all segments share one count of cases, so the surest tells it."""
        said = {one.volume.verdict for one in self.segments}
        if said & {"higher", "lower"}:
            return "higher" if self.volume_yen > 0 else "lower"
        return "too_few" if said == {"too_few"} else "cannot_tell"


class _Side(NamedTuple):
    trials: Float
    wins: Float
    amount: Float
    variance: Float  # of the mean deal; NaN where unknown


def yen_effects(before: Mapping[str, Totals], after: Mapping[str, Totals]) -> YenEffects:
    """Take the change of a sum of yen apart into segments (Shapley over cases x share x rate x deal).

    In: totals by segment; a segment may be missing on a side, and then borrows share, rate or deal of its
    other side where it has none. Out: effects in yen, exact in sum. Amounts below 0 are allowed. Verdicts
    hold for all effects together: false alarms stay at about 10 %. Empty without segments.
    Raises InvalidInput(what="segment") for cases or wins below 0, or anything not finite.
    """
    names = sorted({name for side in (before, after) for name, totals in side.items() if any(totals)})
    then, now = _side(before, names), _side(after, names)
    found = _taken_apart(names, then, now, before, after) if names else ()
    return YenEffects(float(then.amount.sum()), float(now.amount.sum()), found)


def _side(side: Mapping[str, Totals], names: list[str]) -> _Side:
    rows = [side.get(name, Totals(0, 0, 0)) for name in names]
    table = np.array([row[:3] for row in rows], float).reshape(-1, 3)
    trials, wins, amount = table.T
    if not (np.isfinite(table).all() and (table[:, :2] >= 0).all()):
        raise InvalidInput(what="segment", value=dict(side))
    squares = np.array([np.nan if row.square_yen is None else row.square_yen for row in rows], float)
    spread = squares - np.square(amount) / np.maximum(wins, 1)
    known = np.where(wins > 1, np.maximum(spread, 0) / np.maximum(wins * (wins - 1), 1), np.nan)
    return _Side(trials, wins, amount, known)


def _taken_apart(
    names: list[str], then: _Side, now: _Side, before: Mapping[str, Totals], after: Mapping[str, Totals]
) -> tuple[YenEffect, ...]:
    factors0, factors1 = _known(then, now), _known(now, then)
    share0, share1 = factors0[1], factors1[1]
    values = shapley(factors0, factors1)
    volume, mix, rate, deal = judged(values, _drawn(then, now), *_evidence(then, now))
    nothing = Totals(0, 0, 0)
    found = [
        YenEffect(
            segment=name,
            presence=presence(before.get(name, nothing), after.get(name, nothing)),
            before=before.get(name, nothing),
            after=after.get(name, nothing),
            before_share=float(share0[i]),
            after_share=float(share1[i]),
            volume=volume[i],
            mix=mix[i],
            rate=rate[i],
            deal=deal[i],
            unmatched_yen=float(_unmatched(now)[i] - _unmatched(then)[i]),
        )
        for i, name in enumerate(names)
    ]
    return tuple(sorted(found, key=lambda one: -abs(one.change_yen)))


def shapley(before: Float, after: Float) -> Float:
    """Return the step of every factor of a product, averaged over all orders; (factors, ...) in and out."""
    size = len(before)
    found = np.zeros(before.shape)
    for place in range(size):
        others = [other for other in range(size) if other != place]
        for moved in product((False, True), repeat=size - 1):
            weight = factorial(sum(moved)) * factorial(size - 1 - sum(moved)) / factorial(size)
            rest = prod((after if has else before)[o] for o, has in zip(others, moved, strict=True))
            found[place] += weight * rest
        found[place] *= after[place] - before[place]
    return found


def _known(side: _Side, other: _Side) -> Float:
    """Return the factors of a side, (4, segments), borrowing from the other what it does not have."""
    count = np.full(side.trials.shape, side.trials.sum())
    found = np.stack([count, *_shares_rates_deals(side)])
    lent = np.stack([count, *_shares_rates_deals(other)])
    return np.nan_to_num(np.where(np.isnan(found), lent, found))


def _shares_rates_deals(side: _Side) -> tuple[Float, Float, Float]:
    share = rates(side.trials, side.trials.sum())
    return share, rates(side.wins, side.trials), rates(side.amount, side.wins)


def _unmatched(side: _Side) -> Float:
    return np.where((side.trials > 0) & (side.wins > 0), 0, side.amount)


def _evidence(then: _Side, now: _Side) -> tuple[Flag, Flag]:
    """Return which effects have cases enough to look at, and which rest on too few; (4, segments) each."""
    pooled = then.trials + now.trials >= FEWEST_TRIALS
    in_both = np.minimum(then.trials, now.trials) >= FEWEST_TRIALS
    won = np.minimum(then.wins, now.wins) >= FEWEST_WINS
    few_in_either = few_cases(then.wins, then.trials) | few_cases(now.wins, now.trials)
    few_in_all = few_cases(then.wins + now.wins, then.trials + now.trials)
    return np.stack([pooled, pooled, in_both, won]), np.stack([~pooled, few_in_all, few_in_either, ~won])


def _drawn(then: _Side, now: _Side) -> Float:
    """Return draws of the effects, (4, DRAWS, segments); NaN where nothing tells how deals vary."""
    rng = generator()
    is_share = all(bool((side.wins <= side.trials)[side.trials > 0].all()) for side in (then, now))
    one, other = (_draw_side(rng, side, is_share) for side in (then, now))
    effects = shapley(np.where(np.isnan(one), other, one), np.where(np.isnan(other), one, other))
    unknown = np.any([np.isnan(side.variance) & (side.wins > 0) for side in (then, now)], axis=0)
    effects[3, :, unknown] = np.nan
    return np.where(np.isnan(effects) & ~unknown, 0, effects)


def _draw_side(rng: np.random.Generator, side: _Side, is_share: bool) -> Float:
    """Return draws of the factors, (4, DRAWS, segments); NaN where the side has none."""
    size = (DRAWS, side.trials.size)
    count = np.broadcast_to(rng.standard_gamma(side.trials.sum() + 0.5, (DRAWS, 1)), size)
    share = share_draws(rng, side.trials) if side.trials.any() else np.full(size, np.nan)
    wins = np.where(side.trials > 0, side.wins, 0)
    rate = np.where(side.trials > 0, rate_draws(rng, wins, side.trials, is_share), np.nan)
    luck = np.sqrt(np.nan_to_num(side.variance)) * rng.standard_normal(size)
    return np.stack([count, share, rate, rates(side.amount, side.wins) + luck])
