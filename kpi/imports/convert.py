"""The staged cells read by the stated rules: plain ones at once, any other spelling once for all its rows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import duckdb
import pyarrow as pa

from kpi.imports.check import run, short_list
from kpi.imports.mapping import field_names
from kpi.imports.shape import grammar
from kpi.imports.stage import Staged
from kpi.sql import statement

_RULES: Final = (
    "text", "ascii", "name", "email", "company", "from_zone", "is_plain_time", "plain_time", "cell",
    "odd_cell", "plain_number", "plain_amount", "currency", "yen",
)  # fmt: skip
_DATE_RULES: Final = ("clock", "month", "day", "shift", "odd_time", "time")
AMOUNT_RULES: Final = ("size", "amount")
_MONTH_RULES: Final = ("month", "first_of_month")
_AMOUNTS: Final[dict[str, tuple[str, ...]]] = {
    "lead": ("amount", "budget"),
    "deal": ("amount",),
    "event": ("amount",),
    "spend": ("cost",),
    "traffic": ("sessions", "users", "page_views", "bounces"),
    "attribute": (),
}


def prepare(cursor: duckdb.DuckDBPyConnection) -> None:
    """Give a cursor the rules by which usual cells are read, and the words for yes and for totals."""
    rules(cursor, _RULES)
    for name in ("yes", "total"):
        short_list(cursor, name, {"word": pa.array(sorted(grammar()[name]), pa.string())})


def convert(
    cursor: duckdb.DuckDBPyConnection, staged: Staged, has_odd: bool, parameters: dict[str, Any]
) -> None:
    """Fill the table import_<kind>, one row for each staged row; `has_odd` as `dates.find_odd` said."""
    _moments(cursor, staged, has_odd, parameters)
    _amounts(cursor, staged)
    absent = [name for name in field_names()[staged.kind] if name not in staged.fields] or ["no_cell"]
    short_list(cursor, "absent", {name: pa.array([], pa.string()) for name in absent})
    rules(cursor, ("cells", *(_MONTH_RULES if staged.kind == "spend" else ())))
    run(cursor, staged.kind, {**parameters, **staged.groups})


def rules(cursor: duckdb.DuckDBPyConnection, names: Iterable[str]) -> None:
    """Give a cursor the rules import_<name>."""
    for name in names:
        cursor.execute(statement(f"import_macro_{name}"))


def _moments(
    cursor: duckdb.DuckDBPyConnection, staged: Staged, has_odd: bool, parameters: dict[str, Any]
) -> None:
    """Fill import_moment: what each spelling of a date means that is not plain; days have no zone."""
    if has_odd:
        rules(cursor, _DATE_RULES)
        zone = None if staged.kind in ("spend", "traffic") else parameters["zone"]
        run(cursor, "moment", {**parameters, "zone": zone})
    else:
        columns = {"cell": pa.array([], pa.string()), "moment": pa.array([], pa.timestamp("us"))}
        short_list(cursor, "moment", columns)


def _amounts(cursor: duckdb.DuckDBPyConnection, staged: Staged) -> None:
    """Fill import_amount_cell: what each spelling of an amount means that is not plain digits."""
    found = [name for name in _AMOUNTS[staged.kind] if name in staged.fields]
    if found:
        run(cursor, "odd_amount", {"amounts": found})
        if cursor.execute("select 1 from import_odd_amount limit 1").fetchall():
            rules(cursor, AMOUNT_RULES)
            run(cursor, "amount_cell", {})
            return
    texts, number, exact = (pa.array([], kind) for kind in (pa.string(), pa.int64(), pa.float64()))
    short_list(cursor, "amount_cell", {"cell": texts, "number": number, "exact": exact, "sign": texts})
