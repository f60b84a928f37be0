"""Own data from any export: decode, shape, map, stage, convert, check, commit, report."""

from kpi.imports.history import Import, back_to_sample, imports, rejects, rejects_csv, undo
from kpi.imports.pipeline import Proposal, import_files, propose, run
from kpi.imports.previews import Preview, preview
from kpi.imports.results import ImportReport, Question, Reject, Warning

__all__ = [
    "Import",
    "ImportReport",
    "Preview",
    "Proposal",
    "Question",
    "Reject",
    "Warning",
    "back_to_sample",
    "import_files",
    "imports",
    "preview",
    "propose",
    "rejects",
    "rejects_csv",
    "run",
    "undo",
]
