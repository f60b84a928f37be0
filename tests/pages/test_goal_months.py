"""The months of a goal: planned by hand, kept in the address, refused with a sentence."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from kpi import decisions
from kpi.decision import Basis, Decision
from kpi.store import Store
from pages.ui import format as fmt
from pages.ui.text import Language, say
from tests.conftest import TODAY
from tests.pages.conftest import Page

Use = Callable[[object], Path]  # the fixtures of conftest.py
Visit = Callable[..., Page]
BOTH = pytest.mark.parametrize("lang", ["ja", "en"])
# the sample ends in November 2026: a year ahead all twelve months are open
YEAR = {"sec": "time", "gp": "fy2027", "goal": "900000000"}


def edit(page: Page, rows: dict[int, dict[str, str | None]]) -> Page:
    """Type into cells of the only table that can be edited, as a browser sends it."""
    [editor] = page.app.data_editor
    states = page.app._tree.get_widget_states()
    cell = states.widgets.add()
    cell.id = editor.proto.id
    cell.string_value = json.dumps(
        {
            "edited_rows": {str(row): cells for row, cells in rows.items()},
            "added_rows": [],
            "deleted_rows": [],
        }
    )
    return Page(page.app._run(states))


def table(page: Page, lang: Language) -> dict[str, list[object]]:
    """Return the column's code → its cells."""
    [editor] = page.app.data_editor
    names = {
        name: say(lang, f"goal_month.column.{name}") for name in ("month", "rate", "need", "typed", "plan")
    }
    return {name: editor.value[heading].fillna("").tolist() for name, heading in names.items()}


def numbers(cells: list[object]) -> list[int]:
    return [int(str(cell).replace(",", "")) for cell in cells]


def plan_months(page: Page, lang: Language, cells: dict[int, str | None]) -> Page:
    heading = say(lang, "goal_month.column.typed")
    return edit(page, {row: {heading: text} for row, text in cells.items()})


def ends_at(page: Page) -> float:
    """Where the expected line of the chart ends."""
    [chart] = [node for node in page.nodes if node.type == "vega_lite_chart"]
    frame = pa.ipc.open_stream(chart.proto.datasets[0].data.data).read_pandas()
    return float(frame["expected"].iloc[-1])


@BOTH
def test_a_planned_month_stays_the_rest_is_spread_and_the_link_carries_it(
    use: Use, visit: Visit, sample_path: Path, lang: Language
) -> None:
    use(sample_path)
    page = visit("goal", lang=lang, **YEAR)
    page.assert_sound()
    before = table(page, lang)
    assert before["month"][0] == say(lang, "goal_time.month", year=2027, month=4)
    assert before["need"] == before["plan"]
    assert before["typed"] == [""] * 12
    total = sum(numbers(before["need"]))
    even = ends_at(page)
    page = plan_months(page, lang, {0: "４百", 1: "0"})
    page.assert_sound()
    assert page.app.query_params["mo"] == ["2027-04:400", "2027-05:0"]
    after = table(page, lang)
    assert after["typed"][:3] == ["400", "0", ""]
    assert numbers(after["plan"])[:2] == [400, 0]
    assert sum(numbers(after["plan"])) == total
    assert max(numbers(after["plan"])[2:]) - min(numbers(after["plan"])[2:]) <= 1
    said = say(lang, "goal_month.total", total=fmt.count(total), need=fmt.count(total))
    assert said in page.all("markdown")
    # later inquiries win too late: less is expected by the end of the year
    assert ends_at(page) < even
    # a colleague's link shows the same, and an emptied cell gives the month back
    again = visit("goal", lang=lang, mo=["2027-04:400", "2027-05:0"], **YEAR)
    assert table(again, lang) == after
    page = plan_months(again, lang, {0: None, 1: ""})
    assert "mo" not in page.app.query_params
    assert table(page, lang) == before


@BOTH
@pytest.mark.parametrize("typed", ["-5", "1000000000000000", "![x](http://e.invalid)"])
def test_what_cannot_be_a_number_of_inquiries_is_named_and_the_last_number_holds(
    use: Use, visit: Visit, sample_path: Path, lang: Language, typed: str
) -> None:
    use(sample_path)
    page = plan_months(visit("goal", lang=lang, mo=["2027-04:400"], **YEAR), lang, {0: typed, 1: "300"})
    page.assert_sound()
    fields = {"month": say(lang, "goal_time.month", year=2027, month=4), "value": typed}
    refused = say(lang, "goal_month.refused", **fields, showing="400", most="1,000,000,000")
    assert page.all("error") == [refused]
    assert page.app.query_params["mo"] == ["2027-04:400", "2027-05:300"]
    assert table(page, lang)["plan"][0] == "400"
    # it stays in its cell and named when another part of the page was seen in between
    for section in ("steps", "time"):
        page = Page(page.app.button_group(key="widget_goal_section").set_value(section).run())
    assert (page.all("error"), table(page, lang)["typed"][:2]) == ([refused], [typed, "300"])
    page = plan_months(page, lang, {0: "500", 1: "300"})
    assert page.all("error") == []
    assert page.app.query_params["mo"] == ["2027-04:500", "2027-05:300"]


@BOTH
def test_with_every_month_planned_it_is_said_what_is_missing_of_the_goal(
    use: Use, visit: Visit, sample_path: Path, lang: Language
) -> None:
    use(sample_path)
    months = [f"2027-{month:02}:10" for month in range(4, 13)] + [
        f"2028-{month:02}:10" for month in (1, 2, 3)
    ]
    page = visit("goal", lang=lang, mo=months, **YEAR)
    page.assert_sound()
    # the chain and the chart read the same rates a little differently: within 0.05 %
    missing = 900_000_000 - ends_at(page)
    node = say(lang, "goal.node.goal_yen")
    fitting = {
        f"**{say(lang, 'goal_month.missing.full', missing=fmt.yen(yen, lang), node=node)}**"
        for yen in (missing * (1 + step / 10_000) for step in range(6))
    }
    assert len(fitting & set(page.all("markdown"))) == 1
    # far more than is needed in one month: the others need nothing
    page = visit("goal", lang=lang, mo=["2027-04:900000"], **YEAR)
    need = sum(numbers(table(page, lang)["need"]))
    assert numbers(table(page, lang)["plan"]) == [900_000] + [0] * 11
    assert say(lang, "goal_month.more", more=fmt.count(900_000 - need)) in page.all("markdown")


@BOTH
def test_months_that_are_over_or_of_another_period_are_not_shown_and_a_link_that_has_them_says_so(
    use: Use, visit: Visit, sample_path: Path, lang: Language
) -> None:
    use(sample_path)
    asked = ["2026-10:5", "2027-04:6", "2026-12:7"]
    page = visit("goal", lang=lang, sec="time", mo=asked)
    page.assert_sound()
    assert page.all("warning") == [say(lang, "goal.link.monthly", asked=one) for one in (asked[0], asked[1])]
    assert len(table(page, lang)["month"]) == 5  # November to March
    assert page.app.query_params["mo"] == "2026-12:7"
    # another period drops what it does not have, and says so
    page = Page(page.app.selectbox(key="widget_goal_period").set_value("fy2027").run())
    page.assert_sound()
    assert page.all("warning") == [say(lang, "goal.link.monthly", asked="2026-12:7")]
    assert "mo" not in page.app.query_params


@BOTH
def test_a_decision_for_the_goal_is_a_mark_in_its_month(
    use: Use, visit: Visit, sample_path: Path, tmp_path: Path, lang: Language
) -> None:
    path = use(Path(shutil.copy(sample_path, tmp_path / "kpi.duckdb")))
    more = {"owner": "x", "from_value": 1, "to_value": 2, "due_on": TODAY, "review_on": TODAY}
    basis = Basis(numbers={}, mql_threshold=40, sql_threshold=60, dating="activity")
    with closing(Store.open(path)) as store:
        for measure, kpi in (("<b>call</b>", "amount_yen"), ("other", "leads")):
            made = Decision(measure=measure, decided_on=date(2026, 10, 5), kpi=kpi, **more)
            decisions.keep(store, made, basis, by=None)
    page = visit("goal", lang=lang, **YEAR | {"gp": "fy2026"})
    page.assert_sound()
    [chart] = [node for node in page.nodes if node.type == "vega_lite_chart"]
    rows = pa.ipc.open_stream(chart.proto.datasets[0].data.data).read_pandas()
    decided = {row.order: row.decided for row in rows.itertuples() if isinstance(row.decided, str)}
    assert decided == {6: "<b>call</b>"}  # October is the seventh month from April
