"""What an import finds, in frozen parts: findings, questions, the report of one file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["lead", "deal", "event", "spend", "traffic", "attribute"]
Answers = Mapping[str, str]
Progress = Callable[[str, float], None]
Cancelled = Callable[[], bool]


@dataclass(frozen=True)
class Reject:
    """One row that was not imported.

    `row_number` counts the data rows of the file from 1, `line_number` its lines (None where a file has
    no lines); `column` is the heading as it stands in the file, None when the whole row is at fault;
    `code` and `fields` name the sentence, `reason` is that sentence.
    """

    row_number: int
    line_number: int | None
    column: str | None
    value: str | None
    code: str
    fields: Mapping[str, Any]
    reason: str


@dataclass(frozen=True)
class Warning:
    """Something odd that was kept; `fields` hold the count and examples, `reason` is the sentence."""

    code: str
    fields: Mapping[str, Any]
    reason: str


@dataclass(frozen=True)
class Question:
    """What must be answered before a file can be committed: answers={key: one of choices}.

    `is_free` says that another text is an answer too: a day (2025-01-31) for a date.
    """

    key: str
    code: str
    fields: Mapping[str, Any]
    asked: str
    choices: tuple[str, ...]
    is_free: bool = False


@dataclass(frozen=True)
class ImportReport:
    """What one file came to; accepted + len(rejected) = rows_read, always.

    `refused` is a sentence when nothing of the file can be read, `refused_code` and `refused_fields` name
    it. With open `questions` nothing was committed. `import_id` is None unless the rows are in.
    """

    file_name: str
    kind: str | None = None
    preset: str | None = None
    rows_read: int = 0
    accepted: int = 0
    rejected: tuple[Reject, ...] = ()
    warnings: tuple[Warning, ...] = ()
    questions: tuple[Question, ...] = ()
    refused: str | None = None
    refused_code: str | None = None
    refused_fields: Mapping[str, Any] = field(default_factory=dict)
    import_id: str | None = None
    committed: bool = False
    inserted: int = 0
    updated: int = 0
    unchanged: int = 0
