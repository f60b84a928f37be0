"""One sentence for the holder of the budget: what an opportunity costs by channel, with its range."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from kpi.quality_cost_verdict import Priced, priced
from pages.ui import format as fmt
from pages.ui.quality import parts
from pages.ui.quality.segments_table import Found
from pages.ui.text import Words

_NAMED = 2  # channels a side


def say(words: Words, found: Found) -> None:
    """Say which channels bring opportunities cheaper and dearer than the others, or why nobody can tell."""
    if found.cost_reason:
        if found.by == "channel":
            parts.say([words("quality_segment.budget.none")])
            st.caption(words(f"quality_segment.cost.{found.cost_reason}"))
        return
    young = [one.segment.value for one in found.judged if one.opportunity_rate.is_young]
    known = priced(found.costs or {}, young)
    parts.say([_sentence(words, known)])
    waiting = [parts.name(words, "channel", one.channel) for one in known if one.verdict == "young"]
    note = words("quality_segment.budget.note")
    if waiting:
        names = fmt.markdown(words("quality_segment.join").join(waiting))
        note = f"{note} {words('quality_segment.budget.young', names=names)}"
    st.caption(note)


def _sentence(words: Words, known: Sequence[Priced]) -> str:
    cheap = [one for one in known if one.verdict == "cheaper"][:_NAMED]
    dear = [one for one in reversed(known) if one.verdict == "dearer"][:_NAMED]
    fields = {"cheap": _items(words, cheap), "dear": _items(words, dear)}
    if cheap or dear:
        sides = "both" if cheap and dear else "cheap" if cheap else "dear"
        return words(f"quality_segment.budget.{sides}", **fields)
    told = [one for one in known if one.verdict == "cannot_tell"]
    if not told:
        return words("quality_segment.budget.too_few")
    ends = (told[0], told[-1]) if len(told) > 1 else told
    return words("quality_segment.budget.cannot_tell", items=_items(words, ends))


def _items(words: Words, named: Sequence[Priced]) -> str:
    return words("quality_segment.join").join(
        words(
            "quality_segment.budget.item",
            name=parts.name(words, "channel", one.channel),
            yen=fmt.yen(one.yen, words.language),
            low=fmt.yen(one.low_yen, words.language),
            high=fmt.yen(one.high_yen, words.language),
        )
        for one in named
    )
