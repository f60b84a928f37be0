"""A simulated world with a known truth: leads by their items, worked by an old score, as `Profiles`."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kpi.definitions import BehaviourPoints, Definition
from kpi.events import BEHAVIOUR_KINDS, INFORMATION_ITEMS
from kpi.histogram import ACCEPTED, JUDGED, OPPORTUNITY, WORKED
from kpi.profiles import Combinations, Dealt, Leads, Profiles
from kpi.score import ItemColumn

OLD = Definition(
    name="old",
    mql_threshold=40,
    sql_threshold=60,
    information_points={item: {"yes": 20} for item in ("need", "timing", "budget")},
    behaviour_points={"page_view": BehaviourPoints(points=3, cap=60)},
)
BARE = OLD.model_copy(update={"behaviour_points": {}})
Array = np.ndarray


@dataclass(frozen=True, eq=False)
class Simulated:
    """What the product may see, and the truth: who would have an opportunity if worked."""

    profiles: Profiles
    would: Array


def simulated(rng: np.random.Generator, lead_count: int, *, worked_below: float = 0.1) -> Simulated:
    """Draw a world: need, timing and budget help, page views do not; sales works 50 points and more of OLD,
    and a random share of the others. Readers, a fifth, look often and say nothing."""
    reads = rng.random(lead_count) < 0.2
    yes = (rng.random((3, lead_count)) < 0.45) & ~reads
    views = np.where(reads, rng.poisson(18, lead_count), rng.poisson(5, lead_count)).astype(np.uint8)
    logit = -2.5 + np.array([1.5, 1.0, 0.6]) @ yes
    would = rng.random(lead_count) < 1 / (1 + np.exp(-logit))
    score = np.clip(20 * yes.sum(axis=0) + np.minimum(60, 3 * views.astype(int)), 0, 100).astype(np.uint8)
    worked = (score >= 50) | (rng.random(lead_count) < worked_below)
    mask = np.where(worked, WORKED | JUDGED | ACCEPTED, 0) | np.where(worked & would, OPPORTUNITY, 0)
    return Simulated(_profiles(yes, views, mask.astype(np.uint8), score), would)


def _profiles(yes: Array, views: Array, mask: Array, score: Array) -> Profiles:
    """Give every lead a profile of its own."""
    count = len(mask)
    place, none = np.arange(count, dtype=np.int32), np.zeros(count, dtype=np.int32)
    blank = ItemColumn((None,), none)
    filled = dict.fromkeys(INFORMATION_ITEMS, blank)
    for item, said in zip(("need", "timing", "budget"), yes, strict=True):
        filled[item] = ItemColumn((None, "yes"), said.astype(np.int32))
    pieces = {f"{kind}_count": np.zeros(count, dtype=np.uint8) for kind in BEHAVIOUR_KINDS}
    pieces["page_view_count"] = views
    one = np.ones(count, dtype=np.float32)
    holding = {"information": place, "behaviour": place, "own": none, "mask": mask, "score": score}
    won = np.flatnonzero(mask & OPPORTUNITY)
    deals = {name: column[won] for name, column in holding.items()}
    zeros = np.zeros(len(won), dtype=np.int32)
    return Profiles(
        Combinations(filled, pieces, {}, 1),
        Leads(**holding, lead_count=np.ones(count, dtype=np.int32), ripe=one),
        Dealt(**deals, deal_count=zeros + 1, won_count=zeros, won_amount_yen=zeros * 0.0, ripe=one[won]),
    )
