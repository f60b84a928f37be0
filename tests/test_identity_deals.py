"""Deals that two systems both hold: each system's rows stay, and every deal counts once."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from kpi import identity, identity_deals
from kpi.errors import InvalidInput
from kpi.imports import history
from kpi.period import Period
from kpi.reconcile import reconcile_systems
from kpi.store import Store
from tests.import_world import SHAPES, query, take, write
from tests.test_imports_shapes import ALL, DEALS, HUBSPOT, SALESFORCE

HUBSPOT_HEAD = "Record ID,Deal Name,Deal Stage,Amount,Close Date,Create Date,Associated Company"
SALESFORCE_HEAD = "商談 ID,商談名,フェーズ,金額,完了予定日,作成日,取引先名"
APRIL = Period("2025-04-01..2025-04-30", date(2025, 4, 1), date(2025, 5, 1))
WON = "select deal_id, won_on::varchar, amount_yen from deal where won_on is not null order by deal_id"


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "kpi.duckdb"


def hubspot(folder: Path, *rows: str, name: str = "hubspot.csv") -> Path:
    return write(folder, name, "\n".join([HUBSPOT_HEAD, *rows]) + "\n")


def salesforce(folder: Path, *rows: str) -> Path:
    return write(folder, "salesforce.csv", "\n".join([SALESFORCE_HEAD, *rows]) + "\n")


@pytest.mark.parametrize("names", [[*HUBSPOT, *SALESFORCE], [*SALESFORCE, *HUBSPOT]])
def test_leads_and_deals_of_two_systems_count_once(names: list[str], database: Path) -> None:
    take(database, *(SHAPES / name for name in names))
    assert query(database, "select count(*) from lead_fact") == [(8,)]
    assert query(database, DEALS) == [ALL]


def test_one_number_in_two_systems_is_two_deals_where_nothing_else_agrees(
    database: Path, tmp_path: Path
) -> None:
    take(database, hubspot(tmp_path, "1,A 案件,closedwon,100,2025-04-01,2025-03-01,A社"))
    take(database, salesforce(tmp_path, "1,B 案件,受注,900,2025/5/1,2025/3/9,B社"))
    assert query(database, WON) == [("1", "2025-04-01", 100), ("salesforce:1", "2025-05-01", 900)]


def test_a_newer_export_updates_the_deal_of_its_own_system(database: Path, tmp_path: Path) -> None:
    take(database, hubspot(tmp_path, "1,A 案件,closedwon,100,2025-04-01,2025-03-01,A社"))
    take(database, salesforce(tmp_path, "1,B 案件,提案,900,,2025/3/9,B社"))
    take(database, salesforce(tmp_path, "1,B 案件,受注,950,2025/5/1,2025/3/9,B社"))
    take(database, hubspot(tmp_path, "1,A 案件,closedwon,120,2025-04-01,2025-03-01,A社"))
    assert query(database, WON) == [("1", "2025-04-01", 120), ("salesforce:1", "2025-05-01", 950)]


def test_two_systems_with_one_number_are_laid_side_by_side_as_each_states_it(
    database: Path, tmp_path: Path
) -> None:
    take(database, hubspot(tmp_path, "1,A 案件,closedwon,100,2025-04-01,2025-03-01,A社"))
    take(database, salesforce(tmp_path, "1,A 案件,受注,130,2025/4/3,2025/3/1,A社"))
    with closing(Store.open(database)) as store:
        found = reconcile_systems(store, "hubspot", "salesforce", period=APRIL)
    [line] = found.rows("date_and_amount").to_dict("records")
    assert (line["left_deal_id"], line["right_deal_id"], line["matched_by"]) == ("1", "1", "deal_id")
    assert (line["left_amount_yen"], line["right_amount_yen"], line["date_gap_days"]) == (100, 130, 2)


@pytest.fixture
def both(database: Path, tmp_path: Path) -> Path:
    """A company's three deals in two systems: one agrees, one differs in its amount, one is in one alone."""
    take(
        database,
        hubspot(
            tmp_path,
            "11,A 案件,closedwon,100,2025-04-01,2025-03-01,A社",
            "12,B 案件,closedwon,200,2025-04-02,2025-03-01,B社",
        ),
        salesforce(
            tmp_path,
            "s1,A 案件,受注,100,2025/4/1,2025/3/2,㈱A社",
            "s2,B 案件,受注,250,2025/4/9,2025/3/1,B社",
            "s3,C 案件,受注,300,2025/4/9,2025/3/1,C社",
        ),
    )
    return database


def test_what_agrees_counts_once_by_itself_and_what_differs_is_asked_about(both: Path) -> None:
    assert query(both, WON) == [
        ("12", "2025-04-02", 200),
        ("s1", "2025-04-01", 100),
        ("s2", "2025-04-09", 250),
        ("s3", "2025-04-09", 300),
    ]
    with closing(Store.open(both)) as store:
        [pair] = identity_deals.suggestions(store).to_dict("records")
        assert (pair["deal_id"], pair["other_deal_id"], pair["matched_by"]) == ("s2", "12", "company")
        assert identity_deals.join_deals(store, [("s2", "12")], by="佐藤") == 1
        assert identity_deals.suggestions(store).empty
        with pytest.raises(InvalidInput):
            identity_deals.join_deals(store, [("12", "s2")], by=None)
    assert [deal_id for deal_id, _, _ in query(both, WON)] == ["s1", "s2", "s3"]


def test_the_chosen_system_says_day_and_amount_of_what_both_hold(both: Path) -> None:
    with closing(Store.open(both)) as store:
        identity_deals.join_deals(store, [("s2", "12")], by=None)
        assert identity_deals.counting_system(store) is None
        identity_deals.count_as_stated_by(store, "hubspot")
        assert identity_deals.counting_system(store) == "hubspot"
        with pytest.raises(InvalidInput):
            identity_deals.count_as_stated_by(store, "zoho")
    assert query(both, WON) == [
        ("11", "2025-04-01", 100),
        ("12", "2025-04-02", 200),
        ("s3", "2025-04-09", 300),
    ]


def test_deals_that_a_person_parts_stay_two_through_later_imports(both: Path, tmp_path: Path) -> None:
    with closing(Store.open(both)) as store:
        [merge_id] = identity.merges(store, kind="same_deal")["merge_id"]
        assert identity.undo(store, [merge_id], by=None) == 1
    assert len(query(both, WON)) == 5
    take(both, hubspot(tmp_path, "13,D 案件,closedwon,1,2025-04-02,2025-03-01,D社", name="later.csv"))
    assert len(query(both, WON)) == 6
    with closing(Store.open(both)) as store:
        assert identity_deals.suggestions(store)["deal_id"].tolist() == ["s2"]


def test_a_deal_is_joined_with_one_deal_of_each_other_system_at_most(both: Path, tmp_path: Path) -> None:
    again = hubspot(tmp_path, "14,A 案件,closedwon,100,2025-04-01,2025-03-01,A社", name="later.csv")
    take(both, again)
    assert query(both, "select deal_id from deal where amount_yen = 100 order by 1") == [("14",), ("s1",)]


def test_undoing_one_systems_import_leaves_the_deals_of_the_other(both: Path) -> None:
    [(salesforce_import,)] = query(both, "select import_id from import_log where system = 'salesforce'")
    with closing(Store.open(both)) as store:
        history.undo(store, salesforce_import, by=None)
    assert query(both, WON) == [("11", "2025-04-01", 100), ("12", "2025-04-02", 200)]


def test_a_deal_finds_its_lead_through_the_row_of_the_other_system(database: Path, tmp_path: Path) -> None:
    leads = write(
        tmp_path,
        "leads.csv",
        "lead_id,email,company,channel,created_at\nL1,a@example.jp,A社,web,2025-01-05\n",
    )
    named = HUBSPOT_HEAD.replace("Associated Company", "Associated Contact IDs,Associated Company")
    marketing = write(
        tmp_path, "hubspot.csv", f"{named}\n11,A 案件,closedwon,100,2025-04-01,2025-03-01,L1,別名A\n"
    )
    sales = salesforce(tmp_path, "11,A 案件,受注,100,2025/4/1,2025/3/2,エー商会")
    take(database, leads, marketing, sales)
    assert query(database, "select deal_id, lead_id from deal") == [("salesforce:11", "L1")]
