"""The page for a meeting, drawn: A4 landscape as PDF.

Loads fpdf2: import it when a download is built, not before.
"""

from __future__ import annotations

from typing import Final

from pages.ui.goal.handout_page import Line, Page
from pages.ui.sheet import EDGE, INK, QUIET, Sheet

_RIGHT, _BOTTOM = 287.0, 201.0
_TOP, _LINE = 43.0, 15.4  # of the first level, and from one to the next
# left edges: level, needed, today, rate, then the chances
_COLUMNS: Final = (14.0, 52.0, 97.0, 143.0, 224.0, 245.0, 266.0)
_ENDS: Final = (*(edge - 2 for edge in _COLUMNS[1:]), _RIGHT)
_OWNERS: Final = {"sales": (168, 84, 30), "marketing": (36, 96, 168), "shared": (96, 104, 114)}
_TONES: Final = {"short": (176, 42, 42), "disputed": (176, 42, 42), "enough": (18, 122, 92), "": QUIET}
_NOTE: Final = 5.0  # mm that a note has beside a number however long


def pdf_bytes(page: Page) -> bytes:
    """Return the page as a PDF of one page; a letter that the font lacks becomes 〓."""
    sheet = _Handout("landscape", page.language, title=page.goal, made_on=page.made_on)
    sheet.head(page)
    for place, line in enumerate(page.lines):
        sheet.level(place, line)
    sheet.foot(page)
    return sheet.output()


class _Handout(Sheet):
    """The sheet of the goal from top to bottom."""

    def head(self, page: Page) -> None:
        self.line(EDGE, 8, _RIGHT - EDGE, page.goal, 20, is_bold=True)
        self.line(EDGE, 18.5, _RIGHT - EDGE, page.title, 11)
        self.lines(EDGE, 24.5, _RIGHT - EDGE, page.source, 8, most=2, colour=QUIET)
        for start, end, heading in zip(_COLUMNS, _ENDS, page.headings, strict=True):
            self.line(start, _TOP - 7.5, end - start, heading, 8, colour=QUIET)
        self.rule(_TOP - 1.5)

    def level(self, place: int, line: Line) -> None:
        """Draw one level; its rate stands between it and the level above."""
        top, card = _TOP + place * _LINE, line.card
        self.pdf.set_fill_color(*_OWNERS[card.owner])
        self.pdf.rect(EDGE, top, 2, _LINE - 2, "F")
        level, needed, today = (end - start for start, end in zip(_COLUMNS[:3], _ENDS[:3], strict=True))
        self.line(_COLUMNS[0], top + 0.5, level, card.label, 13, is_bold=True)
        self.line(_COLUMNS[0], top + 7.5, level, card.owner_label, 8.5, colour=_OWNERS[card.owner])
        end = self.line(_COLUMNS[1], top - 0.5, needed, card.needed, 19, is_bold=True)
        self.line(end + 1, top + 2.3, max(_ENDS[1] - end - 1, _NOTE), card.note, 9, colour=QUIET)
        self.lines(_COLUMNS[1], top + 7.8, needed, card.why, 6, most=2, colour=QUIET)
        self.line(_COLUMNS[2], top + 0.5, today, card.pace, 9, colour=QUIET)
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
        self.pdf.set_draw_color(*QUIET)
        self.pdf.polyline([(start, upper), (start - 1.5, upper), (start - 1.5, lower), (start, lower)])
        self.line(start + 1, upper - 1.3, width - 1, line.card.rate, 10, is_bold=True)
        first, *others = line.card.lines or ("",)
        self.line(start + 1, upper + 3.7, width - 1, first, 7.8, colour=QUIET)
        self.line(start + 1, upper + 7.3, width - 1, " · ".join(others), 7.8, colour=QUIET)

    def foot(self, page: Page) -> None:
        top = _TOP + len(page.lines) * _LINE + 1
        for text, colour in (
            *((warning, _TONES["short"]) for warning in page.warnings),
            *((note, INK) for note in page.notes),
        ):
            if room := int((_BOTTOM - 3 - top) / (8.5 * 0.45)):
                top = self.lines(EDGE, top, _RIGHT - EDGE, text, 8.5, most=min(2, room), colour=colour)
        said = " · ".join(page.footer)
        self.line(EDGE, _BOTTOM - 2, _ENDS[3] - EDGE, said, 8, colour=QUIET)
        link = page.link if page.link.startswith(("http://", "https://")) else ""
        if link:
            self.line(
                _COLUMNS[4], _BOTTOM - 2, 60, page.link_label, 8, colour=_OWNERS["marketing"], link=link
            )
