"""Kill -9, a full disk, two imports at once, a double click: everything is in or nothing is."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from kpi import imports
from kpi.errors import StoreFull
from kpi.store import Store
from tests.import_world import contents, query, take, write

LEADS = "lead_id,email,company,channel,created_at\n"
ONE = LEADS + "L1,a@example.com,A,web,2025-01-05\n"
MANY = LEADS + "".join(f"M{n},m{n}@example.com,M,web,2025-02-05\n" for n in range(60_000))
CHILD = """
import pathlib, sys, time
from kpi import imports
from kpi.store import Store
store = Store.open(sys.argv[1])
def told(step, share):
    print(step, flush=True)
    if step == sys.argv[3]:
        time.sleep(60)
proposal = imports.propose(sys.argv[2], workspace=pathlib.Path(sys.argv[4]))
imports.run(store, [proposal], progress=told)
"""


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "kpi.duckdb"
    take(path, write(tmp_path, "one.csv", ONE))
    return path


@pytest.mark.parametrize("step", ["read", "write", "facts"])
def test_kill_9_in_the_middle_leaves_what_was_there(step: str, database: Path, tmp_path: Path) -> None:
    before = contents(database)
    file = write(tmp_path, "many.csv", MANY)
    command = [sys.executable, "-c", CHILD, str(database), str(file), step, str(tmp_path)]
    child = subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).resolve().parents[1]
    )
    assert child.stdout is not None
    for line in child.stdout:
        if line.strip() == step:
            break
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    assert contents(database) == before
    assert query(database, "select count(*) from import_log") == [(1,)]
    assert take(database, file).accepted == 60_000


def test_two_imports_at_once_both_go_in(database: Path, tmp_path: Path) -> None:
    store = Store.open(database)
    texts = [LEADS + f"T{n},t{n}@example.com,T,web,2025-01-05\n" for n in range(4)]
    proposals = [
        imports.propose(write(tmp_path, f"{n}.csv", text), workspace=tmp_path) for n, text in enumerate(texts)
    ]
    threads = [threading.Thread(target=imports.run, args=(store, [one])) for one in proposals]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    store.close()
    assert query(database, "select count(*) from lead") == [(5,)]
    assert query(database, "select count(distinct import_id), count(*) from import_log") == [(5, 5)]


def test_a_double_click_imports_once(database: Path, tmp_path: Path) -> None:
    store = Store.open(database)
    proposal = imports.propose(write(tmp_path, "a.csv", LEADS + "T1,,T,web,2025-01-05\n"), workspace=tmp_path)
    threads = [threading.Thread(target=imports.run, args=(store, [proposal])) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    store.close()
    assert query(database, "select count(*) from import_log where file_name = 'a.csv'") == [(1,)]


def test_others_keep_reading_the_old_data_during_an_import(database: Path, tmp_path: Path) -> None:
    store = Store.open(database)
    seen: list[object] = []

    def told(step: str, share: float) -> None:
        if step == "facts":
            seen.append(store.rows("import_lead_total"))

    proposal = imports.propose(write(tmp_path, "a.csv", LEADS + "T1,,T,web,2025-01-05\n"), workspace=tmp_path)
    imports.run(store, [proposal], progress=told)
    assert seen == [[(1,)]]
    assert store.rows("import_lead_total") == [(2,)]
    store.close()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="mounting a small disk needs root")
def test_a_full_disk_leaves_what_was_there(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", str(disk)], check=False).returncode:
        pytest.skip("no right to mount")
    try:
        database = disk / "kpi.duckdb"
        take(database, write(tmp_path, "one.csv", ONE))
        before = contents(database)
        noise = "".join(
            f"M{n},{os.urandom(150).hex()}@example.com,{os.urandom(100).hex()},web,2025-02-05\n"
            for n in range(40_000)
        )
        with pytest.raises(StoreFull):
            take(database, write(tmp_path, "many.csv", LEADS + noise))
        assert contents(database) == before
    finally:
        for _ in range(20):
            if subprocess.run(["umount", str(disk)], check=False).returncode == 0:
                break
            time.sleep(0.2)
