"""The caches of the data page: files as they were read, and what the health of the data costs to find."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pandas as pd

from kpi import attributes, identity_deals, identity_suggest, reconcile
from kpi.imports import ImportReport, Preview, Proposal, mappings, propose, run
from kpi.imports import preview as query_preview
from kpi.period import Period
from kpi.reconcile import Reconciliation
from kpi.store import Store
from pages.ui.cached import store
from pages.ui.caching import cache_data, cache_resource

if TYPE_CHECKING:
    from kpi.health import HealthLine

OWN_VALUES = 200  # values of an own column that are shown to be given points


def saved(path: Path) -> str:
    """What is known of saved mappings, as a key: a mapping saved anew changes what a file is."""
    return repr(sorted(mappings.load(store(path)).items()))


@cache_resource(max_entries=64)
def proposal(
    path: Path,
    data_version: int,
    file: tuple[str, str, int, int],
    workspace: Path,
    preset: str | None,
    answers: tuple[tuple[str, str], ...],
    saved_mappings: str,
) -> Proposal:
    """What a file seems to be; texts made of it live in the session's `workspace`."""
    return propose(
        Path(file[0]),
        workspace=workspace,
        name=file[1],
        preset=preset,
        answers=dict(answers),
        store=store(path),
    )


def proposal_key(found: Proposal) -> tuple[object, ...]:
    """What a proposal depends on: the state of its file, how it is read, and what was answered."""
    given = tuple(sorted(found.answers.items()))
    if found.source is None:
        return (found.file_name, given)
    state, part = found.source.path.stat(), found.source.part
    return (str(found.source.path), state.st_size, state.st_mtime_ns, repr(found.mapping), part, given)


@cache_resource(max_entries=32)
def preview(path: Path, data_version: int, key: tuple[object, ...], _proposal: Proposal) -> Preview:
    """The first rows of a file; `key` says what the proposal is."""
    return query_preview(store(path), _proposal)


@cache_resource(max_entries=8)
def rehearsal(
    path: Path, data_version: int, keys: tuple[object, ...], today: date, _proposals: list[Proposal]
) -> list[ImportReport]:
    """What an import of these files would come to; nothing is kept. `keys` say what the proposals are."""
    return run(store(path), _proposals, save=False, today=today)


@cache_data(max_entries=4)
def same_emails(path: Path, data_version: int) -> pd.DataFrame:
    from kpi.health_twice import same_emails as find  # rapidfuzz is loaded for the data page alone

    return find(store(path))


@cache_data(max_entries=4)
def company_suggestions(path: Path, data_version: int) -> pd.DataFrame:
    return identity_suggest.company_suggestions(store(path), limit=10**6)


@cache_data(max_entries=4)
def deal_suggestions(path: Path, data_version: int) -> pd.DataFrame:
    return identity_suggest.deal_suggestions(store(path), limit=10**6)


@cache_data(max_entries=4)
def same_deals(path: Path, data_version: int) -> pd.DataFrame:
    return identity_deals.suggestions(store(path), limit=10**6)


@cache_data(max_entries=16)
def health_lines(path: Path, data_version: int, stalled_days: int) -> tuple[HealthLine, ...]:
    from kpi.health import lines

    return lines(store(path), stalled_days=stalled_days)


@cache_data(max_entries=4)
def missing_fields(path: Path, data_version: int) -> pd.DataFrame:
    from kpi.health import missing_fields as query

    return query(store(path))


@cache_data(max_entries=4)
def own_columns(path: Path, data_version: int) -> pd.DataFrame:
    return attributes.columns(store(path))


@cache_data(max_entries=16)
def own_values(path: Path, data_version: int, name: str) -> pd.DataFrame:
    return attributes.values(store(path), name, limit=OWN_VALUES)


@cache_data(max_entries=8)
def stated(path: Path, data_version: int, system: str, kind: str) -> pd.DataFrame:
    return reconcile.stated(store(path), system=system, kind=kind)


@cache_resource(max_entries=8)
def stated_by_files(
    keys: tuple[object, ...], kind: str, today: date, _proposals: list[Proposal]
) -> tuple[list[ImportReport], pd.DataFrame]:
    """What files state of deals, read into a store of their own; `keys` say what the proposals are.

    A question that is still open leaves the frame empty.
    """
    with TemporaryDirectory(prefix="kpi_side_") as folder:
        alone = Store.open(Path(folder) / "side.duckdb")
        try:
            reports = run(alone, _proposals, today=today)
            found = [reconcile.stated(alone, system=name, kind=kind) for name in reconcile.systems(alone)]
            return reports, pd.concat(found, ignore_index=True) if found else pd.DataFrame()
        finally:
            alone.close()


@cache_resource(max_entries=8)
def reconciliation(
    key: tuple[object, ...], period: Period, _left: pd.DataFrame, _right: pd.DataFrame
) -> Reconciliation:
    """Two sides, which `key` names, beside each other; shared by all sessions: never changed."""
    return reconcile.reconcile(_left, _right, period=period)
