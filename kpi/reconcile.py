"""Whose number is right: marketing's rows against sales's for one period, every difference with its rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Literal

import pandas as pd

from kpi.errors import InvalidInput
from kpi.period import Period
from kpi.reconcile_match import COLUMNS, pair, side
from kpi.store import Store

Part = Literal["same", "date", "amount", "date_and_amount", "left_only", "right_only"]
# Every row of the period lies in exactly one part.
PARTS: Final[tuple[Part, ...]] = ("same", "date", "amount", "date_and_amount", "left_only", "right_only")


@dataclass(frozen=True)
class PartTotal:
    """One part (None: all of them): its lines, and the rows and yen of either side that lie in the period.

    A line whose two dates lie on either side of an end of the period adds to one side alone.
    """

    part: Part | None
    line_count: int
    left_count: int
    left_amount_yen: int
    right_count: int
    right_amount_yen: int


@dataclass(frozen=True, eq=False)
class Reconciliation:
    """Two sides of one period laid side by side; `lines` has the columns of LINE_COLUMNS.

    `left_undated_count` and `right_undated_count` are rows without a date and without a partner in the
    period: they belong to no period and are in no part.
    """

    period: Period
    lines: pd.DataFrame
    left_undated_count: int
    right_undated_count: int

    def rows(self, part: Part) -> pd.DataFrame:
        """Return the lines of one part, the largest amount first."""
        found = self.lines[self.lines["part"] == part]
        size = found[["left_amount_yen", "right_amount_yen"]].max(axis=1).fillna(0)
        return found.loc[size.sort_values(ascending=False, kind="stable").index].reset_index(drop=True)

    def total(self, part: Part | None = None) -> PartTotal:
        """Return the counts and sums of one part, of all parts for None; all parts add up to either side."""
        found = self.lines if part is None else self.lines[self.lines["part"] == part]
        left, right = (found[found[f"{name}_in_period"]] for name in ("left", "right"))
        return PartTotal(
            part,
            len(found),
            len(left),
            int(left["left_amount_yen"].sum()),
            len(right),
            int(right["right_amount_yen"].sum()),
        )


LINE_COLUMNS: Final = (
    *("part", "matched_by", "date_gap_days", "amount_gap_yen"),
    *("left_row", *(f"left_{name}" for name in COLUMNS), "left_in_period"),
    *("right_row", *(f"right_{name}" for name in COLUMNS), "right_in_period"),
)


def reconcile(
    left: pd.DataFrame, right: pd.DataFrame, *, period: Period, max_days: int = 92
) -> Reconciliation:
    """Lay two lists of deals side by side.

    In: frames with any of deal_id, lead_id, email, company, date, amount_yen (whole yen), one row a deal.
    A row finds one partner at most: by deal_id, else by folded e-mail, else by folded company; of several
    the one with the nearest date, at most `max_days` away (not asked of equal deal ids), then the nearest
    amount. Out: the lines of which at least one side lies in the period, and where a row is on its own
    the row. InvalidInput(what="reconcile") for an amount or a date that is none.
    """
    lefts, rights = side(left), side(right)
    paired = pair(lefts, rights, max_days)
    lines = _lines(lefts, rights, paired)
    for name in ("left", "right"):
        dates = lines[f"{name}_date"]
        start, stop = pd.Timestamp(period.start), pd.Timestamp(period.stop)
        lines[f"{name}_in_period"] = (dates >= start) & (dates < stop)
    inside = lines["left_in_period"] | lines["right_in_period"]
    undated = lines[~inside]
    return Reconciliation(
        period,
        lines.loc[inside, list(LINE_COLUMNS)].reset_index(drop=True),
        int((undated["left_row"].notna() & undated["left_date"].isna()).sum()),
        int((undated["right_row"].notna() & undated["right_date"].isna()).sum()),
    )


def systems(store: Store) -> list[str]:
    """Return the names of the systems whose imports state deals; empty before the first import."""
    return [system for system, _ in store.rows("reconcile_systems")]


def stated(
    store: Store, *, system: str | None = None, import_id: str | None = None, kind: str = "won"
) -> pd.DataFrame:
    """Return what one system's imports (or one import) state of deals, as one side of `reconcile`.

    Columns: deal_id, lead_id, email, company (merged companies under one name), date, amount_yen; one row
    for each event of `kind` ("opportunity", "won", …). InvalidInput(what="reconcile") without either name.
    """
    if system is None and import_id is None:
        raise InvalidInput(what="reconcile", value=None)
    return store.frame("reconcile_side", {"system": system, "import_id": import_id, "kind": kind})


def reconcile_systems(
    store: Store, left_system: str, right_system: str, *, period: Period, kind: str = "won"
) -> Reconciliation:
    """Lay what the imports of two systems state side by side, such as marketing's and sales's."""
    left, right = (stated(store, system=name, kind=kind) for name in (left_system, right_system))
    return reconcile(left, right, period=period)


def _lines(left: pd.DataFrame, right: pd.DataFrame, paired: pd.DataFrame) -> pd.DataFrame:
    """Join the pairs and the rows on their own, and say what is different."""
    lefts, rights = (
        frame[["row", *COLUMNS]].add_prefix(f"{name}_") for name, frame in (("left", left), ("right", right))
    )
    found = lefts.merge(paired, how="left", on="left_row").merge(rights, how="outer", on="right_row")
    found["date_gap_days"] = (found["right_date"] - found["left_date"]).dt.days.astype("Int64")
    found["amount_gap_yen"] = found["right_amount_yen"] - found["left_amount_yen"]
    other_date = _differ(found["left_date"], found["right_date"])
    other_amount = _differ(found["left_amount_yen"], found["right_amount_yen"])
    found["part"] = "same"
    found.loc[other_date, "part"] = "date"
    found.loc[other_amount, "part"] = "amount"
    found.loc[other_date & other_amount, "part"] = "date_and_amount"
    found.loc[found["right_row"].isna(), "part"] = "left_only"
    found.loc[found["left_row"].isna(), "part"] = "right_only"
    return found


def _differ(one: pd.Series[Any], other: pd.Series[Any]) -> pd.Series[bool]:
    """Compare two columns; both missing is no difference, one missing is."""
    equal = (one == other).fillna(False).astype(bool)
    return ~(equal | (one.isna() & other.isna()))
