"""The decisions of the store: appended, never overwritten, none lost when two people save one."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date
from typing import Any

import duckdb

from kpi.clock import now, today
from kpi.decision import Basis, Decision, Outcome, Version, differences, subject
from kpi.errors import DecisionChanged, InvalidInput
from kpi.sql import statement
from kpi.store import Store


def decisions(store: Store) -> list[Version]:
    """Return every decision made on the present data set as it stands, the newest decision first. One made
    before the meeting of its day was on record is of that meeting all the same."""
    with store.cursor() as cursor:
        return _standing(cursor)


def history(store: Store, decision_id: str) -> list[Version]:
    """Return all versions of a decision, the first one first; none of an unknown id."""
    with store.cursor() as cursor:
        return _read(cursor, "decision_versions", {"decision_id": decision_id})


def keep(store: Store, decision: Decision, basis: Basis, *, by: str | None) -> Version:
    """Append a new decision and return it, its basis with the versions of data and agreed definition.

    While one of the same measure, KPI and segment is not closed: that one if it says the same, else
    DecisionChanged.
    """
    with store.transaction() as cursor:
        [(data_version, definition_id, definition_version)] = cursor.execute(
            statement("decision_made_on"), {"today": today()}
        ).fetchall()
        stamps = {"definition_id": definition_id, "definition_version": definition_version}
        whole = basis.model_copy(update={"data_version": data_version, **stamps})
        mine = Version(uuid.uuid4().hex, 1, "open", decision, whole, None, data_version, now(), by)
        for theirs in _standing(cursor):
            if theirs.state != "closed" and subject(theirs.decision) == subject(decision):
                _is_new(mine, theirs, seen_version=0)  # 0: this person has seen none
                return theirs
        return _append(cursor, mine)


def change(
    store: Store, decision_id: str, decision: Decision, *, seen_version: int, by: str | None
) -> Version:
    """Append a decision in other words; the numbers that it was made on stay.

    Raises what `carry` raises, and InvalidInput(what="decision_closed") for a closed one.
    """
    with store.transaction() as cursor:
        theirs = _one(cursor, decision_id)
        mine = _next(cursor, theirs, by, decision=decision)
        if not _is_new(mine, theirs, seen_version):
            return theirs
        if theirs.state == "closed":
            raise InvalidInput(what="decision_closed", value=decision.measure)
        return _append(cursor, mine)


def carry(
    store: Store,
    decision_id: str,
    *,
    review_on: date,
    outcome: Outcome,
    seen_version: int,
    by: str | None,
) -> Version:
    """Append that a decision is to be read again on a later day; a closed one is open again.

    `seen_version` is the version that the person looked at: DecisionChanged when another stands by now,
    unless it says the same. InvalidInput(what="decision") for an unknown id, what="decision_review_on" for
    a day that is not later.
    """
    with store.transaction() as cursor:
        theirs = _one(cursor, decision_id)
        later = theirs.decision.model_copy(update={"review_on": review_on})
        undecided = outcome.model_copy(update={"verdict": None})
        mine = _next(cursor, theirs, by, state="carried", decision=later, outcome=undecided)
        if not _is_new(mine, theirs, seen_version):
            return theirs
        if review_on <= theirs.decision.review_on:
            raise InvalidInput(what="decision_review_on", value=review_on)
        return _append(cursor, mine)


def close(store: Store, decision_id: str, *, outcome: Outcome, seen_version: int, by: str | None) -> Version:
    """Append how a decision ended; of several verdicts the last one counts.

    Raises what `carry` raises, and InvalidInput(what="decision_verdict") without a verdict.
    """
    if outcome.verdict is None:
        raise InvalidInput(what="decision_verdict", value=None)
    with store.transaction() as cursor:
        theirs = _one(cursor, decision_id)
        mine = _next(cursor, theirs, by, state="closed", outcome=outcome)
        return _append(cursor, mine) if _is_new(mine, theirs, seen_version) else theirs


def _is_new(mine: Version, theirs: Version, seen_version: int) -> bool:
    """Say whether there is something to append; DecisionChanged where another has appended something else."""
    if not differences(mine, theirs):
        return False
    if theirs.version != seen_version:
        raise DecisionChanged(measure=theirs.decision.measure, mine=mine, theirs=theirs)
    return True


def _one(cursor: duckdb.DuckDBPyConnection, decision_id: str) -> Version:
    for one in _standing(cursor):
        if one.decision_id == decision_id:
            return one
    raise InvalidInput(what="decision", value=decision_id)


def _standing(cursor: duckdb.DuckDBPyConnection) -> list[Version]:
    return _read(cursor, "decision_list", {})


def _read(cursor: duckdb.DuckDBPyConnection, name: str, parameters: dict[str, str]) -> list[Version]:
    """Return versions, those that name no meeting as of the first one held on their day."""
    found = [_version(row) for row in cursor.execute(statement(name), parameters).fetchall()]
    meetings = cursor.execute(statement("meeting_list")).fetchall()  # the newest first
    held = {held_on: meeting_id for meeting_id, _, _, held_on, *_ in meetings}
    return [
        one
        if one.decision.meeting_id or one.decision.decided_on not in held
        else replace(
            one, decision=one.decision.model_copy(update={"meeting_id": held[one.decision.decided_on]})
        )
        for one in found
    ]


def _next(cursor: duckdb.DuckDBPyConnection, theirs: Version, by: str | None, **changes: Any) -> Version:
    [(data_version, _, _)] = cursor.execute(statement("decision_made_on"), {"today": today()}).fetchall()
    stamps = {"version": theirs.version + 1, "data_version": data_version, "created_at": now()}
    return replace(theirs, **stamps, created_by=by, **changes)


def _append(cursor: duckdb.DuckDBPyConnection, added: Version) -> Version:
    values = {
        "decision_id": added.decision_id,
        "version": added.version,
        "state": added.state,
        "body": added.decision.model_dump_json(),
        "basis": added.basis.model_dump_json(),
        "outcome": added.outcome and added.outcome.model_dump_json(),
        "data_version": added.data_version,
        "created_at": added.created_at,
        "created_by": added.created_by,
    }
    cursor.execute(statement("decision_append"), values)
    return added


def _version(row: tuple[Any, ...]) -> Version:
    decision_id, version, state, body, basis, outcome, data_version, created_at, created_by = row
    return Version(
        decision_id,
        version,
        state,
        Decision.model_validate_json(body),
        Basis.model_validate_json(basis),
        outcome and Outcome.model_validate_json(outcome),
        data_version,
        created_at,
        created_by,
    )
