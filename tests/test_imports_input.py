"""Files that are no files, and questions that only a person can answer."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpi.imports.words import LANGUAGES, sentences
from kpi.sql import statement
from kpi.store import Store
from tests.import_world import contents, query, take, write

LEADS = "lead_id,email,company,channel,created_at\n"
GOOD = "L1,a@example.com,A,web,2025-01-05\n"


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "kpi.duckdb"


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr("xl/worksheets/sheet1.xml", b"0" * 50_000_000)
    return out.getvalue()


def archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("leads.csv", LEADS + GOOD)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf\r\n", "empty"),
        (LEADS.encode(), "header_only"),
        (b"<html><body>Sign in</body></html>", "web_page"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "binary"),
        (bytes(range(256)) * 20, "binary"),
        (archive(), "zip"),
        (bomb(), "workbook_too_big"),
        (b"PAR1 and nothing else", "damaged"),
        ((",".join(f"c{n}" for n in range(6000)) + "\n" + "," * 5999 + "\n").encode(), "too_many_columns"),
        (b"just one sentence", "no_table"),
    ],
)
def test_what_is_no_table_is_refused_in_one_sentence(
    data: bytes, code: str, database: Path, tmp_path: Path
) -> None:
    file = tmp_path / "leads.csv"
    file.write_bytes(data)
    report = take(database, file)
    assert (report.refused_code, report.rows_read) == (code, 0)
    assert report.refused


def test_a_missing_file_is_refused(database: Path, tmp_path: Path) -> None:
    assert take(database, tmp_path / "none.csv").refused_code == "missing"


def test_a_good_file_goes_in_beside_a_refused_one(database: Path, tmp_path: Path) -> None:
    take(database, write(tmp_path, "page.csv", "<html></html>"), write(tmp_path, "a.csv", LEADS + GOOD))
    assert query(database, "select lead_id from lead") == [("L1",)]


def test_a_quote_that_is_not_closed_costs_one_row(database: Path, tmp_path: Path) -> None:
    text = (
        LEADS
        + 'L1,"a@example.com,A,web,2025-01-05\n'
        + "L2,b@example.com,B,web,2025-01-05\nL3,c@example.com,C,web,2025-01-06\n"
    )
    report = take(database, write(tmp_path, "a.csv", text))
    assert [(one.row_number, one.line_number, one.code) for one in report.rejected] == [
        (1, 2, "broken_quote")
    ]
    assert query(database, "select lead_id from lead order by 1") == [("L2",), ("L3",)]


def test_rejected_rows_are_read_back_however_many_come_after_a_check_that_found_none() -> None:
    store = Store.open(":memory:")
    with store.transaction() as cursor:
        cursor.execute("create temp table found as select range as row_number from range(1, 300_001)")
        cursor.execute(statement("import_rejected_create"))
        for wanted in ("row_number < 0", "row_number % 4 > 0"):
            rows = f"select row_number, null, null, 'blank', null from found where {wanted}"
            cursor.execute(f"insert into import_rejected {rows}")
        found = cursor.execute("select count(code), max(row_number) from import_rejected").fetchall()
    assert found == [(225_000, 299_999)]


def test_nul_and_foreign_bytes_cost_their_rows(database: Path, tmp_path: Path) -> None:
    rows = [f"L{n},u{n}@example.com,会社{n},web,2025-01-05\n".encode() for n in range(30)]
    rows[3] = b"L3,\x00,A,web,2025-01-05\n"
    rows[7] = "L7,u7@example.com,会社7,web,2025-01-05\n".encode("cp932")
    file = tmp_path / "a.csv"
    file.write_bytes(LEADS.encode() + b"".join(rows))
    report = take(database, file)
    assert [(one.row_number, one.code) for one in report.rejected] == [(4, "nul"), (8, "foreign_bytes")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp932", "euc_jp"])
def test_every_encoding_gives_the_same_leads(encoding: str, database: Path, tmp_path: Path) -> None:
    text = "リードID,会社名,作成日,流入経路\nL1,髙島屋ｶﾞｽ株式会社,2025/1/5,リード獲得セミナー\n"
    text = text if encoding != "euc_jp" else text.replace("髙", "高").replace("ｶﾞｽ", "ガス")
    report = take(database, write(tmp_path, "a.csv", text, encoding))
    assert report.accepted == 1
    assert "株式会社" in query(database, "select company from lead")[0][0]


def test_western_letters_are_asked_for_and_not_read_as_kanji(database: Path, tmp_path: Path) -> None:
    file = write(tmp_path, "a.csv", LEADS + "L1,a@example.com,Société Générale,web,2025-01-05\n", "cp1252")
    report = take(database, file)
    assert [one.key for one in report.questions] == ["encoding"]
    take(database, file, answers={"encoding": "cp1252"})
    assert query(database, "select company from lead") == [("Société Générale",)]


def test_an_ambiguous_order_of_dates_is_asked_for_and_nothing_goes_in(database: Path, tmp_path: Path) -> None:
    text = "lead_id,created_at\nL1,05-10-16\nL2,06-11-16\n"
    file, other = write(tmp_path, "a.csv", text), write(tmp_path, "b.csv", LEADS + GOOD)
    report = take(database, other, file)
    assert [(one.key, set(one.choices)) for one in report.questions] == [
        ("date_order", {"ymd", "mdy", "dmy"})
    ]
    assert query(database, "select count(*) from lead") == [(0,)]
    take(database, file, answers={"date_order": "dmy"})
    assert query(database, "select created_at::date::varchar from lead order by 1") == [
        ("2016-10-05",),
        ("2016-11-06",),
    ]


def test_one_day_beyond_twelve_settles_the_order_of_the_whole_file(database: Path, tmp_path: Path) -> None:
    text = "lead_id,created_at\nL1,05/10/2016\nL2,13/10/2016\n"
    report = take(database, write(tmp_path, "a.csv", text))
    assert [one.code for one in report.warnings if one.code.startswith("date")] == ["date_order_found"]
    assert query(database, "select created_at::date::varchar from lead order by 1") == [
        ("2016-10-05",),
        ("2016-10-13",),
    ]


def test_data_loader_times_are_greenwich_time(database: Path, tmp_path: Path) -> None:
    text = "ID,CREATEDDATE,LEADSOURCE,EMAIL\n00Q1,2025-02-28T15:10:00.000Z,Web,a@example.com\n"
    assert take(database, write(tmp_path, "a.csv", text)).preset == "salesforce_loader_leads"
    assert query(database, "select created_at::varchar from lead") == [("2025-03-01 00:10:00",)]


def test_data_loader_times_without_a_zone_are_asked_for(database: Path, tmp_path: Path) -> None:
    file = write(tmp_path, "a.csv", "ID,CREATEDDATE,LEADSOURCE\n00Q1,2025-02-28 15:10:00,Web\n")
    assert [one.key for one in take(database, file).questions] == ["zone"]
    take(database, file, answers={"zone": "UTC"})
    assert query(database, "select created_at::varchar from lead") == [("2025-03-01 00:10:00",)]


def test_two_tables_in_one_file_are_asked_for(database: Path, tmp_path: Path) -> None:
    block = "# Start date: 20250101\nDate,Session source / medium,Sessions,Total users\n"
    text = f"{block}20250101,google / organic,1700,900\n\n{block}20241201,google / organic,1350,800\n"
    file = write(tmp_path, "a.csv", text)
    assert [(one.key, one.choices) for one in take(database, file).questions] == [("block", ("1", "2"))]
    take(database, file, answers={"block": "1"})
    assert query(database, "select sum(sessions), count(*) from traffic") == [(1700, 1)]


def test_two_sheets_with_data_are_asked_for(database: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name in ("east", "west"):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["lead_id", "email", "created_at"])
            sheet.write_row(1, 0, [f"007{name}", "a@example.com"])
            sheet.write_datetime(1, 2, __import__("datetime").datetime(2025, 1, 5, 9, 30))
    report = take(database, path)
    assert [(one.key, one.choices) for one in report.questions] == [("sheet", ("east", "west"))]
    take(database, path, answers={"sheet": "west"})
    assert query(database, "select lead_id, created_at::varchar from lead") == [
        ("007west", "2025-01-05 09:30:00")
    ]


def test_a_table_without_dates_takes_a_declared_day(database: Path, tmp_path: Path) -> None:
    file = write(tmp_path, "a.csv", "lead_id,email,Converted\nL1,a@example.com,1\nL2,b@example.com,0\n")
    assert [one.key for one in take(database, file).questions] == ["column.created_at"]
    report = take(database, file, answers={"column.created_at": "2026-01-05"})
    assert report.accepted == 2
    assert query(database, "select lead_id, kind from event") == [("L1", "opportunity")]


def test_duplicate_and_hostile_headings_are_only_names(database: Path, tmp_path: Path) -> None:
    text = 'lead_id,created_at,note,note,,"x""; drop table lead; --",=cmd\nL1,2025-01-05,a,b,c,d,e\n'
    take(database, write(tmp_path, "a.csv", text))
    names = [name for (name,) in query(database, "select name from lead_attribute order by 1")]
    assert names == ["=cmd", "column 5", "note", "note (2)", 'x"; drop table lead; --']


def test_two_thousand_columns_go_in(database: Path, tmp_path: Path) -> None:
    extra = [f"c{n}" for n in range(2000)]
    text = ",".join(["lead_id", "created_at", *extra]) + "\n" + ",".join(["L1", "2025-01-05", *extra]) + "\n"
    assert take(database, write(tmp_path, "a.csv", text)).accepted == 1
    assert query(database, "select count(*) from lead_attribute") == [(2000,)]


def test_an_unknown_stage_is_kept_open_and_can_be_mapped(database: Path, tmp_path: Path) -> None:
    file = write(
        tmp_path, "a.csv", "deal_id,stage,amount,created_at,close_date\nD1,大勝利,100,2025-01-05,2025-02-01\n"
    )
    report = take(database, file)
    assert "deal_stage" in {one.code for one in report.warnings}
    assert query(database, "select count(*), count(won_on) from deal") == [(1, 0)]
    take(database, file, answers={"stage.大勝利": "won"})
    assert query(database, "select count(*), count(won_on), sum(amount_yen) from deal") == [(1, 1, 100)]


def test_every_code_has_both_languages_with_the_same_fields() -> None:
    from string import Formatter

    for code, texts in sentences().items():
        assert set(texts) == set(LANGUAGES), code
        fields = [{name for _, name, _, _ in Formatter().parse(text) if name} for text in texts.values()]
        assert fields[0] == fields[1], code


CELL = st.sampled_from(["2025-01-05", "2025/2/30", "", "未定", "20250105", "01/02/2025", "令和7年1月5日"])
ROW = st.one_of(
    st.tuples(st.sampled_from(["L1", "L2", "", " L3", "007"]), CELL, st.text(alphabet='a,"\n é', max_size=4)),
    st.tuples(st.sampled_from(["L9"]), CELL),
)


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(rows=st.lists(ROW, min_size=1, max_size=12))
def test_any_mixture_of_rows_is_accounted_for(
    rows: list[tuple[str, ...]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    import csv

    folder = tmp_path_factory.mktemp("mixture")
    out = io.StringIO()
    csv.writer(out).writerows([("lead_id", "created_at", "note"), *rows])
    report = take(folder / "kpi.duckdb", write(folder, "a.csv", out.getvalue()))
    if not report.questions:
        assert report.rows_read == len(rows)
        stored = query(folder / "kpi.duckdb", "select count(*) from lead")[0][0]
        assert stored <= report.accepted
    before = contents(folder / "kpi.duckdb")
    take(folder / "kpi.duckdb", folder / "a.csv")
    assert contents(folder / "kpi.duckdb") == before
