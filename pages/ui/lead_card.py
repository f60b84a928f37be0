"""One lead's whole history: what it filled in, what it did, what sales did, its score point by point."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from kpi import leads
from kpi.events import BEHAVIOUR_KINDS, INFORMATION_ITEMS
from kpi.leads import LeadHistory
from kpi.score import ScorePart
from pages.ui import format as fmt
from pages.ui.labels import value_label
from pages.ui.shell import Frame
from pages.ui.text import Words, known

_BLANK = dict.fromkeys(("campaign", "landing_page"), "leads.history.none")  # nobody fills these in
_RECORD = ("company", "email", "channel", "campaign", "landing_page", "company_size")


def show(frame: Frame) -> None:
    """Show the lead of the view, if one is chosen; an unknown one is named."""
    words, lead_id = frame.words, frame.view.lead
    if not lead_id:
        return
    found = leads.history(frame.store, lead_id)
    if found is None:
        st.warning(words("leads.unknown_lead", lead=fmt.markdown(lead_id)))
        return
    st.subheader(words("leads.history"), anchor=False)
    # data text is shown as text, never as Markdown
    st.text(f"{lead_id}  {found.record['company'] or ''}  –  {words.code('standing', found.standing)}")
    left, right = st.columns([2, 3])
    with left:
        _score(frame, found)
        _record(words, found)
    with right:
        _events(words, found)


def _score(frame: Frame, found: LeadHistory) -> None:
    words = frame.words
    if frame.view.scored == "then" and found.score_then != found.score:
        then = fmt.count(found.score_then)
        st.caption(words("leads.history.then", then=then, today=fmt.count(found.score)))
    if found.score is None:
        st.caption(words("leads.history.no_score"))
        return
    if not found.score_parts:
        st.caption(words("leads.history.score.imported", score=fmt.count(found.score)))
        return
    total = sum(part.points for part in found.score_parts)
    st.markdown(f"**{words('leads.history.score', total=fmt.count(found.score))}**")
    if total != found.score:
        st.caption(words("leads.history.clipped", sum=total))
    st.dataframe(
        pd.DataFrame(
            {
                words("leads.history.item"): [_item(words, part) for part in found.score_parts],
                words("leads.history.value"): [_value(words, part) for part in found.score_parts],
                words("leads.history.points"): [part.points for part in found.score_parts],
            }
        ),
        hide_index=True,
        placeholder=fmt.UNDEFINED,
        height="content",
        key="score_parts",
    )


def _item(words: Words, part: ScorePart) -> str:
    if part.is_own:
        return part.item
    return words.code("kind" if part.item in BEHAVIOUR_KINDS else "item", part.item)


def _value(words: Words, part: ScorePart) -> str:
    if part.is_own or part.item in INFORMATION_ITEMS:
        blank = words("leads.history.blank")
        kind = "attributes" if part.is_own else part.item
        return blank if part.value is None else value_label(words, kind, str(part.value))
    return words("leads.history.capped" if part.capped else "leads.history.times", count=part.value)


def _record(words: Words, found: LeadHistory) -> None:
    st.markdown(f"**{words('leads.history.record')}**")
    filled = {name: found.record.get(name) for name in _RECORD}
    st.dataframe(
        pd.DataFrame(
            {
                words("leads.history.item"): [
                    *(words(f"leads.record.{name}") for name in filled),
                    *found.attributes,
                ],
                words("leads.history.value"): [
                    *(_filled(words, name, value) for name, value in filled.items()),
                    *found.attributes.values(),
                ],
            }
        ),
        hide_index=True,
        placeholder=fmt.UNDEFINED,
        height="content",
        key="lead_record",
    )


def _filled(words: Words, name: str, value: object) -> str:
    if value is None:
        return words(_BLANK.get(name, "leads.history.blank"))
    return value_label(words, name, str(value))


def _events(words: Words, found: LeadHistory) -> None:
    st.markdown(f"**{words('leads.history.events')}**")
    events = found.events
    if events.empty:
        st.caption(words("leads.history.no_events"))
        return
    marks = {True: words("leads.yes"), False: words("leads.no")}
    st.dataframe(
        pd.DataFrame(
            {
                words("leads.history.at"): events["at"],
                words("leads.history.kind"): [words.code("kind", kind) for kind in events["kind"]],
                words("leads.history.detail"): [_detail(words, detail) for detail in events["detail"]],
                words("leads.history.owner"): events["owner"],
                words("leads.history.amount"): events["amount_yen"],
                words("leads.history.counts"): [marks[bool(counts)] for counts in events["counts"]],
            }
        ),
        hide_index=True,
        placeholder=fmt.UNDEFINED,
        height=520,
        key="lead_events",
        column_config={
            words("leads.history.at"): st.column_config.DatetimeColumn(format="YYYY-MM-DD HH:mm"),
            words("leads.history.amount"): st.column_config.NumberColumn(format="localized"),
        },
    )


def _detail(words: Words, detail: object) -> str:
    text = "" if detail is None or detail != detail else str(detail)
    return words.code("reason", text) if known(f"codes.reason.{text}") else text
