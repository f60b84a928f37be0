"""Why a shared KPI moved: its bridge, over the chain or by a dimension, and what may be said of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from typing import Final

import numpy as np

from kpi import smalln
from kpi.codes import CHAIN, RATES, SEGMENTS, WAYS
from kpi.compare_counts import Levels
from kpi.compare_segments import Segment
from kpi.decompose import chain_effects
from kpi.decompose_bridge import Bridge, chain_bridge, rate_bridge, yen_bridge
from kpi.decompose_bridge import Step as Effect
from kpi.decompose_fold import MOST, OTHER, folded
from kpi.decompose_noise import Verdict
from kpi.decompose_segments import Counts, segment_effects
from kpi.decompose_yen import Totals, yen_effects
from kpi.narrative import Claim, amount_claims, count_claims, rate_claims
from kpi.narrative_chain import bridge_claims, chain_claims
from kpi.snapshot import Bridge as Walk
from kpi.snapshot import Step

_FALSE_SHARE: Final = 0.10  # of the flagged segments, as kpis.md 7
_EVEN: Final = 0.5
_NO_NEWS: Final = ("unchanged", "change_inside_noise", "too_few")
_FEWEST_CASES: Final = 5  # in both periods together
_BASE: Final = "opportunities"  # the cases whose wins make the won amount


@dataclass(frozen=True)
class Why:
    """The walk from before to now (None: one side is undefined), and what may be said of it."""

    walk: Walk | None
    claims: tuple[Claim, ...]


def ways(kpi: str) -> tuple[str, ...]:
    """Return how a KPI can be taken apart: a rate by dimension alone; owners are known of deals alone."""
    if kpi in RATES:
        return tuple(way for way in SEGMENTS if way != "owner")
    return WAYS if kpi in ("opportunities", "amount_yen") else tuple(way for way in WAYS if way != "owner")


def over_chain(
    kpi: str,
    before: Levels,
    now: Levels,
    *,
    in_band: bool | None,
    quiet: Collection[str] = (),
    reported: Levels | None = None,
    by_old_rule: Levels | None = None,
) -> Why:
    """Take a level apart into the factors above it; `quiet`, `reported` and `by_old_rule` as in
    `chain_bridge`. Of a KPI inside its band its own bar is no surer."""
    quiet = {*quiet, kpi} if in_band else quiet
    found = chain_effects(before, now, kpi)
    walk = chain_bridge(found, quiet=quiet, reported=reported, by_old_rule=by_old_rule)
    claims = (*chain_claims(found, in_band=in_band, quiet=quiet), *bridge_claims(found.target, walk))
    return Why(_walk(found.target, CHAIN, walk), _beyond(kpi, claims, in_band))


def by_segment(kpi: str, dimension: str, segments: Sequence[Segment], *, in_band: bool | None) -> Why:
    """Take a KPI apart by a dimension: a rate into rate and mix, yen and counts into the segments' parts."""
    if kpi in RATES:
        found = _rate(kpi, dimension, segments, in_band)
    elif kpi == "amount_yen":
        found = _amount(dimension, segments, in_band)
    else:
        found = _count(kpi, dimension, segments, in_band)
    return Why(found.walk, _beyond(kpi, found.claims, in_band))


def _beyond(kpi: str, claims: tuple[Claim, ...], in_band: bool | None) -> tuple[Claim, ...]:
    """Add that a value lies outside its usual range where the change alone is no news: so did the last."""
    quiet = {place for place, one in enumerate(claims) if one.code in _NO_NEWS}
    if in_band is not False or not quiet:
        return claims
    place = min(quiet) + 1
    return (*claims[:place], Claim("outside_band", {"kpi": kpi}), *claims[place:])


def _rate(kpi: str, dimension: str, segments: Sequence[Segment], in_band: bool | None) -> Why:
    upper, lower = RATES[kpi]
    then, now = (
        {one.value: Counts(side[upper], side[lower]) for one, side in sides} for sides in _sides(segments)
    )
    found = segment_effects(*folded(then, now))
    walk = rate_bridge(found)
    claims = rate_claims(kpi, dimension, found, in_band=in_band)
    return Why(None if walk is None else _walk(kpi, dimension, walk), claims)


def _amount(dimension: str, segments: Sequence[Segment], in_band: bool | None) -> Why:
    then, now = (
        {one.value: Totals(side["opportunities"], side["wins"], side["amount_yen"]) for one, side in sides}
        for sides in _sides(segments)
    )
    found = yen_effects(*folded(then, now))
    claims = amount_claims(dimension, _BASE, found, in_band=in_band)
    return Why(_walk("amount_yen", dimension, yen_bridge(found, _BASE)), claims)


def _count(kpi: str, dimension: str, segments: Sequence[Segment], in_band: bool | None) -> Why:
    ranked = sorted(segments, key=lambda one: -(one.now[kpi] + one.before[kpi]))
    kept, rest = (ranked, []) if len(ranked) <= MOST else (ranked[: MOST - 1], ranked[MOST - 1 :])
    pairs = [(one.value, one.before[kpi], one.now[kpi]) for one in kept]
    if rest:
        pairs.append((OTHER, fsum(one.before[kpi] for one in rest), fsum(one.now[kpi] for one in rest)))
    moves = [(*pair, verdict) for pair, verdict in zip(pairs, _verdicts(pairs), strict=True)]
    steps = [Effect(kpi, now - then, name, verdict=verdict) for name, then, now, verdict in moves]
    moved = sorted((step for step in steps if step.effect), key=lambda step: -abs(step.effect))
    before, after = fsum(then for _, then, _ in pairs), fsum(now for _, _, now in pairs)
    claims = count_claims(kpi, dimension, moves, in_band=in_band)
    return Why(_walk(kpi, dimension, Bridge(before, after, tuple(moved))), claims)


def _verdicts(pairs: Sequence[tuple[str, float, float]]) -> list[Verdict]:
    """Judge all segments together, so that of many quiet ones seldom any is flagged (Benjamini-Hochberg)."""
    more = np.array([float(smalln.chance_more(now, then)) for _, then, now in pairs])
    adjusted = smalln.benjamini_hochberg(2 * np.minimum(more, 1 - more))
    return [
        "too_few"
        if then + now < _FEWEST_CASES
        else "cannot_tell"
        if p > _FALSE_SHARE
        else "higher"
        if chance > _EVEN
        else "lower"
        for p, chance, (_, then, now) in zip(adjusted, more, pairs, strict=True)
    ]


def _sides(segments: Sequence[Segment]) -> tuple[list[tuple[Segment, Levels]], list[tuple[Segment, Levels]]]:
    return [(one, one.before) for one in segments], [(one, one.now) for one in segments]


def _walk(kpi: str, by: str, found: Bridge) -> Walk:
    return Walk(
        code=kpi,
        by=by,
        start=found.start,
        end=found.end,
        steps=tuple(
            Step(
                code=step.code,
                effect=step.effect,
                segment=None if step.segment is None else (by, step.segment),
                low=step.low,
                high=step.high,
                verdict=step.verdict,
            )
            for step in found.steps
        ),
    )


def less(levels: Levels, late: Mapping[str, float]) -> dict[str, float]:
    """Return levels as they were before what arrived late; never below 0."""
    return {name: max(0.0, value - late.get(name, 0.0)) for name, value in levels.items()}
