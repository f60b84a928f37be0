"""What an import has to say, in the reader's words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kpi.imports.words import sentence
from pages.ui import format as fmt
from pages.ui.text import Words, known


def said(words: Words, code: str, fields: Mapping[str, Any]) -> str:
    """Return the sentence of a finding, whatever the file says in it made inert."""
    inert = {name: fmt.markdown(value) if isinstance(value, str) else value for name, value in fields.items()}
    if "field" in fields:
        inert["field"] = field_label(words, str(fields["field"]))
    own = f"importing.said.{code}"
    return words(own, **inert) if known(own) else sentence(code, inert, words.language)


def field_label(words: Words, name: str) -> str:
    key = f"importing.field.{name}"
    return words(key) if known(key) else name
