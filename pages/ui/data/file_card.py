"""One file before it is imported: what it is, what to answer, what is left out and why, how it will read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from kpi.events import EVENT_KINDS
from kpi.imports import ImportReport, Proposal, Question
from kpi.imports.mapping import field_names
from pages.ui import format as fmt
from pages.ui import inputs, session
from pages.ui.data import columns_block, file_preview, rejects
from pages.ui.data.findings import choice_label, is_known, preset_label, said
from pages.ui.shell import Frame
from pages.ui.text import Words

PRESET: Final = "preset"  # the answer that is no question's: which preset reads the file
_ENCODINGS: Final = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8",
    "cp932": "Shift_JIS (Windows)",
    "euc_jp": "EUC-JP",
    "cp1252": "Windows-1252",
}
_STAGE_WARNINGS: Final = ("lead_stage", "deal_stage")


def show(
    frame: Frame, file: str, proposal: Proposal, *, is_only: bool, dropped: tuple[str, Path] | None
) -> DeltaGenerator:
    """Show what one file is and its first rows; return where its findings go, which take longer.

    `file` tells its widgets from those of the others; one that was dropped at a place can be taken away.
    """
    words = frame.words
    with st.container(border=True, gap="small"):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.markdown(f"**{fmt.markdown(proposal.file_name)}**", width="content")
            if dropped:
                st.button(
                    words("importing.remove"),
                    key=f"remove_{file}",
                    icon=":material/close:",
                    type="tertiary",
                    on_click=session.take_away,
                    args=dropped,
                )
        if proposal.refused_code is not None:
            st.error(said(words, proposal.refused_code, proposal.refused_fields), icon=":material/block:")
        else:
            st.caption(_what(words, proposal))
            place = st.container(gap="small")
            file_preview.show(frame, file, proposal, is_open=is_only)
            columns_block.show(frame, file, proposal)
            return place
        return st.container()


def findings(frame: Frame, file: str, proposal: Proposal, report: ImportReport) -> None:
    """Ask what only a person knows, and say what would be imported, what left out and what is odd."""
    words = frame.words
    if report.refused_code is not None and proposal.refused_code is None:
        st.error(said(words, report.refused_code, report.refused_fields), icon=":material/block:")
        return
    for question in _questions(file, report).values():
        _ask(words, file, question)
    if is_known(report):
        st.info(words("importing.known"), icon=":material/check:")
        return
    if report.rows_read:
        _counts(words, report)
    _warnings(words, report)


def kind_label(words: Words, kind: str | None) -> str:
    return words(f"importing.kind.{kind}") if kind else fmt.UNDEFINED


def _what(words: Words, proposal: Proposal) -> str:
    """Name kind, preset, encoding and delimiter of a file."""
    mapping, source = proposal.mapping, proposal.source
    parts = []
    if mapping is not None:
        parts.append(words("importing.is", kind=kind_label(words, mapping.kind)))
        if mapping.preset not in field_names():
            parts.append(words("importing.preset.is", preset=fmt.markdown(preset_label(mapping.preset))))
    if source is not None:
        if source.encoding is not None:
            parts.append(
                words(
                    "importing.encoding.is",
                    encoding=_ENCODINGS.get(source.encoding.name, source.encoding.name),
                )
            )
        if source.shape.header_line > 1:
            parts.append(words("importing.header.is", line=source.shape.header_line))
    return words("importing.join").join(parts)


def _counts(words: Words, report: ImportReport) -> None:
    rejected = len(report.rejected)
    key = "importing.counts" if rejected else "importing.counts.all"
    st.markdown(
        words(
            key,
            read=fmt.count(report.rows_read),
            accepted=fmt.count(report.accepted),
            rejected=fmt.count(rejected),
        )
    )
    if rejected:
        rejects.show(words, report.rejected, str(report.kind))
        if rejected > rejects.SHOWN:
            st.caption(words("importing.rejects.more", shown=fmt.count(rejects.SHOWN)))


def _warnings(words: Words, report: ImportReport) -> None:
    if not report.warnings:
        return
    with st.expander(
        words("importing.warnings", count=len(report.warnings)), icon=":material/info:", expanded=True
    ):
        st.markdown("\n".join(f"- {said(words, one.code, one.fields)}" for one in report.warnings))


def _questions(file: str, report: ImportReport) -> dict[str, Question]:
    """Return what must and what may be answered, and what was: an answer can be changed until the commit."""
    given = session.answers(file)
    answered = {key: question for key, question in session.asked(file).items() if key in given}
    return answered | {question.key: question for question in (*report.questions, *_extra(report))}


def _extra(report: ImportReport) -> Iterator[Question]:
    """What need not be answered, but may: unknown stages, dates left out, costs that stand there twice."""
    stages = {str(one.fields.get("value")) for one in report.warnings if one.code in _STAGE_WARNINGS}
    stages |= {str(one.value) for one in report.rejected if one.code == "unknown_stage"}
    for value in sorted(stages)[:20]:
        yield Question(f"stage.{value}", "ask_stage", {"value": value}, "", (*EVENT_KINDS, "none"))
    yield from _currencies(report)
    codes = {one.code: one.fields for one in report.warnings}
    if "date_order_unclear" in codes:
        yield Question("date_order", "ask_date_order", codes["date_order_unclear"], "", ("ymd", "mdy", "dmy"))
    if "spend_identical" in codes:
        yield Question(
            "duplicate_spend", "ask_duplicate_spend", codes["spend_identical"], "", ("keep", "drop")
        )


def _currencies(report: ImportReport) -> Iterator[Question]:
    """Ask for the rate of every currency other than yen."""
    found = Counter(str(one.fields["detail"]) for one in report.rejected if one.code == "foreign_currency")
    for one in report.warnings:
        if one.code.endswith("_currency"):
            found[str(one.fields["currency"])] += int(one.fields["count"])
    for currency, count in sorted(found.items()):
        fields = {"value": currency, "count": count}
        yield Question(f"currency.{currency}", "ask_currency", fields, "", ("yen",), is_free=True)


def _ask(words: Words, file: str, question: Question) -> None:
    """Ask one question; the answer is kept for this file at once."""
    session.remember_asked(file, question)
    given = session.answers(file).get(question.key)
    options = list(question.choices)
    if given is not None and given not in options:
        options.append(given)
    key = inputs.option_key(f"answer_{file}_{question.key}")
    st.selectbox(
        said(words, question.code, question.fields),
        options,
        index=options.index(given) if given in options else None,
        format_func=lambda choice: choice_label(words, question.code, choice),
        key=key,
        placeholder=words("importing.choose"),
        accept_new_options=question.is_free,
        on_change=session.answer,
        args=(file, question.key, key),
    )
