"""Who our leads are, from the inquiry to the won deal, and what winners and losers have in common."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from kpi.quality_rows import rows_behind
from kpi.traits import BEHAVIOUR_ITEMS, ITEMS, STAGES, Trait, TraitClaim, losers, of_item, share_of, winners
from pages.ui import cached_quality, how
from pages.ui import format as fmt
from pages.ui.labels import value_label
from pages.ui.quality import parts, picking
from pages.ui.shell import Frame
from pages.ui.text import Words

_FIRST = ("role_level", "target_fit")


def show(frame: Frame) -> None:
    """Show what winners and losers have in common, then the roles and target fit at every stage."""
    words, view = frame.words, frame.view
    key = (frame.path, frame.record.data_version, parts.cohort(frame))
    found = cached_quality.all_traits(key, (view.mql, view.sql))
    if not found:
        st.info(words("explore.empty"), icon=":material/search_off:")
        return
    left, right = st.columns(2)
    with left:
        _side(words, "winners", winners(found), "won_lead")
    with right:
        _side(words, "losers", losers(found), "lost_lead")
    said = st.container()
    st.caption(f"{words('quality_trait.caution')} {parts.loss_gap(frame)}")
    parts.say(_target_fit(words, found))
    for item in _FIRST:
        st.markdown(f"**{item_label(words, item)}**")
        rows = [(item, one.value) for one in of_item(found, item)]
        table = _table(words, found, item)
        picking.table(table, rows, ("lead", *STAGES), part="traits", groups=_FIRST, group=item)
    st.caption(f"{words('quality_trait.stages')} {words('quality.pick')}")
    parts.downloads(frame, "quality_traits", lambda: _everything(words, found))
    if cell := picking.picked("traits", [(one.item, one.value) for one in found]):
        with picking.below(said):
            _behind(frame, *cell)
    statements = ("quality_traits", "quality_rows")
    how.computed(words, "quality_traits", words("quality_trait.how"), statements)


def _behind(frame: Frame, trait: tuple[str, str], stage: str) -> None:
    words, view = frame.words, frame.view
    lines = {"mql": view.mql, "sql": view.sql}
    chosen, number = parts.cohort(frame), f"{stage}_count"
    item, value = trait
    rows, total = rows_behind(frame.store, chosen, item, [value], number, **lines, limit=parts.SHOWN)
    what = words(
        "quality.segment", name=trait_label(words, *trait), what=words(f"quality_trait.stage.{stage}")
    )
    parts.behind(frame, what, rows, total)


def item_label(words: Words, item: str) -> str:
    if item in ("channel", "company_size"):
        return words(f"quality.by.{item}")
    return words.code("kind" if item in BEHAVIOUR_ITEMS else "item", item)


def trait_label(words: Words, item: str, value: str) -> str:
    """Name a trait: need: concrete; white paper: downloaded or not."""
    said = words(f"quality_trait.did.{value}") if item in BEHAVIOUR_ITEMS else value_label(words, item, value)
    return words("quality.trait", item=item_label(words, item), value=said)


def _side(words: Words, side: str, found: tuple[TraitClaim, ...], stage: str) -> None:
    """Say what one side has in common, a line a trait that opens the leads of that side with it."""
    st.markdown(f"**{words(f'quality_trait.{side}')}**")
    if not found:
        st.markdown(words(f"quality_trait.{side}.none"))
    said = []
    for one in found:
        fields = {"share": fmt.percent(one.share, 0), "other": fmt.percent(one.other_share, 0)}
        fields |= {"trait": trait_label(words, one.item, one.value), "count": fmt.count(one.count)}
        line = words(f"quality_trait.{side}.item", **fields)
        said.append(picking.Link(line, (one.item, one.value), stage))
    picking.links(said, part="traits", groups=_FIRST, place=side, stacked=True)


def _target_fit(words: Words, found: tuple[Trait, ...]) -> list[str]:
    """Say the share of leads that fit the target among inquiries and among won leads."""
    fields = {
        stage: fmt.percent(share_of(found, "target_fit", "yes", stage), 0) for stage in ("lead", "won_lead")
    }
    if all(one.value != "yes" for one in of_item(found, "target_fit")):
        return [words("quality_trait.fit.none")]
    return [words("quality_trait.fit", **fields)]


def _table(words: Words, found: tuple[Trait, ...], item: str) -> pd.DataFrame:
    """Return a row a value, a column a stage: count and share."""
    rows = []
    for one in of_item(found, item):
        cells = [value_label(words, item, one.value)]
        for stage in STAGES:
            share, count = share_of(found, item, one.value, stage), getattr(one, f"{stage}_count")
            cells.append(words("quality_trait.cell", count=fmt.count(count), share=fmt.percent(share, 0)))
        rows.append(cells)
    headings = [item_label(words, item), *(words(f"quality_trait.stage.{stage}") for stage in STAGES)]
    return pd.DataFrame(rows, columns=headings)


def _everything(words: Words, found: tuple[Trait, ...]) -> pd.DataFrame:
    """Return every trait with its counts by stage."""
    rows = [
        [item_label(words, one.item), trait_label(words, one.item, one.value)]
        + [getattr(one, f"{stage}_count") for stage in STAGES]
        for item in ITEMS
        for one in of_item(found, item)
    ]
    headings = [words("quality_trait.item"), words("quality_trait.value")]
    return pd.DataFrame(
        rows, columns=[*headings, *(words(f"quality_trait.stage.{stage}") for stage in STAGES)]
    )
