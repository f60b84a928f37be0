"""Leads and companies that may be there twice."""

from __future__ import annotations

from typing import Final

import pandas as pd
from rapidfuzz import fuzz

from kpi import identity, identity_suggest
from kpi.identity_keys import company_key, email_key
from kpi.store import Store

_EVERY_PAIR: Final = 10**9
_PERCENT: Final = 100 * identity_suggest.SIMILARITY


def same_emails(store: Store) -> pd.DataFrame:
    """Return the leads whose folded address another lead has too, side by side.

    Columns: lead_id, created_on, company, channel, email_key, was_undone.
    """
    found = identity.same_email(store)
    known = store.frame("health_leads", {"lead_ids": found["lead_id"].tolist()})
    joined = found.drop(columns="created_at").merge(known, how="left", on="lead_id", sort=False)
    return joined[["lead_id", "created_on", "company", "channel", "email_key", "was_undone"]]


def near_emails(store: Store) -> pd.DataFrame:
    """Return the leads of one company whose addresses are nearly the same, such as taro@ and tarou@.

    The table has no names of people; the part before the @ stands for them. Columns: lead_id, created_on,
    company, channel, email, other_lead_id (the first that is alike).
    """
    found = store.frame("health_addresses")
    keys = pd.DataFrame(
        {"company": found["company"].map(company_key), "address": found["email"].map(email_key)}
    ).dropna()
    people = keys.drop_duplicates()
    company = people["company"].to_numpy()
    person = [address.rpartition("@")[0] for address in people["address"]]
    pairs, _ = identity_suggest.near_names([f"{a} {b}" for a, b in zip(company, person, strict=True)])
    alike = [
        (one, other)
        for one, other in pairs.tolist()
        if company[one] == company[other] and fuzz.ratio(person[one], person[other]) >= _PERCENT
    ]
    nearest = dict((alike + [(b, a) for a, b in alike])[::-1])
    places, others = people.index[list(nearest)], people.index[list(nearest.values())]
    rows = found.loc[places].assign(other_lead_id=found["lead_id"].loc[others].tolist())
    columns = ["lead_id", "created_on", "company", "channel", "email", "other_lead_id"]
    return rows[columns].sort_values("lead_id", ignore_index=True)


def near_companies(store: Store) -> pd.DataFrame:
    """Return all pairs of identity_suggest.company_suggestions."""
    return identity_suggest.company_suggestions(store, limit=_EVERY_PAIR)
