"""Downloads read back: what a spreadsheet would see."""

from __future__ import annotations

import csv
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from zipfile import ZipFile

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from kpi import export
from kpi.errors import InvalidInput
from kpi.export import csv_bytes, xlsx_bytes

DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", "|calc", "\t=1", "\r=1", "  =1", "\u3000=1", "\n=1"]
DANGEROUS += ["＝1+1", "＋1", "－1", "＠x", "\x00=1", "\u200b=1", "=cmd|'/c calc'!A1", "-"]
HARMLESS = ["", "a=1", "株式会社 ＝", "'=1", "5-3", "![x](http://example.invalid/p.png)", "<b>"]
HARMLESS += ["1,2", 'say "x"', "http://example.invalid/", "internal:s!A1"]


def read_csv(data: bytes) -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(StringIO(data.decode("utf-8-sig"), newline="")))


def read_xlsx(data: bytes) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python()  # type: ignore[return-value]


def moments(*values: datetime | None) -> pd.Series[pd.Timestamp]:
    return pd.Series(values, dtype="datetime64[us]")


def one(values: list[object], heading: str = "h") -> tuple[pd.DataFrame, dict[str, str]]:
    return pd.DataFrame({"x": pd.Series(values, dtype=object)}), {"x": heading}


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_text_that_starts_a_formula_gets_an_apostrophe_in_both_and_in_headings(text: str) -> None:
    frame, headers = one([text], heading=text)
    expected = "'" + text.replace("\x00", "")
    assert read_csv(csv_bytes(frame, headers)) == [[expected], [expected]]
    assert [str(row[0]).replace("\r", "\n") for row in read_xlsx(xlsx_bytes(frame, headers, "s"))] == [
        expected.replace("\r", "\n")
    ] * 2


@pytest.mark.parametrize("text", HARMLESS)
def test_any_other_text_is_left_as_it_is(text: str) -> None:
    frame, headers = one([text, "end"])
    assert read_csv(csv_bytes(frame, headers))[1] == [text]
    assert read_xlsx(xlsx_bytes(frame, headers, "s"))[1] == [text]


def test_numbers_days_and_gaps_keep_their_kind() -> None:
    frame = pd.DataFrame(
        {
            "yen": [-5_000_000, 0, 7],
            "score": pd.array([60, None, 0], dtype="Int64"),
            "rate": [0.25, np.nan, -np.inf],
            "whole": [3.0, np.nan, -4.0],
            "won_on": moments(datetime(2025, 4, 1), None, datetime(2026, 1, 31)),
            "at": moments(datetime(2025, 4, 1, 9, 30), None, datetime(2025, 4, 2)),
            "day": [date(2025, 4, 1), None, date(1850, 1, 1)],
            "flag": [True, False, None],
            "name": ["=x", None, "y"],
        }
    )
    headers = {name: name for name in frame.columns}
    assert read_csv(csv_bytes(frame, headers))[1:] == [
        ["-5000000", "60", "0.25", "3", "2025-04-01", "2025-04-01 09:30:00", "2025-04-01", "TRUE", "'=x"],
        ["0", "", "", "", "", "", "", "FALSE", ""],
        ["7", "0", "", "-4", "2026-01-31", "2025-04-02 00:00:00", "1850-01-01", "", "y"],
    ]
    first, second, third = read_xlsx(xlsx_bytes(frame, headers, "s"))[1:]
    day = date(2025, 4, 1)
    assert first == [-5_000_000, 60, 0.25, 3, day, datetime(2025, 4, 1, 9, 30), day, True, "'=x"]
    assert second == [0, "", "", "", "", "", "", False, ""]
    assert third[:7] == [7, 0, "", -4, date(2026, 1, 31), date(2025, 4, 2), "1850-01-01"]


def test_whole_numbers_that_excel_would_round_are_text_there_and_digits_in_csv() -> None:
    values: list[object] = [2**53, 2**53 + 1, -(2**53) - 1, Decimal("12345678901234567891"), 1e308, "end"]
    frame, headers = one(values)
    found = [row[0] for row in read_xlsx(xlsx_bytes(frame, headers, "s"))[1:]]
    assert found == [2**53, "9007199254740993", "-9007199254740993", "12345678901234567891", 1e308, "end"]
    assert [row[0] for row in read_csv(csv_bytes(frame, headers))[1:]] == [
        "9007199254740992", "9007199254740993", "-9007199254740993", "12345678901234567891", "1e+308", "end",
    ]  # fmt: skip


def test_csv_is_quoted_as_rfc_4180_says() -> None:
    frame = pd.DataFrame({"a": ['x"y', "1,2", "line\nbreak", "plain"], "b": ["", "", "", ""]})
    assert csv_bytes(frame, {"a": "見出し", "b": "b"}) == (
        '\ufeff見出し,b\r\n"x""y",\r\n"1,2",\r\n"line\nbreak",\r\nplain,\r\n'.encode()
    )


def test_the_headings_choose_the_columns_and_their_order() -> None:
    frame = pd.DataFrame({"a": [1], "b": [2], "c": [3]})
    assert read_csv(csv_bytes(frame, {"c": "C", "a": "A"})) == [["C", "A"], ["3", "1"]]
    with pytest.raises(KeyError):
        csv_bytes(frame, {"d": "D"})


def test_a_frame_without_rows_gives_the_headings_alone() -> None:
    frame = pd.DataFrame({"a": pd.Series([], dtype="str")})
    assert csv_bytes(frame, {"a": "A"}) == "\ufeffA\r\n".encode()
    assert read_xlsx(xlsx_bytes(frame, {"a": "A"}, "s")) == [["A"]]


def test_a_text_longer_than_a_cell_is_cut_where_excel_counts() -> None:
    frame, headers = one(["x" * 40_000, "=" * 40_000, "😀" * 20_000])
    found = [str(row[0]) for row in read_xlsx(xlsx_bytes(frame, headers, "s"))[1:]]
    assert found == ["x" * 32_766 + "…", "'" + "=" * 32_765 + "…", "😀" * 16_383 + "…"]
    assert len(read_csv(csv_bytes(frame, headers))[1][0]) == 40_000


def test_control_characters_and_broken_halves_are_removed() -> None:
    frame, headers = one(["a\x00b\x1b[31mc\x07", "x\ud800y", "_x0041_", "\ufffe"])
    expected = [["ab[31mc"], ["x\ufffdy"], ["_x0041_"], [""]]
    assert read_csv(csv_bytes(frame, headers))[1:] == expected
    assert read_xlsx(xlsx_bytes(frame, headers, "s"))[1:4] == expected[:3]


@pytest.mark.parametrize(
    ("wanted", "given_name"),
    [
        ("リード一覧", "リード一覧"),
        ("a/b\\c?d*e[f]g:h", "a b c d e f g h"),
        ("'quoted'", "quoted"),
        ("", "Sheet1"),
        ("[]", "Sheet1"),
        ("History", "History_"),
        ("x" * 40, "x" * 31),
        ("😀" * 20, "😀" * 15),
        ("=cmd\x00", "=cmd"),
    ],
)
def test_a_sheet_gets_a_name_that_excel_accepts(wanted: str, given_name: str) -> None:
    frame, headers = one(["a"])
    book = CalamineWorkbook.from_filelike(BytesIO(xlsx_bytes(frame, headers, wanted)))
    assert book.sheet_names == [given_name]


def test_rows_that_no_sheet_can_hold_are_refused_not_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "EXCEL_ROWS", 3)
    frame, headers = one(["a", "b"])
    assert len(read_xlsx(xlsx_bytes(frame, headers, "s"))) == 3
    with pytest.raises(InvalidInput) as refused:
        xlsx_bytes(pd.concat([frame, frame]), headers, "s")
    assert refused.value.fields == {"what": "xlsx_rows", "value": 4}


def test_a_long_list_is_written_row_by_row_with_the_same_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    frame = pd.DataFrame({"a": ["=x", "y"], "b": [1, None], "c": moments(datetime(2025, 4, 1), None)})
    headers = {"a": "A", "b": "-B", "c": "C"}
    small = read_xlsx(xlsx_bytes(frame, headers, "s"))
    monkeypatch.setattr(export, "_IN_MEMORY_ROWS", 0)
    assert read_xlsx(xlsx_bytes(frame, headers, "s")) == small
    assert small == [["A", "'-B", "C"], ["'=x", 1, date(2025, 4, 1)], ["y", "", ""]]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(max_size=12) | st.integers() | st.floats() | st.none(), min_size=1, max_size=6))
def test_no_cell_of_any_frame_is_a_formula(values: list[object]) -> None:
    frame, headers = one(values)
    for [cell], value in zip(read_csv(csv_bytes(frame, headers))[1:], values, strict=True):
        starts = cell.lstrip(" \u3000\xa0\n")[:1] or "x"
        assert starts not in "=+-@|\t\r＝＋－＠" or isinstance(value, int | float)
    with ZipFile(BytesIO(xlsx_bytes(frame, headers, "s"))) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")
