"""Where the chain is stuck: what each step that falls short of its reference costs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kpi import smalln
from kpi.decompose import Levels, Pair, factor, factor_code, kept_levels, known_levels, pairs, usable_levels
from kpi.levers import shrunk_rates


@dataclass(frozen=True)
class StepLoss:
    """One step below its reference, and what `target` loses by it with all other steps as they are.

    `reading` names the sentence: `leads`, `leads_to_mqls` … `wins_to_amount_yen`. `chance` is P(really below
    the reference); None for yen, which counts do not tell.
    """

    code: str
    reading: str
    actual: float
    reference: float
    target: str
    loss: float
    chance: float | None


def step_losses(levels: Levels, reference: Mapping[str, float | None]) -> tuple[StepLoss, ...]:
    """Return the steps that fall short of their reference, the one that costs most first.

    In: levels of a period; by factor code (see `decompose.factors`) its own best, shrunk, or the plan's.
    Out: losses in yen or in the lowest level known; in opportunities with fewer than 5 wins. Where nothing
    came down to a step, its reference stands in. Empty when nothing falls short or can be compared.
    Raises InvalidInput(what="levels") as `decompose.chain_effects`.
    """
    names, _ = usable_levels(levels, levels, None)
    steps, target = pairs(kept_levels(names, levels)), names[-1]
    found = []
    for pair in steps:
        actual, best = factor(levels, pair), reference.get(factor_code(pair))
        if actual is None or best is None:
            continue
        loss = _with_step(steps, pair, best, levels, reference) - levels[target]
        if loss > 0:
            reading = f"{pair[0]}_to_{pair[1]}" if pair[0] else pair[1]
            chance = _chance_below(levels, pair, best)
            found.append(StepLoss(factor_code(pair), reading, actual, best, target, loss, chance))
    return tuple(sorted(found, key=lambda step: -step.loss))


def weakest_step(levels: Levels, reference: Mapping[str, float | None]) -> StepLoss | None:
    """Return the step whose shortfall costs most; None when none falls short. See `step_losses`."""
    return next(iter(step_losses(levels, reference)), None)


def own_best(history: Sequence[Levels]) -> dict[str, float]:
    """Return the best that each rate of the chain has been, by factor code: a reference of its own.

    In: levels of past periods of one kind (quarters). Each rate is shrunk to the mean as far as chance
    explains the differences (`levers.shrunk_rates`), and only told where two periods have it. Counts and
    yen a deal have no best: chance does not tell theirs.
    """
    found: dict[str, float] = {}
    for upper, lower in pairs(known_levels(*history)) if history else ():
        if upper is None or lower == "amount_yen":
            continue
        # more wins than deals opened: deals of earlier periods, no rate of this one
        kept = [side for side in history if 0 < side[upper] >= side[lower]]
        if len(kept) >= 2:
            shrunk = shrunk_rates([side[lower] for side in kept], [side[upper] for side in kept])
            found[factor_code((upper, lower))] = float(shrunk.max())
    return found


def _with_step(
    steps: Sequence[Pair], raised: Pair, best: float, levels: Levels, reference: Mapping[str, float | None]
) -> float:
    """Return the lowest level with one step at its reference."""
    product = 1.0
    for pair in steps:
        actual = best if pair == raised else factor(levels, pair)
        product *= (reference.get(factor_code(pair)) or 0.0) if actual is None else actual
    return product


def _chance_below(levels: Levels, pair: Pair, reference: float) -> float | None:
    upper, lower = pair
    if lower == "amount_yen":
        return None
    if upper is None:
        return smalln.chance_fewer(levels[lower], reference)
    if levels[lower] > levels[upper] or reference > 1:
        return smalln.chance_fewer(levels[lower], reference * levels[upper])
    return smalln.chance_below(levels[lower], levels[upper], reference)
