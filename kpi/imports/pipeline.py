"""From files to rows: judge and commit all files of one call in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from kpi import clock
from kpi.definitions import agreed
from kpi.imports.proposal import Proposal, propose
from kpi.imports.results import Answers, Cancelled, ImportReport, Progress
from kpi.imports.session import Session
from kpi.imports.source import file_hash
from kpi.store import Store

__all__ = ["Proposal", "import_files", "propose", "run"]

_ORDER: Final = ("lead", "deal", "event", "spend", "traffic", "attribute")


class _NotSaved(Exception):
    """Ends a transaction that was only a rehearsal."""


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
            day = today or clock.today()
            session = Session(cursor, agreed(store, day), day, clock.now(), by, cancelled)
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


def _within(progress: Progress, number: int, count: int, step: str, share: float) -> None:
    """Tell the share done of one file of several as a share of all; the facts are the last tenth."""
    progress(step, (number + share) / count * 0.9)
