"""Imports that were made: their list, their rejected rows to mend, undoing one, the sample again."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from io import StringIO
from typing import Any, Final

from kpi import clock, sample
from kpi.definitions import agreed
from kpi.errors import InvalidInput, UndoBlocked
from kpi.facts import rebuild_within
from kpi.identity import clear_within
from kpi.imports import commit
from kpi.imports.check import run, stored_rejects
from kpi.imports.convert import prepare
from kpi.imports.results import Reject
from kpi.imports.words import sentence
from kpi.sql import statement
from kpi.store import Store
from kpi.trial import TABLES as TRIALS

_UNDO: Final = (
    "event", "event_back", "lead", "lead_back", "spend", "spend_back", "traffic", "traffic_back",
    "event_before", "lead_before", "spend_before", "traffic_before",
    "attribute", "lead_claim", "deal_reference", "log",
)  # fmt: skip
_EMPTIED: Final = (
    "event_before", "lead_before", "spend_before", "traffic_before", "attribute", "lead_claim",
    "deal_reference", "import_reject", "import_warning", "import_log",
)  # fmt: skip
Fields = Mapping[str, Any]


@dataclass(frozen=True)
class Import:
    """One import as the list shows it; `undone_at` is None while its rows are in."""

    import_id: str
    file_name: str
    file_hash: str
    part: str
    byte_count: int
    system: str
    preset: str
    kind: str
    rows_read: int
    accepted: int
    rejected: int
    replaced_sample: bool
    imported_at: datetime
    imported_by: str | None
    undone_at: datetime | None
    undone_by: str | None


def imports(store: Store) -> list[Import]:
    """Return all imports, the newest first; none before the first."""
    return [Import(*row) for row in store.rows("import_log_list")]


def rejects(store: Store, import_id: str) -> list[Reject]:
    """Return the rejected rows of one import in the order of its file."""
    with store.cursor() as cursor:
        return stored_rejects(cursor, import_id)


def rejects_csv(
    store: Store, import_id: str, language: str = "en", reason: Callable[[str, Fields], str] | None = None
) -> bytes:
    """Return the rejected rows as they were, with their reason in a last column, as CSV in UTF-8 with BOM.

    `reason` says code and fields of a rejected row in a screen's own words.

    Mended, the file can be imported as it is: the column with the reason is left out then. A cell that a
    spreadsheet would run as a formula begins with an apostrophe, which the import takes off again.
    InvalidInput(what="import") for an unknown import.
    """
    found = store.rows("import_log_header", {"import_id": import_id})
    if not found:
        raise InvalidInput(what="import", value=import_id)
    header = json.loads(found[0][0])
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_inert(name) for name in (*header, sentence("reason_column", {}, language))])
    for *_, code, fields, cells in store.rows("import_rejects_of", {"import_id": import_id}):
        given = _split(json.loads(cells), len(header))
        said = reason(code, json.loads(fields)) if reason else sentence(code, json.loads(fields), language)
        row = [*given[: len(header)], *[""] * (len(header) - len(given)), said, *given[len(header) :]]
        writer.writerow([_inert(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def _split(cells: list[str], width: int) -> list[str]:
    """Return the cells of a row; a row that was no row of the table is its text, cut at its commas."""
    return next(csv.reader(cells), []) if len(cells) == 1 and width > 1 else cells


def _inert(cell: str) -> str:
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r", "|") else cell


def undo(store: Store, import_id: str, *, by: str | None = None, today: date | None = None) -> None:
    """Take one import back exactly: what it added goes, what it changed is as it was before.

    The last import that is taken back brings the sample again where it had replaced it. Nothing happens to
    an import that was taken back before. InvalidInput(what="import") for an unknown one; UndoBlocked while
    a later import that changed the same rows stands.
    """
    definition, day = agreed(store, today), today or clock.today()
    tables = sample.read()
    with store.transaction() as cursor:
        found = run(cursor, "undo_state", {"import_id": import_id}).fetchall()
        if not found:
            raise InvalidInput(what="import", value=import_id)
        [(file_name, is_undone)] = found
        if is_undone:
            return
        if later := run(cursor, "undo_blocked", {"import_id": import_id}).fetchall():
            raise UndoBlocked(import_id=import_id, file=file_name, later=later[0][1])
        values: dict[str, Any] = {"import_id": import_id, "undone_at": clock.now(), "undone_by": by}
        for name in _UNDO:
            run(cursor, f"undo_{name}", values)
        [(standing, had_sample)] = run(cursor, "log_standing", {}).fetchall()
        if not standing and had_sample:
            sample.load_within(cursor, tables, today=day)
            return
        prepare(cursor)
        commit.settle(cursor)
        rebuild_within(cursor, today=day, definition=definition)


def back_to_sample(store: Store, *, today: date | None = None) -> None:
    """Empty everything that was imported, the list of imports too, and load the sample; one transaction."""
    tables = sample.read()
    with store.transaction() as cursor:
        clear_within(cursor)
        for table in TRIALS:
            cursor.execute(statement(f"clear_{table}"))
        for table in _EMPTIED:
            cursor.execute(statement(f"import_empty_{table}"))
        sample.load_within(cursor, tables, today=today or clock.today())
