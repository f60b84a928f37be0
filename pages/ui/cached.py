"""The caches of every page: the open store, and results keyed by data version, definition and filter."""

from __future__ import annotations

import json
import threading
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import streamlit as st

from kpi import definitions, facts, sample, trial
from kpi.curves import Curves
from kpi.curves import curves as compute_curves
from kpi.definitions import Definition
from kpi.filters import Filter
from kpi.histogram import Histogram, Question
from kpi.histogram import histogram as query_histogram
from kpi.plan import Plan
from kpi.record import Record
from kpi.record import record as query_record
from kpi.record import won_elsewhere as query_won_elsewhere
from kpi.store import Store
from pages.ui.board.payload import payload as build_payload
from pages.ui.board.scene import Scene
from pages.ui.caching import cache_data, cache_resource
from pages.ui.follower import lists
from pages.ui.text import Language, Words
from pages.ui.tradeoff_rows import datasets

_BUILDING = threading.Lock()  # two first visitors: one builds the sample, the other waits for it


@st.cache_resource(show_spinner=False, on_release=lambda opened: opened.close())
def store(path: Path) -> Store:
    """The one open store of this process; a failure to open is not kept."""
    return Store.open(path)


@cache_data(max_entries=8)
def record(path: Path, data_version: int, today: date) -> Record:
    return query_record(store(path), today=today)


@cache_data(max_entries=8)
def agreed(path: Path, data_version: int) -> Definition:
    return definitions.agreed(store(path))


@cache_data(max_entries=64)
def histogram(path: Path, data_version: int, chosen: Filter) -> Histogram:
    return query_histogram(store(path), chosen)


class RatesKey(NamedTuple):
    """All that the curves of a page depend on."""

    path: Path
    data_version: int
    chosen: Filter
    question: Question
    plan: Plan
    as_of: date

    @property
    def leads(self) -> tuple[Path, int, Filter]:
        """All that the leads behind them depend on."""
        return self[:3]


@cache_resource(max_entries=64)
def curves(key: RatesKey) -> Curves:
    """Read-only arrays shared by all sessions: never changed after they are computed."""
    opened = store(key.path)
    return compute_curves(
        opened,
        key.chosen,
        histogram(*key.leads),
        question=key.question,
        plan=key.plan,
        as_of=key.as_of,
        trial=trial.result(opened, key.chosen),
    )


@cache_resource(max_entries=64)
def payload(
    key: RatesKey,
    denominator: str,
    has_loss_gap: bool,
    language: Language,
) -> str:
    """The board's figures and sentences as JSON: written once a filter, not once a run."""
    found = curves(key)
    scene = Scene(
        found,
        agreed(key.path, key.data_version),
        denominator,
        key.chosen.dating,
        Words(language),
        has_loss_gap,
    )
    return json.dumps(build_payload(scene), ensure_ascii=False, separators=(",", ":"))


@cache_resource(max_entries=64)
def evidence(
    key: RatesKey,
    language: Language,
) -> str:
    """The evidence table for all thresholds, as JSON."""
    found = curves(key)
    return json.dumps(lists.evidence(found, Words(language)), ensure_ascii=False, separators=(",", ":"))


@cache_resource(max_entries=64)
def tradeoff_datasets(
    key: RatesKey,
    base_threshold: int | None,
    language: Language,
) -> dict[str, bytes]:
    """The trade-off chart's rows as Arrow streams; `base_threshold` is the MQL line where the SQL rate
    is of MQLs, None where it is of inquiries."""
    found = curves(key)
    return datasets(found, base_threshold, language)


@cache_data(max_entries=16)
def trial_state(path: Path, data_version: int) -> trial.TrialState:
    return trial.state(store(path))


@cache_data(max_entries=64)
def won_elsewhere(path: Path, data_version: int, chosen: Filter) -> tuple[int, float]:
    return query_won_elsewhere(store(path), chosen)


@cache_data(max_entries=4)
def tradeoff_spec(language: Language) -> dict[str, Any]:
    """The shape of the trade-off chart, built once a language; Altair is loaded for it after the first number
    is on the screen."""
    from pages.ui.tradeoff_spec import spec

    return spec(Words(language))


def needs_sample(opened: Store, today: date) -> bool:
    """Say whether the store is empty, or holds the sample of an earlier week."""
    return not opened.read_only and _needs_sample(opened.path, opened.data_version(), today)


@cache_data(max_entries=8)
def _needs_sample(path: Path, data_version: int, today: date) -> bool:
    opened = store(path)
    return not opened.meta("data_set") or sample.is_stale(opened, today)


def needs_scoring(opened: Store, today: date) -> bool:
    """Say whether another definition has begun to hold since the facts were rebuilt."""
    return not opened.read_only and not _is_scored(opened.path, opened.data_version(), today)


def ensure_scored(opened: Store, today: date) -> None:
    """Let the facts stand under the definition in force."""
    with _BUILDING:
        if not facts.is_scored(opened, today=today):
            facts.rescore(opened, today=today)


@cache_data(max_entries=8)
def _is_scored(path: Path, data_version: int, today: date) -> bool:
    return facts.is_scored(store(path), today=today)


def ensure_sample(opened: Store, today: date, progress: sample.Progress) -> None:
    """Load the sample into an empty store, or move it to this week."""
    with _BUILDING:
        if needs_sample(opened, today):
            sample.load(opened, today=today, progress=progress)
