"""An A4 page: how text and pictures are set on it so that they fit, and the page as a picture.

Loads fpdf2 and PDFium: import it when a download is built, not before.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Final, Literal, cast

import pypdfium2
from fpdf import FPDF
from fpdf.enums import TextMode, WrapMode

from pages.ui.letters import FONT, printable
from pages.ui.text import Language

Colour = tuple[int, int, int]
INK: Final[Colour] = (32, 36, 44)
QUIET: Final[Colour] = (95, 102, 115)
RULE: Final[Colour] = (205, 210, 218)
WIDTHS: Final = {"landscape": 297.0, "portrait": 210.0}
EDGE: Final = 10.0  # mm left and right of everything
_PIXELS_A_POINT: Final = 2.5
_PDFIUM: Final = threading.Lock()  # PDFium is not safe with threads, and downloads are built in several
_SMALLEST: Final = 5.0
_MM_A_POINT: Final = 0.3528
_LEADING: Final = 0.45  # mm from line to line, a point of type
_BELOW: Final = 0.6


class Sheet:
    """One A4 page; lengths in mm, sizes of type in points. A letter that the font lacks becomes 〓."""

    def __init__(
        self, orientation: Literal["landscape", "portrait"], language: Language, *, title: str, made_on: date
    ) -> None:
        self.pdf = FPDF(orientation, "mm", "A4")
        self.pdf.set_auto_page_break(False)
        self.pdf.set_creation_date(datetime.combine(made_on, datetime.min.time()).astimezone())
        self.pdf.set_title(printable(title))
        self.pdf.set_lang(language)
        self.pdf.add_font("japanese", fname=FONT)
        self.pdf.set_font("japanese", size=10)
        self.pdf.add_page()
        self.right = WIDTHS[orientation] - EDGE
        self._wraps = WrapMode.CHAR if language == "ja" else WrapMode.WORD

    def output(self) -> bytes:
        return bytes(self.pdf.output())

    def rule(self, y: float) -> None:
        self.pdf.set_draw_color(*RULE)
        self.pdf.line(EDGE, y, self.right, y)

    def picture(self, x: float, y: float, width: float, height: float, png: bytes, alt: str) -> None:
        """Place a picture in a box, as large as its shape allows."""
        self.pdf.image(
            BytesIO(png), x, y, width, height, keep_aspect_ratio=True, alt_text=printable(alt) or None
        )

    def line(
        self,
        x: float,
        y: float,
        width: float,
        text: str,
        size: float,
        *,
        is_bold: bool = False,
        colour: Sequence[int] = INK,
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
        self,
        x: float,
        y: float,
        width: float,
        text: str,
        size: float,
        *,
        most: int,
        colour: Sequence[int] = INK,
    ) -> float:
        """Set a text on as many lines as it takes, at `most`; return where the next one may begin."""
        found = self.wrapped(width, text, size, most=most)
        for place, one in enumerate(found):
            self._set(x, y + place * size * _LEADING, width, one, size, False, colour, "")
        return y + self.height(found, size)

    def wrapped(self, width: float, text: str, size: float, *, most: int) -> list[str]:
        """Return the lines that `lines` would set."""
        if not (text := printable(text)):
            return []
        self.pdf.set_font_size(size)
        found = self.pdf.multi_cell(
            width, text=text, dry_run=True, output="LINES", wrapmode=self._wraps, align="L", padding=0
        )
        lines = list(cast(list[str], found))
        if len(lines) <= most:
            return lines
        rest = ("" if self._wraps == WrapMode.CHAR else " ").join(lines[most - 1 :])
        return [*lines[: most - 1], self._cut(rest, width)]

    def height(self, lines: Sequence[str], size: float) -> float:
        """Return how much room wrapped lines take."""
        return len(lines) * size * _LEADING + _BELOW if lines else 0.0

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


def png_bytes(pdf: bytes) -> bytes:
    """Return the first page of a PDF as a picture of 2.5 pixels a point."""
    out = BytesIO()
    with _PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            picture = document[0].render(scale=_PIXELS_A_POINT).to_pil()
        finally:
            document.close()
    picture.save(out, "png")
    return out.getvalue()
