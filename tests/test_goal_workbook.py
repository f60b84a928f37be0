"""The goal chain as a workbook: its formulas, calculated again by others, give the numbers of the solver."""

from __future__ import annotations

import json
import math
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from kpi.goal_shown import shown_values
from kpi.goal_solve import Solved, solve
from kpi.goal_tree import NODES
from kpi.goal_workbook import COLUMNS, Row, workbook

GOLDEN = json.loads((Path(__file__).parent / "golden" / "kgi.json").read_text())["cases"]
HEADINGS = {name: name for name in COLUMNS}
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
CHAIN: dict[str, object] = {
    "goal_yen": 300_000_000,
    "deal_yen": Fraction(262_734_567, 100),
    "win_rate": Fraction(111, 333),
    "opportunity_rate": Fraction(343, 795),
    "sql_share": Fraction(2, 5),
    "mql_share": Fraction(395, 1000),
    "conversion_rate": Fraction(236, 10_000),
    "cpa_yen": 30_350,
    "months": 12,
}
BACKWARD = {name: value for name, value in CHAIN.items() if name != "goal_yen"} | {"budget_yen": 150_000_000}


def written(solved: Solved, today: Mapping[str, float] | None = None, label: str = "") -> bytes:
    rows = [
        Row(node, label or node, "sales", "typed", today=(today or {}).get(node))
        for node, found in solved.nodes.items()
    ]
    return workbook(solved, rows, notes=["note"], headings=HEADINGS, sheet="goal")


Cells = dict[str, tuple[str | None, Any]]  # place → formula, written value


def cells_of(file: bytes) -> Cells:
    with zipfile.ZipFile(BytesIO(file)) as parts:
        shared = [
            "".join(text.text or "" for text in one.iter(f"{MAIN}t"))
            for one in ElementTree.fromstring(parts.read("xl/sharedStrings.xml"))
        ]
        sheet = ElementTree.fromstring(parts.read("xl/worksheets/sheet1.xml"))
    found: Cells = {}
    for cell in sheet.iter(f"{MAIN}c"):
        formula, value = cell.findtext(f"{MAIN}f"), cell.findtext(f"{MAIN}v")
        if cell.get("t") == "s":
            found[cell.get("r", "")] = (formula, shared[int(value or 0)])
        elif value is not None:
            found[cell.get("r", "")] = (formula, value if cell.get("t") == "str" else float(value))
    return found


def places(cells: Cells) -> dict[str, int]:
    """Return node → its line, found by its label."""
    return {
        value: int(place[1:]) for place, (_, value) in cells.items() if place[0] == "A" and value in NODES
    }


def away_from_zero(value: float, _: int) -> float:
    return math.copysign(math.ceil(abs(value)), value)


def half_up(value: float, digits: int) -> float:
    return math.copysign(math.floor(abs(value) * 10**digits + 0.5) / 10**digits, value)


def calculate(cells: Cells, changed: Mapping[str, float] | None = None) -> Callable[[str], Any]:
    """Calculate the formulas as a spreadsheet does, from typed cells alone; what was cached is not read."""
    functions = {
        "ROUNDUP": away_from_zero,
        "ROUND": half_up,
        "ROUNDDOWN": lambda x, _: math.trunc(x),
        "MAX": max,
    }

    def at(place: str) -> Any:
        formula, value = cells[place]
        if formula is None:
            return (changed or {}).get(place, value)
        inner = re.fullmatch(r'IFERROR\((.*),"–"\)', formula)
        assert inner, formula
        text = re.sub(r"\b([A-K]\d+)\b", r'at("\1")', inner[1])
        assert re.fullmatch(r'[A-Z0-9.,()*/\-"at]+', text), text  # nothing but our own arithmetic
        try:
            return eval(text, {"__builtins__": {}, "at": at, **functions})
        except (TypeError, ZeroDivisionError):
            return "–"

    return at


def expect_solved(solved: Solved, cells: Cells, at: Callable[[str], Any]) -> None:
    """A number that contradicts the others stands where it is shown; they are worked out without it."""
    shown, worked_out = shown_values(solved), {step.node for step in solved.steps}
    for node, line in places(cells).items():
        exact = solved.value(node)
        if exact is None:
            assert (at(f"C{line}"), at(f"D{line}")) == ("–", "–"), node
        else:
            if not (solved.nodes[node].is_given and node in worked_out):
                assert at(f"C{line}") == pytest.approx(float(exact), rel=1e-12), node
            assert at(f"D{line}") == pytest.approx(float(shown[node]), rel=1e-15), node  # type: ignore[arg-type]


@pytest.mark.parametrize("told", [CHAIN, BACKWARD, {**CHAIN, "wins": 100}, {"goal_yen": 10**15}, {}])
def test_every_level_is_a_formula_that_gives_the_number_of_the_solver(told: dict[str, object]) -> None:
    solved = solve(told)
    cells = cells_of(written(solved))
    expect_solved(solved, cells, calculate(cells))
    lines = places(cells)
    assert all(cells[f"C{lines[step.node]}"][0] for step in solved.steps)
    for place, (formula, value) in cells.items():  # what a viewer shows that does not calculate
        if formula:
            assert value == pytest.approx(calculate(cells)(place), rel=1e-12), place


@pytest.mark.parametrize(
    "case",
    [pytest.param(case, id=case["id"]) for case in GOLDEN if case["inputs"].get("style") == "plan"],
)
def test_golden_plans_come_out_of_the_formulas(case: dict[str, Any]) -> None:
    it = case["inputs"]
    rates = {
        {"opps": "win_rate", "leads": "inquiry_opportunity_rate"}[level]: rate for level, rate in it["rates"]
    }
    solved = solve({"goal_yen": it["goal"], "deal_yen": it["avg"], "cpa_yen": it.get("cpa"), **rates})
    cells = cells_of(written(solved))
    lines, at = places(cells), calculate(cells)
    names = {"wins": "wins", "opps": "opportunities", "leads": "inquiries", "budget": "budget_yen"}
    found = {name: at(f"D{lines[names[name]]}") for name in case["expected"]}
    assert found == {name: "–" if value is None else value for name, value in case["expected"].items()}


RATES = st.tuples(st.integers(1, 400), st.integers(0, 400)).map(lambda pair: Fraction(pair[0], sum(pair)))


@settings(max_examples=40, deadline=None)
@given(
    st.integers(1, 10**6),
    st.fractions(10_000, 10**7, max_denominator=300),
    st.lists(RATES, min_size=4, max_size=4),
    st.sampled_from(["goal_yen", "wins", "opportunities", "inquiries"]),
)
def test_other_inputs_give_what_the_solver_gives_for_them(
    goal: int, deal: Fraction, rates: list[Fraction], unit: str
) -> None:
    """The typed cells of a finished workbook are changed, as a person does in a meeting."""
    names = ("win_rate", "opportunity_rate", "sql_share", "mql_share")
    first = {name: value for name, value in CHAIN.items() if name != "goal_yen"} | {unit: 1000}
    then = {**first, unit: goal, "deal_yen": deal, **dict(zip(names, rates, strict=True))}
    solved = solve(then)
    for node, found in solved.nodes.items():
        if NODES[node].unit in ("yen", "count") and found.value is not None:
            largest, noise = (10**12, 0.005) if NODES[node].unit == "yen" else (10**7, 5e-7)
            assume(found.value < largest)
            assume(found.value.denominator == 1 or noise < found.value % 1 < 1 - noise)
    cells = cells_of(written(solve(first)))
    lines = places(cells)
    changed = {f"C{lines[node]}": float(Fraction(str(value))) for node, value in then.items()}
    expect_solved(solved, cells, calculate(cells, changed))


def test_the_gap_is_what_the_pace_leaves_missing() -> None:
    solved = solve(CHAIN)
    cells = cells_of(
        written(solved, {"wins": 100.25, "inquiries": 9_999.0, "budget_yen": 5.0, "visits": 0.0})
    )
    lines, at = places(cells), calculate(cells)
    assert at(f"F{lines['wins']}") == math.ceil(solved.value("wins") - Fraction(100.25))  # type: ignore[operator]
    assert at(f"F{lines['inquiries']}") == 0
    assert at(f"F{lines['visits']}") == shown_values(solved)["visits"]
    assert f"F{lines['budget_yen']}" not in cells  # a limit, not a goal


def test_a_rate_of_zero_typed_into_the_workbook_makes_a_dash_and_no_error() -> None:
    cells = cells_of(written(solve(CHAIN), {"inquiries": 5.0}))
    lines = places(cells)
    at = calculate(cells, {f"C{lines['win_rate']}": 0.0})
    assert at(f"D{lines['wins']}") == 115
    assert {at(f"{column}{lines['inquiries']}") for column in "CDF"} == {"–"}


@pytest.mark.parametrize(
    "name", ["=1+1", "＝cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "a\x00\ud800b" + "x" * 40_000]
)
def test_no_name_becomes_a_formula(name: str) -> None:
    solved = solve(CHAIN)
    rows = [Row(node, name, name, name) for node in NODES]
    headings = dict.fromkeys(COLUMNS, name)
    cells = cells_of(workbook(solved, rows, notes=[name], headings=headings, sheet=name))
    said = [value for _, value in cells.values() if isinstance(value, str) and value != "–"]
    assert len(said) == 3 * len(NODES) + len(COLUMNS) + 1
    assert all(value.startswith(("'", "a\ufffdb")) for value in said)
    assert all(formula is None or formula.startswith("IFERROR(") for formula, _ in cells.values())


def emptied(file: bytes, changed: Mapping[str, float]) -> bytes:
    """Return the workbook without any cached result and with other inputs: it must be calculated again."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(file)) as parts, zipfile.ZipFile(out, "w") as copy:
        for name in parts.namelist():
            content = parts.read(name)
            if name == "xl/worksheets/sheet1.xml":
                text = re.sub(r"(</f>)<v>[^<]*</v>", r"\1", content.decode())
                for place, value in changed.items():
                    text = re.sub(rf'(<c r="{place}"[^>]*><v>)[^<]*', rf"\g<1>{value!r}", text)
                content = text.encode()
            copy.writestr(name, content)
    return out.getvalue()


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not on this machine")
def test_libreoffice_calculates_the_same_chain(tmp_path: Path) -> None:
    then = {**CHAIN, "goal_yen": 123_456_789, "win_rate": Fraction(1, 4), "cpa_yen": 12_345}
    file = written(solve(CHAIN), {"wins": 10.5})
    lines = places(cells_of(file))
    changed = {f"C{lines[node]}": float(Fraction(str(value))) for node, value in then.items()}
    (tmp_path / "goal.xlsx").write_bytes(emptied(file, changed))
    told = ["--headless", "--convert-to", "ods", "--outdir", tmp_path, tmp_path / "goal.xlsx"]
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", *told],
        check=True,
        capture_output=True,
        timeout=120,
    )
    sheet = CalamineWorkbook.from_path(tmp_path / "goal.ods").get_sheet_by_index(0)
    rows = {row[0]: row for row in sheet.to_python() if row and row[0] in NODES}
    solved = solve(then)
    shown = shown_values(solved)
    assert rows.keys() == NODES.keys()
    for node, row in rows.items():
        wanted = (solved.value(node), shown[node])
        expected = ["–" if value is None else pytest.approx(float(value), rel=1e-12) for value in wanted]
        assert row[2:4] == expected, node
    assert rows["wins"][5] == math.ceil(solved.value("wins") - Fraction(21, 2))  # type: ignore[operator]
