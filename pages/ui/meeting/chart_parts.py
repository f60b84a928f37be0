"""What the charts of a meeting share: colours, units of axes, points that are young or news.

Marks are hidden from screen readers: the text beside a chart tells it, and they would be thousands of
nameless pictures.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from kpi.decision import Unit, Version
from pages.ui.text import Words

Spec = dict[str, Any]
Row = dict[str, Any]
CHANGED: Final = "#d98a2b"  # the day from which another definition holds
PADDING: Final = {"left": 5, "top": 4, "right": 5, "bottom": 4}  # else Streamlit leaves 20 below a chart
UP, DOWN, QUIET = "#3f7fd0", "#c9703a", "#8a919c"
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
    large, small = _YEN[words.language]
    is_large = max((abs(number) for number in numbers), default=0) >= large
    title = words("meeting.axis.yen_large" if is_large else "meeting.axis.yen_small")
    return large if is_large else small, axis | {"title": title}


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
