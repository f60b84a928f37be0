"""What stands on the trends of the page: days on which the definition changed, and decisions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import streamlit as st

from pages.ui import cached_kept, definition_marks
from pages.ui import format as fmt
from pages.ui.meeting.chart_parts import MARK, Row, Spec, marked
from pages.ui.shell import Frame
from pages.ui.text import Words


@dataclass(frozen=True)
class Span:
    """One bar of a trend: its place on the axis, its first day and the day after its last."""

    key: str
    start: date
    stop: date


@dataclass(frozen=True)
class Marks:
    """The changes and decisions of some days, each a day and what it was."""

    changes: list[definition_marks.Change]
    decided: list[definition_marks.Change]

    def rows(self, spans: Sequence[Span]) -> list[Row]:
        """Return a row a mark: key of its bar, is_change, said."""
        return [
            {"key": span.key, "is_change": is_change, "said": told}
            for is_change, found in ((True, self.changes), (False, self.decided))
            for day, told in found
            for span in spans
            if span.start <= day < span.stop
        ]


def read(frame: Frame, kpis: Sequence[str], start: date, stop: date) -> Marks:
    """Return what happened from `start` until the day before `stop`; decisions about some KPIs."""
    made = (one.decision for one in marked(cached_kept.decided(frame.path, frame.store.revision), kpis))
    decided = sorted((one.decided_on, one.measure) for one in made if start <= one.decided_on < stop)
    return Marks(definition_marks.changes(frame, start, stop - timedelta(days=1)), decided)


def layers(words: Words, x: Spec) -> list[Spec]:
    """Return the rules of dataset `marks` beside the bars of `x`: a change's before, a decision's after."""
    return [
        {
            "data": {"name": "marks"},
            "transform": [{"filter": f"datum.is_change == {str(is_change).lower()}"}],
            "mark": {"aria": False, "type": "rule", "strokeWidth": 2},
            "encoding": {
                "x": {**x, "bandPosition": 0 if is_change else 1},
                "color": MARK,
                "tooltip": {
                    "field": "said",
                    "title": words("definition.mark.title" if is_change else "quality.marks.title"),
                },
            },
        }
        for is_change in (True, False)
    ]


def say(words: Words, found: Marks) -> None:
    """Say the marks below a chart; nothing where there are none."""
    definition_marks.say(words, found.changes)
    made = [f"{fmt.day(day, words.language)} {fmt.markdown(told)}" for day, told in found.decided]
    if made:
        st.caption(words("quality.marks", decisions=words("definition.join").join(made)))
