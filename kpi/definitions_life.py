"""The life of a definition: draft, proposed, agreed by both sides, retired; every step is a row."""

from __future__ import annotations

import unicodedata
import uuid
from datetime import date, timedelta
from typing import Final

import duckdb

from kpi import clock
from kpi.definition import Definition
from kpi.definitions import begin_own_within, timeline_within
from kpi.definitions_list import Side, Signature, State, Version
from kpi.definitions_rows import Signed, append, following, rows, seen
from kpi.errors import DefinitionChanged, InvalidInput
from kpi.facts import rescore_within
from kpi.store import Store

_TOMORROW: Final = timedelta(days=1)


def earliest(today: date) -> date:
    """Return the day from which a new version is to hold: tomorrow, for today's numbers are being read."""
    return today + _TOMORROW


def draft(store: Store, definition: Definition, *, effective_from: date, by: str | None) -> Version:
    """Append a new draft and return it."""
    with store.transaction() as cursor:
        return append(cursor, uuid.uuid4().hex, "draft", definition, effective_from, by)


def save(
    store: Store,
    definition_id: str,
    definition: Definition,
    *,
    effective_from: date,
    seen_version: int,
    by: str | None,
) -> Version:
    """Append a draft in other words; one that was proposed is a draft again, and nobody has agreed to it.

    `seen_version` is the version that the person looked at: DefinitionChanged when another stands by now,
    unless it says the same. InvalidInput: what = definition (an unknown id), definition_agreed (an agreed
    one never changes), definition_retired.
    """
    with store.transaction() as cursor:
        *_, theirs = rows(cursor, definition_id)
        if (theirs.definition, theirs.effective_from) == (definition, effective_from):
            return theirs
        _refuse_unless(theirs, "draft", "proposed")
        mine = following(theirs, "draft", by, definition=definition, effective_from=effective_from)
        if theirs.version != seen_version:
            raise DefinitionChanged(name=theirs.definition.name, mine=mine, theirs=theirs)
        return append(cursor, definition_id, "draft", definition, effective_from, by)


def propose(store: Store, definition_id: str, *, seen_version: int, by: str | None) -> Version:
    """Append that a draft is to be agreed on; one that is proposed stays as it is.

    Raises what `save` raises, and InvalidInput(what="definition_same_day") where another agreed version
    begins on the same day.
    """
    with store.transaction() as cursor:
        theirs = seen(cursor, definition_id, seen_version, "proposed", by)
        if theirs.state == "proposed":
            return theirs
        _refuse_unless(theirs, "draft")
        _refuse_same_day(cursor, theirs.effective_from)
        return append(cursor, definition_id, "proposed", theirs.definition, theirs.effective_from, by)


def agree(
    store: Store,
    definition_id: str,
    side: Side,
    *,
    seen_version: int,
    by: str | None,
    today: date | None = None,
) -> Version:
    """Append that a side agrees; when both have, the version is agreed and the facts stand under it from its
    date on, not before the day on which the second one agreed.

    Raises what `propose` raises, and InvalidInput: what = definition_by (nobody is named),
    definition_same_person (one person for both sides), definition_draft (not proposed yet).
    """
    day, name = today or clock.today(), " ".join((by or "").split())
    if not name:
        raise InvalidInput(what="definition_by", value=by)
    with store.transaction() as cursor:
        theirs = seen(cursor, definition_id, seen_version, "proposed", by)
        _refuse_unless(theirs, "proposed")
        if getattr(theirs, side) is not None:
            return theirs
        signed = _signed(theirs)
        if any(one is not None and _person(one.by) == _person(name) for one in signed.values()):
            raise InvalidInput(what="definition_same_person", value=name)
        signed = {**signed, side: Signature(name, clock.now())}
        if None in signed.values():
            kept = theirs.definition, theirs.effective_from
            return append(cursor, definition_id, "proposed", *kept, by, signed)
        return _agree(cursor, theirs, max(theirs.effective_from, day), day, by, signed)


def retire(
    store: Store, definition_id: str, *, seen_version: int, by: str | None, today: date | None = None
) -> Version:
    """Append that a draft or proposal is given up, or that an agreed version is called off before its date.

    Raises what `save` raises. InvalidInput(what="definition_in_force") for one that holds or has held:
    numbers, decisions and meetings stand on it, and only the next one can follow it.
    """
    with store.transaction() as cursor:
        theirs = seen(cursor, definition_id, seen_version, "retired", by)
        _refuse_unless(theirs, "draft", "proposed", "agreed")
        if theirs.state == "agreed" and theirs.effective_from <= (today or clock.today()):
            raise InvalidInput(what="definition_in_force", value=theirs.definition.name)
        kept = theirs.definition, theirs.effective_from
        return append(cursor, definition_id, "retired", *kept, by, _signed(theirs))


def _agree(
    cursor: duckdb.DuckDBPyConnection,
    theirs: Version,
    effective_from: date,
    today: date,
    by: str | None,
    signed: Signed,
) -> Version:
    _refuse_same_day(cursor, effective_from)
    begin_own_within(cursor)
    added = append(cursor, theirs.definition_id, "agreed", theirs.definition, effective_from, by, signed)
    if effective_from <= today:
        rescore_within(cursor, today=today)
    return added


def _signed(version: Version) -> Signed:
    return {"marketing": version.marketing, "sales": version.sales}


def _refuse_unless(theirs: Version, *states: State) -> None:
    if theirs.state not in states:
        raise InvalidInput(what=f"definition_{theirs.state}", value=theirs.definition.name)


def _refuse_same_day(cursor: duckdb.DuckDBPyConnection, day: date) -> None:
    for held in timeline_within(cursor):
        if held.effective_from == day:
            raise InvalidInput(what="definition_same_day", value=held.definition.name)


def _person(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())
