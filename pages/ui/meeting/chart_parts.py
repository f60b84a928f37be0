"""What the charts of a meeting share: colours, units of axes, points that are young or news.

Marks are hidden from screen readers: the text beside a chart tells it, and they would be thousands of
nameless pictures.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, Final

from kpi.decision import Unit, Version
from pages.ui import format as fmt
from pages.ui.palette import BLUE, GREY, ORANGE, RUST
from pages.ui.text import Words

Spec = dict[str, Any]
Row = dict[str, Any]
PADDING: Final = {"left": 5, "top": 4, "right": 5, "bottom": 4}  # else Streamlit leaves 20 below a chart
UP, DOWN, QUIET = BLUE, RUST, GREY
CHANGED: Final = ORANGE  # the day from which another definition holds
# of a rule: a decision's is quiet
MARK: Final = {"condition": {"test": "datum.is_change", "value": CHANGED}, "value": QUIET}
_YEN: Final = {"ja": (100_000_000, 10_000), "en": (1_000_000, 1_000)}


def scaled(words: Words, unit: Unit, numbers: Sequence[float]) -> tuple[int, Spec]:
    """Return by what numbers are divided, and the axis that says so."""
    if unit == "rate":
        return 1, {"title": words("meeting.axis.rate"), "format": ".1~%", "tickCount": 4}
    axis: Spec = {"title": words("meeting.axis.count"), "format": ",.2~f", "tickCount": 4}
    if unit == "count":
        return 1, axis
    scale, name = _yen(words, numbers)
    return scale, axis | {"title": words(f"meeting.axis.{name}")}


def numbered(words: Words, unit: Unit, numbers: Sequence[float]) -> Callable[[float], str]:
    """Return how the numbers of one chart are written: all in one unit, with as many decimals as the largest
    needs for three digits."""
    if unit != "yen":
        return fmt.percent if unit == "rate" else fmt.count
    scale, name = _yen(words, numbers)
    largest = _largest(numbers) / scale
    digits = next((digits for digits, least in ((0, 100), (1, 10)) if largest >= least), 2)

    def written(number: float) -> str:
        text = fmt.decimal(abs(number) / scale, digits)
        shown = words(f"meeting.label.{name}", number=text)
        return fmt.MINUS + shown if number < 0 and re.search("[1-9]", text) else shown

    return written


def _yen(words: Words, numbers: Sequence[float]) -> tuple[int, str]:
    large, small = _YEN[words.language]
    return (large, "yen_large") if _largest(numbers) >= large else (small, "yen_small")


def _largest(numbers: Sequence[float]) -> float:
    return max((abs(number) for number in numbers), default=0.0)


def points(encoding: Spec) -> list[Spec]:
    """Return the points of a line: those still young are hollow."""
    return [
        {
            "transform": [{"filter": f"datum.is_young == {str(is_young).lower()}"}],
            "mark": {
                "aria": False,
                "type": "point",
                "filled": not is_young,
                "opacity": 1,
                "strokeWidth": 1.5,
            },
            "encoding": encoding,
        }
        for is_young in (False, True)
    ]


def marked(decisions: Sequence[Version], codes: Sequence[str]) -> list[Version]:
    """Return the decisions about some KPIs, for all leads or a segment; dropped ones leave no mark."""
    return [
        one
        for one in decisions
        if one.decision.kpi in codes and not (one.outcome and one.outcome.verdict == "dropped")
    ]
