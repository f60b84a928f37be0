"""An import at work: in a thread of its own, so that no click, closed tab or redraw can cut it in half."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from kpi.definitions import ScoreSource
from kpi.errors import ImportCancelled, KpiError
from kpi.facts import use_score
from kpi.imports import ImportReport, Proposal, run
from kpi.store import Store


@dataclass
class Job:
    """One commit: `step` and `share` while it runs, then `reports` or what went wrong.

    Whoever started it may leave: it ends with all rows saved or none.
    """

    store: Store
    proposals: Sequence[Proposal]
    by: str | None
    today: date
    scores: ScoreSource | None = None  # where scores are taken from once the rows are in, None: as before
    step: str = "read"
    share: float = 0.0
    reports: list[ImportReport] | None = None
    error: KpiError | None = None
    cancel: threading.Event = field(default_factory=threading.Event)
    ended: threading.Event = field(default_factory=threading.Event)

    def start(self) -> None:
        threading.Thread(target=self._run, name="import", daemon=False).start()

    def _run(self) -> None:
        try:
            self.reports = run(
                self.store,
                self.proposals,
                by=self.by,
                today=self.today,
                progress=self._progress,
                cancelled=self.cancel.is_set,
            )
            if self.scores and any(report.committed for report in self.reports):
                self.step = "facts"
                use_score(self.store, self.scores, today=self.today, by=self.by)
        except KpiError as error:
            self.error = error
        except Exception:
            logging.getLogger("kpi").exception("import failed")
            self.error = KpiError()
        finally:
            self.ended.set()

    def _progress(self, step: str, share: float) -> None:
        self.step, self.share = step, min(max(share, 0.0), 1.0)

    @property
    def is_cancelled(self) -> bool:
        return isinstance(self.error, ImportCancelled)
