"""Numbers, money and dates in the reader's language, by Babel; undefined is "–"."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from math import isfinite

from babel.dates import format_skeleton
from babel.numbers import format_compact_decimal

from pages.ui.text import Language, say

UNDEFINED = "–"
MINUS = "−"


def count(value: float | None) -> str:
    """A whole number with thousands separators (the same in both languages)."""
    return UNDEFINED if value is None or not isfinite(value) else _signed(f"{round(value):,}")


def decimal(value: float | None, digits: int = 1) -> str:
    return UNDEFINED if value is None or not isfinite(value) else _signed(f"{value:,.{digits}f}")


def percent(value: float | None, digits: int = 1) -> str:
    """A share in 0..1 as per cent."""
    return UNDEFINED if value is None or not isfinite(value) else f"{value:.{digits}%}"


def yen(value: float | None, language: Language) -> str:
    """Money in the reader's large units: 1.2億円, ¥120M."""
    if value is None or not isfinite(value):
        return UNDEFINED
    return _yen(_four_digits(round(value)), language)


def change(text: str, value: float | None) -> str:
    """Put a plus before the text of a positive difference; ±0 for none that the text could show."""
    if value is None or not isfinite(value):
        return UNDEFINED
    if not re.search("[1-9]", text):
        return "±0"
    return f"+{text}" if value > 0 else text


def day(value: date | None, language: Language) -> str:
    return UNDEFINED if value is None else str(format_skeleton("yMMMd", value, locale=language))


def capital(text: str) -> str:
    """Begin a label with a capital; Japanese has none."""
    return text[:1].upper() + text[1:]


def markdown(text: object) -> str:
    """Make text of the data inert inside Markdown: no image, link, directive or HTML survives."""
    # a bare address becomes a link after the escapes are resolved: an invisible space breaks it up
    broken = re.sub(r"(?i)https?:(?=//)|www(?=\.)|@", "\\g<0>\u200b", str(text).replace("\n", " "))
    return re.sub(r"([\\`*_{}\[\]()#+\-.!|<>~$:&@/=^])", r"\\\1", broken)


def _signed(text: str) -> str:
    return "0" if text in ("-0", "-0.0") else text.replace("-", MINUS)


def _four_digits(value: int) -> int:
    """Round to four digits, so that 99,999,999 reads 1億 and not 10000万."""
    places = max(0, len(str(abs(value))) - 4)
    return round(value, -places)


@lru_cache(maxsize=4096)
def _yen(value: int, language: Language) -> str:
    number = format_compact_decimal(abs(value), locale=language, fraction_digits=1)
    # Babel leaves 3345万 as it is; a reader wants 3,345万
    grouped = re.sub(r"^(\d)(\d{3})", r"\1,\2", number)
    text = say(language, "shell.yen", number=grouped)
    return f"{MINUS}{text}" if value < 0 else text
