"""What either definition makes of the same leads, in one table, and the rules in which they differ."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import pandas as pd
import streamlit as st

from kpi.agreement_beside import Beside
from kpi.agreement_pair import Difference, Side
from kpi.events import BEHAVIOUR_KINDS, INFORMATION_ITEMS
from kpi.score import ANY_VALUE
from pages.ui import format as fmt
from pages.ui.labels import value_label
from pages.ui.shell import Frame
from pages.ui.text import Words, known

_NEEDED: Final = ("wins", "opportunities", "sqls", "mqls", "inquiries")
# short, so that all columns stand side by side on a phone
_HEADS: Final = {
    "side_one": "goal.owner.marketing",
    "middle": "compare.middle",
    "side_other": "goal.owner.sales",
}
_POINTS: Final = ("information_points", "attribute_points")


def show(frame: Frame, found: Beside, between: Side | None) -> None:
    """Show the KPIs of both sides, of the middle where there is one, and what the goal takes of each."""
    words = frame.words
    columns = {"side_one": found.one, "side_other": found.other}
    if between is not None:
        columns = {"side_one": found.one, "middle": between, "side_other": found.other}
    table = {words("compare.kpi"): _labels(frame, list(columns.values()))}
    for name, side in columns.items():
        table[words(_HEADS[name])] = _values(frame, side)
    st.dataframe(
        pd.DataFrame(table),
        hide_index=True,
        height="content",
        column_config={
            words("compare.kpi"): st.column_config.Column(width=180),
            **{words(_HEADS[name]): st.column_config.Column(alignment="right", width=75) for name in columns},
        },
    )
    st.caption(words("compare.counted"))


def _labels(frame: Frame, sides: Sequence[Side]) -> list[str]:
    words, bases = frame.words, {side.denominator for side in sides}
    rates = {"inquiries": "goal.node.sql_rate", "mqls": "goal.node.sql_share"}
    sql_rate = rates[bases.pop()] if len(bases) == 1 else "compare.sql_rate"
    goal = fmt.yen(frame.view.goal_yen, words.language)
    return [
        *(words(f"goal.node.{name}") for name in ("mqls", "mql_share", "sqls")),
        words(sql_rate),
        words("leads.rows.opportunities"),
        words("goal.node.opportunity_rate"),
        words("goal.node.wins"),
        words("compare.win_rate"),
        words("goal.node.goal_yen"),
        *(words("compare.needed", goal=goal, level=words(f"goal.node.{name}")) for name in _NEEDED),
    ]


def _values(frame: Frame, side: Side) -> list[str]:
    needed = side.needed(frame.view.goal_yen)
    return [
        fmt.count(side.mql_count),
        fmt.percent(side.mql_rate),
        fmt.count(side.sql_count),
        fmt.percent(side.sql_rate),
        fmt.count(side.opportunity_count),
        fmt.percent(side.opportunity_rate),
        fmt.count(side.won_count),
        fmt.percent(side.win_rate),
        fmt.yen(side.won_amount_yen, frame.words.language),
        *(fmt.count(needed[name]) for name in _NEEDED),
    ]


def differences(frame: Frame, found: Sequence[Difference]) -> None:
    """List the rules in which the two differ, in words."""
    words = frame.words
    if not found:
        st.caption(words("compare.differences.none"))
        return
    table = {
        words("compare.rule"): [_rule(words, one) for one in found],
        words("compare.side_one"): [_said(words, one.field, one.before) for one in found],
        words("compare.side_other"): [_said(words, one.field, one.after) for one in found],
    }
    st.dataframe(pd.DataFrame(table), hide_index=True, height="content")


def _rule(words: Words, one: Difference) -> str:
    """Name a rule: its field, and of points the item and the value."""
    field = f"compare.field.{one.field}"
    parts = [words(field) if known(field) else one.field]
    if one.item is not None:
        parts.append(_item(words, one))
    if one.value is not None:
        parts.append(_value(words, one))
    return words("compare.rule.join").join(parts)


def _item(words: Words, one: Difference) -> str:
    item = str(one.item)
    if item in BEHAVIOUR_KINDS:
        return words.code("kind", item)
    if item in INFORMATION_ITEMS and one.field != "attribute_points":
        return words.code("item", item)
    rate = f"promised.rate.{item}"
    return words(rate) if known(rate) else item


def _value(words: Words, one: Difference) -> str:
    value = str(one.value)
    if one.field == "behaviour_points":
        return words(f"compare.behaviour.{value}")
    if value == ANY_VALUE:
        return words("compare.any_value")
    kinds: dict[str, Callable[[str], str]] = {
        "high_intent_forms": lambda code: value_label(words, "form", code),
        "opportunity_items": lambda code: words.code("item", code),
    }
    reasons = ("rejection_reasons", "loss_reasons")
    if one.field in reasons:
        return words.code("reason", value)
    return kinds.get(one.field, lambda code: value_label(words, str(one.item), code))(value)


def _said(words: Words, field: str, given: object) -> str:
    if given is None:
        return fmt.UNDEFINED if field not in _POINTS else words("compare.no_points")
    if isinstance(given, bool):
        return words(f"compare.given.{'yes' if given else 'no'}")
    if field == "expected_rates" and isinstance(given, float | int):
        return fmt.percent(given)
    if isinstance(given, int):
        return fmt.count(given)
    key = f"compare.given.{given}"
    return words(key) if known(key) else str(given)
