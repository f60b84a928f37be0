"""Named leads on which line and sales disagree: sales's reason beside each, and a place to record one."""

from __future__ import annotations

from typing import Final

import pandas as pd
import streamlit as st

from kpi import disputed, leads
from kpi.disputed import KINDS, Kind
from kpi.filters import Filter
from pages.ui import format as fmt
from pages.ui import inputs, lead_card, lead_table, session, shell, state
from pages.ui.agreement import agreed
from pages.ui.shell import Frame
from pages.ui.text import Words
from pages.ui.view import Notice

_PLACE: Final = "lead_reason"
_FIELD: Final = "named_kind"
_SHOWN: Final = ("lead_id", "company", "channel", "score", "won_amount_yen")


def show(frame: Frame, chosen: Filter) -> None:
    """List the leads of one kind; a chosen one opens, with a form for sales's reason."""
    words = frame.words
    st.subheader(words("judgement.named"), anchor=False)
    kind: Kind = session.kept(_FIELD, KINDS[0])
    st.segmented_control(
        words("judgement.named"),
        KINDS,
        format_func=lambda code: words(f"judgement.named.{code}", sql=frame.view.sql),
        key=inputs.widget(_FIELD, kind),
        on_change=session.keep,
        args=(_FIELD,),
        required=True,
        label_visibility="collapsed",
    )
    shell.say(words, session.told(_PLACE))
    counted = leads.count(frame.store, chosen, disputed.selection(kind, frame.view.sql))
    if not counted.lead_count:
        st.info(words("leads.none"))
        return
    found = disputed.rows(frame.store, chosen, kind, sql=frame.view.sql, limit=lead_table.SHOWN)
    shown, key = _labelled(frame, found), f"named_{kind}_{inputs.option_key('rows')}"
    st.dataframe(
        shown,
        hide_index=True,
        placeholder=fmt.UNDEFINED,
        key=key,
        on_select=lambda: state.take_lead(key, list(found["lead_id"])),
        selection_mode="single-row",
        height=min(330, 38 + 35 * len(shown)),
        column_config={
            words("leads.column.won_amount_yen"): st.column_config.NumberColumn(format="localized"),
            words("leads.column.company"): st.column_config.Column(width="medium"),
            words("judgement.column.recorded_at"): st.column_config.DatetimeColumn(format="YYYY-MM-DD HH:mm"),
        },
    )
    said = words("judgement.named.pick")
    if counted.lead_count > len(found):
        shares = {"shown": fmt.count(len(found)), "total": fmt.count(counted.lead_count)}
        said = f"{words('judgement.named.shown', **shares)} {said}"
    st.caption(said)
    lead_table.downloads(frame, lambda: _all(frame, chosen, kind), counted.lead_count, f"leads_{kind}")
    if frame.view.lead in set(found["lead_id"]):
        _form(frame, found.set_index("lead_id").loc[frame.view.lead])
        lead_card.show(frame)


def _all(frame: Frame, chosen: Filter, kind: Kind) -> pd.DataFrame:
    limit = lead_table.DOWNLOADED
    return _labelled(frame, disputed.rows(frame.store, chosen, kind, sql=frame.view.sql, limit=limit))


def _labelled(frame: Frame, found: pd.DataFrame) -> pd.DataFrame:
    """Return the rows under headings in the reader's language, reasons as their labels."""
    words = frame.words
    shown = lead_table.labelled(frame, found[list(leads.COLUMNS)])
    names = _SHOWN if found["won_amount_yen"].any() else _SHOWN[:-1]
    shown = shown[[words(f"leads.column.{name}") for name in names]]
    extra = {
        "sales_reason": found["sales_reason"].map(lambda code: _reason(words, code)),
        "owner": found["owner"],
        "reason": found["reason"].map(lambda code: _reason(words, code)),
        "note": found["note"],
        "recorded_by": found["recorded_by"],
        "recorded_at": pd.to_datetime(found["recorded_at"]),
    }
    headed = {words(f"judgement.column.{name}"): values.to_list() for name, values in extra.items()}
    return shown.assign(**headed)


def _reason(words: Words, code: object) -> str | None:
    return words.code("reason", code) if isinstance(code, str) else None


def _form(frame: Frame, row: pd.Series) -> None:
    """Let a person record why, beside what stands there already."""
    words, lead = frame.words, frame.view.lead
    with st.container(border=True, key="reason_form"):
        st.markdown(f"**{fmt.markdown(words('judgement.form', lead=lead))}**")
        reason, note, by, save = st.columns([2, 4, 2, 2], vertical_alignment="bottom")
        offered = agreed.reasons(frame)
        shown = row["reason"] if row["reason"] in offered else offered[-1]
        with reason:
            st.selectbox(
                words("judgement.form.reason"),
                offered,
                format_func=lambda code: words.code("reason", code),
                key=inputs.widget(f"reason_code_{lead}", shown),
            )
        with note:
            key = inputs.widget(f"reason_note_{lead}", "")
            st.text_input(words("judgement.column.note"), key=key, max_chars=disputed.LONGEST_NOTE)
        with by:
            st.text_input(words("meet_decide.by"), key="import_who", max_chars=100)
        with save:
            st.button(
                words("judgement.form.save"),
                key="reason_save",
                type="primary",
                disabled=frame.store.read_only,
                on_click=_save,
                args=(frame, lead),
            )


def _save(frame: Frame, lead: str) -> None:
    with shell.keeping(_PLACE):
        code, note = (inputs.widget_value(f"{name}_{lead}") for name in ("reason_code", "reason_note"))
        known = agreed.reasons(frame)
        disputed.record(frame.store, lead, code, note, by=session.who(), known=known)
        session.forget(f"reason_note_{lead}")
        session.tell(_PLACE, Notice("judgement.form.saved", fields={"lead": lead}))
