"""Files of either side compared without importing them: each side is read into a store of its own."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from kpi.imports import Proposal
from pages.ui import cached_data, session
from pages.ui.data import file_card, uploads
from pages.ui.data.uploads import File
from pages.ui.shell import Frame

Side = tuple[tuple[object, ...], pd.DataFrame]


def sides(frame: Frame, kind: str) -> tuple[Side, Side] | None:
    """Ask for the files and what only a person knows of them; None while either side cannot be compared."""
    places = st.columns(2)
    found = []
    for place, name in zip(places, ("left", "right"), strict=True):
        with place:
            found.append(_side(frame, name, kind))
    left, right = found
    return None if left is None or right is None else (left, right)


def _side(frame: Frame, name: str, kind: str) -> Side | None:
    """Take the files of one side: its deals, and its leads where only these have addresses."""
    words = frame.words
    place = f"reconcile_file_{name}"
    files = uploads.ask(words, place, words(f"reconcile.file.{name}"), words("reconcile.file.help"))
    if not files:
        return None
    widgets = [f"{name}_{file.key[0]}" for file in files]
    proposals = [_proposal(frame, file, key) for file, key in zip(files, widgets, strict=True)]
    places = [
        file_card.show(frame, key, one, is_only=False, dropped=(place, file.path))
        for file, key, one in zip(files, widgets, proposals, strict=True)
    ]
    keys = tuple(cached_data.proposal_key(one) for one in proposals)
    with st.spinner(words("reconcile.file.reading")):
        reports, stated = cached_data.stated_by_files(keys, kind, frame.today, proposals)
    for card, key, one, report in zip(places, widgets, proposals, reports, strict=True):
        with card:
            file_card.findings(frame, key, one, report)
    if any(report.questions or report.refused_code for report in reports):
        return None
    if stated.empty:
        st.info(words("reconcile.file.nothing", kind=words.code("kind", kind)))
        return None
    return (*keys, kind), stated


def _proposal(frame: Frame, file: File, widgets: str) -> Proposal:
    """What a file seems to be, as this session has answered for this side."""
    given = session.answers(widgets)
    answers = tuple(sorted((key, value) for key, value in given.items() if key != file_card.PRESET))
    return cached_data.proposal(
        frame.path,
        frame.record.data_version,
        file.key,
        session.folder(),
        given.get(file_card.PRESET) or None,
        answers,
        cached_data.saved(frame.path),
    )
