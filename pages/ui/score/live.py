"""What the score page works with in one run: the leads, the rules that stand, the rules that are tried."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from kpi.definitions import Definition
from kpi.filters import Filter
from kpi.histogram import Question
from kpi.profiles import Profiles
from kpi.rule_lines import Design
from kpi.scoring_fit import Suggestion
from kpi.scoring_worth import Worth
from pages.ui import cached_score, session
from pages.ui.cached_score import Effect, Key
from pages.ui.shell import Frame

_TRIED = "score_rules"


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

    def effect(self, tried: Definition) -> Effect:
        """What rules that are tried do."""
        return cached_score.effect(self.key, self.rules, self.question, tried.model_dump_json())


def read(frame: Frame) -> Live:
    """Read the leads of the view; no edited rule is in it."""
    chosen = replace(frame.chosen, scored="today")  # the points of today are what others are held against
    key: Key = (frame.path, frame.record.data_version, chosen, frame.record.calendar.as_of)
    rules = frame.agreed.model_dump_json()
    question: Question = "rule" if frame.view.question == "rule" else "sales"
    with st.spinner(frame.words("score.working")):  # which comes and goes once a filter
        found = Live(
            key=key,
            rules=rules,
            question=question,
            profiles=cached_score.profiles(*key),
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
        session.forget(_TRIED)
    else:
        keep_tried(rules)
    session.next_edition("score_table")
