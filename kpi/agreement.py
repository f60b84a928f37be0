"""The rule against sales's judgement: what every line sends and catches, and how far both agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from kpi.bucket_rate import bucket_rates
from kpi.rates import rate, rates

Float = NDArray[np.float64]
Reason = Literal["none_judged", "none_accepted", "all_accepted", "none_sent"]
BETA: Final = 2.0  # a lead that sales wanted and the rule missed weighs more than one sent in vain
_SCORES: Final = 101


@dataclass(frozen=True)
class Table:
    """Judged leads at one line: sent and accepted (`tp`), sent and rejected (`fp`), kept back though accepted
    (`fn`), kept back and rejected (`tn`). Rates are None where nothing is to divide."""

    tp: float
    fp: float
    fn: float
    tn: float

    @property
    def judged_count(self) -> float:
        return self.tp + self.fp + self.fn + self.tn

    @property
    def precision(self) -> float | None:
        return rate(self.tp, self.tp + self.fp)

    @property
    def recall(self) -> float | None:
        """Share of the accepted leads that the line sends; among judged leads alone it flatters the rule."""
        return rate(self.tp, self.tp + self.fn)

    @property
    def agreed_rate(self) -> float | None:
        return rate(self.tp + self.tn, self.judged_count)

    @property
    def accepted_rate(self) -> float | None:
        """Share of all judged leads that sales accepts: what leads picked at random would reach."""
        return rate(self.tp + self.fn, self.judged_count)

    @property
    def lift(self) -> float | None:
        """Return precision over `accepted_rate`."""
        base = self.accepted_rate
        return None if self.precision is None or not base else self.precision / base

    def f_beta(self, beta: float = BETA) -> float | None:
        weight = beta * beta
        return rate((1 + weight) * self.tp, (1 + weight) * self.tp + weight * self.fn + self.fp)

    @property
    def kappa(self) -> float | None:
        """Return Cohen's kappa; None where chance alone would agree on every lead."""
        if not self.judged_count:
            return None
        by_chance = self._by_chance()
        return rate(self.tp + self.tn - by_chance, self.judged_count - by_chance)

    def _by_chance(self) -> float:
        sent, accepted = self.tp + self.fp, self.tp + self.fn
        count = self.judged_count
        return (sent * accepted + (count - sent) * (count - accepted)) / count

    def kappa_interval(self) -> tuple[float, float] | None:
        """Return the 95 % interval of kappa, large-sample; None where kappa is. Source: Fleiss 1969."""
        kappa = self.kappa
        if kappa is None:
            return None
        share = np.array([[self.tp, self.fp], [self.fn, self.tn]]) / self.judged_count
        rule, sales = share.sum(axis=1), share.sum(axis=0)
        by_chance = float(rule @ sales)
        same = np.diag(share) * (1 - (rule + sales) * (1 - kappa)) ** 2
        apart = (1 - kappa) ** 2 * (share * (sales[:, None] + rule) ** 2 * (1 - np.eye(2)))
        spread = same.sum() + apart.sum() - (kappa - by_chance * (1 - kappa)) ** 2
        half = 1.959963984540054 * sqrt(max(0.0, spread) / self.judged_count) / (1 - by_chance)
        return kappa - half, kappa + half


@dataclass(frozen=True, eq=False)
class Agreement:
    """Rule and judgement at every line t in 0..100: arrays of length 101, NaN where a rate is undefined.

    `tp`, `fp`, `fn`, `tn` count judged leads (see Table). `sent` are all leads from the line up, `wanted`
    those of them that sales accepted, or would: a lead that was never judged counts with the chance of
    acceptance of its score. `wanted_count` is the same over all scores. `unscored_count` leads were never
    judged and have no score: nothing is estimated for them.
    """

    tp: Float
    fp: Float
    fn: Float
    tn: Float
    sent: Float
    wanted: Float
    wanted_count: float
    unjudged_count: float
    unscored_count: float
    auc: float | None

    def at(self, line: int) -> Table:
        return Table(*(float(counts[line]) for counts in (self.tp, self.fp, self.fn, self.tn)))

    @property
    def precision(self) -> Float:
        return rates(self.tp, self.tp + self.fp)

    @property
    def recall(self) -> Float:
        return rates(self.tp, self.tp + self.fn)

    @property
    def corrected_recall(self) -> Float:
        """Share of what sales wants, leads never judged included, that the line sends.

        Source: Begg and Greenes 1983. It holds as long as leads of one score were picked for judgement
        without regard to their worth.
        """
        return rates(self.wanted, self.wanted_count)

    @property
    def lift(self) -> Float:
        return rates(self.precision, rates(self.tp + self.fn, self.tp + self.fp + self.fn + self.tn))

    @property
    def sent_share(self) -> Float:
        """Share of the judged leads that the line sends; with `recall` the gain curve, ties as one block."""
        return rates(self.tp + self.fp, self.tp + self.fp + self.fn + self.tn)

    def reason(self, line: int) -> Reason | None:
        """Say why a figure at a line is undefined, or says nothing: the first reason counts."""
        table = self.at(line)
        if not table.judged_count:
            return "none_judged"
        if not table.tp + table.fn:
            return "none_accepted"
        if not table.fp + table.tn:
            return "all_accepted"
        return None if table.tp + table.fp else "none_sent"


def agreement(leads: Float, judged: Float, accepted: Float) -> Agreement:
    """Return rule and judgement at every line, from counts by score.

    In: arrays of length 102, the last entry without a score; accepted ≤ judged ≤ leads. A lead without a
    score is never sent. Empty: counts of 0, rates of NaN.
    """
    rejected, unjudged = judged - accepted, leads - judged
    tp, fp = _from(accepted), _from(rejected)
    chance = bucket_rates(accepted[:_SCORES], judged[:_SCORES])
    hoped = unjudged[:_SCORES] * chance.rate_by_score
    return Agreement(
        tp=tp,
        fp=fp,
        fn=accepted.sum() - tp,
        tn=rejected.sum() - fp,
        sent=_from(leads),
        wanted=tp + _from(hoped),
        wanted_count=float(accepted.sum() + hoped.sum()),
        unjudged_count=float(unjudged.sum()),
        unscored_count=float(unjudged[_SCORES:].sum()),
        auc=auc(accepted, rejected),
    )


def auc(accepted: Sequence[float] | Float, rejected: Sequence[float] | Float) -> float | None:
    """Return the chance that an accepted lead has the higher score than a rejected one, ties half; None
    where one of both is missing. Counts by score from 0 up; what lies beyond 100 has no score."""
    high, low = (np.asarray(counts, float)[:_SCORES] for counts in (accepted, rejected))
    below = np.cumsum(low) - low
    return rate(float((high * (below + low / 2)).sum()), float(high.sum() * low.sum()))


def _from(by_score: Float) -> Float:
    """Sum over the scores from every line up."""
    return np.asarray(by_score[:_SCORES][::-1].cumsum()[::-1])
