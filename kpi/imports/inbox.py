"""The folder beside the database where files wait to be imported."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final

from kpi.imports.source import file_hash
from kpi.store import Store
from kpi.store_connect import IN_MEMORY

SUFFIXES: Final = (".csv", ".tsv", ".txt", ".xlsx", ".parquet")


def folder(store: Store) -> Path:
    """Return where files wait: `inbox` beside the database (data/inbox)."""
    return store.path.parent / "inbox"


def waiting(store: Store) -> list[Path]:
    """Return the files of the inbox whose content no standing import holds; none without a folder."""
    place = folder(store)
    if store.path == IN_MEMORY or not place.is_dir():
        return []
    known = {digest for (digest,) in store.rows("import_log_hashes")}
    found = (path for path in sorted(place.iterdir()) if path.suffix.lower() in SUFFIXES and path.is_file())
    return [path for path in found if _hash(path, *_state(path)) not in known]


def _state(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_size, found.st_mtime_ns


@lru_cache(maxsize=256)
def _hash(path: Path, size: int, changed_ns: int) -> str:
    """Read a file once for each state of it."""
    return file_hash(path)
