"""Every sentence of the product, Japanese and English side by side, and the words of one reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, get_args

from pages.ui.text import (
    agree,
    backup,
    board,
    checklist,
    codes,
    compare,
    data,
    definition,
    errors,
    explore,
    goal,
    goal_chance,
    goal_channel,
    goal_form,
    goal_lever,
    goal_month,
    goal_plan,
    goal_time,
    handout,
    health,
    importing,
    judgement,
    leads,
    log,
    meet,
    meet_decide,
    meeting,
    narrative,
    own,
    people,
    promised,
    quality,
    quality_before,
    quality_contribution,
    quality_reading,
    quality_reason,
    quality_segment,
    quality_traffic,
    quality_trait,
    reconcile,
    score,
    score_draft,
    score_rules,
    shell,
    terms,
)

_MODULES: Final = (
    *(agree, backup, board, checklist, codes, compare, data, definition, errors, explore),
    *(goal, goal_chance, goal_channel, goal_form, goal_lever, goal_month, goal_plan, goal_time),
    *(handout, health, importing, judgement, leads, log, meet, meet_decide, meeting, narrative),
    *(own, people, promised, quality, quality_before, quality_contribution, quality_reading),
    *(quality_reason, quality_segment, quality_trait, quality_traffic, reconcile),
    *(score, score_draft, score_rules, shell, terms),
)

Language = Literal["ja", "en"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)

SENTENCES: Final[dict[str, tuple[str, str]]] = {
    f"{module.__name__.rsplit('.', 1)[1]}.{key}": sentence
    for module in _MODULES
    for key, sentence in module.SENTENCES.items()
}


def say(language: Language, key: str, **fields: object) -> str:
    """Return the sentence `key` in a language with its fields filled in; KeyError for an unknown key."""
    return SENTENCES[key][LANGUAGES.index(language)].format(**fields)


def known(key: str) -> bool:
    return key in SENTENCES


def code_label(language: Language, kind: str, code: str) -> str:
    """Return the label of a stable code (`channel`, `form` …); a company's own value is its own label."""
    key = f"codes.{kind}.{code}"
    return say(language, key) if key in SENTENCES else code


@dataclass(frozen=True)
class Words:
    """The words of one reader: called with a key and fields, it returns the sentence."""

    language: Language

    def __call__(self, key: str, **fields: object) -> str:
        return say(self.language, key, **fields)

    def code(self, kind: str, code: str) -> str:
        return code_label(self.language, kind, code)
