"""What people wrote down (decisions, plans, the rhythm of meetings), read again once something was saved."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kpi import decisions, meeting_goal, snapshots
from kpi import rhythm as rhythms
from kpi.decision import Version
from kpi.meeting_goal import Adopted
from kpi.period import Calendar
from kpi.rhythm import Every, Meeting, Rhythm
from kpi.snapshot import Made
from pages.ui.cached import store
from pages.ui.caching import cache_resource


@cache_resource(max_entries=4)
def decided(path: Path, revision: int) -> tuple[Version, ...]:
    return tuple(decisions.decisions(store(path)))


@cache_resource(max_entries=4)
def rhythm(path: Path, revision: int) -> Rhythm:
    return rhythms.rhythm(store(path))


@cache_resource(max_entries=16)
def last_meeting(path: Path, revision: int, before: date, every: Every) -> Meeting | None:
    return rhythms.last_meeting(store(path), before, every)


@cache_resource(max_entries=16)
def adopted(path: Path, revision: int, day: date, calendar: Calendar) -> Adopted | None:
    return meeting_goal.adopted(store(path), day, calendar)


@cache_resource(max_entries=16)
def frozen_at(path: Path, revision: int, meeting_id: str) -> Made | None:
    """What the numbers frozen at a meeting were made on; None where none were frozen."""
    opened = store(path)
    found = [one for one in snapshots.frozen(opened) if one.meeting_id == meeting_id]
    return snapshots.reopen(opened, found[0].snapshot_id).made if found else None
