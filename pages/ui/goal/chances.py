"""How likely the goal is reached: what each level needs for a chance, and what today's pace would give."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import streamlit as st

from pages.ui import blocks, cached_goal, plain_table
from pages.ui import format as fmt
from pages.ui.goal import outlook
from pages.ui.goal.setting import RATES, Setting, shown
from pages.ui.plain_table import Row
from pages.ui.shell import Frame
from pages.ui.text import Words

if TYPE_CHECKING:
    from kpi.chance import Chances

_UNITS: Final = {"goal_yen": "yen", "wins": "wins", "opportunities": "opportunities"}
_RATE_OF: Final = {level: rate for rate, level in RATES.items()} | {"deal_size": "deal_yen"}


def show(frame: Frame, setting: Setting, found: Chances | None) -> None:
    """Say the chance at today's pace, and what 50, 80 and 95 % take: from now on, and for the whole period
    at each level."""
    words = frame.words
    sentences = outlook.sentences(frame, setting)
    if found is not None and (said := uncertain_text(words, found)):
        sentences.append(said)
    if found is None:
        outlook.paragraphs(sentences)
        st.info(outlook.open_text(words, setting), icon=":material/info:")
        return
    running = [words("goal_chance.say.running")] if setting.stand == "running" else []
    said = (*reasons(words, found), *running, words("goal_chance.say"))
    rows = _rows(frame, setting, found)
    plain_table.draw(words.language, words("goal.section.chance"), _headings(words), rows, said, sentences)


def read(frame: Frame, setting: Setting) -> Chances | None:
    """Return the chances of the goal; None until the goal and all rates are known."""
    goal, known = setting.value(frame.view.goal_unit), setting.rates
    if not goal or known is None:
        return None
    unit = _UNITS[frame.view.goal_unit]
    key = (blocks.rates_key(frame), *frame.lines)
    return cached_goal.chances(
        key,
        unit,
        goal,
        known,
        setting.typed_deal_yen,
        setting.value("cpa_yen"),
        setting.basis.won_amounts_yen,
    )


def reasons(words: Words, found: Chances) -> Iterator[str]:
    """Say why levels have no chance, each reason once."""
    for reason in dict.fromkeys(filter(None, found.reason.values())):
        yield outlook.why(words, reason)


def uncertain_text(words: Words, found: Chances) -> str:
    """Say what spreads the need most; "" where nothing does."""
    if not (part := found.most_uncertain):
        return ""
    share = fmt.percent(found.spread_share[part], 0)
    luck = fmt.percent(found.spread_share.get("luck", 0.0), 0)
    name = words(f"goal.node.{_RATE_OF[part]}")
    return words("goal_chance.uncertain", name=name, share=share, luck=luck)


def _headings(words: Words) -> list[str]:
    from kpi.chance import CHANCES

    likely = (words("goal_chance.column", chance=fmt.percent(chance, 0)) for chance in CHANCES)
    return [words("goal_chance.level"), *likely]


def _rows(frame: Frame, setting: Setting, found: Chances) -> Iterator[Row]:
    words = frame.words
    if setting.stand == "running":
        yield Row(words("goal_chance.from_now"), outlook.needed_from_now(frame, setting))
    for level, counts in needed(words, found).items():
        yield Row(words(f"goal.node.{level}"), counts)


def needed(words: Words, found: Chances) -> dict[str, list[str]]:
    """Return node → what it needs for each of CHANCES, in words."""
    rows = {"budget_yen" if level == "budget" else level: counts for level, counts in found.table().items()}
    return {level: [shown(words, level, count) for count in counts] for level, counts in rows.items()}
