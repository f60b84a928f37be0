"""Every error a person can mend. An error carries a code and fields; its sentence lives in pages/ui/text."""

from __future__ import annotations


class KpiError(Exception):
    """Base of all errors shown to a person: `code` names the sentence, `fields` fill it."""

    code = "unexpected"

    def __init__(self, **fields: object) -> None:
        self.fields = fields
        super().__init__(f"{self.code} {fields}" if fields else self.code)


class StoreError(KpiError):
    """The database file cannot be used as asked."""


class StoreBusy(StoreError):
    """Another process holds the file. Fields: path, pid (None when the system does not say)."""

    code = "store_busy"


class StoreCorrupt(StoreError):
    """The file is not a readable database. Fields: path."""

    code = "store_corrupt"


class StoreTooNew(StoreError):
    """A newer version of the product wrote the file. Fields: path, found, supported."""

    code = "store_too_new"


class StoreReadOnly(StoreError):
    """The file or its folder cannot be written. Fields: path."""

    code = "store_read_only"


class StoreFull(StoreError):
    """The disk is full; nothing of the failed step was kept. Fields: path."""

    code = "store_full"


class StoreLost(StoreError):
    """The file was deleted or replaced while the app was running. Fields: path."""

    code = "store_lost"


class BackupRefused(StoreError):
    """A file is no whole backup of this product. Fields: path, reason (of backup.REASONS), table."""

    code = "backup_refused"


class QueryTooSlow(StoreError):
    """A query was stopped because it took too long. Fields: path."""

    code = "store_timeout"


class QueryTooBig(StoreError):
    """A query needed more memory than it is allowed. Fields: path."""

    code = "store_memory"


class InvalidInput(KpiError, ValueError):
    """A value that cannot be used. Fields: what (a stable name), value."""

    code = "invalid_input"


class ImportRefused(KpiError):
    """A file that cannot be imported. Fields: reason (names the sentence), file, and what it needs."""

    code = "import_refused"


class ImportCancelled(KpiError):
    """The person stopped an import; nothing of it was kept."""

    code = "import_cancelled"


class UndoBlocked(KpiError):
    """A later import changed the same rows and must be undone first. Fields: import_id, file, later."""

    code = "undo_blocked"


class DecisionChanged(KpiError):
    """Another person has saved this decision meanwhile. Fields: measure, mine, theirs (Version)."""

    code = "decision_changed"


class SnapshotTooNew(KpiError):
    """A newer version of the product froze this meeting. Fields: found, supported (formats)."""

    code = "snapshot_too_new"


class DefinitionChanged(KpiError):
    """Another person has saved this definition meanwhile. Fields: name, mine, theirs (versions)."""

    code = "definition_changed"


class DefinitionTooNew(KpiError):
    """A newer version of the product wrote this definition. Fields: found, supported (formats)."""

    code = "definition_too_new"


class DefinitionRefused(KpiError):
    """A file of a definition cannot stand as it is. Fields: what (names the sentence), field (its path in the
    file), value, and what the sentence needs."""

    code = "definition_refused"
