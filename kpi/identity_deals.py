"""Deals that two systems both hold: counted once, as the system that counts states them.

Each system's rows stay as they were imported, so that the two can be laid side by side. Which of them count
is a merge like any other: recorded, and taken back exactly.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import combinations
from typing import Any, Final

import duckdb
import numpy as np
import pandas as pd

from kpi.clock import now
from kpi.errors import InvalidInput
from kpi.identity_alias import resolve_within
from kpi.identity_log import Record, append, changing
from kpi.reconcile_match import pair, side
from kpi.sql import statement
from kpi.store import Store, set_meta

KIND: Final = "same_deal"
# Where nobody has said whose deals count, sales's do: these are the systems that marketing works in.
MARKETING_SYSTEMS: Final = ("hubspot", "marketo", "pardot", "sansan", "eight", "ga4")
MAX_DAYS: Final = 92  # deals of one company further apart are two deals
COLUMNS: Final = ("system", "deal_id", "company", "outcome", "opened_on", "closed_on", "amount_yen")


def deal_systems(store: Store) -> list[str]:
    """Return the systems whose files state deals, the first imported first; empty before the first import."""
    return [system for system, _ in store.rows("identity_deal_systems")]


def counting_system(store: Store) -> str | None:
    """Return the system whose rows count where several hold a deal; None while nobody has chosen one."""
    found = store.rows("identity_counting_system")
    return None if not found else str(found[0][0])


def count_as_stated_by(store: Store, system: str) -> None:
    """Let deals that several systems hold count as `system` states them, and rebuild the facts.

    InvalidInput(what="deal_system") for a system without deals.
    """
    if system not in deal_systems(store):
        raise InvalidInput(what="deal_system", value=system)
    with changing(store) as cursor:
        set_meta(cursor, "deal_system", system)


def joined_count(store: Store) -> int:
    """Return how many deals are not counted, because another system's row of the same deal is."""
    [(count,)] = store.rows("identity_deal_alias_count")
    return int(count)


def suggestions(store: Store, *, limit: int = 200) -> pd.DataFrame:
    """Return pairs of deals of two systems that are probably one deal, the largest first, to be confirmed.

    Columns: COLUMNS, the same with `other_` before them, matched_by (deal_id, email or company). What a
    person said are two deals is no pair.
    """
    with store.cursor() as cursor:
        found = _pairs(cursor)
    size = found[["amount_yen", "other_amount_yen"]].max(axis=1).fillna(0)
    order = size.sort_values(ascending=False, kind="stable").index
    columns = [*COLUMNS, *(f"other_{name}" for name in COLUMNS), "matched_by"]
    return found.loc[order, columns].head(limit).reset_index(drop=True)


def join_deals(
    store: Store, pairs: Sequence[tuple[str, str]], *, by: str | None, at: datetime | None = None
) -> int:
    """Record that the deals of each pair are one, the first one kept, and rebuild the facts; return how many
    deals now count as another. InvalidInput(what="merge_same") when no pair is new."""
    with changing(store) as cursor:
        groups: list[tuple[str | None, list[str]]] = [(None, list(pair)) for pair in pairs]
        rows = append(cursor, Record(KIND, "chosen", by, at or now()), groups)
        if not rows:
            raise InvalidInput(what="merge_same", value=", ".join(pairs[0]) if pairs else None)
    return len(rows)


def join_certain_within(
    cursor: duckdb.DuckDBPyConnection, *, by: str | None, at: datetime | None = None
) -> int:
    """Join the deals of two systems that agree in everything, inside the caller's transaction, who rebuilds
    the facts; return how many deals now count as another.

    Certain are two deals of one e-mail or company with the same outcome, amount and day (of closing, else of
    opening; a day that one side leaves out is no difference); under one id amount or day is enough. What a
    person took back is left alone.
    """
    resolve_within(cursor)
    found = _pairs(cursor)
    certain = found[found["is_certain"]]
    groups: list[tuple[str | None, list[str]]] = [
        (None, [str(kept), str(other)])
        for kept, other in zip(certain["deal_id"], certain["other_deal_id"], strict=True)
    ]
    return len(append(cursor, Record(KIND, "agrees", by, at or now()), groups)) if groups else 0


def _pairs(cursor: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Return the pairs of deals that may be one, a deal of the likelier counting system on the left."""
    deals = cursor.execute(statement("identity_system_deals")).df()
    systems = sorted(deals["system"].unique().tolist(), key=lambda name: name in MARKETING_SYSTEMS)
    refused = {frozenset(pair) for pair in cursor.execute(statement("identity_refused_deals")).fetchall()}
    # an empty frame first: its columns stand where there is no pair
    found = [_pairs_of(deals, deals.head(0), refused)]
    for one, other in combinations(systems, 2):
        found.append(_pairs_of(_alone(deals, one, other), _alone(deals, other, one), refused))
    return pd.concat(found, ignore_index=True)


def _alone(deals: pd.DataFrame, system: str, other: str) -> pd.DataFrame:
    """Return the deals of one system that are not yet joined with one of the other."""
    mine = deals[deals["system"] == system]
    return mine[[other not in held for held in mine["other_systems"]]]


def _pairs_of(left: pd.DataFrame, right: pd.DataFrame, refused: set[frozenset[str]]) -> pd.DataFrame:
    lefts, rights = left.reset_index(drop=True), right.reset_index(drop=True)
    paired = pair(_side(lefts), _side(rights), MAX_DAYS)
    one = lefts.iloc[paired["left_row"]].reset_index(drop=True)
    other = rights.iloc[paired["right_row"]].reset_index(drop=True)
    found = pd.concat([one, other.add_prefix("other_"), paired["matched_by"]], axis=1)
    found["is_certain"] = _certain(one, other, paired["matched_by"])
    allowed = [
        frozenset(pair) not in refused for pair in zip(found["deal_id"], found["other_deal_id"], strict=True)
    ]
    return found[np.array(allowed, dtype=bool)]


def _side(deals: pd.DataFrame) -> pd.DataFrame:
    return side(deals.assign(deal_id=deals["stated_id"], date=_day(deals)))


def _day(deals: pd.DataFrame) -> pd.Series[Any]:
    is_open = deals["outcome"] == "opportunity"
    return deals["opened_on"].where(is_open, deals["closed_on"])


def _certain(one: pd.DataFrame, other: pd.DataFrame, matched_by: pd.Series[Any]) -> pd.Series[Any]:
    """Say of every pair whether it agrees in so much that nobody need be asked."""
    same_amount = ((one["amount_yen"] == other["amount_yen"]) & (one["amount_yen"] > 0)).fillna(False)
    same_outcome = one["outcome"] == other["outcome"]
    day, other_day = _day(one), _day(other)
    same_day = day == other_day
    no_other_day = same_day | day.isna() | other_day.isna()
    by_id = (matched_by == "deal_id") & (same_amount | same_day)
    return (by_id | (same_amount & same_outcome & no_other_day)).astype(bool)
