"""The store on real files: schema, cursors, transactions, confinement, reading. No mock of DuckDB."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import perf_counter, sleep

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from kpi import sql, store_connect
from kpi.errors import QueryTooSlow, StoreLost, StoreReadOnly
from kpi.store import Store, bump_data_version, default_path, set_meta
from kpi.store_schema import supported_version

ENDLESS = "select count(*) from range(100_000_000_000) as t(i) where i % 7 = 3"


class StopLike(BaseException):
    """What Streamlit raises when a tab is closed: no Exception."""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path / "kpi.duckdb")
    yield opened
    opened.close()


def keys(store: Store) -> list[str]:
    with store.cursor() as cursor:
        found = cursor.execute("select key from meta where key like 'k%' order by key").fetchall()
    return [key for (key,) in found]


def leave(cursor: duckdb.DuckDBPyConnection, leaving: type[BaseException]) -> None:
    set_meta(cursor, "k", "1")
    raise leaving


def swallow(cursor: duckdb.DuckDBPyConnection, wrong: str) -> None:
    set_meta(cursor, "k1", "1")
    with pytest.raises(duckdb.Error):
        cursor.execute(wrong)


def use_statement(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sql, "statement", lambda name: text)


def test_a_fresh_path_gets_its_folder_the_file_and_the_newest_schema(tmp_path: Path) -> None:
    store = Store.open(str(tmp_path / "new" / "folder" / "kpi.duckdb"))
    assert store.meta("schema_version") == str(supported_version())
    assert (store.data_version(), store.meta("unknown"), store.read_only) == (0, None, False)


def test_rows_are_still_there_after_closing_and_opening(tmp_path: Path) -> None:
    first = Store.open(tmp_path / "kpi.duckdb")
    with first.transaction() as cursor:
        set_meta(cursor, "k", "1")
        assert bump_data_version(cursor) == 1
    first.close()
    second = Store.open(tmp_path / "kpi.duckdb")
    assert (second.meta("k"), second.data_version()) == ("1", 1)


def test_two_stores_of_one_process_share_the_file(store: Store) -> None:
    second = Store.open(store.path)
    with second.transaction() as cursor:
        set_meta(cursor, "k", "1")
    assert store.meta("k") == "1"


def test_the_file_is_written_in_the_storage_of_duckdb_1_5(store: Store) -> None:
    with store.cursor() as cursor:
        cursor.execute("from duckdb_databases() select tags where path is not null")
        [(tags,)] = cursor.fetchall()
    assert tags["storage_version"].startswith("v1.5.0")


def test_the_default_path_never_depends_on_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = Path(__file__).resolve().parents[1]
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KPI_DB", raising=False)
    assert default_path() == project / "data" / "kpi.duckdb"
    monkeypatch.setenv("KPI_DB", "elsewhere/x.duckdb")
    assert default_path() == project / "elsewhere" / "x.duckdb"
    monkeypatch.setenv("KPI_DB", str(tmp_path / "x.duckdb"))
    assert default_path() == tmp_path / "x.duckdb"


@pytest.mark.parametrize("leaving", [ValueError, KeyboardInterrupt, StopLike])
def test_whatever_leaves_a_transaction_rolls_it_back(store: Store, leaving: type[BaseException]) -> None:
    with pytest.raises(leaving), store.transaction() as cursor:
        leave(cursor, leaving)
    assert keys(store) == []
    with store.transaction() as cursor:  # the writer is free again
        set_meta(cursor, "k", "2")
    assert store.meta("k") == "2"


@pytest.mark.parametrize(
    "wrong",
    ["select nothing", "insert into meta values ('k1', '2')", "selec", "insert into meta values ($a, $b)"],
)
def test_a_failed_statement_that_was_caught_saves_nothing_and_says_so(store: Store, wrong: str) -> None:
    with pytest.raises(duckdb.TransactionException, match="aborted"), store.transaction() as cursor:
        swallow(cursor, wrong)
    assert keys(store) == []


def test_a_file_error_of_the_caller_inside_a_block_stays_what_it_is(store: Store) -> None:
    with pytest.raises(PermissionError), store.transaction():
        raise PermissionError(13, "Permission denied", "/nowhere/import.csv")


def test_a_transaction_inside_a_transaction_is_refused(store: Store) -> None:
    with store.transaction() as cursor:
        set_meta(cursor, "k", "1")
        with pytest.raises(RuntimeError), store.transaction():
            pass
    assert keys(store) == ["k"]


def test_writers_wait_for_each_other_and_none_is_lost(store: Store) -> None:
    def bump(_: int) -> None:
        with store.transaction() as cursor:
            bump_data_version(cursor)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(bump, range(40)))
    assert store.data_version() == 40


def test_eight_threads_with_cursors_get_their_own_answers(store: Store) -> None:
    start = threading.Barrier(8)

    def ask(thread: int) -> list[int]:
        start.wait()
        wrong = []
        for i in range(50):
            with store.cursor() as cursor:
                got = cursor.execute("select $n + sum(i) from range(1000) as t(i)", {"n": thread * 100 + i})
                if got.fetchall() != [(thread * 100 + i + 499_500,)]:
                    wrong.append(i)
        return wrong

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(ask, range(8))) == [[]] * 8


@pytest.mark.parametrize(
    "text",
    [
        "select * from read_csv('/etc/passwd')",
        "select * from '/etc/passwd'",
        "copy (select 1) to '../kpi-escaped.csv'",
        "attach '../kpi-escaped.duckdb' as escaped",
        "install httpfs",
        "set threads = 1",
        "set enable_external_access = true",
    ],
)
def test_sql_cannot_leave_the_folder_nor_loosen_a_setting(store: Store, text: str) -> None:
    with pytest.raises(duckdb.Error), store.cursor() as cursor:
        cursor.execute(text).fetchall()
    assert not list(Path("..").glob("kpi-escaped*"))


def test_a_python_variable_is_no_table_but_a_registered_frame_is_one_for_its_cursor(store: Store) -> None:
    rows = pd.DataFrame({"a": [1, 2]})
    with store.cursor() as cursor:
        with pytest.raises(duckdb.CatalogException):
            cursor.execute("select sum(a) from rows")
        cursor.register("given", rows)
        cursor.register("given_arrow", pa.table({"a": [3]}))
        both = cursor.execute("select sum(a) from (from given union all from given_arrow)")
        assert both.fetchall() == [(6,)]
    with store.cursor() as other, pytest.raises(duckdb.CatalogException):
        other.execute("from given")


def test_a_backup_beside_the_file_is_possible_while_it_is_open(store: Store) -> None:
    with store.cursor() as cursor:
        cursor.execute("attach $path as backup", {"path": str(store.path.with_name("copy.duckdb"))})
        cursor.execute("copy from database kpi to backup")
        assert cursor.execute("select count(*) from backup.meta").fetchall() == [(1,)]


def test_a_query_beyond_its_time_ends_and_the_next_one_has_the_usual_limit(store: Store) -> None:
    start = perf_counter()
    with pytest.raises(QueryTooSlow), store.cursor(seconds=0.2) as cursor:
        cursor.execute(ENDLESS).fetchall()
    assert perf_counter() - start < 2
    with store.cursor() as cursor:
        sleep(0.3)
        assert cursor.execute("select current_setting('max_execution_time')").fetchall() == [(60_000,)]
    with store.transaction() as cursor:
        assert cursor.execute("select current_setting('max_execution_time')").fetchall() == [(0,)]


def test_memory_follows_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KPI_MEMORY_LIMIT", "64MiB")
    with Store.open(tmp_path / "small.duckdb").cursor() as cursor:
        assert cursor.execute("select current_setting('memory_limit')").fetchall() == [("64.0 MiB",)]


def test_arrays_say_plainly_where_a_null_was(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    use_statement(
        monkeypatch,
        "select 1::int a, null::int b, null::boolean c, null::varchar d, null::date e where $wanted",
    )
    found = store.arrays("any", {"wanted": True})
    assert not any(isinstance(values, np.ma.MaskedArray) for values in found.values())
    assert found["a"].dtype == np.int32
    assert np.isnan(found["b"][0])
    assert np.isnan(found["c"][0])
    assert found["d"][0] is None
    assert np.isnat(found["e"][0])
    assert [len(values) for values in store.arrays("any", {"wanted": False}).values()] == [0] * 5


def test_rows_and_frames_come_from_a_statement_by_its_name(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(KeyError):
        store.rows("no_such_statement")
    use_statement(monkeypatch, "select $n as n, 'a' as name")
    assert store.rows("any", {"n": 5}) == [(5, "a")]
    assert store.frame("any", {"n": 5}).to_dict("records") == [{"n": 5, "name": "a"}]
    with pytest.raises(duckdb.InvalidInputException):
        store.rows("any", {"n": 5, "surplus": 1})


def test_a_file_that_cannot_be_written_is_read_and_refuses_transactions(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with store.transaction() as cursor:
        set_meta(cursor, "k", "1")
    store.close()
    monkeypatch.setattr(store_connect.os, "access", lambda path, mode: False)
    reader = Store.open(store.path)
    assert (reader.read_only, reader.meta("k")) == (True, "1")
    with pytest.raises(StoreReadOnly), reader.transaction():
        pass
    with pytest.raises(StoreReadOnly), reader.cursor() as cursor:
        cursor.execute("insert into meta values ('k2', '2')")


def test_a_memory_store_has_the_schema_and_no_file() -> None:
    store = Store.open(":memory:")
    with store.transaction() as cursor:
        set_meta(cursor, "k", "1")
    assert store.meta("k") == "1"
    assert not Path(":memory:").exists()


@pytest.mark.parametrize("replaced", [False, True])
def test_a_file_deleted_or_replaced_under_us_takes_no_more_writes(store: Store, replaced: bool) -> None:
    def lose(cursor: duckdb.DuckDBPyConnection) -> None:
        set_meta(cursor, "k", "1")
        store.path.rename(store.path.with_name("moved.duckdb"))
        if replaced:
            store.path.write_bytes(b"another file")

    with pytest.raises(StoreLost), store.transaction() as cursor:
        lose(cursor)
    with pytest.raises(StoreLost), store.transaction():
        pytest.fail("the block must not run")
    assert not replaced or store.path.read_bytes() == b"another file"


def test_after_a_loss_the_path_can_be_opened_anew(store: Store) -> None:
    with store.transaction() as cursor:
        set_meta(cursor, "k", "1")
    store.path.unlink()
    store.close()
    fresh = Store.open(store.path)
    assert (fresh.meta("k"), fresh.path.exists()) == (None, True)
