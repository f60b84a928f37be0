"""Files in: what each one is, what only a person can know, what would be taken, and the commit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, get_args

import streamlit as st

from kpi.definitions import ScoreSource
from kpi.facts import use_score
from kpi.imports import ImportReport, Proposal, history
from pages.ui import cached_data, inputs, session, shell, state
from pages.ui import format as fmt
from pages.ui.data import file_card, inbox, uploads
from pages.ui.data.findings import is_known, preset_label
from pages.ui.data.job import Job
from pages.ui.data.uploads import File
from pages.ui.shell import Frame
from pages.ui.view import Notice

PLACE: Final = "import"
# whether the scores are those of the files, whether there were files that had come in before
_DONE: Final = {
    (False, False): "importing.done",
    (False, True): "importing.done.known",
    (True, False): "importing.done.scores",
    (True, True): "importing.done.scores.known",
}


def show(frame: Frame) -> None:
    """Take files from the reader or the inbox; show what would be imported; import it."""
    words = frame.words
    if frame.store.read_only:
        st.info(words("shell.data.read_only"))
        return
    dropped = uploads.ask(words, PLACE, words("importing.files"), words("importing.files.help"))
    found = [*dropped, *(File(path, path.name) for path in inbox.chosen(frame))]
    if not found:
        _explain(frame)
        _scores(frame)
        return
    proposals = [_proposal(frame, file) for file in found]
    places = [
        file_card.show(
            frame,
            file.key[0],
            one,
            is_only=len(found) == 1,
            dropped=(PLACE, file.path) if file in dropped else None,
        )
        for file, one in zip(found, proposals, strict=True)
    ]
    keys = tuple(cached_data.proposal_key(one) for one in proposals)
    with st.spinner(words("importing.checking")):
        reports = cached_data.rehearsal(frame.path, frame.record.data_version, keys, frame.today, proposals)
    for place, file, one, report in zip(places, found, proposals, reports, strict=True):
        with place:
            file_card.findings(frame, file.key[0], one, report)
    _commit(frame, proposals, reports)


def _proposal(frame: Frame, file: File) -> Proposal:
    given = session.answers(file.key[0])
    preset = given.get(file_card.PRESET) or None
    answers = tuple(sorted((key, value) for key, value in given.items() if key != file_card.PRESET))
    version = frame.record.data_version
    return cached_data.proposal(
        frame.path, version, file.key, session.folder(), preset, answers, cached_data.saved(frame.path)
    )


def _explain(frame: Frame) -> None:
    """What can be brought, when nothing has been yet."""
    words = frame.words
    st.markdown(words("importing.explain"))
    if frame.record.data_set == "sample":
        st.info(words("importing.sample"), icon=":material/info:")


def _scores(frame: Frame) -> None:
    """Let own data say where scores come from: as they were imported, or by the point rules."""
    words = frame.words
    if frame.record.data_set == "sample" or not frame.record.lead_count:
        return
    key = inputs.option_key(f"scores_{frame.record.data_version}")
    st.segmented_control(
        words("importing.scores"),
        get_args(ScoreSource),
        default=frame.agreed.score_source,
        format_func=lambda source: words(f"importing.scores.{source}"),
        key=key,
        on_change=_use_score,
        args=(frame, key),
        required=True,
        help=words("importing.scores.help"),
    )


def _use_score(frame: Frame, key: str) -> None:
    with shell.keeping():
        source = session.value(key)
        use_score(frame.store, source, today=frame.today, by=session.who())
        state.note(Notice(f"importing.scores.{source}.done"))


def _commit(frame: Frame, proposals: Sequence[Proposal], reports: Sequence[ImportReport]) -> None:
    words = frame.words
    open_count = sum(bool(report.questions) for report in reports)
    ready = [one for one in reports if one.refused is None and not one.questions and not is_known(one)]
    accepted = sum(report.accepted for report in ready)
    if open_count:
        st.warning(words("importing.open", count=open_count), icon=":material/help:")
    if frame.record.data_set == "sample":
        st.info(words("importing.sample"), icon=":material/info:")
    if len(systems := _deal_systems(frame, proposals)) > 1:
        names = words("importing.join").join(preset_label(name) for name in sorted(systems))
        st.warning(words("importing.twice", systems=fmt.markdown(names)), icon=":material/content_copy:")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        who = st.text_input(words("importing.who"), key="import_who", max_chars=100, width=240)
        st.button(
            words("importing.commit", count=fmt.count(accepted)),
            type="primary",
            key="import_commit",
            icon=":material/download_done:",
            disabled=bool(open_count) or not ready,
            on_click=_start,
            args=(frame, list(proposals), who),
        )


def _deal_systems(frame: Frame, proposals: Sequence[Proposal]) -> set[str]:
    """The systems whose deals are in already, or would be, where these files bring deals."""
    brought = {one.mapping.system for one in proposals if one.mapping and one.mapping.kind == "deal"}
    standing = {
        one.system
        for one in history.imports(frame.store)
        if one.kind == "deal" and one.undone_at is None and frame.record.data_set != "sample"
    }
    return brought | standing if brought else set()


def _start(frame: Frame, proposals: list[Proposal], who: str) -> None:
    """Start once: a second click finds the job at work."""
    if session.job() is None:
        brings_score = any(one.mapping and "imported_score" in one.mapping.columns for one in proposals)
        is_first = frame.record.data_set == "sample"
        scores: ScoreSource | None = "imported" if brings_score and is_first else None
        job = Job(frame.store, proposals, who or None, frame.today, scores)
        session.set_job(job)
        job.start()


@st.fragment(run_every=0.4)
def watch(frame: Frame) -> None:
    """Show how far the import is, until it has ended; then the whole page says what came of it."""
    words, job = frame.words, session.job()
    if job is None:
        st.rerun()
    if job.ended.is_set():
        session.set_job(None)
        _say(job)
        st.rerun()
    st.progress(job.share, text=words(f"importing.step.{job.step}"))
    st.button(words("importing.cancel"), key="import_cancel", on_click=job.cancel.set)
    st.caption(words("importing.cancel.text"))


def _say(job: Job) -> None:
    """Say what came of an import; its files go, those that could not be read stay."""
    if job.error is not None:
        state.note(job.error)
        return
    reports = job.reports or ()
    for proposal, report in zip(job.proposals, reports, strict=True):
        if report.committed and proposal.source is not None:
            session.take_away(PLACE, proposal.source.path)
    session.next_edition(PLACE)
    fresh = [one for one in reports if one.committed and not is_known(one)]
    counts = {
        "files": len(fresh),
        "rows": fmt.count(sum(report.accepted for report in fresh)),
        "rejected": fmt.count(sum(len(report.rejected) for report in fresh)),
    }
    known_count = sum(is_known(one) for one in reports)
    key = _DONE[job.scores is not None, known_count > 0]
    state.note(Notice(key, fields=counts | ({"known": known_count} if known_count else {})))
