"""The minutes as PowerPoint: the KPIs, a slide a chart, agenda and decisions, in fonts of Japanese offices.

Loads python-pptx: import it when a download is built, not before.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import astuple
from datetime import datetime, time
from io import BytesIO
from typing import Any, Final

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from pages.ui.letters import visible
from pages.ui.meeting.minutes import DECISION_COLUMNS, KPI_COLUMNS, Chart, Minutes

FACE: Final = "Yu Gothic"
_WIDTH, _HEIGHT, _EDGE = 13.333, 7.5, 0.5
_INNER: Final = _WIDTH - 2 * _EDGE
_TITLE_ONLY: Final = 5  # the layout of the library's own template that holds a title and nothing else
_INK, _QUIET, _NEWS = RGBColor(0x20, 0x24, 0x2C), RGBColor(0x5F, 0x66, 0x73), RGBColor(0xB0, 0x2A, 0x2A)
_RULE, _GROUND = RGBColor(0xCD, 0xD2, 0xDA), RGBColor(0xF2, 0xF4, 0xF7)
_KPI_WIDTHS: Final = (2.35, 2.1, 1.3, 1.5, 3.2, 1.0, 0.883)
_DECISION_WIDTHS: Final = (3.6, 1.2, 1.4, 3.0, 3.133)
_MOST_KPIS, _MOST_DECISIONS, _MOST_AGENDA, _MOST_CAUSES, _MOST_NOTES = 9, 4, 7, 5, 7
_LONGEST, _LONGEST_CELL, _LONGEST_TITLE = 280, 120, 68  # half-width letters
_ROW, _HEAD, _TALL_ROW = 0.42, 0.4, 0.55


def pptx_bytes(minutes: Minutes, pictures: Mapping[str, bytes]) -> bytes:
    """Return the minutes as a 16:9 presentation; `pictures` are the PNGs of its charts by code.

    Slides: title with KPIs, one a chart, causes and notes, agenda and decisions; what has no room is counted.
    """
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(_WIDTH), Inches(_HEIGHT)
    _properties(deck, minutes)
    slides = _Slides(deck, minutes)
    slides.kpis()
    for chart in minutes.charts:
        if chart.code in pictures:
            slides.chart(chart, pictures[chart.code])
    if minutes.causes or minutes.notes:
        slides.causes()
    slides.decisions()
    out = BytesIO()
    deck.save(out)
    return out.getvalue()


def _properties(deck: Any, minutes: Minutes) -> None:
    found, made = deck.core_properties, datetime.combine(minutes.held_on, time())
    found.title, found.author, found.language = _short(minutes.title, 250), "", minutes.language
    found.created = found.modified = made
    found.last_modified_by = ""


class _Slides:
    """The slides in turn, all lengths in inches."""

    def __init__(self, deck: Any, minutes: Minutes) -> None:
        self.deck, self.minutes = deck, minutes
        japanese = minutes.language == "ja"
        self.spoken = MSO_LANGUAGE_ID.JAPANESE if japanese else MSO_LANGUAGE_ID.ENGLISH_US

    def kpis(self) -> None:
        minutes = self.minutes
        slide = self._slide(minutes.title)
        self._text(slide, (0.5, 1.1, _INNER, 0.8), [minutes.held, minutes.comparison], 14, _QUIET)
        rows = [[getattr(row, name) for name in KPI_COLUMNS] for row in minutes.kpis[:_MOST_KPIS]]
        if rows:
            table = self._table(slide, 2.0, KPI_COLUMNS, rows, _KPI_WIDTHS, 12)
            for place, row in enumerate(minutes.kpis[:_MOST_KPIS], start=1):
                for column in (3, 4) if row.is_news else ():
                    self._ink(table.cell(place, column).text_frame, _NEWS)
        more = len(minutes.kpis) - len(rows)
        said = [minutes.more(more)] if more else []
        self._text(slide, (0.5, 6.4, _INNER, 0.9), [*said, *minutes.footer], 10, _QUIET)

    def chart(self, chart: Chart, png: bytes) -> None:
        """Add the picture as large as its shape allows, and the sentence below."""
        slide = self._slide(chart.title)
        box_width, box_height = Inches(_INNER), Inches(4.9)
        picture = slide.shapes.add_picture(BytesIO(png), 0, Inches(1.15))
        scale = min(box_width / picture.width, box_height / picture.height)
        picture.width, picture.height = int(picture.width * scale), int(picture.height * scale)
        picture.left = (Inches(_WIDTH) - picture.width) // 2
        picture._element.nvPicPr.cNvPr.set("descr", _short(chart.sentence))
        self._text(slide, (0.5, 6.2, _INNER, 1.0), [chart.sentence], 14, _INK)

    def causes(self) -> None:
        """Add the causes in words over the notes of the meeting."""
        minutes, names = self.minutes, self.minutes.headings
        titles = [names["causes"], *([names["notes"]] if minutes.notes else [])]
        slide = self._slide(" / ".join(titles))
        causes = self._first(minutes.causes or (minutes.empty["causes"],), _MOST_CAUSES)
        self._text(slide, (0.5, 1.1, _INNER, 2.9), causes, 12, _INK)
        if minutes.notes:
            self._text(slide, (0.5, 4.1, _INNER, 3.1), self._first(minutes.notes, _MOST_NOTES), 12, _INK)

    def _first(self, texts: Sequence[str], most: int) -> list[str]:
        """Return the first of many texts as a list, and how many more there are."""
        items = [f"• {one}" for one in texts[:most]]
        return items if len(texts) <= most else [*items, self.minutes.more(len(texts) - most)]

    def decisions(self) -> None:
        """Add decisions as a table over the agenda as a list."""
        minutes, names = self.minutes, self.minutes.headings
        slide = self._slide(f"{names['agenda']} / {names['decisions']}")
        rows = [astuple(one) for one in minutes.decisions[:_MOST_DECISIONS]]
        top = 1.1
        if rows:
            self._table(slide, top, DECISION_COLUMNS, rows, _DECISION_WIDTHS, 10)
            top += _HEAD + _TALL_ROW * len(rows)
            more = len(minutes.decisions) - len(rows)
        else:
            more = 0
            self._text(slide, (0.5, top, _INNER, 0.4), [minutes.empty["decisions"]], 12, _INK)
            top += 0.4
        if more:
            self._text(slide, (0.5, top, _INNER, 0.35), [minutes.more(more)], 10, _QUIET)
        items = self._first(minutes.agenda or (minutes.empty["agenda"],), _MOST_AGENDA)
        top += 0.35
        self._text(slide, (0.5, top, _INNER, _HEIGHT - top - 0.2), items, 12, _INK)

    def _slide(self, title: str) -> Any:
        slide = self.deck.slides.add_slide(self.deck.slide_layouts[_TITLE_ONLY])
        shape = slide.shapes.title
        shape.left, shape.top = Inches(_EDGE), Inches(0.3)
        shape.width, shape.height = Inches(_INNER), Inches(0.75)
        self._write(shape.text_frame, [_short(title, _LONGEST_TITLE)], 26, _INK, is_bold=True)
        return slide

    def _text(
        self,
        slide: Any,
        box: tuple[float, float, float, float],
        texts: Sequence[str],
        size: int,
        ink: RGBColor,
    ) -> None:
        if texts:
            self._write(slide.shapes.add_textbox(*map(Inches, box)).text_frame, texts, size, ink)

    def _table(
        self,
        slide: Any,
        top: float,
        columns: Sequence[str],
        rows: Sequence[Sequence[str]],
        widths: Sequence[float],
        size: int,
    ) -> Any:
        place = (Inches(_EDGE), Inches(top), Inches(_INNER), Inches(_ROW * (len(rows) + 1)))
        table = slide.shapes.add_table(len(rows) + 1, len(columns), *place).table
        table.horz_banding = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Inches(width)
        headings = [self.minutes.headings[name] for name in columns]
        for line, texts in enumerate((headings, *rows)):
            for column, text in enumerate(texts):
                cell = table.cell(line, column)
                cell.fill.solid()
                cell.fill.fore_color.rgb = _GROUND if line == 0 else RGBColor(0xFF, 0xFF, 0xFF)
                cell.vertical_anchor = MSO_ANCHOR.MIDDLE
                cell.margin_top = cell.margin_bottom = Inches(0.03)
                self._write(
                    cell.text_frame, [_short(text, _LONGEST_CELL)], size, _QUIET if line == 0 else _INK
                )
        return table

    def _write(
        self, frame: Any, texts: Sequence[str], size: int, ink: RGBColor, *, is_bold: bool = False
    ) -> None:
        """Set one paragraph a text, each of one run with a Latin and an East Asian font."""
        frame.word_wrap = True
        for place, text in enumerate(texts):
            paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
            run = paragraph.add_run()
            run.text = _short(text)
            font = run.font
            font.size, font.bold, font.color.rgb = Pt(size), is_bold, ink
            font.name, font.language_id = FACE, self.spoken
            east = font._rPr.makeelement(qn("a:ea"), {"typeface": FACE})
            font._rPr.find(qn("a:latin")).addnext(east)

    def _ink(self, frame: Any, ink: RGBColor) -> None:
        for paragraph in frame.paragraphs:
            for run in paragraph.runs:
                run.font.color.rgb, run.font.bold = ink, True


def _short(text: str, most: int = _LONGEST) -> str:
    """Cut a text after so many half-width letters; a Japanese one takes two."""
    found, room = visible(text), most
    for place, letter in enumerate(found):
        room -= 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        if room < 0:
            return f"{found[: place - 1]}…"
    return found
