"""How the dates of a file are written: which spellings, which order of day and month, which zone."""

from __future__ import annotations

from typing import Final

import duckdb

from kpi.clock import DEFAULT_ZONE
from kpi.imports.check import run, warning
from kpi.imports.mapping import Mapping
from kpi.imports.results import Answers, Question, Warning
from kpi.imports.stage import Staged
from kpi.imports.words import sentence

ORDERS: Final = ("ymd", "mdy", "dmy")


def find_odd(cursor: duckdb.DuckDBPyConnection, staged: Staged) -> bool:
    """Fill import_odd_date with the spellings of dates that are not plain; say whether there are any."""
    texts = [name for name in staged.dates if name not in staged.moments]
    if not texts:
        return False
    run(cursor, "odd_date", {"dates": texts})
    return bool(cursor.execute("select 1 from import_odd_date limit 1").fetchall())


def date_order(
    cursor: duckdb.DuckDBPyConnection, staged: Staged, has_odd: bool, answers: Answers
) -> tuple[str | None, Question | None, list[Warning]]:
    """Return the order of day, month and year for the whole file: declared, or the only one that fits it.

    None when no cell needs one, or when it cannot be known: a Question if most dates are unclear, else a
    warning, and those rows are rejected.
    """
    if (declared := answers.get("date_order")) in ORDERS:
        return declared, None, []
    if not has_odd:
        return None, None, []
    [(unclear, most_a, most_b, most_c, with_four, example)] = run(cursor, "date_forms", {}).fetchall()
    if not unclear:
        return None, None, []
    possible = [
        order
        for order, day, month, fits in (
            ("ymd", most_c, most_b, not with_four),
            ("mdy", most_b, most_a, True),
            ("dmy", most_a, most_b, True),
        )
        if fits and (month or 0) <= 12 and (day or 0) <= 31
    ]
    fields = {"count": unclear, "value": example}
    if len(possible) == 1:
        return possible[0], None, [warning("date_order_found", {**fields, "order": possible[0]})]
    [(given,)] = run(cursor, "date_count", {"dates": staged.dates}).fetchall()
    if unclear * 2 <= given:
        return None, None, [warning("date_order_unclear", fields)]
    choices = tuple(possible or ORDERS)
    said = sentence("ask_date_order", fields)
    return None, Question("date_order", "ask_date_order", fields, said, choices), []


def zone(
    cursor: duckdb.DuckDBPyConnection, mapping: Mapping, staged: Staged, answers: Answers
) -> Question | None:
    """Ask for the zone of an export that is known to write another one, where its times do not say it."""
    if mapping.zone is None or "zone" in answers or not staged.dates:
        return None
    [(count, value)] = run(cursor, "zone_forms", {"dates": staged.dates}).fetchall()
    if not count:
        return None
    fields = {"count": count, "value": value}
    return Question("zone", "ask_zone", fields, sentence("ask_zone", fields), (mapping.zone, DEFAULT_ZONE))
