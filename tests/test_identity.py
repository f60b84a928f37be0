"""Joining people, companies and deals: what counts as the same, what follows, and what comes back."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from random import Random

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi import identity, identity_suggest, leads, trial
from kpi.errors import InvalidInput
from kpi.identity import company_key, email_key
from kpi.store import Store
from tests.small_world import event, lead, small_world

FACTS = ("lead_fact", "deal_fact", "deal", "lead_activity", "information_profile", "behaviour_profile")
EARLY, LATE = datetime(2025, 10, 1, 9), datetime(2025, 11, 1, 9)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(tmp_path / "kpi.duckdb")


def facts(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every fact table, in a fixed order."""
    with store.cursor() as cursor:
        return {name: sorted(cursor.table(name).fetchall(), key=repr) for name in FACTS}


def lead_facts(store: Store, *columns: str) -> list[tuple[object, ...]]:
    with store.cursor() as cursor:
        found = cursor.table("lead_fact").df().sort_values("lead_id")
    return list(found[list(columns)].itertuples(index=False, name=None))


def deals(store: Store) -> list[tuple[object, ...]]:
    with store.cursor() as cursor:
        return sorted(cursor.execute("select deal_id, lead_id, amount_yen from deal").fetchall())


@pytest.mark.parametrize(
    "written",
    [
        "Taro@Example.JP",
        "  taro@example.jp　",
        "ｔａｒｏ＠ｅｘａｍｐｌｅ．ｊｐ",
        "ta\u200bro@example.jp\ufeff",
        "mailto:taro@example.jp",
        "MAILTO: taro @example.jp",
    ],
)
def test_case_width_blanks_and_invisible_characters_make_no_other_mailbox(written: str) -> None:
    assert email_key(written) == "taro@example.jp"


@pytest.mark.parametrize("written", [None, "", "　", "-", "なし", "n/a", "@", "taro@", "\u200b"])
def test_what_is_no_address_joins_nobody(written: str | None) -> None:
    assert email_key(written) is None


def test_a_plus_address_is_another_mailbox() -> None:
    assert email_key("taro+expo@example.jp") != email_key("taro@example.jp")


@pytest.mark.parametrize(
    "written",
    ["㈱田中製作所", "株式会社田中製作所", "田中製作所（株）", "田中 製作所　株式会社", "(株) 田中・製作所"],
)
def test_a_legal_form_and_spaces_make_no_other_company(written: str) -> None:
    assert company_key(written) == "田中製作所"


@pytest.mark.parametrize(
    "written", ["Tanaka Co., Ltd.", "TANAKA CO.,LTD", "ＴＡＮＡＫＡ Inc.", "Tanaka K.K."]
)
def test_an_english_legal_form_makes_no_other_company(written: str) -> None:
    assert company_key(written) == "tanaka"


@pytest.mark.parametrize(
    ("one", "other"), [("Tesco", "Tes"), ("有限会社田中", "田中大阪"), ("税理士法人田中", "税理士田中")]
)
def test_a_name_that_only_ends_like_a_legal_form_stays_whole(one: str, other: str) -> None:
    assert company_key(one) != company_key(other)


def test_companies_called_na_and_null_are_companies_and_blanks_are_none() -> None:
    assert [company_key(name) for name in ("NA", "null", "株式会社", "", " 　", None)] == [
        "na",
        "null",
        "株式会社",
        None,
        None,
        None,
    ]


@given(st.text(max_size=30))
def test_a_folded_address_folds_to_itself(text: str) -> None:
    assert email_key(email_key(f"{text}@x.jp")) == email_key(f"{text}@x.jp")


def test_two_inquiries_of_one_person_become_one_lead_with_the_deals_of_both(store: Store) -> None:
    small_world(
        store,
        [
            lead("a", None, created_at=EARLY, email="t@x.jp", channel="expo"),
            lead("b", 70, created_at=LATE, email="T@x.jp ", channel="paid", industry="food"),
        ],
        [
            event("b", "opportunity", "2025-11-02"),
            event("b", "won", "2025-12-01", amount_yen=500),
            event("a", "opportunity", "2025-11-05"),
            event("a", "lost", "2025-12-05"),
        ],
    )
    assert identity.join_same_email(store, by="aoki") == 1
    # the first inquiry gives day, id and channel; what it left blank comes from the other
    assert lead_facts(store, "lead_id", "created_on", "channel", "industry", "score", "deal_count") == [
        ("a", pd.Timestamp("2025-10-01"), "expo", "food", 70, 2)
    ]
    assert deals(store) == [("lead:a", "a", 0), ("lead:b", "a", 500)]


def test_the_history_of_a_merged_lead_opens_under_either_id(store: Store) -> None:
    small_world(
        store,
        [lead("a", 10, created_at=EARLY), lead("b", 70, created_at=LATE)],
        [event("a", "page_view", "2025-10-02"), event("b", "contacted", "2025-11-02")],
    )
    identity.merge_leads(store, ["a", "b"], by=None)
    for lead_id in ("a", "b"):
        found = leads.history(store, lead_id)
        assert found is not None
        assert (found.lead_id, found.score, found.standing) == ("a", 10, "in_progress")
        assert found.events["kind"].tolist() == ["page_view", "contacted"]
    assert identity.current_lead(store, "b") == "a"


def test_a_chosen_lead_gives_its_id_and_its_values(store: Store) -> None:
    small_world(store, [lead("a", 10, created_at=EARLY), lead("b", 70, created_at=LATE)])
    identity.merge_leads(store, ["a", "b"], kept="b", by="aoki", reason="told by phone")
    assert lead_facts(store, "lead_id", "created_on", "score") == [("b", pd.Timestamp("2025-10-01"), 70)]
    [found] = identity.merges(store).to_dict("records")
    assert (found["kept_id"], list(found["row_ids"]), found["reason"]) == ("b", ["a"], "told by phone")
    assert (found["merged_by"], found["rule_key"], pd.isna(found["undone_at"])) == ("aoki", None, True)


def test_blank_addresses_never_merge(store: Store) -> None:
    small_world(store, [lead(f"l{n}", 10, email=text) for n, text in enumerate(("", "-", "-", None, None))])
    assert identity.join_same_email(store, by=None) == 0
    assert len(lead_facts(store, "lead_id")) == 5


def test_what_a_person_took_back_no_rule_joins_again(store: Store) -> None:
    small_world(store, [lead("a", 10, email="t@x.jp"), lead("b", 20, email="ｔ@x.jp")])
    identity.join_same_email(store, by=None)
    [merge_id] = identity.merges(store)["merge_id"]
    assert identity.undo(store, [merge_id], by="sato") == 1
    assert identity.undo(store, [merge_id], by="sato") == 0
    assert identity.join_same_email(store, by=None) == 0
    assert identity.same_email(store)["was_undone"].tolist() == [True, True]
    [found] = identity.merges(store).to_dict("records")
    assert (found["rule_key"], found["undone_by"]) == ("t@x.jp", "sato")


def test_a_second_import_of_a_merged_lead_changes_the_lead_it_counts_for(store: Store) -> None:
    small_world(store, [lead("a", 10, created_at=EARLY), lead("b", 20, created_at=LATE)])
    identity.merge_leads(store, ["a", "b"], kept="b", by=None)
    with store.transaction() as cursor:
        cursor.execute("update lead set imported_score = 90 where lead_id = 'b'")
    small_world(store, events=[event("a", "contacted", "2025-11-05")])
    assert lead_facts(store, "lead_id", "score", "mask") == [("b", 90, 1)]


def test_a_merge_outlives_its_kept_lead_and_loses_nobody(store: Store) -> None:
    small_world(store, [lead(name, 10, created_at=EARLY) for name in "abc"])
    identity.merge_leads(store, ["a", "b", "c"], kept="c", by=None)
    with store.transaction() as cursor:  # as when the import that brought it is undone
        cursor.execute("delete from lead where lead_id = 'c'")
    small_world(store)
    assert lead_facts(store, "lead_id") == [("a",)]
    small_world(store, [lead("c", 10)])
    assert lead_facts(store, "lead_id") == [("c",)]


def test_merging_what_is_unknown_or_one_already_changes_nothing(store: Store) -> None:
    small_world(store, [lead("a", 10, company="X"), lead("b", 20)])
    identity.merge_leads(store, ["a", "b"], by=None)
    version = store.data_version()
    for act, what in (
        (lambda: identity.merge_leads(store, ["a", "z"], by=None), "merge_lead"),
        (lambda: identity.merge_leads(store, ["a", "b"], by=None), "merge_same"),
        (lambda: identity.merge_companies(store, [" "], kept="X", by=None), "merge_company"),
        (lambda: identity.merge_companies(store, ["Ｘ"], kept="X", by=None), "merge_same"),
        (lambda: identity.link_deal(store, "nothing", "a", by=None), "link_deal"),
    ):
        with pytest.raises(InvalidInput) as caught:
            act()
        assert caught.value.fields["what"] == what
    assert (store.data_version(), len(identity.merges(store))) == (version, 1)


def test_a_merged_company_has_one_name_in_the_facts_until_it_is_taken_back(store: Store) -> None:
    names = ["田中製作所", "㈱田中製作所", "㈱田中製作所", "田中制作所", "別の会社"]
    small_world(store, [lead(f"l{n}", 10, company=name) for n, name in enumerate(names)])
    before = facts(store)
    merge_id = identity.merge_companies(store, ["田中制作所"], kept="田中製作所", by="aoki")
    assert [name for (name,) in lead_facts(store, "company")] == ["㈱田中製作所"] * 4 + ["別の会社"]
    identity.undo(store, [merge_id], by="aoki")
    assert facts(store) == before


def test_a_deal_that_no_lead_led_to_can_be_joined_to_one_and_let_go(store: Store) -> None:
    small_world(
        store,
        [lead("a", 70)],
        [
            event(None, "opportunity", "2025-11-01", deal_id="a"),
            event(None, "won", "2025-12-01", deal_id="a", amount_yen=9),
        ],
    )
    before = facts(store)
    merge_id = identity.link_deal(store, "a", "a", by="aoki")
    assert lead_facts(store, "lead_id", "deal_count", "won_amount_yen") == [("a", 1, 9)]
    with pytest.raises(InvalidInput):
        identity.link_deal(store, "a", "a", by=None)
    identity.undo(store, [merge_id], by=None)
    assert facts(store) == before


def test_the_lead_that_an_import_names_goes_before_a_link(store: Store) -> None:
    small_world(
        store, [lead("a", 70), lead("b", 70)], [event(None, "opportunity", "2025-11-01", deal_id="d")]
    )
    identity.link_deal(store, "d", "a", by=None)
    small_world(store, events=[event("b", "won", "2025-12-01", deal_id="d", amount_yen=9)])
    assert deals(store) == [("d", "b", 9)]
    assert lead_facts(store, "lead_id", "deal_count") == [("a", 0), ("b", 1)]


def test_a_lead_of_two_trials_is_one_trial_lead_after_a_merge(store: Store) -> None:
    small_world(store, [lead("a", 10), lead("b", 20)])
    with store.transaction() as cursor:
        cursor.execute("insert into trial values ('t1', 'a', 60, $at), ('t2', 'b', 60, $at)", {"at": LATE})
        cursor.execute("insert into trial_outcome values ('b', 'opportunity', $at, null)", {"at": LATE})
    identity.merge_leads(store, ["a", "b"], by=None)
    assert trial.frame(store)[["trial_id", "lead_id", "outcome"]].values.tolist() == [
        ["t1", "a", "opportunity"]
    ]


def test_near_names_are_suggested_and_never_joined_by_themselves(store: Store) -> None:
    names = ["東京電子工業", "㈱東京電子工業", "東京電子工業所", "大阪精密", "第1機械製作所", "第2機械製作所"]
    small_world(store, [lead(f"l{n}", 10, company=name) for n, name in enumerate(names)])
    version = store.data_version()
    [found] = identity_suggest.company_suggestions(store).to_dict("records")
    # twice the six common characters of 6 + 7; a digit makes another company
    assert {found["company"], found["other_company"]} == {"東京電子工業", "東京電子工業所"}
    assert found["similarity"] == pytest.approx(12 / 13)
    assert {found["lead_count"], found["other_lead_count"]} == {1, 2}
    assert store.data_version() == version


def test_a_suggestion_that_was_taken_or_taken_back_is_not_made_again(store: Store) -> None:
    small_world(store, [lead("a", 1, company="東京電子工業"), lead("b", 1, company="東京電子工業所")])
    merge_id = identity.merge_companies(store, ["東京電子工業所"], kept="東京電子工業", by=None)
    assert identity_suggest.company_suggestions(store).empty
    assert identity_suggest.companies(store)[["company_key", "spelling_count"]].values.tolist() == [
        ["東京電子工業", 2]
    ]
    identity.undo(store, [merge_id], by=None)
    assert identity_suggest.company_suggestions(store).empty


@pytest.mark.parametrize("count", [0, 1, 2])
def test_few_names_have_few_suggestions(count: int) -> None:
    pairs, alike = identity_suggest.near_names(["abcdefgh", "abcdefgx"][:count])
    assert (pairs.tolist(), len(alike)) == ([[0, 1]] if count == 2 else [], count // 2)


@given(st.text(alphabet="田中工業電機", min_size=7, max_size=12), st.integers(0, 6))
def test_one_wrong_character_in_a_longer_name_is_always_found(name: str, at: int) -> None:
    others = [f"{chr(0x4E00 + n)}{chr(0x5000 + n)}株" for n in range(40)]
    pairs, _ = identity_suggest.near_names([*others, name, f"{name[:at]}鑫{name[at + 1 :]}"])
    assert pairs.tolist() == [[40, 41]]


def test_a_deal_without_a_lead_is_offered_the_leads_of_its_company(store: Store) -> None:
    small_world(
        store,
        [
            lead("old", 1, created_at=EARLY, company="㈱田中製作所"),
            lead("new", 1, created_at=LATE, company="田中製作所"),
            lead("else", 1, company="別"),
        ],
        [
            event(None, "opportunity", "2025-11-20", deal_id="d", amount_yen=5),
            event(None, "opportunity", "2025-11-20", deal_id="x"),
        ],
    )
    with store.transaction() as cursor:
        cursor.execute(
            "insert into deal_reference (deal_id, import_id, company) values ('d', '1', '田中製作所(株)')"
        )
    found = identity_suggest.deal_suggestions(store)
    assert found[["deal_id", "lead_id", "lead_count"]].values.tolist() == [["d", "new", 2], ["d", "old", 2]]
    identity.link_deal(store, "d", "new", by="aoki")
    assert identity_suggest.deal_suggestions(store).empty


LEADS = "abcdefg"
GROUPS = st.lists(st.lists(st.sampled_from(LEADS), min_size=2, max_size=4, unique=True), max_size=6)


def world_of_seven() -> Store:
    happened = []
    for n, name in enumerate(LEADS):
        deal = {"deal_id": f"d{n}" if n % 2 else None}
        happened += [
            event(name, "page_view", f"2025-10-{11 + n}"),
            event(name, "opportunity", f"2025-11-0{1 + n}", **deal),
            event(name, "won" if n % 3 else "lost", f"2025-12-0{1 + n}", amount_yen=10**n, **deal),
        ]
    people = [lead(name, 10 * n, created_at=datetime(2025, 10, 1 + n)) for n, name in enumerate(LEADS)]
    return small_world(Store.open(":memory:"), people, happened)


@settings(max_examples=15, deadline=None)
@given(groups=GROUPS, random=st.randoms(use_true_random=False))
def test_whatever_is_merged_and_taken_back_in_whatever_order_is_as_it_was(
    groups: list[list[str]], random: Random
) -> None:
    store = world_of_seven()
    before, deals_before = facts(store), deals(store)
    made, people = [], {name: frozenset(name) for name in LEADS}
    for group in groups:
        joined = frozenset().union(*(people[name] for name in group))
        if joined != people[group[0]]:
            made.append(identity.merge_leads(store, group, kept=group[0], by=None))
            people.update(dict.fromkeys(joined, joined))
    assert len(lead_facts(store, "lead_id")) == len(set(people.values()))
    assert [(deal, yen) for deal, _, yen in deals(store)] == [(deal, yen) for deal, _, yen in deals_before]
    random.shuffle(made)
    for merge_id in made:
        assert identity.undo(store, [merge_id], by=None) == 1
    assert facts(store) == before
    store.close()
