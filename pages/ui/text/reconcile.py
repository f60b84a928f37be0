"""The reconcile part of the data page."""

SENTENCES: dict[str, tuple[str, str]] = {}
