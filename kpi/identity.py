"""Joining people, companies and deals: every merge is recorded with who, when and why, and can be undone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

import duckdb
import pandas as pd
import pyarrow as pa

from kpi.clock import now
from kpi.errors import InvalidInput
from kpi.identity_alias import resolve_within
from kpi.identity_keys import company_key, email_key
from kpi.identity_log import KINDS, Kind, Record, append, changing
from kpi.sql import statement
from kpi.store import Store, bump_data_version

__all__ = [
    "KINDS",
    "clear_within",
    "company_key",
    "current_lead",
    "email_key",
    "join_same_email",
    "join_same_email_within",
    "keep_apart",
    "link_deal",
    "merge_companies",
    "merge_leads",
    "merges",
    "same_email",
    "undo",
]

SAME_EMAIL: Final = "same_email"


def merge_leads(
    store: Store,
    lead_ids: Sequence[str],
    *,
    by: str | None,
    kept: str | None = None,
    reason: str = "same_person",
    at: datetime | None = None,
) -> str:
    """Record that these leads are one person, rebuild the facts at once; return the merge's id.

    `kept` (default: the lead created first) gives the id, and its values go before those of the others;
    the day is the earliest one; deals and events of all of them follow. InvalidInput(what="merge_lead")
    for a lead that is not recorded, what="merge_same" when they count as one lead already.
    """
    wanted = [*lead_ids, *([kept] if kept else [])]
    with changing(store) as cursor:
        found = cursor.execute(statement("identity_known_leads"), {"lead_ids": wanted}).fetchall()
        known = [lead_id for (lead_id,) in found]
        for lead_id in wanted:
            if lead_id not in known:
                raise InvalidInput(what="merge_lead", value=lead_id)
        first = kept or known[0]
        group = [first, *(lead_id for lead_id in known if lead_id != first)]
        return _one(append(cursor, Record("lead", reason, by, at or now()), [(None, group)]), group)


def merge_companies(
    store: Store,
    names: Sequence[str],
    *,
    kept: str,
    by: str | None,
    reason: str = "same_company",
    at: datetime | None = None,
) -> str:
    """Record that these company names mean the company `kept`, rebuild the facts; return the merge's id.

    Names are compared by `company_key`; in the facts all spellings become the most frequent one of `kept`.
    InvalidInput(what="merge_company") for a name that is blank, what="merge_same" when they are one already.
    """
    keys = {name: company_key(name) for name in (kept, *names)}
    for name, key in keys.items():
        if key is None:
            raise InvalidInput(what="merge_company", value=name)
    group = list(dict.fromkeys(key for key in keys.values() if key))
    with changing(store) as cursor:
        return _one(append(cursor, Record("company", reason, by, at or now()), [(None, group)]), group)


def link_deal(
    store: Store,
    deal_id: str,
    lead_id: str,
    *,
    by: str | None,
    reason: str = "same_company",
    at: datetime | None = None,
) -> str:
    """Record that a lead led to a deal whose events name none, rebuild the facts; return the merge's id.

    A lead that a later import names goes before the link. InvalidInput(what="link_deal") for a deal that
    is unknown or has a lead, what="merge_lead" for a lead that is not recorded.
    """
    with changing(store) as cursor:
        [(event_count, named_count)] = cursor.execute(
            statement("identity_lone_deal"), {"deal_id": deal_id}
        ).fetchall()
        if not event_count or named_count:
            raise InvalidInput(what="link_deal", value=deal_id)
        if not cursor.execute(statement("identity_known_leads"), {"lead_ids": [lead_id]}).fetchall():
            raise InvalidInput(what="merge_lead", value=lead_id)
        group = [lead_id, deal_id]
        return _one(append(cursor, Record("deal", reason, by, at or now()), [(None, group)]), group)


def undo(store: Store, merge_ids: Sequence[str], *, by: str | None, at: datetime | None = None) -> int:
    """Take merges back, in any order, and rebuild the facts; return how many were standing until now.

    What is left is what the other merges say. A rule never joins again what was taken back.
    """
    parameters = {"merge_ids": list(merge_ids), "undone_at": at or now(), "undone_by": by}
    with changing(store) as cursor:
        [(count,)] = cursor.execute(statement("identity_undo"), parameters).fetchall()
    return int(count)


def keep_apart(
    store: Store,
    kind: Kind,
    pairs: Sequence[Sequence[str]],
    *,
    by: str | None,
    at: datetime | None = None,
) -> int:
    """Record that the ids of each pair are not the same, so that no rule joins or suggests them again.

    Company names count by their `company_key`. It is a merge that is taken back at once: the log says by
    whom and when. Return how many pairs are new.
    """
    moment = at or now()
    found: list[tuple[str | None, list[str]]] = [
        (None, [company_key(name) or name if kind == "company" else name for name in pair]) for pair in pairs
    ]
    with store.transaction() as cursor:
        rows = append(cursor, Record(kind, "not_the_same", by, moment), found)
        merge_ids = list(dict.fromkeys(merge_id for merge_id, _, _ in rows))
        parameters = {"merge_ids": merge_ids, "undone_at": moment, "undone_by": by}
        cursor.execute(statement("identity_undo"), parameters)
        bump_data_version(cursor)
    return len(merge_ids)


def merges(store: Store, *, kind: Kind | None = None, limit: int = 200, offset: int = 0) -> pd.DataFrame:
    """Return one page of the merges, the newest first, those taken back included.

    Columns: merge_id, kind, reason, rule_key (what a rule went by, else None), about (the address or company
    it is about, None where neither is known), kept_id, row_ids (list; leads, company keys or deals),
    merged_at, merged_by, undone_at, undone_by.
    """
    return store.frame("identity_merges", {"kind": kind, "limit": limit, "offset": offset})


def current_lead(store: Store, lead_id: str) -> str:
    """Return the id of the lead that counts for `lead_id`: itself unless it was merged into another."""
    [(found,)] = store.rows("identity_current_lead", {"lead_id": lead_id})
    return str(found)


def same_email(store: Store) -> pd.DataFrame:
    """Return the leads whose folded e-mail another lead has too and that are not merged with it.

    Columns: email_key, lead_id, created_at, was_undone (a person has taken such a merge back).
    """
    with store.cursor() as cursor:
        return _same_email(cursor, with_undone=True)


def join_same_email(store: Store, *, by: str | None, at: datetime | None = None) -> int:
    """Merge all leads of the same folded e-mail into the earliest one, rebuild the facts; return how many."""
    with changing(store) as cursor:
        return join_same_email_within(cursor, by=by, at=at)


def join_same_email_within(
    cursor: duckdb.DuckDBPyConnection, *, by: str | None, at: datetime | None = None
) -> int:
    """Merge the leads of the same folded e-mail inside the caller's transaction, who rebuilds the facts.

    One merge an address, so that each can be taken back; an address that a person took back is left alone.
    Return how many leads now count as another.
    """
    resolve_within(cursor)
    found = _same_email(cursor, with_undone=False)
    by_key = found.groupby("email_key", sort=False)["lead_id"]
    groups: list[tuple[str | None, list[str]]] = [(str(key), group.tolist()) for key, group in by_key]
    if not groups:
        return 0
    return len(append(cursor, Record("lead", SAME_EMAIL, by, at or now()), groups))


def clear_within(cursor: duckdb.DuckDBPyConnection) -> None:
    """Forget all merges inside the caller's transaction: for an emptied store, whose ids mean nothing."""
    for name in ("identity_clear_log", "identity_clear_row", "identity_clear_system"):
        cursor.execute(statement(name))


def _one(rows: Iterable[tuple[str, str, str]], group: Sequence[str]) -> str:
    for merge_id, _, _ in rows:
        return merge_id
    raise InvalidInput(what="merge_same", value=", ".join(group))


def _same_email(cursor: duckdb.DuckDBPyConnection, *, with_undone: bool) -> pd.DataFrame:
    odd = [email for (email,) in cursor.execute(statement("identity_odd_emails")).fetchall()]
    keys = [email_key(email) for email in odd]
    table = {"email": pa.array(odd, pa.string()), "email_key": pa.array(keys, pa.string())}
    cursor.register("odd_email_rows", pa.table(table))
    found = cursor.execute(statement("identity_same_email"), {"with_undone": with_undone}).df()
    cursor.unregister("odd_email_rows")
    return found
