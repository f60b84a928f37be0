"""Why the chosen KPI of the meeting moved, on the levels of now and those of the last meeting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from kpi import meeting_kpis
from kpi.codes import CHAIN, RATES
from kpi.compare_counts import Levels
from kpi.filters import Filter
from kpi.meeting_why import Why, by_segment, less, over_chain, ways
from kpi.narrative import Claim
from kpi.snapshot import Made, MeetingSnapshot, Said
from pages.ui import cached_kept, cached_meeting
from pages.ui.meeting.live import Live
from pages.ui.shell import Frame


def why(frame: Frame, live: Live) -> Why | None:
    """Return why the chosen KPI moved; None where there is nothing to compare with."""
    comparison = live.comparison
    if live.before is None:
        return None
    line = next(one for one in live.snapshot.kpis if one.code == kpi_of(frame))
    in_band = line.verdict == "inside" if line.against == "band" else None
    way = way_of(frame)
    if way == CHAIN:
        levels = {name: live.before[name] for name in meeting_kpis.OVER_TIME}
        now = {name: live.now[name] for name in meeting_kpis.OVER_TIME}
        then = _known_then(frame, live, levels)
        return over_chain(line.code, levels, now, in_band=in_band, quiet=live.shown.quiet, **then)
    segments = cached_meeting.segments_of(
        frame.path,
        frame.record.data_version,
        live.chosen,
        comparison,
        way,
        live.parts,
        *frame.lines,
    )
    return by_segment(line.code, way, segments, in_band=in_band)


def kpi_of(frame: Frame) -> str:
    """Return the KPI to be explained; the SQL rate by the denominator of the view."""
    code = frame.view.why
    return meeting_kpis.codes(frame.view.denominator)[2] if code in RATES else code


def way_of(frame: Frame) -> str:
    """Return how the KPI is taken apart; a link may ask for a way that it lacks."""
    found = ways(kpi_of(frame))
    return frame.view.why_by if frame.view.why_by in found else found[0]


def with_why(live: Live, found: Why | None, notes: str = "") -> MeetingSnapshot:
    """Return the snapshot with the walk and the sentences of what was looked at last."""
    if found is None:
        return live.snapshot.model_copy(update={"notes": notes})
    return live.snapshot.model_copy(
        update={
            "bridges": () if found.walk is None else (found.walk,),
            "claims": told(found.claims),
            "notes": notes,
        }
    )


def told(claims: Sequence[Claim]) -> tuple[Said, ...]:
    return tuple(Said(code=one.code, fields=dict(one.fields)) for one in claims)


def _known_then(frame: Frame, live: Live, levels: Levels) -> dict[str, Any]:
    """Return the earlier levels by the rule, and on the data, of the last meeting, where they differ."""
    if live.last is None:
        return {}
    known: dict[str, Any] = {}
    made = cached_kept.frozen_at(frame.path, frame.store.revision, live.last.meeting_id)
    if made is not None:
        rule, lines = _rule_of(frame, live.chosen, made)
        if (rule, lines) != (live.chosen, frame.lines):
            days = live.comparison.before
            found = cached_meeting.by_day(frame.path, frame.record.data_version, rule, days, *lines)
            old = found.levels(days, live.parts)
            known["by_old_rule"] = {name: old[name] for name in levels}
    late = cached_meeting.late(
        frame.path,
        frame.record.data_version,
        live.chosen,
        live.comparison.before,
        live.last.created_at,
        *frame.lines,
    )
    if late is not None and any(late.values()):
        known["reported"] = less(known.get("by_old_rule", levels), late)
    return known


def _rule_of(frame: Frame, chosen: Filter, made: Made) -> tuple[Filter, tuple[int, int]]:
    """Return the rule of an earlier meeting: leads as defined then, where another definition held, else its
    lines. As defined then, nothing has changed."""
    [(_, *now)] = frame.store.rows("decision_made_on", {"today": frame.today})
    if chosen.scored == "then" or [made.definition_id, made.definition_version] != now:
        return replace(chosen, scored="then"), frame.lines
    return chosen, (made.mql_threshold, made.sql_threshold)
