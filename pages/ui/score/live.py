"""What the score page works with in one run: the leads, the rules that stand, the rules that are tried."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from kpi.definitions import Definition
from kpi.filters import Filter
from kpi.histogram import Question
from kpi.profiles import Profiles
from kpi.rule_edit import by_weight
from kpi.rule_lines import Design, Line
from kpi.scoring_fit import Suggestion
from kpi.scoring_worth import Worth
from pages.ui import cached_score, session
from pages.ui.cached_score import Effect, Key
from pages.ui.shell import Frame

_TRIED, _ADDED = "score_rules", "score_added"


@dataclass(frozen=True, eq=False)
class Live:
    """Everything but the rules that are tried, which the table gives; `rules` (JSON) are those that stand."""

    key: Key
    rules: str
    question: Question
    profiles: Profiles
    lines: Design
    today: Effect

    def suggestion(self) -> Suggestion:
        return cached_score.suggestion(self.key, self.rules)

    @property
    def chosen(self) -> Filter:
        return self.key[2]

    def worth(self) -> tuple[Worth, ...]:
        return cached_score.worth(self.key, self.rules, self.suggestion().target)

    def order(self, rules: Definition) -> list[int]:
        """The places of the lines: items that a person added first, then those with most points."""
        lines = self.lines.lines
        added = {(line.kind, line.item) for line in self.key[5]}
        return sorted(
            by_weight(rules, lines), key=lambda place: (lines[place].kind, lines[place].item) not in added
        )

    def effect(self, tried: Definition) -> Effect:
        """What rules that are tried do."""
        return cached_score.effect(self.key, self.rules, self.question, tried.model_dump_json())


def read(frame: Frame) -> Live:
    """Read the leads of the view; no edited rule is in it."""
    chosen = replace(frame.chosen, scored="today")  # the points of today are what others are held against
    added = session.kept(_ADDED, ())
    own = {line.item for line in added if line.kind == "own"} - set(frame.agreed.attribute_points)
    as_of, more = frame.record.calendar.as_of, tuple(sorted(own))
    key: Key = (frame.path, frame.record.data_version, chosen, as_of, more, added)
    rules = frame.agreed.model_dump_json()
    question: Question = "rule" if frame.view.question == "rule" else "sales"
    with st.spinner(frame.words("score.working")):  # which comes and goes once a filter
        found = Live(
            key=key,
            rules=rules,
            question=question,
            profiles=cached_score.profiles(*key[:5]),
            lines=cached_score.design(key, rules),
            today=cached_score.today(key, rules, question),
        )
        found.suggestion()
    return found


def tried(frame: Frame) -> Definition:
    """Return the rules that this session tries: those that stand, until it changed some."""
    kept: str | None = session.kept(_TRIED, None)
    return frame.agreed if kept is None else Definition.model_validate_json(kept)


def keep_tried(rules: Definition) -> None:
    """Try these rules from now on, on every part of the page."""
    session.put(_TRIED, rules.model_dump_json())


def start_again(rules: Definition | None) -> None:
    """Try other rules than those in the table, which begins anew with them; None: those that stand."""
    if rules is None:
        session.forget(_TRIED, _ADDED)
    else:
        keep_tried(rules)
    session.next_edition("score_table")


def add(line: Line, rules: Definition) -> None:
    """Give a line a place in the table, and try the rules that give it points."""
    session.put(_ADDED, tuple(dict.fromkeys((*session.kept(_ADDED, ()), line))))
    start_again(rules)
