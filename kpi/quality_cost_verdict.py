"""Which channels bring opportunities for really less or more money than the others: one family of looks."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from kpi import smalln
from kpi.quality_cost import Cost

Verdict = Literal["cheaper", "dearer", "cannot_tell", "too_few", "young"]
FEWEST_OPPORTUNITIES: Final = 10


@dataclass(frozen=True)
class Priced:
    """What an opportunity of one channel costs, its 95 % range, and what may be said against the others.

    The range comes from the count alone (Poisson, Jeffreys): the cost is known. "too_few": fewer than
    FEWEST_OPPORTUNITIES here or in the other channels. "young": more will come of what was paid for.
    """

    channel: str
    yen: float
    low_yen: float
    high_yen: float
    verdict: Verdict


def priced(costs: Mapping[str, Cost], young: Collection[str] = ()) -> tuple[Priced, ...]:
    """Return the channels with a cost and an opportunity, the cheapest first, each judged against all others.

    `young` channels are neither judged nor measured against. Empty: none has both.
    """
    from scipy.special import gammaincinv

    spent = [one for one in costs.values() if one.cost_yen > 0]
    old = [one for one in spent if one.channel not in young]
    cost, count = np.array([(one.cost_yen, one.deal_count) for one in old], float).reshape(-1, 2).T
    rest_cost, rest_count = cost.sum() - cost, count.sum() - count
    enough = (np.minimum(count, rest_count) >= FEWEST_OPPORTUNITIES) & (rest_cost > 0)
    more = smalln.chance_more(count[enough], rest_count[enough], cost[enough] / rest_cost[enough])
    adjusted = smalln.benjamini_hochberg(2 * np.minimum(more, 1 - more))
    is_sure = adjusted <= smalln.FALSE_DISCOVERY_RATE
    said = np.where(is_sure, np.where(more > 0.5, "cheaper", "dearer"), "cannot_tell")
    names = (one.channel for one, told in zip(old, enough, strict=True) if told)
    verdicts = dict(zip(names, said.tolist(), strict=True)) | dict.fromkeys(young, "young")
    made = []
    for one in spent:
        if one.opportunity_yen is not None:
            most, fewest = gammaincinv(one.deal_count + 0.5, [0.975, 0.025])
            ends = (one.cost_yen / float(most), one.cost_yen / float(fewest))
            made.append(Priced(one.channel, one.opportunity_yen, *ends, verdicts.get(one.channel, "too_few")))
    return tuple(sorted(made, key=lambda one: one.yen))
