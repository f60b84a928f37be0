"""Why a number of the tree is undefined: in whole where it begins, in brief where it is inherited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from kpi.goal_solve import Found
from pages.ui.goal.setting import LEVELS
from pages.ui.goal.tree import Card
from pages.ui.text import Words

_OF_CAUSE: Final = ("zero", "invalid")  # reasons whose sentence names the number that causes them
_BRIEFLY: Final = ("zero", "above_one", "no_average_deal")  # the others are all numbers that nobody knows


def why(words: Words, found: Found) -> str:
    """Say why a number is undefined; "" for one that is not."""
    if found.value is not None or found.reason is None:
        return ""
    cause = words(f"goal.node.{found.cause}") if found.cause else ""
    return words(f"goal.why.{found.reason}", **({"cause": cause} if found.reason in _OF_CAUSE else {}))


def once(words: Words, nodes: Mapping[str, Found], cards: Mapping[str, Card]) -> list[Card]:
    """Return the cards in their order, each whole reason on the first that has it: read six times over it
    hides that there is only one thing to mend."""
    told, found = set[tuple[str | None, str]](), list[Card]()
    for node, card in cards.items():
        reason, cause = nodes[node].reason, nodes[node].cause
        if card.why and cause:
            if (reason, cause) in told:
                card = replace(card, why=_briefly(words, reason, cause))
            told.add((reason, cause))
        found.append(card)
    return found


def _briefly(words: Words, reason: str | None, cause: str) -> str:
    name = words(f"goal.brief.{cause}" if cause in LEVELS.values() else f"goal.node.{cause}")
    return words(f"goal.because.{reason if reason in _BRIEFLY else 'open'}", cause=name)
