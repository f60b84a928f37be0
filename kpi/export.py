"""Downloads: a frame as CSV or xlsx, in which no text is ever taken for a formula."""

from __future__ import annotations

import csv
import math
import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO, StringIO
from numbers import Integral, Real
from typing import Any, Final

import numpy as np
import pandas as pd

from kpi.errors import InvalidInput

# A spreadsheet reads a cell that begins so as a formula; the full-width forms are typed for the same.
_STARTS_FORMULA: Final = frozenset("=+-@|\t\r＝＋－＠")
# Nothing that XML 1.0 or a terminal could stumble over; tab and line ends stay.
_UNWANTED: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_LONE_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_NO_SHEET_NAME: Final = re.compile(r"[\[\]:*?/\\\t\r\n]")

EXCEL_ROWS: Final = 1_048_576  # the header among them
EXCEL_TEXT: Final = 32_767  # UTF-16 units of one cell
EXCEL_SHEET_NAME: Final = 31
EXCEL_FIRST_YEAR: Final = 1900  # an earlier day is written as text
EXACT: Final = 2**53  # whole numbers beyond it would be rounded: they are written as text
_IN_MEMORY_ROWS: Final = 50_000
_WIDTHS: Final = (8, 60)
_DATE_FORMATS: Final = ("yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss")
WORKBOOK: Final = {"strings_to_formulas": False, "strings_to_urls": False}

Cell = str | int | float | bool | date | datetime | None


def csv_bytes(frame: pd.DataFrame, headers: Mapping[str, str]) -> bytes:
    """Return the columns named in `headers`, in that order, as CSV: UTF-8 with BOM, CRLF, quoted as RFC 4180.

    `headers` maps column → heading; KeyError for a column that the frame lacks. Days are written
    2026-01-31, times 2026-01-31 09:30:00; missing and not finite values are empty.
    """
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_inert(heading) for heading in headers.values()])
    columns = [[_csv_cell(cell) for cell in _cells(frame[name])] for name in headers]
    # a lone empty cell is quoted: an empty line would be no row to a reader
    writer.writerows(zip(*columns, strict=True))
    return out.getvalue().encode("utf-8-sig")


def xlsx_bytes(frame: pd.DataFrame, headers: Mapping[str, str], sheet_name: str) -> bytes:
    """Return the columns named in `headers`, in that order, as a workbook of one sheet.

    Numbers and days are cells of their own kind; whole numbers beyond 2**53 are text. A text longer than
    a cell holds ends in "…". InvalidInput(what="xlsx_rows") when the rows do not fit into a sheet.
    """
    if len(frame) >= EXCEL_ROWS:
        raise InvalidInput(what="xlsx_rows", value=len(frame))
    import xlsxwriter  # only a download needs it

    out = BytesIO()
    small = len(frame) <= _IN_MEMORY_ROWS
    options = {**WORKBOOK, "in_memory": small, "constant_memory": not small}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet(excel_name(sheet_name))
        bold = book.add_format({"bold": True})
        day, moment = (book.add_format({"num_format": form}) for form in _DATE_FORMATS)
        columns = [list(_cells(frame[name])) for name in headers]
        for place, (heading, column) in enumerate(zip(headers.values(), columns, strict=True)):
            sheet.set_column(place, place, _width([heading, *column[:200]]))
            sheet.write_string(0, place, cell_text(heading), bold)
        for row, cells in enumerate(zip(*columns, strict=True), start=1):
            for place, cell in enumerate(cells):
                _write(sheet, row, place, cell, moment if isinstance(cell, datetime) else day)
        sheet.freeze_panes(1, 0)
    return out.getvalue()


def _cells(column: pd.Series[Any]) -> Iterable[Cell]:
    """Yield plain Python values of a column; a column of midnights holds days."""
    values = [_plain(value) for value in column.array]
    moments = [value for value in values if isinstance(value, datetime)]
    only_days = all(moment.time() == time() for moment in moments)
    return (value.date() if only_days and isinstance(value, datetime) else value for value in values)


def _plain(value: object) -> Cell:
    """Return one value as text, bool, number, day, moment or None."""
    if value is None or value is pd.NaT or value is pd.NA:
        return None
    if isinstance(value, np.datetime64):
        return _plain(pd.Timestamp(value))
    if isinstance(value, str):
        return _clean(value)
    if isinstance(value, bool | np.bool_):
        return bool(value)
    if isinstance(value, Integral):
        return int(value)
    if isinstance(value, Real | Decimal):
        return _number(value)
    if isinstance(value, pd.Timestamp):
        return value.to_pydatetime(warn=False).replace(tzinfo=None)
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)
    return value if isinstance(value, date) else _clean(str(value))


def _number(value: Any) -> int | float | None:
    """Return a whole number as int (a missing neighbour turns a pandas column into floats)."""
    number = float(value)
    if not math.isfinite(number):
        return None
    whole = value == value // 1 and (abs(number) <= EXACT or isinstance(value, Decimal))
    return int(value) if whole else number


def _csv_cell(cell: Cell) -> str | int | float | None:
    if isinstance(cell, str):
        return _inert(cell)
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="seconds")
    return cell.isoformat() if isinstance(cell, date) else cell


def _write(sheet: Any, row: int, place: int, cell: Cell, date_format: Any) -> None:
    if cell is None:
        return
    if isinstance(cell, bool):
        sheet.write_boolean(row, place, cell)
    elif isinstance(cell, str):
        sheet.write_string(row, place, cell_text(cell))
    elif isinstance(cell, date):
        if cell.year < EXCEL_FIRST_YEAR:
            sheet.write_string(row, place, str(_csv_cell(cell)))
        else:
            sheet.write_datetime(row, place, cell, date_format)
    elif isinstance(cell, int) and abs(cell) > EXACT:
        sheet.write_string(row, place, str(cell))
    else:
        sheet.write_number(row, place, cell)


def _clean(text: str) -> str:
    """Remove control characters; half a character becomes the mark for an unreadable one."""
    return _LONE_SURROGATE.sub("\ufffd", _UNWANTED.sub("", text))


def _inert(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would calculate, blanks before it or not."""
    text = _clean(text)
    for character in text:
        if character in _STARTS_FORMULA:
            return f"'{text}"
        if not character.isspace() and unicodedata.category(character) != "Cf":
            return text
    return text


def cell_text(text: str) -> str:
    """Return a text as it goes into a cell: cleaned, harmless as a formula, no longer than a cell holds."""
    return _fitting(_inert(text))


def _fitting(text: str) -> str:
    """Cut a text to what one Excel cell holds, counted as Excel does."""
    return text if _units(text) <= EXCEL_TEXT else f"{_cut(text, EXCEL_TEXT - 1)}…"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _cut(text: str, units: int) -> str:
    return text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore")


def excel_name(wanted: str) -> str:
    """Return a name Excel accepts: no []:*?/\\, no apostrophe at an end, not empty, not History."""
    name = _cut(_NO_SHEET_NAME.sub(" ", _clean(wanted)).strip(" '"), EXCEL_SHEET_NAME).strip(" '")
    return f"{name}_" if name.casefold() == "history" else name or "Sheet1"


def _width(cells: Iterable[Cell]) -> int:
    """Return a column width for texts and numbers, where a full-width character takes two places."""
    longest = max(_places(str(_csv_cell(cell))) for cell in cells if cell is not None)
    return min(max(longest + 2, _WIDTHS[0]), _WIDTHS[1])


def _places(text: str) -> int:
    first_line = text.partition("\n")[0][: _WIDTHS[1]]
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in first_line)
