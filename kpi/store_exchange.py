"""Put one database file in the place of another, so that at every moment there is a whole one."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import duckdb

from kpi.errors import StoreBusy
from kpi.store_connect import connect


def before_restore_path(path: Path) -> Path:
    """Return where the file lies that was last replaced: beside the file."""
    return path.with_name(f"{path.stem}.before-restore{path.suffix}")


def replace_file(path: Path, new: Path, expected: Mapping[str, str]) -> duckdb.DuckDBPyConnection:
    """Move the closed file `new` over the closed file `path` and connect to it.

    The replaced file lies at `before_restore_path`. StoreBusy when this process still has the old file
    open: DuckDB would go on with that one under the same path. The old file is then back in its place.
    """
    old = before_restore_path(path)
    if Path(f"{path}.wal").exists():  # the log of an open file, which must never meet the new one
        raise StoreBusy(path=path, pid=os.getpid())
    old.unlink(missing_ok=True)
    os.link(path, old)
    os.replace(new, path)
    try:
        connection = connect(path, read_only=False)
        if not _is_known(connection, expected):
            connection.close()
            raise StoreBusy(path=path, pid=os.getpid())
    except BaseException:
        os.replace(old, path)
        raise
    return connection


def _is_known(connection: duckdb.DuckDBPyConnection, expected: Mapping[str, str]) -> bool:
    found = dict(connection.execute("select key, value from meta").fetchall())
    return all(found.get(key) == value for key, value in expected.items())
