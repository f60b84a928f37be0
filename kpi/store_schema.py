"""The schema of the database file: its version, the migrations, the copy made before them."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import duckdb

from kpi import sql
from kpi.errors import StoreCorrupt, StoreTooNew
from kpi.store_connect import STORAGE


def supported_version() -> int:
    """Return the newest schema version that this code can bring a file to."""
    return max(version for version, _ in sql.migrations())


def schema_version(cursor: duckdb.DuckDBPyConnection, path: Path) -> int:
    """Return the file's schema version, 0 for one without tables.

    StoreTooNew when newer code wrote it; StoreCorrupt when its tables are not ours, which is never added to.
    """
    if cursor.execute("select count(*) from duckdb_tables() where not internal").fetchall() == [(0,)]:
        return 0
    try:
        [(text,)] = cursor.execute("select value from meta where key = 'schema_version'").fetchall()
        found = int(text)
    except (duckdb.CatalogException, duckdb.BinderException, TypeError, ValueError) as error:
        raise StoreCorrupt(path=path) from error
    if found > supported_version():
        raise StoreTooNew(path=path, found=found, supported=supported_version())
    return found


def migrate(cursor: duckdb.DuckDBPyConnection, found: int) -> None:
    """Run every migration after schema version `found` in the transaction of `cursor`."""
    for version, statements in sql.migrations():
        if version > found:
            for statement in statements:
                cursor.execute(statement)
            set_meta(cursor, "schema_version", str(version))


def set_meta(cursor: duckdb.DuckDBPyConnection, key: str, value: str) -> None:
    """Set one setting of the file, inside the transaction of `cursor`."""
    parameters = {"key": key, "value": value}
    cursor.execute("insert or replace into meta (key, value) values ($key, $value)", parameters)


def bump_data_version(cursor: duckdb.DuckDBPyConnection) -> int:
    """Raise the data version, by which caches are keyed, inside the transaction of `cursor`; return it."""
    found = cursor.execute("select value from meta where key = 'data_version'").fetchone()
    version = int(found[0]) + 1 if found else 1
    set_meta(cursor, "data_version", str(version))
    return version


def backup_path(path: Path, target_version: int) -> Path:
    """Return where the copy made before the migration to `target_version` lies: beside the file."""
    return path.with_name(f"{path.stem}.before-schema-{target_version}{path.suffix}")


def copy_database(source: Path, target: Path) -> None:
    """Copy a database file that nobody has open to `target`, which is replaced only by a complete copy."""
    part = target.with_name(f"{target.name}.part")
    part.unlink(missing_ok=True)
    try:
        with closing(duckdb.connect(":memory:", config=STORAGE)) as connection:
            connection.execute("set temp_directory = $path", {"path": f"{part}.tmp"})
            connection.execute("attach $path as source (read_only)", {"path": str(source)})
            connection.execute("attach $path as target", {"path": str(part)})
            connection.execute("copy from database source to target")
            connection.execute("detach target")
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
