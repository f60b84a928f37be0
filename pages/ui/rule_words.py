"""The lines of point rules, and what must be said of rules, in the reader's words."""

from __future__ import annotations

from typing import Final

from kpi.rule_lines import Line
from kpi.rule_remarks import Remark
from kpi.score import ANY_VALUE
from pages.ui import format as fmt
from pages.ui.labels import value_label
from pages.ui.text import Words

_NAMED: Final = 3


def item_label(words: Words, line: Line) -> str:
    if line.kind == "own":
        return line.item
    return words.code("kind" if line.kind == "behaviour" else "item", line.item)


def line_label(words: Words, line: Line) -> str:
    """Name what a lead holds: a value, any other value, or a piece of a behaviour."""
    if line.kind == "behaviour":
        return words("score_rules.line.piece")
    if line.value == ANY_VALUE:
        return words("own.points.any")
    return value_label(words, "attributes" if line.kind == "own" else line.item, line.value)


def said(words: Words, remark: Remark) -> str:
    """Say a remark; of many lines the first are named."""
    named = [f"{item_label(words, line)}: {line_label(words, line)}" for line in remark.lines[:_NAMED]]
    if len(remark.lines) > _NAMED:
        named.append(words("score_rules.remark.more", count=len(remark.lines) - _NAMED))
    text = fmt.markdown(words("score_rules.remark.join").join(named))
    return words(f"score_rules.remark.{remark.code}", number=remark.number, lines=text)
