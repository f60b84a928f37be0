"""What several test files share: the sample data, loaded once a run and only read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kpi import sample
from kpi.store import Store

TODAY = date(2026, 11, 21)  # a Saturday: the sample ends on Sunday, 15 November


@pytest.fixture(scope="session")
def sample_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with the sample as of TODAY; copy it before you write."""
    path = tmp_path_factory.mktemp("sample") / "kpi.duckdb"
    opened = Store.open(path)
    sample.load(opened, today=TODAY)
    opened.close()
    return path


@pytest.fixture(scope="session")
def sample_store(sample_path: Path) -> Iterator[Store]:
    opened = Store.open(sample_path)
    yield opened
    opened.close()
