"""Import, export, import again: the same data, and no cell that reads otherwise the second time."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from kpi.backup_parquet import read_parquet, write_parquet
from kpi.export import csv_bytes
from kpi.imports import import_files
from kpi.imports.convert import AMOUNT_RULES, prepare, rules
from kpi.store import Store
from tests.import_world import take

TABLES = ("lead", "event", "spend", "traffic", "attribute")
VIEWS = ("lead_attribute", "deal_attribute", "deal", "lead_fact", "deal_fact")
HEADERS = {
    "lead": "lead_id,created_at,email,company,channel,form,need,budget,score,受注日,受注金額,メモ,=cmd",
    "deal": "deal_id,lead_id,company,stage,amount,created_at,close_date,reason,memo",
    "event": "event_id,lead_id,deal_id,kind,at,amount,detail,owner",
    "spend": "month,channel,cost",
    "traffic": "date,channel,page,sessions,users",
}
LITERAL = (
    *("", "x", "NA", "null", "=1+1", "-1", "@a", "'=1", " '=1", "'Tis", 'a "b"', "line 1\nline 2", "a,b;c|d"),
    *("ａｂｃ", "㈱田中", "株式会社 田中", "e\u0301", "👩‍👩‍👧", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "長" * 300, "007", "1E5", "1,200"),
    *("¥1,200,000", "合計", "true", "\u2003=1", "vevo ", "\u202eabc"),
)
TEXT = st.sampled_from(LITERAL) | st.text("aＡ=' \n\u3000,¥1é🙂", max_size=5)
ID = st.sampled_from(["007", "1E5", "7", "２３", "NA", "null", "=1", "a:b", "9:claim", "row1-2", "1.0", ""])
MOMENT = st.datetimes(min_value=datetime(1999, 1, 1), max_value=datetime(2031, 1, 1)).map(str)
TIME = MOMENT.map(lambda moment: moment[:19])
DAY = TIME.map(lambda moment: moment[:10])
AMOUNT = st.sampled_from(["0", "1", "-5", "¥1,200,000", "9007199254740993", "123456789012345678", "1.5", ""])
COUNT = st.integers(0, 10**12).map(str)
STAGE = st.sampled_from(["opportunity", "proposal", "won", "lost", "大勝利"])
KIND = STAGE | st.sampled_from(["page_view", "seminar", "handed", "sql_accepted", "repeat_order"])
EMAIL = st.sampled_from(["", "taro@example.com", "Taro@Example.com ", "ｈａｎａ@example.com", "no address"])
ROWS = {
    "lead": st.tuples(ID, TIME, EMAIL, *[TEXT] * 5, AMOUNT, st.just("") | DAY, AMOUNT, TEXT, TEXT),
    "deal": st.tuples(ID, ID, TEXT, STAGE, AMOUNT, TIME, DAY, TEXT, TEXT),
    "event": st.tuples(st.just("") | ID, ID, ID, KIND, MOMENT, AMOUNT, TEXT, TEXT),
    "spend": st.tuples(DAY, TEXT, AMOUNT),
    "traffic": st.tuples(DAY, TEXT, TEXT, COUNT, COUNT),
}
CERTAIN = ("2025-01-05", "web", "/", "1", "1")  # an import of nothing builds no facts
MIXTURE = st.fixed_dictionaries({kind: st.lists(row, max_size=12) for kind, row in ROWS.items()}).map(
    lambda rows: rows | {"traffic": [*rows["traffic"], CERTAIN]}
)


@cache
def memory() -> Store:
    return Store.open(":memory:")


def test_an_amount_beyond_what_a_float_holds_is_read_exactly() -> None:
    assert read(["amount"], ["9007199254740993"]) == [(2**53 + 1,)]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (" Kiev ", "Kiev"),  # a letter is no blank
        ("\u3000vevo\u200b", "vevo"),
        ("'=1+1", "=1+1"),
        (" '=1+1", "=1+1"),
        ("'\u2003=1", "\u2003=1"),
        ("'Tis", "'Tis"),
        (" \v\ufeff", None),
    ],
)
def test_blanks_and_the_mark_of_our_own_downloads_are_taken_off_a_cell(cell: str, text: str | None) -> None:
    assert read(["text"], [cell]) == [(text,)]


@settings(max_examples=10, deadline=None)
@given(st.lists(st.text(alphabet="'=+- \t\u3000\u200b\u2003v￥¥1２,.万E円ーA@", max_size=6), min_size=20))
@example(["9007199254740993", "¥1,200,000", "1.2E+06", "△5万", "'-3", " '=1", "'\u3000=1"])
def test_a_cell_that_was_read_once_reads_the_same_again(cells: list[str]) -> None:
    names = ["text", "email", "amount"]
    once = read(names, cells)
    for place, name in enumerate(names):
        values = [None if row[place] is None else str(row[place]) for row in once]
        assert [None if value is None else str(value) for (value,) in read([name], values)] == values


def read(names: list[str], cells: list[str | None]) -> list[tuple[object, ...]]:
    """Return the cells as the rules import_<name> read them, text first."""
    read_as = [f"import_{name}({'cell' if name == 'text' else 'import_text(cell)'})" for name in names]
    with memory().cursor() as cursor:
        prepare(cursor)
        rules(cursor, AMOUNT_RULES)
        asked = f"select {', '.join(read_as)} from (select unnest($cells) as cell)"
        found = cursor.execute(asked, {"cells": cells})
        return found.fetchall()


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "kpi.duckdb"
    Store.open(path).close()
    return path


@settings(
    max_examples=6,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),  # shrinking a failure would take minutes
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(rows=MIXTURE)
def test_what_was_imported_and_exported_is_the_same_data_when_it_is_imported_again(
    rows: Mapping[str, Sequence[tuple[str, ...]]], empty: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("round")
    first, second, third = (Path(shutil.copy(empty, folder / f"{n}.duckdb")) for n in range(3))
    files = [written(folder / f"{kind}.csv", kind, found) for kind, found in rows.items() if found]
    import_files(first, files)

    again = import_files(second, exported(first, folder))
    assert [one for one in again if one.questions or one.refused or one.rejected] == []
    expected, found = data(first), data(second)
    assert [name for name in expected if found[name] != expected[name]] == []

    if leads := downloaded(first, folder):
        take(third, leads)
        assert data(third)["lead"] == expected["lead"]


def written(path: Path, kind: str, rows: Sequence[tuple[str, ...]]) -> Path:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([HEADERS[kind].split(","), *rows])
    path.write_bytes(out.getvalue().encode("utf-8-sig"))
    return path


def exported(database: Path, folder: Path) -> list[Path]:
    """Write the tables of a store as Parquet files; those with rows, in no order that would help."""
    store = Store.open(database)
    write_parquet(store, folder / "all.zip")
    store.close()
    found = []
    for name, table in read_parquet(folder / "all.zip"):
        if name in TABLES and table.num_rows:
            pq.write_table(table, folder / f"{name}.parquet")
            found.append(folder / f"{name}.parquet")
    return found


def downloaded(database: Path, folder: Path) -> Path | None:
    """Write the leads as a CSV download, in which no text is taken for a formula."""
    store = Store.open(database)
    with store.cursor() as cursor:
        leads = cursor.table("lead").df()
    store.close()
    path = folder / "download.csv"
    path.write_bytes(csv_bytes(leads, {name: name for name in leads.columns}))
    return path if len(leads) else None


def data(database: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return what the tables and facts hold, without the numbers of the imports."""
    store = Store.open(database)
    with store.cursor() as cursor:
        found = {name: sorted(cursor.table(name).fetchall(), key=repr) for name in (*TABLES[:4], *VIEWS)}
    store.close()
    return found | {"event": [row[:-1] for row in found["event"]]}
