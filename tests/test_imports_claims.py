"""A lead report states a deal that a CRM file names: counted once, whoever joins the two, and back again."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpi import identity, imports
from kpi.store import Store
from tests.conftest import TODAY
from tests.import_world import contents, query, take, write

REPORT = (
    "lead_id,created_at,email,company,受注日,受注金額\nL1,2025-01-05,taro@example.com,A社,2025-03-01,1000\n"
)
CRM = "deal_id,deal name,stage,amount,created_at,close_date\nD1,導入,won,900,2025-02-01,2025-03-02\n"
DEALS = "select deal_id, lead_id, amount_yen from deal order by 1"
CLAIMED, LINKED = [("D1", None, 900), ("lead:L1", "L1", 1000)], [("D1", "L1", 900)]
TABLES = ("lead", "event", "deal", "lead_fact", "deal_fact")


@pytest.fixture
def both(tmp_path: Path) -> tuple[Path, str, str]:
    """A store with a lead report and a CRM file, and the numbers of the two imports."""
    database = tmp_path / "kpi.duckdb"
    report = take(database, write(tmp_path, "report.csv", REPORT))
    crm = take(database, write(tmp_path, "crm.csv", CRM))
    return database, str(report.import_id), str(crm.import_id)


def link(database: Path) -> str:
    store = Store.open(database)
    try:
        return identity.link_deal(store, "D1", "L1", by="hanako")
    finally:
        store.close()


def undo(database: Path, *, merge_id: str = "", import_id: str = "") -> None:
    store = Store.open(database)
    try:
        if merge_id:
            identity.undo(store, [merge_id], by=None)
        else:
            imports.undo(store, import_id, today=TODAY)
    finally:
        store.close()


def test_a_deal_linked_by_hand_takes_the_place_of_the_one_the_report_states(
    both: tuple[Path, str, str],
) -> None:
    database, _, _ = both
    assert query(database, DEALS) == CLAIMED
    link(database)
    assert query(database, DEALS) == LINKED
    assert query(database, "select deal_count, won_count, won_amount_yen from lead_fact") == [(1, 1, 900)]


def test_without_the_link_both_stand_as_before(both: tuple[Path, str, str]) -> None:
    database, _, _ = both
    before = contents(database, TABLES)
    undo(database, merge_id=link(database))
    assert contents(database, TABLES) == before


def test_without_the_crm_file_the_report_states_the_deal_again(both: tuple[Path, str, str]) -> None:
    database, _, crm = both
    link(database)
    undo(database, import_id=crm)
    assert query(database, DEALS) == CLAIMED[1:]


def test_without_the_report_the_deal_stands_without_a_lead_until_it_is_back(
    both: tuple[Path, str, str], tmp_path: Path
) -> None:
    database, report, _ = both
    link(database)
    undo(database, import_id=report)
    assert query(database, DEALS) == CLAIMED[:1]
    take(database, tmp_path / "report.csv")
    assert query(database, DEALS) == LINKED


def test_a_deal_of_the_same_person_under_another_lead_is_that_deal(tmp_path: Path) -> None:
    database = tmp_path / "kpi.duckdb"
    take(database, write(tmp_path, "report.csv", REPORT))
    again = REPORT.splitlines()[0] + "\nL0,2024-12-01,Taro@example.com,A社,,\n"
    later = take(database, write(tmp_path, "older.csv", again))
    named = CRM.replace("close_date", "close_date,email").replace("2025-03-02", "2025-03-02,taro@example.com")
    take(database, write(tmp_path, "crm.csv", named))
    assert query(database, "select lead_id from event where deal_id = 'D1'") == [("L0",), ("L0",)]
    assert query(database, "select deal_id, amount_yen from deal") == [("D1", 900)]
    undo(database, import_id=str(later.import_id))
    assert query(database, DEALS) == LINKED


def test_an_event_of_a_file_whose_id_ends_like_a_claim_stays(tmp_path: Path) -> None:
    database = tmp_path / "kpi.duckdb"
    take(database, write(tmp_path, "report.csv", REPORT))
    text = "event_id,lead_id,kind,at\n5:claim,L1,page_view,2025-01-06\nL1:won:claim,L1,download,2025-01-07\n"
    report = take(database, write(tmp_path, "events.csv", text))
    assert report.accepted == 2
    take(database, write(tmp_path, "crm.csv", CRM))
    found = "select kind, count(*) from event where lead_id = 'L1' group by 1 order by 1"
    assert query(database, found) == [("download", 1), ("opportunity", 1), ("page_view", 1), ("won", 1)]
