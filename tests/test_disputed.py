"""Named leads on which line and sales disagree, reasons recorded by people, and the checklists."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from kpi import checklist, disputed, rhythm
from kpi import definitions_life as life
from kpi.checklist import CHECKLISTS, Fact, Held, Progress
from kpi.errors import InvalidInput
from kpi.filters import Filter
from kpi.period import Period
from kpi.promise_rates import kept
from kpi.rhythm import Rhythm
from kpi.store import Store, set_meta
from tests.small_world import POINTS, TODAY, event, lead, small_world

EVERYBODY = Filter(Period("x", date(2025, 1, 1), date(2026, 2, 1)))
LEADS = [
    lead("rejected", 80, channel="web"),
    lead("lost", 70, channel="web", need="now"),
    lead("won", 20, company="![x](http://e.invalid)"),
    lead("fine", 90),
    lead("cold", 10),
]
EVENTS = [
    event("rejected", "sql_rejected", "2025-10-05", detail="no_need", owner="Ito"),
    event("lost", "opportunity", "2025-10-05", deal_id="a"),
    event("lost", "lost", "2025-10-25", deal_id="a", detail=" ", owner="Abe"),
    event("won", "opportunity", "2025-10-05", deal_id="b", owner="Abe"),
    event("won", "won", "2025-11-05", deal_id="b", amount_yen=500_000),
    event("fine", "handed", "2025-10-05"),
    event("fine", "sql_accepted", "2025-10-06"),
    event(None, "won", "2025-11-06", deal_id="c"),
]


@pytest.fixture(scope="module")
def world() -> Iterator[Store]:
    store = small_world(Store.open(":memory:"), LEADS, EVENTS)
    yield store
    store.close()


@pytest.mark.parametrize("kind", disputed.KINDS)
def test_the_leads_of_each_kind_are_named(world: Store, kind: disputed.Kind) -> None:
    found = disputed.rows(world, EVERYBODY, kind, sql=60)
    expected = {"rejected_above": ["rejected"], "lost_above": ["lost"], "won_below": ["won"]}
    assert found["lead_id"].tolist() == expected[kind]
    assert disputed.rows(world, EVERYBODY, kind, sql=0)["lead_id"].tolist() == (
        [] if kind == "won_below" else expected[kind]
    )


def test_sales_reason_stands_beside_the_lead_and_what_a_person_adds_is_appended(world: Store) -> None:
    [row] = disputed.rows(world, EVERYBODY, "rejected_above", sql=60).to_dict("records")
    assert (row["sales_reason"], row["owner"], row["reason"]) == ("no_need", "Ito", None)
    disputed.record(world, "rejected", "timing", " next year ", by="Sato")
    disputed.record(world, "rejected", "no_budget", "", by=None)
    [row] = disputed.rows(world, EVERYBODY, "rejected_above", sql=60).to_dict("records")
    assert (row["reason"], row["note"], row["recorded_by"]) == ("no_budget", None, None)
    told = world.rows("lead_reasons", {"lead_ids": ["lost", "rejected"]})
    assert sorted(told)[0][:3] == ("lost", None, "Abe")  # a blank reason is none
    with world.cursor() as cursor:
        every = cursor.execute("select reason, note, recorded_by from lead_reason order by recorded_at")
        assert every.fetchall() == [("timing", "next year", "Sato"), ("no_budget", None, None)]


@pytest.mark.parametrize(
    ("lead_id", "reason", "note", "what"),
    [
        ("rejected", "because", "", "reason"),
        ("rejected", "other", "x" * 501, "reason_note"),
        ("nobody", "other", "", "lead"),
    ],
)
def test_a_reason_that_cannot_be_kept_is_refused(
    world: Store, lead_id: str, reason: str, note: str, what: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        disputed.record(world, lead_id, reason, note, by=None)
    assert refused.value.fields["what"] == what


def told(store: Store, **changes: object) -> dict[str, Fact]:
    given = {"is_goal_adopted": False, "expected_rate_count": 1, "is_contact_promised": True} | changes
    made = checklist.team_facts(store, **given)  # type: ignore[arg-type]
    return checklist.data_facts(store, as_of=TODAY) | made


def test_the_data_answers_what_it_can_with_the_figure_behind_it(world: Store) -> None:
    said = told(world)
    # two of three deals name their lead; of one rejection the reason is known, of one loss it is blank
    assert said["deal_lead"] == Fact("deal_lead", "partly", 2, 3)
    assert said["reject_reason"] == Fact("reject_reason", "yes", 1, 1)
    assert said["loss_reason"] == Fact("loss_reason", "no", 0, 1)
    assert said["lead_channel"] == Fact("lead_channel", "no", 2, 5)
    # need of one of five leads, of 20 answers to budget, authority, need and timing
    assert said["lead_answers"] == Fact("lead_answers", "no", 1, 20)
    assert said["handover"] == Fact("handover", "no", 1, 4)
    assert said["won_amount"] == Fact("won_amount", "partly", 1, 2)
    assert said["spend"] == Fact("spend", "no", 0, 12)
    assert said["line_agreed"] == Fact("line_agreed", "partly", 0, 1)  # which nobody signed
    # one that both signed and called off before its day never was
    day = TODAY + timedelta(days=9)
    key = life.draft(world, POINTS, effective_from=day, by=None).definition_id
    life.propose(world, key, seen_version=1, by=None)
    for side, name in (("marketing", "Sato"), ("sales", "Tanaka")):
        life.agree(world, key, side, seen_version=2, by=name, today=TODAY)  # type: ignore[arg-type]
    assert told(world)["line_agreed"] == Fact("line_agreed", "yes", 1, 2)
    life.retire(world, key, seen_version=4, by=None, today=TODAY)
    assert told(world)["line_agreed"] == Fact("line_agreed", "partly", 0, 1)
    assert (said["goal_written"].answer, said["expected_rates"].answer) == ("no", "partly")
    assert said["decisions"] == Fact("decisions", "no", 0, 0)
    assert said["rhythm"].answer == "no"
    rhythm.agree(world, Rhythm(every="monthly"), by=None)
    assert told(world)["rhythm"].answer == "partly"
    assert told(world, is_goal_adopted=True, expected_rate_count=3)["goal_written"].answer == "yes"
    assert set(said) <= {item for items in CHECKLISTS.values() for item in items}


def test_nothing_to_say_it_of_is_no_answer() -> None:
    store = small_world(Store.open(":memory:"))
    said = told(store)
    assert said["deal_lead"] == Fact("deal_lead", None, 0, 0)
    assert said["deal_lead"].share is None
    assert said["spend"].answer == "no"
    store.close()


def test_both_checklists_have_fifteen_different_points() -> None:
    items = [item for items in CHECKLISTS.values() for item in items]
    assert [len(items) for items in CHECKLISTS.values()] == [15, 15]
    assert len(set(items)) == 30


def test_a_checklist_is_kept_by_day_and_the_last_answer_of_a_day_counts(world: Store) -> None:
    said = {"goal_written": Fact("goal_written", "no", 0), "line_agreed": Fact("line_agreed", None, 0, 0)}
    first, second = date(2026, 1, 5), date(2026, 1, 20)
    answers = {"owners": "no", "capacity": "partly", "goal_written": "yes"}  # the data knows better
    checklist.hold(world, "design", answers, said, on=first, by="Sato")  # type: ignore[arg-type]
    checklist.hold(world, "design", {"owners": "partly"}, said, on=first, by="Abe")
    checklist.hold(
        world, "design", {"owners": "yes", "capacity": "no", "young_leads": "yes"}, said, on=second, by=None
    )
    after, before = checklist.held(world, "design")
    assert (before.on, before.answers) == (
        first,
        {"owners": "partly", "capacity": "partly", "goal_written": "no"},
    )
    assert (before.points, after.points) == (1.0, 2.0)
    assert checklist.progress(before, after) == Progress(("owners",), ("capacity",), 0.0)
    assert checklist.held(world, "link") == ()
    with world.transaction() as cursor:
        set_meta(cursor, "data_set", "sample")
    assert checklist.held(world, "design") == ()  # nothing was said of this data set
    with world.transaction() as cursor:
        set_meta(cursor, "data_set", "own")


@pytest.mark.parametrize(
    ("answers", "what"),
    [
        ({"spend": "yes"}, "checklist_item"),
        ({"owners": "maybe"}, "checklist_answer"),
        ({}, "checklist_empty"),
    ],
)
def test_an_answer_that_is_none_is_refused(world: Store, answers: dict[str, str], what: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        checklist.hold(world, "design", answers, {}, on=date(2026, 1, 21), by=None)  # type: ignore[arg-type]
    assert refused.value.fields["what"] == what
    assert checklist.held(world, "design")[0].on < date(2026, 1, 21)


def test_progress_needs_both_days() -> None:
    before, after = Held(TODAY, None, {"a": "no"}), Held(TODAY, None, {"b": "yes"})  # type: ignore[dict-item]
    assert checklist.progress(before, after) == Progress((), (), 0)


def test_promised_rates_are_told_as_surely_as_their_counts_allow() -> None:
    counted = {"mql_rate": (400, 1000), "sql_rate": (3, 8), "opportunity_rate": (5, 50), "win_rate": (0, 0)}
    expected = {"mql_rate": 0.3, "sql_rate": 0.3, "opportunity_rate": 0.2}
    found = {one.code: one for one in kept(expected, counted)}
    assert [one.verdict for one in found.values()] == ["higher", "too_few", "lower", "nothing"]
    assert (found["mql_rate"].actual_rate, found["win_rate"].actual_rate) == (0.4, None)
    near = kept({"mql_rate": 0.4}, counted | {"mql_rate": (4000, 10_000)})
    assert [one.verdict for one in near] == ["as_expected", "not_promised", "not_promised", "nothing"]


def test_months_are_calendar_months_up_to_the_last_day() -> None:
    store = small_world(Store.open(":memory:"), LEADS)
    with store.transaction() as cursor:
        for day in ("2025-01-31", "2025-02-01", "2025-02-28", "2026-01-30"):  # up to TODAY, 31 January 2026
            cursor.execute("insert into traffic values ($day, 'web', '/', 1, 1, 1, 0)", {"day": day})
            cursor.execute(
                "insert into spend values (date_trunc('month', $day::date), 'web', 1)", {"day": day}
            )
    said = told(store)
    assert (said["traffic"], said["spend"]) == (Fact("traffic", "no", 2, 12), Fact("spend", "no", 2, 12))
    store.close()
