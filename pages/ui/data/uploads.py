"""Uploaded files on disk: the domain reads paths, and a name from elsewhere is never one."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from pages.ui import session

_LONGEST = 120


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
