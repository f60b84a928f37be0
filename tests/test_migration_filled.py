"""A file of schema 1, filled with odd rows, is opened by today's code: every row is still there."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from kpi import facts, sql
from kpi.store import Store
from kpi.store_schema import backup_path, supported_version
from tests.small_world import IMPORTED

Rows = dict[str, list[tuple[Any, ...]]]
COLUMNS = {
    "lead": "lead_id, created_at, email, company, company_id, channel, campaign, form, landing_page, "
    "industry, company_size, role_level, timing, budget, authority, need, target_fit, imported_score",
    "event": 'event_id, lead_id, deal_id, "at", kind, amount_yen, detail, owner, import_id',
    "spend": "month, channel, cost_yen",
    "traffic": "date, channel, page, sessions, users, page_views, bounces",
    "definition": "definition_id, version, state, effective_from, body, created_at, created_by",
    "trial": "trial_id, lead_id, sql_threshold, drawn_at",
    "trial_outcome": "lead_id, outcome, recorded_at, recorded_by",
}
LITERAL = {
    "meta": "('schema_version', '1'), ('data_version', '7'), ('data_set', 'own'), ('名前', '')",
    "lead": """
        ('007', '2025-10-01 09:00:00.123456', 'Taro@Example.com ', 'NA', '1E5', '展示会', '=1+1', 'demo',
            '/a?b=c', '製造', '51-300', '部長', 'now', '1200000', 'yes', 'now', 'yes', 70),
        ('', '2025-10-02', null, '', null, ' ', null, null,
            null, null, null, null, null, null, null, null, null, null),
        (' 👩‍👩‍👧\n"', '2025-10-03', 'taro@example.com', 'null', null, null, null, null,
            null, null, null, null, null, null, null, null, null, -2147483648),
        ('far', '9999-12-31 23:59:59', null, null, null, null, null, null,
            null, null, null, null, null, null, null, null, null, 2147483647)""",
    "event": """
        ('e1', '007', 'D1', '2025-11-01', 'opportunity', 0, null, null, null),
        ('e2', '007', 'D1', '2025-12-01 10:00', 'won', 9007199254740993, 'プランA', '田中', 'i000001'),
        ('e3', null, 'D2', '2025-11-05', 'opportunity', -5, null, null, null),
        ('e4', null, null, '2025-11-06', '変なもの', null, '', '', ''),
        ('e5', 'gone', null, '0001-01-01', 'page_view', null, '/', null, null),
        ('', '', null, '2025-11-07', 'page_view', null, null, null, null)""",
    "spend": "('2025-10-01', '', 0), ('2025-10-01', '展示会', 9223372036854775807), ('2025-10-15', 'w', -1)",
    "traffic": "('2025-10-01', '', '', 0, 0, 0, 0), ('2025-10-02', 'ab', '/', 9000000000000000000, 1, 2, -3)",
    "trial": "('t', '007', 60, '2025-11-02'), ('t', 'gone', 0, '2025-11-02')",
    "trial_outcome": "('007', 'good', '2025-11-03', null), ('007', 'good', '2025-11-03', null)",
}


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Rows]:
    """A file of schema 1 that today's code has opened, and its rows before that."""
    path = tmp_path_factory.mktemp("old") / "kpi.duckdb"
    statements = dict(sql.migrations())[1]
    with closing(duckdb.connect(path)) as old:
        for text in statements:
            old.execute(text)
        for table, values in LITERAL.items():
            old.execute(f"insert into {table} values {values}")
        old.execute(
            "insert into definition values ('d', 1, 'agreed', '2025-01-01', $body, '2025-01-01', null)",
            {"body": IMPORTED.model_dump_json()},
        )
        before = rows(old)
    Store.open(path).close()
    return path, before


def rows(connection: duckdb.DuckDBPyConnection) -> Rows:
    """Return every row of the tables of schema 1 in its columns."""
    return {
        table: connection.execute(f"select {columns} from {table} order by all").fetchall()
        for table, columns in COLUMNS.items()
    }


def test_every_row_of_every_table_is_as_it_was(opened: tuple[Path, Rows]) -> None:
    path, before = opened
    store = Store.open(path)
    with closing(store), store.cursor() as cursor:
        assert rows(cursor) == before
        assert {name: len(found) for name, found in before.items()} == {
            "lead": 4,
            "event": 6,
            "spend": 3,
            "traffic": 2,
            "definition": 1,
            "trial": 2,
            "trial_outcome": 2,
        }
        assert store.meta("schema_version") == str(supported_version())
        assert (store.data_version(), store.meta("data_set"), store.meta("名前")) == (7, "own", "")


def test_the_file_of_before_lies_beside_it_with_the_same_rows(opened: tuple[Path, Rows]) -> None:
    path, before = opened
    with closing(duckdb.connect(backup_path(path, supported_version()), read_only=True)) as copy:
        assert rows(copy) == before
        assert copy.execute("select value from meta where key = 'schema_version'").fetchall() == [("1",)]


def test_the_facts_of_a_migrated_file_are_right(opened: tuple[Path, Rows]) -> None:
    path, _ = opened
    store = Store.open(path)
    with closing(store):
        facts.rebuild(store, today=date(2026, 1, 31))
        with store.cursor() as cursor:
            leads = cursor.execute(
                "select lead_id, score, deal_count, won_amount_yen from lead_fact order by created_on"
            )
            assert leads.fetchall() == [("007", 70, 1, 0), ("", None, 0, 0), (' 👩‍👩‍👧\n"', 0, 0, 0)]
            deals = cursor.execute(
                "select deal_id, lead_id, opened_on, won_on, odd_amount_count from deal order by deal_id"
            )
            assert deals.fetchall() == [
                ("D1", "007", date(2025, 11, 1), date(2025, 12, 1), 1),
                ("D2", None, date(2025, 11, 5), None, 1),
            ]
