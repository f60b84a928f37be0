"""Uploaded files on disk: the domain reads paths, and a name from elsewhere is never one."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import streamlit as st

from pages.ui import session, shell
from pages.ui.text import Words

TYPES: Final = ("csv", "tsv", "txt", "xlsx", "parquet")
_LONGEST: Final = 120


@dataclass(frozen=True)
class File:
    """One file to be read: where it lies, what people call it, and what tells it from every other."""

    path: Path
    name: str

    @property
    def key(self) -> tuple[str, str, int, int]:
        found = self.path.stat()
        return str(self.path), self.name, found.st_size, found.st_mtime_ns


def ask(words: Words, place: str, label: str, tip: str) -> list[File]:
    """Take files at one place of a page; return all that this session has dropped there and not taken away.

    Streamlit's own list goes with the part of the page: each drop starts a new, empty one.
    """
    key = f"{place}_{session.edition(place)}"
    speak(words)
    st.file_uploader(
        label,
        type=TYPES,
        accept_multiple_files=True,
        key=key,
        help=tip,
        on_change=_take,
        args=(place, key),
    )
    return [File(path, path.name) for path in session.files(place) if path.exists()]


def speak(words: Words, most: int | None = None) -> None:
    """Put the reader's words in the place of the uploader's own English; page.css shows them. `most` are the
    megabytes of a file (None: those of the server)."""
    most = most or int(st.get_option("server.maxUploadSize"))
    texts = {"button": words("importing.upload"), "limit": words("importing.upload.limit", most=most)}
    rules = ";".join(f'--upload-{name}:"{text}"' for name, text in texts.items())
    st.html(f"<style>:root{{{rules}}}</style>")


def _take(place: str, key: str) -> None:
    with shell.keeping():
        session.add_files(place, [path_of(one) for one in session.value(key) or ()])
        session.next_edition(place)


def path_of(uploaded: Any) -> Path:
    """Return where an uploaded file lies for the rest of this session; written once.

    Its name stays (people read it), without whatever a path could be made of.
    """
    folder = session.folder() / str(uploaded.file_id)
    path = folder / plain_name(uploaded.name)
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        part = folder / "part"
        uploaded.seek(0)
        with part.open("wb") as file:
            shutil.copyfileobj(uploaded, file)
        part.rename(path)
    return path


def plain_name(name: str) -> str:
    """Return the last part of a name, without separators and control characters."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(letter for letter in last if letter.isprintable()).lstrip(".")
    return kept[-_LONGEST:] or "file"
