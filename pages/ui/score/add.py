"""An item that the agreed rules give no points to: chosen, given points, and tried with the others."""

from __future__ import annotations

from typing import Final, get_args

import streamlit as st

from kpi.errors import InvalidInput
from kpi.events import INFORMATION_ITEMS
from kpi.rule_edit import Given, edited
from kpi.rule_lines import Kind, Line
from kpi.score import ANY_VALUE
from pages.ui import cached_data, inputs, rule_words, session, shell
from pages.ui import format as fmt
from pages.ui.score import live
from pages.ui.score.live import Live
from pages.ui.shell import Frame
from pages.ui.view import Notice

_PLACE: Final = "score_add"
_FIRST_POINTS: Final = 10


def show(frame: Frame, found: Live) -> None:
    """Offer own columns and information items with their values, in a box drawn while it is open."""
    words = frame.words
    box = st.expander(words("score_rules.add"), icon=":material/add:", key="score_add_box", on_change="rerun")
    if not box.open:
        return
    with box:
        st.caption(words("score_rules.add.help"))
        lines = {_code(line): line for line in _items(frame)}
        left, middle, right = st.columns([3, 4, 2])
        item = left.selectbox(
            words("score_rules.column.item"),
            list(lines),
            format_func=lambda code: rule_words.item_label(words, lines[code]),
            key=inputs.option_key("score_add_item"),
        )
        chosen = lines[item]
        middle.selectbox(
            words("score_rules.column.value"),
            _values(frame, found, chosen),
            format_func=lambda value: rule_words.line_label(words, Line(chosen.kind, chosen.item, value)),
            index=None,
            placeholder=words("score_rules.add.value"),
            accept_new_options=True,
            key=_value_key(item),
        )
        right.number_input(
            words("score_rules.column.new"), value=_FIRST_POINTS, step=1, key="score_add_points"
        )
        st.button(
            words("score_rules.add.do"),
            key="score_add_do",
            type="primary",
            on_click=_add,
            args=(frame, chosen, _value_key(item)),
        )
        shell.say(words, session.told(_PLACE))


def _items(frame: Frame) -> list[Line]:
    own = cached_data.own_columns(frame.path, frame.record.data_version)["name"]
    return [
        *(Line("own", name) for name in dict.fromkeys((*own, *frame.agreed.attribute_points))),
        *(Line("information", item) for item in INFORMATION_ITEMS),
    ]


def _values(frame: Frame, found: Live, item: Line) -> list[str]:
    """Return the values of an item, the most frequent first, and "any other"."""
    if item.kind == "own":
        table = cached_data.own_values(frame.path, frame.record.data_version, item.item)
        values = [str(value) for value in table["value"]]
    else:
        column = found.profiles.combinations.information[item.item]
        values = sorted(value for value in column.values if value is not None)
    return [*(value for value in values if value != ANY_VALUE), ANY_VALUE]


def _code(item: Line) -> str:
    return f"{get_args(Kind).index(item.kind)}:{item.item}"


def _value_key(item: str) -> str:
    return inputs.option_key(f"score_add_value_{item}")


def _add(frame: Frame, item: Line, value_key: str) -> None:
    """Give the value its points among the rules that are tried, and a line of its own in the table."""
    with shell.keeping(_PLACE):
        value = str(session.value(value_key) or "").strip()
        if not value:
            raise InvalidInput(what="rule_value", value=None)
        points = session.value("score_add_points")
        if points is None:
            raise InvalidInput(what="points", value=None)
        line, tried = Line(item.kind, item.item, value), live.tried(frame)
        rules = edited(tried, {line: Given(points)}, tried.high_intent_forms)
        live.add(line, rules)
        named = {"item": rule_words.item_label(frame.words, line)}
        named |= {"value": rule_words.line_label(frame.words, line), "points": fmt.count(points)}
        session.tell(_PLACE, Notice("score_rules.added", fields=named))
