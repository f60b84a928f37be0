"""The life of a definition: a draft is kept."""

from __future__ import annotations

import uuid
from datetime import date

from kpi import definitions
from kpi.definitions import Definition
from kpi.definitions_list import Version
from kpi.store import Store


def draft(store: Store, definition: Definition, *, effective_from: date, by: str | None) -> Version:
    """Append a new draft and return it."""
    name = uuid.uuid4().hex
    version = definitions.append(
        store, definition, definition_id=name, state="draft", effective_from=effective_from, by=by
    )
    return Version(name, version, "draft", effective_from, definition)
