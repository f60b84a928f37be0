"""What arrived late: literal imports before and after a meeting, against the store as it was."""

from __future__ import annotations

import shutil
from datetime import date, datetime
from pathlib import Path

import pytest

from kpi import facts, imports
from kpi.compare import Comparison
from kpi.compare_counts import LEVELS, compared
from kpi.compare_late import Late, arrived_late
from kpi.filters import Filter
from kpi.period import Calendar, Period
from kpi.store import Store
from tests.import_world import take, write

OCTOBER = Period("x", date(2026, 10, 1), date(2026, 11, 1))
MEETING = datetime(2026, 11, 2, 9)
LINES = {"mql": 40, "sql": 60}
LEADS = "lead_id,email,company,channel,created_at,imported_score\n"
DEALS = "deal_id,lead_id,stage,amount,created_at,close_date\n"
# known at the meeting of 2 November
FIRST_LEADS = LEADS + "L1,a@x.jp,A,web,2026-10-01,70\nL2,b@x.jp,B,expo,2026-10-02,30\n"
FIRST_DEALS = DEALS + "D1,L1,won,100,2026-10-05,2026-10-20\nD2,L2,open,50,2026-10-06,\n"
# brought on 9 November: L3 came in October, D1 was worth more, D2 was won in October, D3 is new
NEXT_LEADS = (
    LEADS + "L2,b@x.jp,B,web,2026-10-02,30\nL3,c@x.jp,C,web,2026-10-30,80\nL4,d@x.jp,D,web,2026-11-05,80\n"
)
NEXT_DEALS = (
    DEALS
    + "D1,L1,won,130,2026-10-05,2026-10-20\nD2,L2,won,50,2026-10-06,2026-10-31\n"
    + "D3,L3,open,10,2026-10-31,\nD4,L1,won,999,2026-11-03,2026-11-04\n"
)


def bring(database: Path, folder: Path, leads: str, deals: str) -> list[str]:
    reports = [
        take(database, write(folder, f"{name}.csv", text)) for name, text in (("l", leads), ("d", deals))
    ]
    return [str(report.import_id) for report in reports]


def use_scores(database: Path) -> None:
    store = Store.open(database)
    facts.use_score(store, "imported", today=date(2026, 11, 9))
    store.close()


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, list[str]]:
    """The file as it was at the meeting, as it is a week later, and the imports of that week."""
    folder = tmp_path_factory.mktemp("late")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KPI_TODAY", "2026-11-01")
        bring(folder / "then.duckdb", folder, FIRST_LEADS, FIRST_DEALS)
        use_scores(folder / "then.duckdb")
        shutil.copy(folder / "then.duckdb", folder / "now.duckdb")
        patch.setenv("KPI_TODAY", "2026-11-09")
        later = bring(folder / "now.duckdb", folder, NEXT_LEADS, NEXT_DEALS)
    return folder / "then.duckdb", folder / "now.duckdb", later


def late(database: Path, known_at: datetime = MEETING, **narrowed: object) -> Late:
    store = Store.open(database)
    chosen = Filter(OCTOBER, **{"dating": "activity", **narrowed})  # type: ignore[arg-type]
    try:
        return arrived_late(store, chosen, OCTOBER, known_at=known_at, **LINES)
    finally:
        store.close()


def october(database: Path, dating: str) -> dict[str, float]:
    """October as the file has it, outcomes up to the meeting."""
    store = Store.open(database)
    calendar = Calendar(date(2026, 10, 1), date(2026, 11, 1))
    comparison = Comparison("month", Period("x", OCTOBER.stop, OCTOBER.stop), OCTOBER, calendar)
    found = compared(store, Filter(OCTOBER, dating=dating), comparison, **LINES).before  # type: ignore[arg-type]
    store.close()
    assert found is not None
    return {name: found[name] for name in LEVELS}


def test_what_was_imported_after_the_meeting_is_late(worlds: tuple[Path, Path, list[str]]) -> None:
    _, now, _ = worlds
    # L3 (an SQL) came; D3 was opened; D2 was won for 50, and D1 is worth 30 more. November is no late news.
    expected = [1, 1, 1, 1, 1, 80]
    found = late(now)
    assert found.levels is not None
    assert [found.levels[name] for name in LEVELS] == expected


@pytest.mark.parametrize("dating", ["activity", "cohort"])
def test_what_was_known_and_what_came_late_are_what_is_known_today(
    worlds: tuple[Path, Path, list[str]], dating: str
) -> None:
    then, now, _ = worlds
    came = late(now, dating=dating).levels
    assert came is not None
    known, today = october(then, dating), october(now, dating)
    assert {name: known[name] + came[name] for name in LEVELS} == today


def test_a_filter_narrows_what_came_late(worlds: tuple[Path, Path, list[str]]) -> None:
    found = late(worlds[1], channel=("expo",)).levels
    assert found is not None
    assert [found[name] for name in LEVELS] == [0] * 6


def test_nothing_is_late_after_the_last_import(worlds: tuple[Path, Path, list[str]]) -> None:
    found = late(worlds[1], datetime(2026, 11, 10)).levels
    assert found is not None
    assert set(found.values()) == {0}


def test_what_the_store_cannot_say_it_says(
    worlds: tuple[Path, Path, list[str]], tmp_path: Path, sample_store: Store
) -> None:
    _, now, later = worlds
    assert late(now, datetime(2026, 10, 15)) == Late(None, "unrecorded")
    undone = tmp_path / "undone.duckdb"
    shutil.copy(now, undone)
    store = Store.open(undone)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KPI_TODAY", "2026-11-16")
        imports.undo(store, later[1], today=date(2026, 11, 16))
    store.close()
    assert late(undone, datetime(2026, 11, 10)) == Late(None, "undone")
    back = late(undone).levels
    assert back is not None
    assert [back[name] for name in LEVELS] == [1, 1, 1, 0, 0, 0]
    found = arrived_late(sample_store, Filter(OCTOBER), OCTOBER, known_at=MEETING, **LINES)
    assert found == Late(None, "unrecorded")
