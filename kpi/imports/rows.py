"""The rows of a UTF-8 text as Arrow batches of text columns, each with its row and its line number."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.csv as arrow_csv

from kpi.imports.decode import Scan
from kpi.imports.shape import Shape

LONGEST_CELL: Final = 100_000
BATCH_ROWS: Final = 50_000
_BLOCK_BYTES: Final = 1 << 23
_RUNAWAY_LINES: Final = 10_000


@dataclass(frozen=True)
class BadRow:
    """One row that is no row of the table: where it is, why, and what stands there."""

    row_number: int
    line_number: int
    code: str
    fields: dict[str, Any]
    text: str


@dataclass
class Reading:
    """What a reader adds up while its batches are taken: rows of the table and rows that are none."""

    row_count: int = 0
    bad_rows: list[BadRow] = field(default_factory=list)
    needs_care: bool = False

    @property
    def rows_read(self) -> int:
        return self.row_count + len(self.bad_rows)

    def leave_out(self, footer: frozenset[str]) -> int:
        """Drop the notes below the data from the bad rows; return how many there were."""
        last = max((bad.row_number for bad in self.bad_rows if bad.text.strip() not in footer), default=0)
        after = [bad for bad in self.bad_rows if bad.row_number > max(last, 0) and bad.text.strip() in footer]
        self.bad_rows = [bad for bad in self.bad_rows if bad not in after]
        return len(after)


def names(width: int) -> list[str]:
    """Return the names under which the columns of a file are staged: x0, x1, …"""
    return [f"x{place}" for place in range(width)]


def batches(
    path: Path, shape: Shape, scan: Scan, reading: Reading, *, is_mixed: bool = False, is_sheet: bool = False
) -> Iterator[pa.RecordBatch]:
    """Yield batches with row_number, line_number, x0, x1, …; `reading` is complete after the last one."""
    if scan.is_plain and not is_mixed and not is_sheet and scan.blank_count == 0:
        return fast(path, shape, reading)
    return careful(path, shape, reading, is_sheet=is_sheet)


def fast(path: Path, shape: Shape, reading: Reading) -> Iterator[pa.RecordBatch]:
    """Read a file in which every record is one line. When `reading.needs_care` is set, read it again."""
    header = list(shape.header)

    def bad(row: Any) -> str:
        number = row.number - shape.first_data_line + 1
        surplus = row.actual_columns - row.expected_columns
        if surplus > 0 and row.text.endswith(shape.delimiter * surplus):
            reading.needs_care = True
            return "error"
        reading.bad_rows.append(_ragged(number, row.number, row.actual_columns, len(header), row.text))
        return "skip"

    reader = arrow_csv.open_csv(
        path,
        read_options=arrow_csv.ReadOptions(
            column_names=names(len(header)),
            skip_rows=shape.first_data_line - 1,
            block_size=_BLOCK_BYTES,
            use_threads=False,
        ),
        parse_options=arrow_csv.ParseOptions(
            delimiter=shape.delimiter, newlines_in_values=False, invalid_row_handler=bad
        ),
        convert_options=arrow_csv.ConvertOptions(
            column_types=dict.fromkeys(names(len(header)), pa.string()), strings_can_be_null=False
        ),
    )
    for batch in reader:
        rows = _numbered(reading.row_count, batch.num_rows, reading.bad_rows)
        reading.row_count += batch.num_rows
        yield _batch(rows, rows + (shape.first_data_line - 1), batch.columns)


def _numbered(before: int, count: int, bad_rows: list[BadRow]) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Number the good rows after `before` good ones, leaving out the numbers of the bad rows."""
    rows = np.arange(before + 1, before + count + 1, dtype=np.int64)
    if bad_rows:
        bad = np.array(sorted(row.row_number for row in bad_rows), dtype=np.int64)
        rows += np.searchsorted(bad - np.arange(len(bad)), rows, side="right")
    return rows


def _batch(rows: Any, lines: Any, columns: list[pa.Array]) -> pa.RecordBatch:
    return pa.RecordBatch.from_arrays(
        [pa.array(rows), pa.array(lines), *columns], ["row_number", "line_number", *names(len(columns))]
    )


def _ragged(row: int, line: int, found: int, expected: int, text: str) -> BadRow:
    return BadRow(row, line, "ragged", {"found": found, "expected": expected}, text.rstrip("\r\n"))


class _Lines:
    """The lines of a text, counted; lines can be put back, and those of the current record are kept."""

    def __init__(self, path: Path) -> None:
        self._file = path.open(encoding="utf-8", errors="surrogateescape", newline="")
        self._again: list[str] = []
        self.number = 0
        self.record: list[str] = []

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        if len(self.record) >= _RUNAWAY_LINES:
            raise csv.Error("a quotation mark is not closed")
        line = self._again.pop() if self._again else next(self._file)
        self.number += 1
        self.record.append(line)
        return line

    def put_back(self) -> None:
        """Give all lines of the record but its first again."""
        self._again.extend(reversed(self.record[1:]))
        self.number -= len(self.record) - 1
        del self.record[1:]

    def close(self) -> None:
        self._file.close()


def careful(
    path: Path, shape: Shape, reading: Reading, *, is_sheet: bool = False, size: int = BATCH_ROWS
) -> Iterator[pa.RecordBatch]:
    """Read any file record by record: line ends in cells, NUL, foreign bytes, a quote that is not closed."""
    lines = _Lines(path)
    try:
        kept: list[tuple[int, int, list[str]]] = []
        for row, line, cells in _records(lines, shape, reading, is_sheet):
            kept.append((row, line, cells))
            if len(kept) == size:
                yield _careful_batch(kept)
                kept = []
        if kept:
            yield _careful_batch(kept)
    finally:
        lines.close()


def _careful_batch(kept: list[tuple[int, int, list[str]]]) -> pa.RecordBatch:
    rows, lines, cells = zip(*kept, strict=True)
    columns = [pa.array(column, pa.string()) for column in zip(*cells, strict=True)]
    return _batch(np.array(rows, np.int64), np.array(lines, np.int64), columns)


def _records(
    lines: _Lines, shape: Shape, reading: Reading, is_sheet: bool
) -> Iterator[tuple[int, int, list[str]]]:
    """Yield (row, line, cells) of the good rows below the header; add the others to `reading`."""
    width, number, ordinal = len(shape.header), 0, 0
    reader = csv.reader(lines, delimiter=shape.delimiter)
    while True:
        lines.record = []
        line = lines.number + 1
        try:
            cells = next(reader)
            is_broken = _is_broken(lines.record, shape.delimiter, width)
        except StopIteration:
            return
        except csv.Error:
            is_broken = True
        if is_broken:
            lines.put_back()
            reader = csv.reader(lines, delimiter=shape.delimiter)
            cells = [lines.record[0]]
        ordinal += 1
        is_blank = not any(cells) and (len(cells) < 2 or is_sheet)
        if line < shape.first_data_line or is_blank:
            continue
        number += 1
        where = ordinal if is_sheet else line
        while len(cells) > width and not cells[-1].strip():
            cells.pop()
        bad = _bad(number, where, cells, width, is_broken, "".join(lines.record))
        if bad is None:
            reading.row_count += 1
            yield number, where, cells
        else:
            reading.bad_rows.append(bad)


def _is_broken(record: list[str], delimiter: str, width: int) -> bool:
    """A quote that is not closed swallows the lines below: then a line inside looks like a whole row."""
    if len(record) < 2:
        return record[0].count('"') % 2 == 1
    swallowed = [line for line in record[1:-1] if line.count(delimiter) == width - 1]
    return (width > 2 and bool(swallowed)) or sum(line.count('"') for line in record) % 2 == 1


def _bad(number: int, line: int, cells: list[str], width: int, is_broken: bool, text: str) -> BadRow | None:
    """Return why a record is no row of the table, None when it is one."""
    if is_broken:
        return BadRow(number, line, "broken_quote", {"line": line}, text.rstrip("\r\n"))
    if len(cells) != width:
        return _ragged(number, line, len(cells), width, text)
    shown = text.encode("utf-8", "backslashreplace").decode("utf-8").rstrip("\r\n")
    if "\x00" in text:
        return BadRow(number, line, "nul", {}, shown.replace("\x00", "\u2400"))
    if shown != text.rstrip("\r\n"):
        return BadRow(number, line, "foreign_bytes", {}, shown)
    if len(text) > LONGEST_CELL and any(len(cell) > LONGEST_CELL for cell in cells):
        length = max(len(cell) for cell in cells)
        return BadRow(number, line, "cell_too_long", {"length": length, "most": LONGEST_CELL}, text[:1000])
    return None
