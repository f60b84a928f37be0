"""The definitions of the store as a list: where each stands and what stands on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, Literal

from kpi.definition import Definition
from kpi.store import Store

State = Literal["draft", "proposed", "agreed", "retired"]
Standing = Literal["draft", "proposed", "ahead", "in_force", "over", "retired"]
Side = Literal["marketing", "sales"]
SIDES: Final[tuple[Side, ...]] = ("marketing", "sales")


@dataclass(frozen=True)
class Signature:
    """Who agreed for a side, and when."""

    by: str
    at: datetime


@dataclass(frozen=True)
class Version:
    """One version of one definition. An agreed one holds from `effective_from` to the day before `until`
    (None: until further notice); of every other one `effective_from` is a wish."""

    definition_id: str
    version: int
    state: State
    effective_from: date
    until: date | None
    definition: Definition
    created_at: datetime
    created_by: str | None
    marketing: Signature | None = None
    sales: Signature | None = None

    def standing(self, today: date) -> Standing:
        """Say where the version stands on a day."""
        if self.state != "agreed":
            return self.state
        if self.effective_from > today:
            return "ahead"
        return "in_force" if self.until is None or self.until > today else "over"


@dataclass(frozen=True)
class References:
    """What was made on a version and still shows it."""

    decision_count: int
    meeting_count: int


def versions(store: Store) -> list[Version]:
    """Return every definition as it stands, each agreed one by itself, the latest date first."""
    return [version_of(row) for row in store.rows("definition_list")]


def history(store: Store, definition_id: str) -> list[Version]:
    """Return all versions of a definition, the first one first; none of an unknown id."""
    return [version_of(row) for row in store.rows("definition_versions", {"definition_id": definition_id})]


def references(store: Store, version: Version) -> References:
    """Count what was made on a version: nothing of it is ever deleted."""
    key = {"definition_id": version.definition_id, "version": version.version}
    return References(*store.rows("definition_references", key)[0])


def version_of(row: tuple[Any, ...]) -> Version:
    """Return a row of the statements definition_list and definition_versions as a Version."""
    (definition_id, version, state, effective_from, until, body, created_at, created_by, *signed) = row
    marketing, sales = (
        Signature(by, at) if by else None for by, at in (tuple(signed[:2]), tuple(signed[2:]))
    )
    return Version(
        definition_id,
        version,
        state,
        effective_from,
        until,
        Definition.model_validate_json(body),
        created_at,
        created_by,
        marketing,
        sales,
    )
