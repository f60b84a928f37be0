"""Own data from any export: decode, shape, map, stage, convert, check, commit, report."""

from kpi.imports.pipeline import Proposal, import_files, propose, run
from kpi.imports.results import ImportReport, Question, Reject, Warning

__all__ = ["ImportReport", "Proposal", "Question", "Reject", "Warning", "import_files", "propose", "run"]
