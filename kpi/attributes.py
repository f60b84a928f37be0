"""Own columns: what imports brought that the product has no place for, as the data page lists it."""

from __future__ import annotations

import pandas as pd

from kpi.store import Store


def columns(store: Store) -> pd.DataFrame:
    """Return the own columns of the leads, merges applied, the one that most leads fill in first.

    Columns: name, lead_count, value_count, is_filter (it can narrow the leads), file_name and imported_at
    of the newest import that brought it. Empty without any.
    """
    return store.frame("attribute_columns")


def values(store: Store, name: str, *, limit: int = 200) -> pd.DataFrame:
    """Return the most frequent values of an own column: value, lead_count; empty for an unknown column."""
    return store.frame("attribute_column_values", {"name": name, "limit": limit})
