"""Whether a decision worked: predicted against actual, never more certain than the numbers; the hit rate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeVar

import numpy as np

from kpi.decision import Version
from kpi.errors import InvalidInput
from kpi.rates import rate

Judged = Literal["too_early", "reached", "not_reached", "cannot_tell"]
Moved = Literal["better", "worse", "cannot_tell"]
Reason = Literal["young", "too_few", "undefined"]
SURE: Final = 0.9
MATURE_ENOUGH: Final = 0.5  # below, more is to come than has come
FEWEST_TRIALS: Final = 10
FEWEST_DEALS: Final = 5
_VERDICTS: Final[tuple[Judged, Judged, Judged]] = ("reached", "not_reached", "cannot_tell")
_MOVES: Final[tuple[Moved, Moved, Moved]] = ("better", "worse", "cannot_tell")
_Word = TypeVar("_Word", bound=str)
_EVEN: Final = (np.arange(400) + 0.5) / 400


@dataclass(frozen=True)
class Rate:
    """`count` of `trials`; the trials of young leads are their exposure, the sum of G(age)."""

    count: float
    trials: float


@dataclass(frozen=True)
class Count:
    """What happened in a period as long as the predicted one."""

    count: float


@dataclass(frozen=True)
class Amounts:
    """Every won deal of a period as long as the predicted one: their sum, or with `average` their mean."""

    yen: Sequence[float]
    average: bool = False


Evidence = Rate | Count | Amounts


@dataclass(frozen=True)
class Judgement:
    """`value` and its 80 % interval, None where undefined. `reached_chance` is the chance that the level
    behind the numbers is at the predicted value or beyond, `better_chance` that it is better than the one
    before. `reason` says why there is no more to tell.
    """

    verdict: Judged
    value: float | None
    lower: float | None
    upper: float | None
    reached_chance: float | None
    better_chance: float | None
    moved: Moved | None
    reason: Reason | None


@dataclass(frozen=True)
class HitRate:
    """worked / (worked + did not) with its 80 % Wilson interval, and the counts of all verdicts."""

    rate: float
    lower: float
    upper: float
    worked_count: int
    did_not_count: int
    cannot_tell_count: int
    dropped_count: int


def judge(
    predicted: float,
    baseline: float | None,
    actual: Evidence,
    *,
    before: Evidence | None = None,
    mature_rate: float = 1.0,
    review_has_come: bool = True,
) -> Judgement:
    """Judge a predicted value against what was read.

    In: `baseline`, the value that the decision started from (a prediction below it: less is better; None:
    more is); `before`, the evidence of then; `mature_rate`, the share of what will come that has come.
    Out: "too_early" before the review's day and while less than half has come; else "reached" or
    "not_reached" from a chance of 90 % on, of 10 trials or 5 deals at least; else "cannot_tell". The end of
    the interval meets the predicted value where the chance is 90 %. It says nothing about the cause.
    A prediction at the end of its scale (100 %, none at all) is reached by plain count.
    Raises InvalidInput(what="evidence") for counts below 0.
    Method: Jeffreys for rates and counts; for yen a gamma of the compound sum's mean and variance.
    """
    _refuse_impossible(actual)
    less = baseline is not None and predicted < baseline
    found, belief = value(actual), _belief(actual)
    reason: Reason | None = (
        "young" if not review_has_come or mature_rate < MATURE_ENOUGH else _too_little(actual, found)
    )
    reached = None if belief is None else _reached(predicted, less, found, belief, actual)
    better = None if belief is None or before is None else _better(belief, _belief(before), less)
    verdict: Judged = "too_early" if reason == "young" else _sure(reached, reason, *_VERDICTS)
    moved: Moved | None = None if before is None else _sure(better, reason, *_MOVES)
    return Judgement(
        verdict=verdict,
        value=found,
        lower=None if belief is None else float(belief.ppf(1 - SURE)),
        upper=None if belief is None else float(belief.ppf(SURE)),
        reached_chance=reached,
        better_chance=better,
        moved=moved,
        reason=reason,
    )


def hit_rate(versions: Iterable[Version]) -> HitRate | None:
    """Return how often closed decisions worked; None while none worked and none did not."""
    from scipy.stats import binomtest  # the first screen does not need it

    verdicts = Counter(one.outcome.verdict for one in versions if one.state == "closed" and one.outcome)
    worked, told = verdicts["worked"], verdicts["worked"] + verdicts["did_not"]
    if not told:
        return None
    lower, upper = binomtest(worked, told).proportion_ci(0.8, "wilson")
    return HitRate(
        worked / told,
        float(lower),
        float(upper),
        worked,
        verdicts["did_not"],
        verdicts["cannot_tell"],
        verdicts["dropped"],
    )


def value(evidence: Evidence) -> float | None:
    """Return the rate, count, sum or mean that evidence comes to; None without cases."""
    if isinstance(evidence, Rate):
        return rate(evidence.count, max(evidence.trials, evidence.count))
    if isinstance(evidence, Count):
        return evidence.count
    total = float(sum(evidence.yen))
    return rate(total, len(evidence.yen)) if evidence.average else total


def _too_little(evidence: Evidence, found: float | None) -> Reason | None:
    if found is None:
        return "undefined"
    few = (isinstance(evidence, Rate) and evidence.trials < FEWEST_TRIALS) or (
        isinstance(evidence, Amounts) and len(evidence.yen) < FEWEST_DEALS
    )
    return "too_few" if few else None


def _belief(evidence: Evidence) -> Any:
    """Return the distribution of the level behind the numbers; None where they tell nothing of its spread."""
    from scipy.stats import beta, gamma

    if isinstance(evidence, Rate):
        missed = max(0.0, evidence.trials - evidence.count)
        return beta(evidence.count + 0.5, missed + 0.5) if evidence.trials or evidence.count else None
    if isinstance(evidence, Count):
        return gamma(evidence.count + 0.5)
    yen = np.asarray(evidence.yen, dtype=np.float64)
    if len(yen) < 2 or not yen.any():
        return None
    mean, variance = float(yen.sum()), float(np.square(yen).sum())
    if evidence.average:
        mean, variance = float(yen.mean()), float(yen.var(ddof=1)) / len(yen)
    variance = max(variance, (mean * 1e-6) ** 2)  # equal amounts
    return gamma(mean**2 / variance, scale=variance / mean)


def _reached(predicted: float, less: bool, found: float | None, belief: Any, actual: Evidence) -> float:
    """Return the chance of the predicted value or better; at the end of the scale what is, is."""
    if less and predicted <= 0:
        return float(found == 0)
    if not less and predicted >= 1 and isinstance(actual, Rate):
        return float(found == 1)
    return float(belief.cdf(predicted) if less else belief.sf(predicted))


def _better(now: Any, then: Any, less: bool) -> float | None:
    """Return the chance that the level of now lies on the wanted side of the level of then."""
    if then is None:
        return None
    more = float(np.mean(now.sf(then.ppf(_EVEN))))
    return 1 - more if less else more


def _sure(chance: float | None, reason: Reason | None, yes: _Word, no: _Word, unsure: _Word) -> _Word:
    if chance is None or reason is not None or 1 - SURE < chance < SURE:
        return unsure
    return yes if chance >= SURE else no


def _refuse_impossible(evidence: Evidence) -> None:
    values = (
        evidence.yen if isinstance(evidence, Amounts) else (evidence.count, getattr(evidence, "trials", 0))
    )
    if not all(np.isfinite(value) and value >= 0 for value in values):
        raise InvalidInput(what="evidence", value=evidence)
