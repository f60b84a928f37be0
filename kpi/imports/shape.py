"""Where the table lies in a text: delimiter, header row, notes above, totals and notices below, blocks."""

from __future__ import annotations

import csv
import mmap
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from kpi.errors import ImportRefused

HEAD_BYTES: Final = 1 << 18
TAIL_BYTES: Final = 1 << 13
MOST_COLUMNS: Final = 5_000
LONGEST_NAME: Final = 200
_DELIMITERS: Final = (",", "\t", ";", "|")
_FIRST_ROWS: Final = 60
_FOOTER_LINES: Final = 20
csv.field_size_limit(1 << 28)  # the cell of 5 MB is rejected with its row, not with an error of the reader


@dataclass(frozen=True)
class Shape:
    """Where the table lies. `header` is unique and without empty names; `header_line` counts from 1.

    `footer` holds the lines below the data, stripped; `block_starts` the byte offset of every line that
    repeats the header, the first included. `renamed` names columns that had no name or one twice.
    """

    delimiter: str
    header: tuple[str, ...]
    header_line: int
    header_lines: int
    footer: frozenset[str]
    block_starts: tuple[int, ...]
    renamed: tuple[str, ...]

    @property
    def first_data_line(self) -> int:
        return self.header_line + self.header_lines


@cache
def grammar() -> dict[str, frozenset[str]]:
    """Return the closed lists of words that files use for totals, notices, yes and no."""
    text = files(__package__).joinpath("grammar.toml").read_text(encoding="utf-8")
    return {name: frozenset(words) for name, words in tomllib.loads(text).items()}


def fold(text: str) -> str:
    """Return a heading or a word as it is compared: NFKC, lower case, without spaces and marks."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in plain if char.isalnum() or char in "%#○✓×")


def find(path: Path, known: Callable[[Sequence[str]], int]) -> Shape:
    """Find the table in a UTF-8 text; `known` says how many cells of a row are headings we know.

    ImportRefused for a file without a table, with a header only, or with more than 5,000 columns.
    """
    text = _head(path)
    delimiter = _delimiter(text)
    rows = _rows(text, delimiter)
    place = _header_row(rows, known)
    if place is None:
        raise ImportRefused(reason="no_table", file=path.name)
    line, lines, cells = rows[place]
    if len(cells) > MOST_COLUMNS:
        raise ImportRefused(reason="too_many_columns", file=path.name, count=len(cells), most=MOST_COLUMNS)
    if len(rows) == place + 1:
        raise ImportRefused(reason="header_only", file=path.name)
    header, renamed = unique(cells)
    raw = text.splitlines()[line - 1] if lines == 1 else ""
    footer = _footer(path, delimiter, len(header))
    return Shape(delimiter, header, line, lines, footer, _blocks(path, raw, len(header)), renamed)


def unique(cells: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return names without duplicates and blanks, and those that had to be made up."""
    names: list[str] = []
    made_up: list[str] = []
    taken = {cell.strip().lower() for cell in cells}
    seen: set[str] = set()
    for place, cell in enumerate(cells, start=1):
        name = " ".join(cell.replace("\x00", "").split())[:LONGEST_NAME] or f"column {place}"
        stem, number = name, 2
        while name.lower() in seen or (name != stem and name.lower() in taken):
            name, number = f"{stem} ({number})", number + 1
        if name != stem or not cell.strip():
            made_up.append(name)
        seen.add(name.lower())
        names.append(name)
    return tuple(names), tuple(made_up)


def _head(path: Path) -> str:
    with path.open("rb") as file:
        data = file.read(HEAD_BYTES)
        whole = not file.read(1)
    text = data.decode("utf-8-sig", "replace")
    return text if whole or "\n" not in text else text[: text.rindex("\n") + 1]


def _delimiter(text: str) -> str:
    """Return the delimiter under which most rows are equally wide, the wider table on a tie."""

    def fitness(delimiter: str) -> tuple[int, int]:
        widths = Counter(len(cells) for _, _, cells in _rows(text, delimiter)[:200])
        width, count = max(
            widths.items(), key=lambda item: (item[1] * (item[0] > 1), item[0]), default=(1, 0)
        )
        return (count if width > 1 else 0, width)

    return max(_DELIMITERS, key=fitness)


def _rows(text: str, delimiter: str) -> list[tuple[int, int, list[str]]]:
    """Return (first line, lines, cells) of the rows at the beginning that are not blank."""
    reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter)
    found: list[tuple[int, int, list[str]]] = []
    before = 0
    for cells in reader:
        if any(cell.strip() for cell in cells):
            found.append((before + 1, reader.line_num - before, cells))
        before = reader.line_num
    return found


def _header_row(rows: list[tuple[int, int, list[str]]], known: Callable[[Sequence[str]], int]) -> int | None:
    """Return the place of the row with most headings we know, else of the first one of the usual width."""
    first = rows[:_FIRST_ROWS]
    best = max(range(len(first)), key=lambda place: (known(first[place][2]), -place), default=None)
    if best is not None and known(first[best][2]) > 1:
        return best
    widths = Counter(len(cells) for _, _, cells in rows if len(cells) > 1)
    if not widths:
        return None
    usual = widths.most_common(1)[0][0]
    return next((place for place, row in enumerate(first) if len(row[2]) == usual), None)


def _footer(path: Path, delimiter: str, width: int) -> frozenset[str]:
    """Return the lines at the end that are notes: one filled cell, after a blank line or with their words."""
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - TAIL_BYTES))
        lines = file.read().decode("utf-8", "replace").splitlines()
    notes: list[str] = []
    said = blank = False
    for line in reversed(lines[1 if size > TAIL_BYTES else 0 :][-_FOOTER_LINES:]):
        cells = next(csv.reader([line], delimiter=delimiter), [])
        filled = sum(bool(cell.strip()) for cell in cells)
        if filled > 1 or (filled == 1 and len(cells) == width) or width < 3:
            break
        if filled:
            notes.append(line.strip())
            folded = fold(line)
            said |= any(fold(word) in folded for word in grammar()["footer"])
        else:
            blank |= bool(notes)
    return frozenset(notes) if said or (blank and notes and not notes[0].startswith("#")) else frozenset()


def _blocks(path: Path, header: str, width: int) -> tuple[int, ...]:
    """Return the byte offsets of the lines that are the header; one table has one."""
    line = header.strip().encode()
    if width < 2 or len(line) < 8:
        return ()
    starts: list[int] = []
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        place = data.find(line)
        while place >= 0 and len(starts) < 100:
            is_start = place == 0 or data[place - 1] == 10 or (data[:3] == b"\xef\xbb\xbf" and place == 3)
            after = data[place + len(line) : place + len(line) + 1]
            if is_start and after in (b"\r", b"\n", b""):
                starts.append(place)
            place = data.find(line, place + 1)
    return tuple(starts)
