"""The meeting as it is now: one snapshot of all that the page shows, to be drawn, frozen and told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Final

from kpi import (
    agenda,
    compare,
    definitions,
    meeting_bands,
    meeting_kpis,
)
from kpi.compare import Comparison, Grain, Kind
from kpi.compare_counts import ALL_PARTS, OURS, Daily, Levels, Part, whole
from kpi.decision import Version
from kpi.filters import Filter
from kpi.meeting_goal import Adopted
from kpi.meeting_kpis import Kpis
from kpi.meeting_why import CHAIN, Why, by_segment, less, over_chain, ways
from kpi.narrative import Claim
from kpi.period import Period
from kpi.reading_segment import WIDE
from kpi.rhythm import Meeting, Rhythm
from kpi.snapshot import Line, Made, MeetingSnapshot, Redefined, Said, Span
from pages.ui import cached_definitions, cached_kept, cached_meeting, state
from pages.ui.meeting import said
from pages.ui.shell import Frame

_GRAINS: Final[dict[str, Grain]] = {"weekly": "week", "monthly": "month", "quarterly": "quarter"}
_VERDICTS: Final = ("higher", "lower", "inside", "cannot_tell", "too_few")


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
    found = cached_meeting.by_day(*key, whole([*periods, comparison.now]), *_lines(frame), age)
    # deals of no lead belong to the numbers where there is no lead at all: sales meets on its own data, too
    parts = OURS if frame.record.lead_count else ALL_PARTS
    both = cached_meeting.both(*key, comparison, parts, *_lines(frame))
    if comparison.recorded != "all":
        both = replace(both, before=None)
    last_day = comparison.now.stop - timedelta(days=1)
    plan = cached_kept.adopted(*kept, last_day, frame.record.calendar)
    shown = cached_meeting.shown(
        *key,
        comparison,
        grain,
        parts,
        *_lines(frame),
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
        snapshot=_snapshot(frame, agreed, comparison, chosen, shown, made),
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
        *_lines(frame),
    )
    return by_segment(line.code, way, segments, in_band=in_band)


def kpi_of(frame: Frame) -> str:
    """Return the KPI to be explained; the SQL rate by the denominator of the view."""
    code = frame.view.why
    return meeting_kpis.codes(frame.view.denominator)[2] if code in meeting_bands.RATES else code


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
        if (rule, lines) != (live.chosen, _lines(frame)):
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
        *_lines(frame),
    )
    if late is not None and any(late.values()):
        known["reported"] = less(known.get("by_old_rule", levels), late)
    return known


def _rule_of(frame: Frame, chosen: Filter, made: Made) -> tuple[Filter, tuple[int, int]]:
    """Return the rule of an earlier meeting: leads as defined then, where another definition held, else its
    lines. As defined then, nothing has changed."""
    [(_, *now)] = frame.store.rows("decision_made_on", {"today": frame.today})
    if chosen.scored == "then" or [made.definition_id, made.definition_version] != now:
        return replace(chosen, scored="then"), _lines(frame)
    return chosen, (made.mql_threshold, made.sql_threshold)


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


def _lines(frame: Frame) -> tuple[int, int]:
    return frame.view.mql, frame.view.sql


def _snapshot(
    frame: Frame,
    agreed: Rhythm,
    comparison: Comparison,
    chosen: Filter,
    shown: Kpis,
    made: Sequence[Version],
) -> MeetingSnapshot:
    view, record = frame.view, frame.record
    held = cached_definitions.timeline(frame.path, record.data_version)
    rule = definitions.in_force(held, frame.today)
    is_agreed = rule.definition_id is not None
    return MeetingSnapshot(
        title=said.period_title(frame.words, comparison.now.code),
        held_on=frame.today,
        every=agreed.every,
        kind=comparison.kind,
        now=_span(comparison.now),
        before=None if comparison.recorded == "none" else _span(comparison.before),
        made=Made(
            data_set="sample" if record.data_set == "sample" else "own",
            data_version=record.data_version,
            as_of=record.calendar.as_of,
            definition_id=rule.definition_id,
            definition_version=rule.version if is_agreed else None,
            definition_name=rule.definition.name if is_agreed else None,
            definition_from=rule.effective_from if is_agreed else None,
            mql_threshold=view.mql,
            sql_threshold=view.sql,
            denominator="mqls" if view.denominator == "mql" else "inquiries",
            dating=chosen.dating,
        ),
        address=state.address_of(frame.agreed),
        kpis=shown.lines,
        series=shown.series,
        agenda=_agenda(frame, agreed, comparison, shown.lines, made),
        decisions=tuple(made),
        changes=tuple(
            Redefined(day=day, differences=changed)
            for day, changed in definitions.changes_of(held)
            if day <= record.calendar.as_of
        ),
    )


def _agenda(
    frame: Frame,
    agreed: Rhythm,
    comparison: Comparison,
    lines: Sequence[Line],
    made: Sequence[Version],
) -> tuple[Said, ...]:
    changes = [
        agenda.Change(
            kpi=line.code,
            segment=None,
            before=line.before,
            now=line.value,
            verdict=line.verdict if line.verdict in _VERDICTS else "cannot_tell",  # type: ignore[arg-type]
            is_young=line.is_young,
            is_by_counts=line.against == "counts",
            usual=None if line.band is None else (float(line.band.lower), float(line.band.upper)),
        )
        for line in lines
    ]
    promises = cached_meeting.promises(
        frame.path,
        frame.record.data_version,
        replace(frame.chosen, dating="activity"),
        comparison.now,
        frame.view.sql,
        agreed.first_contact_days,
        agreed.stage_idle_days,
        frame.record.calendar.as_of,
    )
    disagreements = cached_meeting.disagreements(
        frame.path,
        frame.record.data_version,
        replace(frame.chosen, dating="activity"),
        comparison.now,
        frame.view.sql,
    )
    found = agenda.build(
        frame.today,
        changes=changes,
        decisions=made,
        promises=promises,
        disagreements=disagreements,
        known=known(frame, made),
    )
    return tuple(Said(code=item.code, fields=dict(item.fields)) for item in found)


def known(frame: Frame, made: Sequence[Version]) -> dict[str, tuple[str, ...]]:
    """Return the values of today by dimension and own column; a column cannot hide a dimension. Landing
    pages, campaigns and owners are looked up only where a decision is about one."""
    narrow = frame.record.attributes | frame.record.values
    about = {one.decision.segment[0] for one in made if one.decision.segment}
    return all_known(frame) if about & set(WIDE) - set(narrow) else narrow


def all_known(frame: Frame) -> dict[str, tuple[str, ...]]:
    """Return all values that a decision can be about, by dimension and own column."""
    wide = cached_meeting.wide_values(frame.path, frame.record.data_version)
    return wide | frame.record.attributes | frame.record.values


def _span(period: Period) -> Span:
    return Span(code=period.code, start=period.start, stop=period.stop)
