"""The definitions of the store as a list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kpi.definitions import Definition
from kpi.store import Store


@dataclass(frozen=True)
class Version:
    """One version of one definition."""

    definition_id: str
    version: int
    state: str
    effective_from: date
    definition: Definition


def versions(store: Store) -> list[Version]:
    """Return every definition as it stands, the latest date first."""
    return [
        Version(definition_id, version, state, effective_from, Definition.model_validate_json(body))
        for definition_id, version, state, effective_from, body in store.rows("definition_list")
    ]
