"""Again, newer, back: the same file, a newer export, rows mended, an import undone, the sample again."""

from __future__ import annotations

import csv
import io
import itertools
import shutil
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kpi import imports
from kpi.errors import ImportCancelled, InvalidInput, UndoBlocked
from kpi.imports import mappings
from kpi.store import Store
from tests.conftest import TODAY
from tests.import_world import SHAPES, contents, hostile, query, take, write

LEADS = "lead_id,email,company,channel,created_at\n"
ONE = LEADS + "007,a@example.com,NA,web,2025-01-05\n1E5,b@example.com,null,expo,2025-02-05\n"
DEAL = "deal_id,lead_id,stage,amount,created_at,close_date\n"


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "kpi.duckdb"


@pytest.fixture
def sample(sample_path: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sample_path, tmp_path / "sample.duckdb"))


@pytest.fixture
def stores() -> Iterator[list[Store]]:
    opened: list[Store] = []
    yield opened
    for store in opened:
        store.close()


def undo(database: Path, import_id: str) -> None:
    store = Store.open(database)
    try:
        imports.undo(store, import_id, today=TODAY)
    finally:
        store.close()


def test_ids_and_names_that_look_like_numbers_or_nothing_stay_as_they_are(
    database: Path, tmp_path: Path
) -> None:
    take(database, write(tmp_path, "a.csv", ONE))
    assert query(database, "select lead_id, company from lead order by 1") == [("007", "NA"), ("1E5", "null")]


def test_the_same_file_again_is_recognised_and_keeps_the_version_of_the_data(
    database: Path, tmp_path: Path
) -> None:
    file = write(tmp_path, "a.csv", ONE)
    take(database, file)
    version = query(database, "select value from meta where key = 'data_version'")
    report = take(database, file)
    assert [one.code for one in report.warnings] == ["already_imported"]
    assert (report.rows_read, report.accepted) == (2, 2)
    assert query(database, "select value from meta where key = 'data_version'") == version


def test_a_newer_export_updates_by_id_and_leaves_columns_it_lacks(database: Path, tmp_path: Path) -> None:
    take(database, write(tmp_path, "a.csv", ONE))
    newer = "lead_id,email,created_at\n007,new@example.com,2025-01-05\nL9,c@example.com,2025-03-01\n"
    report = take(database, write(tmp_path, "b.csv", newer))
    assert (report.inserted, report.updated, report.unchanged) == (1, 1, 0)
    assert query(database, "select email, company from lead where lead_id = '007'") == [
        ("new@example.com", "NA")
    ]


def test_a_deal_that_was_lost_after_all_is_no_longer_won(database: Path, tmp_path: Path) -> None:
    take(database, write(tmp_path, "a.csv", DEAL + "D1,007,won,100,2025-01-05,2025-02-01\n"))
    take(database, write(tmp_path, "b.csv", DEAL + "D1,007,lost,100,2025-01-05,2025-03-01\n"))
    assert query(database, "select won_on, lost_on::varchar from deal") == [(None, "2025-03-01")]


def test_undoing_the_newer_export_restores_the_older_one_exactly(database: Path, tmp_path: Path) -> None:
    take(database, SHAPES / "hubspot_contacts_en.csv", SHAPES / "hubspot_deals_en.csv")
    before = contents(database)
    text = (SHAPES / "hubspot_deals_en.csv").read_text(encoding="utf-8")
    newer = write(tmp_path, "newer.csv", text.replace("closedwon,1200000", "closedlost,1100000"))
    report = take(database, newer)
    assert contents(database) != before
    undo(database, str(report.import_id))
    assert contents(database) == before


def test_undo_waits_for_a_later_import_of_the_same_rows(database: Path, tmp_path: Path) -> None:
    first = take(database, write(tmp_path, "a.csv", ONE))
    second = take(database, write(tmp_path, "b.csv", ONE.replace("web", "fair")))
    with pytest.raises(UndoBlocked) as caught:
        undo(database, str(first.import_id))
    assert caught.value.fields["later"] == "b.csv"
    undo(database, str(second.import_id))
    undo(database, str(first.import_id))
    assert query(database, "select count(*) from lead") == [(0,)]


@pytest.mark.parametrize("names", list(itertools.permutations(range(3))))
def test_imports_of_other_rows_are_undone_in_any_order(
    names: tuple[int, ...], database: Path, tmp_path: Path
) -> None:
    start = take(database, write(tmp_path, "a.csv", ONE))
    before = contents(database)
    events = "lead_id,kind,at,amount\n007,page_view,2025-01-06,\n007,opportunity,2025-02-01,\n"
    spend = "channel,month,cost\nweb,2025-01,5000\n"
    texts = [LEADS + "L5,e@example.com,E,web,2025-05-05\n", events, spend]
    found = [take(database, write(tmp_path, f"{n}.csv", text)) for n, text in enumerate(texts)]
    for place in names:
        undo(database, str(found[place].import_id))
    assert contents(database) == before
    assert start.import_id is not None


def test_undoing_twice_or_the_unknown(database: Path, tmp_path: Path) -> None:
    report = take(database, write(tmp_path, "a.csv", ONE))
    undo(database, str(report.import_id))
    undo(database, str(report.import_id))
    with pytest.raises(InvalidInput):
        undo(database, "i999999")


def test_the_first_own_data_replaces_the_sample_and_undoing_it_brings_the_sample_back(
    sample: Path, tmp_path: Path
) -> None:
    before = contents(sample, ("lead", "spend", "lead_fact"))
    report = take(sample, write(tmp_path, "a.csv", ONE))
    assert query(sample, "select count(*) from lead") == [(2,)]
    assert query(sample, "select value from meta where key = 'data_set'") == [("own",)]
    undo(sample, str(report.import_id))
    assert contents(sample, ("lead", "spend", "lead_fact")) == before
    assert query(sample, "select value from meta where key = 'data_set'") == [("sample",)]


def test_trials_of_the_sample_go_with_it_and_those_of_own_data_with_the_own_data(
    sample: Path, tmp_path: Path, stores: list[Store]
) -> None:
    stores.append(store := Store.open(sample))

    def drawn() -> int:
        with store.cursor() as cursor:
            [(count,)] = cursor.execute(
                "select (select count(*) from trial) + (select count(*) from trial_outcome)"
            ).fetchall()
        return int(count)

    def draw(lead_id: str) -> None:
        with store.transaction() as cursor:
            cursor.execute("insert into trial values ('t', $id, 60, now()::timestamp)", {"id": lead_id})
            cursor.execute(
                "insert into trial_outcome values ($id, 'opportunity', now()::timestamp, null)",
                {"id": lead_id},
            )

    draw("L-00001")
    proposal = imports.propose(write(tmp_path, "a.csv", ONE), workspace=tmp_path, store=store)
    imports.run(store, [proposal], save=False, today=TODAY)
    assert drawn() == 2
    imports.run(store, [proposal], today=TODAY)
    assert drawn() == 0
    draw("007")
    later = imports.propose(write(tmp_path, "b.csv", ONE.replace("007", "008")), workspace=tmp_path)
    imports.run(store, [later], today=TODAY)
    assert drawn() == 2
    imports.back_to_sample(store, today=TODAY)
    assert drawn() == 0


def test_a_deal_that_was_won_without_its_day_is_told_the_day_that_it_gets(
    database: Path, tmp_path: Path
) -> None:
    rows = "d1,,Closed Won,100,2025-03-01,\nd2,,Closed Lost,,2025-03-02,2025-04-01\n"
    report = take(database, write(tmp_path, "a.csv", DEAL + rows))
    [told] = [one for one in report.warnings if one.code == "deal_unclosed"]
    assert told.fields == {"count": 1, "value": "2025-03-01", "rows": "1"}
    found = query(database, "select \"at\"::date::varchar from event where kind = 'won'")
    assert found == [("2025-03-01",)]


def test_spellings_of_one_channel_become_the_one_that_is_in_or_the_most_frequent(
    database: Path, tmp_path: Path
) -> None:
    rows = [("a", "Web"), ("b", "web"), ("c", "Ｗｅｂ "), ("d", "Web"), ("e", "展示会"), ("f", "expo")]
    text = "".join(f"{name},,,{channel},2025-01-05\n" for name, channel in rows)
    report = take(database, write(tmp_path, "a.csv", LEADS + text))
    [told] = [one for one in report.warnings if one.code == "channel_spelling"]
    assert told.fields == {"count": 2, "value": "web, Ｗｅｂ → Web"}
    spend = "month,channel,cost\n2025-01,WEB,100\n2025-01,WEB,200\n2025-01,Expo,300\n"
    assert take(database, write(tmp_path, "b.csv", spend)).accepted == 3
    counts = "select channel, count(*) from lead group by all order by 1"
    assert query(database, counts) == [("Web", 4), ("expo", 1), ("展示会", 1)]
    assert query(database, "select channel, cost_yen from spend order by 1") == [("Web", 300), ("expo", 300)]


def test_a_rehearsal_reports_the_same_and_changes_nothing(sample: Path, tmp_path: Path) -> None:
    before = contents(sample, ("lead", "spend", "lead_fact"))
    file = write(tmp_path, "a.csv", ONE)
    rehearsed = take(sample, file, commit=False)
    assert contents(sample, ("lead", "spend", "lead_fact")) == before
    assert (rehearsed.accepted, rehearsed.committed, rehearsed.import_id) == (2, False, None)


def test_going_back_to_the_sample_forgets_every_import(
    database: Path, tmp_path: Path, stores: list[Store]
) -> None:
    take(database, write(tmp_path, "a.csv", ONE))
    stores.append(Store.open(database))
    imports.back_to_sample(stores[0], today=TODAY)
    assert imports.imports(stores[0]) == []
    assert stores[0].meta("data_set") == "sample"


def test_the_list_names_file_hash_rows_and_person(
    database: Path, tmp_path: Path, stores: list[Store]
) -> None:
    stores.append(Store.open(database))
    proposal = imports.propose(write(tmp_path, "a.csv", ONE), workspace=tmp_path, store=stores[0])
    imports.run(stores[0], [proposal], by="hanako", today=date(2026, 1, 1))
    [one] = imports.imports(stores[0])
    assert (one.file_name, one.rows_read, one.imported_by, one.undone_at) == ("a.csv", 2, "hanako", None)
    assert len(one.file_hash) == 64


def test_rejected_rows_are_mended_and_imported_alone(
    database: Path, tmp_path: Path, stores: list[Store]
) -> None:
    report = take(database, hostile("06_mixed_date_formats.csv", tmp_path))
    stores.append(Store.open(database))
    data = imports.rejects_csv(stores[0], str(report.import_id), "ja")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert rows[0][-1] == "取り込めなかった理由"
    assert [row[0] for row in rows[1:]] == [f"L{n:03}" for n in range(14, 21)]
    place = rows[0].index("created_at")
    for row in rows[1:]:
        row[place] = "2025-03-01"
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    mended = take(database, write(tmp_path, "mended.csv", out.getvalue(), "utf-8-sig"))
    assert (mended.accepted, mended.rejected) == (7, ())
    assert query(database, "select count(*) from lead") == [(20,)]
    assert query(database, "select count(*) from lead_attribute where name like '%理由%'") == [(0,)]


def test_a_saved_mapping_is_recognised_by_its_header(
    database: Path, tmp_path: Path, stores: list[Store]
) -> None:
    text = "番号,いつ,どこから\n1,2025-01-05,web\n"
    file = write(tmp_path, "odd.csv", text)
    answers = {
        "kind": "lead",
        "column.lead_id": "番号",
        "column.created_at": "いつ",
        "column.channel": "どこから",
    }
    stores.append(Store.open(database))
    first = imports.propose(file, workspace=tmp_path, store=stores[0], answers=answers)
    assert first.mapping is not None
    mappings.save(stores[0], "our list", first.mapping)
    again = imports.propose(file, workspace=tmp_path, store=stores[0])
    assert again.mapping is not None
    assert again.mapping.preset == "our list"
    [report] = imports.run(stores[0], [again])
    assert report.accepted == 1
    assert stores[0].rows("import_lead_total") == [(1,)]


def test_a_cancelled_import_leaves_nothing(database: Path, tmp_path: Path, stores: list[Store]) -> None:
    take(database, write(tmp_path, "a.csv", ONE))
    before = contents(database)
    stores.append(Store.open(database))
    proposal = imports.propose(write(tmp_path, "b.csv", LEADS + "L5,,E,web,2025-05-05\n"), workspace=tmp_path)
    asked = iter([False, False, False, True, True, True])
    with pytest.raises(ImportCancelled):
        imports.run(stores[0], [proposal], cancelled=lambda: next(asked))
    stores.pop().close()
    assert contents(database) == before


def test_a_preview_shows_the_rows_before_and_after(
    database: Path, tmp_path: Path, stores: list[Store]
) -> None:
    stores.append(Store.open(database))
    proposal = imports.propose(hostile("01_cp932_japanese_headers.csv", tmp_path), workspace=tmp_path)
    shown = imports.preview(stores[0], proposal, rows=3)
    assert shown.row_count == 10
    assert list(shown.before["予算"]) == ["\\1,200,000"] * 3
    assert list(shown.after["budget"]) == ["1200000"] * 3


def test_leads_of_one_address_count_as_one_person_until_the_second_import_is_undone(
    database: Path, tmp_path: Path
) -> None:
    first = write(tmp_path, "a.csv", "lead_id,created_at,email\na,2025-01-05,Taro@Example.com\n")
    second = write(
        tmp_path, "b.csv", "lead_id,created_at,email\nb,2025-01-06,ｔａｒｏ@example.com\nc,2025-01-07,\n"
    )
    take(database, first)
    report = take(database, second)
    assert query(database, "select lead_id from lead_fact order by 1") == [("a",), ("c",)]
    assert query(database, "select count(*) from lead") == [(3,)]
    store = Store.open(database)
    imports.undo(store, str(report.import_id))
    store.close()
    assert query(database, "select lead_id from lead_fact") == [("a",)]


@pytest.mark.parametrize(
    ("name", "column", "value"),
    [
        ("17_events_for_unknown_leads.csv", "kind", "handed"),
        ("29_spend_month_spellings_and_total_row.csv", "cost_yen", 100_000),
        ("06_mixed_date_formats.csv", "lead_id", "L001"),
    ],
)
def test_every_kind_of_table_has_a_preview(
    name: str, column: str, value: object, database: Path, tmp_path: Path, stores: list[Store]
) -> None:
    stores.append(Store.open(database))
    proposal = imports.propose(hostile(name, tmp_path), workspace=tmp_path)
    assert imports.preview(stores[0], proposal).after[column][0] == value


@pytest.mark.parametrize(("unit", "fraction"), [("s", 0), ("ms", 123_000), ("us", 123_456), ("ns", 123_456)])
def test_a_time_of_parquet_keeps_its_fraction_of_a_second(
    unit: str, fraction: int, database: Path, tmp_path: Path
) -> None:
    take(database, write(tmp_path, "a.csv", ONE))
    nanoseconds = pa.array([1_736_155_800_123_456_789], pa.int64()).cast(pa.timestamp("ns"))
    rows = {"lead_id": ["007"], "kind": ["page_view"], "at": nanoseconds.cast(pa.timestamp(unit), safe=False)}
    pq.write_table(pa.table(rows), tmp_path / "events.parquet")
    take(database, tmp_path / "events.parquet")
    assert query(database, 'select "at" from event') == [(datetime(2025, 1, 6, 9, 30, 0, fraction),)]


def test_parquet_gives_the_same_events_as_csv(database: Path, tmp_path: Path) -> None:
    take(database, write(tmp_path, "a.csv", ONE))
    moment = datetime(2025, 1, 6, 9, 30)
    rows = {"lead_id": ["007", "1E5", "X"], "kind": ["page_view"] * 3, "at": [moment] * 3}
    pq.write_table(pa.table(rows), tmp_path / "events.parquet")
    report = take(database, tmp_path / "events.parquet")
    assert [(one.row_number, one.line_number, one.code) for one in report.rejected] == [
        (3, None, "unknown_lead")
    ]
    assert query(database, 'select lead_id, "at" from event order by 1') == [("007", moment), ("1E5", moment)]
