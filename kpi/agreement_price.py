"""What the disagreement between rule and judgement costs, in yen."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kpi.agreement import Agreement
from kpi.rates import rate

Float = NDArray[np.float64]


@dataclass(frozen=True)
class Price:
    """What the disagreement at one line costs.

    `missed_count` leads below the line sales would have wanted (estimated where never judged), worth
    `missed_yen` at `yen_per_accepted`; `won_below_yen` was in fact won from leads below it. `vain_count`
    leads from the line up sales rejects, or would, and `vain_yen` is what handling them costs.
    `break_even_rate` is the chance of acceptance from which a lead pays for its handling. None where
    nothing was accepted or won.
    """

    missed_count: float
    missed_yen: float | None
    won_below_count: float
    won_below_yen: float
    vain_count: float
    vain_yen: float
    yen_per_accepted: float | None
    break_even_rate: float | None


def price(
    found: Agreement,
    line: int,
    won_count: Float,
    won_amount_yen: Float,
    handling_cost_yen: float,
    *,
    accepted_exposure: float | None = None,
) -> Price:
    """Price the disagreement at a line.

    In: won deals and their yen by score (length 102) of the same leads, what handling one lead costs, and how
    many accepted leads have had the time to be won (None: all of them).
    """
    missed = max(0.0, found.wanted_count - float(found.wanted[line]))
    vain = max(0.0, float(found.sent[line] - found.wanted[line])) if found.tp[0] + found.fp[0] else 0.0
    accepted = float(found.tp[0] + found.fn[0]) if accepted_exposure is None else accepted_exposure
    each = rate(float(won_amount_yen.sum()), accepted) or None
    return Price(
        missed_count=missed,
        missed_yen=None if each is None else missed * each,
        won_below_count=float(won_count[:line].sum()),
        won_below_yen=float(won_amount_yen[:line].sum()),
        vain_count=vain,
        vain_yen=vain * handling_cost_yen,
        yen_per_accepted=each,
        break_even_rate=None if each is None else handling_cost_yen / each,
    )
