"""What an import has to say, in the reader's words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from kpi.imports import ImportReport
from kpi.imports.mapping import presets
from kpi.imports.words import sentence
from pages.ui import format as fmt
from pages.ui.text import Words, known

# questions whose choices are ours, not words of the file
_OURS: Final = ("ask_kind", "ask_date_order", "ask_duplicate_spend", "ask_currency")


def said(words: Words, code: str, fields: Mapping[str, Any]) -> str:
    """Return the sentence of a finding, whatever the file says in it made inert."""
    inert = {name: fmt.markdown(value) if isinstance(value, str) else value for name, value in fields.items()}
    if "field" in fields:
        inert["field"] = field_label(words, str(fields["field"]))
    own = f"importing.said.{code}"
    return words(own, **inert) if known(own) else sentence(code, inert, words.language)


def is_known(report: ImportReport) -> bool:
    """Whether the same file was imported before: its rows change nothing."""
    return any(one.code == "already_imported" for one in report.warnings)


def preset_label(name: str) -> str:
    """Name a preset or a system as its maker writes it; a saved mapping names itself."""
    if name not in presets() and name not in {one.system for one in presets().values()}:
        return name
    written = {"Hubspot": "HubSpot", "Kintone": "kintone", "Ga4": "GA4"}
    return " ".join(written.get(word, word) for word in name.replace("_", " ").title().split())


def field_label(words: Words, name: str, kind: str | None = None) -> str:
    """Name a field; where one kind of table means something of its own by it, as that kind does."""
    for key in (f"importing.field.{kind}.{name}", f"importing.field.{name}"):
        if known(key):
            return words(key)
    return name


def choice_label(words: Words, code: str, choice: str) -> str:
    """Name a choice of a question; what the file says names itself."""
    if code == "ask_stage":
        return words("importing.stage.none") if choice == "none" else words.code("kind", choice)
    own = f"importing.kind.{choice}" if code == "ask_kind" else f"importing.choice.{choice}"
    return words(own) if code in _OURS and known(own) else choice
