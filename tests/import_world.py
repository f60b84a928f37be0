"""What the import tests share: a database file, files written from text, what is in the tables."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kpi.imports import ImportReport, import_files
from kpi.store import Store

HOSTILE = Path(__file__).parent / "hostile"
SHAPES = Path(__file__).parent / "export_shapes"
TABLES = ("lead", "event", "spend", "traffic", "lead_attribute", "deal", "lead_fact", "deal_fact")


def manifest() -> dict[str, dict[str, Any]]:
    """The hostile files by name, as their manifest describes them."""
    found = json.loads((HOSTILE / "manifest.json").read_text(encoding="utf-8"))
    return {entry["file"]: entry for entry in found["files"]}


def hostile(name: str, folder: Path) -> Path:
    """Return a hostile file; the one with a cell of 5 MB is made here."""
    if not name.startswith("33_"):
        return HOSTILE / name
    path = folder / name
    rows = ["lead_id,email,company,channel,created_at,need", "L001,a@example.com,Co1,web,2025-01-01,x"]
    rows += [
        f"L002,b@example.com,Co2,web,2025-01-02,{'A' * 5_000_000}",
        "L003,c@example.com,Co3,web,2025-01-03,y",
    ]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def write(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def take(database: Path, *paths: Path, **options: Any) -> ImportReport:
    """Import files and return the report of the last; every row is accounted for in each."""
    reports = import_files(database, paths, **options)
    for report in reports:
        assert report.accepted + len(report.rejected) == report.rows_read
    return reports[-1]


def query(database: Path, text: str) -> list[tuple[Any, ...]]:
    store = Store.open(database)
    try:
        with store.cursor() as cursor:
            return cursor.execute(text).fetchall()
    finally:
        store.close()


def contents(database: Path, tables: Iterable[str] = TABLES) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of the tables that are there, in a fixed order."""
    store = Store.open(database)
    try:
        with store.cursor() as cursor:
            names = cursor.execute("select table_name from information_schema.tables").fetchall()
            wanted = [table for table in tables if (table,) in names]
            return {table: sorted(cursor.table(table).fetchall(), key=repr) for table in wanted}
    finally:
        store.close()
