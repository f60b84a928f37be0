"""The log of merges: what belongs together, by whom, when and why; facts follow in the same transaction."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

import duckdb
import pyarrow as pa

from kpi.clock import today
from kpi.definitions import agreed
from kpi.facts import rebuild_within
from kpi.sql import statement
from kpi.store import Store

Kind = Literal["lead", "company", "deal", "same_deal"]
KINDS: Final[tuple[Kind, ...]] = ("lead", "company", "deal", "same_deal")


@dataclass(frozen=True)
class Record:
    """What a merge is recorded with, beside the rows it joins."""

    kind: Kind
    reason: str
    by: str | None
    at: datetime


@contextmanager
def changing(store: Store) -> Iterator[duckdb.DuckDBPyConnection]:
    """Lend a transaction that ends with the facts rebuilt as of the day they had."""
    with store.transaction() as cursor:
        yield cursor
        found = cursor.execute(statement("identity_as_of")).fetchall()
        as_of = found[0][0] if found else None
        rebuild_within(cursor, today=today(), definition=agreed(store), as_of=as_of)


def append(
    cursor: duckdb.DuckDBPyConnection,
    record: Record,
    groups: Sequence[tuple[str | None, list[str]]],
) -> list[tuple[str, str, str]]:
    """Record one merge for each (rule_key, ids, the kept one first); return its rows (merge_id, row, kept).

    Only ends of chains are joined, to another chain's end: no circle can come up, in whatever order
    merges are taken back. A group that is one already is left out.
    """
    everyone = [row_id for _, group in groups for row_id in group]
    root = {} if record.kind == "deal" else _roots(cursor, record.kind, everyone)
    logs: list[tuple[str, str | None]] = []
    rows: list[tuple[str, str, str]] = []
    for rule_key, group in groups:
        # a deal and its lead may bear the same id
        ends = group if record.kind == "deal" else list(dict.fromkeys(_end(root, one) for one in group))
        if len(ends) < 2:
            continue
        merge_id = uuid.uuid4().hex
        logs.append((merge_id, rule_key))
        rows += [(merge_id, row_id, ends[0]) for row_id in ends[1:]]
        root.update((row_id, ends[0]) for row_id in ends[1:])
    _insert(cursor, "identity_log_append", ("merge_id", "rule_key"), logs, **_parameters(record))
    _insert(cursor, "identity_row_append", ("merge_id", "row_id", "kept_id"), rows)
    return rows


def _parameters(record: Record) -> dict[str, object]:
    return {"kind": record.kind, "reason": record.reason, "merged_at": record.at, "merged_by": record.by}


def _end(root: Mapping[str, str], row_id: str) -> str:
    while row_id in root:
        row_id = root[row_id]
    return row_id


def _roots(cursor: duckdb.DuckDBPyConnection, kind: Kind, row_ids: list[str]) -> dict[str, str]:
    found = cursor.execute(statement("identity_roots"), {"kind": kind, "row_ids": row_ids}).fetchall()
    return dict(found)


def _insert(
    cursor: duckdb.DuckDBPyConnection,
    name: str,
    columns: Sequence[str],
    rows: Sequence[tuple[str | None, ...]],
    **more: object,
) -> None:
    table = {
        column: pa.array([row[place] for row in rows], pa.string()) for place, column in enumerate(columns)
    }
    cursor.register("merge_rows", pa.table(table))
    cursor.execute(statement(name), more)
    cursor.unregister("merge_rows")
