"""What the numbers say, as claims in order of importance; the sentences live in pages/ui/text/narrative."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from kpi import smalln
from kpi.decompose import RATE_CODES, ChainEffects, Factor
from kpi.decompose_bridge import Bridge
from kpi.decompose_noise import Effect
from kpi.decompose_segments import SegmentEffect, SegmentEffects
from kpi.decompose_steps import StepLoss

Field = str | float | int | bool | None

READINGS: Final = ("leads", *(f"{upper}_to_{lower}" for upper, lower in RATE_CODES))
MOST_CAUSES: Final = 3
_TOLD_SHARE: Final = 0.15  # of the change: smaller effects of the chain are not told
_REST_SHARE: Final = 0.20  # of the change: a larger untold rest is


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
    are beyond chance. Out: undefined_*, unchanged, too_few, change_inside_band, change_inside_noise, or
    rate_rose or rate_fell with because_*, against_*, and what cannot be told.
    """
    if found.change is None:
        return (_undefined(kpi, found.before_rate, found.after_rate),)
    head = _head(kpi, found.before_rate, found.after_rate, found.change)
    if found.change == 0:
        claims = [Claim("unchanged", {"kpi": kpi, "value": found.after_rate})]
    elif in_band:
        claims = [Claim("change_inside_band", head)]
    elif found.direction == "cannot_tell":
        claims = [_too_few(kpi, found) if found.label == "too_few" else Claim("change_inside_noise", head)]
    else:
        code = "rate_rose" if found.change > 0 else "rate_fell"
        return (Claim(code, head), *_rate_causes(dimension, found.change, found.segments))
    moves = _moves(found.segments)[:MOST_CAUSES]
    return (*claims, *(_segment_claim("nonetheless", dimension, *move) for move in moves))


def chain_claims(
    found: ChainEffects, *, in_band: bool | None = None, quiet: Collection[str] = ()
) -> tuple[Claim, ...]:
    """Say how a level of the chain moved and which factors did it.

    In: whether the new value lies inside its band (None: no band), and the codes of the factors that lie
    inside theirs: weeks vary more than counts alone tell. Out: few_wins_instead or negative_amount_instead
    first where something else stands in; then from_nothing, to_nothing, unchanged, change_inside_band,
    change_inside_noise, or level_rose or level_fell with because_factor and against_factor, whose `certainty`
    is sure, chance (counts or band cannot tell) or few_deals (yen a deal, which one large deal can move);
    factor_undefined last.
    """
    head = _head(found.target, found.before, found.after, found.change)
    instead = [Claim(f"{found.fallback}_instead", {"kpi": found.target})] if found.fallback else []
    missing = [Claim("factor_undefined", {"factor": code}) for code in found.undefined]
    if found.change == 0:
        return (*instead, Claim("unchanged", {"kpi": found.target, "value": found.after}))
    if found.is_limit:
        return (*instead, Claim("to_nothing" if found.before else "from_nothing", head))
    if in_band:
        return (*instead, Claim("change_inside_band", head))
    if _is_noise(found):
        return (*instead, Claim("change_inside_noise", head))
    code = "level_rose" if found.change > 0 else "level_fell"
    return (*instead, Claim(code, head), *_factor_causes(found, quiet), *missing)


def bridge_claims(kpi: str, found: Bridge) -> tuple[Claim, ...]:
    """Say what only seems to have moved: the definition that changed, the data that arrived late."""
    told = ("definition_changed", "arrived_late")
    steps = [step for step in found.steps if step.code in told and step.effect]
    return tuple(Claim(step.code, {"kpi": kpi, "change": step.effect}) for step in steps)


def step_claims(weakest: StepLoss | None) -> tuple[Claim, ...]:
    """Say where the chain is stuck, and how to read it; the reading only where the shortfall is sure."""
    if weakest is None:
        return (Claim("no_weak_step"),)
    fields: dict[str, Field] = {
        "factor": weakest.code,
        "actual": weakest.actual,
        "reference": weakest.reference,
        "kpi": weakest.target,
        "loss": weakest.loss,
    }
    if weakest.chance is None or weakest.chance < smalln.SURE:
        return (Claim("weakest_step_maybe", fields),)
    reading = [Claim("reading", {"reading": weakest.reading})] if weakest.reading in READINGS else []
    return (Claim("weakest_step", fields), *reading)


def _head(kpi: str, before: Field, after: Field, change: Field) -> dict[str, Field]:
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


def _moves(segments: Iterable[SegmentEffect]) -> list[tuple[str, SegmentEffect, Effect]]:
    """Return the effects beyond chance, the largest first."""
    found = [
        (kind, one, effect) for one in segments for kind, effect in (("rate", one.rate), ("mix", one.mix))
    ]
    sure = [move for move in found if move[2].verdict in ("higher", "lower")]
    return sorted(sure, key=lambda move: -abs(move[2].value))


def _rate_causes(dimension: str, change: float, segments: tuple[SegmentEffect, ...]) -> list[Claim]:
    moves = _moves(segments)
    same = [move for move in moves if move[2].value * change > 0][:MOST_CAUSES]
    against = [move for move in moves if move[2].value * change < 0][:1]
    if not same:
        unclear = [Claim("causes_unclear", {"dimension": dimension})]
    else:
        rest = change - sum(effect.value for _, _, effect in (*same, *against))
        is_told = abs(rest) >= _REST_SHARE * abs(change)
        code = "rest_unclear" if rest * change > 0 else "rest_against"
        unclear = [Claim(code, {"dimension": dimension, "points": rest})] if is_told else []
    return [
        *(_segment_claim("because", dimension, *move) for move in same),
        *(_segment_claim("against", dimension, *move) for move in against),
        *unclear,
    ]


def _segment_claim(role: str, dimension: str, kind: str, one: SegmentEffect, effect: Effect) -> Claim:
    """Name what the segment did itself: its rate or its share went up or down, or it came or went."""
    if kind == "rate":
        what = "higher_rate" if effect.value > 0 else "lower_rate"
    elif one.presence == "both":
        what = "larger_share" if one.after_share > one.before_share else "smaller_share"
    else:
        what = str(one.presence)
    return Claim(
        f"{role}_{kind}",
        {"what": what, "dimension": dimension, "segment": one.segment, "points": effect.value},
    )


def _is_noise(found: ChainEffects) -> bool:
    """Say whether a count could have moved so far by chance; yen are told as they are."""
    if found.target == "amount_yen":
        return False
    return smalln.direction(float(smalln.chance_more(found.after, found.before))) == "cannot_tell"


def _factor_causes(found: ChainEffects, quiet: Collection[str]) -> list[Claim]:
    least = _TOLD_SHARE * abs(found.change)
    told = sorted(
        (one for one in found.factors if abs(one.effect) >= least), key=lambda one: -abs(one.effect)
    )
    same = [one for one in told if one.effect * found.change > 0][:MOST_CAUSES]
    against = [one for one in told if one.effect * found.change < 0][:MOST_CAUSES]
    if len(found.factors) == 1:
        return []
    return [
        *(_factor_claim("because_factor", found.target, one, quiet) for one in same),
        *(_factor_claim("against_factor", found.target, one, quiet) for one in against),
    ]


def _factor_claim(code: str, kpi: str, one: Factor, quiet: Collection[str]) -> Claim:
    certainty = "chance" if one.direction == "cannot_tell" or one.code in quiet else "sure"
    if one.lower == "amount_yen":
        certainty = "few_deals"
    return Claim(code, {"kpi": kpi, "factor": one.code, "effect": one.effect, "certainty": certainty})
