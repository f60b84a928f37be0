"""Definitions as versions: which one holds, which are proposed, and the one that is looked at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd
import streamlit as st

from kpi.definitions_list import Version, references, versions
from kpi.opportunity_criterion import criterion
from pages.ui import format as fmt
from pages.ui import inputs, session, shell, state
from pages.ui.agreement import act, compared, edit, faults, new, worded
from pages.ui.agreement.doing import PLACE, key_of, labels
from pages.ui.shell import Frame

# pixels; those who signed share what is left
_WIDTHS: Final = {"standing": 140, "name": 230, "from": 120, "lines": 90}


def show(frame: Frame) -> None:
    """List all versions; show the chosen one in words, what can be done with it, and how it differs."""
    words, found = frame.words, versions(frame.store)
    shell.say(words, session.told(PLACE))
    if not found:
        st.info(words("definition.none"), icon=":material/info:")
        new.show(frame, None)
        return
    _table(frame, found)
    chosen = _choice(frame, found)
    new.show(frame, chosen)
    if chosen.state in ("draft", "proposed"):
        faults.show(frame, chosen)
    if edit.is_open(chosen):
        edit.show(frame)
    else:
        _one(frame, chosen)
        act.show(frame, chosen)
    compared.show(frame, found, chosen)


def _table(frame: Frame, found: Sequence[Version]) -> None:
    words = frame.words
    rows = [
        {
            words("definition.column.standing"): words(f"definition.standing.{one.standing(frame.today)}"),
            words("definition.column.name"): one.definition.name,
            words("definition.column.from"): fmt.day(one.effective_from, words.language),
            words("definition.column.lines"): f"{one.definition.mql_threshold} / "
            f"{one.definition.sql_threshold}",
            words("definition.side.marketing"): _signed(frame, one, "marketing"),
            words("definition.side.sales"): _signed(frame, one, "sales"),
        }
        for one in found
    ]
    st.dataframe(
        pd.DataFrame(rows),
        hide_index=True,
        height="content" if len(rows) < 9 else 320,
        column_config={
            words(f"definition.column.{name}"): st.column_config.TextColumn(width=width)
            for name, width in _WIDTHS.items()
        },
    )


def _signed(frame: Frame, version: Version, side: str) -> str:
    signature = getattr(version, side)
    if signature is None:
        return fmt.UNDEFINED
    day = fmt.day(signature.at.date(), frame.words.language)
    return frame.words("definition.signed.short", by=signature.by, day=day)


def _choice(frame: Frame, found: Sequence[Version]) -> Version:
    """Let a person choose a version; at first the one in force, or the one that a link asked for."""
    words, asked = frame.words, frame.view.definition
    shown = dict(zip(map(key_of, found), labels(frame, found), strict=True))
    in_force = [one for one in found if one.standing(frame.today) == "in_force"]
    chosen = _asked(found, asked) or (in_force or [*found])[0]
    if asked and _asked(found, asked) is None:
        st.warning(words("definition.link.unknown"), icon=":material/link_off:")
    st.selectbox(
        words("definition.choose"),
        list(shown),
        format_func=lambda key: shown.get(key, key),
        key=inputs.widget("definition", key_of(chosen), always=True),
        on_change=lambda: state.change(definition=inputs.widget_value("definition")),
    )
    return chosen


def _fit(frame: Frame, version: Version) -> None:
    """Say how well what counts as an opportunity fits those that sales opened."""
    found = criterion(frame.store, version.definition)
    if found is None or not frame.record.lead_count:
        return
    counts = {
        "deals": fmt.count(found.opportunity_count),
        "both": fmt.count(found.both_count),
        "share": fmt.percent(found.met_rate, 0),
        "met": fmt.count(found.met_count),
    }
    st.caption(frame.words("definition.fit", **counts))


def _asked(found: Sequence[Version], asked: str) -> Version | None:
    """Return the version of a link; a draft that has become something else since is found by its id."""
    exact = [one for one in found if key_of(one) == asked]
    same = [one for one in found if one.definition_id == asked.partition(":")[0]]
    return (exact or same or [None])[0]


def _one(frame: Frame, version: Version) -> None:
    words, language = frame.words, frame.words.language
    standing = version.standing(frame.today)
    days = {
        "day": fmt.day(version.effective_from, language),
        "until": fmt.day(version.until, language),
    }
    said = words(f"definition.say.{standing}", **days)
    st.markdown(f"**{fmt.markdown(version.definition.name)}** – {said}")
    if standing in ("over", "retired") and frame.view.definition:
        st.info(words("definition.link.gone"), icon=":material/history:")
    st.markdown("\n".join(f"- {line}" for line in worded.lines(words, version.definition)))
    _fit(frame, version)
    worded.points(words, version.definition)
    used = references(frame.store, version)
    if used.decision_count or used.meeting_count:
        counts = {"decisions": fmt.count(used.decision_count), "meetings": fmt.count(used.meeting_count)}
        st.caption(words("definition.references", **counts))
