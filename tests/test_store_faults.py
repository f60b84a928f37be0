"""Unusable files, full disks, killed processes: what a person is told, and what stays whole."""

from __future__ import annotations

import os
import signal
import struct
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from kpi import sql
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
from kpi.store import Store, set_meta
from kpi.store_errors import meaning
from kpi.store_schema import backup_path, copy_database, supported_version

PROJECT = Path(__file__).resolve().parents[1]
FULL_DISK = """
import resource, signal
from kpi.errors import StoreFull
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
_, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
def limit(size): resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
"""
BULK = "insert into meta select 'bulk' || i, hash(i)::varchar || md5(i::varchar) from range(50_000) as t(i)"


def child(code: str, path: Path) -> subprocess.Popen[str]:
    """Start a process of its own that has the store of `path` open as `store`."""
    head = f"import os, sys, time\nfrom kpi.store import Store, set_meta\nstore = Store.open({str(path)!r})\n"
    command = [sys.executable, "-c", head + code]
    return subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True)


def run(code: str, path: Path) -> None:
    """Run `code` in a process of its own and expect it to end well."""
    process = child(code, path)
    process.communicate(timeout=15)
    assert process.returncode == 0


def filled(path: Path) -> Path:
    """Write a database with one row of ours and close it."""
    store = Store.open(path)
    with store.transaction() as cursor:
        set_meta(cursor, "k", "old")
    store.close()
    return path


def refusal(path: Path) -> StoreError:
    """Open `path`, expect a StoreError that names it, and that not one byte of the file changed."""
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(StoreError) as caught:
        Store.open(path)
    assert before is None or path.read_bytes() == before
    assert caught.value.fields["path"] == path
    return caught.value


def test_a_file_held_by_another_process_names_that_process(tmp_path: Path) -> None:
    path = filled(tmp_path / "kpi.duckdb")
    holder = child("print('open', flush=True); time.sleep(30)", path)
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        error = refusal(path)
        assert isinstance(error, StoreBusy)
        assert error.fields["pid"] == holder.pid
    finally:
        holder.kill()
        holder.communicate()
    assert Store.open(path).meta("k") == "old"


@pytest.mark.parametrize("content", [b"", b"hi", b"a,b\n1,2\n" * 5000])
def test_a_file_that_is_no_database_is_never_overwritten(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "kpi.duckdb"
    path.write_bytes(content)
    assert isinstance(refusal(path), StoreCorrupt)


@pytest.mark.parametrize("kept", [100, 4096, 12288, -10])
def test_a_truncated_database_is_corrupt_and_left_alone(tmp_path: Path, kept: int) -> None:
    path = filled(tmp_path / "kpi.duckdb")
    path.write_bytes(path.read_bytes()[:kept])
    assert isinstance(refusal(path), StoreCorrupt)


def test_a_damaged_log_is_corrupt_and_kept(tmp_path: Path) -> None:
    path = filled(tmp_path / "kpi.duckdb")
    run("with store.transaction() as cursor: set_meta(cursor, 'k2', 'x' * 999)\nos._exit(0)", path)
    log = Path(f"{path}.wal")
    damaged = bytearray(log.read_bytes())
    damaged[len(damaged) // 2] ^= 255
    log.write_bytes(damaged)
    assert isinstance(refusal(path), StoreCorrupt)
    assert log.read_bytes() == damaged


def test_a_folder_in_the_place_of_the_file_is_corrupt(tmp_path: Path) -> None:
    (tmp_path / "kpi.duckdb").mkdir()
    assert isinstance(refusal(tmp_path / "kpi.duckdb"), StoreCorrupt)


def test_a_newer_schema_is_refused_with_both_versions(tmp_path: Path) -> None:
    path = filled(tmp_path / "kpi.duckdb")
    store = Store.open(path)
    with store.transaction() as cursor:
        set_meta(cursor, "schema_version", "99")
    store.close()
    error = refusal(path)
    assert isinstance(error, StoreTooNew)
    assert (error.fields["found"], error.fields["supported"]) == (99, supported_version())


def test_a_newer_storage_of_duckdb_is_refused_with_both_versions(tmp_path: Path) -> None:
    path = filled(tmp_path / "kpi.duckdb")
    header = bytearray(path.read_bytes())
    header[12:20] = struct.pack("<Q", 255)  # the storage version, behind the block's checksum
    checksum = 5381
    for (word,) in struct.iter_unpack("<Q", header[8:4096]):
        checksum ^= word * 0xBF58476D1CE4E5B9 % 2**64
    header[:8] = struct.pack("<Q", checksum)
    path.write_bytes(header)
    error = refusal(path)
    assert isinstance(error, StoreTooNew)
    assert error.fields["found"] == 255


@pytest.mark.parametrize("table", ["create table theirs (a integer)", "create table meta (other integer)"])
def test_somebody_elses_database_gets_none_of_our_tables(tmp_path: Path, table: str) -> None:
    path = tmp_path / "kpi.duckdb"
    with duckdb.connect(path) as theirs:
        theirs.execute(table)
    assert isinstance(refusal(path), StoreCorrupt)


def test_a_folder_that_cannot_be_created_is_read_only(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert isinstance(refusal(tmp_path / "file" / "kpi.duckdb"), StoreReadOnly)
    assert isinstance(refusal(tmp_path / "file" / "deeper" / "kpi.duckdb"), StoreReadOnly)


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (duckdb.IOException('IO Error: Cannot open file "/x": Permission denied'), StoreReadOnly),
        (duckdb.IOException('IO Error: Cannot open file "/x": Read-only file system'), StoreReadOnly),
        (duckdb.IOException('IO Error: Could not write file "/x": No space left on device'), StoreFull),
        (duckdb.OutOfMemoryException("failed to offload data block of size 224.0 KiB"), StoreFull),
        (duckdb.OutOfMemoryException("could not allocate block of size 256.0 KiB"), QueryTooBig),
        (duckdb.InterruptException("Query exceeded maximum execution time"), QueryTooSlow),
        (duckdb.IOException("Could not set lock on file"), StoreBusy),
        (duckdb.ConversionException("Could not convert string 'No space left on device'"), type(None)),
        (duckdb.ConstraintException('Duplicate key "company: Permission denied"'), type(None)),
    ],
)
def test_only_an_error_about_the_file_becomes_one_a_person_can_mend(error: duckdb.Error, told: type) -> None:
    assert type(meaning(error, Path("kpi.duckdb"))) is told


def test_a_full_disk_is_told_and_the_old_rows_stay(tmp_path: Path) -> None:
    path = filled(tmp_path / "kpi.duckdb")
    code = f"""{FULL_DISK}
limit(os.path.getsize({str(path)!r}))
try:
    with store.transaction() as cursor: cursor.execute({BULK!r})
except StoreFull: limit(hard)
else: sys.exit(1)
with store.transaction() as cursor: set_meta(cursor, 'k2', 'after')
"""
    run(code, path)
    store = Store.open(path)
    with store.cursor() as cursor:
        assert cursor.execute("select count(*) from meta where key like 'bulk%'").fetchall() == [(0,)]
    assert (store.meta("k"), store.meta("k2")) == ("old", "after")


def test_a_disk_that_fills_at_the_checkpoint_does_not_need_a_restart(tmp_path: Path) -> None:
    # DuckDB gives up on the whole open file here ("database has been invalidated"); the store connects anew.
    path = filled(tmp_path / "kpi.duckdb")
    code = f"""{FULL_DISK}
import duckdb
limit(os.path.getsize({str(path)!r}))
with store.transaction() as cursor: set_meta(cursor, 'k2', 'in the log')
try:
    with store.cursor() as cursor:
        cursor.execute("create temp table t as select 1")
        cursor.execute("force checkpoint")
except StoreFull: limit(hard)
else: sys.exit(1)
with store.transaction() as cursor: set_meta(cursor, 'k3', 'after')
"""
    run(code, path)
    store = Store.open(path)
    assert [store.meta(key) for key in ("k", "k2", "k3")] == ["old", "in the log", "after"]


def test_a_disk_too_full_for_a_new_file_leaves_no_half_file(tmp_path: Path) -> None:
    path = tmp_path / "kpi.duckdb"
    code = f"""{FULL_DISK}
limit(1000)
try: Store.open({str(path)!r})
except StoreFull: sys.exit(0)
sys.exit(1)
"""
    run(code, tmp_path / "other.duckdb")
    assert not path.exists()


def test_a_process_killed_in_a_transaction_leaves_the_old_rows(tmp_path: Path) -> None:
    path = filled(tmp_path / "kpi.duckdb")
    code = f"""
with store.transaction() as cursor:
    set_meta(cursor, 'k', 'new')
    cursor.execute({BULK!r})
    print('written', flush=True)
    time.sleep(30)
"""
    process = child(code, path)
    assert process.stdout is not None
    assert process.stdout.readline() == "written\n"
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    store = Store.open(path)
    with store.cursor() as cursor:
        assert cursor.execute("select key, value from meta where key <> 'schema_version'").fetchall() == [
            ("k", "old")
        ]


def newest(monkeypatch: pytest.MonkeyPatch, *statements: str) -> int:
    """Let the product have one more migration; return its version."""
    version = supported_version() + 1
    extended = (*sql.migrations(), (version, statements))
    monkeypatch.setattr(sql, "migrations", lambda: extended)
    return version


def test_an_upgrade_keeps_the_rows_and_a_copy_of_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = filled(tmp_path / "my kpi-2.duckdb")
    version = newest(monkeypatch, "create table added (a integer)")
    store = Store.open(path)
    assert (store.meta("schema_version"), store.meta("k")) == (str(version), "old")
    with duckdb.connect(backup_path(path, version)) as copy:
        found = copy.execute("select value from meta order by key").fetchall()
        assert found == [("old",), (str(version - 1),)]
        with pytest.raises(duckdb.ConstraintException):  # the keys came along
            copy.execute("insert into meta values ('k', 'twice')")
    assert not list(tmp_path.glob("*.part*"))


def test_a_migration_that_fails_leaves_the_old_file_usable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = filled(tmp_path / "kpi.duckdb")
    with monkeypatch.context() as patch:
        version = newest(patch, "create table added (a integer)", "drop table meta", "select nothing")
        for _ in range(2):  # trying again finds the same old file
            with pytest.raises(duckdb.BinderException):
                Store.open(path)
        assert backup_path(path, version).exists()
    store = Store.open(path)
    assert (store.meta("k"), store.meta("schema_version")) == ("old", str(version - 1))
    with store.cursor() as cursor, pytest.raises(duckdb.CatalogException):
        cursor.execute("from added")


def test_a_copy_that_fails_replaces_no_earlier_copy(tmp_path: Path) -> None:
    (tmp_path / "copy.duckdb").write_bytes(b"an earlier copy")
    with pytest.raises(duckdb.IOException):
        copy_database(tmp_path / "missing.duckdb", tmp_path / "copy.duckdb")
    assert (tmp_path / "copy.duckdb").read_bytes() == b"an earlier copy"
    assert [path.name for path in tmp_path.iterdir()] == ["copy.duckdb"]
