"""The leads of one filter by what they filled in and did: read once, scored by any rules in milliseconds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from kpi.definitions import Definition
from kpi.events import BEHAVIOUR_KINDS
from kpi.evidence import maturity
from kpi.facts import information_profiles
from kpi.filters import Filter
from kpi.maturity import MaturityCurve
from kpi.own_columns import nobody, own_columns
from kpi.score import ItemColumn, attribute_points, behaviour_points, information_points, rescore
from kpi.sql import statement
from kpi.store import Store

Float = NDArray[np.float64]
Points = tuple[NDArray[np.int16], NDArray[np.int16], NDArray[np.int16]]
FINAL: Final = -1  # the age of a lead whose first deal is there, or can no longer be expected by its age


@dataclass(frozen=True, eq=False)
class Combinations:
    """Every combination of items that any lead holds: `information` by item and `own` by column over their
    profiles, `pieces` by behaviour kind over theirs; `own_lead` as in own_columns.OwnColumns."""

    information: Mapping[str, ItemColumn]
    pieces: Mapping[str, NDArray[np.uint8]]
    own: Mapping[str, ItemColumn]
    own_count: int
    own_lead: pa.Table = field(default_factory=nobody)

    def points(self, rules: Definition) -> Points:
        """Return the points of every profile: information, behaviour, own columns."""
        return (
            information_points(rules, self.information),
            behaviour_points(rules, self.pieces),
            attribute_points(rules, self.own, self.own_count),
        )


@dataclass(frozen=True, eq=False)
class Holders:
    """Rows that hold a combination: place of their information, behaviour and own profile, standing `mask`,
    today's `score` (101: none). Columns of equal length."""

    information: NDArray[np.int32]
    behaviour: NDArray[np.int32]
    own: NDArray[np.int32]
    mask: NDArray[np.uint8]
    score: NDArray[np.uint8]

    def rescored(self, points: Points) -> NDArray[np.uint8]:
        """Return the score 0..100 of every row under the points of the profiles."""
        places = (self.information, self.behaviour, self.own)
        return rescore(list(zip(places, points, strict=True)))

    def summed(self, information: Float, behaviour: Float, own: Float) -> Float:
        """Return, row by row, the sum of what its three profiles are worth."""
        return np.asarray(information[self.information] + behaviour[self.behaviour] + own[self.own])

    def has(self, *bits: int) -> NDArray[np.bool_]:
        """Say which rows have all bits in their mask."""
        wanted = sum(bits)
        return np.asarray((self.mask & wanted) == wanted)


@dataclass(frozen=True, eq=False)
class Leads(Holders):
    """One row: `lead_count` leads alike; `ripe` is the share of first deals that come by their age."""

    lead_count: NDArray[np.int32]
    ripe: NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Dealt(Holders):
    """One row: one lead with deals; `ripe` is the share of wins that come by the age of its first deal."""

    deal_count: NDArray[np.int32]
    won_count: NDArray[np.int32]
    won_amount_yen: Float
    ripe: NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Profiles:
    """What the rules of a score apply to, under one filter; read-only and independent of any rules."""

    combinations: Combinations
    leads: Leads
    dealt: Dealt

    @property
    def lead_count(self) -> int:
        return int(self.leads.lead_count.sum())


def profiles(store: Store, chosen: Filter, as_of: date, more: Sequence[str] = ()) -> Profiles:
    """Read the leads created in the filter's period; no lead gives columns of length 0. `more` are own
    columns that rules are to name beside those of the agreed ones."""
    of_leads = maturity(store, chosen, as_of, "maturity_lead")
    of_deals = maturity(store, chosen, as_of, "maturity_deal")
    young_after = None if of_leads.horizon_days is None else as_of - timedelta(days=of_leads.horizon_days)
    combinations = _combinations(store, more)
    own = {"own_lead": combinations.own_lead}
    leads = _read(store, chosen, "rescore_leads", own, as_of=as_of, young_after=young_after)
    dealt = _read(store, chosen, "rescore_deals", own, as_of=as_of)
    return Profiles(
        combinations=combinations,
        leads=Leads(
            **_holding(leads),
            lead_count=leads["lead_count"],
            ripe=np.where(leads["age_days"] == FINAL, np.float32(1), _ripe(of_leads, leads["age_days"])),
        ),
        dealt=Dealt(
            **_holding(dealt),
            deal_count=dealt["deal_count"],
            won_count=dealt["won_count"],
            won_amount_yen=dealt["won_amount_yen"].astype(np.float64),
            ripe=_ripe(of_deals, dealt["age_days"]),
        ),
    )


def _combinations(store: Store, more: Sequence[str]) -> Combinations:
    with store.cursor() as cursor:
        own, information = own_columns(cursor, more), information_profiles(cursor)
        counts = cursor.execute(statement("behaviour_profiles")).fetchnumpy()
    pieces = {f"{kind}_count": np.asarray(counts[f"{kind}_count"]) for kind in BEHAVIOUR_KINDS}
    return Combinations(information, pieces, own.columns, own.count, own.lead)


def _read(
    store: Store, chosen: Filter, name: str, views: Mapping[str, object], **more: object
) -> dict[str, NDArray[Any]]:
    return store.arrays(name, chosen.parameters(store, name, **more), views=views)


def _holding(found: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    return {
        "information": found["information_profile"],
        "behaviour": found["behaviour_profile"],
        "own": found["attribute_profile"],
        "mask": found["mask"],
        "score": found["score"],
    }


def _ripe(curve: MaturityCurve, age_days: NDArray[Any]) -> NDArray[np.float32]:
    ages = np.maximum(0, age_days.astype(np.int64))
    if curve.horizon_days is None:
        return np.ones(len(ages), dtype=np.float32)
    return curve.share_at(ages).astype(np.float32)
