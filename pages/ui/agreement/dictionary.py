"""Every shared KPI in both languages side by side, to be read and taken along."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Final

import pandas as pd
import streamlit as st

from kpi import export
from kpi.dictionary import TERMS, Term
from pages.ui.shell import Frame
from pages.ui.text import LANGUAGES, Language, known, say

STYLE: Final = Path(__file__).parent / "dictionary.css"
PARTS: Final = ("label", "meaning", "formula", "dated", "owner")
# KPIs that have a name on other pages keep it
_NAMED: Final = {
    **{code: f"goal.node.{code}" for code in ("visits", "inquiries", "mqls", "sqls", "opportunities")},
    **{code: f"goal.node.{code}" for code in ("wins", "sql_rate", "opportunity_rate")},
    **{"mql_rate": "goal.node.mql_share", "won_amount": "goal.node.goal_yen"},
    **{"average_deal": "goal.node.deal_yen", "cpa": "goal.node.cpa_yen", "win_rate": "compare.win_rate"},
    **{"precision": "judgement.precision", "recall": "judgement.recall"},
}
_FILES: Final = ("csv", "xlsx", "md")


def show(frame: Frame) -> None:
    """Show the dictionary, and offer it as CSV, xlsx and Markdown."""
    words = frame.words
    st.caption(words("terms.said"))
    with st.container(horizontal=True):
        for kind, build in (("csv", _csv), ("xlsx", _xlsx), ("md", markdown)):
            st.download_button(
                words(f"terms.download.{kind}"),
                build,
                file_name=f"kpi_dictionary.{kind}",
                on_click="ignore",
                icon=":material/download:",
                key=f"terms_{kind}",
            )
    st.html(STYLE)
    rows = "".join(f"<tr>{''.join(_block(term, language) for language in LANGUAGES)}</tr>" for term in TERMS)
    heads = "".join(
        f"<th scope='col'>{escape(words(f'shell.language.{language}'))}</th>" for language in LANGUAGES
    )
    st.html(f"<table class='terms'><thead><tr>{heads}</tr></thead>{rows}</table>")


def said(term: Term, part: str, language: Language) -> str:
    """Return one part of a term's words in a language."""
    if part == "label":
        return say(language, _NAMED.get(term.code, f"terms.label.{term.code}"))
    if part == "dated":
        return say(language, f"terms.dated.{term.dated}")
    if part == "owner":
        return say(language, f"goal.owner.{term.owner}")
    key = f"terms.{part}.{term.code}"
    return say(language, key) if known(key) else ""


def table() -> pd.DataFrame:
    """Return the dictionary, a row a KPI, a column a part and language ("label_ja")."""
    return pd.DataFrame(
        [
            {"code": term.code}
            | {f"{part}_{language}": said(term, part, language) for language in LANGUAGES for part in PARTS}
            for term in TERMS
        ]
    )


def headings() -> dict[str, str]:
    """Return column → heading, each in the language of its column."""
    found = {"code": "code"}
    for language in LANGUAGES:
        name = say(language, f"shell.language.{language}")
        found |= {f"{part}_{language}": f"{say(language, f'terms.{part}')} ({name})" for part in PARTS}
    return found


def markdown() -> bytes:
    """Return the dictionary as a Markdown table."""
    names = headings()
    lines = [" | ".join(names.values()), " | ".join("---" for _ in names)]
    lines += [
        " | ".join(str(cell).replace("|", "\\|") for cell in row) for row in table()[list(names)].values
    ]
    return "".join(f"| {line} |\n" for line in lines).encode()


def _csv() -> bytes:
    return export.csv_bytes(table(), headings())


def _xlsx() -> bytes:
    return export.xlsx_bytes(table(), headings(), "KPI")


def _block(term: Term, language: Language) -> str:
    parts = {part: escape(said(term, part, language)) for part in PARTS}
    foot = escape(
        say(
            language,
            "terms.foot",
            dated=said(term, "dated", language),
            owner=said(term, "owner", language),
        )
    )
    return (
        f"<td lang='{language}'><strong>{parts['label']}</strong><div>{parts['meaning']}</div>"
        f"<code>{parts['formula']}</code><small>{foot}</small></td>"
    )
