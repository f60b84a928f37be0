"""Two lists of the same deals: what agrees, what does not, and that nothing is lost or counted twice."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi import identity
from kpi.errors import InvalidInput
from kpi.period import Period
from kpi.reconcile import PARTS, Reconciliation, reconcile, reconcile_systems, stated, systems
from kpi.store import Store
from tests.small_world import event, lead, small_world

APRIL = Period("2025-04-01..2025-04-30", date(2025, 4, 1), date(2025, 5, 1))


def row(deal_id: str | None, on: str | None, yen: int | None, **more: object) -> dict[str, object]:
    return {"deal_id": deal_id, "date": on, "amount_yen": yen, **more}


def laid(left: list[dict[str, object]], right: list[dict[str, object]], **more: Any) -> Reconciliation:
    return reconcile(pd.DataFrame(left), pd.DataFrame(right), period=APRIL, **more)


def parts(found: Reconciliation) -> dict[str, int]:
    counts = {part: found.total(part).line_count for part in PARTS}
    return {part: count for part, count in counts.items() if count}


def test_every_kind_of_difference_has_its_own_rows() -> None:
    found = laid(
        [
            row("1", "2025-04-01", 100),
            row("2", "2025-04-02", 200),
            row("3", "2025-04-03", 300),
            row("4", "2025-04-04", 400),
            row("5", "2025-04-05", 500),
        ],
        [
            row("1", "2025-04-01", 100),
            row("2", "2025-04-09", 200),
            row("3", "2025-04-03", 333),
            row("4", "2025-04-14", 444),
            row("6", "2025-04-06", 600),
        ],
    )
    assert parts(found) == dict.fromkeys(PARTS, 1)
    [gap] = found.rows("date_and_amount")[["date_gap_days", "amount_gap_yen"]].to_dict("records")
    assert gap == {"date_gap_days": 10, "amount_gap_yen": 44}
    assert found.rows("left_only")["left_deal_id"].tolist() == ["5"]
    assert found.rows("right_only")["right_deal_id"].tolist() == ["6"]
    total = found.total()
    assert (total.left_amount_yen, total.right_amount_yen) == (1500, 1677)


def test_a_row_finds_its_partner_by_id_else_address_else_company() -> None:
    found = laid(
        [
            row("1", "2025-04-01", 1, email="x@x.jp", company="田中"),
            row("h-2", "2025-04-02", 2, email="Mailto:T@x.jp"),
            row(None, "2025-04-03", 3, company="㈱佐藤"),
        ],
        [
            row(None, "2025-04-03", 3, company="佐藤 株式会社"),
            row("s-9", "2025-04-02", 2, email="t@X.jp"),
            row("1", "2025-04-01", 1),
        ],
    )
    assert parts(found) == {"same": 3}
    matched = dict(zip(found.lines["left_row"], found.lines["matched_by"], strict=True))
    assert matched == {0: "deal_id", 1: "email", 2: "company"}


def test_of_several_deals_of_one_company_the_nearest_dates_belong_together() -> None:
    found = laid(
        [row(None, f"2025-04-{day:02}", 10, company="A") for day in (1, 20)],
        [row(None, f"2025-04-{day:02}", 10, company="A") for day in (21, 3, 30)],
    )
    pairs = found.lines[["left_row", "right_row"]].dropna().values.tolist()
    assert sorted(pairs) == [[0, 1], [1, 0]]
    assert parts(found) == {"date": 2, "right_only": 1}


def test_deals_of_one_company_far_apart_are_two_deals_unless_their_ids_agree() -> None:
    far = ("2025-04-01", "2026-04-01")
    apart = laid([row(None, far[0], 1, company="A")], [row(None, far[1], 1, company="A")])
    assert parts(apart) == {"left_only": 1}
    assert parts(laid([row("d", far[0], 1)], [row("d", far[1], 1)])) == {"date": 1}


def test_blank_keys_join_nobody() -> None:
    blank = row(" ", "2025-04-01", 1, email="-", company="　")
    assert parts(laid([blank, blank], [blank])) == {"left_only": 2, "right_only": 1}


def test_a_deal_dated_in_another_month_on_one_side_is_a_different_date_and_in_one_sum_alone() -> None:
    found = laid([row("1", "2025-04-30", 100)], [row("1", "2025-05-01", 100), row("2", "2025-05-02", 9)])
    assert parts(found) == {"date": 1}
    total = found.total()
    assert (total.left_count, total.left_amount_yen, total.right_count, total.right_amount_yen) == (
        1,
        100,
        0,
        0,
    )


def test_a_row_without_a_date_belongs_to_no_period_unless_its_partner_does() -> None:
    found = laid([row("1", None, 5), row("2", None, 7)], [row("1", "2025-04-02", 5)])
    assert (parts(found), found.left_undated_count, found.right_undated_count) == ({"date": 1}, 1, 0)


def test_two_missing_amounts_agree_and_one_missing_does_not() -> None:
    one, other = row("1", "2025-04-01", None), row("1", "2025-04-01", 0)
    assert (parts(laid([one], [one])), parts(laid([one], [other]))) == ({"same": 1}, {"amount": 1})


def test_empty_lists_have_no_lines() -> None:
    found = reconcile(pd.DataFrame(), pd.DataFrame(), period=APRIL)
    assert (parts(found), found.total().left_amount_yen, found.rows("same").empty) == ({}, 0, True)
    assert parts(laid([row("1", "2025-04-01", 1)], [])) == {"left_only": 1}
    assert parts(laid([], [row("1", "2025-04-01", 1)])) == {"right_only": 1}


def test_an_amount_that_is_none_is_refused() -> None:
    with pytest.raises(InvalidInput):
        laid([{"deal_id": "1", "date": "2025-04-01", "amount_yen": "many"}], [])


def test_many_deals_of_one_company_are_paired_in_the_order_of_their_dates() -> None:
    left = [row(None, f"2025-04-{1 + n % 30:02}", n, company="A") for n in range(600)]
    right = [row(None, f"2025-04-{1 + n % 30:02}", n + 1000, company="A") for n in range(500)]
    found = laid(left, right)
    assert (found.total("left_only").line_count, found.total("right_only").line_count) == (100, 0)


ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "deal_id": st.sampled_from([None, "1", "2", "3"]),
            "email": st.sampled_from([None, "", "a@x.jp", "A@x.jp ", "b@x.jp"]),
            "company": st.sampled_from([None, "田中", "㈱田中", "佐藤"]),
            "date": st.sampled_from(
                [None, "2025-03-31", "2025-04-01", "2025-04-30", "2025-05-01", "2025-12-01"]
            ),
            "amount_yen": st.one_of(st.none(), st.integers(-(10**13), 10**13)),
        }
    ),
    max_size=8,
)


def in_april(rows: list[dict[str, Any]]) -> list[int]:
    return [line["amount_yen"] or 0 for line in rows if line["date"] and "2025-04" in line["date"]]


@settings(max_examples=80, deadline=None)
@given(left=ROWS, right=ROWS)
def test_the_parts_give_the_sums_of_both_sides_and_use_every_row_once(
    left: list[dict[str, Any]], right: list[dict[str, Any]]
) -> None:
    found = laid(left, right)
    total, each = found.total(), [found.total(part) for part in PARTS]
    for name, rows in (("left", left), ("right", right)):
        amounts = in_april(rows)
        assert getattr(total, f"{name}_count") == len(amounts)
        assert getattr(total, f"{name}_amount_yen") == sum(amounts)
        assert sum(getattr(one, f"{name}_amount_yen") for one in each) == sum(amounts)
        assert sum(getattr(one, f"{name}_count") for one in each) == len(amounts)
        used = found.lines[f"{name}_row"].dropna()
        assert used.is_unique
    assert sum(one.line_count for one in each) == len(found.lines)


@settings(max_examples=40, deadline=None)
@given(rows=ROWS)
def test_a_list_agrees_with_itself_wherever_a_row_can_be_recognised(rows: list[dict[str, Any]]) -> None:
    found = laid(rows, rows)
    assert set(parts(found)) <= {"same", "left_only", "right_only"}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(tmp_path / "kpi.duckdb")


def imported(store: Store, import_id: str, system: str) -> None:
    with store.transaction() as cursor:
        cursor.execute(
            "insert into import_log values ($id, 'f', 'h', '', 0, $system, '', 'deal', '[]', '{}', 0, 0, 0, "
            "false, $at, null, null, null)",
            {"id": import_id, "system": system, "at": datetime(2025, 5, 1)},
        )


def test_what_two_systems_imported_is_laid_side_by_side(store: Store) -> None:
    small_world(
        store,
        [lead("a", 70, email="a@x.jp", company="田中"), lead("b", 70, company="佐藤")],
        [
            event("a", "won", "2025-04-03", deal_id="h1", amount_yen=100, import_id="1"),
            event("b", "won", "2025-04-04", amount_yen=50, import_id="1"),
            event(None, "won", "2025-04-05", deal_id="s1", amount_yen=120, import_id="2"),
            event(None, "won", "2025-04-06", deal_id="s2", amount_yen=70, import_id="2"),
            event("a", "won", "2025-04-06", deal_id="x", amount_yen=1, import_id="3"),
        ],
    )
    for import_id, system in (("1", "hubspot"), ("2", "salesforce"), ("3", "zoho")):
        imported(store, import_id, system)
    with store.transaction() as cursor:
        cursor.execute("update import_log set undone_at = imported_at where import_id = '3'")
        cursor.execute(
            "insert into deal_reference (deal_id, import_id, email, company) "
            "values ('s1', '2', 'A@x.jp', null), ('s2', '2', null, '佐藤商事')"
        )
        cursor.execute(
            'insert into lead_claim (lead_id, import_id, kind, "at", amount_yen) '
            "values ('b', '1', 'won', '2025-04-04', 50)"
        )
    assert systems(store) == ["hubspot", "salesforce"]
    found = reconcile_systems(store, "hubspot", "salesforce", period=APRIL)
    assert parts(found) == {"date_and_amount": 1, "left_only": 1, "right_only": 1}
    identity.merge_companies(store, ["佐藤商事"], kept="佐藤", by=None)
    found = reconcile_systems(store, "hubspot", "salesforce", period=APRIL)
    assert parts(found) == {"date_and_amount": 2}
    assert stated(store, import_id="2")["amount_yen"].tolist() == [120, 70]
    with pytest.raises(InvalidInput):
        stated(store)
