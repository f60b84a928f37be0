"""The 20 hostile files do what their manifest says."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.import_world import contents, hostile, manifest, query, take, write

BEFORE = {
    "17_events_for_unknown_leads.csv": "02_utf8_bom.csv",
    "18b_won_before_created_and_out_of_order.csv": "18a_leads_for_time_travel.csv",
}
LEADS = "select lead_id, created_at::date::varchar from lead order by 1"


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "kpi.duckdb"


@pytest.mark.parametrize("name", list(manifest()))
def test_a_hostile_file_is_accepted_in_part_or_refused_as_its_manifest_says(
    name: str, database: Path, tmp_path: Path
) -> None:
    expected = manifest()[name]["expected"]
    if name in BEFORE:
        take(database, hostile(BEFORE[name], tmp_path))
    report = take(database, hostile(name, tmp_path))

    assert report.questions == ()
    if expected["outcome"] == "refuse":
        assert report.refused
        assert report.rows_read == 0
        return
    assert report.refused is None
    assert {one["data_row"] for one in expected["rejected"]} <= {one.row_number for one in report.rejected}
    if expected["accepted_rows"] is not None:
        assert report.accepted == expected["accepted_rows"]
    if expected["outcome"] == "accept":
        assert report.rejected == ()


@pytest.mark.parametrize("name", list(manifest()))
def test_a_hostile_file_again_changes_nothing(name: str, database: Path, tmp_path: Path) -> None:
    if name in BEFORE:
        take(database, hostile(BEFORE[name], tmp_path))
    take(database, hostile(name, tmp_path))
    before = contents(database)
    take(database, hostile(name, tmp_path))
    assert contents(database) == before


@pytest.mark.parametrize("name", ["20_empty_0_bytes.csv", "21_header_only.csv", "37_html_renamed.csv"])
def test_a_refused_file_leaves_the_data_alone(name: str, database: Path, tmp_path: Path) -> None:
    take(database, hostile("02_utf8_bom.csv", tmp_path))
    before = contents(database)
    assert take(database, hostile(name, tmp_path)).refused
    assert contents(database) == before


def test_cp932_keeps_its_characters_and_its_yen_sign(database: Path, tmp_path: Path) -> None:
    take(database, hostile("01_cp932_japanese_headers.csv", tmp_path))
    assert query(database, "select company from lead where lead_id = 'L001'") == [("㈱髙島製作所",)]
    assert query(database, "select distinct budget from lead") == [("1200000",)]


def test_twenty_spellings_of_a_date(database: Path, tmp_path: Path) -> None:
    file = hostile("06_mixed_date_formats.csv", tmp_path)
    report = take(database, file)
    # row 13 is 23:30 in -05:00, the next day in Tokyo; row 14 needs a declared order
    assert [one.row_number for one in report.rejected] == [14, 15, 16, 17, 18, 19, 20]
    assert [day for _, day in query(database, LEADS)] == ["2025-01-05"] * 12 + ["2025-01-06"]
    assert {one.code for one in report.warnings} >= {
        "lead_serial",
        "lead_era",
        "lead_zone",
        "date_order_unclear",
    }


@pytest.mark.parametrize(("order", "day"), [("mdy", "2025-01-02"), ("dmy", "2025-02-01")])
def test_a_declared_order_reads_the_ambiguous_date(
    order: str, day: str, database: Path, tmp_path: Path
) -> None:
    take(database, hostile("06_mixed_date_formats.csv", tmp_path), answers={"date_order": order})
    assert query(database, LEADS)[13] == ("L014", day)


def test_spellings_of_an_amount(database: Path, tmp_path: Path) -> None:
    report = take(database, hostile("10_amount_spellings.csv", tmp_path))
    found = query(database, "select deal_id, amount_yen from event order by deal_id")
    yen = {int(name.removeprefix("lead:L")): amount for name, amount in found}
    assert [one.row_number for one in report.rejected] == [12, 18, 19, 20, 22]
    assert {yen[row] for row in (*range(1, 8), 10, 11, 13)} == {1_200_000}
    assert {yen[row] for row in range(14, 18)} == {-1_200_000}
    assert (yen[8], yen[9], yen[21]) == (22_700, 342_090, None)


@pytest.mark.parametrize(
    ("answers", "flagged", "amounts"),
    [
        ({}, [("USD", 2)], [22_700, 342_090]),
        ({"currency.USD": "yen"}, [], [22_700, 342_090]),
        ({"currency.USD": "150"}, [], [3_405_000, 51_313_500]),
    ],
)
def test_dollars_are_flagged_until_somebody_says_what_they_are_worth(
    answers: dict[str, str],
    flagged: list[tuple[str, int]],
    amounts: list[int],
    database: Path,
    tmp_path: Path,
) -> None:
    report = take(database, hostile("10_amount_spellings.csv", tmp_path), answers=answers)
    found = [one.fields for one in report.warnings if one.code == "event_currency"]
    assert [(one["currency"], one["count"]) for one in found] == flagged
    stated = query(
        database, "select amount_yen from event where regexp_matches(deal_id, '^lead:L0*[89]$') order by 1"
    )
    assert [yen for (yen,) in stated] == amounts


def test_a_column_that_names_the_currency_is_believed(database: Path, tmp_path: Path) -> None:
    head = "deal_id,stage,amount,currency,created_at,close_date\n"
    rows = "a,won,1200,USD,2025-01-05,2025-02-01\nb,won,1300,JPY,2025-01-05,2025-02-01\n"
    report = take(database, write(tmp_path, "deals.csv", head + rows))
    assert [(one.row_number, one.code, one.fields["detail"]) for one in report.rejected] == [
        (1, "foreign_currency", "USD")
    ]
    bad = take(database, write(tmp_path, "deals.csv", head + rows), answers={"currency.USD": "abc"})
    assert bad.refused_code == "unknown_answer"
    spend = take(database, write(tmp_path, "spend.csv", "month,channel,cost\n2025-01,web,$500\n"))
    assert [one.code for one in spend.warnings] == ["spend_currency"]


@pytest.mark.parametrize(
    ("amount", "currency", "yen"),
    [
        ("1200", "", 1200), ("1200", "JPY", 1200), ("1200", "円", 1200), ("$12", "JPY", 1800),
        ("\"$5,000.50\"", "", 750_075),
        ("12", "＄", 1800), ("12", " usd ", 1800), ("€12", "usd", 1800), ("$12", "€", 1800),
        ("12", "€", 12), ("€12", "", 12), ("１２", "EUR", 12), ("$12", "EUR", 12), ("12", "GBP", None),
        ("123456789012345678", "", 123456789012345678), ("twelve", "USD", None),
    ],
)  # fmt: skip
def test_amount_and_currency_together_give_the_yen(
    amount: str, currency: str, yen: int | None, database: Path, tmp_path: Path
) -> None:
    head = "deal_id,stage,amount,currency,created_at,close_date\n"
    file = write(tmp_path, "deals.csv", f"{head}a,won,{amount},{currency},2025-01-05,2025-02-01\n")
    take(database, file, answers={"currency.USD": "150", "currency.EUR": "yen"})
    found = query(database, "select amount_yen from event where kind = 'won'")
    assert found == ([] if yen is None else [(yen,)])


def test_events_of_unknown_leads_are_in_no_total(database: Path, tmp_path: Path) -> None:
    take(database, hostile("02_utf8_bom.csv", tmp_path))
    report = take(database, hostile("17_events_for_unknown_leads.csv", tmp_path))
    assert [(one.row_number, one.code) for one in report.rejected] == [
        (3, "unknown_lead"),
        (4, "blank"),
        (5, "unknown_lead_case"),
    ]
    assert query(database, "select sum(amount_yen) from deal_fact") == [(1_000_000,)]


def test_events_out_of_order_are_kept_and_named(database: Path, tmp_path: Path) -> None:
    take(database, hostile("18a_leads_for_time_travel.csv", tmp_path))
    report = take(database, hostile("18b_won_before_created_and_out_of_order.csv", tmp_path))
    assert {one.code for one in report.warnings} == {"event_before_lead", "event_order", "event_won_and_lost"}
    [early] = [one for one in report.warnings if one.code == "event_before_lead"]
    assert (early.fields["rows"], early.fields["value"]) == ("1", "28")  # row 7 is the day of creation
    assert query(database, "select sum(amount_yen) from event where kind = 'won'") == [(10_000_000,)]


def test_one_month_in_four_spellings_is_one_month(database: Path, tmp_path: Path) -> None:
    file = hostile("29_spend_month_spellings_and_total_row.csv", tmp_path)
    take(database, file)
    total = (
        "select sum(cost_yen), sum(cost_yen) filter (where channel = 'web'), count(distinct month) from spend"
    )
    assert query(database, total) == [(4_245_000, 250_000, 2)]
    take(database, file, answers={"duplicate_spend": "drop"})
    assert query(database, total) == [(2_245_000, 250_000, 2)]


def test_physical_lines_are_named(database: Path, tmp_path: Path) -> None:
    report = take(database, hostile("23_ragged_rows.csv", tmp_path))
    assert [one.line_number for one in report.rejected] == [3, 4, 8]


def test_quotes_and_line_ends_in_cells(database: Path, tmp_path: Path) -> None:
    take(database, hostile("24_quotes_and_newlines.csv", tmp_path))
    found = query(database, "select company from lead order by lead_id")
    assert [name for (name,) in found] == [
        "Acme, Inc.",
        'He said "hi"',
        "padded",
        "O'Brien & Sons",
        "back\\slash\\",
        "plain",
    ]
    assert query(database, "select value from lead_attribute where lead_id = 'L001'") == [("line1\r\nline2",)]


def test_composed_and_decomposed_names_are_one_company(database: Path, tmp_path: Path) -> None:
    take(database, hostile("40_emoji_rtl_unicode.csv", tmp_path))
    assert query(database, "select count(distinct company) from lead") == [(12,)]


def test_the_cover_sheet_is_not_imported_and_another_sheet_can_be_chosen(
    database: Path, tmp_path: Path
) -> None:
    file = hostile("44_data_on_second_sheet.xlsx", tmp_path)
    report = take(database, file)
    assert [one.fields["value"] for one in report.warnings if one.code == "sheet_chosen"] == ["リード"]
    other = take(database, file, answers={"sheet": "表紙"})
    assert other.import_id is None
    assert query(database, "select count(*) from lead") == [(10,)]
