"""The first rows of a file as they are and as they will be, without writing anything."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

import duckdb
import pandas as pd
import pyarrow as pa

from kpi.imports import check, dates, source
from kpi.imports.convert import convert, prepare
from kpi.imports.pipeline import Proposal
from kpi.imports.rows import Reading
from kpi.imports.stage import fill
from kpi.sql import statement
from kpi.store import Store

ROWS: Final = 50


@dataclass(frozen=True)
class Preview:
    """`before`: the first rows under the file's headings; `after`: row_number and the fields as they will be.

    `row_count` is the number of rows of the file, counted by its lines.
    """

    before: pd.DataFrame
    after: pd.DataFrame
    row_count: int


def preview(store: Store, proposal: Proposal, rows: int = ROWS) -> Preview:
    """Read the first rows of a proposal by its rules; without a source both frames are empty.

    Only the head of the file is read: a date order that only the whole file shows is not known here.
    """
    if proposal.source is None:
        return Preview(pd.DataFrame(), pd.DataFrame(), 0)
    batch = _head(proposal, rows)
    before = batch.select(batch.schema.names[2:]).to_pandas()
    before.columns = pd.Index(proposal.source.shape.header)
    count = _row_count(proposal)
    if proposal.mapping is None:
        return Preview(before, pd.DataFrame(), count)
    with store.cursor() as cursor:
        return Preview(before, _after(cursor, proposal, batch), count)


def _head(proposal: Proposal, rows: int) -> pa.Table:
    assert proposal.source is not None
    is_text = not proposal.source.is_parquet
    batches = source.batches(proposal.source, Reading(), careful=is_text, size=rows)
    found = list(islice(batches, 1))
    if not found:
        names = ["row_number", "line_number", *(f"x{n}" for n in range(len(proposal.source.shape.header)))]
        return pa.table({name: pa.array([], pa.string()) for name in names})
    return pa.Table.from_batches(found)


def _row_count(proposal: Proposal) -> int:
    assert proposal.source is not None
    if proposal.source.is_parquet:
        return source.parquet_rows(proposal.source)
    scan = source.quote_scan(proposal.source)
    shape = proposal.source.shape
    return max(0, scan.line_count - scan.blank_count - shape.first_data_line + 1 - len(shape.footer))


def _after(cursor: duckdb.DuckDBPyConnection, proposal: Proposal, batch: pa.Table) -> pd.DataFrame:
    mapping = proposal.mapping
    assert mapping is not None
    prepare(cursor)
    staged = fill(cursor, mapping, iter(batch.to_batches()), {})
    has_odd = dates.find_odd(cursor, staged)
    order, _, _ = dates.date_order(cursor, staged, has_odd, proposal.answers)
    check.register_stages(cursor, mapping)
    parameters: dict[str, Any] = {
        "date_order": order,
        "zone": mapping.zone,
        "has_email": False,
        **check.rates(proposal.answers),
    }
    convert(cursor, staged, has_odd, parameters)
    return cursor.execute(statement(f"import_preview_{mapping.kind}")).df()
