"""What the chain says, as claims: which factors moved a level, what only seems to have, where it is stuck."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from kpi import smalln
from kpi.decompose import RATE_CODES, ChainEffects, Factor
from kpi.decompose_bridge import Bridge
from kpi.decompose_steps import StepLoss
from kpi.narrative import MOST_CAUSES, Claim, Field, change_of

READINGS: Final = ("leads", *(f"{upper}_to_{lower}" for upper, lower in RATE_CODES))
_TOLD_SHARE: Final = 0.15  # of the change: smaller effects are not told


def chain_claims(
    found: ChainEffects, *, in_band: bool | None = None, quiet: Collection[str] = ()
) -> tuple[Claim, ...]:
    """Say how a level of the chain moved and which factors did it.

    In: whether the new value lies inside its band (None: no band), and the codes of the factors that lie
    inside theirs: weeks vary more than counts alone tell. Out: few_wins_instead or negative_amount_instead
    first where something else stands in; then from_nothing, to_nothing; unchanged, change_inside_band or
    change_inside_noise, each with nonetheless_factor for what is sure to have moved beneath; or level_rose or
    level_fell with because_factor and against_factor, whose `certainty` is sure, chance (counts or band
    cannot tell) or few_deals (yen a deal, which one large deal can move), factor_undefined last.
    """
    head = change_of(found.target, found.before, found.after, found.change)
    instead = [Claim(f"{found.fallback}_instead", {"kpi": found.target})] if found.fallback else []
    missing = [Claim("factor_undefined", {"factor": code}) for code in found.undefined]
    if found.is_limit:
        return (*instead, Claim("to_nothing" if found.before else "from_nothing", head))
    if found.change == 0:
        unmoved = Claim("unchanged", {"kpi": found.target, "value": found.after})
        return (*instead, unmoved, *_nonetheless(found, quiet))
    if in_band:
        return (*instead, Claim("change_inside_band", head), *_nonetheless(found, quiet))
    if _is_noise(found):
        return (*instead, Claim("change_inside_noise", head), *_nonetheless(found, quiet))
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


def _is_noise(found: ChainEffects) -> bool:
    """Say whether a count could have moved so far by chance; yen are told as they are."""
    if found.target == "amount_yen":
        return False
    return smalln.direction(float(smalln.chance_more(found.after, found.before))) == "cannot_tell"


def _nonetheless(found: ChainEffects, quiet: Collection[str]) -> list[Claim]:
    """Tell the factors that moved beyond chance beneath a whole that did not; never the whole itself."""
    if len(found.factors) == 1:
        return []
    ranked = sorted(found.factors, key=lambda one: -abs(one.effect))
    claims = [_factor_claim("nonetheless_factor", found.target, one, quiet) for one in ranked if one.effect]
    return [one for one in claims if one.fields["certainty"] == "sure"][:MOST_CAUSES]


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
    certainty = "chance" if one.direction not in ("higher", "lower") or one.code in quiet else "sure"
    if one.lower == "amount_yen":
        certainty = "few_deals"
    return Claim(code, {"kpi": kpi, "factor": one.code, "effect": one.effect, "certainty": certainty})
