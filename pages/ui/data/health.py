"""Can the data be trusted: what is left out, there twice, out of order, standing still or not filled in."""

from __future__ import annotations

from typing import Final

import pandas as pd
import streamlit as st

from kpi import health
from kpi.errors import InvalidInput
from kpi.health import Code, HealthLine
from kpi.numbers import exact_number
from pages.ui import cached_data, inputs, session
from pages.ui import format as fmt
from pages.ui.data import health_fields, rows
from pages.ui.shell import Frame
from pages.ui.text import Words

# what makes the numbers wrong comes first, then money that stands still, then what may be there twice
ORDER: Final[tuple[Code, ...]] = (
    *("no_score", "unknown_lead", "same_email"),
    *("won_before_lead", "won_before_opportunity", "opened_before_lead", "touched_before_lead"),
    *("stalled", "near_company", "near_email"),
)
_LONGEST_DAYS: Final = 3_650


def show(frame: Frame) -> None:
    """List what to look at, open the rows of one line; fields left blank; the last import of each source."""
    words = frame.words
    if not frame.record.lead_count:
        st.info(words("shell.data.empty"))
    days = _stalled_days(frame)
    with st.spinner(words("health.looking")):
        found = cached_data.health_lines(frame.path, frame.record.data_version, days)
    by_code = {line.code: line for line in found}
    lines = [by_code[code] for code in ORDER if by_code[code].count]
    _summary(frame, lines)
    if lines and (line := _picked(frame, lines, days)) is not None:
        _open(frame, line, days)
    if frame.record.lead_count and (quiet := [code for code in ORDER if not by_code[code].count]):
        names = words("importing.join").join(_name(words, code, days) for code in quiet)
        st.caption(f":material/check: {words('health.quiet', names=names)}")
    health_fields.show(frame)
    _sources(frame)


def _summary(frame: Frame, lines: list[HealthLine]) -> None:
    """Say how many checks found something, and which fields nobody fills in."""
    words = frame.words
    if lines:
        st.markdown(words("health.some", open=len(lines), all=len(ORDER)))
    elif frame.record.lead_count:
        st.markdown(words("health.fine", all=len(ORDER)))
    if empty := health_fields.never_filled(frame):
        names = fmt.markdown(words("importing.join").join(empty))
        st.markdown(words("health.fields.empty", count=len(empty), names=names))


def _stalled_days(frame: Frame) -> int:
    """Ask after how many days a deal counts as standing still; what cannot be used keeps the default."""
    words = frame.words
    text = st.text_input(
        words("health.days"),
        key=inputs.widget("stalled_days", session.kept("stalled_days", str(health.STALLED_DAYS))),
        on_change=session.keep,
        args=("stalled_days",),
        max_chars=20,
        width=320,
    )
    last = fmt.day(frame.record.calendar.as_of, words.language)
    st.caption(words("health.days.until", day=last))
    try:
        number = exact_number(text)
        if number.denominator == 1 and 1 <= number <= _LONGEST_DAYS:
            return int(number)
    except InvalidInput:
        pass
    showing = {"most": fmt.count(_LONGEST_DAYS), "showing": health.STALLED_DAYS}
    st.error(words("health.days.refused", value=fmt.markdown(text) or fmt.UNDEFINED, **showing))
    return health.STALLED_DAYS


def _picked(frame: Frame, lines: list[HealthLine], days: int) -> HealthLine | None:
    """Show the lines that found something with their counts; return the one whose row is chosen."""
    words = frame.words
    table = {
        "count": [line.count for line in lines],  # first: on a phone only two columns are seen
        "line": [_name(words, line.code, days) for line in lines],
        "subject": [words(f"health.subject.{line.subject}") for line in lines],
        "why": [words(f"health.why.{line.code}") for line in lines],
    }
    picked = st.dataframe(
        pd.DataFrame({words(f"health.lines.{name}"): values for name, values in table.items()}),
        hide_index=True,
        height="content",
        column_config={
            words("health.lines.count"): st.column_config.NumberColumn(format="localized", width=70),
            words("health.lines.subject"): st.column_config.TextColumn(width=90),
        },
        # a row that is chosen must not become another check when the list changes
        key=f"health_lines_{frame.record.data_version}_{days}",
        on_select="rerun",
        selection_mode="single-row",
    )
    if chosen := picked["selection"]["rows"]:
        return lines[chosen[0]]
    st.caption(words("health.pick"))
    return None


def _name(words: Words, code: str, days: int) -> str:
    return words(f"health.line.{code}", days=fmt.count(days))


def _open(frame: Frame, line: HealthLine, days: int) -> None:
    words = frame.words
    st.subheader(_name(words, line.code, days), anchor=False)
    st.markdown(words(f"health.mend.{line.code}"))

    def found(limit: int) -> pd.DataFrame:
        page = health.rows(frame.store, line.code, stalled_days=days, limit=limit)
        return rows.labelled(frame, _stated(page), lambda name: words(f"health.column.{name}"))

    rows.table(
        frame,
        found(rows.SHOWN),
        line.count,
        name=f"health_{line.code}",
        sheet=words(f"health.subject.{line.subject}"),
        everything=lambda: found(rows.DOWNLOADED),
    )


def _stated(page: pd.DataFrame) -> pd.DataFrame:
    """Return the rows without an amount where a deal is not won: it has none yet."""
    found = page.drop(columns="was_undone", errors="ignore")
    if "won_on" in found:
        found["amount_yen"] = found["amount_yen"].where(found["won_on"].notna())
    return found


def _sources(frame: Frame) -> None:
    """The last import of each source, the longest ago first."""
    words = frame.words
    st.subheader(words("health.sources"), anchor=False)
    found = health.last_imports(frame.store)
    if found.empty:
        st.markdown(words("health.sources.none"))
        return
    days = (pd.Timestamp(frame.today) - found["imported_at"].dt.normalize()).dt.days
    shown = found.assign(
        system=[rows.system_label(system) for system in found["system"]],
        kind=[words(f"importing.kind.{kind}") for kind in found["kind"]],
        days_ago=days.clip(lower=0),
    )
    order = ["system", "kind", "imported_at", "days_ago", "file_name", "rows_read", "accepted", "rejected"]
    labelled = rows.labelled(
        frame, shown[[*order, "imported_by"]], lambda name: words(f"health.source.{name}")
    )
    st.dataframe(
        labelled,
        hide_index=True,
        placeholder=fmt.UNDEFINED,
        height=rows.height(len(labelled)),
        column_config={
            **rows.formats(labelled),
            words("health.source.imported_at"): st.column_config.DatetimeColumn(format="YYYY-MM-DD HH:mm"),
        },
    )
