"""Load the sample data set: its dates move in whole weeks, so that it ends within the last seven days."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from kpi.definitions import Definition, append_within
from kpi.definitions_use import use_score_within
from kpi.facts import rebuild_within
from kpi.sql import statement
from kpi.store import Store, set_meta

FOLDER: Final = Path(__file__).resolve().parents[1] / "data" / "sample"
ANCHOR: Final = date(2026, 3, 29)  # the last day in the committed files, a Sunday
TABLES: Final = ("lead", "event", "spend", "traffic")

Progress = Callable[[str, float], None]


def last_day(today: date) -> date:
    """Return the last recorded day of the sample on a given day: the newest Sunday before it."""
    return ANCHOR + timedelta(weeks=((today - ANCHOR).days - 1) // 7)


def is_stale(store: Store, today: date) -> bool:
    """Say whether the store holds the sample as it was in an earlier week."""
    return store.meta("data_set") == "sample" and store.meta("as_of") != last_day(today).isoformat()


def load(store: Store, *, today: date, progress: Progress = lambda step, share: None) -> None:
    """Replace leads, events, spend and traffic by the sample as of `today`, in one transaction.

    `progress` is told a step (read, write, done) and the share done; it is never called while
    the transaction is open. Trial lists and definitions stay: the sample's lead ids never change.
    """
    progress("read", 0.05)
    tables = read()
    progress("write", 0.35)
    with store.transaction() as cursor:
        load_within(cursor, tables, today=today)
    progress("done", 1.0)


def read() -> dict[str, pa.Table]:
    """Return the committed rows of the sample, table by table."""
    return {name: pq.read_table(FOLDER / f"{name}.parquet") for name in TABLES}


def load_within(cursor: duckdb.DuckDBPyConnection, tables: dict[str, pa.Table], *, today: date) -> None:
    """Replace all data by the sample and rebuild the facts inside the caller's transaction."""
    definition = Definition.model_validate(json.loads((FOLDER / "agreed.json").read_text(encoding="utf-8")))
    _replace(cursor, tables, (last_day(today) - ANCHOR).days)
    _agree_once(cursor, definition)
    set_meta(cursor, "data_set", "sample")
    newest = use_score_within(cursor, "points", today=today, by=None)  # its leads bring no score along
    rebuild_within(cursor, today=today, definition=newest, as_of=last_day(today))


def _replace(cursor: duckdb.DuckDBPyConnection, tables: dict[str, pa.Table], shift_days: int) -> None:
    for name, table in tables.items():
        cursor.register("sample_rows", table)
        cursor.execute(statement(f"clear_{name}"))
        cursor.execute(statement(f"sample_{name}"), {"shift_days": shift_days})
        cursor.unregister("sample_rows")


def _agree_once(cursor: duckdb.DuckDBPyConnection, definition: Definition) -> None:
    [(version,)] = cursor.execute(
        statement("definition_next_version"), {"definition_id": "sample"}
    ).fetchall()
    if version > 1:
        return
    signed = json.loads((FOLDER / "signed.json").read_text(encoding="utf-8"))
    holds_from = ANCHOR - timedelta(days=727)
    day = datetime.combine(holds_from - timedelta(days=6), datetime.min.time())
    append_within(
        cursor,
        definition,
        definition_id="sample",
        state="agreed",
        effective_from=holds_from,
        by=None,
        created_at=datetime.combine(ANCHOR, datetime.min.time()),
        **{f"{side}_by": name for side, name in signed.items()},
        **{f"{side}_at": day for side in signed},
    )
