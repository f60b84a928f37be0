"""Which encoding a text file is in, found strictly; nothing is decoded by guess."""

from __future__ import annotations

import codecs
import itertools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from kpi.errors import ImportRefused
from kpi.imports.results import Answers, Question
from kpi.imports.words import sentence

CHUNK: Final = 1 << 24
_BOMS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_JAPANESE: Final = ("cp932", "euc_jp")
CHOICES: Final = ("utf-8", "cp932", "euc_jp", "cp1252")
_SAMPLE_LINES: Final = 20_000
_MOSTLY: Final = 0.9  # from this share of lines on, the others are rejected one by one
_WEB_PAGE: Final = re.compile(rb"^\s*(<!doctype html|<html|<head|<body|<\?xml|<!--)", re.IGNORECASE)
_BINARIES: Final = (
    (b"PK\x03\x04", "zip"),
    (b"\xd0\xcf\x11\xe0", "old_office"),
    (b"%PDF", "pdf"),
    (b"\x1f\x8b", "zip"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"SQLite format 3", "database"),
)


@dataclass(frozen=True)
class Encoding:
    """How to decode a file. `is_mixed` says that single lines are in another encoding: they are rejected."""

    name: str
    is_mixed: bool = False


def refuse_other_than_text(path: Path) -> None:
    """Raise ImportRefused for an empty file, a web page or something binary under a name for text."""
    with path.open("rb") as file:
        head = file.read(8192)
    if not head.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00"):
        raise ImportRefused(reason="empty", file=path.name)
    if _WEB_PAGE.match(head.removeprefix(codecs.BOM_UTF8)):
        raise ImportRefused(reason="web_page", file=path.name)
    for mark, what in _BINARIES:
        if head.startswith(mark):
            raise ImportRefused(reason="zip" if what == "zip" else "binary", file=path.name)
    unicode_16 = any(head.startswith(bom) for bom, name in _BOMS if name != "utf-8-sig")
    if not unicode_16 and sum(byte < 9 or 13 < byte < 27 for byte in head) > len(head) * 0.02:
        raise ImportRefused(reason="binary", file=path.name)


def detect(path: Path, answers: Answers) -> Encoding | Question:
    """Return the encoding of a text file: by its BOM, else strictly UTF-8, CP932, EUC-JP, else a question.

    A file whose lines are nearly all in one of these keeps that one; the other lines are rejected later.
    ImportRefused when no encoding fits.
    """
    if answer := answers.get("encoding"):
        return Encoding(answer, is_mixed=not _decodes(path, answer))
    with path.open("rb") as file:
        head = file.read(4)
    for bom, name in _BOMS:
        if head.startswith(bom):
            if name.startswith("utf-8") or _decodes(path, name):
                return Encoding(name, is_mixed=not _decodes(path, name))
            raise ImportRefused(reason="encoding", file=path.name)
    if _decodes(path, "utf-8"):
        return Encoding("utf-8")
    return _without_bom(path)


def _without_bom(path: Path) -> Encoding | Question:
    lines = _foreign_lines(path)
    if _share(lines, "utf-8") >= _MOSTLY and any(len(_multibyte(line)) for line in lines):
        return Encoding("utf-8", is_mixed=True)
    possible = [name for name in _JAPANESE if _decodes(path, name)]
    if len(possible) == 2:
        possible = [_likelier(lines)]
    if possible:
        return Encoding(possible[0]) if _looks_japanese(lines, possible[0]) else _question(path)
    for name in _JAPANESE:
        if _share(lines, name) >= _MOSTLY and _share(lines, "utf-8") < 0.1:
            return Encoding(name, is_mixed=True)
    if _share(lines, "utf-8") > 0:
        raise ImportRefused(reason="mixed_encodings", file=path.name)
    return _question(path)


def _question(path: Path) -> Question:
    fields = {"file": path.name}
    return Question("encoding", "ask_encoding", fields, sentence("ask_encoding", fields), CHOICES)


def _decodes(path: Path, encoding: str) -> bool:
    try:
        for _ in decoded(path, Encoding(encoding)):
            pass
    except UnicodeError:
        return False
    except LookupError:
        raise ImportRefused(reason="encoding", file=path.name) from None
    return True


def decoded(path: Path, encoding: Encoding) -> Iterator[str]:
    """Yield the text in pieces; in a mixed file undecodable bytes become lone surrogates."""
    errors = "surrogateescape" if encoding.is_mixed else "strict"
    decoder = codecs.getincrementaldecoder(encoding.name)(errors)
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield decoder.decode(chunk)
    yield decoder.decode(b"", final=True)


def _foreign_lines(path: Path) -> list[bytes]:
    """Return the first lines that hold more than ASCII."""
    found: list[bytes] = []
    with path.open("rb") as file:
        for line in file:
            if not line.isascii():
                found.append(line)
                if len(found) == _SAMPLE_LINES:
                    break
    return found


def _multibyte(line: bytes) -> str:
    """Return the characters of a line that UTF-8 writes in three bytes, none when it is not UTF-8."""
    try:
        return "".join(char for char in line.decode("utf-8") if char >= "\u0800")
    except UnicodeDecodeError:
        return ""


def _share(lines: list[bytes], encoding: str) -> float:
    good = 0
    for line in lines:
        try:
            line.decode(encoding)
            good += 1
        except UnicodeDecodeError:
            pass
    return good / len(lines) if lines else 0.0


def _likelier(lines: list[bytes]) -> str:
    """Text in EUC-JP, read as CP932, is mostly half-width katakana."""
    scripts = [_script(char) for char in _text(lines, "cp932")]
    half = scripts.count("HALFWIDTH")
    other = sum(script in ("HIRAGANA", "KATAKANA", "CJK") for script in scripts)
    return "euc_jp" if half > other else "cp932"


def _looks_japanese(lines: list[bytes], encoding: str) -> bool:
    """Western text read as CP932 gives single kanji between letters, and no kana."""
    scripts = [_script(char) for char in _text(lines, encoding)]
    pairs = itertools.pairwise(scripts)
    return any(script in ("HIRAGANA", "KATAKANA", "HALFWIDTH") for script in scripts) or any(
        first == second == "CJK" for first, second in pairs
    )


def _text(lines: list[bytes], encoding: str) -> str:
    return b"".join(lines[:2000]).decode(encoding, "replace")


def _script(char: str) -> str:
    """Return the first word of a character's name: HIRAGANA, KATAKANA, HALFWIDTH, CJK, LATIN."""
    return unicodedata.name(char, "").partition(" ")[0]


@dataclass(frozen=True)
class Scan:
    """What the bytes of a UTF-8 file say before it is read.

    `is_plain`: every record is one line without NUL, so a fast reader may read it.
    """

    line_count: int
    blank_count: int
    is_plain: bool


def scan(path: Path, quote: str, longest_line: int) -> Scan:
    """Count lines and blank lines, and find what only a careful reader reads right."""
    lines = blanks = quotes = 0
    is_plain = True
    last, tail = b"\n", 0
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            data = np.frombuffer(chunk, dtype=np.uint8)
            ends = np.flatnonzero(data == 10)
            lines += len(ends)
            is_plain &= b"\x00" not in chunk and (b"\r" not in chunk or chunk.count(b"\r") <= len(ends) + 1)
            starts = np.concatenate([[-1 - tail], ends])
            gaps = np.diff(np.append(starts, len(data)))
            tail = int(gaps[-1]) - 1
            is_plain &= int(gaps.max(initial=0)) <= longest_line
            blanks += chunk.count(b"\n\n") + chunk.count(b"\n\r\n") + (last == b"\n" and chunk[:1] == b"\n")
            if quote.encode() in chunk:
                places = np.flatnonzero(data == ord(quote))
                is_plain &= not bool(((np.searchsorted(places, ends) + quotes) & 1).any())
                quotes += len(places)
            last = chunk[-1:]
    return Scan(lines + (last != b"\n"), blanks, bool(is_plain))
