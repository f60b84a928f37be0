"""Leads and companies that may be there twice."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

import pandas as pd
from rapidfuzz import fuzz, process

from kpi import identity, identity_suggest
from kpi.identity_keys import company_key, email_key
from kpi.store import Store

_EVERY_PAIR: Final = 10**9
_PERCENT: Final = 100 * identity_suggest.SIMILARITY
_KEYS: Final = {"company": company_key, "email": email_key}
_PARTS: Final = re.compile(r"[._\-+]+|(?<=\D)(?=\d)|(?<=\d)(?=\D)")
_CROWD: Final = 200  # of a company with more addresses nobody would read the list


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

    The table has no names of people; the part before the @ stands for them. Other numbers or initials
    (a.sato@, k.sato@) are other people. Columns: lead_id, created_on, company, channel, email, other_lead_id
    (the first that is alike). Companies of more than _CROWD addresses are left out.
    """
    found = store.frame("health_addresses")
    people = pd.DataFrame({name: _folded(found[name], key) for name, key in _KEYS.items()}).dropna()
    people = people.drop_duplicates().reset_index(names="place")
    people["person"] = [address.rpartition("@")[0] for address in people["email"]]
    people["initials"] = [_initials(person) for person in people["person"]]
    crowd = people.groupby(["company", "initials"])["place"].transform("size")
    some = people[(crowd > 1) & (crowd <= _CROWD)]
    pairs = some.merge(some, on=["company", "initials"], suffixes=("", "_other"))
    pairs = pairs[pairs["place"] != pairs["place_other"]]
    texts = (pairs[name].tolist() for name in ("person", "person_other"))
    alike = process.cpdist(*texts, scorer=fuzz.ratio, score_cutoff=_PERCENT) > 0
    nearest = pairs[alike].drop_duplicates("place")
    others = found["lead_id"].loc[nearest["place_other"]].tolist()
    rows = found.loc[nearest["place"]].assign(other_lead_id=others)
    columns = ["lead_id", "created_on", "company", "channel", "email", "other_lead_id"]
    return rows[columns].sort_values("lead_id", ignore_index=True)


def _initials(person: str) -> str:
    """Return the numbers and single letters of an address: they tell people of one surname apart."""
    return " ".join(part for part in _PARTS.split(person) if len(part) == 1 or part.isdigit())


def _folded(texts: pd.Series[Any], key: Callable[[str | None], str | None]) -> pd.Series[Any]:
    """Fold every text by `key`, each spelling once."""
    return texts.map({text: key(text) for text in texts.dropna().unique()})


def near_companies(store: Store) -> pd.DataFrame:
    """Return all pairs of identity_suggest.company_suggestions."""
    return identity_suggest.company_suggestions(store, limit=_EVERY_PAIR)
