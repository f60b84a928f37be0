"""The sentences of an import in both languages, named by code; `words.toml` holds them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

LANGUAGES: Final = ("ja", "en")


@cache
def sentences() -> dict[str, dict[str, str]]:
    """Return code → language → sentence with {placeholders}."""
    found: dict[str, dict[str, str]] = tomllib.loads(
        files(__package__).joinpath("words.toml").read_text(encoding="utf-8")
    )
    return found


def sentence(code: str, fields: Mapping[str, Any], language: str = "en") -> str:
    """Return the sentence of a code, filled with `fields`; KeyError for a code or a field that is missing."""
    return sentences()[code][language].format_map({name: _short(value) for name, value in fields.items()})


def _short(value: Any) -> Any:
    """Show a cell of a megabyte by its beginning."""
    text = value if isinstance(value, str) else None
    return value if text is None or len(text) <= 80 else f"{text[:79]}…"
