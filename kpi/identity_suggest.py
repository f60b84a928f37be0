"""What might be the same, to be confirmed: near company names, leads for deals that no lead led to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kpi.identity_alias import spellings
from kpi.sql import statement
from kpi.store import Store

SIMILARITY: Final = 0.85
_WINDOW: Final = 10  # neighbours looked at on either sorting of the names
_CROWD: Final = 50  # what more names than this share tells nothing


def companies(store: Store) -> pd.DataFrame:
    """Return every company after merges, by its key.

    Columns: company_key, company (its most frequent spelling), spelling_count, lead_count, deal_count.
    """
    return _frame(store, "identity_companies", {})


def company_suggestions(store: Store, *, similarity: float = SIMILARITY, limit: int = 200) -> pd.DataFrame:
    """Return pairs of company names that are nearly the same, the most alike first, to be confirmed.

    Columns: company, other_company, lead_count, other_lead_count, deal_count, other_deal_count, similarity
    (0..1, by edits that insert or delete a character). Names that differ in a digit are no pair, nor is a
    merge that somebody took back. No name is compared with every other one; see `near_names`.
    """
    found = companies(store)
    pairs, alike = near_names(found["company_key"].tolist(), similarity)
    refused = {frozenset(pair) for pair in store.rows("identity_refused_companies")}
    keys = found["company_key"].to_numpy()
    wanted = [n for n, (a, b) in enumerate(pairs) if frozenset((keys[a], keys[b])) not in refused][:limit]
    one, other = (found.iloc[pairs[wanted, side]].reset_index(drop=True) for side in (0, 1))
    columns = ("company", "lead_count", "deal_count")
    named = {name: one[name] for name in columns} | {f"other_{name}": other[name] for name in columns}
    return pd.DataFrame({**named, "similarity": alike[wanted]})


def deal_suggestions(store: Store, *, limit: int = 200) -> pd.DataFrame:
    """Return leads of the same company for deals that no lead led to, the largest deal first.

    Columns: deal_id, company, opened_on, amount_yen, owner, lead_id, lead_company, created_on, lead_count
    (how many leads there are for this deal). Of several leads the last one before the deal comes first.
    """
    return _frame(store, "identity_deal_suggestions", {"limit": limit})


def near_names(
    names: Sequence[str], similarity: float = SIMILARITY
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return pairs of places (shape (n, 2)) of names at least that alike, and how alike, the highest first.

    Compared are names that differ in one character, and neighbours among the names sorted from the front
    and from the back: the work grows with the number of names, not with its square. A pair with several
    edits spread over the whole name can be missed.
    """
    from rapidfuzz import fuzz, process  # only a suggestion needs it

    text = np.array(names, dtype=object)
    pairs = _candidates(names, similarity)
    scores = process.cpdist(
        text[pairs[:, 0]].tolist(),
        text[pairs[:, 1]].tolist(),
        scorer=fuzz.ratio,
        score_cutoff=100 * similarity,
        dtype=np.float64,
    )
    alike = np.flatnonzero(scores)
    best = alike[np.argsort(-scores[alike], kind="stable")]
    return pairs[best], scores[best] / 100


def _candidates(names: Sequence[str], similarity: float) -> NDArray[np.int64]:
    """Return the pairs of places worth a comparison, each once, the lower place first."""
    count = len(names)
    digits = pd.factorize(np.array(["".join(filter(str.isdigit, name)) for name in names], dtype=object))[0]
    length = np.array([len(name) for name in names], dtype=np.int64)
    found = [_one_edit_apart(names)]
    for texts in (names, [name[::-1] for name in names]):
        order = np.array(sorted(range(count), key=texts.__getitem__), dtype=np.int64)
        found += [_paired(order[:-step], order[step:]) for step in range(1, min(_WINDOW + 1, count))]
    one, other = np.concatenate(found).T
    longest_match = 2 * np.minimum(length[one], length[other])
    worth = (digits[one] == digits[other]) & (longest_match >= similarity * (length[one] + length[other]))
    codes = np.unique((np.minimum(one, other) * count + np.maximum(one, other))[worth])
    return _paired(codes // max(count, 1), codes % max(count, 1))


def _one_edit_apart(names: Sequence[str]) -> NDArray[np.int64]:
    """Pair the names that become the same when one character is left out of one or of both.

    Equal hashes of different texts make a pair too many, which the comparison drops.
    """
    left_out = [
        (hash(text), place)
        for place, name in enumerate(names)
        for text in {name, *(name[:at] + name[at + 1 :] for at in range(len(name)))}
    ]
    table = np.array(left_out, dtype=np.int64).reshape(-1, 2)
    hashes, places = table[np.argsort(table[:, 0], kind="stable")].T
    starts = np.flatnonzero(np.diff(hashes, prepend=hashes[:1] - 1))
    sizes = np.diff(starts, append=len(hashes))
    crowded = np.repeat((sizes < 2) | (sizes > _CROWD), sizes)
    hashes, places = hashes[~crowded], places[~crowded]
    found = [_paired(places[:0], places[:0])]
    for step in range(1, _CROWD):
        same = hashes[:-step] == hashes[step:]
        found.append(_paired(places[:-step][same], places[step:][same]))
    return np.concatenate(found)


def _paired(one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.stack([one, other], axis=1)


def _frame(store: Store, name: str, parameters: dict[str, object]) -> pd.DataFrame:
    with store.cursor() as cursor:
        cursor.register("spelling_rows", spellings(cursor))
        return cursor.execute(statement(name), parameters).df()
