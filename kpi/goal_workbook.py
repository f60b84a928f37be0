"""The goal chain as a workbook that calculates: what was fixed in cells, every other figure a formula."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from math import ceil
from typing import Any, Final

from kpi.export import WORKBOOK, cell_text, excel_name
from kpi.goal_shown import SPENT, is_needed, shown_values
from kpi.goal_solve import Solved
from kpi.goal_steps import Step
from kpi.goal_tree import NODES

COLUMNS: Final = (
    *("label", "owner", "exact", "needed", "today", "gap"),
    *("hits", "known", "low", "high", "origin"),
)
UNDEFINED: Final = "–"
_TEXTS: Final = ("label", "owner", "origin")
_WIDTHS: Final = (34, 12, 20, 20, 20, 20, 13, 13, 13, 13, 60)
_A4: Final = 9
_FORMATS: Final = {"yen": "¥#,##0", "count": "#,##0", "rate": "0.0%", "months": "0"}
_EXACT_FORMATS: Final = {**_FORMATS, "yen": "¥#,##0.##", "count": "#,##0.00", "rate": "0.00%"}
_NOISE: Final = {"yen": 2, "count": 6}  # decimals that are kept before a number is made whole
_GIVEN: Final = {"font_color": "#1F4E9E", "bg_color": "#FFF7DC", "border": 1, "border_color": "#C9B26B"}


@dataclass(frozen=True)
class Row:
    """One figure of the tree in words, and what the data says of it.

    `today` is the pace of a level over the goal's period, or the data's value of a rate or price; `hits` of
    `known` cases and the range `low` to `high` (0..1) are the evidence of a rate. None: nothing recorded.
    `origin` says where the number comes from, or why there is none.
    """

    node: str
    label: str
    owner: str
    origin: str
    today: float | None = None
    hits: float | None = None
    known: float | None = None
    low: float | None = None
    high: float | None = None


def workbook(
    solved: Solved, rows: Sequence[Row], *, notes: Sequence[str], headings: Mapping[str, str], sheet: str
) -> bytes:
    """Return a workbook of one sheet: the notes, then a line a figure, in the order of `rows`.

    In: `rows` must name every node that another one is worked out from; `headings` column of COLUMNS → text.
    Each figure that was worked out is a formula on the exact figures before it. The needed number is rounded
    for itself as `goal_shown.shown_values` does in style "plan", after the noise of binary fractions, which
    would turn 1000 into 1001, is taken off: beyond the sixth decimal of a count and the second of yen. It can
    differ by one above 10**7 (yen: 10**12). A figure that becomes undefined shows "–".
    """
    import xlsxwriter  # only a download needs it

    out = BytesIO()
    with xlsxwriter.Workbook(out, {**WORKBOOK, "in_memory": True}) as book:
        written = book.add_worksheet(excel_name(sheet))
        bold = {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}
        left, right = book.add_format(bold), book.add_format({**bold, "align": "right"})
        for place, note in enumerate(notes):
            written.write_string(place, 0, cell_text(note))
        top = len(notes) + 1
        written.set_row(top, 32)
        for column, name in enumerate(COLUMNS):
            written.set_column(column, column, _WIDTHS[column])
            written.write_string(top, column, cell_text(headings[name]), left if name in _TEXTS else right)
        lines = {row.node: top + 2 + place for place, row in enumerate(rows)}  # as a formula counts them
        table = _Table(book, written, solved, lines)
        for row in rows:
            table.write(row)
        written.freeze_panes(top + 1, 1)
        written.set_paper(_A4)
        written.set_landscape()
        written.fit_to_pages(1, 1)
    return out.getvalue()


class _Table:
    """The lines of one sheet; `lines` says in which line of it a node stands."""

    def __init__(self, book: Any, sheet: Any, solved: Solved, lines: Mapping[str, int]) -> None:
        self.book, self.sheet, self.solved, self.lines = book, sheet, solved, lines
        self.shown = shown_values(solved)
        self.steps = {step.node: step for step in solved.steps}
        self.formats: dict[tuple[str, bool], Any] = {}
        # what the formulas give: where a typed number contradicts the others, not that number
        self.exact = {node: found.value for node, found in solved.nodes.items() if found.value is not None}
        for step in solved.steps:
            self.exact[step.node] = step.result(self.exact)

    def write(self, row: Row) -> None:
        node, unit = row.node, NODES[row.node].unit
        for name in _TEXTS:
            self._cell(node, name, getattr(row, name))
        self._figures(node)
        self._cell(node, "today", row.today, _FORMATS[unit] if unit != "count" else "#,##0.0")
        if NODES[node].is_amount and node != "budget_yen" and row.today is not None:
            self._gap(node, row.today)
        for name, form in (("hits", "#,##0.0"), ("known", "#,##0.0"), ("low", "0.0%"), ("high", "0.0%")):
            value = getattr(row, name)
            if value is not None:
                self._cell(node, name, value, form)

    def _figures(self, node: str) -> None:
        """Write the exact figure and the one that is shown: typed ones as numbers, others as formulas."""
        found, step, unit = self.solved.nodes[node], self.steps.get(node), NODES[node].unit
        if found.value is None:
            self._cell(node, "exact", None)
            self._cell(node, "needed", None)
            return
        exact = float(self.exact[node])
        if step is None:
            self._cell(node, "exact", exact, _EXACT_FORMATS[unit], is_given=True)
            self._formula(node, "needed", self._at(node, "exact"), exact, unit)
            return
        self._formula(node, "exact", self._worked_out(step, "exact"), exact, unit)
        if found.is_given:  # it contradicts the others, which are worked out without it
            self._cell(node, "needed", float(found.value), _FORMATS[unit], is_given=True)
            return
        base = self._worked_out(step, "needed") if node in SPENT else self._at(node, "exact")
        text = self._rounded(node, base) if unit in ("yen", "count") else base
        self._formula(node, "needed", text, self.shown[node], unit)

    def _gap(self, node: str, today: float) -> None:
        found = self.solved.nodes[node]
        if found.value is not None:
            missing = f"{self._at(node, 'needed' if found.is_given else 'exact')}-{self._at(node, 'today')}"
            unit = NODES[node].unit
            text = f"MAX(0,ROUNDUP(ROUND({missing},{_NOISE[unit]}),0))"
            self._formula(node, "gap", text, max(0, ceil(float(found.value) - today)), unit)

    def _rounded(self, node: str, text: str) -> str:
        way = "ROUNDUP" if is_needed(node, self.solved) else "ROUNDDOWN"
        return f"{way}(ROUND({text},{_NOISE[NODES[node].unit]}),0)"

    def _worked_out(self, step: Step, column: str) -> str:
        sign = "*" if step.operation == "times" else "/"
        return f"{self._at(step.first, column)}{sign}{self._at(step.second, column)}"

    def _at(self, node: str, column: str) -> str:
        return f"{chr(ord('A') + COLUMNS.index(column))}{self.lines[node]}"

    def _formula(self, node: str, column: str, text: str, value: object, unit: str) -> None:
        """Write a formula of ours with the value it has now, for readers that do not calculate."""
        form = (_EXACT_FORMATS if column == "exact" else _FORMATS)[unit]
        cached = UNDEFINED if value is None else float(value)  # type: ignore[arg-type]
        formula = f'=IFERROR({text},"{UNDEFINED}")'
        self.sheet.write_formula(self._at(node, column), formula, self._format(form), cached)

    def _cell(
        self, node: str, column: str, value: str | float | None, form: str = "", *, is_given: bool = False
    ) -> None:
        place = self._at(node, column)
        if isinstance(value, float | int):
            self.sheet.write_number(place, value, self._format(form, is_given))
        else:
            undefined = self._format("") if value is None else None
            self.sheet.write_string(place, UNDEFINED if value is None else cell_text(value), undefined)

    def _format(self, form: str, is_given: bool = False) -> Any:
        key = (form, is_given)
        if key not in self.formats:
            self.formats[key] = self.book.add_format(
                {"num_format": form, "align": "right", **(_GIVEN if is_given else {})}
            )
        return self.formats[key]
