"""The snapshot of a meeting that has not been frozen: what it was made on, its numbers and its agenda."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kpi import agenda, definitions
from kpi.compare import Comparison
from kpi.decision import Version
from kpi.filters import Filter
from kpi.meeting_kpis import Kpis
from kpi.period import Period
from kpi.reading_segment import WIDE
from kpi.rhythm import Rhythm
from kpi.snapshot import Line, Made, MeetingSnapshot, Redefined, Said, Span
from pages.ui import cached_definitions, cached_meeting, state
from pages.ui.meeting import said
from pages.ui.shell import Frame

_VERDICTS: Final = ("higher", "lower", "inside", "cannot_tell", "too_few")


def snapshot(
    frame: Frame,
    agreed: Rhythm,
    comparison: Comparison,
    chosen: Filter,
    shown: Kpis,
    made: Sequence[Version],
) -> MeetingSnapshot:
    """Return all that the page shows, as it is now."""
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
