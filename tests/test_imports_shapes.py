"""Exports of five systems describe the same eight leads: each gives the truth."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest

from kpi.imports import import_files
from tests.import_world import SHAPES, query

TRUTH = json.loads((SHAPES / "truth.json").read_text(encoding="utf-8"))["truth_for_all_lead_files"]
DEALS = """select count(*), count(won_on), count(lost_on),
    count(*) filter (where won_on is null and lost_on is null), sum(amount_yen) from deal_fact"""
ALL = (TRUTH["opportunities"], TRUTH["won"], TRUTH["lost"], TRUTH["open"], TRUTH["won_amount"])
HUBSPOT = ["hubspot_contacts_en.csv", "hubspot_deals_en.csv"]
SALESFORCE = ["salesforce_report_leads_ja_cp932.csv", "salesforce_report_opps_ja_cp932.csv"]


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "kpi.duckdb"


def load(database: Path, *names: str) -> list:
    reports = import_files(database, [SHAPES / name for name in names])
    for report in reports:
        assert report.rejected == ()
        assert report.questions == ()
        assert report.refused is None
    return reports


@pytest.mark.parametrize(
    ("names", "preset"),
    [
        (HUBSPOT, "hubspot_contacts"),
        (SALESFORCE, "salesforce_leads"),
        (["kintone_sjis.csv"], "kintone"),
        (["pardot_prospects.csv"], "pardot_prospects"),
        (["zoho_leads.csv"], "zoho_leads"),
    ],
)
def test_every_lead_file_gives_eight_leads_in_their_months(
    names: list[str], preset: str, database: Path
) -> None:
    assert load(database, *names)[0].preset == preset
    months = query(database, "select strftime(created_at, '%Y-%m'), count(*) from lead group by 1 order by 1")
    assert dict(months) == TRUTH["leads_by_month_JST"]


@pytest.mark.parametrize(
    "names", [*itertools.permutations(HUBSPOT), *itertools.permutations(SALESFORCE), ("kintone_sjis.csv",)]
)
def test_leads_with_their_deals_give_the_totals_in_any_order(names: tuple[str, ...], database: Path) -> None:
    load(database, *names)
    assert query(database, DEALS) == [ALL]


def test_deals_before_leads_in_two_imports_find_their_leads(database: Path) -> None:
    load(database, HUBSPOT[1])
    assert query(database, "select count(*) from deal where lead_id is null") == [(4,)]
    load(database, HUBSPOT[0])
    assert query(database, DEALS) == [ALL]


def test_stage_dates_of_a_contact_become_handovers_and_acceptances(database: Path) -> None:
    load(database, HUBSPOT[0])
    kinds = dict(query(database, "select kind, count(distinct lead_id) from event group by 1"))
    assert (kinds["handed"], kinds["sql_accepted"], kinds["opportunity"]) == (
        TRUTH["mql"],
        TRUTH["sql"],
        TRUTH["opportunities"],
    )
    assert kinds["won"] == TRUTH["won"]


def test_a_conversion_without_a_date_is_an_opportunity_and_is_named(database: Path) -> None:
    [report] = load(database, "zoho_leads.csv")
    assert [(one.code, one.fields["count"]) for one in report.warnings] == [("lead_undated", 4)]
    assert query(database, "select count(*) from deal_fact") == [(TRUTH["opportunities"],)]


def test_totals_and_notices_below_a_report_are_no_rows(database: Path) -> None:
    [report] = load(database, SALESFORCE[1])
    assert (report.rows_read, report.accepted) == (4, 4)
    assert "footer_left_out" in {one.code for one in report.warnings}


def test_columns_without_a_place_are_kept_as_attributes(database: Path) -> None:
    load(database, HUBSPOT[0])
    found = query(
        database, "select value from lead_attribute where lead_id = '9001' and name = 'Number of Pageviews'"
    )
    assert found == [("4",)]
