"""The minutes drawn: one A4 page as PDF, whatever the length; what has no room is counted.

Loads fpdf2 and vl-convert: import it when a download is built, not before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from typing import Final

from pages.ui.meeting.minutes import DECISION_COLUMNS, KPI_COLUMNS, Minutes, Row
from pages.ui.sheet import EDGE, INK, QUIET, Sheet

_NEWS: Final = (176, 42, 42)
_KPI_WIDTHS: Final = (33.0, 29.0, 18.0, 20.0, 52.0, 25.0, 13.0)
_DECISION_WIDTHS: Final = (52.0, 20.0, 26.0, 44.0, 48.0)
_WHOLE: Final = (190.0,)
_GAP: Final = 2.0  # mm between columns
_KPI_ROW, _MOST_KPIS = 6.0, 9
_PICTURE: Final = (93.0, 54.0)
_BOTTOM: Final = 283.0
_SIZE, _HEADING, _HEADING_ROOM, _LINE = 8.0, 9.5, 6.0, 4.2
_MOST_LINES: Final = 4


def pdf_bytes(minutes: Minutes, pictures: Mapping[str, bytes]) -> bytes:
    """Return the minutes as a PDF of one page. `pictures` are the PNGs of the minutes' charts by code."""
    sheet = _Page("portrait", minutes.language, title=minutes.title, made_on=minutes.held_on)
    top = sheet.head(minutes)
    top = sheet.kpis(top, minutes)
    top = sheet.charts(top, minutes, pictures)
    sheet.sections(top, minutes)
    sheet.foot(minutes)
    return sheet.output()


@dataclass(frozen=True)
class _Section:
    """A heading over rows of cells; `columns` are named where there is more than one."""

    heading: str
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...] = _WHOLE
    columns: tuple[str, ...] = ()

    @property
    def head_room(self) -> float:
        return _HEADING_ROOM + (_LINE if self.columns else 0.0)


class _Page(Sheet):
    """The sheet of the minutes from top to bottom; each part returns where the next may begin."""

    def head(self, minutes: Minutes) -> float:
        width = self.right - EDGE
        self.line(EDGE, 8, width, minutes.title, 17, is_bold=True)
        self.line(EDGE, 16.5, width, minutes.held, 9)
        return self.lines(EDGE, 21.5, width, minutes.comparison, 8, most=2, colour=QUIET) + 1.5

    def kpis(self, top: float, minutes: Minutes) -> float:
        """Draw the table of the KPIs; news is coloured and set in bold."""
        if not minutes.kpis:
            return top
        headings = tuple(minutes.headings[name] for name in KPI_COLUMNS)
        self._cells(top, headings, _KPI_WIDTHS, 7, colour=QUIET)
        top += _LINE
        for row in minutes.kpis[:_MOST_KPIS]:
            self.rule(top)
            self._kpi(top + 1.2, row)
            top += _KPI_ROW
        if (more := len(minutes.kpis) - _MOST_KPIS) > 0:
            top = self._more(top, minutes, more)
        self.rule(top)
        return top + 2

    def _kpi(self, top: float, row: Row) -> None:
        cells = (row.label, row.value, row.before, row.difference, row.verdict, row.goal, row.pace)
        self._cells(top, cells[:3], _KPI_WIDTHS[:3], 9, bold=(0, 1))
        start = EDGE + sum(_KPI_WIDTHS[:3])
        colour, bold = (_NEWS, (0, 1)) if row.is_news else (INK, ())
        self._cells(top, cells[3:5], _KPI_WIDTHS[3:5], 8, start=start, colour=colour, bold=bold)
        self._cells(top, cells[5:], _KPI_WIDTHS[5:], 8, start=start + sum(_KPI_WIDTHS[3:5]), colour=QUIET)

    def charts(self, top: float, minutes: Minutes, pictures: Mapping[str, bytes]) -> float:
        """Draw the charts side by side under their headings."""
        shown = [chart for chart in minutes.charts if chart.code in pictures][:2]
        width, height = _PICTURE
        for place, chart in enumerate(shown):
            left = EDGE + place * (width + 4)
            self.line(left, top, width, chart.title, 8.5, is_bold=True)
            self.picture(left, top + 5, width, height, pictures[chart.code], chart.sentence)
        return top + 5 + height + 2 if shown else top

    def sections(self, top: float, minutes: Minutes) -> None:
        """Draw causes, decisions, agenda and notes; each in turn gets its next row while there is room."""
        found = _sections(minutes)
        for section, count in zip(found, self._counts(found, _BOTTOM - top), strict=True):
            top = self._section(top, minutes, section, count)

    def _counts(self, sections: Sequence[_Section], room: float) -> list[int]:
        """Return how many rows of each section are drawn, with a line kept for how many are not."""
        room -= sum(section.head_room + _LINE for section in sections)
        counts, going = [0] * len(sections), set(range(len(sections)))
        while going:
            for place in sorted(going):
                rows = sections[place].rows[counts[place] :]
                if not rows or (needed := self._height(rows[0], sections[place].widths)) > room:
                    going.discard(place)
                    continue
                room -= needed
                counts[place] += 1
        return counts

    def _section(self, top: float, minutes: Minutes, section: _Section, count: int) -> float:
        self.line(EDGE, top, self.right - EDGE, section.heading, _HEADING, is_bold=True)
        if section.columns:
            self._cells(top + _HEADING_ROOM - 1, section.columns, section.widths, 7, colour=QUIET)
        top += section.head_room
        for row in section.rows[:count]:
            self._row(top, row, section.widths)
            top += self._height(row, section.widths)
        if more := len(section.rows) - count:
            self._more(top, minutes, more)
        return top + _LINE

    def _row(self, top: float, cells: Sequence[str], widths: Sequence[float]) -> None:
        left = EDGE
        for text, width in zip(cells, widths, strict=True):
            self.lines(left, top, width - _GAP, text, _SIZE, most=_MOST_LINES)
            left += width

    def _height(self, cells: Sequence[str], widths: Sequence[float]) -> float:
        wrapped = (
            self.wrapped(width - _GAP, text, _SIZE, most=_MOST_LINES)
            for text, width in zip(cells, widths, strict=True)
        )
        return max(self.height(lines, _SIZE) for lines in wrapped)

    def _cells(
        self,
        top: float,
        cells: Sequence[str],
        widths: Sequence[float],
        size: float,
        *,
        start: float = EDGE,
        colour: Sequence[int] = INK,
        bold: Sequence[int] = (),
    ) -> None:
        """Set cells on one line each."""
        for place, (text, width) in enumerate(zip(cells, widths, strict=True)):
            self.line(start, top, width - _GAP, text, size, colour=colour, is_bold=place in bold)
            start += width

    def _more(self, top: float, minutes: Minutes, count: int) -> float:
        self.line(EDGE, top, self.right - EDGE, minutes.more(count), 7.5, colour=QUIET)
        return top + _LINE

    def foot(self, minutes: Minutes) -> None:
        self.rule(_BOTTOM + 1)
        for place, text in enumerate(minutes.footer):
            self.line(EDGE, _BOTTOM + 2.2 + place * 3.6, self.right - EDGE, text, 7, colour=QUIET)


def _sections(minutes: Minutes) -> list[_Section]:
    decisions = tuple(astuple(one) for one in minutes.decisions)
    columns = tuple(minutes.headings[name] for name in DECISION_COLUMNS)
    found = [
        _listed(minutes, "causes", minutes.causes),
        _Section(minutes.headings["decisions"], decisions, _DECISION_WIDTHS, columns)
        if decisions
        else _listed(minutes, "decisions", ()),
        _listed(minutes, "agenda", minutes.agenda),
    ]
    return [*found, _listed(minutes, "notes", minutes.notes)] if minutes.notes else found


def _listed(minutes: Minutes, name: str, texts: Sequence[str]) -> _Section:
    rows = tuple((text,) for text in texts) or ((minutes.empty[name],),)
    return _Section(minutes.headings[name], rows)
