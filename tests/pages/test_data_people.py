"""Joining duplicates on the data page: nothing without a click, every merge can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from kpi import identity
from kpi.store import Store
from pages.ui import cached
from pages.ui.data.people_companies import groups
from pages.ui.text import Language, say
from tests.hostile_worlds import FORMULA, HOSTILE, IMAGE, SCRIPT, World
from tests.import_world import take, write
from tests.pages.conftest import Page
from tests.small_world import event, lead

Use = Callable[[object], Path]  # the fixtures of conftest.py
Visit = Callable[..., Page]
BOTH = pytest.mark.parametrize("lang", ["ja", "en"])

# taro came three times, hanako twice; one company in two spellings; a deal of it that names no lead
TWICE = World(
    [
        lead("a1", 70, email="Taro@x.jp", company="東京電子工業"),
        lead("a2", 60, email="ｔａｒｏ＠x.jp ", company="東京電子工業"),
        lead("a3", 50, email="taro@x.jp", company="東京電子工業"),
        lead("b1", 40, email="hanako@y.jp", company="東京電子工業所"),
        lead("b2", 30, email="HANAKO@y.jp", company="東京電子工業所"),
        lead("c", 20, email="jiro@z.jp", company="大阪食品"),
    ],
    [event(None, "opportunity", "2025-11-03", deal_id="d1", amount_yen=900, owner="aoki")],
)


def lone_deal(path: Path, company: str) -> None:
    """Let a file say of which company the deal d1 is."""
    opened = Store.open(path)
    with opened.transaction() as cursor:
        cursor.execute(
            "insert into deal_reference (deal_id, import_id, company) values ('d1', '1', $company)",
            {"company": company},
        )
    opened.close()


def key_of(page: Page, start: str) -> str:
    return next(str(table.key) for table in page.app.dataframe if str(table.key).startswith(start))


def pick(page: Page, start: str, rows: Sequence[int]) -> Page:
    """Choose rows of the table whose key begins so."""
    page.app.session_state[key_of(page, start)] = {
        "selection": {"rows": list(rows), "columns": [], "cells": []}
    }
    return Page(page.app.run())


def edit(page: Page, start: str, cells: dict[int, dict[str, object]]) -> Page:
    """Change cells of the editor whose key begins so."""
    edits = {"edited_rows": cells, "added_rows": [], "deleted_rows": []}
    page.app.session_state[key_of(page, start)] = edits
    return Page(page.app.run())


def click(page: Page, key: str) -> Page:
    page.app.button(key=key).click().run()
    found = Page(page.app)
    found.assert_sound()
    return found


def lead_facts(path: Path) -> list[tuple[object, ...]]:
    with cached.store(path).cursor() as cursor:
        return cursor.execute("select lead_id, company from lead_fact order by lead_id").fetchall()


def standing(path: Path) -> list[tuple[str, str | None]]:
    """Who made the merges that are in use, by kind."""
    found = identity.merges(cached.store(path))
    found = found[found["undone_at"].isna()]
    return sorted(
        (kind, by if isinstance(by, str) else None)
        for kind, by in zip(found["kind"], found["merged_by"], strict=True)
    )


@BOTH
def test_an_empty_store_has_nothing_to_join_and_says_so(use: Use, visit: Visit, lang: Language) -> None:
    use(World())
    page = visit("data", tab="people", lang=lang)
    page.assert_sound()
    said = "\n".join(page.all("markdown"))
    for key in ("email.none", "company.none", "deal.none", "merges.none"):
        assert say(lang, f"people.{key}") in said
    assert [button.key for button in page.app.button] == []


@BOTH
def test_the_sample_offers_near_names_and_merges_none_of_them(
    use: Use, visit: Visit, sample_path: Path, lang: Language
) -> None:
    use(sample_path)
    page = visit("data", tab="people", lang=lang)
    page.assert_sound()
    assert say(lang, "people.email.none") in "\n".join(page.all("markdown"))
    [editor] = page.app.data_editor
    assert len(editor.value) == 200
    assert not editor.value[say(lang, "people.company.column.chosen")].any()
    assert page.app.button(key="people_join_company").disabled
    assert identity.merges(cached.store(sample_path)).empty


@BOTH
def test_one_click_joins_all_of_the_same_address_and_a_second_takes_it_back(
    use: Use, visit: Visit, lang: Language
) -> None:
    path = use(TWICE)
    page = visit("data", tab="people", lang=lang)
    page.assert_sound()
    assert say(lang, "people.email.found", groups="2", leads="5") in page.all("markdown")
    assert (len(lead_facts(path)), standing(path)) == (6, [])
    page.app.text_input(key="import_who").input("佐藤")
    page = click(page, "people_join_emails")
    assert page.all("success") == [say(lang, "people.email.done", groups="2", leads="3")]
    assert (len(lead_facts(path)), standing(path)) == (3, [("lead", "佐藤"), ("lead", "佐藤")])
    assert say(lang, "people.email.none") in "\n".join(page.all("markdown"))
    page = click(pick(page, "people_merges", [0, 1]), "people_undo")
    assert page.all("success") == [say(lang, "people.merges.done", count="2")]
    assert (len(lead_facts(path)), standing(path)) == (6, [])
    # what was taken back is not offered to the one click again, but a person may choose it
    assert "people_join_emails" not in [button.key for button in page.app.button]
    page = click(pick(page, "people_refused", [1]), "people_join_again")
    assert page.all("success") == [say(lang, "people.email.done", groups="1", leads="2")]
    assert len(lead_facts(path)) == 4


@BOTH
def test_a_ticked_pair_becomes_one_company_under_the_name_that_was_chosen(
    use: Use, visit: Visit, lang: Language
) -> None:
    path = use(TWICE)
    page = visit("data", tab="people", lang=lang)
    columns = {name: say(lang, f"people.company.column.{name}") for name in ("chosen", "kept", "company")}
    [editor] = page.app.data_editor
    assert editor.value[columns["kept"]].tolist() == [say(lang, "people.company.left")]  # it has more leads
    assert editor.value[columns["company"]].tolist() == ["東京電子工業"]
    ticked = {0: {columns["chosen"]: True, columns["kept"]: say(lang, "people.company.right")}}
    page = click(edit(page, "people_companies", ticked), "people_join_company")
    assert page.all("success") == [say(lang, "people.company.done", names="2", companies="1")]
    assert {company for _, company in lead_facts(path)} == {"東京電子工業所", "大阪食品"}
    assert say(lang, "people.company.none") in "\n".join(page.all("markdown"))
    click(pick(page, "people_merges", [0]), "people_undo")
    assert {company for _, company in lead_facts(path)} == {"東京電子工業", "東京電子工業所", "大阪食品"}


@BOTH
def test_a_deal_is_linked_to_one_chosen_lead_and_let_go_again(use: Use, visit: Visit, lang: Language) -> None:
    path = use(TWICE)
    lone_deal(path, "㈱大阪食品")
    page = visit("data", tab="people", lang=lang)
    page.assert_sound()
    assert say(lang, "people.deal.found", count="1") in page.all("markdown")
    page = click(pick(page, "people_deals", [0]), "people_link_deals")
    assert page.all("success") == [say(lang, "people.deal.done", count="1")]
    assert standing(path) == [("deal", None)]
    with cached.store(path).cursor() as cursor:
        assert cursor.execute("select deal_id, lead_id from deal").fetchall() == [("d1", "c")]
    click(pick(page, "people_merges", [0]), "people_undo")
    with cached.store(path).cursor() as cursor:
        assert cursor.execute("select deal_id, lead_id from deal").fetchall() == [("d1", None)]


@BOTH
def test_two_leads_for_one_deal_are_not_linked(use: Use, visit: Visit, lang: Language) -> None:
    path = use(TWICE)
    lone_deal(path, "東京電子工業")
    page = pick(visit("data", tab="people", lang=lang), "people_deals", [0, 1])
    page.assert_sound()
    assert page.all("warning") == [say(lang, "people.deal.twice")]
    assert page.app.button(key="people_link_deals").disabled
    assert standing(path) == []


@pytest.fixture
def two_systems(use: Use, tmp_path: Path) -> Path:
    """One deal that agrees in two systems, and one whose amount is another in each."""
    marketing = write(
        tmp_path,
        "hubspot.csv",
        "Record ID,Deal Name,Deal Stage,Amount,Close Date,Create Date,Associated Company\n"
        "11,A,closedwon,100,2025-04-01,2025-03-01,A社\n12,B,closedwon,200,2025-04-02,2025-03-01,B社\n",
    )
    sales = write(
        tmp_path,
        "salesforce.csv",
        "商談 ID,商談名,フェーズ,金額,完了予定日,作成日,取引先名\n"
        "s1,A,受注,100,2025/4/1,2025/3/2,㈱A社\ns2,B,受注,250,2025/4/9,2025/3/1,B社\n",
    )
    take(tmp_path / "two.duckdb", marketing, sales)
    return use(tmp_path / "two.duckdb")


def won_yen(path: Path) -> list[int]:
    with cached.store(path).cursor() as cursor:
        found = cursor.execute("select amount_yen from deal where won_on is not null order by 1").fetchall()
    return [amount for (amount,) in found]


@BOTH
def test_deals_of_two_systems_are_joined_and_counted_as_the_chosen_one_states_them(
    two_systems: Path, visit: Visit, lang: Language
) -> None:
    page = visit("data", tab="people", lang=lang)
    page.assert_sound()
    said = "\n".join(page.all("markdown"))
    assert say(lang, "people.same_deal.joined", count="1") in said
    assert say(lang, "people.same_deal.found", count="1") in said
    assert won_yen(two_systems) == [100, 200, 250]
    page = click(pick(page, "people_same_deals", [0]), "people_join_same_deal")
    assert page.all("success") == [say(lang, "people.same_deal.done", count="1")]
    assert won_yen(two_systems) == [100, 250]
    [system] = [box for box in page.app.selectbox if str(box.key).startswith("people_deal_system")]
    page = Page(system.select("hubspot").run())
    assert page.all("success") == [say(lang, "people.same_deal.system.done", system="HubSpot")]
    assert won_yen(two_systems) == [100, 200]


@BOTH
def test_what_is_not_the_same_is_never_suggested_again(
    two_systems: Path, visit: Visit, lang: Language
) -> None:
    page = click(
        pick(visit("data", tab="people", lang=lang), "people_same_deals", [0]), "people_part_same_deal"
    )
    page.assert_sound()
    assert page.all("success") == [say(lang, "people.apart.done", count="1")]
    assert say(lang, "people.same_deal.none") in page.all("markdown")
    assert won_yen(two_systems) == [100, 200, 250]


def test_company_names_that_a_person_keeps_apart_leave_the_list(use: Use, visit: Visit) -> None:
    path = use(TWICE)
    page = visit("data", tab="people", lang="ja")
    ticked = {0: {say("ja", "people.company.column.chosen"): True}}
    page = click(edit(page, "people_companies", ticked), "people_part_company")
    page.assert_sound()
    assert say("ja", "people.company.none") in "\n".join(page.all("markdown"))
    assert standing(path) == []


def test_a_merge_that_a_colleague_made_in_the_meantime_is_said_and_nothing_breaks(
    use: Use, visit: Visit
) -> None:
    path = use(TWICE)
    page = visit("data", tab="people", lang="ja")
    chosen = {0: {say("ja", "people.company.column.chosen"): True}}
    page = edit(page, "people_companies", chosen)
    identity.merge_companies(cached.store(path), ["東京電子工業所"], kept="東京電子工業", by="colleague")
    page = click(page, "people_join_company")
    assert len(page.all("error")) == 1
    assert standing(path) == [("company", "colleague")]


@pytest.mark.parametrize("world", HOSTILE)
def test_a_hostile_world_has_a_people_page_without_a_leftover_of_python(
    use: Use, visit: Visit, world: str
) -> None:
    use(HOSTILE[world])
    for lang in ("ja", "en"):
        page = visit("data", tab="people", lang=lang)
        page.assert_sound()
        assert page.all("error") == []


def test_names_that_are_programs_can_be_merged_and_stay_text(use: Use, visit: Visit) -> None:
    names = [IMAGE, FORMULA, SCRIPT]
    leads = [
        lead(f"{n}{m}", 70, email=f"{n}@x.jp", company=name) for n, name in enumerate(names) for m in "ab"
    ]
    path = use(World(leads))
    page = click(visit("data", tab="people", lang="en"), "people_join_emails")
    assert len(standing(path)) == 3
    assert page.all("error") == []


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([], []),
        ([("a", "b")], [["a", "b"]]),
        ([("a", "b"), ("c", "d")], [["a", "b"], ["c", "d"]]),
        ([("b", "c"), ("a", "b")], [["a", "b", "c"]]),  # a is the only one that nobody gives up
        ([("a", "b"), ("c", "d"), ("a", "c")], [["a", "b", "c", "d"]]),
        ([("a", "b"), ("b", "c"), ("c", "a")], [["a", "b", "c"]]),
    ],
)
def test_pairs_that_share_a_name_become_one_group_under_the_name_that_is_kept(
    pairs: list[tuple[str, str]], expected: list[list[str]]
) -> None:
    assert groups(pairs) == expected
