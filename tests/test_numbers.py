"""What people type as a number, and what it means exactly."""

from __future__ import annotations

import contextlib
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.errors import InvalidInput
from kpi.numbers import counts_things, exact_number, exact_rate


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("7%", Fraction(7, 100)),
        ("７％", Fraction(7, 100)),
        (" 7 % ", Fraction(7, 100)),
        ("150%", Fraction(3, 2)),
        ("12.5", Fraction(25, 2)),
        ("．５", Fraction(1, 2)),
        ("1.", 1),
        ("1/3", Fraction(1, 3)),
        ("1e6", 1_000_000),
        ("1E-2", Fraction(1, 100)),
        ("10^8", 10**8),
        ("１０＾１５", 10**15),
        ("-1.5 ^ 2", Fraction(-9, 4)),
        ("2^-1", Fraction(1, 2)),
        ("1^999999", 1),
        ("80件", 80),
        ("１，２００ 件", 1200),
        ("1.5万回", 15_000),
        ("+3", 3),
        ("-5", -5),
        ("−5", -5),
        ("▲５", -5),
    ],
)
def test_plain_numbers_per_cent_and_signs_are_read_exactly(typed: str, meant: Fraction) -> None:
    assert exact_number(typed) == meant


@pytest.mark.parametrize(
    ("typed", "yen"),
    [
        ("1,200,000", 1_200_000),
        ("1 200 000 円", 1_200_000),
        ("¥100,000,000", 100_000_000),
        ("\\100,000", 100_000),
        ("-¥500", -500),
        ("¥-500", -500),
        ("100 yen", 100),
        ("100JPY", 100),
        ("JPY 100", 100),
        ("￥１億", 100_000_000),
        ("1.5億", 150_000_000),
        ("1億2,000万", 120_000_000),
        ("１億　２，０００万円", 120_000_000),
        ("300万", 3_000_000),
        ("3千万", 30_000_000),
        ("5千", 5_000),
        ("2千5百万円", 25_000_000),
        ("300百万円", 300_000_000),
        ("12,500千円", 12_500_000),
        ("1兆2億3万4", 1_000_200_030_004),
        ("200M", 200_000_000),
        ("¥200M", 200_000_000),
        ("￥２００Ｍ", 200_000_000),
        ("5m", 5_000_000),
        ("-1.5B", -1_500_000_000),
        ("2b円", 2_000_000_000),
        ("500K", 500_000),
        ("JPY 1,500 k", 1_500_000),
        ("10^8円", 100_000_000),
    ],
)
def test_yen_is_read_in_japanese_units_and_with_separators(typed: str, yen: int) -> None:
    assert exact_number(typed) == yen


@pytest.mark.parametrize(
    "number",
    [0.07, np.float64(0.07), np.float32(0.07), Decimal("0.07"), Fraction(7, 100), "0.07"],
)
def test_the_shortest_decimal_of_a_float_is_what_was_meant(number: Any) -> None:
    assert exact_number(number) == Fraction(7, 100)


def test_whole_numbers_of_any_size_and_kind_stay_whole() -> None:
    assert exact_number(10**15) == 10**15
    assert exact_number(np.int64(3)) == 3
    assert exact_number(1e22) == 10**22


@pytest.mark.parametrize(
    "value",
    [
        *("", "  ", "abc", "nan", "inf", "円", "¥", "%", "億", "万3", "-", ".", "1..2", "--1", "-¥-5", "1+1"),
        *("1 2", "1,2", "1,20,000", "1_000", "1/0", "1/3億", "7%%", "¥7%", "1億1億", "1万億", "1e999"),
        *("10²", "1½", "①", "١٢", "9" * 200),
        *("10^", "^2", "10^1.5", "10^2^2", "0^2", "0^-1", "10^2万", "10^-999", "1.000001^999", "1.01^300"),
        *("M", "5MM", "5KM", "1億M", "1e6M", "5G", "200M%", "1.5b％"),
        *("¥80件", "80件%", "件", "8件0", "80件件"),
        *(None, True, np.True_, float("nan"), float("inf"), np.float32("nan"), 1j, b"7", [1]),
        *(Decimal("nan"), Decimal("inf"), Decimal("1e9999999")),
    ],
)
def test_what_is_no_number_is_refused_and_named(value: object) -> None:
    with pytest.raises(InvalidInput) as refused:
        exact_number(value)
    assert refused.value.fields["what"] == "number"
    assert refused.value.fields["value"] is value


@pytest.mark.parametrize("huge", ["1e999", "10^999999", "10^1" + "0" * 90, "99^400", "¥9^999999"])
def test_a_number_too_large_to_be_built_is_refused_as_such(huge: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        exact_number(huge)
    assert refused.value.fields == {"what": "number", "value": huge, "reason": "too_large"}


@pytest.mark.parametrize(
    ("typed", "is_of_things"), [("80件", True), (" 8回 ", True), ("80", False), ("80円", False), (80, False)]
)
def test_what_is_written_with_a_counter_is_a_count_of_things(typed: object, is_of_things: bool) -> None:
    assert counts_things(typed) is is_of_things


@pytest.mark.parametrize("value", [0, 1, "7%", "100%", "1/3", 0.25, "0"])
def test_a_rate_is_a_share_between_nothing_and_all(value: Any) -> None:
    assert exact_rate(value) == exact_number(value)


@pytest.mark.parametrize("value", [1.2, -0.1, "120%", "-1%", 7])
def test_a_rate_beyond_all_or_below_nothing_is_refused_as_rate(value: Any) -> None:
    with pytest.raises(InvalidInput) as refused:
        exact_rate(value)
    assert refused.value.fields == {"what": "rate", "value": value}


def test_a_rate_that_is_no_number_is_refused_as_number() -> None:
    with pytest.raises(InvalidInput) as refused:
        exact_rate("abc")
    assert refused.value.fields == {"what": "number", "value": "abc"}


@given(st.integers(-(10**18), 10**18))
def test_a_whole_number_reads_the_same_typed_plain_grouped_and_full_width(number: int) -> None:
    full_width = str(number).translate({ord(sign): ord(sign) + 0xFEE0 for sign in "0123456789-"})
    assert exact_number(str(number)) == exact_number(f"{number:,}円") == exact_number(full_width) == number


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_float_and_its_text_agree_and_lead_back_to_the_float(number: float) -> None:
    assert exact_number(number) == exact_number(repr(number))
    assert float(exact_number(number)) == number


@given(st.text(alphabet="0123456789.,%¥円万億千e/+- １２％^MBk件", max_size=12))
def test_any_text_is_either_a_number_or_refused(typed: str) -> None:
    with contextlib.suppress(InvalidInput):  # any other error, or another kind of result, fails here
        assert isinstance(exact_number(typed), Fraction)
