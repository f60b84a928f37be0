"""The database file: opening, cursors, transactions. Only kpi/store*.py connects to DuckDB."""

from __future__ import annotations

import itertools
import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kpi import sql
from kpi.errors import StoreBusy, StoreLost, StoreReadOnly
from kpi.store_connect import IN_MEMORY, QUERY_SECONDS, connect, identity, make_folder, must_be_read_only
from kpi.store_errors import translating
from kpi.store_exchange import replace_file
from kpi.store_schema import (
    backup_path,
    bump_data_version,
    copy_database,
    migrate,
    schema_version,
    set_meta,
    supported_version,
)

__all__ = ["QUERY_SECONDS", "Store", "bump_data_version", "default_path", "set_meta"]

_PROJECT = Path(__file__).resolve().parents[1]
_NUMBERS = itertools.count(1)
_REVISIONS: dict[Path, int] = {}  # by path: all stores of one file in this process see what one of them saves
_WRITER = threading.RLock()  # of two writers DuckDB refuses the later one; here it waits


def default_path() -> Path:
    """Return the database file: KPI_DB, else data/kpi.duckdb, counted from the project's folder."""
    return _PROJECT / Path(os.environ.get("KPI_DB") or "data/kpi.duckdb").expanduser()


class Store:
    """One database file of this process, safe to share between threads.

    `read_only` is True when the file or its folder cannot be written: then transactions are refused.
    After StoreLost, `close` it before the path is opened again: DuckDB shares one open file in a process.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.read_only = must_be_read_only(path)
        self._writing_thread: int | None = None
        self._restart = threading.Condition()
        self._lent_count = 0
        self._count_up()
        self._data_version: tuple[int, int] | None = None  # and the revision it was read under
        self._invalidated = False
        self._connection = connect(path, self.read_only)
        self._identity = identity(path)

    @classmethod
    def open(cls, path: Path | str) -> Store:
        """Open or create the file at `path` (":memory:" for tests) and bring its schema up to date.

        Raises StoreBusy, StoreCorrupt, StoreTooNew, StoreReadOnly or StoreFull; a file that was there
        keeps its rows, whatever is raised.
        """
        path = Path(path)
        path = path if path == IN_MEMORY else path.expanduser().absolute()
        make_folder(path)
        with _WRITER, translating(path):
            store = cls(path)
            try:
                store._bring_up_to_date()
            except BaseException:
                store.close()
                raise
        return store

    def _bring_up_to_date(self) -> None:
        with self.cursor() as cursor:
            found = schema_version(cursor, self.path)
        if found < supported_version():
            if found and not self.read_only:
                self._backup_before_migration()
            with self.transaction() as cursor:
                migrate(cursor, found)

    def _backup_before_migration(self) -> None:
        """Copy the file beside itself; it is closed meanwhile, for one process cannot attach it twice."""
        self._connection.close()
        copy_database(self.path, backup_path(self.path, supported_version()))
        self._connection = connect(self.path, self.read_only)

    @contextmanager
    def cursor(self, *, seconds: float = QUERY_SECONDS) -> Iterator[duckdb.DuckDBPyConnection]:
        """Lend a new cursor, closed after the block; a query is stopped `seconds` after it began.

        That clock also runs until the last row is fetched; duckdb.InterruptException says it ran out.
        `cursor.register(name, frame)` takes pandas and Arrow tables, for this cursor alone; a Python
        variable is never found by its name in SQL.
        """
        with self._watching(), self._lend() as cursor:
            if seconds != QUERY_SECONDS:
                cursor.execute("set session max_execution_time = $limit", {"limit": round(seconds * 1000)})
            yield cursor

    @contextmanager
    def transaction(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Lend the cursor of one transaction, without a time limit: saved when the block ends, or not at all.

        One writer at a time in this process, the others wait. An exception that leaves the block rolls
        back and goes on, StopException too. A statement that failed inside fails the whole block, even
        when it was caught: duckdb.TransactionException.
        Raises StoreReadOnly, StoreFull, and StoreLost when the file was deleted or replaced.
        """
        if self.read_only:
            raise StoreReadOnly(path=self.path)
        with self._only_writer(), self._watching(), self._lend() as cursor:
            self._refuse_when_lost()
            cursor.execute("set session max_execution_time = 0")
            cursor.execute("begin")
            try:
                yield cursor
                # after a failed statement COMMIT answers success, saving nothing (duckdb #25300); this raises
                cursor.execute("select 1").fetchall()
                self._refuse_when_lost()
                cursor.execute("commit")
            except BaseException:
                with suppress(duckdb.Error):
                    cursor.execute("rollback")
                raise
            finally:
                self._count_up()

    def rows(self, name: str, parameters: Mapping[str, object] | None = None) -> list[tuple[Any, ...]]:
        """Return all rows of the statement `kpi/sql/<name>.sql`; KeyError when there is none of that name."""
        with self.cursor() as cursor:
            return cursor.execute(sql.statement(name), dict(parameters or {})).fetchall()

    def arrays(
        self,
        name: str,
        parameters: Mapping[str, object] | None = None,
        *,
        views: Mapping[str, object] | None = None,
    ) -> dict[str, NDArray[Any]]:
        """Return column → array of the statement `name`, of length 0 when it has no rows; `views` are Arrow
        tables that it reads by name.

        Where a column holds a null: numbers and booleans become float64 with nan, times NaT, texts None.
        DECIMAL and HUGEINT (the type of a SUM) arrive as float64: cast to bigint what must stay exact.
        """
        with self.cursor() as cursor:
            for view, table in (views or {}).items():
                cursor.register(view, table)
            found: dict[str, Any] = cursor.execute(sql.statement(name), dict(parameters or {})).fetchnumpy()
        return {column: _plain(values) for column, values in found.items()}

    def frame(self, name: str, parameters: Mapping[str, object] | None = None) -> pd.DataFrame:
        """Return the rows of the statement `name` as a frame, with its columns when it has no rows."""
        with self.cursor() as cursor:
            return cursor.execute(sql.statement(name), dict(parameters or {})).df()

    def meta(self, key: str) -> str | None:
        """Return one setting of the file, None when it was never set."""
        with self.cursor() as cursor:
            found = cursor.execute("select value from meta where key = $key", {"key": key}).fetchone()
        return str(found[0]) if found else None

    def data_version(self) -> int:
        """Return the number that every change of the data raises, 0 before the first."""
        revision, kept = self.revision, self._data_version
        if kept is None or kept[0] != revision:
            kept = (revision, int(self.meta("data_version") or 0))
            self._data_version = kept
        return kept[1]

    def close(self) -> None:
        """Close the file; cursors that are still lent keep it open until they are returned."""
        self._connection.close()

    def exchange(self, new: Path, expected: Mapping[str, str]) -> None:
        """Put the closed database file `new` in the place of this one, at a moment when nobody has a cursor.

        All who share this store go on with the new rows. `expected` are settings by which the new file is
        known once it is open. Raises StoreReadOnly, StoreLost, and StoreBusy when a cursor is not given back
        in time or another store of this process has the file; then the old file stays in its place.
        """
        if self.read_only:
            raise StoreReadOnly(path=self.path)
        with self._only_writer(), self._watching(), self._restart:
            self._refuse_when_lost()
            if not self._restart.wait_for(lambda: self._lent_count == 0, timeout=QUERY_SECONDS):
                raise StoreBusy(path=self.path, pid=os.getpid())
            self._connection.close()
            try:
                self._connection = replace_file(self.path, new, expected)
            except BaseException:
                self._connection = connect(self.path, self.read_only)
                raise
            finally:
                self._identity = identity(self.path)
                self._invalidated = False
                self._count_up()

    @contextmanager
    def _lend(self) -> Iterator[duckdb.DuckDBPyConnection]:
        with self._restart:
            cursor = self._living_connection().cursor()
            self._lent_count += 1
        try:
            with closing(cursor):
                yield cursor
        finally:
            with self._restart:
                self._lent_count -= 1
                self._restart.notify_all()

    @contextmanager
    def _only_writer(self) -> Iterator[None]:
        if self._writing_thread == threading.get_ident():
            raise RuntimeError("a transaction inside a transaction would be half saved")
        with _WRITER:
            self._writing_thread = threading.get_ident()
            try:
                yield
            finally:
                self._writing_thread = None

    @contextmanager
    def _watching(self) -> Iterator[None]:
        """Translate errors about the file, and remember when DuckDB has given up on the open file."""
        try:
            with translating(self.path):
                yield
        except Exception as error:
            cause = error.__cause__ or error
            self._invalidated |= isinstance(cause, duckdb.FatalException)
            raise

    def _living_connection(self) -> duckdb.DuckDBPyConnection:
        """Return the connection, a new one after a fatal error such as a full disk at a checkpoint."""
        with self._restart:
            if self._invalidated and self.path != IN_MEMORY:
                self._refuse_when_lost()
                self._connection.close()
                self._connection = connect(self.path, self.read_only)
                self._invalidated = False
            return self._connection

    @property
    def revision(self) -> int:
        """Another number after each transaction: what was read under the present one still holds."""
        return _REVISIONS[self.path]

    def _count_up(self) -> None:
        _REVISIONS[self.path] = next(_NUMBERS)

    @property
    def is_lost(self) -> bool:
        """Whether the file was deleted or replaced: reading goes on, saving is refused."""
        return identity(self.path) != self._identity

    def _refuse_when_lost(self) -> None:
        """DuckDB goes on writing to a deleted file without a word; here that is StoreLost."""
        if self.is_lost:
            raise StoreLost(path=self.path)


def _plain(values: Any) -> NDArray[Any]:
    """Return an array without a mask: nan, NaT or None where the mask was."""
    if not np.ma.isMaskedArray(values):
        return values  # type: ignore[no-any-return]
    numbers = values.dtype.kind in "iub"
    plain: NDArray[Any] = values.data.astype(np.float64 if numbers else values.dtype)
    missing = {"f": np.nan, "M": np.datetime64("NaT"), "m": np.timedelta64("NaT")}
    plain[values.mask] = missing.get(plain.dtype.kind)
    return plain
