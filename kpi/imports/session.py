"""The files of one call inside their transaction: each staged, judged, written and listed."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

import duckdb
import pyarrow as pa

from kpi import sample
from kpi.definitions import Definition
from kpi.errors import ImportCancelled
from kpi.facts import rebuild_within
from kpi.identity import join_same_email_within
from kpi.identity_deals import join_certain_within
from kpi.imports import check, commit, dates
from kpi.imports.convert import convert, prepare
from kpi.imports.mapping import Mapping
from kpi.imports.proposal import Proposal
from kpi.imports.results import Cancelled, ImportReport, Progress, Question, Warning
from kpi.imports.rows import Reading
from kpi.imports.source import Source
from kpi.imports.stage import Staged, stage
from kpi.sql import statement
from kpi.store import set_meta
from kpi.trial import TABLES as TRIALS

MOST_REJECTS: Final = 500_000


@dataclass
class Session:
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
        staged, reading = stage(self.cursor, source, mapping, self.cancelled)
        left_out = reading.leave_out(source.shape.footer)
        progress("check", 0.4)
        parameters, asked, found = self._read(proposal, mapping, staged, _file_key(digest, source.part))
        rejected_count = check.reject(self.cursor, mapping.kind, parameters, proposal.answers)
        if rejected_count > MOST_REJECTS:
            fields = {"file": proposal.file_name, "count": rejected_count}
            return replace(proposal, refused_code="too_many_rejects", refused_fields=fields).report()
        rejected = check.rejects(self.cursor, mapping, reading)
        self._stop_if_cancelled()
        progress("write", 0.6)
        counts = commit.write(self.cursor, mapping, parameters)
        found += self._notes(source, left_out)
        found += check.warnings(self.cursor, mapping.kind, parameters, staged.untidy)
        report = ImportReport(
            proposal.file_name,
            mapping.kind,
            mapping.preset,
            reading.rows_read,
            reading.rows_read - len(rejected),
            tuple(rejected),
            tuple(found),
            asked,
            None,
            None,
            {},
            parameters["import_id"],
            True,
            *counts,
        )
        if not asked:
            self._keep(report, proposal, digest, part, reading)
        self._stop_if_cancelled()
        return report

    def _read(
        self, proposal: Proposal, mapping: Mapping, staged: Staged, file_key: str
    ) -> tuple[dict[str, Any], tuple[Question, ...], list[Warning]]:
        """Convert the staged rows; return what they were read by, what to ask, what was found."""
        answers = proposal.answers
        has_odd = dates.find_odd(self.cursor, staged)
        order, question, found = dates.date_order(self.cursor, staged, has_odd, answers)
        zone = dates.zone(self.cursor, mapping, staged, answers)
        parameters = self._parameters(mapping, order) | check.rates(answers) | {"file_key": file_key}
        check.register_stages(self.cursor, mapping)
        convert(self.cursor, staged, has_odd, parameters)
        found += check.spellings(self.cursor, mapping.kind, staged.fields)
        return parameters, tuple(one for one in (question, zone) if one), found

    def _same(self, proposal: Proposal, digest: str, part: str) -> ImportReport | None:
        """Return what an earlier import of the same file said, unless rows lacked leads or deals."""
        found = check.run(self.cursor, "log_same", {"file_hash": digest, "part": part}).fetchall()
        if not found:
            return None
        import_id, rows_read, accepted, _, preset, kind = found[0]
        rejected = check.stored_rejects(self.cursor, import_id)
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
