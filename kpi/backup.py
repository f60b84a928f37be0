"""One file that holds everything: written while others work, checked to the last row before it is used."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from string import Template
from typing import Final

import duckdb

from kpi import sql
from kpi.backup_files import copy_file, move_file, remove_database
from kpi.clock import now
from kpi.errors import BackupRefused, InvalidInput, StoreCorrupt, StoreReadOnly, StoreTooNew
from kpi.sql import statement
from kpi.store import Store, set_meta
from kpi.store_connect import IN_MEMORY, connect
from kpi.store_errors import translating
from kpi.store_schema import copy_database, migrate, schema_version

REASONS: Final = ("no_backup", "damaged", "table_missing", "rows_differ")
MANIFEST: Final = "backup_manifest"
# an identifier cannot be a parameter; this one is DuckDB's own name of the open file, in quotes
_COPY: Final = Template("copy from database $source to backup_target")
_ONE_AT_A_TIME: Final = threading.Lock()  # the name backup_target is shared by all cursors of a file


@dataclass(frozen=True)
class TableCheck:
    """What one table holds: its rows, and a sum over their text that does not depend on their order."""

    name: str
    row_count: int
    checksum: str


@dataclass(frozen=True)
class Backup:
    """One backup, every row of it read: `made_at` is None for a file that carries no manifest to compare with
    (a copy the product made before a migration or a restore)."""

    path: Path
    made_at: datetime | None
    schema_version: int
    byte_count: int
    tables: tuple[TableCheck, ...]


def write(store: Store, target: Path | str, *, at: datetime | None = None) -> Backup:
    """Write all tables as of one moment to the file `target`, which is replaced only by a checked backup.

    Others read and write meanwhile. Raises StoreFull, StoreReadOnly (the backup is made beside the database
    and then moved), StoreCorrupt when the database cannot be read to the end.
    """
    target = Path(target).expanduser().absolute()
    if store.path == IN_MEMORY:
        raise InvalidInput(what="backup", value=str(store.path))
    part = store.path.with_name(f"{store.path.stem}.backup-{uuid.uuid4().hex}.part")
    try:
        with _ONE_AT_A_TIME:
            _copy(store, part, at or now())
        written = check(part)
        move_file(part, target)
    finally:
        remove_database(part)
    return replace(written, path=target)


def check(path: Path | str) -> Backup:
    """Read every row of a backup and compare counts and sums with those it carries; the file is not changed.

    Raises BackupRefused (not ours, damaged, a table or rows missing or changed) and StoreTooNew.
    """
    path = Path(path).expanduser().absolute()
    if not path.is_file():
        raise BackupRefused(path=path, reason="no_backup", table=None)
    with _refusing(path), closing(connect(path, read_only=True)) as connection:
        connection.execute("begin")
        version = schema_version(connection, path)
        names = table_names_within(connection)
        missing = _expected_tables(version) - set(names)
        if not version or missing:
            reason = "table_missing" if version else "no_backup"
            raise BackupRefused(path=path, reason=reason, table=min(missing, default=None))
        found = {name: _table_check(connection, name) for name in names if name != MANIFEST}
        made_at = _compare(connection, path, found) if MANIFEST in names else None
    return Backup(path, made_at, version, path.stat().st_size, tuple(found.values()))


def restore(store: Store, source: Path | str) -> Backup:
    """Put a checked copy of a backup in the place of the open file: all of it or nothing.

    All who share the store go on with the restored rows; the replaced file lies beside it (see
    store_exchange.before_restore_path) and can be restored in turn. An older schema is brought up to date
    in the copy. Raises what `check` raises, StoreFull, StoreReadOnly, StoreLost, StoreBusy; then nothing
    has changed.
    """
    source = Path(source).expanduser().absolute()
    if store.path == IN_MEMORY:
        raise InvalidInput(what="backup", value=str(store.path))
    if store.read_only:
        raise StoreReadOnly(path=store.path)
    received, fresh = (store.path.with_name(f"{store.path.stem}.{uuid.uuid4().hex}.part") for _ in range(2))
    try:
        if not source.is_file():
            raise BackupRefused(path=source, reason="no_backup", table=None)
        copy_file(source, received)
        with _naming(source):
            checked = check(received)
            # written anew from the rows that were checked: nobody can check the blocks of an index
            with _refusing(received):
                copy_database(received, fresh)
            if check(fresh).tables != checked.tables:
                raise BackupRefused(path=received, reason="rows_differ", table=None)
        expected = _prepare(fresh, checked.schema_version, store.data_version())
        store.exchange(fresh, expected)
    finally:
        remove_database(received)
        remove_database(fresh)
    return replace(checked, path=source)


def table_names_within(cursor: duckdb.DuckDBPyConnection) -> list[str]:
    """Return the names of all tables of the open file, derived ones included."""
    return [name for (name,) in cursor.execute(statement("backup_tables")).fetchall()]


def _copy(store: Store, part: Path, at: datetime) -> None:
    with translating(part), store.cursor(seconds=0) as cursor:
        cursor.execute("attach $path as backup_target", {"path": str(part)})
        try:
            cursor.execute("begin")
            found = [_table_check(cursor, name) for name in table_names_within(cursor)]
            [(name,)] = cursor.execute("select current_database()").fetchall()
            cursor.execute(_COPY.substitute(source='"{}"'.format(name.replace('"', '""'))))
            cursor.execute(statement("backup_manifest_create"))
            for table in found:
                values = {"table_name": table.name, "row_count": table.row_count, "checksum": table.checksum}
                cursor.execute(statement("backup_manifest_append"), {**values, "made_at": at})
            cursor.execute("commit")
        except BaseException:
            with suppress(duckdb.Error):
                cursor.execute("rollback")
            raise
        finally:
            cursor.execute("detach backup_target")


def _prepare(part: Path, version: int, data_version: int) -> dict[str, str]:
    """Bring the copy up to date; return settings by which it is known, and which no cache has seen."""
    with translating(part), closing(connect(part, read_only=False)) as connection:
        [(kept,)] = connection.execute(
            "select coalesce(max(value::bigint), 0) from meta where key = 'data_version'"
        ).fetchall()
        expected = {"data_version": str(max(kept, data_version) + 1), "restore_id": uuid.uuid4().hex}
        connection.execute("begin")
        migrate(connection, version)
        connection.execute(statement("backup_manifest_drop"))
        for key, value in expected.items():
            set_meta(connection, key, value)
        connection.execute("commit")
    return expected


def _table_check(connection: duckdb.DuckDBPyConnection, name: str) -> TableCheck:
    [(row_count, checksum)] = connection.execute(
        statement("backup_table_check"), {"table_name": name}
    ).fetchall()
    return TableCheck(name, row_count, checksum)


def _compare(connection: duckdb.DuckDBPyConnection, path: Path, found: dict[str, TableCheck]) -> datetime:
    """Refuse a file whose tables differ from its manifest; return when it was made."""
    manifest = connection.execute(statement("backup_manifest")).fetchall()
    for name, row_count, checksum, _, same_version in manifest:
        table = found.get(name)
        if table is None:
            raise BackupRefused(path=path, reason="table_missing", table=name)
        # another version of DuckDB may write a value's text in another way
        if table.row_count != row_count or (same_version and table.checksum != checksum):
            raise BackupRefused(path=path, reason="rows_differ", table=name)
    if not manifest or set(found) != {name for name, *_ in manifest}:
        raise BackupRefused(path=path, reason="rows_differ", table=MANIFEST)
    made_at: datetime = manifest[0][3]
    return made_at


def _expected_tables(version: int) -> set[str]:
    """Return the tables that the migrations up to a schema version make."""
    with closing(connect(IN_MEMORY, read_only=False)) as connection:
        for number, statements in sql.migrations():
            if number <= version:
                for text in statements:
                    connection.execute(text)
        return set(table_names_within(connection))


@contextmanager
def _refusing(path: Path) -> Iterator[None]:
    """Say of a file that cannot be read to the end that it is no whole backup."""
    try:
        with translating(path):
            yield
    except (
        StoreCorrupt,
        duckdb.CatalogException,
    ) as error:  # a text file is opened as a database of another kind
        raise BackupRefused(path=path, reason="damaged", table=None) from error


@contextmanager
def _naming(source: Path) -> Iterator[None]:
    """Name the file that the person gave, not the copy that was checked."""
    try:
        yield
    except (BackupRefused, StoreTooNew) as error:
        raise type(error)(**(error.fields | {"path": source})) from error
