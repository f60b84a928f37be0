"""Which lead, company and deal counts for which: worked out from the merges whenever facts are rebuilt.

Rows stay in `lead` and `event` as they were imported; the views `joined_lead` and `joined_event` lay the
merges over them. A newer export therefore updates a merged lead by its own id, undoing an import or a merge
is exact without putting anything back, and a merge holds again when its rows return.
"""

from __future__ import annotations

import duckdb
import pyarrow as pa

from kpi.identity_keys import company_key
from kpi.sql import statement


def settle_claims_within(cursor: duckdb.DuckDBPyConnection) -> None:
    """Let lead reports state a deal only for people of whom no deal is known, after `resolve_within`.

    A link, a merge, an import and taking any of them back change who that is; the rows are made anew.
    """
    [(has_claims,)] = cursor.execute(statement("import_claims_exist")).fetchall()
    if has_claims:
        cursor.execute(statement("import_claims_clear"))
        cursor.execute(statement("import_claims_insert"))


def resolve_within(cursor: duckdb.DuckDBPyConnection) -> None:
    """Rebuild lead_alias, company_alias, deal_alias and deal_link inside the caller's transaction."""
    for name in ("lead_alias", "deal_alias", "deal_link"):
        cursor.execute(statement(f"identity_{name}"))
    [(merged_company_count,)] = cursor.execute(statement("identity_company_roots")).fetchall()
    if not merged_company_count:
        cursor.execute(statement("identity_company_alias_none"))
        return
    cursor.register("spelling_rows", spellings(cursor))
    cursor.execute(statement("identity_company_alias"))
    cursor.unregister("spelling_rows")


def spellings(cursor: duckdb.DuckDBPyConnection) -> pa.Table:
    """Return every spelling of a company: company, lead_count, deal_count, company_key (null: no name)."""
    found = cursor.execute(statement("identity_spellings")).fetchall()
    columns = zip(*found, strict=True) if found else ([], [], [])
    company, lead_count, deal_count = (list(column) for column in columns)
    return pa.table(
        {
            "company": pa.array(company, pa.string()),
            "lead_count": pa.array(lead_count, pa.int64()),
            "deal_count": pa.array(deal_count, pa.int64()),
            "company_key": pa.array([company_key(name) for name in company], pa.string()),
        }
    )
