"""What a person does on the explore page: trial list, goal, reset, own dates, "how was this computed"."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from pages.ui.text import say
from tests.hostile_worlds import CHANNELS, World
from tests.pages.conftest import Page
from tests.small_world import event, lead

Use = Callable[[object], object]  # the fixtures of conftest.py
Visit = Callable[..., Page]
BOTH = pytest.mark.parametrize("lang", ["ja", "en"])


@BOTH
def test_drawing_a_trial_list_says_how_many_leads_it_holds(use: Use, visit: Visit, lang: str) -> None:
    use(CHANNELS)
    page = visit(lang=lang, s="50")  # unworked from 50 to 59: p50
    app = page.app.button(key="draw").click().run()
    assert [_.value for _ in app.success] == [say(lang, "explore.trial.drawn_all", count=1)]
    again = app.button(key="draw").click().run()
    assert not again.exception
    assert [_.value for _ in again.error] == [say(lang, "errors.invalid_input.trial_empty")]


def test_the_plan_field_reads_japanese_money_and_names_what_it_cannot_read(use: Use, visit: Visit) -> None:
    use(CHANNELS)
    app = visit(lang="en").app
    app.text_input(key="widget_goal_yen").set_value("1.5億").run()
    assert app.query_params["goal"] == "150000000"
    app.text_input(key="widget_goal_yen").set_value("![x](y)").run()
    [error] = app.error
    assert "\\!\\[x\\]" in error.value
    assert say("en", "shell.yen", number="150M") in error.value
    assert app.query_params["goal"] == "150000000"
    app.text_input(key="widget_goal_yen").set_value("80件").run()  # deals, not yen
    assert "80件" in app.error[0].value
    app.text_input(key="widget_goal_yen").set_value("200M").run()
    assert (app.query_params["goal"], [*app.error]) == ("200000000", [])


def test_back_to_the_agreed_definition_takes_the_thresholds_out_of_the_way(use: Use, visit: Visit) -> None:
    use(CHANNELS)
    app = visit(lang="en", m="10", s="90", ch="paid").app
    app.button(key="reset").click().run()
    assert [app.query_params[key] for key in ("m", "s", "ch")] == ["40", "60", "paid"]


def test_own_dates_come_from_the_period_box_and_stay_within_the_record(use: Use, visit: Visit) -> None:
    use(CHANNELS)
    app = visit(lang="en").app
    app.selectbox(key="widget_period").set_value("own").run()
    assert not app.exception
    # the record: leads of 2025-10-01, last event on 2025-12-01
    assert app.query_params["p"] == "2025-10-01..2025-12-01"
    app.selectbox(key="widget_period").set_value("all").run()
    assert "p" not in app.query_params


@BOTH
@pytest.mark.parametrize("page", ["explore", "leads"])
def test_under_each_block_stands_how_it_was_computed_with_its_sql(
    use: Use, visit: Visit, lang: str, page: str
) -> None:
    use(CHANNELS)
    app = visit(page, lang=lang).app
    keys = [node.proto.id.rsplit("-", 1)[1] for node in Page(app).nodes if node.type == "expander"]
    assert keys
    for key in keys:
        app.session_state[key] = True
    opened = Page(app.run())
    opened.assert_sound()
    statements = opened.all("code")
    assert len(statements) >= 2
    assert all(text.startswith("-- one row: ") for text in statements)


def test_by_activity_a_month_without_new_leads_shows_what_was_won(use: Use, visit: Visit) -> None:
    leads = [lead("a", 70, created_at=datetime(2025, 1, 1)), lead("b", 70, created_at=datetime(2026, 1, 1))]
    use(
        World(leads, [event("a", "opportunity", "2025-11-03"), event("a", "won", "2025-11-20", amount_yen=7)])
    )
    page = visit(lang="en", p="2025-11-01..2025-11-30", dt="activity")
    page.assert_sound()
    assert page.all("info") != [say("en", "explore.empty")]
    assert "¥7" in page.text
