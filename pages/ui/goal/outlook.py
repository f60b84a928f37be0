"""Where the period ends at today's pace, and how likely that is the goal, in sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final

import streamlit as st

from pages.ui import format as fmt
from pages.ui.goal import reasons
from pages.ui.goal.setting import Setting, shown
from pages.ui.shell import Frame
from pages.ui.text import Words

if TYPE_CHECKING:
    from kpi.goal_ahead import Ahead, Unit

LIKELY: Final = 0.8  # chances that are good, and even
HALF: Final = 0.5


def paragraphs(sentences: Iterable[str], draw: Callable[[str], object] = st.markdown) -> None:
    """Draw sentences as the paragraphs of one element: a browser draws each element by itself."""
    if text := "\n\n".join(sentences):
        draw(text)


def open_text(words: Words, setting: Setting) -> str:
    """Say why nothing can be worked out: a number that stands against it, or that some are still open."""
    found = setting.filled.solved.nodes["inquiries"]
    return (found.reason != "missing" and reasons.why(words, found)) or words("goal_chance.open")


def ahead(frame: Frame, setting: Setting) -> Ahead:
    """Return the rest of the period in the unit of the goal."""
    unit: Unit = frame.view.goal_unit  # type: ignore[assignment]
    return setting.ahead[unit]


def chance(frame: Frame, setting: Setting) -> float | None:
    """Return the chance of the goal at today's pace; None for a period that is over, and where unknown."""
    goal = setting.value(frame.view.goal_unit)
    return None if goal is None or setting.stand == "over" else ahead(frame, setting).chance(float(goal))


def without_more(frame: Frame, setting: Setting) -> tuple[str, float] | None:
    """Return what makes the goal as likely as not without more inquiries than today, and how likely.

    "covered" is what is done and in flight alone, "pace" that and the inquiries of today's pace; None where
    neither does, and where nothing can be said.
    """
    goal = setting.value(frame.view.goal_unit)
    if goal is None or setting.stand == "over":
        return None
    for code, inquiries in (("covered", 0.0), ("pace", None)):
        likely = ahead(frame, setting).chance(float(goal), inquiries)
        if likely is not None and likely >= HALF:
            return code, likely
    return None


def sentences(frame: Frame, setting: Setting) -> list[str]:
    """Say what the period ends with, what that is made of, and the chance of the goal."""
    words, unit, found = frame.words, frame.view.goal_unit, ahead(frame, setting)
    wanted = shown(words, unit, setting.plan[unit])
    if setting.stand == "over":
        done = amount(words, unit, found.done_total)
        return [words("goal_chance.over", goal=wanted, done=done)]
    landing, band = found.landing(), found.band()
    if landing is None or band is None:
        return [words("goal_chance.done", done=amount(words, unit, found.done_total))]
    done, flight, new = (amount(words, unit, part) for part in found.parts())
    low, high = (amount(words, unit, end) for end in band)
    fields = {"landing": amount(words, unit, landing), "low": low, "high": high, "flight": flight, "new": new}
    if setting.stand == "ahead":
        said = [words("goal_chance.landing.ahead", **fields)]
    else:
        said = [words("goal_chance.landing", done=done, **fields)]
    likely = chance(frame, setting)
    if likely is not None:
        said.append(words("goal_chance.reach", goal=wanted, chance=percent(words, likely)))
    if found.flight_reason:
        said.append(words("goal_time.flight.none"))
    return said


def why(words: Words, reason: str) -> str:
    """Say why nothing can be expected: a code, or a code and its level."""
    code, _, level = reason.partition(":")
    return words(f"goal_chance.why.{code}", **({"level": words(f"goal.node.{level}")} if level else {}))


def needed_from_now(frame: Frame, setting: Setting) -> list[str]:
    """Return the inquiries it takes from now on for each of CHANCES, beside what is done and in flight."""
    from kpi.chance import CHANCES

    words, goal = frame.words, setting.value(frame.view.goal_unit)
    found = ahead(frame, setting)
    counts = [None if goal is None else found.needed(float(goal), chance) for chance in CHANCES]
    if found.reason or goal is None:
        return [fmt.UNDEFINED] * len(CHANCES)
    return [
        words("goal_chance.never") if count is None else shown(words, "inquiries", count) for count in counts
    ]


def percent(words: Words, chance: float) -> str:
    """A chance is never told as certain."""
    if chance < 0.01:
        return words("goal_chance.least")
    return words("goal_chance.most") if chance > 0.99 else fmt.percent(chance, 0)


def amount(words: Words, unit: str, value: float) -> str:
    """Write an expected amount: yen, or a count with a decimal where it is small."""
    if unit == "goal_yen":
        return fmt.yen(value, words.language)
    is_small = value < 100 and not value.is_integer()
    return words("goal.count", count=fmt.decimal(value) if is_small else fmt.count(value))
