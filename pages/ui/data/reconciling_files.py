"""Two files side by side without importing them: each is read into a store of its own."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from kpi.imports import Proposal
from pages.ui import cached, state
from pages.ui import format as fmt
from pages.ui.data import file_card, uploads
from pages.ui.data.importing import TYPES, File
from pages.ui.shell import Frame

Side = tuple[tuple[object, ...], pd.DataFrame]


def sides(frame: Frame, kind: str) -> tuple[Side, Side] | None:
    """Ask for both files and what only a person knows of them; None while either cannot be compared."""
    places = st.columns(2)
    found = []
    for place, name in zip(places, ("left", "right"), strict=True):
        with place:
            found.append(_side(frame, name, kind))
    left, right = found
    return None if left is None or right is None else (left, right)


def _side(frame: Frame, name: str, kind: str) -> Side | None:
    words = frame.words
    uploaded: Any = st.file_uploader(
        words(f"reconcile.file.{name}"), type=TYPES, key=f"reconcile_file_{name}"
    )
    if uploaded is None:
        return None
    file = File(path := uploads.path_of(uploaded), path.name)
    widgets = f"{name}_{file.key[0]}"
    proposal = _proposal(frame, file, widgets)
    place = file_card.show(frame, widgets, proposal, is_only=False)
    if proposal.refused_code is not None:
        return None
    key = (cached.proposal_key(proposal), kind)
    with st.spinner(words("reconcile.file.reading")):
        report, stated = cached.stated_by_file(key[0], kind, frame.today, proposal)
    with place:
        file_card.findings(frame, widgets, proposal, report)
    if not report.committed:
        return None
    if stated.empty:
        fields = {"file": fmt.markdown(file.name), "kind": words.code("kind", kind)}
        st.info(words("reconcile.file.nothing", **fields))
        return None
    return key, stated


def _proposal(frame: Frame, file: File, widgets: str) -> Proposal:
    """What a file seems to be, as this session has answered for this side."""
    given = state.answers(widgets)
    answers = tuple(sorted((key, value) for key, value in given.items() if key != file_card.PRESET))
    return cached.proposal(
        frame.path,
        frame.record.data_version,
        file.key,
        state.folder(),
        given.get(file_card.PRESET) or None,
        answers,
        cached.saved(frame.path),
    )
