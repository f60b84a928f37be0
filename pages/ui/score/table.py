"""The table of point rules: what each line brings today, what it is worth, and the points to try."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from kpi.definitions import Definition
from kpi.errors import InvalidInput
from kpi.rates import rate
from kpi.rule_edit import Given, edited, given
from kpi.rule_lines import Line
from kpi.score import ANY_VALUE
from kpi.scoring_fit import adopted
from pages.ui import format as fmt
from pages.ui import inputs, session, shell
from pages.ui.labels import value_label
from pages.ui.rule_words import item_label, line_label
from pages.ui.score import add, live
from pages.ui.score.live import Live
from pages.ui.shell import Frame
from pages.ui.text import Words

_HEIGHT, _FEW = 372, 9  # pixels; rows that are shown whole
_COLUMNS = ("item", "value", "today", "suggested", "new", "cap", "with", "without")
_EDITED = ("new", "cap")


@dataclass(frozen=True)
class _Sheet:
    """The table as it is given to the editor: what it starts from, its key, its headings."""

    base: Definition
    key: str
    headings: dict[str, str]


def show(frame: Frame, found: Live) -> Definition:
    """Let a person change points and high-intent forms; return the rules to try.

    What cannot be used is told, and the last rules that could stay.
    """
    words = frame.words
    sheet, order = _sheet(frame), found.order(frame.agreed)
    shown = st.data_editor(
        _rows(frame, found, sheet).iloc[order],
        hide_index=True,
        placeholder=fmt.UNDEFINED,
        disabled=[sheet.headings[name] for name in _COLUMNS if name not in _EDITED],
        height=_HEIGHT if len(order) > _FEW else "content",
        column_config=_config(words, sheet.headings),
        key=sheet.key,
    )
    _buttons(frame, found)
    st.caption(words("score_rules.table.help"))
    add.show(frame, found)
    forms = _forms(frame, found, sheet.base)
    lines = [found.lines.lines[place] for place in order]
    try:
        changes = _changes(lines, given(sheet.base, lines), shown, sheet.headings)
        rules = edited(sheet.base, changes, forms)
    except InvalidInput as error:
        st.error(shell.error_text(words, error), icon=":material/error:")
        return live.tried(frame)
    if rules != live.tried(frame):
        live.keep_tried(rules)
    return rules


def _sheet(frame: Frame) -> _Sheet:
    """The editor lays its edits over what it is given: it starts from the same rules while it lives."""
    words = frame.words
    edition = f"score_table_{session.edition('score_table')}_{frame.record.data_version}"
    key = inputs.option_key(edition)
    if not session.holds(key):
        session.put("score_base", live.tried(frame).model_dump_json())
    base = Definition.model_validate_json(session.kept("score_base", ""))
    return _Sheet(base, key, {name: words(f"score_rules.column.{name}") for name in _COLUMNS})


def _forms(frame: Frame, found: Live, base: Definition) -> list[str]:
    words = frame.words
    offered = [line.value for line in found.lines.lines if line.item == "form" and line.value != ANY_VALUE]
    name = f"score_forms_{session.edition('score_table')}"
    return st.multiselect(
        words("score_rules.forms"),
        list(dict.fromkeys((*offered, *base.high_intent_forms))),
        format_func=lambda code: value_label(words, "form", code),
        key=inputs.widget(name, list(live.tried(frame).high_intent_forms)),
        placeholder=words("score_rules.forms.none"),
        help=words("score_rules.forms.help"),
    )


def _rows(frame: Frame, found: Live, sheet: _Sheet) -> pd.DataFrame:
    words, lines = frame.words, found.lines.lines
    suggestion, worth = found.suggestion(), found.worth()
    today, base = given(frame.agreed, lines), given(sheet.base, lines)
    proposed = (
        [Given(None)] * len(lines)
        if suggestion.points is None
        else [Given(*pair) for pair in zip(suggestion.points, suggestion.caps, strict=True)]
    )
    shares = {
        "with": [rate(one.hit_count, one.worked_count) for one in worth],
        "without": [rate(one.other_hit_count, one.other_worked_count) for one in worth],
    }
    table = {
        "item": [item_label(words, line) for line in lines],
        "value": [line_label(words, line) for line in lines],
        "today": [_written(words, line, one) for line, one in zip(lines, today, strict=True)],
        "suggested": [_written(words, line, one) for line, one in zip(lines, proposed, strict=True)],
        # decimals are let in to be refused: the browser would turn 1.5 into 15 without a word
        "new": pd.array([one.points for one in base], dtype="Float64"),
        "cap": pd.array([one.cap for one in base], dtype="Float64"),
        **{name: [None if one is None else 100 * one for one in column] for name, column in shares.items()},
    }
    return pd.DataFrame(table).rename(columns=sheet.headings)


def _written(words: Words, line: Line, one: Given) -> str:
    """Write points; of a behaviour with its cap."""
    if one.points is None:
        return fmt.UNDEFINED
    if line.kind == "behaviour" and one.points:
        return words("score_rules.points.capped", points=fmt.count(one.points), cap=fmt.count(one.cap))
    return fmt.count(one.points)


def _config(words: Words, headings: dict[str, str]) -> dict[str, object]:
    whole = st.column_config.NumberColumn
    return {
        headings["item"]: st.column_config.TextColumn(width=130),
        headings["value"]: st.column_config.TextColumn(width=130),
        headings["today"]: st.column_config.TextColumn(width=95),
        headings["suggested"]: st.column_config.TextColumn(
            width=70, help=words("score_rules.suggested.help")
        ),
        # no bounds here: the browser would turn 500 into 100 without a word
        headings["new"]: whole(width=97, help=words("score_rules.new.help")),
        headings["cap"]: whole(width=65, help=words("score_rules.cap.help")),
        headings["with"]: whole(format="%.0f%%", width=65, help=words("score_rules.with.help")),
        headings["without"]: whole(format="%.0f%%", width=65, help=words("score_rules.with.help")),
    }


def _changes(
    lines: list[Line], base: list[Given], shown: pd.DataFrame, headings: dict[str, str]
) -> dict[Line, Given]:
    """Return the lines whose points or cap differ from what the table started from.

    Raises InvalidInput(what="points_whole").
    """
    columns = [shown[headings[name]] for name in _EDITED]
    typed = [Given(*map(_whole, pair)) for pair in zip(*columns, strict=True)]
    return {
        line: after if line.kind == "behaviour" else Given(after.points)
        for line, before, after in zip(lines, base, typed, strict=True)
        if after != before
    }


def _whole(number: Any) -> int | None:
    if pd.isna(number):
        return None
    if number != int(number):
        raise InvalidInput(what="points_whole", value=number)
    return int(number)


def _buttons(frame: Frame, found: Live) -> None:
    words, suggestion = frame.words, found.suggestion()
    with st.container(horizontal=True):
        st.button(
            words("score_rules.take"),
            key="score_take",
            icon=":material/auto_fix_high:",
            disabled=suggestion.points is None,
            on_click=lambda: live.start_again(adopted(frame.agreed, found.lines.lines, suggestion)),
        )
        st.button(
            words("score_rules.undo"),
            key="score_undo",
            icon=":material/undo:",
            on_click=live.start_again,
            args=(None,),
        )
