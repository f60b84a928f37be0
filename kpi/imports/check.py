"""What is wrong with the rows of a file, and what is odd but kept: one statement a check, in order."""

from __future__ import annotations

import json
import re
from collections.abc import Container
from typing import Any, Final

import duckdb
import pyarrow as pa

from kpi.errors import InvalidInput
from kpi.imports.mapping import Mapping, stage_codes
from kpi.imports.results import Answers, Reject, Warning
from kpi.imports.rows import BadRow, Reading
from kpi.imports.shape import fold, grammar
from kpi.imports.words import sentence
from kpi.numbers import exact_number
from kpi.sql import parameter_names, statement

# The first check that finds a row names the reason; "duplicate" looks at rows marked as repeated.
REJECTS: Final[dict[str, tuple[str, ...]]] = {
    "lead": ("repeated_lead", "reject_duplicate", "reject_lead_date", "reject_lead_id"),
    "event": (
        "reject_event_date",
        "reject_event_stage",
        "reject_event_amount",
        "reject_event_lead",
        "reject_event_duplicate",
    ),
    "deal": (
        "reject_deal_total",
        "repeated_deal",
        "reject_duplicate",
        "reject_deal_id",
        "reject_deal_stage",
        "reject_deal_date",
        "reject_deal_amount",
    ),
    "spend": ("reject_spend_total", "reject_spend_cell"),
    "traffic": ("reject_traffic_total", "reject_traffic_cell"),
    "attribute": ("reject_attribute_cell", "reject_attribute_subject"),
}
WARNINGS: Final[dict[str, tuple[str, ...]]] = {
    "lead": (
        "lead_emails", "lead_repeated", "lead_same_person", "lead_email_blank", "lead_email_malformed",
        "lead_future", "lead_score", "lead_serial", "lead_era", "lead_zone", "lead_stage", "lead_undated",
        "lead_currency",
    ),
    "event": (
        "event_before_lead", "event_order", "event_won_and_lost", "event_future", "event_no_lead",
        "event_trimmed", "event_identical", "event_no_amount", "event_zero", "event_negative",
        "event_currency", "event_unit", "event_largest",
    ),
    "deal": (
        "deal_stage", "deal_repeated", "deal_undated", "deal_unclosed", "deal_no_lead", "deal_older",
        "deal_order", "deal_future", "deal_company", "deal_no_amount", "deal_zero", "deal_negative",
        "deal_currency", "deal_unit", "deal_largest",
    ),
    "spend": ("spend_identical", "spend_negative", "spend_replaced", "spend_currency"),
    "traffic": (),
    "attribute": (),
}  # fmt: skip

# What cannot be odd in a file without this field.
_NEEDED: Final = {
    "lead_emails": "email", "lead_same_person": "email", "lead_email_blank": "email",
    "lead_email_malformed": "email", "lead_score": "imported_score", "lead_stage": "status",
    "lead_currency": "amount",
    "event_zero": "amount", "event_negative": "amount",
    "event_currency": "amount", "event_unit": "amount", "event_largest": "amount",
    "deal_company": "company", "deal_zero": "amount", "deal_negative": "amount",
    "deal_currency": "amount", "deal_unit": "amount", "deal_largest": "amount",
}  # fmt: skip
_OF_BLANKS: Final = {"event_trimmed": "lead_id"}
_LAST_PART: Final = re.compile(r"[(\uff08]([^()\uff08\uff09]*)[)\uff09]\s*$")


def run(
    cursor: duckdb.DuckDBPyConnection, name: str, parameters: dict[str, Any]
) -> duckdb.DuckDBPyConnection:
    """Execute the import statement `name` with those of the parameters that it takes."""
    name = f"import_{name}"
    wanted = parameter_names(name)
    return cursor.execute(statement(name), {key: parameters[key] for key in parameters if key in wanted})


def rates(answers: Answers) -> dict[str, Any]:
    """Return the currencies that a person gave a rate for, and yen a unit of each; "yen": it is yen already.

    InvalidInput for a rate that is no number above 0.
    """
    given = {
        key.removeprefix("currency."): answer
        for key, answer in answers.items()
        if key.startswith("currency.")
    }
    found = [1.0 if answer == "yen" else float(exact_number(answer)) for answer in given.values()]
    if any(rate <= 0 for rate in found):
        raise InvalidInput(what="rate", value=min(found))
    return {"currencies": list(given), "rates": found}


def spellings(cursor: duckdb.DuckDBPyConnection, kind: str, fields: Container[str]) -> list[Warning]:
    """Give spellings of one channel that differ in case, width or spaces alone one spelling, and say so."""
    if kind not in ("lead", "spend", "traffic") or "channel" not in fields:
        return []
    run(cursor, "spelling", {})
    found = cursor.execute(
        "select spelling, list(channel order by channel), sum(file_count)::bigint from import_spelling"
        " group by spelling order by spelling"
    ).fetchall()
    if not found:
        return []
    run(cursor, f"spell_{kind}", {})
    value = "; ".join(f"{', '.join(others)} → {spelling}" for spelling, others, _ in found[:10])
    return [warning("channel_spelling", {"count": sum(count for *_, count in found), "value": value})]


def register_stages(cursor: duckdb.DuckDBPyConnection, mapping: Mapping) -> None:
    """Register what every stage in the file stands for (import_stage_map): few texts, however many rows."""
    name = {"lead": "status", "deal": "stage", "event": "stage"}.get(mapping.kind)
    has_stages = name in mapping.columns or name in mapping.constants
    found = run(cursor, f"stages_{mapping.kind}", {}).fetchall() if has_stages else []
    words = stage_codes() | dict(mapping.stages)
    codes = {text: words.get(fold(text)) or words.get(fold(_without_pipeline(text))) for (text,) in found}
    known = {text: code for text, code in codes.items() if code}
    columns = {
        "stage": pa.array(list(known), pa.string()),
        "kind": pa.array(list(known.values()), pa.string()),
    }
    short_list(cursor, "stage_map", columns)


def _without_pipeline(stage: str) -> str:
    """Return a stage without the pipeline that HubSpot names behind it: Closed won (Sales Pipeline)."""
    found = _LAST_PART.search(stage)
    if found is None or not fold(found[1]).endswith(tuple(grammar()["pipeline"])):
        return stage
    return stage[: found.start()]


def short_list(cursor: duckdb.DuckDBPyConnection, name: str, columns: dict[str, pa.Array]) -> None:
    """Create the temporary table import_<name> of a few rows."""
    cursor.register("import_list", pa.table(columns))
    cursor.execute(statement(f"import_list_{name}"))
    cursor.unregister("import_list")


def reject(cursor: duckdb.DuckDBPyConnection, kind: str, parameters: dict[str, Any], answers: Answers) -> int:
    """Judge every staged row of a kind; return how many are rejected (table import_rejected)."""
    run(cursor, "rejected_create", {})
    for name in REJECTS[kind]:
        run(cursor, name, parameters)
    if kind == "spend" and answers.get("duplicate_spend") == "drop":
        run(cursor, "reject_spend_duplicate", parameters)
    [(count,)] = cursor.execute("select count(*) from import_rejected where row_number > 0").fetchall()
    return int(count)


def warnings(
    cursor: duckdb.DuckDBPyConnection, kind: str, parameters: dict[str, Any], untidy: Container[str]
) -> list[Warning]:
    """Return what is odd but kept, after the rows were written; `untidy` are the fields with blanks."""
    found = []
    for name in WARNINGS[kind]:
        if name in _NEEDED and _NEEDED[name] not in parameters["mapped"]:
            continue
        if name in _OF_BLANKS and _OF_BLANKS[name] not in untidy:
            continue
        for row in _dicts(run(cursor, f"warn_{name}", parameters)):
            if row["count"]:
                numbers = ", ".join(str(number) for number in row.pop("rows") or [])
                found.append(warning(name, {**row, "rows": numbers or "–"}))
    return found


def warning(code: str, fields: dict[str, Any]) -> Warning:
    """Return a warning with its sentence."""
    return Warning(code, fields, sentence(code, fields))


def _dicts(cursor: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    names = [column[0] for column in cursor.description or []]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def stored_rejects(cursor: duckdb.DuckDBPyConnection, import_id: str) -> list[Reject]:
    """Return the rejected rows that were kept with an import."""
    found = run(cursor, "rejects_of", {"import_id": import_id}).fetchall()
    rejects = []
    for row, line, column, value, code, fields, _ in found:
        known = json.loads(fields)
        rejects.append(Reject(row, line, column, value, code, known, sentence(code, known)))
    return rejects


def rejects(cursor: duckdb.DuckDBPyConnection, mapping: Mapping, reading: Reading) -> list[Reject]:
    """Return the rejected rows in the order of the file: those of the checks and those that are no rows."""
    found = [_bad(bad) for bad in reading.bad_rows]
    for row, line, name, value, code, detail in run(cursor, "reject_list", {}).fetchall():
        column = None if name is None else mapping.heading(name)
        fields = {"column": column, "field": name, "value": value or "", "detail": detail}
        found.append(Reject(row, line, column, value, code, fields, sentence(code, fields)))
    return sorted(found, key=lambda one: one.row_number)


def _bad(bad: BadRow) -> Reject:
    fields = {**bad.fields, "value": bad.text}
    return Reject(
        bad.row_number, bad.line_number, None, bad.text[:200], bad.code, fields, sentence(bad.code, fields)
    )


def cells(cursor: duckdb.DuckDBPyConnection, mapping: Mapping, reading: Reading) -> dict[int, list[str]]:
    """Return row number → the cells of a rejected row as they were; a row that is none is one cell."""
    found = {bad.row_number: [bad.text] for bad in reading.bad_rows}
    names = {place: name for name, place in mapping.columns.items()}
    order = [names.get(place, f"x{place}") for place in range(len(mapping.header))]
    for row in _dicts(run(cursor, "reject_cells", {})):
        found[row["row_number"]] = [row.get(name) or "" for name in order]
    return found
