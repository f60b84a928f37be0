"""One small literal export of every other system: recognised without needless questions, its totals right."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.import_world import query, take

EXPORTS = Path(__file__).parent / "exports"
DEALS = """select count(*), count(won_on), count(lost_on), sum(amount_yen)::bigint,
    string_agg(distinct strftime(opened_on, '%Y-%m'), ' ' order by strftime(opened_on, '%Y-%m')) from deal"""
LEADS = """select count(*), count(email), string_agg(distinct channel, ' ' order by channel),
    sum(imported_score)::bigint,
    string_agg(distinct left(created_at::varchar, 7), ' ' order by left(created_at::varchar, 7)) from lead"""
TRAFFIC = "select count(*), sum(sessions), sum(users), min(channel), min(page) from traffic"

# Headings come from (facts only; the rows are made up):
#   marketo: experienceleague.adobe.com, smart lists; Bulk Lead Extract; Bulk Activity Extract (null: nothing)
#   sansan: jp-help.sansan.com, cards as CSV, and the labels of its API
#   eight: github.com/teramotodaiki/scrap8 and other readers of the same file; notes above, tags behind
#   ga4: support.google.com/analytics, exported reports and explorations with their block of comments
#   zoho: zoho.com/crm and zoho.com/jp/crm, modules and fields; appleple.com, stages
#   salesforce: Data Loader writes the names of the API in capitals and times in GMT
#   hubspot: knowledge.hubspot.com, default deal properties; two pipelines name themselves behind the stage
THREE = (3, 1, 1, 1_200_000, "2025-02 2025-03")


@pytest.mark.parametrize(
    ("name", "preset", "rejected", "total", "found"),
    [
        ("marketo_people", "marketo_people", [], LEADS, (2, 2, "Trade Show Webinar", 142, "2025-01 2025-02")),
        ("marketo_leads", "marketo_leads", [], LEADS, (2, 1, "Webinar", 62, "2025-01 2025-03")),
        ("sansan_cards", "sansan_cards", [], LEADS, (2, 2, None, None, "2025-01 2025-02")),
        ("eight_cards", "eight_cards", ["blank"], LEADS, (2, 2, None, None, "2025-01 2025-02")),
        ("ga4_explore_en", "ga4_traffic", ["blank"], TRAFFIC, (3, 1700, 1300, "(direct) / (none)", "/")),
        ("ga4_explore_ja", "ga4_traffic", [], TRAFFIC, (2, 1700, 1300, "google / organic", "/")),
        ("zoho_deals_en", "zoho_deals", [], DEALS, THREE),
        ("zoho_deals_ja", "zoho_deals", [], DEALS, THREE),
        ("salesforce_loader_opportunities", "salesforce_loader_opportunities", [], DEALS, THREE),
        ("hubspot_deals_en", "hubspot_deals", [], DEALS, THREE),
        ("hubspot_deals_ja", "hubspot_deals", [], DEALS, (2, 1, 1, 1_200_000, "2025-02")),
    ],
)
def test_an_export_is_recognised_and_gives_its_totals(
    name: str, preset: str, rejected: list[str], total: str, found: object, tmp_path: Path
) -> None:
    report = take(tmp_path / "kpi.duckdb", EXPORTS / f"{name}.csv")
    assert (report.preset, report.questions) == (preset, ())
    assert [one.code for one in report.rejected] == rejected
    assert {one.code for one in report.warnings} & {"deal_stage", "lead_stage", "columns_renamed"} == set()
    assert query(tmp_path / "kpi.duckdb", total) == [found]


def test_marketo_activities_are_behaviour_at_the_buyers_hour_and_changes_of_records_are_none(
    tmp_path: Path,
) -> None:
    database = tmp_path / "kpi.duckdb"
    take(database, EXPORTS / "marketo_people.csv")
    report = take(database, EXPORTS / "marketo_activities.csv")
    assert (report.preset, report.accepted) == ("marketo_activities", 2)
    assert [one.code for one in report.rejected] == ["no_event"]
    assert query(database, 'select kind, "at"::varchar, detail from event order by "at"') == [
        ("page_view", "2025-01-06 23:06:20", "/price"),
        ("mail_open", "2025-02-01 00:30:00", None),
    ]


def test_a_company_called_null_is_one_where_the_export_writes_nothing_for_nothing(tmp_path: Path) -> None:
    database = tmp_path / "kpi.duckdb"
    companies = "select company from lead where lead_id = '102'"
    take(database, EXPORTS / "marketo_people.csv")
    assert query(database, companies) == [("null",)]
    take(database, EXPORTS / "marketo_leads.csv")
    assert query(database, companies) == [(None,)]


def test_a_report_of_ga4_without_days_asks_for_the_day_alone(tmp_path: Path) -> None:
    database, file = tmp_path / "kpi.duckdb", EXPORTS / "ga4_report.csv"
    assert [one.key for one in take(database, file).questions] == ["column.date"]
    report = take(database, file, answers={"column.date": "2025-01-31"})
    assert (report.kind, report.accepted) == ("traffic", 2)
    assert query(database, TRAFFIC) == [(2, 1700, 0, "Direct", "")]


def test_tags_of_eight_are_attributes(tmp_path: Path) -> None:
    database = tmp_path / "kpi.duckdb"
    take(database, EXPORTS / "eight_cards.csv")
    found = "select lead_id, value from lead_attribute where name = '展示会2025'"
    assert query(database, found) == [("taro@example.com", "1")]
