"""Backups on real files: consistent while others write, checked to the last row, all or nothing."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest

from kpi import backup, sql, store_exchange
from kpi.backup_parquet import read_parquet, write_parquet
from kpi.errors import BackupRefused, KpiError, StoreBusy, StoreFull, StoreReadOnly, StoreTooNew
from kpi.store import Store, bump_data_version, set_meta
from tests.small_world import event, lead, small_world

PROJECT = Path(__file__).resolve().parents[1]
BULK = """
    insert into event (event_id, lead_id, "at", kind, detail)
    select 'b' || i, 'a', timestamp '2025-11-01', 'page_view', md5(i::varchar) from range(60_000) as t(i)
"""
HALVES = "select count(*) filter (where lead_id[1] = 'x'), count(*) filter (where lead_id[1] = 'y') from lead"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path / "live" / "my kpi-2.duckdb")
    yield small_world(opened, [lead("a", 70), lead("b", 30)], [event("a", "page_view", "2025-10-02")])
    opened.close()


def tables(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table; of the settings all but those that a restore writes."""
    with store.cursor() as cursor:
        names = backup.table_names_within(cursor)
        found = {name: sorted(cursor.table(name).fetchall(), key=repr) for name in names}
    found["meta"] = [row for row in found["meta"] if row[0] not in ("data_version", "restore_id")]
    return found


def ids(store: Store) -> list[str]:
    with store.cursor() as cursor:
        return [name for (name,) in cursor.execute("select lead_id from lead order by 1").fetchall()]


def add(store: Store, lead_id: str) -> None:
    with store.transaction() as cursor:
        cursor.execute("insert into lead (lead_id, created_at) values ($id, now())", {"id": lead_id})


def left_over(store: Store) -> list[str]:
    return [path.name for path in store.path.parent.iterdir() if ".part" in path.name]


def test_what_is_restored_is_what_was_there(store: Store, tmp_path: Path) -> None:
    before = tables(store)
    written = backup.write(store, tmp_path / "elsewhere" / "kpi.bak")
    assert {table.name: table.row_count for table in written.tables}["lead"] == 2
    add(store, "later")
    with store.transaction() as cursor:
        version = bump_data_version(cursor)
    restored = backup.restore(store, written.path)
    assert tables(store) == before
    assert (restored.tables, restored.made_at) == (written.tables, written.made_at)
    # no cache may take the restored rows for those it has seen under that number
    assert store.data_version() > version
    add(store, "after")
    store.close()
    assert ids(Store.open(store.path)) == ["a", "after", "b"]
    assert left_over(store) == []


def test_the_replaced_file_can_be_restored_in_turn(store: Store, tmp_path: Path) -> None:
    backup.write(store, tmp_path / "bak")
    add(store, "later")
    backup.restore(store, tmp_path / "bak")
    assert ids(store) == ["a", "b"]
    restored = backup.restore(store, store_exchange.before_restore_path(store.path))
    assert (ids(store), restored.made_at) == (["a", "b", "later"], None)


def test_a_backup_under_writes_holds_one_moment(store: Store, tmp_path: Path) -> None:
    stop = threading.Event()

    def write_pairs() -> int:
        pairs = 0
        while not stop.is_set():
            with store.transaction() as cursor:
                for half in ("x", "y"):
                    cursor.execute(
                        "insert into lead (lead_id, created_at) values ($id, now())", {"id": f"{half}{pairs}"}
                    )
            pairs += 1
        return pairs

    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(write_pairs)
        made = [backup.write(store, tmp_path / f"bak{n}") for n in range(3)]
        stop.set()
        assert writing.result() > 3
    for one in made:
        with duckdb.connect(one.path, read_only=True) as found:
            [(whole, half)] = found.execute(HALVES).fetchall()
        assert whole == half


def test_readers_go_on_while_the_file_is_exchanged(store: Store, tmp_path: Path) -> None:
    backup.write(store, tmp_path / "bak")
    add(store, "later")
    stop, seen = threading.Event(), set()

    def read() -> None:
        while not stop.is_set():
            seen.add(tuple(ids(store)))

    with ThreadPoolExecutor(3) as pool:
        reading = [pool.submit(read) for _ in range(3)]
        backup.restore(store, tmp_path / "bak")
        after = tuple(ids(store))
        stop.set()
        for one in reading:
            one.result()
    assert after == ("a", "b")
    assert seen <= {("a", "b"), ("a", "b", "later")}


def refused(store: Store, source: Path) -> KpiError:
    """Restore `source`, expect a refusal that names it, and that nothing has changed."""
    before, version = tables(store), store.data_version()
    with pytest.raises(KpiError) as caught:
        backup.restore(store, source)
    assert (tables(store), store.data_version(), left_over(store)) == (before, version, [])
    add(store, f"still-writable-{version}")
    return caught.value


@pytest.mark.parametrize("content", [None, b"", b"hi", b"a,b\n1,2\n" * 5000])
def test_a_file_that_is_no_backup_is_refused(store: Store, tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "bak").write_bytes(content)
    error = refused(store, tmp_path / "bak")
    assert isinstance(error, BackupRefused)
    assert error.fields["path"] == tmp_path / "bak"


def test_a_database_of_another_program_is_refused(store: Store, tmp_path: Path) -> None:
    for name, text in (("empty", "select 1"), ("theirs", "create table theirs (a integer)")):
        with duckdb.connect(tmp_path / name) as theirs:
            theirs.execute(text)
            theirs.execute("checkpoint")
        assert isinstance(refused(store, tmp_path / name), BackupRefused)


@pytest.mark.parametrize("kept", [100, 4096, 12288, -10, -300_000])
def test_a_backup_that_was_cut_off_is_refused(store: Store, tmp_path: Path, kept: int) -> None:
    with store.transaction() as cursor:
        cursor.execute(BULK)
    backup.write(store, tmp_path / "bak")
    whole = (tmp_path / "bak").read_bytes()
    (tmp_path / "bak").write_bytes(whole[:kept])
    assert isinstance(refused(store, tmp_path / "bak"), BackupRefused)


def test_one_wrong_byte_in_any_block_is_refused_or_does_no_harm(store: Store, tmp_path: Path) -> None:
    with store.transaction() as cursor:
        cursor.execute(BULK)
    before = tables(store)
    whole = backup.write(store, tmp_path / "bak").path.read_bytes()
    block, first = 262_144, 12_288  # three headers of 4,096 bytes come before the blocks
    outcomes = []
    for start in range(first, len(whole), block):
        damaged = bytearray(whole)
        damaged[start + 64] ^= 255
        (tmp_path / "damaged").write_bytes(damaged)
        try:
            backup.check(tmp_path / "damaged")
        except BackupRefused:
            outcomes.append("refused")
        else:  # a block of an index: rows are whole, indexes are made anew
            backup.restore(store, tmp_path / "damaged")
            assert tables(store) == before
            with pytest.raises(duckdb.ConstraintException), store.transaction() as cursor:
                cursor.execute("insert into meta select * from meta")
            outcomes.append("restored")
    assert outcomes.count("refused") > 10


@pytest.mark.parametrize(
    ("change", "reason", "table"),
    [
        ("delete from lead where lead_id = 'a'", "rows_differ", "lead"),
        ("update lead set imported_score = 99 where lead_id = 'a'", "rows_differ", "lead"),
        ("drop table trial", "table_missing", "trial"),
        ("drop table lead_fact", "table_missing", "lead_fact"),
        ("create table added as select 1 as a", "rows_differ", "backup_manifest"),
    ],
)
def test_a_backup_that_somebody_changed_is_refused(
    store: Store, tmp_path: Path, change: str, reason: str, table: str
) -> None:
    backup.write(store, tmp_path / "bak")
    with duckdb.connect(tmp_path / "bak") as changing:
        changing.execute(change)
    error = refused(store, tmp_path / "bak")
    assert isinstance(error, BackupRefused)
    assert (error.fields["reason"], error.fields["table"]) == (reason, table)


def test_a_backup_of_a_newer_version_is_refused_with_both_versions(store: Store, tmp_path: Path) -> None:
    backup.write(store, tmp_path / "bak")
    with duckdb.connect(tmp_path / "bak") as changing:
        changing.execute("update meta set value = '99' where key = 'schema_version'")
    error = refused(store, tmp_path / "bak")
    assert isinstance(error, StoreTooNew)
    assert (error.fields["found"], error.fields["path"]) == (99, tmp_path / "bak")


def test_a_file_that_a_second_store_has_open_is_not_exchanged(store: Store, tmp_path: Path) -> None:
    backup.write(store, tmp_path / "bak")
    second = Store.open(store.path)
    assert isinstance(refused(store, tmp_path / "bak"), StoreBusy)
    second.close()
    backup.restore(store, tmp_path / "bak")
    assert ids(store) == ["a", "b"]


def test_an_earlier_backup_is_replaced_only_by_a_complete_one(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bak").write_bytes(b"an earlier backup")

    def fail(path: Path) -> backup.Backup:
        raise StoreFull(path=path)

    monkeypatch.setattr(backup, "check", fail)
    with pytest.raises(StoreFull):
        backup.write(store, tmp_path / "bak")
    assert (tmp_path / "bak").read_bytes() == b"an earlier backup"
    assert left_over(store) == []


@pytest.mark.parametrize("act", ["backup.write(store, target)", "backup.restore(store, source)"])
def test_a_disk_that_is_full_is_told_and_nothing_is_half_done(store: Store, tmp_path: Path, act: str) -> None:
    with store.transaction() as cursor:
        cursor.execute(BULK)
    backup.write(store, tmp_path / "source")
    add(store, "later")
    store.close()
    code = f"""
import resource, signal, sys
from pathlib import Path
from kpi import backup
from kpi.errors import StoreFull
from kpi.store import Store
store, source, target = Store.open({str(store.path)!r}), {str(tmp_path / "source")!r}, {str(tmp_path / "x")!r}
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
_, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, hard))
try: {act}
except StoreFull: sys.exit(0)
sys.exit(1)
"""
    assert subprocess.run([sys.executable, "-c", code], cwd=PROJECT, timeout=60).returncode == 0
    assert ids(Store.open(store.path)) == ["a", "b", "later"]
    assert (left_over(store), (tmp_path / "x").exists()) == ([], False)


def test_a_process_killed_while_it_restores_leaves_one_whole_file(store: Store, tmp_path: Path) -> None:
    backup.write(store, tmp_path / "source")
    add(store, "later")
    store.close()
    code = f"""
import os, signal
from kpi import backup, store_exchange
from kpi.store import Store
store = Store.open({str(store.path)!r})
store_exchange.connect = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)
backup.restore(store, {str(tmp_path / "source")!r})
"""
    killed = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, timeout=60)
    assert killed.returncode == -signal.SIGKILL
    assert ids(Store.open(store.path)) == ["a", "b"]
    assert ids(Store.open(store_exchange.before_restore_path(store.path))) == ["a", "b", "later"]


def test_a_target_that_cannot_be_written_is_told(store: Store, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(StoreReadOnly):
        backup.write(store, tmp_path / "folder")
    with pytest.raises(StoreReadOnly):
        write_parquet(store, tmp_path / "folder")


def test_a_backup_of_an_older_schema_is_brought_up_to_date(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "old.duckdb"
    with duckdb.connect(path) as old:
        for _, statements in sql.migrations()[:1]:
            for text in statements:
                old.execute(text)
        old.execute("insert into meta values ('schema_version', '1')")
        old.execute("insert into lead (lead_id, created_at) values ('old', now())")
    assert backup.restore(store, path).schema_version == 1
    assert ids(store) == ["old"]
    assert store.meta("schema_version") == str(sql.migrations()[-1][0])


def test_all_tables_as_parquet_read_back_as_the_same_rows(store: Store, tmp_path: Path) -> None:
    with store.transaction() as cursor:
        set_meta(cursor, "名前", "田中\n\t\"'")
    written = write_parquet(store, tmp_path / "tables.zip")
    with store.cursor() as cursor:
        for name, table in read_parquet(tmp_path / "tables.zip"):
            cursor.register("read_back", table)
            same = cursor.execute(
                "select count(*) from ((from query_table($name) except all from read_back) "
                "union all (from read_back except all from query_table($name)))",
                {"name": name},
            ).fetchall()
            assert same == [(0,)], name
            assert table.num_rows == written[name]
            cursor.unregister("read_back")
        assert sorted(written) == backup.table_names_within(cursor)


def test_a_table_is_no_backup(tmp_path: Path) -> None:
    (tmp_path / "leads.csv").write_text("lead_id,created_at\na,2025-01-05\n", encoding="utf-8")
    with pytest.raises(BackupRefused):
        backup.check(tmp_path / "leads.csv")
