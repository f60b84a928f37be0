"""What DuckDB's errors mean to a person: the only place that reads their messages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from kpi.errors import (
    QueryTooBig,
    QueryTooSlow,
    StoreBusy,
    StoreCorrupt,
    StoreError,
    StoreFull,
    StoreReadOnly,
    StoreTooNew,
)

# These quote values of the data, so their text says nothing about the file.
_ABOUT_THE_DATA = (duckdb.DataError, duckdb.IntegrityError)
_BUSY = re.compile(r"Could not set lock on file|being used by another process")
_PID = re.compile(r"\(PID (\d+)\)")
_TOO_NEW = re.compile(r"storage version number (\d+), but we can only read .* between \d+ and (\d+)")
_FULL = re.compile(
    r"No space left on device|File too large|Disk quota exceeded|not enough space"
    r"|failed to offload data block"
)
_READ_ONLY = re.compile(
    r"Permission denied|Read-only file system|Operation not permitted|Not a directory"
    r"|attached in read-only mode"
)
_CORRUPT = re.compile(
    r"[Cc]orrupt database file|Corrupt WAL|while replaying WAL|not a valid DuckDB database"
    r"|Could not read enough bytes|Could not read from file"
)


@contextmanager
def translating(path: Path) -> Iterator[None]:
    """Raise the StoreError that a DuckDB error inside the block stands for; pass all others on."""
    try:
        yield
    except duckdb.Error as error:
        translated = meaning(error, path)
        if translated is None:
            raise
        raise translated from error


def meaning(error: duckdb.Error, path: Path) -> StoreError | None:
    """Return the StoreError that says what to mend about the file at `path`; None when it is not at fault."""
    text = str(error)
    if isinstance(error, duckdb.InterruptException):
        return QueryTooSlow(path=path)
    if isinstance(error, duckdb.OutOfMemoryException) and not _FULL.search(text):
        return QueryTooBig(path=path)
    if isinstance(error, _ABOUT_THE_DATA) or "constraint violation" in text:
        return None
    if _BUSY.search(text):
        pid = _PID.search(text)
        return StoreBusy(path=path, pid=int(pid[1]) if pid else None)
    if newer := _TOO_NEW.search(text):
        return StoreTooNew(path=path, found=int(newer[1]), supported=int(newer[2]))
    if _FULL.search(text):
        return StoreFull(path=path)
    if _READ_ONLY.search(text):
        return StoreReadOnly(path=path)
    if _CORRUPT.search(text):
        return StoreCorrupt(path=path)
    return None
