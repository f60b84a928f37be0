"""From files to rows: propose what each file is, then judge and commit all of them in one transaction."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final
from zoneinfo import available_timezones

import duckdb
import pyarrow as pa

from kpi import clock, sample
from kpi.definitions import Definition, agreed
from kpi.errors import ImportCancelled, ImportRefused, InvalidInput
from kpi.events import EVENT_KINDS
from kpi.facts import rebuild_within
from kpi.identity import join_same_email_within
from kpi.identity_deals import join_certain_within
from kpi.imports import check, commit, mappings
from kpi.imports.mapping import Mapping, questions, recognise
from kpi.imports.results import Answers, Cancelled, ImportReport, Progress, Question, Reject, Warning
from kpi.imports.rows import Reading
from kpi.imports.shape import grammar
from kpi.imports.source import Source, file_hash, open_source
from kpi.imports.stage import stage
from kpi.imports.words import sentence
from kpi.sql import statement
from kpi.store import Store, set_meta
from kpi.trial import TABLES as TRIALS

_ORDER: Final = ("lead", "deal", "event", "spend", "traffic", "attribute")
_MACROS: Final = (
    "text", "ascii", "name", "email", "company", "clock", "month", "day", "shift", "odd_time", "time",
    "first_of_month", "plain_number", "size", "amount", "currency", "yen",
)  # fmt: skip
MOST_REJECTS: Final = 500_000


@dataclass(frozen=True)
class Proposal:
    """What one file seems to be; with `questions` open or `refused_code` set nothing of it goes in."""

    file_name: str
    source: Source | None = None
    mapping: Mapping | None = None
    answers: Answers = field(default_factory=dict)
    questions: tuple[Question, ...] = ()
    refused_code: str | None = None
    refused_fields: dict[str, Any] = field(default_factory=dict)

    def report(self) -> ImportReport:
        """Return the report of a file that was not read further."""
        refused = None if self.refused_code is None else sentence(self.refused_code, self.refused_fields)
        return ImportReport(
            self.file_name,
            self.mapping.kind if self.mapping else None,
            self.mapping.preset if self.mapping else None,
            questions=self.questions,
            refused=refused,
            refused_code=self.refused_code,
            refused_fields=self.refused_fields,
        )


class _NotSaved(Exception):
    """Ends a transaction that was only a rehearsal."""


def propose(
    path: Path | str,
    *,
    workspace: Path,
    name: str | None = None,
    preset: str | None = None,
    answers: Answers | None = None,
    store: Store | None = None,
) -> Proposal:
    """Find out what a file is: encoding, table, kind, columns; `store` knows the saved mappings.

    Texts made on the way are written to `workspace`, which must live until the file is committed. Answers
    of one file only are given as "<file name>/<key>". Never raises ImportRefused: the proposal says it.
    """
    path = Path(path)
    shown = name or path.name
    given = _answers_of(shown, answers or {})
    try:
        source = open_source(path, shown, workspace, given)
        if isinstance(source, Question):
            return Proposal(shown, answers=given, questions=(source,))
        _refuse_unknown(given, shown)
        saved = mappings.load(store) if store else {}
        mapping = recognise(source.shape.header, given, preset, saved)
    except ImportRefused as error:
        fields = {key: value for key, value in error.fields.items() if key != "reason"}
        return Proposal(
            shown,
            answers=given,
            refused_code=str(error.fields["reason"]),
            refused_fields={**fields, "file": shown},
        )
    if isinstance(mapping, Question):
        return Proposal(shown, source, answers=given, questions=(mapping,))
    return Proposal(shown, source, mapping, given, tuple(questions(mapping)))


def _refuse_unknown(answers: Answers, name: str) -> None:
    """Raise ImportRefused for an answer that is none of a closed list."""
    allowed = {"kind": set(_ORDER), "date_order": {"ymd", "mdy", "dmy"}, "duplicate_spend": {"keep", "drop"}}
    try:
        check.rates(answers)
    except InvalidInput as error:
        answer = str(error.fields["value"])
        raise ImportRefused(reason="unknown_answer", file=name, key="currency", answer=answer) from error
    for key, answer in answers.items():
        is_stage = key.startswith("stage.") and answer not in (*EVENT_KINDS, "none")
        is_zone = key == "zone" and answer not in available_timezones()
        if is_stage or is_zone or (key in allowed and answer not in allowed[key]):
            raise ImportRefused(reason="unknown_answer", file=name, key=key, answer=answer)


def _answers_of(name: str, answers: Answers) -> dict[str, str]:
    """Return the answers for one file: those for all, then those under its name."""
    general = {key: str(value) for key, value in answers.items() if "/" not in key.split(".")[0]}
    prefix = f"{name}/"
    return general | {
        key.removeprefix(prefix): str(value) for key, value in answers.items() if key.startswith(prefix)
    }


def import_files(
    db_path: Path | str,
    paths: Iterable[Path | str],
    *,
    preset: str | None = None,
    answers: Answers | None = None,
    commit: bool = True,
) -> list[ImportReport]:
    """Import files into the database at `db_path`, all of them or none; return one report a file, in order.

    `preset` names a preset or a saved mapping for all files; `answers` maps a question's key to one of its
    choices ("<file name>/<key>" for one file only). A refused file leaves the others alone; while a question
    is open, or without `commit`, nothing is saved and the reports say what would be.
    Raises the StoreErrors of the database file.
    """
    store = Store.open(db_path)
    try:
        with TemporaryDirectory(prefix="kpi-import-") as folder:
            proposals = [
                propose(path, workspace=Path(folder), preset=preset, answers=answers, store=store)
                for path in paths
            ]
            return run(store, proposals, save=commit)
    finally:
        store.close()


def run(
    store: Store,
    proposals: Sequence[Proposal],
    *,
    save: bool = True,
    by: str | None = None,
    today: date | None = None,
    progress: Progress = lambda step, share: None,
    cancelled: Cancelled = lambda: False,
) -> list[ImportReport]:
    """Judge the files and, with `save` and no question open, commit them with the facts in one transaction.

    `progress` is told a step (read, check, write, facts, done) and the share done, `cancelled` is asked
    between steps and batches; neither may touch a screen. Raises ImportCancelled, and nothing was kept.
    """
    reports = {place: proposal.report() for place, proposal in enumerate(proposals)}
    ready = [
        place
        for place, one in enumerate(proposals)
        if one.mapping and not one.questions and not one.refused_code
    ]
    ready.sort(key=lambda place: _ORDER.index(proposals[place].mapping.kind))  # type: ignore[union-attr]
    saves = save and not any(one.questions for one in proposals)
    if not ready:
        return list(reports.values())
    hashes = {place: file_hash(proposals[place].source.path) for place in ready}  # type: ignore[union-attr]
    try:
        with store.transaction() as cursor:
            session = _Session(cursor, agreed(store), today or clock.today(), clock.now(), by, cancelled)
            session.begin(bool(ready))
            for number, place in enumerate(ready):
                part = partial(_within, progress, number, len(ready))
                reports[place] = session.one(proposals[place], hashes[place], part)
            if not saves or any(report.questions for report in reports.values()):
                raise _NotSaved
            progress("facts", 0.95)
            session.finish(reports)
    except _NotSaved:
        reports = {
            place: replace(report, committed=False, import_id=None) for place, report in reports.items()
        }
    progress("done", 1.0)
    return list(reports.values())


def prepare(cursor: duckdb.DuckDBPyConnection) -> None:
    """Give a cursor the rules by which cells are read."""
    for name in _MACROS:
        cursor.execute(statement(f"import_macro_{name}"))


def register_words(cursor: duckdb.DuckDBPyConnection) -> None:
    """Give a cursor the words for yes and for totals."""
    for name in ("yes", "total"):
        check.short_list(cursor, name, {"word": pa.array(sorted(grammar()[name]), pa.string())})


def _within(progress: Progress, number: int, count: int, step: str, share: float) -> None:
    """Tell the share done of one file of several as a share of all; the facts are the last tenth."""
    progress(step, (number + share) / count * 0.9)


@dataclass
class _Session:
    """The files of one call inside their transaction."""

    cursor: duckdb.DuckDBPyConnection
    definition: Definition
    today: date
    now: datetime
    by: str | None
    cancelled: Cancelled
    replaced_sample: bool = False

    def begin(self, clears: bool) -> None:
        """Prepare the rules of conversion; the first own data takes the place of the sample."""
        prepare(self.cursor)
        register_words(self.cursor)
        found = self.cursor.execute("select value from meta where key = 'data_set'").fetchall()
        self.replaced_sample = clears and found == [("sample",)]
        if self.replaced_sample:
            for table in (*TRIALS, *sample.TABLES):
                self.cursor.execute(statement(f"clear_{table}"))

    def one(self, proposal: Proposal, digest: str, progress: Progress) -> ImportReport:
        """Judge and write one file; with a question open it is only judged."""
        assert proposal.source is not None
        assert proposal.mapping is not None
        mapping, source = proposal.mapping, proposal.source
        part = json.dumps([source.part, mapping.kind, proposal.answers], ensure_ascii=False, sort_keys=True)
        if (same := self._same(proposal, digest, part)) is not None:
            return same
        progress("read", 0.0)
        reading = stage(self.cursor, source, mapping, self.cancelled)
        left_out = reading.leave_out(source.shape.footer)
        progress("check", 0.4)
        order, question, found = check.date_order(self.cursor, mapping.kind, proposal.answers)
        open_questions = [
            one for one in (question, check.zone(self.cursor, mapping, proposal.answers)) if one
        ]
        parameters = self._parameters(mapping, order) | check.rates(proposal.answers)
        parameters["file_key"] = _file_key(digest, source.part)
        check.register_stages(self.cursor, mapping)
        check.run(self.cursor, mapping.kind, parameters)
        found += check.spellings(self.cursor, mapping.kind)
        rejected_count = check.reject(self.cursor, mapping.kind, parameters, proposal.answers)
        if rejected_count > MOST_REJECTS:
            fields = {"file": proposal.file_name, "count": rejected_count}
            return replace(proposal, refused_code="too_many_rejects", refused_fields=fields).report()
        rejected = check.rejects(self.cursor, mapping, reading)
        self._stop_if_cancelled()
        progress("write", 0.6)
        counts = commit.write(self.cursor, mapping, parameters)
        found += self._notes(source, left_out) + check.warnings(self.cursor, mapping.kind, parameters)
        report = ImportReport(
            proposal.file_name,
            mapping.kind,
            mapping.preset,
            reading.rows_read,
            reading.rows_read - len(rejected),
            tuple(rejected),
            tuple(found),
            tuple(open_questions),
            None,
            None,
            {},
            parameters["import_id"],
            True,
            *counts,
        )
        if not open_questions:
            self._keep(report, proposal, digest, part, reading)
        self._stop_if_cancelled()
        return report

    def _same(self, proposal: Proposal, digest: str, part: str) -> ImportReport | None:
        """Return what an earlier import of the same file said, unless rows lacked leads or deals."""
        found = check.run(self.cursor, "log_same", {"file_hash": digest, "part": part}).fetchall()
        if not found:
            return None
        import_id, rows_read, accepted, _, preset, kind = found[0]
        rejected = stored_rejects(self.cursor, import_id)
        if any(one.code.startswith(("unknown_lead", "unknown_deal")) for one in rejected):
            return None
        found = check.run(self.cursor, "warnings_of", {"import_id": import_id}).fetchall()
        kept = (check.warning(code, json.loads(fields)) for code, fields in found)
        return ImportReport(
            proposal.file_name,
            kind,
            preset,
            rows_read,
            accepted,
            tuple(rejected),
            (check.warning("already_imported", {"import_id": import_id}), *kept),
            import_id=import_id,
            committed=True,
        )

    def _parameters(self, mapping: Mapping, order: str | None) -> dict[str, Any]:
        [(import_id,)] = check.run(self.cursor, "log_next", {}).fetchall()
        [(leads,)] = check.run(self.cursor, "lead_total", {}).fetchall()
        return {
            "import_id": import_id,
            "date_order": order,
            "zone": mapping.zone,
            "system": mapping.system,
            "has_email": "email" in mapping.columns,
            "mapped": [*mapping.columns, *mapping.constants],
            "no_leads": leads == 0,
            "now": self.now,
            "has_events": bool(self.cursor.execute("select 1 from event limit 1").fetchall()),
        }

    def _notes(self, source: Source, left_out: int) -> list[Warning]:
        found = []
        if left_out:
            found.append(check.warning("footer_left_out", {"count": left_out}))
        if source.shape.renamed:
            found.append(check.warning("columns_renamed", {"value": ", ".join(source.shape.renamed[:10])}))
        if source.is_sheet and source.part:
            others = ", ".join(part for part in source.parts if part != source.part)
            found.append(check.warning("sheet_chosen", {"value": source.part, "others": others}))
        return found

    def _keep(
        self, report: ImportReport, proposal: Proposal, digest: str, part: str, reading: Reading
    ) -> None:
        """Log the import and keep its rejected rows as they were, and its warnings."""
        source, mapping = proposal.source, proposal.mapping
        assert source is not None
        assert mapping is not None
        values = {
            "import_id": report.import_id,
            "file_name": proposal.file_name,
            "file_hash": digest,
            "part": part,
            "byte_count": source.path.stat().st_size,
            "system": mapping.system,
            "preset": mapping.preset,
            "kind": mapping.kind,
            "header": json.dumps(mapping.header, ensure_ascii=False),
            "answers": json.dumps(dict(proposal.answers), ensure_ascii=False),
            "rows_read": report.rows_read,
            "accepted": report.accepted,
            "rejected": len(report.rejected),
            "replaced_sample": self.replaced_sample,
            "imported_at": self.now,
            "imported_by": self.by,
        }
        check.run(self.cursor, "log_append", values)
        cells = check.cells(self.cursor, mapping, reading)
        rejects = [
            (
                report.import_id,
                one.row_number,
                one.line_number,
                one.column,
                one.value,
                one.code,
                _json(one.fields),
                _json(cells[one.row_number]),
            )
            for one in report.rejected
        ]
        self._keep_rows("reject", rejects)
        kept = [(report.import_id, one.code, _json(one.fields)) for one in report.warnings]
        self._keep_rows("warning", kept)

    def _keep_rows(self, what: str, rows: list[tuple[Any, ...]]) -> None:
        if rows:
            columns = list(zip(*rows, strict=True))
            self.cursor.register(
                f"import_{what}_rows", pa.table({f"c{n}": list(column) for n, column in enumerate(columns)})
            )
            self.cursor.execute(statement(f"import_{what}_keep"))
            self.cursor.unregister(f"import_{what}_rows")

    def finish(self, reports: dict[int, ImportReport]) -> None:
        """Settle deals and leads, prove that no id stands twice, join people by e-mail, rebuild the facts."""
        fresh = [one for one in reports.values() if one.committed and not _is_old(one)]
        if not fresh:
            return
        commit.settle(self.cursor)
        if check.run(self.cursor, "twice", {}).fetchall() != [(0, 0)]:
            raise RuntimeError("an id would stand twice")
        set_meta(self.cursor, "data_set", "own")
        if any(one.kind == "lead" for one in fresh):
            join_same_email_within(self.cursor, by=self.by)
        join_certain_within(self.cursor, by=self.by)
        rebuild_within(self.cursor, today=self.today, definition=self.definition)
        self._stop_if_cancelled()

    def _stop_if_cancelled(self) -> None:
        if self.cancelled():
            raise ImportCancelled()


def _file_key(digest: str, part: str) -> str:
    """Return what the ids of a file's nameless rows begin with: the same in every store, no other file's."""
    return f"row{hashlib.sha256(f'{digest} {part}'.encode()).hexdigest()[:12]}"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


def _is_old(report: ImportReport) -> bool:
    return any(one.code == "already_imported" for one in report.warnings)


def stored_rejects(cursor: duckdb.DuckDBPyConnection, import_id: str) -> list[Reject]:
    """Return the rejected rows that were kept with an import."""
    found = check.run(cursor, "rejects_of", {"import_id": import_id}).fetchall()
    rejects = []
    for row, line, column, value, code, fields, _ in found:
        known = json.loads(fields)
        rejects.append(Reject(row, line, column, value, code, known, sentence(code, known)))
    return rejects
