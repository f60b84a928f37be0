"""Mappings that people saved under a name, recognised again by their header."""

from __future__ import annotations

import json

from kpi import clock
from kpi.imports.mapping import Mapping
from kpi.sql import statement
from kpi.store import Store


def save(store: Store, name: str, mapping: Mapping, by: str | None = None) -> None:
    """Save which column is which under a name; an older one of that name is superseded."""
    body = {
        "system": mapping.system,
        "kind": mapping.kind,
        "columns": dict(mapping.columns),
        "constants": dict(mapping.constants),
        "zone": mapping.zone,
        "stages": dict(mapping.stages),
        "blank": mapping.blank,
    }
    with store.transaction() as cursor:
        cursor.execute(
            statement("import_mapping_append"),
            {
                "name": name,
                "header": json.dumps(mapping.header, ensure_ascii=False),
                "body": json.dumps(body, ensure_ascii=False),
                "saved_at": clock.now(),
                "saved_by": by,
            },
        )


def load(store: Store) -> dict[str, Mapping]:
    """Return the saved mappings by name."""
    found: dict[str, Mapping] = {}
    for name, header, body in store.rows("import_mapping_list"):
        found[name] = Mapping(name, header=tuple(json.loads(header)), **json.loads(body))
    return found


def forget(store: Store, name: str) -> None:
    """Remove a saved mapping; nothing happens when there is none of that name."""
    with store.transaction() as cursor:
        cursor.execute(statement("import_mapping_delete"), {"name": name})
