"""All tables as Parquet files in one zip, as of one moment, for whatever other tool should read them."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from kpi.backup import table_names_within
from kpi.backup_files import mendable, move_file
from kpi.sql import statement
from kpi.store import Store

_BATCH_ROWS: Final = 100_000


def write_parquet(store: Store, target: Path | str) -> dict[str, int]:
    """Write every table as `<table>.parquet` into the zip file `target`; return table → rows written.

    All tables are of one moment, others go on working. An earlier file is replaced only by a complete
    one. Raises StoreFull and StoreReadOnly.
    """
    target = Path(target).expanduser().absolute()
    part = target.with_name(f"{target.name}.part")
    try:
        with mendable(target):
            target.parent.mkdir(parents=True, exist_ok=True)
            with zipfile.ZipFile(part, "w", zipfile.ZIP_STORED) as archive:
                written = _write_all(store, archive)
        move_file(part, target)
    finally:
        part.unlink(missing_ok=True)
    return written


def read_parquet(source: Path | str) -> Iterator[tuple[str, pa.Table]]:
    """Yield (table, its rows) of a zip that `write_parquet` made, one table in memory at a time."""
    with zipfile.ZipFile(source) as archive:
        for name in sorted(archive.namelist()):
            with archive.open(name) as file:
                yield name.removesuffix(".parquet"), pq.read_table(pa.PythonFile(file, mode="r"))


def _write_all(store: Store, archive: zipfile.ZipFile) -> dict[str, int]:
    written = {}
    with store.cursor(seconds=0) as cursor:
        cursor.execute("begin")
        for name in table_names_within(cursor):
            rows = cursor.sql(statement("backup_table_rows"), params={"table_name": name})
            with archive.open(f"{name}.parquet", "w", force_zip64=True) as file:
                written[name] = _write_one(rows.to_arrow_reader(_BATCH_ROWS), file)
        cursor.execute("rollback")
    return written


def _write_one(reader: pa.RecordBatchReader, file: object) -> int:
    row_count = 0
    with pq.ParquetWriter(file, reader.schema, compression="zstd") as writer:
        for batch in reader:
            row_count += batch.num_rows
            writer.write_batch(batch)
    return row_count
