"""The meeting as it is now: one snapshot of all that the page shows, to be drawn, frozen and told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from kpi import (
    compare,
    meeting_kpis,
)
from kpi.compare import Comparison, Grain, Kind
from kpi.compare_counts import ALL_PARTS, OURS, Daily, Levels, Part, whole
from kpi.decision import Version
from kpi.filters import Filter
from kpi.meeting_goal import Adopted
from kpi.meeting_kpis import Kpis
from kpi.rhythm import Meeting, Rhythm
from kpi.snapshot import MeetingSnapshot
from pages.ui import cached_kept, cached_meeting
from pages.ui.meeting import snapshot_now
from pages.ui.shell import Frame

_GRAINS: Final[dict[str, Grain]] = {"weekly": "week", "monthly": "month", "quarterly": "quarter"}


@dataclass(frozen=True, eq=False)
class Live:
    """What the meeting is about now; `snapshot` is all that is shown, the rest what acts on it."""

    rhythm: Rhythm
    last: Meeting | None
    comparison: Comparison
    chosen: Filter
    now: Levels
    before: Levels | None
    snapshot: MeetingSnapshot
    open_decisions: tuple[Version, ...]
    by_day: Daily
    shown: Kpis
    plan: Adopted | None
    parts: tuple[Part, ...]


def read(frame: Frame) -> Live:
    """Work out the meeting of the view on today's data."""
    kept = (frame.path, frame.store.revision)
    agreed = cached_kept.rhythm(*kept)
    last = cached_kept.last_meeting(*kept, frame.today, agreed.every)
    comparison = _comparison(frame, agreed, last)
    by_cohort = frame.view.meeting_dating == "cohort"
    chosen = replace(frame.chosen, dating="cohort" if by_cohort else "activity")
    grain = _grain(comparison, agreed)
    periods = meeting_kpis.windows(comparison, grain, frame.record.calendar)
    key = (frame.path, frame.record.data_version, chosen)
    age = comparison.equal_age_days if by_cohort else None
    found = cached_meeting.by_day(*key, whole([*periods, comparison.now]), *frame.lines, age)
    # deals of no lead belong to the numbers where there is no lead at all: sales meets on its own data, too
    parts = OURS if frame.record.lead_count else ALL_PARTS
    both = cached_meeting.both(*key, comparison, parts, *frame.lines)
    if comparison.recorded != "all":
        both = replace(both, before=None)
    last_day = comparison.now.stop - timedelta(days=1)
    plan = cached_kept.adopted(*kept, last_day, frame.record.calendar)
    shown = cached_meeting.shown(
        *key,
        comparison,
        grain,
        parts,
        *frame.lines,
        frame.view.denominator,
        None if plan is None else (plan.kept.plan_id, plan.kept.version),
        both,
        found,
        periods,
        plan,
    )
    made = cached_kept.decided(*kept)
    return Live(
        rhythm=agreed,
        last=last,
        comparison=comparison,
        chosen=chosen,
        now=both.now,
        before=both.before,
        snapshot=snapshot_now.snapshot(frame, agreed, comparison, chosen, shown, made),
        open_decisions=tuple(one for one in made if one.state != "closed"),
        by_day=found,
        shown=shown,
        plan=plan,
        parts=parts,
    )


def nothing(live: Live) -> str:
    """Return the text of what is missing where there are no leads: all data, or leads alone."""
    has_deals = any(levels[-1] for levels in live.by_day.before_day.values())
    return "meet.deals_alone" if has_deals else "shell.data.empty"


def _comparison(frame: Frame, agreed: Rhythm, last: Meeting | None) -> Comparison:
    kind: Kind = frame.view.compared or agreed.last_time  # type: ignore[assignment]
    calendar = cached_meeting.known_calendar(frame.record.calendar, frame.today)
    return compare.compare(
        kind,
        calendar,
        last_meeting=None if last is None else last.held_on,
        grain=_GRAINS[agreed.every],
        running=bool(frame.view.running),
    )


def _grain(comparison: Comparison, agreed: Rhythm) -> Grain:
    kind = comparison.kind
    return kind if kind in ("week", "month", "quarter") else _GRAINS[agreed.every]
