"""What the numbers say, as claims in order of importance; the sentences live in pages/ui/text/narrative."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import fsum
from typing import Final

from kpi import smalln
from kpi.decompose_noise import Effect, Verdict
from kpi.decompose_segments import SegmentEffect, SegmentEffects
from kpi.decompose_yen import YenEffect, YenEffects

Field = str | float | int | bool | None

MOST_CAUSES: Final = 3
_REST_SHARE: Final = 0.20  # of the change: a larger rest without a cause is told


@dataclass(frozen=True)
class Claim:
    """One thing to say: its code names the sentence; the fields are plain values that can be stored."""

    code: str
    fields: Mapping[str, Field] = field(default_factory=dict)


def rate_claims(
    kpi: str, dimension: str, found: SegmentEffects, *, in_band: bool | None = None
) -> tuple[Claim, ...]:
    """Say how a rate moved and which segments did it.

    In: the rate's factor code, the dimension of the segments, and whether the new value lies inside the
    band of its usual variation (None: no band). Causes are told only where both the whole and the segment
    are beyond chance. Out: undefined_*, unchanged, too_few, change_inside_band, change_inside_noise, each
    with nonetheless_* where segments moved all the same; or rate_rose or rate_fell with because_*,
    against_*, and what cannot be told.
    """
    if found.change is None:
        return (_undefined(kpi, found.before_rate, found.after_rate),)
    head = change_of(kpi, found.before_rate, found.after_rate, found.change)
    moves = [
        _move(kpi, dimension, kind, one, effect)
        for one in found.segments
        for kind, effect in (("rate", one.rate), ("mix", one.mix))
        if effect.verdict in ("higher", "lower")
    ]
    if found.change == 0:
        quiet = Claim("unchanged", {"kpi": kpi, "value": found.after_rate})
    elif in_band:
        quiet = Claim("change_inside_band", head)
    elif found.direction == "cannot_tell":
        quiet = _too_few(kpi, found) if found.label == "too_few" else Claim("change_inside_noise", head)
    else:
        code = "rate_rose" if found.change > 0 else "rate_fell"
        return (Claim(code, head), *_causes(kpi, dimension, found.change, moves))
    return (quiet, *_nonetheless(moves))


def amount_claims(
    dimension: str, base: str, found: YenEffects, *, in_band: bool | None = None
) -> tuple[Claim, ...]:
    """Say how the won amount moved and which segments did it.

    In: the dimension of the segments, the level that their cases are (leads, opportunities), and the band as
    in `rate_claims`. Out: unchanged or change_inside_band with nonetheless_*; or level_rose or level_fell
    with because_*, against_* (because_factor: more or fewer cases in all) and what cannot be told.
    """
    kpi = "amount_yen"
    head = change_of(kpi, found.before_yen, found.after_yen, found.change_yen)
    moves = [
        _move(kpi, dimension, kind, one, effect)
        for one in found.segments
        for kind, effect in (("mix", one.mix), ("rate", one.rate), ("deal", one.deal))
        if effect.verdict in ("higher", "lower")
    ]
    if found.volume_verdict in ("higher", "lower"):
        fields: dict[str, Field] = {"kpi": kpi, "factor": base, "effect": found.volume_yen}
        moves.append(Claim("factor", {**fields, "certainty": "sure"}))
    if found.change_yen == 0:
        return (Claim("unchanged", {"kpi": kpi, "value": found.after_yen}), *_nonetheless(moves))
    if in_band:
        return (Claim("change_inside_band", head), *_nonetheless(moves))
    code = "level_rose" if found.change_yen > 0 else "level_fell"
    return (Claim(code, head), *_causes(kpi, dimension, found.change_yen, moves))


def count_claims(
    kpi: str,
    dimension: str,
    moves: Sequence[tuple[str, float, float, Verdict]],
    *,
    in_band: bool | None = None,
) -> tuple[Claim, ...]:
    """Say how a count moved and which segments did it.

    In: of each segment its code, its counts before and after, and the verdict on its change; the band as in
    `rate_claims`. Out: unchanged, change_inside_band or change_inside_noise with nonetheless_count; or
    level_rose or level_fell with because_count, against_count and what cannot be told.
    """
    before, after = fsum(then for _, then, _, _ in moves), fsum(now for _, _, now, _ in moves)
    head = change_of(kpi, before, after, after - before)
    told = [
        _count_move(kpi, dimension, segment, then, now)
        for segment, then, now, verdict in moves
        if verdict in ("higher", "lower")
    ]
    if before == after:
        return (Claim("unchanged", {"kpi": kpi, "value": after}), *_nonetheless(told))
    if in_band:
        return (Claim("change_inside_band", head), *_nonetheless(told))
    if smalln.direction(float(smalln.chance_more(after, before))) == "cannot_tell":
        return (Claim("change_inside_noise", head), *_nonetheless(told))
    code = "level_rose" if after > before else "level_fell"
    return (Claim(code, head), *_causes(kpi, dimension, after - before, told))


def change_of(kpi: str, before: Field, after: Field, change: Field) -> dict[str, Field]:
    """Return the fields that every claim of a change has."""
    return {"kpi": kpi, "before": before, "after": after, "change": change}


def _undefined(kpi: str, before: float | None, after: float | None) -> Claim:
    if before is None and after is None:
        return Claim("undefined_both", {"kpi": kpi})
    if before is None:
        return Claim("undefined_before", {"kpi": kpi, "value": after})
    return Claim("undefined_after", {"kpi": kpi, "value": before})


def _too_few(kpi: str, found: SegmentEffects) -> Claim:
    counts = {"before_count": found.before.trials, "after_count": found.after.trials}
    return Claim("too_few", {"kpi": kpi, **counts})


def _move(kpi: str, dimension: str, kind: str, one: SegmentEffect | YenEffect, effect: Effect) -> Claim:
    """Name what a segment did itself: its rate, deals or share went up or down, or it came or went."""
    fields: dict[str, Field] = {"kpi": kpi, "dimension": dimension, "segment": one.segment}
    return Claim(kind, {**fields, "what": _what(kind, one, effect), "effect": effect.value})


def _count_move(kpi: str, dimension: str, segment: str, before: float, after: float) -> Claim:
    what = "new" if not before else "gone" if not after else "more" if after > before else "fewer"
    fields: dict[str, Field] = {"kpi": kpi, "dimension": dimension, "segment": segment}
    return Claim("count", {**fields, "what": what, "effect": after - before})


def _what(kind: str, one: SegmentEffect | YenEffect, effect: Effect) -> str:
    if kind != "mix":
        return f"{'higher' if effect.value > 0 else 'lower'}_{kind}"
    if one.presence != "both":
        return one.presence
    return "larger_share" if one.after_share > one.before_share else "smaller_share"


def _by_size(moves: Iterable[Claim]) -> list[tuple[Claim, float]]:
    sized = [(move, float(move.fields["effect"] or 0)) for move in moves]
    return sorted(sized, key=lambda one: -abs(one[1]))


def _nonetheless(moves: Iterable[Claim]) -> list[Claim]:
    """Tell the largest moves beneath a whole that did not move."""
    return [Claim(f"nonetheless_{move.code}", move.fields) for move, _ in _by_size(moves)[:MOST_CAUSES]]


def _causes(kpi: str, dimension: str, change: float, moves: Sequence[Claim]) -> list[Claim]:
    same = [one for one in _by_size(moves) if one[1] * change > 0][:MOST_CAUSES]
    against = [one for one in _by_size(moves) if one[1] * change < 0][:1]
    rest = change - sum(effect for _, effect in (*same, *against))
    if not same:
        unclear = [Claim("causes_unclear", {"dimension": dimension})]
    else:
        code = "rest_unclear" if rest * change > 0 else "rest_against"
        is_told = abs(rest) >= _REST_SHARE * abs(change)
        unclear = [Claim(code, {"kpi": kpi, "dimension": dimension, "change": rest})] if is_told else []
    return [
        *(Claim(f"because_{move.code}", move.fields) for move, _ in same),
        *(Claim(f"against_{move.code}", move.fields) for move, _ in against),
        *unclear,
    ]
