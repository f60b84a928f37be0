"""Everything in one file, and back again; all tables for other tools."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

from kpi import backup, backup_parquet
from kpi.backup import Backup
from kpi.clock import now
from kpi.errors import KpiError
from pages.ui import format as fmt
from pages.ui import session, shell, state
from pages.ui.data import uploads
from pages.ui.shell import Frame
from pages.ui.view import Notice


def show(frame: Frame) -> None:
    """Offer the backup and the Parquet files for download, and a backup to be put back."""
    words, stamp = frame.words, f"{now():%Y%m%d_%H%M}"
    st.subheader(words("backup.save"), anchor=False)
    st.markdown(words("backup.save.text"))
    with st.container(horizontal=True):
        st.download_button(
            words("backup.download"),
            lambda: _written(frame, f"kpi_{stamp}.duckdb"),
            file_name=f"kpi_{stamp}.duckdb",
            on_click="ignore",
            type="primary",
            icon=":material/download:",
            key="backup_download",
        )
        st.download_button(
            words("backup.parquet"),
            lambda: _written(frame, f"kpi_{stamp}.zip"),
            file_name=f"kpi_{stamp}.zip",
            on_click="ignore",
            icon=":material/table:",
            key="backup_parquet",
        )
    st.subheader(words("backup.restore"), anchor=False)
    st.markdown(words("backup.restore.text"))
    _restore(frame)


def _written(frame: Frame, name: str) -> bytes:
    """Write and read back one file; called outside of any session."""
    with TemporaryDirectory(prefix="kpi_backup_") as folder:
        target = Path(folder) / name
        if target.suffix == ".zip":
            backup_parquet.write_parquet(frame.store, target)
        else:
            backup.write(frame.store, target)
        return target.read_bytes()


def _restore(frame: Frame) -> None:
    words = frame.words
    if frame.store.read_only:
        st.info(words("shell.data.read_only"))
        return
    uploads.speak(words)
    uploaded = st.file_uploader(
        words("backup.choose"), type=["duckdb"], key=f"restore_{session.edition('restore')}"
    )
    if uploaded is None:
        return
    path = uploads.path_of(uploaded)
    try:
        with st.spinner(words("backup.checking")):
            found = backup.check(path)
    except KpiError as error:
        st.error(shell.error_text(words, error), icon=":material/error:")
        return
    st.dataframe(_tables(frame, found), hide_index=True, width="content")
    st.caption(words("backup.rows.text"))
    made = fmt.day(found.made_at.date(), words.language) if found.made_at else fmt.UNDEFINED
    st.markdown(words("backup.found", day=made))
    st.button(words("backup.replace"), type="primary", key="restore", on_click=_replace, args=(frame, path))


def _tables(frame: Frame, found: Backup) -> dict[str, list[str]]:
    """The tables a person knows, with their rows; the others are worked out from them."""
    words = frame.words
    counts = {table.name: table.row_count for table in found.tables}
    names = [name for name in ("lead", "event", "spend", "traffic", "definition", "trial") if name in counts]
    return {
        words("backup.table"): [words(f"backup.table.{name}") for name in names],
        words("backup.rows"): [fmt.count(counts[name]) for name in names],
    }


def _replace(frame: Frame, path: Path) -> None:
    with shell.keeping():
        backup.restore(frame.store, path)
        session.next_edition("restore")
        state.note(Notice("backup.restored"))
