"""The cached agreed versions: which definition holds when."""

from __future__ import annotations

from pathlib import Path

from kpi import definitions
from kpi.definitions import Held
from pages.ui import cached
from pages.ui.caching import cache_resource


@cache_resource(max_entries=8)
def timeline(path: Path, data_version: int) -> tuple[Held, ...]:
    """The agreed versions in the order of their dates; shared by all sessions: never changed."""
    return definitions.timeline(cached.store(path))
