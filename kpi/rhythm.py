"""How the team meets: how often, what counts as last time, what was promised; which meetings were held."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Literal

import duckdb
from pydantic import BaseModel, ConfigDict, Field

from kpi import definitions
from kpi.clock import now
from kpi.errors import InvalidInput
from kpi.health import STALLED_DAYS
from kpi.period import first_of_month
from kpi.sql import statement
from kpi.store import Store

Every = Literal["weekly", "monthly", "quarterly"]
LastTime = Literal["meeting", "week", "month", "quarter", "year_before"]
# after so many days without data the newest complete period is no longer the last one
_STALE_DAYS: Final[dict[Every, int]] = {"weekly": 14, "monthly": 45, "quarterly": 120}
_MONTHS: Final[dict[Every, int]] = {"monthly": 1, "quarterly": 3}


class Rhythm(BaseModel):
    """What a team agreed on: `weekday` 0 is Monday; `last_time` is what a meeting compares with; an SQL is
    contacted within `first_contact_days` business days and a deal's stage moves within `stage_idle_days`;
    `presenter_percent` is the size of the type on a shared screen."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal[1] = 1
    every: Every = "weekly"
    weekday: int = Field(default=0, ge=0, le=6)
    last_time: LastTime = "meeting"
    first_contact_days: int = Field(default=3, ge=0, le=60)
    stage_idle_days: int = Field(default=STALLED_DAYS, ge=1, le=1000)
    presenter_percent: int = Field(default=115, ge=100, le=300)


@dataclass(frozen=True)
class Meeting:
    """One meeting; `data_version` is that of the data when it was held."""

    meeting_id: str
    version: int
    state: Literal["held", "withdrawn"]
    held_on: date
    every: Every
    data_version: int
    created_at: datetime
    created_by: str | None


def rhythm(store: Store) -> Rhythm:
    """Return what was agreed on last, before that a meeting every Monday; the promise of a first contact is
    that of the definition in force, where it has one."""
    found = store.rows("rhythm_newest")
    newest = Rhythm.model_validate_json(found[0][0]) if found else Rhythm()
    promised = definitions.agreed(store).first_contact_days
    return newest if promised is None else newest.model_copy(update={"first_contact_days": promised})


def agree(store: Store, agreed: Rhythm, *, by: str | None) -> None:
    """Append another rhythm; the same again adds nothing."""
    with store.transaction() as cursor:
        found = cursor.execute(statement("rhythm_newest")).fetchall()
        if not found or Rhythm.model_validate_json(found[0][0]) != agreed:
            values = {"body": agreed.model_dump_json(), "created_at": now(), "created_by": by}
            cursor.execute(statement("rhythm_append"), values)


def is_stale(agreed: Rhythm, as_of: date, today: date) -> bool:
    """Say whether the record ended so long ago that a meeting would talk about an older period than it
    thinks."""
    return (today - as_of).days > _STALE_DAYS[agreed.every]


def next_meeting(agreed: Rhythm, after: date, fiscal_start_month: int = 4) -> date:
    """Return the first meeting day after a day: the agreed weekday, the first of a month or fiscal quarter;
    holidays are not looked at.
    """
    if agreed.every == "weekly":
        return _weekday_from(after + timedelta(days=1), agreed.weekday)
    step = _MONTHS[agreed.every]
    first = after.month - (after.month - fiscal_start_month) % step
    days = [_weekday_from(first_of_month(after.year, first + ahead), agreed.weekday) for ahead in (0, step)]
    return next(day for day in days if day > after)


def hold(store: Store, held_on: date, *, every: Every, by: str | None) -> Meeting:
    """Append a meeting and return it; of one day and kind there is one, which is returned as it is."""
    with store.transaction() as cursor:
        for one in _held(cursor):
            if (one.held_on, one.every) == (held_on, every):
                return one
        return _append(cursor, uuid.uuid4().hex, 1, "held", held_on, every, by)


def withdraw(store: Store, meeting_id: str, *, by: str | None) -> None:
    """Append that a meeting was none: nothing counts from it. InvalidInput(what="meeting") if unknown."""
    with store.transaction() as cursor:
        for one in _held(cursor):
            if one.meeting_id == meeting_id:
                _append(cursor, meeting_id, one.version + 1, "withdrawn", one.held_on, one.every, by)
                return
        raise InvalidInput(what="meeting", value=meeting_id)


def meetings(store: Store) -> list[Meeting]:
    """Return the meetings held on the present data set, the newest first."""
    with store.cursor() as cursor:
        return _held(cursor)


def last_meeting(store: Store, before: date, every: Every | None = None) -> Meeting | None:
    """Return the newest meeting (of a kind) held before a day; None when there was none."""
    return next(
        (one for one in meetings(store) if one.held_on < before and every in (None, one.every)),
        None,
    )


def _held(cursor: duckdb.DuckDBPyConnection) -> list[Meeting]:
    return [Meeting(*row) for row in cursor.execute(statement("meeting_list")).fetchall()]


def _append(
    cursor: duckdb.DuckDBPyConnection,
    meeting_id: str,
    version: int,
    state: Literal["held", "withdrawn"],
    held_on: date,
    every: Every,
    by: str | None,
) -> Meeting:
    values = {
        "meeting_id": meeting_id,
        "version": version,
        "state": state,
        "held_on": held_on,
        "every": every,
        "created_at": now(),
        "created_by": by,
    }
    [row] = cursor.execute(statement("meeting_append"), values).fetchall()
    return Meeting(*row)


def _weekday_from(day: date, weekday: int) -> date:
    """Return the first day from `day` on that falls on a weekday."""
    return day + timedelta(days=(weekday - day.weekday()) % 7)
