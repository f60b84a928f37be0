"""What stands in a meeting's numbers, named and written in the reader's language; plain text, not inert."""

from __future__ import annotations

from math import ceil, floor, fsum
from typing import Final

from kpi.decision import UNITS, Segment, Unit
from kpi.decompose_fold import OTHER
from kpi.snapshot import Bridge, Line, Step
from pages.ui import format as fmt
from pages.ui.labels import period_label, value_label
from pages.ui.text import LANGUAGES, Words, known

REST: Final = "rest"  # the code of the bars that do not stand alone


def period_title(words: Words, code: str) -> str:
    """Return the title of a meeting that nobody has named: that of its period."""
    return words("meet.title.of", period=period_label(words, code))


def title(words: Words, given: str, code: str) -> str:
    """Return the title of a meeting of the period `code`: one that nobody typed in the reader's language."""
    is_own = given not in {period_title(Words(language), code) for language in LANGUAGES}
    return given if is_own else period_title(words, code)


def kpi_label(words: Words, code: str) -> str:
    """Name a KPI or a factor of the chain; a code of nobody names itself."""
    lower, _, upper = code.partition("_per_")
    if upper:
        return words("narrative.kpi.per", lower=kpi_label(words, lower), upper=kpi_label(words, upper))
    for key in (f"narrative.kpi.{code}", f"meeting.kpi.{code}"):
        if known(key):
            return fmt.capital(words(key))
    return code


def place_label(words: Words, kpi: str, segment: Segment | None) -> str:
    """Name a KPI, and the segment of which it is meant."""
    name = kpi_label(words, kpi)
    if segment is None:
        return name
    return words("meeting.of_segment", kpi=name, segment=segment_label(words, segment))


def segment_label(words: Words, segment: Segment) -> str:
    dimension, value = segment
    return words("narrative.other") if value == OTHER else value_label(words, dimension, value)


def unit_of(kpi: str) -> Unit:
    """Say what a KPI counts, also one that decisions cannot name."""
    return UNITS.get(kpi) or ("yen" if kpi.endswith("_yen") else "rate" if kpi.endswith("_rate") else "count")


def value(words: Words, unit: Unit, number: float | None) -> str:
    if unit == "yen":
        return fmt.yen(number, words.language)
    return fmt.percent(number) if unit == "rate" else fmt.count(number)


def change(words: Words, unit: Unit, number: float | None) -> str:
    """Write a difference with its sign; a rate's in points."""
    if unit != "rate" or number is None:
        return fmt.change(value(words, unit, number), number)
    return fmt.change(words("narrative.points", points=fmt.decimal(100 * number)), number)


def ends(words: Words, unit: Unit, low: float, high: float) -> dict[str, str]:
    """Write a range as `low` and `high`; of counts the whole cases in it: none seems to lie outside."""
    if unit == "count":
        low, high = ceil(low), floor(high)
    return {"low": value(words, unit, low), "high": value(words, unit, high)}


def verdict_key(line: Line) -> str:
    """Name what a change is worth; counts of two periods know no usual range."""
    if line.against == "counts" and line.verdict in ("higher", "lower"):
        return f"{line.verdict}_than_before"
    return line.verdict or "none"


def judged_by(words: Words, line: Line) -> str:
    """Say what a value was compared with: its usual range, or the counts of both periods; "" where neither
    is known."""
    if line.band is not None:
        shown = ends(words, line.unit, line.band.lower, line.band.upper)
        return words("meeting.judged.range", **shown)
    if line.against == "band":
        return words("meeting.judged.pooled")
    if line.against != "counts":
        return ""
    if line.trials is None or line.before_trials is None:
        return words("meeting.judged.counts", before=fmt.count(line.before), now=fmt.count(line.value))
    before, now = (
        words("meeting.judged.share", count=fmt.count(count), trials=fmt.count(trials))
        for count, trials in ((line.before_count, line.before_trials), (line.count, line.trials))
    )
    return words("meeting.judged.counts", before=before, now=now)


def step_label(words: Words, step: Step) -> str:
    """Name one bar of a bridge."""
    key = f"meeting.step.{step.code}" if step.segment is None else f"meeting.part.{step.code}"
    what = words(key) if known(key) else kpi_label(words, step.code)
    if step.segment is None:
        return what
    return words("meeting.part_of", segment=segment_label(words, step.segment), what=what)


def largest(found: Bridge, most: int) -> list[Step]:
    """Return the `most` largest bars of a bridge in its order, and all others as one: the sum stays."""
    ranked = sorted(found.steps, key=lambda step: -abs(step.effect))
    kept = {id(step) for step in (ranked if len(ranked) <= most + 1 else ranked[:most])}
    shown = [step for step in found.steps if id(step) in kept]
    rest = [step.effect for step in found.steps if id(step) not in kept]
    return [*shown, Step(code=REST, effect=fsum(rest))] if rest else shown
