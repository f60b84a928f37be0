"""What a file seems to be, before a row is judged: its table, kind and columns, and what must be asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

from kpi.errors import ImportRefused, InvalidInput
from kpi.events import EVENT_KINDS
from kpi.imports import mappings
from kpi.imports.check import rates
from kpi.imports.dates import ORDERS
from kpi.imports.mapping import KINDS, Mapping, questions, recognise
from kpi.imports.results import Answers, ImportReport, Question
from kpi.imports.source import Source, open_source
from kpi.imports.words import sentence
from kpi.store import Store


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
    allowed: dict[str, set[str]] = {
        "kind": set(KINDS),
        "date_order": set(ORDERS),
        "duplicate_spend": {"keep", "drop"},
    }
    try:
        rates(answers)
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
