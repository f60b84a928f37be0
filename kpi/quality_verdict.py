"""Which segments are really better or worse than the rest: rates shrunk, judged as one family."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final, Literal

import numpy as np

from kpi import smalln
from kpi.against_rest import Verdict, against_rest
from kpi.decompose_fold import OTHER
from kpi.filters import BLANK
from kpi.levers import shrunk_rates
from kpi.quality import Segment, together
from kpi.rates import defined, rate

Metric = Literal["opportunity_rate", "win_rate"]
METRICS: Final[tuple[Metric, ...]] = ("opportunity_rate", "win_rate")
# what is counted, out of what, and how much of that is old enough to tell
_COUNTS: Final[dict[Metric, tuple[str, str, str]]] = {
    "opportunity_rate": ("opportunity_lead_count", "lead_count", "lead_exposure"),
    "win_rate": ("won_count", "deal_count", "deal_exposure"),
}
# who does not say is no group to beat the rest, and none to be measured against
NOT_JUDGED: Final = (BLANK, OTHER)
MATURE: Final = 0.9  # a rate with less than this of its outcome known is marked young


@dataclass(frozen=True)
class Rated:
    """One rate of one segment, adjusted for age, beside the rest.

    `success_count` out of `trial_count` (those old enough to tell, see kpi.maturity). `rate`, its 95 % Wilson
    range `low` to `high`, `shrunk_rate` (pulled to the mean as far as luck explains the differences) and
    `rest_rate` (of all other segments) are None where nothing is old enough; of NOT_JUDGED the shrunk one is.
    `verdict` is of the family of all rates judged together, None of those left out. `is_young`: more than a
    tenth is still to come.
    """

    success_count: float
    trial_count: float
    rate: float | None
    low: float | None
    high: float | None
    shrunk_rate: float | None
    rest_rate: float | None
    p_adjusted: float
    verdict: Verdict | None
    is_young: bool


@dataclass(frozen=True)
class Judged:
    """One segment with its two judged rates: opportunities of inquiries, wins of opened deals."""

    segment: Segment
    opportunity_rate: Rated
    win_rate: Rated


@dataclass(frozen=True)
class Claim:
    """What may be said of one segment: its rate is higher or lower than that of the rest."""

    value: str
    metric: Metric
    rate: float
    rest_rate: float
    verdict: Verdict


def judged(parts: Sequence[Segment], *, unjudged: Collection[str] = ()) -> tuple[Judged, ...]:
    """Judge the segments against their rest; best evidence first: by the shrunk opportunity rate, those too
    few to tell after the others.

    The line of all others (`quality.folded`) belongs to the rest, as do those `unjudged`, but is no segment
    to be judged; leads that do not say (BLANK) are in neither. Both stay last. Empty: no segments.
    """
    rates = {metric: _raw(parts, metric) for metric in METRICS}
    looks = np.concatenate([rates[metric] for metric in METRICS])
    left_out = {*NOT_JUDGED, *unjudged}
    is_judged = np.array([one.value not in left_out for one in parts] * len(METRICS), bool)
    adjusted = np.ones(len(looks))
    verdicts: list[Verdict | None] = [None] * len(looks)
    p, said = against_rest(*looks[is_judged].T)
    adjusted[is_judged] = p
    for place, verdict in zip(np.flatnonzero(is_judged), said, strict=True):
        verdicts[place] = verdict
    rated = {
        metric: _rated(parts, metric, rates[metric], adjusted[start:], verdicts[start:])
        for start, metric in zip((0, len(parts)), METRICS, strict=True)
    }
    found = [Judged(*one) for one in zip(parts, *(rated[metric] for metric in METRICS), strict=True)]
    return tuple(sorted(found, key=_place))


def claims(found: Sequence[Judged]) -> tuple[Claim, ...]:
    """Return what may be said, by metric the rate furthest off the average first (shrunk, by its odds)."""
    return tuple(
        Claim(one.segment.value, metric, rated.rate, rated.rest_rate, rated.verdict)
        for metric in METRICS
        for one in sorted(
            found, key=partial(_nearness, metric, of_all([one.segment for one in found], metric))
        )
        if (rated := getattr(one, metric)).verdict in ("higher", "lower")
    )


def of_all(parts: Sequence[Segment], metric: Metric) -> float | None:
    """Return a rate of all segments together, adjusted for age; None where nothing is old enough."""
    success, trials, _, _ = _one(together(parts, ""), metric)
    return rate(success, trials)


def _one(segment: Segment, metric: Metric) -> tuple[float, float, float, float]:
    success, count, exposure = (float(getattr(segment, name)) for name in _COUNTS[metric])
    return success, max(exposure, success), count, exposure


def _raw(parts: Sequence[Segment], metric: Metric) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Return (segments, 4): successes and trials, and those of all other segments."""
    own = np.array([_one(one, metric)[:2] for one in parts], float).reshape(len(parts), 2)
    says = np.array([one.value != BLANK for one in parts], float)[:, None]
    return np.hstack([own, (own * says).sum(axis=0) - own * says])


def _rated(
    parts: Sequence[Segment],
    metric: Metric,
    raw: np.ndarray[tuple[int, int], np.dtype[np.float64]],
    adjusted: np.ndarray[tuple[int], np.dtype[np.float64]],
    verdicts: Sequence[Verdict | None],
) -> list[Rated]:
    shrunk = np.full(len(parts), np.nan)
    says = np.array([one.value not in NOT_JUDGED for one in parts], bool)
    if says.any():
        shrunk[says] = shrunk_rates(raw[says, 0], raw[says, 1])
    made = []
    for place, segment in enumerate(parts):
        success, trials, rest_success, rest_trials = (float(value) for value in raw[place])
        low, high = smalln.wilson(success, trials) or (None, None)
        _, _, count, exposure = _one(segment, metric)
        made.append(
            Rated(
                success_count=success,
                trial_count=trials,
                rate=rate(success, trials),
                low=low,
                high=high,
                shrunk_rate=defined(float(shrunk[place])),
                rest_rate=rate(rest_success, rest_trials),
                p_adjusted=float(adjusted[place]),
                verdict=verdicts[place],
                is_young=count > 0 and exposure < MATURE * count,
            )
        )
    return made


def _place(one: Judged) -> tuple[bool, bool, float, str]:
    rated, value = one.opportunity_rate, one.segment.value
    return value in NOT_JUDGED, rated.verdict in ("too_few", None), -(rated.shrunk_rate or 0.0), value


def _nearness(metric: Metric, average: float | None, one: Judged) -> float:
    """Return minus the distance of the shrunk rate from the average, in log odds."""
    own, mean = (min(max(one or 0.0, 1e-6), 1 - 1e-6) for one in (getattr(one, metric).shrunk_rate, average))
    return -abs(float(np.log(own / (1 - own)) - np.log(mean / (1 - mean))))
