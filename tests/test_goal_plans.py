"""Named plans for a goal: appended, one adopted a period, opened again exactly."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kpi import goal_plans
from kpi.errors import InvalidInput
from kpi.goal_plans import GoalPlan, MadeOn
from kpi.store import Store, bump_data_version
from tests.small_world import small_world

PLAN = GoalPlan(
    given={"goal_yen": "3億", "win_rate": "30%"},
    found={"goal_yen": "300000000", "win_rate": "3/10"},
    address={"m": ["40"], "ch": ["web", "expo"]},
    monthly=(10, 20, 30),
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return small_world(Store.open(tmp_path / "kpi.duckdb"))


def standing(store: Store) -> list[tuple[str, str]]:
    return [(one.name, one.state) for one in goal_plans.plans(store, "fy2026")]


def test_a_scenario_is_opened_again_as_it_was_kept(store: Store) -> None:
    goal_plans.keep(store, PLAN, name=" 基本案 ", period="fy2026", by="佐藤")
    [kept] = goal_plans.plans(store)
    assert (kept.name, kept.state, kept.period, kept.version) == ("基本案", "scenario", "fy2026", 1)
    assert (kept.plan, kept.created_by, kept.data_version) == (PLAN, "佐藤", store.data_version())


def test_one_plan_of_a_period_is_adopted_at_a_time(store: Store) -> None:
    first = goal_plans.keep(store, PLAN, name="A", period="fy2026", by=None)
    second = goal_plans.keep(store, PLAN, name="B", period="fy2026", by=None)
    other = goal_plans.keep(store, PLAN, name="A", period="fy2026h1", by=None)
    for plan_id in (first, other, second):
        goal_plans.adopt(store, plan_id, by="鈴木")
    assert standing(store) == [("B", "adopted"), ("A", "scenario")]
    assert [one.state for one in goal_plans.plans(store, "fy2026h1")] == ["adopted"]


def test_every_version_stays_in_the_store(store: Store) -> None:
    plan_id = goal_plans.keep(store, PLAN, name="A", period="fy2026", by="佐藤")
    goal_plans.adopt(store, plan_id, by="鈴木")
    goal_plans.drop(store, plan_id, by="高橋")
    assert goal_plans.plans(store) == []
    with store.cursor() as cursor:
        found = cursor.execute("select version, state, created_by from goal_plan order by 1").fetchall()
    assert found == [(1, "scenario", "佐藤"), (2, "adopted", "鈴木"), (3, "dropped", "高橋")]


@pytest.mark.parametrize("name", ["", "   ", "A", "x" * 101])
def test_a_name_that_is_blank_taken_or_endless_is_refused(store: Store, name: str) -> None:
    goal_plans.keep(store, PLAN, name="A", period="fy2026", by=None)
    with pytest.raises(InvalidInput):
        goal_plans.keep(store, PLAN, name=name, period="fy2026", by=None)
    assert standing(store) == [("A", "scenario")]


def test_a_plan_that_is_gone_cannot_be_adopted_or_dropped(store: Store) -> None:
    for change in (goal_plans.adopt, goal_plans.drop):
        with pytest.raises(InvalidInput):
            change(store, "nobody", by=None)


def test_a_dropped_plan_comes_back_as_it_was_unless_another_has_its_place_or_name(store: Store) -> None:
    plan_id = goal_plans.keep(store, PLAN, name="A", period="fy2026", by=None)
    with pytest.raises(InvalidInput):
        goal_plans.restore(store, plan_id, by=None)  # it is in the list
    goal_plans.adopt(store, plan_id, by=None)
    goal_plans.drop(store, plan_id, by=None)
    goal_plans.restore(store, plan_id, by="佐藤")
    [kept] = goal_plans.plans(store)
    assert (kept.name, kept.state, kept.version, kept.created_by) == ("A", "adopted", 4, "佐藤")
    assert kept.plan == PLAN
    goal_plans.drop(store, plan_id, by=None)
    other_id = goal_plans.keep(store, PLAN, name="B", period="fy2026", by=None)
    goal_plans.adopt(store, other_id, by=None)
    goal_plans.restore(store, plan_id, by=None)
    assert standing(store) == [("B", "adopted"), ("A", "scenario")]
    goal_plans.drop(store, other_id, by=None)
    goal_plans.drop(store, plan_id, by=None)
    goal_plans.keep(store, PLAN, name="A", period="fy2026", by=None)
    with pytest.raises(InvalidInput) as caught:
        goal_plans.restore(store, plan_id, by=None)
    assert caught.value.fields == {"what": "plan_name", "value": "A"}
    assert standing(store) == [("A", "scenario")]


def test_a_plan_kept_before_its_data_and_chance_were_noted_is_still_read() -> None:
    body = '{"format":1,"given":{"wins":"5"},"found":{},"shown":{},"address":{"m":["40"]},"monthly":[]}'
    plan = GoalPlan.model_validate_json(body)
    assert (plan.chance, plan.made_on, plan.given) == (None, None, {"wins": "5"})


def test_the_data_a_plan_was_made_on_stays_noted_when_it_is_adopted_on_newer_data(store: Store) -> None:
    made_on = MadeOn(data_set="own", as_of=date(2026, 11, 15), data_version=1)
    plan = PLAN.model_copy(update={"made_on": made_on, "chance": 0.25})
    plan_id = goal_plans.keep(store, plan, name="A", period="fy2026", by=None)
    with store.transaction() as cursor:
        bump_data_version(cursor)
    goal_plans.adopt(store, plan_id, by=None)
    [kept] = goal_plans.plans(store)
    assert (kept.plan.made_on, kept.plan.chance) == (made_on, 0.25)
