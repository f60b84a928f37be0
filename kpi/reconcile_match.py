"""Which row of one list is which row of the other: by deal id, else e-mail, else company, one to one."""

from __future__ import annotations

from itertools import product
from typing import Any, Final

import numpy as np
import pandas as pd

from kpi.errors import InvalidInput
from kpi.identity_keys import company_key, email_key

COLUMNS: Final = ("deal_id", "lead_id", "email", "company", "date", "amount_yen")
KEYS: Final = ("deal_id", "email", "company")
_MOST_PAIRS: Final = 250_000  # of one key: beyond it rows are paired in the order of their dates


def side(frame: pd.DataFrame) -> pd.DataFrame:
    """Return one list with COLUMNS, its row numbers and the keys it is compared by (missing where blank)."""
    texts = {name: _text(frame, name) for name in COLUMNS[:4]}
    try:
        date = pd.to_datetime(_column(frame, "date")).astype("datetime64[us]").dt.normalize()
        amount = pd.to_numeric(_column(frame, "amount_yen")).astype("Int64")
    except (TypeError, ValueError) as error:
        raise InvalidInput(what="reconcile", value=str(error)) from error
    return pd.DataFrame(
        {
            "row": pd.Series(range(len(frame)), dtype="Int64"),
            **texts,
            "date": date,
            "amount_yen": amount,
            "deal_id_key": texts["deal_id"],
            "email_key": texts["email"].map(email_key, na_action="ignore"),
            "company_key": texts["company"].map(company_key, na_action="ignore"),
        }
    )


def pair(left: pd.DataFrame, right: pd.DataFrame, max_days: int) -> pd.DataFrame:
    """Return left_row, right_row and matched_by of the rows that are the same deal; each row once at most."""
    found: list[tuple[int, int, str]] = []
    for name in KEYS:
        far = None if name == "deal_id" else max_days
        lefts, rights = (frame[frame[f"{name}_key"].notna()] for frame in (left, right))
        one = lefts[~lefts["row"].isin([line[0] for line in found])]
        other = rights[~rights["row"].isin([line[1] for line in found])]
        found += [(a, b, name) for a, b in _pair_by(one, other, f"{name}_key", far)]
    table = pd.DataFrame(found, columns=["left_row", "right_row", "matched_by"])
    return table.astype({"left_row": "Int64", "right_row": "Int64", "matched_by": object})


def _pair_by(
    left: pd.DataFrame, right: pd.DataFrame, key: str, max_days: int | None
) -> list[tuple[int, int]]:
    """Pair the rows of equal keys: those that agree in everything first, then by distance."""
    exact = _agreeing(left, right, key)
    taken_left, taken_right = {a for a, _ in exact}, {b for _, b in exact}
    rest = left[~left["row"].isin(taken_left)], right[~right["row"].isin(taken_right)]
    groups = dict(list(rest[1].groupby(key, sort=False)))
    for text, one in rest[0].groupby(key, sort=False):
        if text in groups:
            exact += _nearest(one, groups[text], max_days)
    return exact


def _agreeing(left: pd.DataFrame, right: pd.DataFrame, key: str) -> list[tuple[int, int]]:
    """Pair rows of the same key, date and amount; the first with the first, where there are several."""
    what = [key, "date", "amount_yen"]
    one, other = (
        frame[frame["date"].notna()].assign(nth=lambda rows: rows.groupby(what, dropna=False).cumcount())
        for frame in (left, right)
    )
    both = one.merge(other, on=[*what, "nth"], suffixes=("_left", "_right"))
    return list(zip(both["row_left"].tolist(), both["row_right"].tolist(), strict=True))


def _nearest(left: pd.DataFrame, right: pd.DataFrame, max_days: int | None) -> list[tuple[int, int]]:
    """Pair the rows of one key, the nearest dates first, then the nearest amounts; one to one."""
    if len(left) * len(right) > _MOST_PAIRS:
        in_order = [frame.sort_values(["date", "amount_yen", "row"]) for frame in (left, right)]
        candidates = list(zip(*(_plain(frame) for frame in in_order), strict=False))
    else:
        candidates = list(product(_plain(left), _plain(right)))
    distances = sorted((*_distance(a, b), a[0], b[0]) for a, b in candidates)
    used_left: set[int] = set()
    used_right: set[int] = set()
    found = []
    for days, _, a, b in distances:
        if a in used_left or b in used_right or (max_days is not None and np.inf > days > max_days):
            continue
        used_left.add(a)
        used_right.add(b)
        found.append((a, b))
    return found


def _plain(frame: pd.DataFrame) -> list[tuple[int, float | None, float | None]]:
    """Return (row, day number, amount) of every row, None where missing."""
    days = [None if pd.isna(date) else date.toordinal() for date in frame["date"]]
    amounts = [None if pd.isna(amount) else float(amount) for amount in frame["amount_yen"]]
    return list(zip(frame["row"].tolist(), days, amounts, strict=True))


def _distance(
    one: tuple[int, float | None, float | None], other: tuple[int, float | None, float | None]
) -> tuple[float, float]:
    """Return how far two rows are apart in days and yen; a missing value comes after every distance."""
    days, yen = (
        np.inf if a is None or b is None else abs(a - b) for a, b in zip(one[1:], other[1:], strict=True)
    )
    return float(days), float(yen)


def _column(frame: pd.DataFrame, name: str) -> pd.Series[Any]:
    missing = pd.Series([None] * len(frame), dtype=object)
    return frame[name].reset_index(drop=True) if name in frame else missing


def _text(frame: pd.DataFrame, name: str) -> pd.Series[Any]:
    """Return a column of texts without spaces around them, None where blank."""
    values = _column(frame, name)
    return pd.Series(
        [None if pd.isna(value) else str(value).strip() or None for value in values], dtype=object
    )
