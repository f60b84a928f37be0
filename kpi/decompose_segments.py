"""Why a rate moved: which segments' rates and which segments' shares moved it, exact in sum."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kpi import smalln
from kpi.decompose_noise import (
    FEWEST_TRIALS,
    Effect,
    few_cases,
    generator,
    judged,
    rate_draws,
    share_draws,
)
from kpi.errors import InvalidInput
from kpi.rates import rate, rates

Float = NDArray[np.float64]
Flag = NDArray[np.bool_]
Presence = Literal["both", "new", "gone"]


class Counts(NamedTuple):
    """Cases and those that succeeded, of one segment in one period; trials may be maturity-adjusted."""

    successes: float
    trials: float

    def plus(self, other: Counts) -> Counts:
        return Counts(self.successes + other.successes, self.trials + other.trials)


@dataclass(frozen=True)
class SegmentEffect:
    """What one segment did to the overall rate: by its own rate, by its share of the cases, and the rest.

    `unmatched` are successes of a segment that had no cases in that period (deals of earlier leads).
    Rates are None where the segment has no cases. Effects are shares: 0.01 is one point.
    """

    segment: str
    presence: Presence
    before: Counts
    after: Counts
    before_share: float
    after_share: float
    rate: Effect
    mix: Effect
    unmatched: float

    @property
    def before_rate(self) -> float | None:
        return rate(*self.before)

    @property
    def after_rate(self) -> float | None:
        return rate(*self.after)

    @property
    def total(self) -> float:
        return self.rate.value + self.mix.value + self.unmatched


@dataclass(frozen=True)
class SegmentEffects:
    """The change of an overall rate as the sum of its segments' effects, the largest first.

    `direction`: whether the overall rate is higher or lower as far as counts tell. `label` is that of the
    weaker side. Where a side has no cases its rate is None, and nothing is taken apart.
    """

    before: Counts
    after: Counts
    segments: tuple[SegmentEffect, ...]
    direction: smalln.Direction
    label: smalln.Label

    @property
    def before_rate(self) -> float | None:
        return rate(*self.before)

    @property
    def after_rate(self) -> float | None:
        return rate(*self.after)

    @property
    def change(self) -> float | None:
        """Return the difference of the rates; None where a side has none."""
        now, then = self.after_rate, self.before_rate
        return None if now is None or then is None else now - then


def segment_effects(before: Mapping[str, Counts], after: Mapping[str, Counts]) -> SegmentEffects:
    """Take the change of a rate apart into segments (symmetric Kitagawa 1955, mix centred; methods.md 6).

    In: counts by segment, every case in one segment; a segment may be missing on a side. Out: effects whose
    sum is the change within 1e-12. A new or vanished segment has a mix effect only. Successes may exceed
    trials (deals a lead). Verdicts hold for all segments together: false alarms stay at about 10 %.
    Raises InvalidInput(what="segment") for counts below 0 or not finite.
    """
    names = sorted({name for side in (before, after) for name, counts in side.items() if any(counts)})
    k0, n0 = _columns(before, names)
    k1, n1 = _columns(after, names)
    whole = Counts(float(k0.sum()), float(n0.sum())), Counts(float(k1.sum()), float(n1.sum()))
    found = _taken_apart(names, k0, n0, k1, n1) if all(side.trials for side in whole) else ()
    return SegmentEffects(*whole, found, _direction(*whole), _label(*whole))


def presence(before: Iterable[float | None], after: Iterable[float | None]) -> Presence:
    """Say whether a segment has anything in both periods, or in one alone."""
    if not any(before):
        return "new"
    return "both" if any(after) else "gone"


def _columns(side: Mapping[str, Counts], names: list[str]) -> tuple[Float, Float]:
    counts = np.array([side.get(name, Counts(0, 0)) for name in names], float).reshape(-1, 2)
    if not (np.isfinite(counts) & (counts >= 0)).all():
        raise InvalidInput(what="segment", value=dict(side))
    return counts[:, 0], counts[:, 1]


def _taken_apart(names: list[str], k0: Float, n0: Float, k1: Float, n1: Float) -> tuple[SegmentEffect, ...]:
    share0, share1 = n0 / n0.sum(), n1 / n1.sum()
    unmatched = np.where(n1 > 0, 0, k1) / n1.sum() - np.where(n0 > 0, 0, k0) / n0.sum()
    values = _kitagawa(share0, share1, *_borrowed(rates(k0, n0), rates(k1, n1)))
    few = np.stack([few_cases(k0, n0) | few_cases(k1, n1), few_cases(k0 + k1, n0 + n1)])
    enough = np.stack([np.minimum(n0, n1), n0 + n1]) >= FEWEST_TRIALS
    by_rate, by_mix = judged(values, _drawn(k0, n0, k1, n1), enough, few)
    found = [
        SegmentEffect(
            segment=name,
            presence=presence((k0[i], n0[i]), (k1[i], n1[i])),
            before=Counts(float(k0[i]), float(n0[i])),
            after=Counts(float(k1[i]), float(n1[i])),
            before_share=float(share0[i]),
            after_share=float(share1[i]),
            rate=by_rate[i],
            mix=by_mix[i],
            unmatched=float(unmatched[i]),
        )
        for i, name in enumerate(names)
    ]
    return tuple(sorted(found, key=lambda one: -abs(one.total)))


def _kitagawa(share0: Float, share1: Float, rate0: Float, rate1: Float) -> Float:
    """Return rate and mix effects, (2, ..., segments)."""
    overall = ((share0 * rate0).sum(-1, keepdims=True) + (share1 * rate1).sum(-1, keepdims=True)) / 2
    by_rate = (share0 + share1) / 2 * (rate1 - rate0)
    by_mix = (share1 - share0) * ((rate0 + rate1) / 2 - overall)
    return np.stack([by_rate, by_mix])


def _borrowed(rate0: Float, rate1: Float) -> tuple[Float, Float]:
    """Give a segment without cases on a side its other side's rate; 0 where neither side has one."""
    return (
        np.nan_to_num(np.where(np.isnan(rate0), rate1, rate0)),
        np.nan_to_num(np.where(np.isnan(rate1), rate0, rate1)),
    )


def _drawn(k0: Float, n0: Float, k1: Float, n1: Float) -> Float:
    rng = generator()
    is_share = bool(((k0 <= n0) | (n0 == 0)).all() and ((k1 <= n1) | (n1 == 0)).all())
    matched0, matched1 = np.where(n0 > 0, k0, 0), np.where(n1 > 0, k1, 0)
    shares = share_draws(rng, n0), share_draws(rng, n1)
    drawn = [rate_draws(rng, k, n, is_share) for k, n in ((matched0, n0), (matched1, n1))]
    known = [np.where(n > 0, one, np.nan) for one, n in zip(drawn, (n0, n1), strict=True)]
    return _kitagawa(*shares, *_borrowed(*known))


def _direction(before: Counts, after: Counts) -> smalln.Direction:
    if not (before.trials and after.trials):
        return "cannot_tell"
    if before.successes > before.trials or after.successes > after.trials:
        ratio = after.trials / before.trials
        return smalln.direction(float(smalln.chance_more(after.successes, before.successes, ratio)))
    return smalln.direction(float(smalln.chance_higher(*after, *before)))


def _label(before: Counts, after: Counts) -> smalln.Label:
    found = {smalln.label(min(side), side.trials) for side in (before, after)}
    worst: tuple[smalln.Label, ...] = ("too_few", "rough", "enough")
    return next(one for one in worst if one in found)
