"""Each line of the health report: one literal world, its count, and the rows behind it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from kpi import health, identity
from kpi.errors import InvalidInput
from kpi.health import LINES, STALLED_DAYS
from kpi.store import Store
from tests.hostile_worlds import HOSTILE
from tests.small_world import event, lead, small_world


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(tmp_path / "kpi.duckdb")


def counts(store: Store, **more: int) -> dict[str, int]:
    return {line.code: line.count for line in health.lines(store, **more) if line.count}


def test_an_empty_store_is_healthy_and_has_no_imports(store: Store) -> None:
    small_world(store)
    assert [line.code for line in health.lines(store)] == list(LINES)
    assert counts(store) == {}
    assert (health.missing_fields(store).empty, health.last_imports(store).empty) == (True, True)


def test_leads_without_a_score_are_counted_and_named(store: Store) -> None:
    small_world(store, [lead("a", 0), lead("b"), lead("c")])
    assert counts(store) == {"no_score": 2}
    assert health.ids(store, "no_score") == ["b", "c"]
    assert health.rows(store, "no_score", limit=1, offset=1)["lead_id"].tolist() == ["c"]


def test_what_happened_in_the_wrong_order_is_named_by_its_kind(store: Store) -> None:
    small_world(
        store,
        [lead(name, 1) for name in ("early", "late", "odd", "fine")],  # created on 2025-10-01
        [
            event("early", "contacted", "2025-09-30"),
            event("late", "opportunity", "2025-09-01", deal_id="d1"),
            event("late", "won", "2025-09-20", deal_id="d1", amount_yen=5),
            event("odd", "opportunity", "2025-11-10", deal_id="d2"),
            event("odd", "won", "2025-11-09", deal_id="d2", amount_yen=5),
            # a day without a time of day is not before the morning it was created on
            event("fine", "contacted", "2025-10-01"),
            event("fine", "won", "2025-10-01T00:00:00", deal_id="d3"),
            event("fine", "opportunity", "2025-10-01T09:00:00", deal_id="d3"),
        ],
    )
    assert counts(store) == {
        "touched_before_lead": 1,
        "opened_before_lead": 1,
        "won_before_lead": 1,
        "won_before_opportunity": 1,
    }
    assert health.ids(store, "touched_before_lead") == ["early"]
    assert health.ids(store, "won_before_lead") == ["d1"]
    assert health.ids(store, "won_before_opportunity") == ["d2"]


def test_a_deal_that_stands_still_is_named_with_its_owner_and_amount(store: Store) -> None:
    small_world(
        store,
        [lead("a", 1, company="X")],
        [
            event("a", "opportunity", "2025-10-02", deal_id="d1", amount_yen=900, owner="aoki"),
            event("a", "proposal", "2025-10-20", deal_id="d1"),
            event(None, "opportunity", "2025-10-05", deal_id="d2", amount_yen=100, owner="sato"),
            event("a", "opportunity", "2025-10-02", deal_id="closed"),
            event("a", "lost", "2025-10-03", deal_id="closed"),
            event("a", "page_view", "2026-01-18"),  # the last recorded day: 90 days after 2025-10-20
        ],
    )
    found = health.rows(store, "stalled")
    columns = ["deal_id", "company", "owner", "amount_yen", "stage", "still_days"]
    assert found[columns].astype(object).where(found[columns].notna(), None).values.tolist() == [
        ["d1", "X", "aoki", 900, "proposal", STALLED_DAYS],
        ["d2", None, "sato", 100, "opportunity", 105],
    ]
    assert counts(store, stalled_days=91)["stalled"] == 1


def test_events_of_a_lead_that_no_file_brought_are_named(store: Store) -> None:
    small_world(store, [lead("a", 1)], [event("ghost", "page_view", "2025-10-02")])
    assert counts(store) == {"unknown_lead": 1}
    assert health.ids(store, "unknown_lead") == ["ghost"]


def test_people_who_may_be_there_twice_are_named_until_they_are_joined(store: Store) -> None:
    small_world(
        store,
        [
            lead("a", 1, email="taro.tanaka@x.jp", company="㈱X商事"),
            lead("b", 1, email="Taro.Tanaka@x.jp ", company="X商事"),
            lead("c", 1, email="tarou.tanaka@x.jp", company="X商事"),
            lead("d", 1, email="tarou.tanaka@y.jp", company="Y商事"),
            # another initial or number is another person
            lead("e", 1, email="k.satoyama@z.jp", company="Z商事"),
            lead("f", 1, email="j.satoyama@z.jp", company="Z商事"),
            lead("g", 1, email="satoyama1@z.jp", company="Z商事"),
            lead("h", 1, email="satoyama2@z.jp", company="Z商事"),
        ],
    )
    assert counts(store) == {"same_email": 2, "near_email": 2}
    assert health.ids(store, "same_email") == ["a", "b"]
    near = health.rows(store, "near_email")
    assert sorted(zip(near["lead_id"], near["other_lead_id"], strict=True)) == [("a", "c"), ("c", "a")]
    identity.merge_leads(store, ["a", "b", "c"], by=None)
    assert counts(store) == {}


def test_near_company_names_are_pairs_of_companies_without_ids(store: Store) -> None:
    small_world(store, [lead("a", 1, company="東京電子工業"), lead("b", 1, company="東京電子工業所")])
    assert counts(store) == {"near_company": 1}
    with pytest.raises(InvalidInput):
        health.ids(store, "near_company")


def test_missing_fields_are_counted_by_channel_and_open_their_leads(store: Store) -> None:
    small_world(
        store,
        [
            lead("a", 1, channel="expo", email="a@x.jp"),
            lead("b", 1, channel="expo", email=" "),
            lead("c", 1, email="c@x.jp", industry="food"),
        ],
    )
    found = health.missing_fields(store).set_index(["channel", "field"])["missing_count"]
    assert (found["expo", "email"], found["-", "email"], found["expo", "industry"]) == (1, 0, 2)
    assert health.missing_rows(store, "email", "expo")["lead_id"].tolist() == ["b"]
    assert health.missing_rows(store, "industry")["lead_id"].tolist() == ["a", "b"]
    for channel, field in found.index:
        assert len(health.missing_rows(store, field, channel)) == found[channel, field]


@pytest.mark.parametrize("field", ["lead_id", ".*", "email|company", ""])
def test_a_field_that_is_none_is_refused(store: Store, field: str) -> None:
    with pytest.raises(InvalidInput):
        health.missing_rows(store, field)
    with pytest.raises(InvalidInput):
        health.rows(store, field)


def test_the_last_import_of_every_source_is_told_and_an_undone_one_is_none(store: Store) -> None:
    with store.transaction() as cursor:
        for day, import_id, system, undone in (
            (1, "1", "hubspot", False),
            (9, "2", "hubspot", False),
            (20, "3", "hubspot", True),
            (5, "4", "salesforce", False),
        ):
            at = datetime(2025, 5, day)
            cursor.execute(
                "insert into import_log values "
                "($id, 'f' || $id, 'h', '', 0, $system, '', 'lead', '[]', '{}', 3, 2, 1, false, $at, "
                "'aoki', $undone, null)",
                {"id": import_id, "system": system, "at": at, "undone": at if undone else None},
            )
    found = health.last_imports(store)
    columns = ["system", "file_name", "rows_read", "accepted", "rejected", "imported_by"]
    assert found[columns].values.tolist() == [
        ["salesforce", "f4", 3, 2, 1, "aoki"],
        ["hubspot", "f2", 3, 2, 1, "aoki"],
    ]


@pytest.mark.parametrize("name", HOSTILE)
def test_in_every_world_each_count_is_the_number_of_its_rows(store: Store, name: str) -> None:
    HOSTILE[name].fill(store)
    for line in health.lines(store, stalled_days=0):
        assert len(health.rows(store, line.code, stalled_days=0)) == line.count, line
        if line.subject != "company":
            assert len(health.ids(store, line.code, stalled_days=0)) == line.count
