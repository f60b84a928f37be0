"""The people part of the data page."""

SENTENCES: dict[str, tuple[str, str]] = {}
