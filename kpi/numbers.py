"""The only reader of numbers that people type: text, floats and decimals become exact fractions."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from math import log10
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
_COUNTERS: Final = ("件", "回")
_SHELL: Final = re.compile(
    r"(?P<sign>[-+△▲]?)\s*(?P<yen>jpy|[¥\\])?\s*(?P<sign_after_yen>[-+]?)\s*(?P<body>.+?)\s*"
    r"(?P<unit>円|yen|jpy|%|件|回)?",
    re.IGNORECASE,
)
_SCIENTIFIC: Final = re.compile(rf"({_NUMBER})e([-+]?[0-9]+)", re.IGNORECASE)
_POWER: Final = re.compile(rf"({_NUMBER})\s*\^\s*([-+]?[0-9]+)")
_LETTER: Final = re.compile(rf"({_NUMBER})\s*([kmb])", re.IGNORECASE)
_LETTERS: Final = {"k": 10**3, "m": 10**6, "b": 10**9}
_RATIO: Final = re.compile(rf"({_NUMBER})\s*/\s*({_NUMBER})")
_BIG_PARTS: Final = re.compile(r"(?:([^兆]+)兆)?(?:([^億]+)億)?(?:([^万]+)万)?(.+)?")
_SMALL_PARTS: Final = re.compile(rf"(?:({_NUMBER})\s*千)?\s*(?:({_NUMBER})\s*百)?\s*({_NUMBER})?")


class _TooLarge(Exception):
    """A number with more digits than anybody means."""


def exact_number(value: object) -> Fraction:
    """Read a number exactly as it was meant: the float 0.07 is 7/100, the text "1.5億" is 150,000,000.

    In: int, float (its shortest decimal), Fraction, Decimal, NumPy scalar, or text with any of: full-width
    signs, thousands separators, a yen sign or 円 / yen / JPY, 件 / 回, %, 兆 億 万 千 百, K M B (thousand,
    million, billion), a/b, a^b, spaces around them.
    Out: the number as a Fraction; "%" divides by 100, yen stay yen.
    Raises InvalidInput(what="number") for everything else: empty, None, nan, inf, bool, "1,2", other types;
    with reason="too_large" for text such as "10^999999".
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
        try:
            number = _from_text(value)
        except _TooLarge:
            raise InvalidInput(what="number", value=value, reason="too_large") from None
    if number is None:
        raise InvalidInput(what="number", value=value)
    return number


def counts_things(value: object) -> bool:
    """Say whether a text is written as a count ("80件"): it is neither yen nor a share."""
    return isinstance(value, str) and value.strip().endswith(_COUNTERS)


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
    if shell["yen"] and (is_percent or shell["unit"] in _COUNTERS):
        return None
    if is_percent and _LETTER.fullmatch(shell["body"]):
        return None
    size = _size(shell["body"])
    if size is None:
        return None
    is_negative = (shell["sign"] or shell["sign_after_yen"]) in ("-", "△", "▲")
    return (-size if is_negative else size) / (100 if is_percent else 1)


def _size(body: str) -> Fraction | None:
    """Read a number without sign: "12.5", "1e6", "10^6", "2M", "1/3", "1億2,000万"; None when it is none."""
    if scientific := _SCIENTIFIC.fullmatch(body):
        scale = _power(Fraction(10), int(scientific[2]))
        return None if scale is None else _plain(scientific[1]) * scale
    if power := _POWER.fullmatch(body):
        return _power(_plain(power[1]), int(power[2]))
    if letter := _LETTER.fullmatch(body):
        return _plain(letter[1]) * _LETTERS[letter[2].lower()]
    if ratio := _RATIO.fullmatch(body):
        below = _plain(ratio[2])
        return _plain(ratio[1]) / below if below else None
    return _japanese(body)


def _power(base: Fraction, exponent: int) -> Fraction | None:
    """Raise a number to a power, judged by its size before any digit of it is built; None for a power of 0,
    for what is as good as 0, and for a fraction of endless digits."""
    if not base:
        return None
    if exponent * log10(base) > LARGEST_EXPONENT:
        raise _TooLarge
    if abs(exponent) * log10(max(base.numerator, base.denominator)) > LARGEST_EXPONENT:
        return None
    return Fraction(base**exponent)


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
