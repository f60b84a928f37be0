"""Why a level of the chain moved: the effect of every factor above it, exact in sum."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite, log, log1p
from typing import Final, Literal

from kpi import smalln
from kpi.errors import InvalidInput
from kpi.rates import rate

Levels = Mapping[str, float]
Pair = tuple[str | None, str]  # the level above (None at the top) and the level itself
Fallback = Literal["few_wins", "negative_amount"]

LEVELS: Final = ("leads", "mqls", "sqls", "opportunities", "wins", "amount_yen")
FEWEST_WINS: Final = 5
RATE_CODES: Final[dict[tuple[str, str], str]] = {
    ("leads", "mqls"): "mql_rate",
    ("leads", "sqls"): "sql_rate",
    ("mqls", "sqls"): "sql_share",
    ("sqls", "opportunities"): "opportunity_rate",
    ("opportunities", "wins"): "win_rate",
    ("wins", "amount_yen"): "deal_yen",
}


@dataclass(frozen=True)
class Factor:
    """One factor of a product of levels: a count (`upper` is None), a rate, or yen a deal.

    `before`, `after` are None where there is nothing to divide by; `effect` is then 0. `direction` says
    whether the factor itself is higher than before as far as counts can tell; None for yen, which counts
    do not tell, and where a side is undefined.
    """

    code: str
    upper: str | None
    lower: str
    before: float | None
    after: float | None
    effect: float
    direction: smalln.Direction | None


@dataclass(frozen=True)
class ChainEffects:
    """The change of `target` from `before` to `after` as the sum of the factors' effects.

    `fallback` says why a level above the asked one is taken apart, where one is known. `is_limit`: the
    target was 0 on one side; the first factor that was 0 there bears it all, which is no story to tell.
    `undefined` names the factors that a side lacks.
    """

    target: str
    before: float
    after: float
    factors: tuple[Factor, ...]
    fallback: Fallback | None
    is_limit: bool
    undefined: tuple[str, ...]

    @property
    def change(self) -> float:
        return self.after - self.before


def chain_effects(before: Levels, after: Levels, target: str | None = None) -> ChainEffects:
    """Take the change of a level apart into the factors above it (LMDI-I; Ang and Liu 2007 for zeros).

    In: levels of both periods by name of LEVELS, any that are known in both; `target` is the lowest of
    them unless named. Out: effects in the target's unit, from the top down; they sum to the change.
    A level that is 0 while one below it is not (deals of earlier leads) is passed over: its neighbours
    form one factor. With fewer than 5 wins on a side, or an amount below 0, opportunities stand in.
    Raises InvalidInput: what = levels (none in common, below 0, not finite), target (not known).
    """
    names, fallback = usable_levels(before, after, target)
    aim = names[-1]
    steps = pairs(kept_levels(names, before, after))
    values = [(factor(before, pair), factor(after, pair)) for pair in steps]
    effects = _effects(values, before[aim], after[aim])
    return ChainEffects(
        target=aim,
        before=before[aim],
        after=after[aim],
        factors=tuple(
            Factor(factor_code(pair), *pair, *value, effect, _direction(pair, before, after))
            for pair, value, effect in zip(steps, values, effects, strict=True)
        ),
        fallback=fallback,
        is_limit=(before[aim] == 0) != (after[aim] == 0),
        undefined=tuple(
            factor_code((upper, lower))
            for upper, lower in pairs(names)
            if upper and not (before[upper] and after[upper])
        ),
    )


def factors(levels: Levels) -> dict[str, float | None]:
    """Return every factor of the known levels by code, from the top; None where nothing divides it."""
    return {factor_code(pair): factor(levels, pair) for pair in pairs(known_levels(levels))}


def factor_code(pair: Pair) -> str:
    """Return the stable code of a factor: a level's name, a rate's, or `<lower>_per_<upper>`."""
    upper, lower = pair
    return lower if upper is None else RATE_CODES.get((upper, lower), f"{lower}_per_{upper}")


def factor(levels: Levels, pair: Pair) -> float | None:
    """Return a level over the one above it; the level itself at the top."""
    upper, lower = pair
    return levels[lower] if upper is None else rate(levels[lower], levels[upper])


def pairs(names: Sequence[str]) -> list[Pair]:
    """Return each level with the one above it."""
    return list(zip([None, *names[:-1]], names, strict=True))


def known_levels(*sides: Levels) -> list[str]:
    """Return the levels that all sides know, from the top. Raises InvalidInput(what="levels")."""
    names = [name for name in LEVELS if all(name in side for side in sides)]
    values = {name: [side[name] for side in sides] for name in names}
    if not names or not all(_is_usable(name, one) for name in names for one in values[name]):
        raise InvalidInput(what="levels", value=[dict(side) for side in sides])
    return names


def usable_levels(before: Levels, after: Levels, asked: str | None) -> tuple[list[str], Fallback | None]:
    """Return the levels down to the lowest that can be taken apart, and why that is not the asked one.

    Raises InvalidInput: what = levels, target, as `chain_effects`.
    """
    known = known_levels(before, after)
    if asked is not None and asked not in known:
        raise InvalidInput(what="target", value=asked)
    names = known[: known.index(asked) + 1] if asked else known
    above = [name for name in names if name not in ("wins", "amount_yen")]
    if "wins" in names and min(before["wins"], after["wins"]) < FEWEST_WINS:
        if above:
            return above, "few_wins"
        return ["wins"], "few_wins"
    if "amount_yen" in names and min(before["amount_yen"], after["amount_yen"]) < 0:
        counts = above or [name for name in names if name == "wins"]
        if not counts:
            raise InvalidInput(what="levels", value=[dict(before), dict(after)])
        return counts, "negative_amount"
    return names, None


def kept_levels(names: Sequence[str], *sides: Levels) -> list[str]:
    """Leave out the levels that are 0 on a side where a lower one is not: nothing divides by them."""
    return [
        name
        for place, name in enumerate(names)
        if not any(side[name] == 0 and any(side[one] for one in names[place:]) for side in sides)
    ]


def _is_usable(name: str, value: float) -> bool:
    return isfinite(value) and (value >= 0 or name == "amount_yen")


def _effects(values: Sequence[tuple[float | None, float | None]], before: float, after: float) -> list[float]:
    if (before == 0) != (after == 0):
        side = 0 if before == 0 else 1
        first = next(place for place, value in enumerate(values) if value[side] == 0)
        return [after - before if place == first else 0.0 for place in range(len(values))]
    mean = _logarithmic_mean(before, after)
    return [mean * log(new / old) if old and new else 0.0 for old, new in values]


def _logarithmic_mean(before: float, after: float) -> float:
    if before == after:
        return before
    change = after - before
    # either form is right to the last digits where the other is not
    return change / (log1p(change / before) if 0.5 < after / before < 2 else log(after / before))


def _direction(pair: Pair, before: Levels, after: Levels) -> smalln.Direction | None:
    upper, lower = pair
    if lower == "amount_yen" or (upper and not (before[upper] and after[upper])):
        return None
    k, k0 = after[lower], before[lower]
    if upper is None:
        return smalln.direction(float(smalln.chance_more(k, k0)))
    n, n0 = after[upper], before[upper]
    if k > n or k0 > n0:
        return smalln.direction(float(smalln.chance_more(k, k0, n / n0)))
    return smalln.direction(float(smalln.chance_higher(k, n, k0, n0)))
