"""The tables of the channels: budgets and limits to be typed, and what a split brings beside the cheapest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

import pandas as pd
import streamlit as st

from kpi.errors import InvalidInput
from kpi.goal_given import read_whole
from kpi.plan import LARGEST_GOAL_YEN
from pages.ui import format as fmt
from pages.ui import inputs, session, state, typed
from pages.ui.goal.setting import Setting, shown
from pages.ui.labels import value_label
from pages.ui.shell import Frame
from pages.ui.text import Words
from pages.ui.typed import Amounts

if TYPE_CHECKING:
    from kpi.goal_channel import Line
    from kpi.goal_channels import Split

_TYPED: Final = ("budget", "most")


def edit(
    frame: Frame,
    setting: Setting,
    cpa: Mapping[str, Fraction | None],
    begun: Mapping[str, Amounts],
    chosen: Mapping[str, Amounts],
) -> None:
    """Show `chosen` budgets and limits to be changed; what stands as it has `begun` stays out of the view."""
    words = frame.words
    heading = {name: words(f"goal_channel.column.{name}") for name in ("channel", "cpa", *_TYPED)}
    columns: dict[str, Any] = {
        "channel": [value_label(words, "channel", code) for code in cpa],
        "cpa": [shown(words, "cpa_yen", value) for value in cpa.values()],
    }
    for name in _TYPED:
        columns[name] = pd.array([_cell(code, name, chosen[code]) for code in chosen], dtype="str")
    key = inputs.table_key(f"goal_channels_{frame.record.data_version}_{setting.period.code}")
    st.data_editor(
        pd.DataFrame({heading[name]: values for name, values in columns.items()}),
        hide_index=True,
        height="content",
        disabled=[heading["channel"], heading["cpa"]],
        column_config={
            heading["channel"]: st.column_config.TextColumn(pinned=True),
            **{heading[name]: st.column_config.TextColumn(alignment="right") for name in ("cpa", *_TYPED)},
        },
        placeholder=fmt.UNDEFINED,
        key=key,
        on_change=_take,
        args=(key, heading, begun),
    )
    for code, amounts in chosen.items():
        for name in _TYPED:
            _say_refused(words, code, name, amounts)


def _cell(code: str, name: str, amounts: Amounts) -> str | None:
    """Return what a cell holds: what was typed and cannot be used stays in it."""
    value = getattr(amounts, name)
    return inputs.refused(_field(code, name)) or (None if value is None else fmt.count(value))


def _field(code: str, name: str) -> str:
    return f"channel_{name}_{code}"


def forget_refused(codes: Iterable[str]) -> None:
    for code in codes:
        for name in _TYPED:
            inputs.refuse(_field(code, name), None)


def _take(key: str, heading: Mapping[str, str], begun: Mapping[str, Amounts]) -> None:
    kept, codes = typed.amounts(state.view().channel_plan), list(begun)
    for row, cells in session.value(key)["edited_rows"].items():
        code = codes[row]
        amounts = kept.get(code, begun[code])
        for name in _TYPED:
            if heading[name] not in cells:
                continue
            text = str(cells[heading[name]] or "").strip()
            inputs.refuse(_field(code, name), None)
            try:
                yen = read_whole(name, text, LARGEST_GOAL_YEN) if text else None
                amounts = amounts._replace(**{name: yen})
            except InvalidInput:
                inputs.refuse(_field(code, name), text)
        kept[code] = amounts
    changed = {code: amounts for code, amounts in kept.items() if amounts != begun.get(code)}
    state.change(channel_plan=typed.amounts_items(changed))


def _say_refused(words: Words, code: str, name: str, amounts: Amounts) -> None:
    if (text := inputs.refused(_field(code, name))) is None:
        return
    value = getattr(amounts, name)
    fields = {
        "channel": fmt.markdown(value_label(words, "channel", code)),
        "column": words(f"goal_channel.column.{name}"),
        "value": fmt.markdown(text),
        "showing": words("goal_channel.nothing") if value is None else fmt.count(value),
    }
    st.error(words("goal_channel.refused", **fields, most=fmt.count(LARGEST_GOAL_YEN)))


def compare(words: Words, target: str, mine: Split, best: Split) -> None:
    """Show what each channel does in a split, and its budget in the cheapest."""
    cheapest = {line.code: line for line in best.lines}
    rows = [(value_label(words, "channel", line.code), line, cheapest[line.code]) for line in mine.lines]
    is_yen = target == "goal_yen"
    name = words(f"goal.node.{target}")
    price = words("goal_channel.column.return") if is_yen else words("goal_channel.column.price", name=name)
    table = {
        words("goal_channel.column.channel"): [name for name, _, _ in rows],
        price: [_return(words, one) if is_yen else _yen(words, one.price_yen) for _, one, _ in rows],
        words("goal_channel.column.cost"): [_yen(words, one.cost_yen) for _, one, _ in rows],
        words("goal_channel.column.inquiries"): [fmt.count(float(one.inquiries)) for _, one, _ in rows],
        words("goal_channel.column.brought", name=name): [
            shown(words, target, one.brought) if is_yen else fmt.decimal(float(one.brought))
            for _, one, _ in rows
        ],
        words("goal_channel.column.best"): [_yen(words, other.cost_yen) for _, _, other in rows],
    }
    st.dataframe(pd.DataFrame(table), hide_index=True, height="content")


def _return(words: Words, line: Line) -> str:
    """Say how many yen a yen of cost is expected to bring."""
    price = line.price_yen
    return words("goal_channel.times", times=fmt.decimal(float(1 / price))) if price else fmt.UNDEFINED


def _yen(words: Words, value: Fraction | None) -> str:
    return fmt.yen(None if value is None else float(value), words.language)
