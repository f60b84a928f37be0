"""Why sales rejected leads and why deals were lost: by channel, by owner and over time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

import pandas as pd

from kpi.against_rest import Verdict, against_rest
from kpi.decompose_fold import OTHER
from kpi.errors import InvalidInput
from kpi.filters import BLANK, Filter
from kpi.store import Store

Kind = Literal["rejected", "lost"]
KINDS: Final[tuple[Kind, ...]] = ("rejected", "lost")
WAYS: Final = ("channel", "owner", "month")
MOST_VALUES: Final = 12
MOST_REASONS: Final = 8
MOST_MONTHS: Final = 24


@dataclass(frozen=True)
class ReasonClaim:
    """A reason that is given more or less often for one channel or owner than for the others (shares)."""

    kind: Kind
    value: str
    reason: str
    count: int
    share: float
    rest_share: float
    verdict: Verdict


def reasons(store: Store, chosen: Filter, by: str, as_of: date) -> pd.DataFrame:
    """Count the reasons by channel, owner or month of what happened in the filter's period.

    Columns: kind (KINDS), value (BLANK: none recorded), reason (BLANK: none recorded), row_count. "rejected"
    counts leads that sales rejected and never accepted, by their last rejection; "lost" deals of our leads
    that are lost. Nothing happened: no rows. InvalidInput(what="dimension") for another way.
    """
    if by not in WAYS:
        raise InvalidInput(what="dimension", value=by)
    name = "quality_reasons"
    return store.frame(name, chosen.parameters(store, name, by=by, as_of=as_of))


def folded(found: pd.DataFrame, by: str) -> pd.DataFrame:
    """Keep the most frequent values (of months the last) and reasons; the others are OTHER together.

    "No reason recorded" (BLANK) is never folded away.
    """
    if found.empty:
        return found
    reason_rank = found[found["reason"] != BLANK].groupby("reason")["row_count"].sum()
    kept_reasons = {BLANK, *_most(reason_rank, MOST_REASONS)}
    by_value = found.groupby("value")["row_count"].sum()
    kept = set(sorted(by_value.index)[-MOST_MONTHS:]) if by == "month" else _most(by_value, MOST_VALUES)
    shown = found.assign(
        reason=found["reason"].where(found["reason"].isin(kept_reasons), OTHER),
        value=found["value"].where(found["value"].isin(kept), OTHER),
    )
    return shown.groupby(["kind", "value", "reason"])["row_count"].sum().reset_index()


def shares(found: pd.DataFrame, kind: Kind) -> list[tuple[str, int, float]]:
    """Return (reason, count, share) of one kind, the most frequent first; nothing happened: empty."""
    counted = found[found["kind"] == kind].groupby("reason")["row_count"].sum()
    total = int(counted.sum())
    ordered = sorted(counted.items(), key=lambda one: (-one[1], one[0]))
    return [(str(reason), int(count), int(count) / total) for reason, count in ordered]


def claims(found: pd.DataFrame) -> tuple[ReasonClaim, ...]:
    """Return which reasons one value gives more often than the others together, the furthest off first.

    All reasons of all values and both kinds are one family of looks. A value or reason that is not recorded,
    or stands for several, is left out.
    """
    looks = [one for kind in KINDS for one in _looks(found[found["kind"] == kind], kind)]
    _, verdicts = against_rest(*zip(*(counts for *_, counts in looks), strict=True)) if looks else ((), ())
    made = [
        ReasonClaim(
            kind, value, reason, int(counts[0]), counts[0] / counts[1], counts[2] / counts[3], verdict
        )
        for (kind, value, reason, counts), verdict in zip(looks, verdicts, strict=True)
        if verdict == "higher"
    ]
    return tuple(sorted(made, key=lambda one: one.rest_share - one.share))


def _looks(rows: pd.DataFrame, kind: Kind) -> list[tuple[Kind, str, str, tuple[float, float, float, float]]]:
    given = {(str(one.value), str(one.reason)): int(str(one.row_count)) for one in rows.itertuples()}
    by_value, by_reason = _summed(given, 0), _summed(given, 1)
    total = sum(given.values())
    return [
        (kind, value, reason, (count, all_own, all_given - count, total - all_own))
        for value, all_own in by_value.items()
        for reason, all_given in by_reason.items()
        if not {value, reason} & {BLANK, OTHER} and all_own < total
        for count in (given.get((value, reason), 0.0),)
    ]


def _summed(given: Mapping[tuple[str, str], float], side: int) -> dict[str, float]:
    found: dict[str, float] = {}
    for pair, count in given.items():
        found[pair[side]] = found.get(pair[side], 0.0) + count
    return found


def _most(counted: pd.Series[int], most: int) -> set[str]:
    ranked = sorted(counted.items(), key=lambda one: (-one[1], one[0]))
    # one more than `most` may stay: a line for a single other would say less
    return {str(name) for name, _ in (ranked if len(ranked) <= most + 1 else ranked[:most])}
