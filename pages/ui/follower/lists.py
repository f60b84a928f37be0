"""What followers are given: for every threshold the texts of the evidence table and of the trial list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kpi.curves import Curves
from kpi.definitions import Definition
from kpi.estimate import Parts
from kpi.histogram import SCORES
from pages.ui import format as fmt
from pages.ui.board.slots import Slot, by_sql
from pages.ui.text import Words

PARTS = ("observed", "to_come", "estimated", "extrapolated", "range")
Shown = Callable[[float], str]


def evidence(found: Curves, words: Words) -> dict[str, Any]:
    """Return the table that lays apart what is observed, still to come, estimated and extrapolated, and the
    sentence on what can be said without any assumption."""
    guess = found.estimate
    wins_known = guess.opportunity_rate_known and guess.win_rate_known

    def yen(value: float) -> str:
        return fmt.yen(value, words.language)

    rows = [
        ("opportunities", guess.deals, _count, guess.opportunity_rate_known),
        ("won", guess.won, _count, wins_known),
        ("amount", guess.amount_yen, yen, wins_known and guess.amount_known),
    ]
    head = [words(f"explore.evidence.{name}") for name in ("kpi", *PARTS)]
    body = [[words(f"board.card.{name}"), *_row(words, *row)] for name, *row in rows]
    return {"lang": words.language, "table": {"head": head, "rows": body}, "lines": [_bounds(found, words)]}


def _count(value: float) -> str:
    """A small estimate keeps a decimal, so that the parts add up before the reader's eyes."""
    return fmt.decimal(value) if 0 < value < 9.95 and value != round(value) else fmt.count(value)


def _row(words: Words, parts: Parts, shown: Shown, is_known: bool) -> list[Slot]:
    """One KPI, its parts apart; what no history can estimate is undefined, not 0."""
    observed = [shown(value) for value in parts.observed[:SCORES]]
    if not is_known:
        return [by_sql(observed), *[by_sql([fmt.UNDEFINED] * SCORES)] * (len(PARTS) - 1)]
    unseen = [by_sql(shown(value) for value in getattr(parts, name)[:SCORES]) for name in PARTS[1:-1]]
    ends = zip(observed, parts.upper[:SCORES], strict=True)
    return [
        by_sql(observed),
        *unseen,
        by_sql(words("shell.span", low=low, high=shown(high)) for low, high in ends),
    ]


def _bounds(found: Curves, words: Words) -> Slot:
    ends = zip(*found.estimate.opportunity_bounds, strict=True)
    return by_sql(
        words("explore.evidence.bounds", low=fmt.count(low), high=fmt.count(high)) if low < high else ""
        for low, high in ends
    )


def trial(agreed: Definition, words: Words) -> dict[str, Any]:
    """Return the sentence on which leads a trial list is drawn from."""
    texts = []
    for sql in range(SCORES):
        low, below = below_the_line(sql, agreed.sql_threshold)
        fields = {"agreed": agreed.sql_threshold, "low": low, "below": below - 1}
        texts.append(words("explore.trial.text", **fields))
    return {"lang": words.language, "table": None, "lines": [by_sql(texts)]}


def below_the_line(sql: int, agreed: int) -> tuple[int, int]:
    """The scores a trial is drawn from: between the moved and the agreed line, else the 20 points below."""
    return (sql, agreed) if sql < agreed else (max(0, agreed - 20), max(agreed, 1))
