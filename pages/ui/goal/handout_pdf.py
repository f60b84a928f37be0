"""The page for a meeting, drawn: A4 landscape as PDF, and the same as a picture.

Loads fpdf2 and PDFium: import it when a download is built, not before.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Final

import pypdfium2
from fontTools.ttLib import TTFont
from fpdf import FPDF
from fpdf.enums import TextMode

from pages.ui.goal.handout_page import Line, Page

FONT: Final = Path(__file__).parent / "font" / "NotoSansJP-handout.otf"
MISSING: Final = "〓"  # the mark that Japanese printers set for a letter they lack
PIXELS: Final = (2105, 1489)
_PIXELS_A_POINT: Final = 2.5
_PDFIUM: Final = threading.Lock()  # PDFium is not safe with threads, and downloads are built in several

_LEFT, _RIGHT, _BOTTOM = 10.0, 287.0, 201.0
_TOP, _LINE = 43.0, 15.4  # of the first level, and from one to the next
# left edges: level, needed, today, rate, then the chances
_COLUMNS: Final = (14.0, 52.0, 97.0, 143.0, 224.0, 245.0, 266.0)
_ENDS: Final = (*(edge - 2 for edge in _COLUMNS[1:]), _RIGHT)
_INK, _QUIET, _RULE = (32, 36, 44), (95, 102, 115), (205, 210, 218)
_OWNERS: Final = {"sales": (36, 86, 160), "marketing": (18, 122, 92), "shared": (110, 96, 150)}
_TONES: Final = {"short": (176, 42, 42), "disputed": (176, 42, 42), "enough": (18, 122, 92), "": _QUIET}
_SMALLEST: Final = 5.0
_NOTE: Final = 5.0  # mm that a note has beside a number however long
_MM_A_POINT: Final = 0.3528


def pdf_bytes(page: Page) -> bytes:
    """Return the page as a PDF of one page; a letter that the font lacks becomes 〓."""
    sheet = _Sheet(page)
    sheet.head(page)
    for place, line in enumerate(page.lines):
        sheet.level(place, line)
    sheet.foot(page)
    return bytes(sheet.pdf.output())


def png_bytes(pdf: bytes) -> bytes:
    """Return the first page of a PDF as a picture of PIXELS."""
    out = BytesIO()
    with _PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            picture = document[0].render(scale=_PIXELS_A_POINT).to_pil()
        finally:
            document.close()
    picture.save(out, "png")
    return out.getvalue()


@lru_cache(maxsize=1)
def letters() -> frozenset[int]:
    """Return the code points that the font can draw."""
    with TTFont(FONT, lazy=True) as font:
        return frozenset(font.getBestCmap())


def printable(text: str) -> str:
    """Return a text as it can be drawn: one line, nothing invisible, 〓 for what the font lacks."""
    composed = unicodedata.normalize("NFC", re.sub(r"\s+", " ", text))
    seen = (one for one in composed if unicodedata.category(one) not in ("Cc", "Cf", "Cs", "Mn"))
    return "".join(one if ord(one) in letters() else MISSING for one in seen).strip()


class _Sheet:
    """An A4 page and the ways that text is set on it; lengths in mm, sizes of type in points."""

    def __init__(self, page: Page) -> None:
        self.pdf = FPDF("landscape", "mm", "A4")
        self.pdf.set_auto_page_break(False)
        self.pdf.set_creation_date(datetime.combine(page.made_on, datetime.min.time()).astimezone())
        self.pdf.set_title(printable(page.goal))
        self.pdf.set_lang(page.language)
        self.pdf.add_font("handout", fname=FONT)
        self.pdf.set_font("handout", size=10)
        self.pdf.add_page()
        self.wraps = "CHAR" if page.language == "ja" else "WORD"

    def head(self, page: Page) -> None:
        self.line(_LEFT, 8, _RIGHT - _LEFT, page.goal, 20, is_bold=True)
        self.line(_LEFT, 18.5, _RIGHT - _LEFT, page.title, 11)
        self.lines(_LEFT, 24.5, _RIGHT - _LEFT, page.source, 8, most=2, colour=_QUIET)
        for start, end, heading in zip(_COLUMNS, _ENDS, page.headings, strict=True):
            self.line(start, _TOP - 7.5, end - start, heading, 8, colour=_QUIET)
        self.rule(_TOP - 1.5)

    def level(self, place: int, line: Line) -> None:
        """Draw one level; its rate stands between it and the level above."""
        top, card = _TOP + place * _LINE, line.card
        self.pdf.set_fill_color(*_OWNERS[card.owner])
        self.pdf.rect(_LEFT, top, 2, _LINE - 2, "F")
        level, needed, today = (end - start for start, end in zip(_COLUMNS[:3], _ENDS[:3], strict=True))
        self.line(_COLUMNS[0], top + 0.5, level, card.label, 13, is_bold=True)
        self.line(_COLUMNS[0], top + 7.5, level, card.owner_label, 8.5, colour=_OWNERS[card.owner])
        end = self.line(_COLUMNS[1], top - 0.5, needed, card.needed, 19, is_bold=True)
        self.line(end + 1, top + 2.3, max(_ENDS[1] - end - 1, _NOTE), card.note, 9, colour=_QUIET)
        self.lines(_COLUMNS[1], top + 7.8, needed, card.why, 6, most=2, colour=_QUIET)
        self.line(_COLUMNS[2], top + 0.5, today, card.pace, 9, colour=_QUIET)
        self.line(_COLUMNS[2], top + 5.5, today, card.gap, 12, is_bold=True, colour=_TONES[card.tone])
        for start, end, count in zip(_COLUMNS[4:], _ENDS[4:], line.chances, strict=True):
            self.line(start, top + 1.5, end - start, count, 11)
        if card.rate or card.lines:
            self._rate(top, line)
        self.rule(top + _LINE - 1)

    def _rate(self, top: float, line: Line) -> None:
        """Draw the rate with a bracket from the middle of the level above to the middle of this one."""
        start, width = _COLUMNS[3], _ENDS[3] - _COLUMNS[3]
        upper, lower = top - _LINE / 2 + 0.8, top + _LINE / 2 - 3.2
        self.pdf.set_fill_color(255, 255, 255)
        self.pdf.rect(start, upper, width, lower - upper, "F")
        self.pdf.set_draw_color(*_QUIET)
        self.pdf.polyline([(start, upper), (start - 1.5, upper), (start - 1.5, lower), (start, lower)])
        self.line(start + 1, upper - 1.3, width - 1, line.card.rate, 10, is_bold=True)
        first, *others = line.card.lines or ("",)
        self.line(start + 1, upper + 3.7, width - 1, first, 7.8, colour=_QUIET)
        self.line(start + 1, upper + 7.3, width - 1, " · ".join(others), 7.8, colour=_QUIET)

    def foot(self, page: Page) -> None:
        top = _TOP + len(page.lines) * _LINE + 1
        for text, colour in (
            *((warning, _TONES["short"]) for warning in page.warnings),
            *((note, _INK) for note in page.notes),
        ):
            if room := int((_BOTTOM - 3 - top) / (8.5 * 0.45)):
                top = self.lines(_LEFT, top, _RIGHT - _LEFT, text, 8.5, most=min(2, room), colour=colour)
        said = " · ".join(page.footer)
        self.line(_LEFT, _BOTTOM - 2, _ENDS[3] - _LEFT, said, 8, colour=_QUIET)
        link = page.link if page.link.startswith(("http://", "https://")) else ""
        if link:
            self.line(_COLUMNS[4], _BOTTOM - 2, 60, page.link_label, 8, colour=_OWNERS["sales"], link=link)

    def rule(self, y: float) -> None:
        self.pdf.set_draw_color(*_RULE)
        self.pdf.line(_LEFT, y, _RIGHT, y)

    def line(
        self,
        x: float,
        y: float,
        width: float,
        text: str,
        size: float,
        *,
        is_bold: bool = False,
        colour: Sequence[int] = _INK,
        link: str = "",
    ) -> float:
        """Set a text on one line, smaller or else cut where it is too long; return where it ends."""
        if not (text := printable(text)):
            return x
        self.pdf.set_font_size(size)
        needed = self.pdf.get_string_width(text)
        if needed > width:
            size = max(_SMALLEST, size * width / needed * 0.99)
            self.pdf.set_font_size(size)
            text = self._cut(text, width)
        self._set(x, y, width, text, size, is_bold, colour, link)
        return x + self.pdf.get_string_width(text)

    def lines(
        self, x: float, y: float, width: float, text: str, size: float, *, most: int, colour: Sequence[int]
    ) -> float:
        """Set a text on as many lines as it takes, at `most`; return where the next one may begin."""
        if not (text := printable(text)):
            return y
        self.pdf.set_font_size(size)
        found = self.pdf.multi_cell(
            width, text=text, dry_run=True, output="LINES", wrapmode=self.wraps, align="L", padding=0
        )
        if len(found) > most:
            rest = ("" if self.wraps == "CHAR" else " ").join(found[most - 1 :])
            found = [*found[: most - 1], self._cut(rest, width)]
        for place, one in enumerate(found):
            self._set(x, y + place * size * 0.45, width, one, size, False, colour, "")
        return y + len(found) * size * 0.45 + 0.6

    def _cut(self, text: str, width: float) -> str:
        """Return as much of the text as fits, with "…" for the rest."""
        if self.pdf.get_string_width(text) <= width:
            return text
        low, high = 0, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            fits = self.pdf.get_string_width(f"{text[:middle]}…") <= width
            low, high = (middle, high) if fits else (low, middle - 1)
        return f"{text[:low]}…"

    def _set(
        self,
        x: float,
        y: float,
        width: float,
        text: str,
        size: float,
        is_bold: bool,
        colour: Sequence[int],
        link: str,
    ) -> None:
        self.pdf.set_text_color(*colour)
        self.pdf.set_draw_color(*colour)
        self.pdf.set_font_size(size)
        self.pdf.set_xy(x - self.pdf.c_margin, y)
        mode = TextMode.FILL_STROKE if is_bold else TextMode.FILL
        with self.pdf.local_context(text_mode=mode, line_width=size * 0.008):
            self.pdf.cell(width, size * _MM_A_POINT * 1.35, text, link=link)
