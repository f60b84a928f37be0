"""Kept plans on the page: what they carry, the data they were made on, and bringing one back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from kpi import goal_plans
from kpi.goal_plans import GoalPlan, MadeOn
from kpi.store import Store, bump_data_version
from pages.ui import format as fmt
from pages.ui.text import Language, say
from tests.hostile_worlds import CHANNELS, SCRIPT
from tests.pages.conftest import Page
from tests.pages.test_goal_page import plan_ids, press, type_into

Use = Callable[[object], Path]  # the fixtures of conftest.py
Visit = Callable[..., Page]
BOTH = pytest.mark.parametrize("lang", ["ja", "en"])
TYPED = {
    "mo": ["2027-04:400", "2027-05:300"],
    "cb": ["mail:500000:800000", "organic::"],
    "lc": ["lower_cpa:20万", "plus_point.win_rate:5"],
}


def compared(page: Page, lang: Language) -> pd.DataFrame:
    """What is on the screen and each plan, by the label of the row."""
    return page.app.dataframe[-1].value.set_index(say(lang, "goal_chance.level"))


@BOTH
def test_a_plan_carries_months_channels_and_costs_and_keeps_its_chance(
    use: Use, visit: Visit, sample_path: Path, tmp_path: Path, lang: Language
) -> None:
    path = tmp_path / "own.duckdb"
    path.write_bytes(sample_path.read_bytes())
    use(path)
    page = visit("goal", lang=lang, sec="plans", gp="fy2027", **TYPED)
    assert page.all("warning") == []
    page = press(type_into(page, "plan_name", "a"), "plan_keep")
    page.assert_sound()
    chance, months = (say(lang, f"goal_plan.row.{name}") for name in ("chance", "months"))
    rows = compared(page, lang)
    now = rows[say(lang, "goal_plan.now")]
    assert now.tolist() == rows["① a"].tolist()
    assert now[chance] != fmt.UNDEFINED
    assert now[months] == say(lang, "goal_plan.months.typed", count=2)
    kept_chance = now[chance]
    captions = page.all("caption")
    as_of = fmt.day(date(2026, 11, 15), lang)
    sample = say(lang, "goal_plan.data.sample", day=as_of)
    assert say(lang, "goal_plan.data.same", made=sample) in captions
    april = say(lang, "goal_plan.month", month=say(lang, "goal_time.month", year=2027, month=4), count="400")
    assert any(april in text for text in captions)
    # another page, a hopeful rate and no plan by hand: the plan keeps what it had
    page = visit("goal", lang=lang, sec="plans", gp="fy2027", g=["win_rate:100%"])
    rows = compared(page, lang)
    assert rows["① a"][chance] == kept_chance != rows[say(lang, "goal_plan.now")][chance]
    assert rows[say(lang, "goal_plan.now")][months] == say(lang, "goal_plan.months.none")
    page = press(page, f"plan_open_{plan_ids(page)['a']}")
    page.assert_sound()
    assert {key: page.app.query_params[key] for key in TYPED} == TYPED


@BOTH
def test_a_plan_made_on_other_data_or_newer_data_or_on_nobody_knows_what_says_so(
    use: Use, visit: Visit, lang: Language
) -> None:
    path = use(CHANNELS)
    page = visit("goal", lang=lang, sec="plans")
    store, day = Store.open(path), date(2025, 3, 1)
    version = store.data_version()
    made = {
        "other": MadeOn(data_set="sample", as_of=day, data_version=version + 1),
        "newer": MadeOn(data_set="own", as_of=day, data_version=version),
        "same": MadeOn(data_set="own", as_of=day, data_version=version + 1),
        "unknown": None,
    }
    for name, made_on in made.items():
        plan = GoalPlan(given={}, found={}, address={"m": ["40"], "s": ["60"]}, made_on=made_on)
        goal_plans.keep(store, plan, name=name, period="fy2025", by=None)
    with store.transaction() as cursor:
        bump_data_version(cursor)
    store.close()
    page = Page(page.app.run())
    page.assert_sound()
    now = say(lang, "goal_plan.data.own", day=fmt.day(date(2025, 12, 1), lang))
    own, sample = (say(lang, f"goal_plan.data.{kind}", day=fmt.day(day, lang)) for kind in ("own", "sample"))
    captions = page.all("caption")
    for said in (
        say(lang, "goal_plan.data.other", made=sample, now=now),
        say(lang, "goal_plan.data.newer", made=own, now=now),
        say(lang, "goal_plan.data.same", made=own),
        say(lang, "goal_plan.data.unknown"),
    ):
        assert captions.count(said) == 1


@BOTH
def test_a_plan_that_was_taken_from_the_list_can_be_brought_back_at_once(
    use: Use, visit: Visit, lang: Language
) -> None:
    use(CHANNELS)
    page = press(type_into(visit("goal", lang=lang, sec="plans"), "plan_name", SCRIPT), "plan_keep")
    page = press(page, f"plan_drop_{plan_ids(page)[SCRIPT]}")
    page.assert_sound()
    assert say(lang, "goal_plan.drop.done", plan=SCRIPT) in page.all("markdown")
    page = press(page, "plan_restore")
    page.assert_sound()
    assert page.all("success") == [say(lang, "goal_plan.restore.done", plan=SCRIPT)]
    assert list(plan_ids(page)) == [SCRIPT]
    assert "plan_restore" not in {button.key for button in page.app.button}
