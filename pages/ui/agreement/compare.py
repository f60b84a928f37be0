"""Two definitions on the same leads: who is in and out, what each brings, and a middle to meet at."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from kpi.agreement_beside import Beside
from kpi.definition import differences
from pages.ui import cached_agreement, controls, how
from pages.ui import format as fmt
from pages.ui.agreement import compared, crossed, disputed_rows, middle, side_table, sides
from pages.ui.agreement.sides import Both
from pages.ui.shell import Frame


def show(frame: Frame) -> None:
    """Let a person lay two definitions side by side, and show what each makes of the same leads."""
    words = frame.words
    with st.container(horizontal=True, vertical_alignment="bottom"):
        controls.period_choice(frame)
        controls.filters(frame, offers_then=False)
    both = sides.choose(frame)
    if both.is_proposed:
        st.caption(words("compare.is_proposed"))
    chosen = replace(frame.chosen, dating="cohort", scored="today")
    bodies = (both.one.model_dump_json(), both.other.model_dump_json())
    found = cached_agreement.laid_beside(
        frame.path, frame.record.data_version, chosen, frame.record.calendar.as_of, *bodies
    )
    if not len(found.leads):
        st.info(words("explore.empty"), icon=":material/search_off:")
        return
    st.markdown(f"**{_said(frame, found, both)}**")
    numbers, meeting = st.columns([6, 5], gap="medium")
    with meeting:
        crossed.show(frame, found)
        between = middle.show(frame, found, both)
    with numbers:
        side_table.show(frame, found, between)
    disputed_rows.show(frame, found)
    with st.expander(words("compare.differences"), icon=":material/difference:"):
        compared.table(words, both.one, both.other, [words(f"compare.{side}") for side in sides.SIDES])
    how.computed(words, "compare", words("compare.how"), ("agreement_leads",))


def _said(frame: Frame, found: Beside, both: Both) -> str:
    """Say in one sentence how far both differ, and what came of the leads in dispute."""
    words, cells = frame.words, found.cells
    if not differences(both.one, both.other, named=False):
        return words("compare.same")
    apart = [cells["only_one"], cells["only_other"]]
    count = sum(cell.lead_count for cell in apart)
    if not count:
        return words("compare.no_dispute", count=fmt.count(cells["both"].lead_count))
    said = words(
        "compare.said",
        inquiries=fmt.count(found.one.inquiry_count),
        both=fmt.count(cells["both"].lead_count),
        one=fmt.count(apart[0].lead_count),
        other=fmt.count(apart[1].lead_count),
        count=fmt.count(count),
        opportunities=fmt.count(sum(cell.opportunity_count for cell in apart)),
        won=fmt.count(sum(cell.won_count for cell in apart)),
        amount=fmt.yen(sum(cell.won_amount_yen for cell in apart), words.language),
    )
    young = sum(cell.to_come.young_count for cell in apart)
    return f"{said} {words('compare.said.young', count=fmt.count(young))}" if young else said
