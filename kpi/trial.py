"""Trial lists: random leads from below the line, drawn for sales, and what came of them."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

import duckdb
import numpy as np
import pandas as pd

from kpi.clock import now
from kpi.errors import InvalidInput
from kpi.estimate import Trial
from kpi.filters import Filter
from kpi.histogram import SCORES, WORKED
from kpi.sql import parameter_names, statement
from kpi.store import Store, bump_data_version

Outcome = Literal["opportunity", "no_opportunity"]
OUTCOMES: Final = ("opportunity", "no_opportunity")
SUGGESTED_SIZES: Final = (30, 60)  # 30 cut a bias of +37 % to +3 %, 60 to +1 % (methods.md 1)
LARGEST: Final = 500
TABLES: Final = ("trial_outcome", "trial")  # what goes with the leads when all data goes
_WITHDRAWN: Final = "withdrawn"


@dataclass(frozen=True)
class TrialState:
    """How many leads all trials drew, of how many the outcome is known, and how many succeeded."""

    drawn_count: int
    known_count: int
    success_count: int


def draw(
    store: Store,
    chosen: Filter,
    *,
    score_from: int,
    score_below: int,
    size: int,
    sql_threshold: int,
    seed: str | None,
    at: datetime | None = None,
) -> str:
    """Draw up to `size` random leads of a filter with a score in [score_from, score_below) that sales has
    not worked and no trial has drawn; return the id of the trial.

    The same seed on the same data draws the same leads; None takes a fresh one. `at` is the time of the
    draw, now by default. InvalidInput(what="trial_size") outside 1..500, and what="trial_empty" when no
    lead qualifies; then nothing is saved.
    """
    if not 1 <= size <= LARGEST:
        raise InvalidInput(what="trial_size", value=size)
    drawn_at = at or now()
    with store.transaction() as cursor:
        [(earlier_count,)] = cursor.execute(statement("trial_number")).fetchall()
        trial_id = f"{drawn_at:%Y-%m-%d}-{earlier_count + 1}"
        parameters = chosen.parameters(
            store,
            "trial_draw",
            trial_id=trial_id,
            drawn_at=drawn_at,
            sql_threshold=sql_threshold,
            score_from=score_from,
            score_below=score_below,
            worked=WORKED,
            size=size,
            seed=secrets.token_hex(16) if seed is None else seed,
        )
        [(drawn_count,)] = cursor.execute(statement("trial_draw"), parameters).fetchall()
        if not drawn_count:
            raise InvalidInput(what="trial_empty")
        bump_data_version(cursor)
    return trial_id


def frame(store: Store, trial_id: str | None = None) -> pd.DataFrame:
    """Return the leads of one trial, or of all, the newest trial first; an unknown id has no rows.

    Columns: trial_id, lead_id, sql_threshold, drawn_at, created_on, company, channel, form, industry,
    company_size, score (Int64), outcome ("opportunity", "no_opportunity" or None: open),
    outcome_source ("recorded" here, "events" after the draw, None), recorded_at, recorded_by (of the
    newest record, a withdrawal included).
    """
    return _typed(store.frame("trial_leads", _unfiltered(trial_id)))


def record(
    store: Store, outcomes: Mapping[str, Outcome | None], by: str | None, *, at: datetime | None = None
) -> int:
    """Record what sales found out about trial leads (lead_id → outcome); return how many rows that added.

    Only a change adds a row; None takes a recorded outcome back, and the events have the word again.
    InvalidInput(what="trial_outcome") for another outcome, what="trial_lead" for a lead of no trial.
    """
    for outcome in outcomes.values():
        if outcome not in (*OUTCOMES, None):
            raise InvalidInput(what="trial_outcome", value=outcome)
    with store.transaction() as cursor:
        changes, newest = _changes(cursor, outcomes)
        # later than every earlier record even when the clock was set back: the newest row counts
        recorded_at = max(at or now(), newest + timedelta(microseconds=1))
        for lead_id, outcome in changes.items():
            parameters = {"lead_id": lead_id, "outcome": outcome or _WITHDRAWN}
            cursor.execute(
                statement("trial_outcome_append"),
                {**parameters, "recorded_at": recorded_at, "recorded_by": by},
            )
        if changes:
            bump_data_version(cursor)
    return len(changes)


def result(store: Store, chosen: Filter) -> Trial | None:
    """Return the outcome of the trial leads of a filter; None while none of them is known.

    Leads without a score are left out: the estimate weighs a trial lead by its score.
    """
    found = _typed(store.frame("trial_leads", chosen.parameters(store, "trial_leads", trial_id=None)))
    known = found[found["outcome"].notna() & found["score"].notna()]
    if known.empty:
        return None
    scores = known["score"].to_numpy(dtype=np.int64)
    return Trial(
        success_count=int((known["outcome"] == "opportunity").sum()),
        known_by_score=np.bincount(scores, minlength=SCORES).astype(np.float64),
    )


def state(store: Store) -> TrialState:
    """Count the leads of all trials; zeros before the first."""
    outcome = frame(store)["outcome"]
    return TrialState(len(outcome), int(outcome.notna().sum()), int((outcome == "opportunity").sum()))


def _changes(
    cursor: duckdb.DuckDBPyConnection, outcomes: Mapping[str, Outcome | None]
) -> tuple[dict[str, Outcome | None], datetime]:
    """Return the outcomes that differ from what stands, and the time of the newest record."""
    found = cursor.execute(statement("trial_leads"), _unfiltered(None)).df()
    standing = dict(zip(found["lead_id"], _pairs(found), strict=True))
    for lead_id in outcomes:
        if lead_id not in standing:
            raise InvalidInput(what="trial_lead", value=lead_id)
    changes = {
        lead_id: outcome
        for lead_id, outcome in outcomes.items()
        if outcome != standing[lead_id][0] and (outcome or standing[lead_id][1] == "recorded")
    }
    newest = found["recorded_at"].max()
    return changes, datetime.min if pd.isna(newest) else newest.to_pydatetime()


def _pairs(found: pd.DataFrame) -> Iterable[tuple[object, object]]:
    """Pair every outcome with where it comes from, None where missing."""
    columns = [found[name].astype(object) for name in ("outcome", "outcome_source")]
    return zip(*(column.where(column.notna(), None) for column in columns), strict=True)


def _typed(found: pd.DataFrame) -> pd.DataFrame:
    found["score"] = found["score"].astype("Int64")
    return found


def _unfiltered(trial_id: str | None) -> dict[str, object]:
    """Parameters of trial_leads for whatever period and dimension."""
    return dict.fromkeys(parameter_names("trial_leads")) | {"trial_id": trial_id}
