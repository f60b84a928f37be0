"""One file made ready to be read: what it is, where its table lies, and a text that can be read twice."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from kpi.errors import ImportRefused
from kpi.imports import decode, rows, shape, sheets
from kpi.imports.decode import CHUNK, Encoding, Scan
from kpi.imports.mapping import known
from kpi.imports.results import Answers, Question
from kpi.imports.rows import Reading
from kpi.imports.shape import Shape
from kpi.imports.words import sentence

_PARQUET: Final = b"PAR1"


@dataclass(frozen=True)
class Source:
    """One file: `path` is what was given, `text` the UTF-8 text made of it (None for Parquet).

    `part` names the sheet or block that was chosen, "" for the whole file.
    """

    path: Path
    name: str
    encoding: Encoding | None
    text: Path | None
    shape: Shape
    part: str = ""
    parts: tuple[str, ...] = ()
    is_sheet: bool = False

    @property
    def is_parquet(self) -> bool:
        return self.text is None


def open_source(path: Path, name: str, workspace: Path, answers: Answers) -> Source | Question:
    """Find out what a file is and where its table lies; texts made of it are written to `workspace`.

    Returns a Question when only a person can say; ImportRefused when it is no table.
    """
    if not path.is_file():
        raise ImportRefused(reason="missing", file=name)
    with path.open("rb") as file:
        head = file.read(8)
    if head.startswith(_PARQUET):
        return _parquet(path, name)
    if head.startswith(b"PK\x03\x04") and sheets.is_workbook(path):
        return _workbook(path, name, workspace, answers)
    decode.refuse_other_than_text(path)
    encoding = decode.detect(path, answers)
    if isinstance(encoding, Question):
        return encoding
    text = _utf8(path, encoding, workspace)
    return _block(Source(path, name, encoding, text, shape.find(text, known)), workspace, answers)


def _utf8(path: Path, encoding: Encoding, workspace: Path) -> Path:
    """Return a UTF-8 text of the file: the file itself where it is one."""
    if encoding.name == "utf-8" or (encoding.name == "utf-8-sig" and not encoding.is_mixed):
        return path
    target = workspace / f"{hashlib.md5(str(path).encode()).hexdigest()}.txt"
    with target.open("w", encoding="utf-8", errors="surrogateescape", newline="") as file:
        for piece in decode.decoded(path, encoding):
            file.write(piece)
    return target


def _block(source: Source, workspace: Path, answers: Answers) -> Source | Question:
    """Cut out the block that was chosen where a file holds several tables under the same header."""
    starts = source.shape.block_starts
    if len(starts) < 2 or source.text is None:
        return source
    choices = tuple(str(number) for number in range(1, len(starts) + 1))
    chosen = answers.get("block")
    if chosen not in choices:
        fields = {"file": source.name, "count": len(starts)}
        return Question("block", "ask_block", fields, sentence("ask_block", fields), choices)
    place = int(chosen) - 1
    target = workspace / f"{source.text.stem}.block{chosen}.txt"
    stop = starts[place + 1] if place + 1 < len(starts) else source.text.stat().st_size
    with source.text.open("rb") as file, target.open("wb") as out:
        file.seek(starts[place])
        left = stop - starts[place]
        while left and (piece := file.read(min(CHUNK, left))):
            out.write(piece)
            left -= len(piece)
    return replace(source, text=target, shape=shape.find(target, known), part=chosen, parts=choices)


def _workbook(path: Path, name: str, workspace: Path, answers: Answers) -> Source | Question:
    found = sheets.tables(path, name, workspace)
    chosen = answers.get("sheet")
    if chosen not in found:
        likely = [sheet for sheet, text in found.items() if _has_table(text)]
        if len(likely) != 1 and len(found) > 1:
            fields = {"file": name, "sheets": ", ".join(found)}
            return Question("sheet", "ask_sheet", fields, sentence("ask_sheet", fields), tuple(found))
        chosen = likely[0] if likely else next(iter(found))
    text = found[chosen]
    if not text.stat().st_size:
        raise ImportRefused(reason="empty", file=name)
    parts = tuple(found) if len(found) > 1 else ()
    part = chosen if parts else ""
    return Source(path, name, None, text, shape.find(text, known), part, parts, is_sheet=True)


def _has_table(text: Path) -> bool:
    """Say whether a sheet holds a row with headings we know, above data."""
    try:
        return bool(text.stat().st_size) and known(shape.find(text, known).header) > 1
    except ImportRefused:
        return False


def _parquet(path: Path, name: str) -> Source:
    try:
        file = pq.ParquetFile(path)
        header, renamed = shape.unique(file.schema_arrow.names)
        if not file.metadata.num_rows:
            raise ImportRefused(reason="header_only", file=name)
    except (pa.ArrowException, OSError) as error:
        raise ImportRefused(reason="damaged", file=name) from error
    return Source(path, name, None, None, Shape("", header, 1, 0, frozenset(), (), renamed))


def quote_scan(source: Source) -> Scan:
    """Look over the bytes of a text before it is read."""
    assert source.text is not None
    return decode.scan(source.text, '"', rows.LONGEST_CELL)


def parquet_rows(source: Source) -> int:
    """Return how many rows a Parquet file has."""
    return int(pq.ParquetFile(source.path).metadata.num_rows)


def moments(source: Source) -> dict[int, pa.DataType]:
    """Return place → type of the columns that are times already, and whose text is known without a loss."""
    if not source.is_parquet:
        return {}
    found = {}
    for place, column in enumerate(pq.ParquetFile(source.path).schema_arrow):
        if pa.types.is_timestamp(column.type) and column.type.tz is None:
            found[place] = pa.timestamp("us")
        elif column.type in (pa.date32(), pa.timestamp("us", "UTC")):
            found[place] = column.type
    return found


def batches(
    source: Source,
    reading: Reading,
    *,
    careful: bool = False,
    size: int = rows.BATCH_ROWS,
    typed: Mapping[int, pa.DataType] | None = None,
) -> Iterator[pa.RecordBatch]:
    """Yield the rows of a file as batches of columns x0, x1, … with row_number and line_number.

    All are texts but the places in `typed`, which `moments` names.
    """
    if source.is_parquet:
        return _parquet_batches(source, reading, size, typed or {})
    assert source.text is not None
    if careful:
        return rows.careful(source.text, source.shape, reading, is_sheet=source.is_sheet, size=size)
    is_mixed = source.encoding is not None and source.encoding.is_mixed
    return rows.batches(
        source.text, source.shape, quote_scan(source), reading, is_mixed=is_mixed, is_sheet=source.is_sheet
    )


def _parquet_batches(
    source: Source, reading: Reading, size: int, typed: Mapping[int, pa.DataType]
) -> Iterator[pa.RecordBatch]:
    for batch in pq.ParquetFile(source.path, pre_buffer=False).iter_batches(batch_size=size):
        numbers = pa.array(
            np.arange(reading.row_count + 1, reading.row_count + batch.num_rows + 1), pa.int64()
        )
        reading.row_count += batch.num_rows
        columns = [
            _moments(column, typed[place]) if place in typed else _text(column)
            for place, column in enumerate(batch.columns)
        ]
        names = ["row_number", "line_number", *rows.names(len(columns))]
        yield pa.RecordBatch.from_arrays([numbers, pa.nulls(batch.num_rows, pa.int64()), *columns], names)


def _text(column: pa.Array) -> pa.Array:
    """Return a column as text: a time with a zone ends in it, other things look as in Python."""
    if pa.types.is_timestamp(column.type) and column.type.tz is None:
        with suppress(pa.ArrowInvalid):  # raised where a time has a fraction of a second, which is kept
            column = column.cast(pa.timestamp("s"))
    try:
        return column.cast(pa.string())
    except (pa.ArrowNotImplementedError, pa.ArrowInvalid):
        return pa.array([None if value is None else str(value) for value in column.to_pylist()], pa.string())


def _moments(column: pa.Array, type_: pa.DataType) -> pa.Array:
    """Return times as the database holds them, to the microsecond."""
    is_finer = pa.types.is_timestamp(column.type) and column.type.unit == "ns"
    return column.cast(type_, safe=not is_finer)


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
