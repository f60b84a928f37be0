"""The only caches: the open store, and results keyed by data version, definition and filter."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import streamlit as st
from numpy.typing import NDArray

from kpi import (
    attributes,
    definitions,
    facts,
    identity_deals,
    identity_suggest,
    reconcile,
    sample,
    trial,
)
from kpi.chain import Chain, chain
from kpi.curves import Curves
from kpi.curves import curves as compute_curves
from kpi.definitions import Definition
from kpi.filters import Filter
from kpi.goal_basis import STEPS, Basis, Sums
from kpi.goal_basis import basis as compute_basis
from kpi.goal_basis import sums as query_goal_sums
from kpi.histogram import SCORES, Histogram, Question, suffix_sum
from kpi.histogram import histogram as query_histogram
from kpi.imports import ImportReport, Preview, Proposal, mappings, propose, run
from kpi.imports import preview as query_preview
from kpi.period import DAYS_A_YEAR, Calendar, Period, quarters_over
from kpi.plan import Plan
from kpi.reconcile import Reconciliation
from kpi.record import Record
from kpi.record import record as query_record
from kpi.record import won_elsewhere as query_won_elsewhere
from kpi.store import Store
from pages.ui.board.payload import payload as build_payload
from pages.ui.board.scene import Scene
from pages.ui.follower import lists
from pages.ui.text import Language, Words
from pages.ui.tradeoff_rows import datasets

if TYPE_CHECKING:
    from kpi.chance import Chances
    from kpi.chance_inputs import Rate
    from kpi.goal_ahead import Ahead, Unit
    from kpi.goal_time import Underway
    from kpi.health import HealthLine

OWN_VALUES = 200  # values of an own column that are shown to be given points


@st.cache_resource(show_spinner=False, on_release=lambda opened: opened.close())
def store(path: Path) -> Store:
    """The one open store of this process; a failure to open is not kept."""
    return Store.open(path)


@st.cache_data(show_spinner=False, max_entries=8)
def record(path: Path, data_version: int, today: date) -> Record:
    return query_record(store(path), today=today)


@st.cache_data(show_spinner=False, max_entries=8)
def agreed(path: Path, data_version: int) -> Definition:
    return definitions.agreed(store(path))


@st.cache_data(show_spinner=False, max_entries=64)
def histogram(path: Path, data_version: int, chosen: Filter) -> Histogram:
    return query_histogram(store(path), chosen)


@st.cache_resource(show_spinner=False, max_entries=64)
def curves(
    path: Path, data_version: int, chosen: Filter, question: Question, plan: Plan, as_of: date
) -> Curves:
    """Read-only arrays shared by all sessions: never changed after they are computed."""
    opened = store(path)
    return compute_curves(
        opened,
        chosen,
        histogram(path, data_version, chosen),
        question=question,
        plan=plan,
        as_of=as_of,
        trial=trial.result(opened, chosen),
    )


@st.cache_data(show_spinner=False, max_entries=64)
def goal_sums(path: Path, data_version: int, chosen: Filter) -> Sums:
    return query_goal_sums(store(path), chosen)


@st.cache_resource(show_spinner=False, max_entries=64)
def goal_basis(
    path: Path,
    data_version: int,
    chosen: Filter,
    question: Question,
    plan: Plan,
    as_of: date,
    mql: int,
    sql: int,
) -> Basis:
    """What the data says of every step at the lines; shared by all sessions: never changed."""
    found = curves(path, data_version, chosen, question, plan, as_of)
    return compute_basis(found, goal_sums(path, data_version, chosen), mql, sql)


@st.cache_resource(show_spinner=False, max_entries=64)
def goal_chances(
    key: tuple[object, ...],
    unit: str,
    goal: Fraction,
    rates: tuple[Rate, ...],
    average_deal_yen: Fraction | None,
    cpa_yen: Fraction | None,
    _won_amounts_yen: NDArray[np.float64],
) -> Chances:
    """The chances of a goal; `key` says which won deals `_won_amounts_yen` are."""
    from kpi.chance import chances  # scipy is loaded for the goal page alone

    return chances(
        goal,
        rates,
        unit=unit,
        average_deal_yen=average_deal_yen,
        won_amounts_yen=_won_amounts_yen,
        cpa_yen=cpa_yen,
    )


@st.cache_data(show_spinner=False, max_entries=64)
def goal_leads_so_far(path: Path, data_version: int, chosen: Filter, mql: int, sql: int) -> dict[str, float]:
    """Inquiries, MQLs and SQLs among the leads of the filter."""
    found = histogram(path, data_version, chosen)
    selected = suffix_sum(found.leads())
    return {"inquiries": found.lead_count, "mqls": float(selected[mql]), "sqls": float(selected[sql])}


@st.cache_resource(show_spinner=False, max_entries=64)
def goal_underway(
    path: Path, data_version: int, chosen: Filter, period: Period, lines: tuple[int, int], as_of: date
) -> Underway:
    """What waits today and what has come in the period; no goal and no rate changes it."""
    from kpi.goal_time import underway

    return underway(store(path), chosen, period, mql=lines[0], sql=lines[1], as_of=as_of)


@st.cache_resource(show_spinner=False, max_entries=64)
def goal_aheads(
    key: tuple[Path, int, Filter, Question, Plan, date],
    calendar: Calendar,
    period: Period,
    lines: tuple[int, int],
    rates: tuple[Rate, ...] | None,
    deal_yen: Fraction | None,
) -> dict[Unit, Ahead]:
    """The rest of a goal's period in each unit of a goal, at these rates and a typed deal size, if any."""
    from kpi.chance_inputs import DealSize
    from kpi.goal_ahead import UNITS, ahead

    known, as_of = goal_basis(*key, *lines), calendar.as_of
    found = goal_underway(*key[:3], period, lines, as_of)
    sizes = {"goal_yen": DealSize.of("yen", deal_yen, known.won_amounts_yen)}
    return {
        unit: ahead(
            found,
            period,
            unit,
            as_of=as_of,
            record_days=(as_of - calendar.first_day).days + 1,
            rates=rates,
            size=sizes.get(unit) or DealSize.of("wins", None, ()),
            inquiries_a_day=(known.pace("inquiries") or 0.0) / DAYS_A_YEAR,
        )
        for unit in UNITS
    }


@st.cache_resource(show_spinner=False)
def goal_course_spec(node: str, language: Language) -> dict[str, Any]:
    """The shape of the chart of a goal's way; its rows come beside it."""
    from pages.ui.goal.time_spec import spec

    return spec(Words(language), node)


@st.cache_resource(show_spinner=False, max_entries=64)
def goal_quarters(
    path: Path,
    data_version: int,
    chosen: Filter,
    question: Question,
    plan: Plan,
    as_of: date,
    calendar: Calendar,
    mql: int,
    sql: int,
) -> dict[str, tuple[list[float], list[float]]]:
    """Hits and known cases of each rate in every fiscal quarter of the record that is over."""
    found: dict[str, tuple[list[float], list[float]]] = {name: ([], []) for name in STEPS}
    for period in quarters_over(calendar):
        narrowed = replace(chosen, period=period)
        steps = goal_basis(path, data_version, narrowed, question, plan, as_of, mql, sql).steps
        for name, (hits, known) in found.items():
            hits.append(min(steps[name].hits, steps[name].known_count))
            known.append(steps[name].known_count)
    return found


@st.cache_resource(show_spinner=False, max_entries=64)
def goal_value_by_score(
    path: Path, data_version: int, chosen: Filter, question: Question, plan: Plan, as_of: date
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Leads by score, and the yen one of them is expected to bring."""
    found = curves(path, data_version, chosen, question, plan, as_of)
    guess = found.estimate
    value = guess.opportunity_rate_by_score * guess.value_per_opportunity_yen_by_score
    return found.histogram.leads()[:SCORES], np.nan_to_num(value)


@st.cache_resource(show_spinner=False, max_entries=64)
def goal_chain(
    path: Path, data_version: int, chosen: Filter, question: Question, plan: Plan, as_of: date, goal_yen: int
) -> Chain:
    """What a goal needs at every threshold."""
    found = curves(path, data_version, chosen, question, plan, as_of)
    guess = found.estimate
    return chain(
        goal_yen,
        selected=found.selected,
        inquiries=found.inquiries,
        opportunities=guess.deals.total,
        wins=guess.won.total,
        amount_yen=guess.amount_yen.total,
    )


@st.cache_resource(show_spinner=False, max_entries=64)
def payload(
    path: Path,
    data_version: int,
    chosen: Filter,
    question: Question,
    plan: Plan,
    as_of: date,
    denominator: str,
    has_loss_gap: bool,
    language: Language,
) -> str:
    """The board's figures and sentences as JSON: written once a filter, not once a run."""
    found = curves(path, data_version, chosen, question, plan, as_of)
    scene = Scene(
        found, agreed(path, data_version), denominator, chosen.dating, Words(language), has_loss_gap
    )
    return json.dumps(build_payload(scene), ensure_ascii=False, separators=(",", ":"))


@st.cache_resource(show_spinner=False, max_entries=64)
def evidence(
    path: Path,
    data_version: int,
    chosen: Filter,
    question: Question,
    plan: Plan,
    as_of: date,
    language: Language,
) -> str:
    """The evidence table for all thresholds, as JSON."""
    found = curves(path, data_version, chosen, question, plan, as_of)
    return json.dumps(lists.evidence(found, Words(language)), ensure_ascii=False, separators=(",", ":"))


@st.cache_resource(show_spinner=False, max_entries=64)
def tradeoff_datasets(
    path: Path,
    data_version: int,
    chosen: Filter,
    question: Question,
    plan: Plan,
    as_of: date,
    base_threshold: int | None,
    language: Language,
) -> dict[str, bytes]:
    """The trade-off chart's rows as Arrow streams; `base_threshold` is the MQL line where the SQL rate
    is of MQLs, None where it is of inquiries."""
    found = curves(path, data_version, chosen, question, plan, as_of)
    return datasets(found, base_threshold, language)


@st.cache_data(show_spinner=False, max_entries=16)
def trial_state(path: Path, data_version: int) -> trial.TrialState:
    return trial.state(store(path))


@st.cache_data(show_spinner=False, max_entries=64)
def won_elsewhere(path: Path, data_version: int, chosen: Filter) -> tuple[int, float]:
    return query_won_elsewhere(store(path), chosen)


@st.cache_data(show_spinner=False, max_entries=4)
def tradeoff_spec(language: Language) -> dict[str, Any]:
    """The shape of the trade-off chart, built once a language; Altair is loaded for it after the first number
    is on the screen."""
    from pages.ui.tradeoff_spec import spec

    return spec(Words(language))


def saved(path: Path) -> str:
    """What is known of saved mappings, as a key: a mapping saved anew changes what a file is."""
    return repr(sorted(mappings.load(store(path)).items()))


@st.cache_resource(show_spinner=False, max_entries=64)
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


@st.cache_resource(show_spinner=False, max_entries=32)
def preview(path: Path, data_version: int, key: tuple[object, ...], _proposal: Proposal) -> Preview:
    """The first rows of a file; `key` says what the proposal is."""
    return query_preview(store(path), _proposal)


@st.cache_resource(show_spinner=False, max_entries=8)
def rehearsal(
    path: Path, data_version: int, keys: tuple[object, ...], today: date, _proposals: list[Proposal]
) -> list[ImportReport]:
    """What an import of these files would come to; nothing is kept. `keys` say what the proposals are."""
    return run(store(path), _proposals, save=False, today=today)


@st.cache_resource(show_spinner=False)
def _building() -> threading.Lock:
    """Two first visitors: one builds the sample, the other waits for it."""
    return threading.Lock()


def needs_sample(opened: Store, today: date) -> bool:
    """Say whether the store is empty, or holds the sample of an earlier week."""
    return not opened.read_only and _needs_sample(opened.path, opened.data_version(), today)


@st.cache_data(show_spinner=False, max_entries=8)
def _needs_sample(path: Path, data_version: int, today: date) -> bool:
    opened = store(path)
    return not opened.meta("data_set") or sample.is_stale(opened, today)


def needs_scoring(opened: Store, today: date) -> bool:
    """Say whether another definition has begun to hold since the facts were rebuilt."""
    return not opened.read_only and not _is_scored(opened.path, opened.data_version(), today)


def ensure_scored(opened: Store, today: date) -> None:
    """Let the facts stand under the definition in force."""
    with _building():
        if not facts.is_scored(opened, today=today):
            facts.rescore(opened, today=today)


@st.cache_data(show_spinner=False, max_entries=8)
def _is_scored(path: Path, data_version: int, today: date) -> bool:
    return facts.is_scored(store(path), today=today)


def ensure_sample(opened: Store, today: date, progress: sample.Progress) -> None:
    """Load the sample into an empty store, or move it to this week."""
    with _building():
        if needs_sample(opened, today):
            sample.load(opened, today=today, progress=progress)


@st.cache_data(show_spinner=False, max_entries=4)
def same_emails(path: Path, data_version: int) -> pd.DataFrame:
    from kpi.health_twice import same_emails as find  # rapidfuzz is loaded for the data page alone

    return find(store(path))


@st.cache_data(show_spinner=False, max_entries=4)
def company_suggestions(path: Path, data_version: int) -> pd.DataFrame:
    return identity_suggest.company_suggestions(store(path), limit=10**6)


@st.cache_data(show_spinner=False, max_entries=4)
def deal_suggestions(path: Path, data_version: int) -> pd.DataFrame:
    return identity_suggest.deal_suggestions(store(path), limit=10**6)


@st.cache_data(show_spinner=False, max_entries=4)
def same_deals(path: Path, data_version: int) -> pd.DataFrame:
    return identity_deals.suggestions(store(path), limit=10**6)


@st.cache_data(show_spinner=False, max_entries=16)
def health_lines(path: Path, data_version: int, stalled_days: int) -> tuple[HealthLine, ...]:
    from kpi.health import lines

    return lines(store(path), stalled_days=stalled_days)


@st.cache_data(show_spinner=False, max_entries=4)
def missing_fields(path: Path, data_version: int) -> pd.DataFrame:
    from kpi.health import missing_fields as query

    return query(store(path))


@st.cache_data(show_spinner=False, max_entries=4)
def own_columns(path: Path, data_version: int) -> pd.DataFrame:
    return attributes.columns(store(path))


@st.cache_data(show_spinner=False, max_entries=16)
def own_values(path: Path, data_version: int, name: str) -> pd.DataFrame:
    return attributes.values(store(path), name, limit=OWN_VALUES)


@st.cache_data(show_spinner=False, max_entries=8)
def stated(path: Path, data_version: int, system: str, kind: str) -> pd.DataFrame:
    return reconcile.stated(store(path), system=system, kind=kind)


@st.cache_resource(show_spinner=False, max_entries=8)
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


@st.cache_resource(show_spinner=False, max_entries=8)
def reconciliation(
    key: tuple[object, ...], period: Period, _left: pd.DataFrame, _right: pd.DataFrame
) -> Reconciliation:
    """Two sides, which `key` names, beside each other; shared by all sessions: never changed."""
    return reconcile.reconcile(_left, _right, period=period)
