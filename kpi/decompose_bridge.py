"""The bridge: from what was said last time to what is so now, bar by bar, exact in sum."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from math import fsum
from typing import Final, Literal

from kpi.decompose import ChainEffects, Factor, Levels
from kpi.decompose_noise import Verdict
from kpi.decompose_segments import Counts, SegmentEffect, SegmentEffects
from kpi.decompose_yen import YenEffect, YenEffects
from kpi.errors import InvalidInput
from kpi.rates import rate

Certainty = Verdict | Literal["few_deals"]
_TOLERANCE: Final = 1e-9  # of the largest number in the bridge


@dataclass(frozen=True)
class Step:
    """One bar of a bridge, in the unit of its KPI.

    `code`: arrived_late, definition_changed, a factor's code, or rate, mix and unmatched of a `segment`; of
    yen win_rate, mix, deal_yen and unmatched_yen.
    The 80 % interval is None where counts do not tell one; `verdict` is then few_deals for yen a deal, which
    one large deal can move, and None for what is no estimate.
    """

    code: str
    effect: float
    segment: str | None = None
    low: float | None = None
    high: float | None = None
    verdict: Certainty | None = None


@dataclass(frozen=True)
class Bridge:
    """A walk from `start` to `end`: the effects of the steps, in order, sum to the difference."""

    start: float
    end: float
    steps: tuple[Step, ...]


def bridge(
    before: float,
    after: float,
    steps: Iterable[Step],
    *,
    reported: float | None = None,
    by_old_rule: float | None = None,
) -> Bridge:
    """Walk from what was said last time to what is so now.

    In: the value of the earlier period and of the later one by today's rule and data, and the steps that
    lead from one to the other. `by_old_rule` is the earlier value on today's data by the rule of then,
    `reported` by the rule of then on the data of then; each None where it is not known or did not change.
    Out: arrived_late and definition_changed first, where given; then the steps.
    Raises InvalidInput(what="bridge") when the steps do not sum to the change.
    """
    steps = list(steps)
    scale = max(abs(before), abs(after), *(abs(step.effect) for step in steps))
    if not abs(fsum(step.effect for step in steps) - (after - before)) <= _TOLERANCE * scale:
        raise InvalidInput(what="bridge", value=after - before)
    restated = before if by_old_rule is None else by_old_rule
    start = restated if reported is None else reported
    first = [Step("arrived_late", restated - start)] if reported is not None else []
    first += [Step("definition_changed", before - restated)] if by_old_rule is not None else []
    return Bridge(start, after, (*first, *steps))


def chain_bridge(
    found: ChainEffects,
    *,
    quiet: Collection[str] = (),
    reported: Levels | None = None,
    by_old_rule: Levels | None = None,
) -> Bridge:
    """Walk over the factors of a chain; the earlier levels of then and by the rule of then as in `bridge`.

    A factor's verdict is its own direction; of those that are `quiet` (as in `chain_claims`) nothing can be
    told.
    """
    steps = [Step(one.code, one.effect, verdict=_certainty(one, quiet)) for one in found.factors]
    return bridge(
        found.before,
        found.after,
        steps,
        reported=None if reported is None else reported[found.target],
        by_old_rule=None if by_old_rule is None else by_old_rule[found.target],
    )


def _certainty(one: Factor, quiet: Collection[str]) -> Certainty | None:
    if one.lower == "amount_yen":
        return "few_deals"
    return "cannot_tell" if one.direction and one.code in quiet else one.direction


def rate_bridge(
    found: SegmentEffects, *, reported: Counts | None = None, by_old_rule: Counts | None = None
) -> Bridge | None:
    """Walk over the segments of a rate, rate and mix apart, the largest segment first; shares, 0.01 a point.

    None where a side has no cases. A new or vanished segment has no bar for its rate.
    """
    if found.before_rate is None or found.after_rate is None:
        return None
    return bridge(
        found.before_rate,
        found.after_rate,
        [step for one in found.segments for step in _segment_steps(one)],
        reported=None if reported is None else rate(*reported),
        by_old_rule=None if by_old_rule is None else rate(*by_old_rule),
    )


def yen_bridge(found: YenEffects, base: str) -> Bridge:
    """Walk over the segments of an amount, the largest first: how many cases (of level `base`) there were in
    all, then of each segment its share of them, its wins a case, its yen a win. Bars of nothing are left out.
    """
    volume = Step(base, found.volume_yen, verdict=found.volume_verdict)
    steps = [volume, *(step for one in found.segments for step in _yen_steps(one))]
    return bridge(found.before_yen, found.after_yen, [step for step in steps if step.effect])


def _yen_steps(one: YenEffect) -> list[Step]:
    steps = [
        Step(kind, effect.value, one.segment, effect.low, effect.high, effect.verdict)
        for kind, effect in (("win_rate", one.rate), ("mix", one.mix), ("deal_yen", one.deal))
    ]
    if one.deal.low is None:
        steps[-1] = replace(steps[-1], verdict="few_deals")
    return [*steps, Step("unmatched_yen", one.unmatched_yen, one.segment)]


def _segment_steps(one: SegmentEffect) -> list[Step]:
    kinds = [("rate", one.rate), ("mix", one.mix)] if one.presence == "both" else [("mix", one.mix)]
    steps = [
        Step(kind, effect.value, one.segment, effect.low, effect.high, effect.verdict)
        for kind, effect in kinds
    ]
    return steps + ([Step("unmatched", one.unmatched, one.segment)] if one.unmatched else [])
