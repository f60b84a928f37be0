"""Every column of a file in DuckDB as it is, under the names of the fields it is mapped to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from kpi.errors import ImportCancelled
from kpi.imports import source as sources
from kpi.imports.mapping import Mapping, field_names
from kpi.imports.results import Cancelled
from kpi.imports.rows import Reading
from kpi.imports.source import Source
from kpi.imports.tidy import is_tidy
from kpi.sql import statement

# The fields of each kind that are dates, in the order in which questions name one.
DATES: Final[dict[str, tuple[str, ...]]] = {
    "lead": (
        "created_at", "handed_at", "contacted_at", "accepted_at", "rejected_at", "meeting_at",
        "opportunity_at", "proposal_at", "won_at", "lost_at", "closed_at", "changed_at",
    ),
    "deal": ("created_at", "closed_at", "proposal_at"),
    "event": ("at",),
    "spend": ("month",),
    "traffic": ("date",),
    "attribute": (),
}  # fmt: skip
# Names of columns: what stands around them is theirs.
_AS_THEY_ARE: Final = {"attribute": ("name",)}
_TYPED_KINDS: Final = ("lead", "deal", "event")


@dataclass
class Staged:
    """The table import_staged: the fields it has, those that came as times, those with cells to clean."""

    kind: str
    fields: tuple[str, ...]
    moments: dict[str, pa.DataType] = field(default_factory=dict)
    untidy: set[str] = field(default_factory=set)
    error: BaseException | None = None

    @property
    def dates(self) -> list[str]:
        """Return the fields of dates."""
        return [name for name in DATES[self.kind] if name in self.fields]

    @property
    def groups(self) -> dict[str, list[str]]:
        """Return the parameters of import_cells: what is kept, what needs no cleaning, what does."""
        texts = [name for name in self.fields if name not in self.moments]
        return {
            "kept": ["row_number", *self.moments],
            "tidy": ["no_tidy", *(name for name in texts if name not in self.untidy)],
            "untidy": ["no_untidy", *(name for name in texts if name in self.untidy)],
        }


def stage(
    cursor: duckdb.DuckDBPyConnection, source: Source, mapping: Mapping, cancelled: Cancelled
) -> tuple[Staged, Reading]:
    """Fill the temporary table import_staged; return what was read. ImportCancelled when `cancelled()`."""
    moments = _moments(source, mapping)
    typed = {mapping.columns[name]: type_ for name, type_ in moments.items()}
    reading = Reading()
    staged = fill(cursor, mapping, sources.batches(source, reading, typed=typed), moments, cancelled)
    if reading.needs_care:
        reading = Reading()
        staged = fill(cursor, mapping, sources.batches(source, reading, careful=True), {}, cancelled)
    if staged.error is not None:
        raise staged.error
    return staged, reading


def _moments(source: Source, mapping: Mapping) -> dict[str, pa.DataType]:
    """Return the fields of dates whose columns are times in the file and are no other field too."""
    if mapping.kind not in _TYPED_KINDS:
        return {}
    found = sources.moments(source)
    others = {place for name, place in mapping.columns.items() if name not in DATES[mapping.kind]}
    return {
        name: found[place]
        for name, place in mapping.columns.items()
        if place in found and place not in others
    }


def fill(
    cursor: duckdb.DuckDBPyConnection,
    mapping: Mapping,
    batches: Iterator[pa.RecordBatch],
    moments: dict[str, pa.DataType],
    cancelled: Cancelled = lambda: False,
) -> Staged:
    """Fill import_staged with batches; an error inside them is kept in the result: DuckDB would rename it."""
    fields = tuple(
        name for name in field_names()[mapping.kind] if name in mapping.columns or name in mapping.constants
    )
    schema = _schema([*fields, *(f"x{place}" for place in mapping.extras)], moments)
    staged = Staged(mapping.kind, fields, moments)

    def renamed() -> Iterator[pa.RecordBatch]:
        try:
            for batch in batches:
                if cancelled():
                    raise ImportCancelled()
                yield _fields(batch, mapping, staged, schema)
        except BaseException as error:
            staged.error = error

    cursor.register("import_incoming", pa.RecordBatchReader.from_batches(schema, renamed()))
    try:
        cursor.execute(statement("import_stage"))
    finally:
        cursor.unregister("import_incoming")
        pa.default_memory_pool().release_unused()
    return staged


def _schema(names: list[str], moments: dict[str, pa.DataType]) -> pa.Schema:
    numbers = [("row_number", pa.int64()), ("line_number", pa.int64())]
    return pa.schema([*numbers, *((name, moments.get(name, pa.string())) for name in names)])


def _fields(batch: pa.RecordBatch, mapping: Mapping, staged: Staged, schema: pa.Schema) -> pa.RecordBatch:
    columns = [batch.column(0), batch.column(1)]
    if mapping.blank:
        batch = _emptied(batch, pa.array(mapping.blank, pa.string()))
    for name in staged.fields:
        if name in mapping.columns:
            columns.append(batch.column(mapping.columns[name] + 2))
        else:
            columns.append(pa.repeat(mapping.constants[name], batch.num_rows))
        is_text = name not in staged.moments and name not in _AS_THEY_ARE.get(staged.kind, ())
        if is_text and name not in staged.untidy and not is_tidy(columns[-1]):
            staged.untidy.add(name)
    columns += [batch.column(place + 2) for place in mapping.extras]
    return pa.RecordBatch.from_arrays(columns, schema=schema)


def _emptied(batch: pa.RecordBatch, blank: pa.Array) -> pa.RecordBatch:
    """Return the rows with nothing where a cell holds what the export writes for nothing."""
    nothing = pa.scalar(None, pa.string())
    cells = [
        pc.if_else(pc.is_in(column, value_set=blank), nothing, column)
        if pa.types.is_string(column.type)
        else column
        for column in batch.columns[2:]
    ]
    return pa.RecordBatch.from_arrays([*batch.columns[:2], *cells], names=batch.schema.names)
