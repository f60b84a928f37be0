"""How much of what will come has come by a given age: the only owner of G(age) and of "still to come"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from kpi.rates import rate

Float = NDArray[np.float64]

# The end of the curve rests on a handful of old subjects: one late event among two of them would
# claim that half of everything is still to come. From the first thinner day on, nothing is read.
MIN_AT_RISK: Final = 10
HORIZON_SHARE: Final = 0.9
_ROUNDING: Final = 1e-12


@dataclass(frozen=True, eq=False)
class MaturityCurve:
    """The share of the events within the horizon that has come by an age.

    `share[age]` is G for the ages 0..`horizon_days` (rising, 1 at the end). Without a usable event
    there is no curve: `horizon_days` is None and G is 1 at every age, because nothing can be said to
    be still to come. `event_count` counts all events given, also those at the thin end.
    """

    share: Float
    horizon_days: int | None
    event_count: int

    @property
    def by_day(self) -> Float:
        """The share of the events that comes on each day of age 0..`horizon_days`."""
        return np.diff(self.share, prepend=0.0)

    def share_at(self, age_days: NDArray[Any]) -> Float:
        """Return G for each age in whole days (any shape); 0 below age 0, 1 from the horizon on."""
        age = np.asarray(age_days, dtype=np.int64)
        if self.horizon_days is None:
            return np.ones(age.shape)
        return np.where(age < 0, 0.0, self.share[np.clip(age, 0, self.horizon_days)])


def ladder(*, waiting_count: Float, event_count: Float) -> Float:
    """Return F[t], the share of subjects whose event comes within t days, read off an admin ladder.

    In: arrays of length A + 1. `waiting_count[a]` = subjects *without* an event that are a days old
    today; `event_count[d]` = subjects whose event came d days after the start. Together they are
    everybody once. (Ages of all subjects would not do: on which day a subject with an event leaves
    the ladder cannot be told from two margins.)
    Out: F = 1 - prod(1 - h), h_t = events at t / subjects aged t or more without an event before t.
    Losers wait until today, so no dates of losses are needed. Empty: no subjects give zeros.
    Source: methods.md 4.
    """
    return _share_come(_at_risk(waiting_count, event_count), event_count)


def maturity_curve(
    *, waiting_count: Float, event_count: Float, horizon_share: float = HORIZON_SHARE
) -> MaturityCurve:
    """Return G(age) = F(min(age, H)) / F(H) from the arrays that `ladder` takes.

    H is the first day by which 90 % (`horizon_share`) of F(max) has come; the curve ends before the
    first day with fewer than ten subjects at risk. Empty: no event before that day (so also: fewer than ten
    subjects) gives the curve that is 1 everywhere. Source: methods.md 4, kpis.md 6.
    """
    at_risk = _at_risk(waiting_count, event_count)
    usable = int((at_risk >= MIN_AT_RISK).sum())  # at_risk never rises: these are the first days
    come = _share_come(at_risk[:usable], event_count[:usable])
    total = round(float(event_count.sum()))
    if usable == 0 or come[-1] <= 0:
        return MaturityCurve(np.ones(1), None, total)
    horizon = int(np.argmax(come >= horizon_share * come[-1] - _ROUNDING))
    return MaturityCurve(come[: horizon + 1] / come[horizon], horizon, total)


def in_sequence(first: MaturityCurve, second: MaturityCurve) -> MaturityCurve:
    """Return G of two waits one after the other (lead to opportunity, opportunity to won).

    The waits are taken as independent of each other. Empty: where one has no curve, it is the other's.
    """
    if first.horizon_days is None or second.horizon_days is None:
        return second if first.horizon_days is None else first
    share = np.minimum(1, np.cumsum(np.convolve(first.by_day, second.by_day)))
    share[-1] = 1.0
    return MaturityCurve(share, share.size - 1, min(first.event_count, second.event_count))


def cape_cod_rate(event_count: float, exposure: float) -> float | None:
    """Return the maturity-adjusted rate: events so far / sum of G(age); None without exposure.

    Not cut at 1: above it, the cohort matures faster than the curve it is measured with.
    Source: methods.md 4.
    """
    return rate(event_count, exposure)


def still_to_come(
    event_count: float, exposure: float, subject_count: float, *, prior_rate: float | None = None
) -> float | None:
    """Return the events a cohort may still expect: (subjects - sum of G(age)) x rate.

    The rate is `prior_rate` (Bornhuetter-Ferguson) or the cohort's own Cape Cod rate.
    None without exposure and without a prior; 0 when everybody is mature.
    Source: Bornhuetter and Ferguson 1972; methods.md 4.
    """
    expected = cape_cod_rate(event_count, exposure) if prior_rate is None else prior_rate
    return None if expected is None else max(0.0, subject_count - exposure) * expected


def _at_risk(waiting_count: Float, event_count: Float) -> Float:
    """Return, for each day, the subjects that reached it without an event before it."""
    return np.cumsum((waiting_count + event_count)[::-1])[::-1]


def _share_come(at_risk: Float, event_count: Float) -> Float:
    hazard = np.divide(event_count, at_risk, out=np.zeros(len(at_risk)), where=at_risk > 0)
    return 1 - np.cumprod(1 - hazard)
