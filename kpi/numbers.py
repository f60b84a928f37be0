"""The only reader of numbers that people type: text, floats and decimals become exact fractions."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, TypeAlias

import numpy as np

from kpi.errors import InvalidInput

Numeric: TypeAlias = int | float | str | Fraction | Decimal | np.integer[Any] | np.floating[Any]

# Longer text is no number a person typed, and a huge exponent would fill the memory with digits.
LONGEST_TEXT: Final = 100
LARGEST_EXPONENT: Final = 400

# Full-width forms, minus sign, wide spaces. Not NFKC: it would also turn "10²" into 102 and "1½" into 11/2.
_TO_ASCII: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    0xFFE5: "¥",
    0x2212: "-",
    0x3000: " ",
    0x00A0: " ",
    0x202F: " ",
}
_BIG_UNITS: Final = (10**12, 10**8, 10**4, 1)
_DIGITS: Final = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?: [0-9]{3})+|[0-9]+)"
_NUMBER: Final = rf"(?:{_DIGITS}(?:\.[0-9]*)?|\.[0-9]+)"
_SHELL: Final = re.compile(
    r"(?P<sign>[-+△▲]?)\s*(?P<yen>jpy|[¥\\])?\s*(?P<sign_after_yen>[-+]?)\s*(?P<body>.+?)\s*(?P<unit>円|yen|jpy|%)?",
    re.IGNORECASE,
)
_POWER: Final = re.compile(rf"({_NUMBER})e([-+]?[0-9]{{1,3}})", re.IGNORECASE)
_RATIO: Final = re.compile(rf"({_NUMBER})\s*/\s*({_NUMBER})")
_BIG_PARTS: Final = re.compile(r"(?:([^兆]+)兆)?(?:([^億]+)億)?(?:([^万]+)万)?(.+)?")
_SMALL_PARTS: Final = re.compile(rf"(?:({_NUMBER})\s*千)?\s*(?:({_NUMBER})\s*百)?\s*({_NUMBER})?")


def exact_number(value: object) -> Fraction:
    """Read a number exactly as it was meant: the float 0.07 is 7/100, the text "1.5億" is 150,000,000.

    In: int, float (its shortest decimal), Fraction, Decimal, NumPy scalar, or text with any of: full-width
    signs, thousands separators, a yen sign or 円 / yen / JPY, %, 兆 億 万 千 百, a/b, spaces around them.
    Out: the number as a Fraction; "%" divides by 100, yen stay yen.
    Raises InvalidInput(what="number") for everything else: empty, None, nan, inf, bool, "1,2", other types.
    """
    number = None
    if isinstance(value, Fraction):
        number = value
    elif isinstance(value, int | np.integer) and not isinstance(value, bool):
        number = Fraction(int(value))
    elif isinstance(value, float | np.floating):
        number = Fraction(str(value)) if np.isfinite(value) else None
    elif isinstance(value, Decimal):
        small = value.is_finite() and abs(value.adjusted()) <= LARGEST_EXPONENT
        number = Fraction(value) if small else None
    elif isinstance(value, str):
        number = _from_text(value)
    if number is None:
        raise InvalidInput(what="number", value=value)
    return number


def exact_rate(value: object) -> Fraction:
    """Read a share of 0..1, like `exact_number`: 0.07, "7%" and "7/100" are all 7/100.

    Raises InvalidInput(what="rate") outside 0..1 and InvalidInput(what="number") when it is no number.
    """
    rate = exact_number(value)
    if not 0 <= rate <= 1:
        raise InvalidInput(what="rate", value=value)
    return rate


def _from_text(text: str) -> Fraction | None:
    """Take off sign, currency and per cent sign, and read what is left; None when it is no number."""
    if len(text) > LONGEST_TEXT:
        return None
    shell = _SHELL.fullmatch(text.translate(_TO_ASCII).strip())
    if shell is None or (shell["sign"] and shell["sign_after_yen"]):
        return None
    is_percent = shell["unit"] == "%"
    if is_percent and shell["yen"]:
        return None
    size = _size(shell["body"])
    if size is None:
        return None
    is_negative = (shell["sign"] or shell["sign_after_yen"]) in ("-", "△", "▲")
    return (-size if is_negative else size) / (100 if is_percent else 1)


def _size(body: str) -> Fraction | None:
    """Read a number without sign: "12.5", "1e6", "1/3", "1億2,000万"; None when it is none of these."""
    if power := _POWER.fullmatch(body):
        exponent = int(power[2])
        return _plain(power[1]) * Fraction(10) ** exponent if abs(exponent) <= LARGEST_EXPONENT else None
    if ratio := _RATIO.fullmatch(body):
        below = _plain(ratio[2])
        return _plain(ratio[1]) / below if below else None
    return _japanese(body)


def _japanese(body: str) -> Fraction | None:
    """Add up the parts before 兆, 億 and 万 and the rest, each part with its own 千 and 百."""
    parts = _BIG_PARTS.fullmatch(body)
    if parts is None:
        return None
    total = Fraction(0)
    for part, unit in zip(parts.groups(), _BIG_UNITS, strict=True):
        if part is None:
            continue
        small = _SMALL_PARTS.fullmatch(part.strip())
        if small is None or not any(small.groups()):
            return None
        for digits, scale in zip(small.groups(), (1000, 100, 1), strict=True):
            total += _plain(digits) * scale * unit if digits else 0
    return total


def _plain(digits: str) -> Fraction:
    """Read ASCII digits with a decimal point; thousands separators are dropped."""
    return Fraction(Decimal(digits.replace(",", "").replace(" ", "")))
