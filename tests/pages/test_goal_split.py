"""Channels and levers of the goal page: typed amounts in the address, limits, notes, the cheapest split."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from pages.ui.text import Language, say
from tests.hostile_worlds import CHANNELS
from tests.pages.conftest import Page
from tests.pages.test_goal_months import edit

Use = Callable[[object], Path]  # the fixtures of conftest.py
Visit = Callable[..., Page]
BOTH = pytest.mark.parametrize("lang", ["ja", "en"])
MOST = "1,000,000,000,000,000"


def editor(page: Page, lang: Language) -> dict[str, list[str]]:
    """Return channel → budget and limit as they stand in the table."""
    [table] = page.app.data_editor
    names = [say(lang, f"goal_channel.column.{name}") for name in ("channel", "budget", "most")]
    rows = table.value[names].fillna("").to_numpy().tolist()
    return {channel: amounts for channel, *amounts in rows}


def cheapest(page: Page, lang: Language) -> list[str]:
    [table] = [one.value for one in page.app.dataframe if say(lang, "goal_channel.column.best") in one.value]
    return list(table[say(lang, "goal_channel.column.best")])


def costs(page: Page, lang: Language) -> list[str]:
    """Return the costs of levers that are known."""
    table = page.table(say(lang, "goal_lever.column.what"))
    return [one for one in table[say(lang, "goal_lever.column.cost")] if one != "–"]


def type_budget(page: Page, lang: Language, row: int, **cells: str | None) -> Page:
    names = {say(lang, f"goal_channel.column.{name}"): text for name, text in cells.items()}
    return edit(page, {row: names})


@BOTH
def test_a_channel_begins_with_its_pace_and_twice_of_it_and_what_is_typed_is_in_the_link(
    use: Use, visit: Visit, sample_path: Path, lang: Language
) -> None:
    use(sample_path)
    page = visit("goal", lang=lang, sec="channels")
    page.assert_sound()
    begun = editor(page, lang)
    for budget, most in begun.values():
        assert 2 * int(budget.replace(",", "")) == int(most.replace(",", ""))
    codes = page.app.query_params
    assert "cb" not in codes
    # no channel takes all: the limits of the cheapest split hold
    assert sum(one != cheapest(page, lang)[0] for one in cheapest(page, lang)) >= 2
    channel, other = list(begun)[:2]
    page = type_budget(page, lang, 0, budget="300万", most=None)
    page.assert_sound()
    assert editor(page, lang)[channel] == ["3,000,000", ""]
    assert page.app.query_params["cb"] == "organic:3000000:"
    again = visit("goal", lang=lang, sec="channels", cb=["organic:3000000:"])
    assert editor(again, lang) == begun | {channel: ["3,000,000", ""]}
    assert cheapest(again, lang) == cheapest(page, lang) != []
    # without a limit the cheapest split leans on one channel; typed back, nothing is left in the link
    page = type_budget(again, lang, 0, budget=begun[channel][0], most=begun[channel][1])
    assert editor(page, lang) == begun
    assert "cb" not in page.app.query_params
    assert editor(page, lang)[other] == begun[other]


@BOTH
def test_amounts_that_cannot_be_used_are_named_and_the_last_ones_hold(
    use: Use, visit: Visit, sample_path: Path, lang: Language
) -> None:
    use(sample_path)
    page = visit("goal", lang=lang, sec="channels", cb=["organic:3000000:"])
    channel = next(iter(editor(page, lang)))
    page = type_budget(page, lang, 0, budget="-1", most="<script>")
    page.assert_sound()
    kept = {"budget": ("-1", "3,000,000"), "most": ("<script>", say(lang, "goal_channel.nothing"))}
    assert page.all("error") == [
        say(
            lang,
            "goal_channel.refused",
            channel=channel,
            column=say(lang, f"goal_channel.column.{name}"),
            value=value,
            showing=showing,
            most=MOST,
        )
        for name, (value, showing) in kept.items()
    ]
    assert page.app.query_params["cb"] == "organic:3000000:"
    assert editor(page, lang)[channel] == ["-1", "<script>"]
    # the cheapest split takes the place of what was refused
    page = Page(page.app.button(key="channel_use_best").click().run())
    page.assert_sound()
    assert page.all("error") == []


@BOTH
def test_the_cheapest_split_becomes_the_budgets(
    use: Use, visit: Visit, sample_path: Path, lang: Language
) -> None:
    use(sample_path)
    page = visit("goal", lang=lang, sec="channels", goal="150000000")
    best, limits = cheapest(page, lang), [most for _, most in editor(page, lang).values()]
    page = Page(page.app.button(key="channel_use_best").click().run())
    page.assert_sound()
    [table] = [one.value for one in page.app.dataframe if say(lang, "goal_channel.column.best") in one.value]
    assert table[say(lang, "goal_channel.column.cost")].tolist() == best == cheapest(page, lang)
    assert [most for _, most in editor(page, lang).values()] == limits
    assert len(page.app.query_params["cb"]) == len(best)
    # budgets are whole yen, so the goal is reached: it costs no more than what was planned
    fields = dict.fromkeys(("cost", "brought", "needed", "goal_cost"), "|")
    reached = re.escape(say(lang, "goal_channel.mine", **fields)).replace(re.escape("|"), ".+")
    assert any(re.fullmatch(reached, text) for text in page.all("markdown"))


@BOTH
def test_channels_on_the_figures_of_all_and_those_without_a_cost_are_named(
    use: Use, visit: Visit, sample_path: Path, lang: Language
) -> None:
    use(sample_path)
    page = visit("goal", lang=lang, sec="channels")
    join = say(lang, "goal_channel.join")
    few = join.join(say(lang, f"codes.channel.{code}") for code in ("display_ad", "webinar"))
    unknown = say(lang, "codes.channel.referral")
    captions = page.all("caption")
    assert say(lang, "goal_channel.few", channels=few) in captions
    assert say(lang, "goal_channel.unknown", channels=unknown) in captions
    use(CHANNELS)
    page = visit("goal", lang=lang, sec="channels", cb=["ghost:1:2", "paid:1:x", "expo:5:"])
    page.assert_sound()
    assert page.all("warning")[:2] == [
        say(lang, "goal.link.channel_plan", asked=one) for one in ("ghost:1:2", "paid:1:x")
    ]
    assert say(lang, "goal_channel.none") in page.all("info")


@BOTH
def test_the_cost_of_a_lever_is_in_the_link_and_a_wrong_one_is_named_beside_its_field(
    use: Use, visit: Visit, sample_path: Path, lang: Language
) -> None:
    use(sample_path)
    page = visit("goal", lang=lang, sec="levers", lc=["lower_cpa:20万", "ghost:5", "bigger_deals:-3"])
    page.assert_sound()
    assert [text.replace("\\", "") for text in page.all("warning")] == [
        say(lang, "goal.link.lever_costs", asked=one) for one in ("ghost:5", "bigger_deals:-3")
    ]
    key = "widget_lever_lower_cpa"
    assert page.app.text_input(key=key).value == "20万"
    [before] = costs(page, lang)
    for text, reason in (("-5", "below_zero"), ("abc", "not_a_number"), ("1e16", "too_large")):
        page = Page(page.app.text_input(key=key).set_value(text).run())
        page.assert_sound()
        assert page.all("error") == [say(lang, f"goal.refused.{reason}", value=text)]
        assert page.app.query_params["lc"] == "lower_cpa:20万"
        assert costs(page, lang) == [before]
    page = Page(page.app.text_input(key=key).set_value("").run())
    assert page.all("error") == []
    assert "lc" not in page.app.query_params
    page = Page(page.app.text_input(key="widget_lever_plus_point_win_rate").set_value("１万").run())
    assert page.app.query_params["lc"] == "plus_point.win_rate:１万"


@BOTH
def test_a_wrong_cost_is_named_with_its_lever_while_its_box_is_closed(
    use: Use, visit: Visit, sample_path: Path, lang: Language
) -> None:
    use(sample_path)
    page = visit("goal", shut=["kept_goal_lever_costs"], lang=lang, sec="levers")
    page.app.session_state["refused_lever_lower_cpa"] = "1e16"
    page = Page(page.app.run())
    problem = say(lang, "goal.refused.too_large", value="1e16")
    lever = say(lang, "goal_lever.lower_cpa")
    assert page.all("error") == [say(lang, "goal_lever.refused", lever=lever, problem=problem)]


@BOTH
@pytest.mark.parametrize(
    ("fixed", "reason", "cause"),
    [
        ("win_rate:0%", "zero", "win_rate"),
        ("mql_share:0", "zero", "mql_share"),
        ("deal_yen:0", "no_average_deal", ""),
    ],
)
def test_no_split_is_told_where_no_money_brings_anything(
    use: Use, visit: Visit, sample_path: Path, lang: Language, fixed: str, reason: str, cause: str
) -> None:
    use(sample_path)
    page = visit("goal", lang=lang, sec="channels", g=fixed)
    page.assert_sound()
    name = say(lang, f"goal.node.{cause}") if cause else ""
    assert page.all("info") == [say(lang, f"goal.why.{reason}", **({"cause": name} if cause else {}))]
    assert editor(page, lang)  # budgets can still be typed
    assert not any(say(lang, "goal_channel.column.best") in one.value for one in page.app.dataframe)
