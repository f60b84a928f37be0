"""A decision as it stands in the minutes: what, who, until when, what it should move, what came of it."""

from __future__ import annotations

from dataclasses import dataclass

from kpi.decision import Reading, Unit, Version
from pages.ui import format as fmt
from pages.ui.meeting import said
from pages.ui.text import Words


@dataclass(frozen=True)
class Decided:
    """One decision in words."""

    measure: str
    owner: str
    due: str
    aim: str
    state: str


def told(words: Words, version: Version) -> Decided:
    """Return a decision in words: plain text, not yet inert."""
    decision = version.decision
    return Decided(
        measure=decision.measure,
        owner=decision.owner,
        due=fmt.day(decision.due_on, words.language),
        aim=words(
            "meeting.decision.aim",
            place=said.place_label(words, decision.kpi, decision.segment),
            before=said.value(words, decision.unit, decision.from_value),
            after=said.value(words, decision.unit, decision.to_value),
        ),
        state=_state(words, version),
    )


def _state(words: Words, version: Version) -> str:
    outcome, review = version.outcome, fmt.day(version.decision.review_on, words.language)
    if version.state == "closed" and outcome and outcome.verdict:
        text = words(f"meeting.decision.verdict.{outcome.verdict}")
    else:
        text = words(f"meeting.decision.state.{version.state}", day=review)
    if outcome and outcome.reading:
        text = words("meeting.decision.join").join(
            [text, reading_text(words, version.decision.unit, outcome.reading)]
        )
    if outcome and outcome.note:
        text = words("meeting.decision.noted", text=text, note=outcome.note)
    return text


def reading_text(words: Words, unit: Unit, found: Reading) -> str:
    """Return what a review read: the value, its 80 % range, and what that says of the aim."""
    value = said.value(words, unit, found.value)
    if found.lower is not None and found.upper is not None:
        ends = (said.value(words, unit, end) for end in (found.lower, found.upper))
        low, high = ends
        value = words("meeting.decision.range", value=value, low=low, high=high)
    text = words(f"meeting.decision.reading.{found.verdict}", value=value)
    if found.mature_rate < 1:
        share = fmt.percent(found.mature_rate, 0)
        text = words("meeting.decision.mature", text=text, share=share)
    return text
