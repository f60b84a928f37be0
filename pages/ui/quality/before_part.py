"""Which pages and assets come before opportunities, with the range, and the warning that it is no cause."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from kpi.interest import FIRST_DAYS, Before, one_in
from kpi.quality_rows import who_saw
from pages.ui import cached_quality, how
from pages.ui import format as fmt
from pages.ui.quality import parts, picking
from pages.ui.quality.reading_part import asset_label
from pages.ui.shell import Frame
from pages.ui.text import Words

_NAMED = 3
_COLUMNS = ("what", "detail", "count", "share", "other", "difference", "verdict")


def show(frame: Frame) -> None:
    """Show what leads with an opportunity saw more often than the others, and the table of all assets."""
    words = frame.words
    every = one_in(frame.record.lead_count)
    found = cached_quality.before((frame.path, frame.record.data_version, parts.cohort(frame)), every)
    if not found or not found[0].all_count:
        key = "quality_before.no_opportunity" if found else "quality_before.empty"
        st.info(words(key), icon=":material/search_off:")
        return
    _say(words, found)
    said = st.container()
    sampled = words("quality_before.sampled", every=every) if every > 1 else ""
    st.caption(f"{words('quality_before.caution', days=FIRST_DAYS)} {sampled}")
    table = _table(words, found)
    assets = [(one.kind, one.detail) for one in found]
    config = {
        words(f"quality_before.{name}"): st.column_config.NumberColumn(format="%.1f%%")
        for name in ("share", "other")
    }
    picking.table(table, assets, _COLUMNS, part="before", groups=("all",), group="all", config=config)
    st.caption(words("quality_before.pick"))
    parts.downloads(frame, "quality_before", lambda: table)
    if cell := picking.picked("before", assets):
        with picking.below(said):
            _behind(frame, *cell, every)
    statements = ("quality_before", "quality_before_rows")
    how.computed(words, "quality_before", words("quality_before.how", days=FIRST_DAYS), statements)


def _behind(frame: Frame, asset: tuple[str, str], column: str, every: int) -> None:
    words, side = frame.words, "other" if column == "other" else "opportunity"
    rows, total = who_saw(
        frame.store,
        parts.cohort(frame),
        *asset,
        has_opportunity=side == "opportunity",
        every=every,
        limit=parts.SHOWN,
    )
    what = words(f"quality_before.behind.{side}", what=asset_label(words, *asset))
    parts.behind(frame, what, rows, total)


def _say(words: Words, found: tuple[Before, ...]) -> None:
    """Say what opportunities saw more often, or that nothing is sure; and what the others read."""
    more = [one for one in found if one.verdict == "higher"][:_NAMED]
    fewer = [one for one in reversed(found) if one.verdict == "lower"][:_NAMED]
    for one in more:
        parts.say([words("quality_before.higher", **_fields(words, one))])
    if not more:
        parts.say([words("quality_before.none")])
    _links(words, more, "opportunity")
    if fewer:
        items = (words("quality_before.lower.item", **_fields(words, one)) for one in fewer)
        parts.say([words("quality_before.lower", items=words("quality_segment.join").join(items))])
        _links(words, fewer, "other")


def _fields(words: Words, one: Before) -> dict[str, str]:
    shares = {"share": fmt.percent(one.share, 0), "other": fmt.percent(one.other_share, 0)}
    return {"what": asset_label(words, one.kind, one.detail), **shares}


def _links(words: Words, named: Sequence[Before], side: str) -> None:
    found = [
        picking.Link(
            words(
                "quality.link",
                what=words(f"quality_before.behind.{side}", what=asset_label(words, one.kind, one.detail)),
                count=fmt.count(one.seen_count if side == "opportunity" else one.other_seen_count),
            ),
            (one.kind, one.detail),
            "share" if side == "opportunity" else "other",
        )
        for one in named
    ]
    picking.links(found, part="before", groups=("all",), place=side)


def _table(words: Words, found: tuple[Before, ...]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            words("quality_reading.asset.what"): [words.code("kind", one.kind) for one in found],
            words("quality_reading.asset.detail"): [one.detail for one in found],
            words("quality_before.count"): [one.seen_count for one in found],
            words("quality_before.share"): [_percent(one.share) for one in found],
            words("quality_before.other"): [_percent(one.other_share) for one in found],
            words("quality_before.difference"): [_range(words, one) for one in found],
            words("quality_before.verdict"): [words(f"quality_before.said.{one.verdict}") for one in found],
        }
    )


def _range(words: Words, one: Before) -> str | None:
    if one.low is None or one.high is None:
        return None
    low, high = (fmt.change(fmt.decimal(100 * end), end) for end in (one.low, one.high))
    return words("shell.span", low=low, high=high)


def _percent(share: float | None) -> float | None:
    return None if share is None else 100 * share
