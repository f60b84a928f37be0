"""A definition, and what changed in it, in the reader's words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import pandas as pd
import streamlit as st

from kpi.definition import Definition, Difference, Scalar
from pages.ui import format as fmt
from pages.ui.text import Words

ANY: Final = "*"
_REASONS: Final = ("rejection_reasons", "loss_reasons")


def lines(words: Words, definition: Definition) -> list[str]:
    """Say what a definition holds, but the point rules: one sentence a topic, the data's names inert."""
    shown = {"mql": definition.mql_threshold, "sql": definition.sql_threshold}
    days = definition.first_contact_days
    said = [
        words("definition.word.lines", **shown),
        words(f"definition.word.denominator.{definition.sql_rate_denominator}"),
        words(f"definition.word.source.{definition.score_source}"),
        _opportunity(words, definition),
        _forms(words, definition),
    ]
    said += [
        words(f"definition.word.{name}", reasons=joined(words, name, getattr(definition, name)))
        for name in _REASONS
    ]
    said.append(
        words("definition.word.promise", days=days)
        if days is not None
        else words("definition.word.promise.none")
    )
    rates = definition.expected_rates.items()
    told = [f"{words(f'definition.rate.{name}')} {fmt.percent(rate)}" for name, rate in rates]
    said.append(
        words("definition.word.expected", rates=words("definition.join").join(told))
        if told
        else words("definition.word.expected.none")
    )
    return said


def joined(words: Words, field: str, codes: Iterable[str]) -> str:
    """Name the members of a list of a definition, made inert."""
    return words("definition.join").join(fmt.markdown(member(words, field, code)) for code in codes)


def member(words: Words, field: str, code: str) -> str:
    """Name one member of a list of a definition."""
    kind = {"opportunity_items": "item", "high_intent_forms": "form"}.get(field, "reason")
    return words.code(kind, code)


def points(words: Words, definition: Definition) -> None:
    """Show the point rules behind a click, the imported score saying that there are none."""
    if definition.score_source == "imported":
        return
    rows = [
        (words.code("item", item), _value(words, item, value), _points(given))
        for item, values in definition.information_points.items()
        for value, given in values.items()
    ]
    rows += [
        (name, _value(words, "", value), _points(given))
        for name, values in definition.attribute_points.items()
        for value, given in values.items()
    ]
    rows += [
        (
            words.code("kind", kind),
            words("definition.points.cap", cap=_points(rule.cap)),
            _points(rule.points),
        )
        for kind, rule in definition.behaviour_points.items()
    ]
    columns = [words(f"definition.points.{name}") for name in ("item", "value", "points")]
    with st.expander(words("definition.points", count=len(rows))):
        st.dataframe(pd.DataFrame(rows, columns=columns), hide_index=True, height=300)


def rows(words: Words, different: Sequence[Difference]) -> list[tuple[str, str, str]]:
    """Tell differences as (what, before, after), one a difference."""
    return [
        (what(words, one), _side(words, one, one.before), _side(words, one, one.after)) for one in different
    ]


def what(words: Words, one: Difference) -> str:
    """Name the place in which two definitions differ."""
    label = words(f"definition.field.{one.field}")
    if one.item is None:
        return label if one.value is None else _of(words, label, member(words, one.field, one.value))
    if one.field == "expected_rates":
        return _of(words, label, words(f"definition.rate.{one.item}"))
    kind = "kind" if one.field == "behaviour_points" else "item"
    item = one.item if one.field == "attribute_points" else words.code(kind, one.item)
    if kind == "kind":
        return _of(words, item, words(f"definition.points.of.{one.value}"))
    return _of(words, item, _value(words, one.item, one.value or ""))


def _of(words: Words, whole: str, part: str) -> str:
    return words("definition.of", whole=whole, part=part)


def _side(words: Words, one: Difference, value: Scalar) -> str:
    if value is None:
        return fmt.UNDEFINED
    if isinstance(value, bool):
        return words("definition.yes" if value else "definition.no")
    if one.field == "expected_rates":
        return fmt.percent(float(value))
    if one.field in ("sql_rate_denominator", "score_source"):
        return words(f"definition.{one.field}.{value}")
    return _points(value) if isinstance(value, int) else str(value)


def _opportunity(words: Words, definition: Definition) -> str:
    items = joined(words, "opportunity_items", definition.opportunity_items)
    if items and definition.opportunity_by_form:
        return words("definition.word.opportunity.both", items=items)
    if items:
        return words("definition.word.opportunity.items", items=items)
    return words(f"definition.word.opportunity.{'form' if definition.opportunity_by_form else 'none'}")


def _forms(words: Words, definition: Definition) -> str:
    if not definition.high_intent_forms:
        return words("definition.word.forms.none")
    return words(
        "definition.word.forms", forms=joined(words, "high_intent_forms", definition.high_intent_forms)
    )


def _value(words: Words, item: str, value: str) -> str:
    return words("definition.points.any") if value == ANY else words.code(item, value)


def _points(value: int) -> str:
    return fmt.count(value)
