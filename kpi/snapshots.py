"""The frozen meetings of the store: appended, never changed, reopened to the letter."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from kpi.clock import now
from kpi.errors import InvalidInput
from kpi.snapshot import MeetingSnapshot, read, text
from kpi.sql import statement
from kpi.store import Store


@dataclass(frozen=True)
class Kept:
    """One frozen meeting without its content; `data_version` is that of the data when it was frozen."""

    snapshot_id: str
    meeting_id: str | None
    held_on: date
    title: str
    data_version: int
    created_at: datetime
    created_by: str | None


def freeze(store: Store, snapshot: MeetingSnapshot, *, meeting_id: str | None, by: str | None) -> str:
    """Append a snapshot and return its id; the same content of the same meeting is kept once."""
    body = text(snapshot)
    with store.transaction() as cursor:
        same = {"meeting_id": meeting_id, "body": body}
        for (found,) in cursor.execute(statement("snapshot_same"), same).fetchall():
            return str(found)
        added = {**same, "snapshot_id": uuid.uuid4().hex, "created_at": now(), "created_by": by}
        more = {"held_on": snapshot.held_on, "title": snapshot.title}
        cursor.execute(statement("snapshot_append"), added | more)
    return str(added["snapshot_id"])


def frozen(store: Store) -> list[Kept]:
    """Return the meetings frozen on the present data set, the newest first."""
    return [Kept(*row) for row in store.rows("snapshot_list")]


def body(store: Store, snapshot_id: str) -> str:
    """Return a snapshot as it was written. InvalidInput(what="snapshot_id") for an unknown one."""
    found = store.rows("snapshot_body", {"snapshot_id": snapshot_id})
    if not found:
        raise InvalidInput(what="snapshot_id", value=snapshot_id)
    return str(found[0][0])


def reopen(store: Store, snapshot_id: str) -> MeetingSnapshot:
    """Return a snapshot exactly as it was frozen. Raises what `body` and `snapshot.read` raise."""
    return read(body(store, snapshot_id))
