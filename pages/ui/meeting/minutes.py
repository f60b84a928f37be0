"""The minutes of a meeting in words, from its snapshot alone: how they are drawn is for the formats.

Names, measures and notes are the data's and people's own: each format makes them inert.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, TypeVar

from kpi.narrative import Claim
from kpi.snapshot import Bridge, Line, Made, MeetingSnapshot, Said, Span, Step
from pages.ui import definition_marks, narrative
from pages.ui import format as fmt
from pages.ui.meeting import agenda, charts, said
from pages.ui.meeting.decided import Decided, told
from pages.ui.text import Language, Words, known

KPI_COLUMNS: Final = ("label", "value", "before", "difference", "verdict", "goal", "pace")
DECISION_COLUMNS: Final = ("measure", "owner", "due", "aim", "state")
SECTIONS: Final = ("kpis", "causes", "agenda", "decisions", "notes")
_BULLET: Final = re.compile(r"^\s*[-*+•]\s")  # notes are listed anyway
_BROKEN: Final = (KeyError, ValueError, TypeError, IndexError, AttributeError)
_Of = TypeVar("_Of")
SayClaims = Callable[[Words, Sequence[Claim]], list[str]]


@dataclass(frozen=True)
class Row:
    """One KPI; `is_news`: outside its band."""

    label: str
    value: str
    before: str
    difference: str
    verdict: str
    goal: str
    pace: str
    is_news: bool


@dataclass(frozen=True)
class Chart:
    """A chart with its heading and the sentence that says what it shows."""

    code: str
    title: str
    sentence: str
    spec: charts.Spec


@dataclass(frozen=True)
class Minutes:
    """The minutes from top to bottom. `headings` name SECTIONS, KPI_COLUMNS and DECISION_COLUMNS; `empty`
    says what stands in a section without anything."""

    language: Language
    title: str
    held: str
    comparison: str
    held_on: date
    headings: dict[str, str]
    kpis: tuple[Row, ...]
    charts: tuple[Chart, ...]
    causes: tuple[str, ...]
    agenda: tuple[str, ...]
    decisions: tuple[Decided, ...]
    notes: tuple[str, ...]
    empty: dict[str, str]
    footer: tuple[str, ...]

    def more(self, count: int) -> str:
        """Say how many of something are left out."""
        return Words(self.language)("meeting.more", count=fmt.count(count))


def minutes(words: Words, snapshot: MeetingSnapshot, say_claims: SayClaims = narrative.sentences) -> Minutes:
    """Return the minutes of a frozen meeting. What this version cannot say is counted, never shown raw."""
    day = fmt.day(snapshot.held_on, words.language)
    names = (*SECTIONS, *KPI_COLUMNS, *DECISION_COLUMNS)
    return Minutes(
        language=words.language,
        title=said.title(words, snapshot.title, snapshot.now.code),
        held=words("meeting.held", day=day, every=words(f"meeting.every.{snapshot.every}")),
        comparison=_comparison(words, snapshot),
        held_on=snapshot.held_on,
        headings={name: words(f"meeting.heading.{name}") for name in names},
        kpis=tuple(_row(words, line) for line in snapshot.kpis),
        charts=tuple(_charts(words, snapshot)),
        causes=(
            *_claims(words, snapshot.claims, say_claims),
            *(_bridge_text(words, found) for found in snapshot.bridges),
        ),
        agenda=tuple(_agenda(words, snapshot.agenda)),
        decisions=tuple(told(words, version) for version in snapshot.decisions),
        notes=tuple(filter(None, (_BULLET.sub("", line).strip() for line in snapshot.notes.splitlines()))),
        empty={name: words(f"meeting.none.{name}") for name in ("causes", "agenda", "decisions")},
        footer=_footer(words, snapshot.made),
    )


def _comparison(words: Words, snapshot: MeetingSnapshot) -> str:
    now = _span(words, snapshot.now)
    if snapshot.before is None:
        return words("meeting.comparison.none", now=now)
    return words(f"meeting.comparison.{snapshot.kind}", now=now, before=_span(words, snapshot.before))


def _span(words: Words, span: Span) -> str:
    last = span.stop - timedelta(days=1)
    first = fmt.day(span.start, words.language)
    if last <= span.start:
        return first
    return words("shell.span", low=first, high=fmt.day(last, words.language))


def _row(words: Words, line: Line) -> Row:
    def shown(number: float | None) -> str:
        return said.value(words, line.unit, number)

    value = shown(line.value)
    if line.value is not None and line.count is not None and line.trials is not None:
        counts = {"count": fmt.count(line.count), "trials": fmt.count(line.trials)}
        value = words("meeting.value_of", value=value, **counts)
    goal_key = f"meeting.goal.{line.goal_by or 'whole'}"
    both = line.value is not None and line.before is not None
    moved = line.value - line.before if both else None  # type: ignore[operator]
    return Row(
        label=said.kpi_label(words, line.code),
        value=value,
        before=shown(line.before),
        difference=said.change(words, line.unit, moved),
        verdict=_verdict(words, line),
        goal=fmt.UNDEFINED if line.goal is None else words(goal_key, goal=shown(line.goal)),
        pace=fmt.percent(line.pace, 0),
        is_news=line.verdict in ("higher", "lower"),
    )


def _verdict(words: Words, line: Line) -> str:
    """Say whether the change is news, or why there is nothing to say."""
    if line.value is None:
        key = f"meeting.reason.{line.reason}"
        return words(key) if known(key) else words("meeting.reason.no_cases")
    key = f"meeting.verdict.{said.verdict_key(line)}"
    text = words(key) if known(key) else words("meeting.verdict.none")
    by = words("meeting.judged.by_counts") if line.against == "counts" else said.judged_by(words, line)
    if by and line.verdict is not None:
        text = words("meeting.verdict.judged", text=text, by=by)
    return words("meeting.verdict.young", text=text) if line.is_young else text


def _charts(words: Words, snapshot: MeetingSnapshot) -> Iterator[Chart]:
    for found in snapshot.bridges[:1]:
        title = words("meeting.bridge.title", kpi=said.kpi_label(words, found.code))
        spec = charts.bridge(words, found, said.unit_of(found.code))
        yield Chart("bridge", title, _bridge_text(words, found), spec)
    told = changes(words, snapshot)
    spec = charts.both_sides(words, snapshot.series, decisions=snapshot.decisions, changes=told)
    if spec:
        yield Chart("sides", words("meeting.sides.title"), _sides_text(words, spec, told), spec)


def changes(words: Words, snapshot: MeetingSnapshot) -> list[tuple[date, str]]:
    """Return the days on which another definition began to hold, and what it changed."""
    return [(one.day, definition_marks.told(words, one.differences)) for one in snapshot.changes]


def _sides_text(words: Words, spec: charts.Spec, told: Sequence[tuple[date, str]]) -> str:
    """Say what the chart of both sides shows, and the changes of the definition that it marks."""
    marked = {row["start"] for row in spec["datasets"]["marks"] if row.get("is_change")}
    days = [f"{fmt.day(day, words.language)} {text}" for day, text in told if day.isoformat() in marked]
    said_of = words("meeting.sides.say")
    if not days:
        return said_of
    marks = words("definition.marks", changes=words("definition.join").join(days))
    return words("meet_decide.sentence.join").join([said_of, marks])


def _bridge_text(words: Words, found: Bridge) -> str:
    unit = said.unit_of(found.code)
    steps = (
        words(
            _step_key(step),
            name=said.step_label(words, step),
            change=said.change(words, unit, step.effect),
        )
        for step in said.largest(found, charts.MOST_BARS)
    )
    return words(
        "meeting.bridge.say",
        kpi=said.kpi_label(words, found.code),
        start=said.value(words, unit, found.start),
        end=said.value(words, unit, found.end),
        change=said.change(words, unit, found.end - found.start),
        by=_by(words, found.by),
        steps=words("narrative.between").join(steps) or fmt.UNDEFINED,
    )


def _step_key(step: Step) -> str:
    if step.verdict == "few_deals":
        return "meeting.bridge.few_deals"
    return "meeting.bridge.unsure" if step.verdict in charts.UNSURE else "meeting.bridge.step"


def _by(words: Words, by: str) -> str:
    if by == "chain":
        return words("meeting.by.chain")
    name = f"narrative.dimension.{by}"
    return words("meeting.by.dimension", dimension=words(name) if known(name) else by)


def _claims(words: Words, claims: Iterable[Said], say: SayClaims) -> list[str]:
    found = [Claim(one.code, one.fields) for one in claims]  # type: ignore[arg-type]
    try:
        return say(words, found)
    except _BROKEN:
        return _each(words, found, lambda claim: say(words, [claim]))


def _agenda(words: Words, items: Iterable[Said]) -> list[str]:
    return _each(words, items, lambda item: [agenda.sentence(words, item.code, item.fields)])


def _each(words: Words, items: Iterable[_Of], say: Callable[[_Of], list[str]]) -> list[str]:
    """Say one by one what can be said; of an older or newer version's codes only the count is told."""
    texts: list[str] = []
    unsaid = 0
    for item in items:
        try:
            texts += say(item)
        except _BROKEN:
            unsaid += 1
    return [*texts, words("meeting.unsaid", count=unsaid)] if unsaid else texts


def _footer(words: Words, made: Made) -> tuple[str, ...]:
    denominator = {"inquiries": "inq", "mqls": "mql"}[made.denominator]
    agreed = words("meeting.made.open")
    if made.definition_id is not None:
        agreed = words("meeting.made.agreed")
    if made.definition_name is not None:
        since = fmt.day(made.definition_from, words.language)
        agreed = words("meeting.made.agreed.named", name=made.definition_name, day=since)
    return (
        words(
            f"meeting.made.{made.data_set}",
            day=fmt.day(made.as_of, words.language),
            version=made.data_version,
        ),
        words(
            "meeting.made.definition",
            version=agreed,
            mql=made.mql_threshold,
            sql=made.sql_threshold,
            denominator=words(f"explore.denominator.{denominator}"),
            dating=words(f"explore.dating.{made.dating}"),
        ),
    )
