"""Every column of a file as text in DuckDB, under the names of the fields it is mapped to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from kpi.errors import ImportCancelled
from kpi.imports import source as sources
from kpi.imports.mapping import Mapping, field_names
from kpi.imports.results import Cancelled
from kpi.imports.rows import Reading
from kpi.imports.source import Source
from kpi.sql import statement


@dataclass
class _End:
    """How the stream of batches ended: an error inside it must not reach DuckDB, which would rename it."""

    error: BaseException | None = None


def staged_names(mapping: Mapping) -> list[str]:
    """Return the staged columns: the fields of the kind, then x0, x1, … for columns without a field."""
    return [*field_names()[mapping.kind], *(f"x{place}" for place in mapping.extras)]


def stage(
    cursor: duckdb.DuckDBPyConnection, source: Source, mapping: Mapping, cancelled: Cancelled
) -> Reading:
    """Fill the temporary table import_staged; return what was read. ImportCancelled when `cancelled()`."""
    reading = Reading()
    end = _fill(cursor, mapping, sources.batches(source, reading), cancelled)
    if reading.needs_care:
        reading = Reading()
        end = _fill(cursor, mapping, sources.batches(source, reading, careful=True), cancelled)
    if end.error is not None:
        raise end.error
    return reading


def _fill(
    cursor: duckdb.DuckDBPyConnection,
    mapping: Mapping,
    batches: Iterator[pa.RecordBatch],
    cancelled: Cancelled,
) -> _End:
    names = staged_names(mapping)
    schema = _schema(names)
    end = _End()

    def renamed() -> Iterator[pa.RecordBatch]:
        try:
            for batch in batches:
                if cancelled():
                    raise ImportCancelled()
                yield _fields(batch, mapping, names, schema)
        except BaseException as error:
            end.error = error

    cursor.register("import_incoming", pa.RecordBatchReader.from_batches(schema, renamed()))
    try:
        cursor.execute(statement("import_stage"))
    finally:
        cursor.unregister("import_incoming")
        pa.default_memory_pool().release_unused()
    return end


def staged(rows: pa.Table, mapping: Mapping) -> pa.Table:
    """Return a few rows of a file under the names they are staged by."""
    names = staged_names(mapping)
    schema = _schema(names)
    return pa.Table.from_batches(
        [_fields(batch, mapping, names, schema) for batch in rows.to_batches()], schema
    )


def _schema(names: list[str]) -> pa.Schema:
    numbers = [("row_number", pa.int64()), ("line_number", pa.int64())]
    return pa.schema([*numbers, *((name, pa.string()) for name in names)])


def _fields(batch: pa.RecordBatch, mapping: Mapping, names: list[str], schema: pa.Schema) -> pa.RecordBatch:
    columns = [batch.column(0), batch.column(1)]
    if mapping.blank:
        batch = _emptied(batch, pa.array(mapping.blank, pa.string()))
    for name in names:
        if name in mapping.columns:
            columns.append(batch.column(mapping.columns[name] + 2))
        elif name in mapping.constants:
            columns.append(pa.repeat(mapping.constants[name], batch.num_rows))
        elif name[0] == "x" and name[1:].isdigit():
            columns.append(batch.column(int(name[1:]) + 2))
        else:
            columns.append(pa.nulls(batch.num_rows, pa.string()))
    return pa.RecordBatch.from_arrays(columns, schema=schema)


def _emptied(batch: pa.RecordBatch, blank: pa.Array) -> pa.RecordBatch:
    """Return the rows with nothing where a cell holds what the export writes for nothing."""
    nothing = pa.scalar(None, pa.string())
    cells = [pc.if_else(pc.is_in(column, value_set=blank), nothing, column) for column in batch.columns[2:]]
    return pa.RecordBatch.from_arrays([*batch.columns[:2], *cells], names=batch.schema.names)
