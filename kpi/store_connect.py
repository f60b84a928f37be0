"""One hardened connection to the database file, and what the file system says about that file."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path
from typing import Final

import duckdb

from kpi.errors import StoreFull, StoreReadOnly
from kpi.store_errors import translating

IN_MEMORY: Final = Path(":memory:")
QUERY_SECONDS: Final = 60.0
# Files stay readable for DuckDB 1.5, so that going back one version of the library loses nothing.
STORAGE: Final[dict[str, str | bool | int | float | list[str]]] = {"storage_compatibility_version": "v1.5.0"}
# The order matters: the last line ends all changes, the one before it would refuse the folders.
_HARDENING: Final = (
    "set allowed_directories = $allowed_directories",
    "set temp_directory = $temp_directory",
    "set memory_limit = $memory_limit",
    "set max_temp_directory_size = '4GB'",
    "set threads = $threads",
    "set global max_execution_time = $milliseconds",
    "set allowed_configs = ['TimeZone', 'max_execution_time']",
    "set python_enable_replacements = false",
    "set autoinstall_known_extensions = false",
    "set autoload_known_extensions = false",
    "set enable_external_access = false",
    "set lock_configuration = true",
)


def make_folder(path: Path) -> None:
    """Create the folder of the file at `path`; StoreReadOnly or StoreFull when that cannot be."""
    if path == IN_MEMORY:
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        raise (StoreFull if full else StoreReadOnly)(path=path) from error


def connect(path: Path, read_only: bool) -> duckdb.DuckDBPyConnection:
    """Connect to the file at `path`, creating it unless `read_only`; the settings are locked afterwards."""
    fresh = path != IN_MEMORY and not path.exists()
    try:
        with translating(path):
            connection = duckdb.connect(path, read_only=read_only, config=STORAGE)
    except StoreFull:
        if fresh:  # the first bytes of a new file, which would look corrupt at the next start
            path.unlink(missing_ok=True)
        raise
    try:
        _harden(connection, path, read_only)
    except BaseException:
        connection.close()
        raise
    return connection


def _harden(connection: duckdb.DuckDBPyConnection, path: Path, read_only: bool) -> None:
    """Confine the connection to the folder of `path` and lock that; a second one of this process has it."""
    if connection.execute("select current_setting('lock_configuration')").fetchall() == [(True,)]:
        return
    elsewhere = read_only or path == IN_MEMORY
    values: dict[str, object] = {
        "allowed_directories": [] if path == IN_MEMORY else [str(path.parent)],
        "temp_directory": str(Path(tempfile.gettempdir(), "kpi.tmp") if elsewhere else f"{path}.tmp"),
        "memory_limit": os.environ.get("KPI_MEMORY_LIMIT") or "1GB",
        "threads": min(os.cpu_count() or 1, 4),
        "milliseconds": round(QUERY_SECONDS * 1000),
    }
    for setting in _HARDENING:
        connection.execute(setting, {name: value for name, value in values.items() if f"${name}" in setting})


def must_be_read_only(path: Path) -> bool:
    """Say whether an existing file cannot be written, or its folder not, where DuckDB puts the log."""
    return path.exists() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))


def identity(path: Path) -> tuple[int, int] | None:
    """Return what tells this file from another one of the same name; None when there is no file."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
