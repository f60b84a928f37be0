"""Workbooks: read by calamine in a process of its own that has little memory and time, never in ours."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Final

from kpi.errors import ImportRefused

MOST_UNZIPPED: Final = 400 * 1024 * 1024
MOST_RATIO: Final = 200  # a workbook packs 5 to 20 times; a bomb thousands
SECONDS: Final = 120
_READER: Final = Path(__file__).with_name("sheet_process.py")


def is_workbook(path: Path) -> bool:
    """Say whether a zip file holds a workbook."""
    try:
        with zipfile.ZipFile(path) as file:
            return any(name.startswith("xl/") for name in file.namelist())
    except (zipfile.BadZipFile, OSError):
        return False


def tables(path: Path, name: str, workspace: Path) -> dict[str, Path]:
    """Write every sheet of a workbook as CSV in UTF-8 to `workspace`; return sheet name → its file.

    A row of the sheet is a record of the file, also an empty one. ImportRefused for a workbook that would
    unpack to more than 400 MB, takes more than 2 minutes or 1.5 GB, or is damaged.
    """
    _refuse_bomb(path, name)
    folder = workspace / hashlib.md5(str(path).encode()).hexdigest()
    folder.mkdir(exist_ok=True)
    try:
        run = subprocess.run(
            [sys.executable, "-I", str(_READER), str(path), str(folder)],
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise ImportRefused(reason="workbook_too_big", file=name) from error
    if run.returncode == 3:
        raise ImportRefused(reason="damaged", file=name)
    if run.returncode:
        raise ImportRefused(reason="workbook_too_big", file=name)
    names: list[str] = json.loads(run.stdout)
    if not names:
        raise ImportRefused(reason="empty", file=name)
    return {sheet: folder / f"{place}.csv" for place, sheet in enumerate(names)}


def _refuse_bomb(path: Path, name: str) -> None:
    with zipfile.ZipFile(path) as file:
        parts = file.infolist()
    unzipped = sum(part.file_size for part in parts)
    if unzipped > MOST_UNZIPPED:
        raise ImportRefused(reason="workbook_too_big", file=name)
    if any(part.file_size > 1 << 20 and part.file_size > MOST_RATIO * part.compress_size for part in parts):
        raise ImportRefused(reason="workbook_too_big", file=name)
