"""What the outcomes suggest and how sure that is; the rules that are tried, kept as a draft."""

from __future__ import annotations

import streamlit as st

from kpi import definitions_life
from kpi.definitions import Definition
from kpi.errors import InvalidInput
from kpi.rescore import same_load
from kpi.scoring_auc import Gain
from kpi.scoring_fit import Suggestion
from pages.ui import format as fmt
from pages.ui import inputs, session, shell, state
from pages.ui.score import live
from pages.ui.score.live import Live
from pages.ui.shell import Frame
from pages.ui.text import Words
from pages.ui.view import Notice

_PLACE, _KEPT = "score_draft", "score_kept"


def show(frame: Frame, found: Live, rules: Definition) -> None:
    """Say what held-back leads say of the suggestion; offer to keep the rules that are tried."""
    words, suggestion = frame.words, found.suggestion()
    st.markdown(_suggested(words, suggestion))
    if suggestion.without_behaviour is not None:
        st.markdown(_compared(words, "without", suggestion.without_behaviour))
    st.caption(words("score_draft.suggest.how"))
    st.subheader(words("score_draft.draft"), anchor=False)
    _kept(frame)
    if rules == frame.agreed:
        st.info(words("score_draft.draft.same"), icon=":material/info:")
        return
    _form(frame, found, rules)


def _kept(frame: Frame) -> None:
    """Say that a draft was kept, and lead to where both sides agree to it."""
    shell.say(frame.words, session.told(_PLACE))
    if kept := session.kept(_KEPT, ""):
        st.page_link(
            "pages/agreement.py",
            label=frame.words("score_draft.draft.open"),
            icon=":material/handshake:",
            query_params={"def": kept},
        )


def _suggested(words: Words, found: Suggestion) -> str:
    if found.points is None and not found.line_count:
        return words("score_draft.suggest.none_differ")
    if found.points is None and found.hit_count >= found.needed_count:
        return words("score_draft.suggest.none_missed", needed=fmt.count(found.needed_count))
    if found.points is None:
        return words(
            "score_draft.suggest.none",
            count=fmt.count(found.hit_count),
            lines=fmt.count(found.line_count),
            needed=fmt.count(found.needed_count),
        )
    if found.held_out is None:
        return words("score_draft.suggest.untested")
    fields = {"leads": fmt.count(found.lead_count), "hits": fmt.count(found.hit_count)}
    origin = words(f"score_draft.suggest.{found.target}", **fields)
    return f"{_compared(words, 'suggested', found.held_out)} {origin}"


def _compared(words: Words, what: str, found: Gain) -> str:
    """Say how two scores order the same leads; surer than the interval is never said."""
    verdict = "better" if found.low > 0 else "worse" if found.high < 0 else "cannot_tell"
    pairs = {"new": found.auc, "old": found.base_auc}
    fields = {name: fmt.count(100 * auc) for name, auc in pairs.items()}
    ends = {"low": found.low, "high": found.high}
    fields |= {name: fmt.change(fmt.decimal(100 * end), end) for name, end in ends.items()}
    return words(f"score_draft.compared.{what}.{verdict}", **fields)


def _form(frame: Frame, found: Live, rules: Definition) -> None:
    words, agreed = frame.words, frame.agreed
    after = found.effect(rules).curves
    same = {
        name: same_load(found.today.curves, after, line)
        for name, line in (("mql", agreed.mql_threshold), ("sql", agreed.sql_threshold))
    }
    same["mql"] = min(same["mql"], same["sql"])
    lines = {"old_mql": agreed.mql_threshold, "old_sql": agreed.sql_threshold}
    st.text_input(
        words("score_draft.draft.name"),
        key=inputs.widget(
            "score_name", words("score_draft.draft.default", day=fmt.day(frame.today, words.language))
        ),
        max_chars=100,
        width=420,
    )
    st.checkbox(
        words("score_draft.draft.lines", **same, **lines),
        key=inputs.widget("score_same", True),
        help=words("score_draft.draft.lines.help"),
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(words("people.who"), key="import_who", max_chars=100, width=280)
        st.button(
            words("score_draft.draft.keep"),
            type="primary",
            key="score_keep",
            disabled=frame.store.read_only,
            on_click=_keep,
            args=(frame, rules, same),
        )
    st.caption(words("score_draft.draft.say"))


def _keep(frame: Frame, rules: Definition, same: dict[str, int]) -> None:
    with shell.keeping(_PLACE):
        name = inputs.widget_value("score_name").strip()
        if not name:
            raise InvalidInput(what="definition_name", value=None)
        lines = (
            {"mql_threshold": same["mql"], "sql_threshold": same["sql"]}
            if inputs.widget_value("score_same")
            else {}
        )
        kept = rules.model_copy(update={"name": name[:200], "score_source": "points", **lines})
        day = definitions_life.earliest(frame.today)
        saved = definitions_life.draft(frame.store, kept, effective_from=day, by=session.who())
        state.change(definition=saved.definition_id)
        session.put(_KEPT, saved.definition_id)
        live.keep_tried(rules)
        session.tell(_PLACE, Notice("score_draft.draft.kept", fields={"name": name}))
