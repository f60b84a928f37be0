"""Which row of one list is which row of the other: by deal id, else e-mail, else company, one to one."""

from __future__ import annotations

import math
from collections import defaultdict
from itertools import product
from typing import Any, Final, TypeAlias

import pandas as pd

from kpi.errors import InvalidInput
from kpi.identity_keys import company_key, email_key

COLUMNS: Final = ("deal_id", "lead_id", "email", "company", "date", "amount_yen")
KEYS: Final = ("deal_id", "email", "company")
_Place: TypeAlias = tuple[int, int | None, int | None]
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
    one, other = (_by_key(frame, key) for frame in rest)
    for text in one.keys() & other.keys():
        exact += _nearest(one[text], other[text], max_days)
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


def _by_key(frame: pd.DataFrame, key: str) -> dict[str, list[_Place]]:
    """Return key → (row, day number, amount) of every row, None where missing."""
    days = [None if date is pd.NaT else date.toordinal() for date in frame["date"]]
    amounts = [None if amount is pd.NA else int(amount) for amount in frame["amount_yen"]]
    found: dict[str, list[_Place]] = defaultdict(list)
    for text, *place in zip(frame[key], frame["row"].tolist(), days, amounts, strict=True):
        found[text].append((place[0], place[1], place[2]))
    return found


def _nearest(left: list[_Place], right: list[_Place], max_days: int | None) -> list[tuple[int, int]]:
    """Pair the rows of one key, the nearest dates first, then the nearest amounts; one to one."""
    if len(left) * len(right) > _MOST_PAIRS:
        candidates = list(zip(sorted(left, key=_order), sorted(right, key=_order), strict=False))
    else:
        candidates = list(product(left, right))
    distances = sorted((*_distance(a, b), a[0], b[0]) for a, b in candidates)
    used_left: set[int] = set()
    used_right: set[int] = set()
    found = []
    for days, _, a, b in distances:
        if a in used_left or b in used_right or (max_days is not None and math.inf > days > max_days):
            continue
        used_left.add(a)
        used_right.add(b)
        found.append((a, b))
    return found


def _order(place: _Place) -> tuple[float, float, int]:
    row, day, amount = place
    return math.inf if day is None else day, math.inf if amount is None else amount, row


def _distance(one: _Place, other: _Place) -> tuple[float, float]:
    """Return how far two rows are apart in days and yen; a missing value comes after every distance."""
    _, day, amount = one
    _, other_day, other_amount = other
    days = math.inf if day is None or other_day is None else abs(day - other_day)
    yen = math.inf if amount is None or other_amount is None else abs(amount - other_amount)
    return days, yen


def _column(frame: pd.DataFrame, name: str) -> pd.Series[Any]:
    missing = pd.Series([None] * len(frame), dtype=object)
    return frame[name].reset_index(drop=True) if name in frame else missing


def _text(frame: pd.DataFrame, name: str) -> pd.Series[Any]:
    """Return a column of texts without spaces around them, None where blank."""
    values = _column(frame, name)
    return pd.Series(
        [None if pd.isna(value) else str(value).strip() or None for value in values], dtype=object
    )
