"""The short ways of reading give what the stated rules give: typed times, columns without blanks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.imports.convert import prepare
from kpi.imports.tidy import is_tidy
from tests.import_world import contents, take, write

TIMES = [
    datetime(2025, 1, 5, 23, 30, 12, 345678), datetime(1899, 12, 31, 23), datetime(2200, 1, 1), None,
    datetime(2200, 1, 2), datetime(1950, 6, 1, 5), datetime(2025, 3, 1), datetime(1900, 1, 1),
]  # fmt: skip
LEADS = "lead_id,created_at\n" + "".join(f"L{n},1990-01-01\n" for n in range(len(TIMES)))
CELLS = st.lists(
    st.one_of(st.none(), st.text("a1 '=\t\v\u00a0\u3000\u3001\u30a2\u200b\ufeff\u20ac", max_size=4)),
    max_size=6,
)


@pytest.mark.parametrize("zone", [None, "UTC", "America/New_York"])
@pytest.mark.parametrize("kind", [pa.timestamp("us"), pa.timestamp("us", "UTC"), pa.date32()])
def test_times_of_a_parquet_file_mean_what_their_texts_mean(
    tmp_path: Path, kind: pa.DataType, zone: str | None
) -> None:
    given_times = pa.array(TIMES, pa.timestamp("us"))
    typed = given_times.cast(kind, safe=False) if kind == pa.date32() else pa.array(TIMES, kind)
    # a time without a zone is written with a fraction of a second only where it has one
    written = [None if time is None else str(time) for time in TIMES]
    texts = pa.array(written) if kind == pa.timestamp("us") else typed.cast(pa.string())
    found = []
    for name, times in (("typed", typed), ("text", texts)):
        folder = tmp_path / name
        folder.mkdir()
        ids = [f"L{n}" for n in range(len(TIMES))]
        pq.write_table(
            pa.table({"lead_id": ids, "kind": ["won"] * len(ids), "at": times}), folder / "e.parquet"
        )
        answers = {"zone": zone} if zone else {}
        report = take(
            folder / "kpi.duckdb", write(folder, "leads.csv", LEADS), folder / "e.parquet", answers=answers
        )
        tables = contents(folder / "kpi.duckdb", ("event", "deal_fact", "import_reject"))
        found.append((report.accepted, report.rejected, report.warnings, tables))
    assert found[0] == found[1]
    assert [one.row_number for one in found[0][1]] != []


@pytest.fixture(scope="module")
def rules() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as cursor:
        prepare(cursor)
        yield cursor


@settings(deadline=None)
@given(CELLS, st.integers(0, 2))
def test_a_column_called_tidy_has_no_cell_that_cleaning_would_change(
    rules: duckdb.DuckDBPyConnection, cells: list[str | None], start: int
) -> None:
    shown = [cell for cell in cells[start:] if cell]
    cleaned = rules.execute(
        "select [import_text(cell) for cell in $cells::varchar[]]", {"cells": shown}
    ).fetchall()
    assert cleaned == [(shown,)] or not is_tidy(pa.array(cells, pa.string())[start:])
