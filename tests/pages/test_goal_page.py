"""The goal page: the tree as kpi counts it, every bad input with a sentence, turned round, plans kept."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from html import unescape
from pathlib import Path

import pandas as pd
import pytest

from kpi import goal_basis, goal_plans, store_connect
from kpi.chance import Counted, chances
from kpi.curves import curves
from kpi.filters import Filter
from kpi.goal import back_calculate, forward_calculate
from kpi.goal_basis import Basis
from kpi.histogram import histogram
from kpi.period import ALL, DAYS_A_YEAR, parse
from kpi.plan import Plan
from kpi.record import record
from kpi.store import Store
from pages.ui import cached
from pages.ui import format as fmt
from pages.ui.goal.setting import LEVELS
from pages.ui.text import Language, say
from tests.conftest import TODAY
from tests.hostile_worlds import CHANNELS, HOSTILE, IMAGE, World
from tests.pages.conftest import Page

Use = Callable[[object], Path]  # the fixtures of conftest.py
Visit = Callable[..., Page]
BOTH = pytest.mark.parametrize("lang", ["ja", "en"])
CARD = re.compile(r'<div role="listitem".*?(?=<div role="listitem"|</div>$)', re.DOTALL)
UPWARDS = ("opportunities", "sqls", "mqls", "inquiries")
RATES = ("win_rate", "opportunity_rate", "sql_share", "mql_share")


def cards(page: Page) -> dict[str, dict[str, str]]:
    """Return level → part of its card → text; "all" is everything the card says."""
    [body] = [node.proto.body for node in page.nodes if node.type == "html" and "listitem" in node.proto.body]
    found = {}
    for level, card in zip(LEVELS, CARD.findall(body), strict=True):
        parts = re.findall(r'<div class="kpi-(needed|why|rate)">(.*?)</div>', card)
        texts = {name: unescape(re.sub("<[^>]+>", "", text)).strip() for name, text in parts}
        found[level] = {"why": "", "rate": ""} | texts
        found[level]["all"] = unescape(re.sub("<[^>]+>", "\n", card))
        found[level]["tone"] = re.findall(r'data-tone="(\w*)"', card)[0]
    return found


def number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def needed(page: Page, level: str) -> str:
    return cards(page)[level]["needed"]


def type_into(page: Page, field: str, text: str) -> Page:
    return Page(page.app.text_input(key=f"widget_{field}").set_value(text).run())


def fix(page: Page, **numbers: str) -> Page:
    for node, text in numbers.items():
        page = type_into(page, f"given_{node}", text)
    return page


def press(page: Page, key: str) -> Page:
    return Page(page.app.button(key=key).click().run())


def written(node: str, value: object, lang: Language) -> str:
    """A value as the page writes it."""
    if node.endswith("_yen"):
        return fmt.yen(float(value), lang)  # type: ignore[arg-type]
    return say(lang, "goal.visits" if node == "visits" else "goal.count", count=f"{value:,}")


@pytest.fixture(scope="module")
def known(sample_store: Store) -> Basis:
    """What kpi says of the whole sample at the agreed thresholds."""
    calendar = record(sample_store, today=TODAY).calendar
    chosen = Filter(parse(ALL, calendar))
    found = curves(
        sample_store,
        chosen,
        histogram(sample_store, chosen),
        question="sales",
        plan=Plan(),
        as_of=calendar.as_of,
    )
    return goal_basis.basis(found, goal_basis.sums(sample_store, chosen), 40, 60)


def chance_table(page: Page, lang: Language) -> pd.DataFrame:
    """What each level needs for each chance in the whole period; what it takes from now on stands above."""
    level = say(lang, "goal_chance.level")
    found = page.table(level)
    return found[found[level] != say(lang, "goal_chance.from_now")].reset_index(drop=True)


@BOTH
def test_the_tree_of_the_sample_is_the_plain_chain_on_the_rates_of_the_data(
    use: Use, visit: Visit, sample_path: Path, known: Basis, lang: Language
) -> None:
    use(sample_path)
    page = visit("goal", lang=lang)
    page.assert_sound()
    assert page.all("title") == [say(lang, "goal.title")]
    assert page.all("warning") == page.all("error") == []
    rates = [(level, known.steps[rate].rate) for level, rate in zip(UPWARDS, RATES, strict=True)]
    visits = ("visits", known.steps["conversion_rate"].rate)
    plan = back_calculate(300_000_000, known.deal_yen, [*rates, visits])
    plan["budget_yen"] = back_calculate(300_000_000, known.deal_yen, rates, cpa_yen=known.cpa_yen)["budget"]
    shown = cards(page)
    assert {level: shown[level]["needed"] for level in plan} == {
        level: written(level, value, lang) for level, value in plan.items()
    }
    for level, rate in LEVELS.items():
        if rate in known.steps:
            step = known.steps[rate]
            counts = {"hits": fmt.count(step.hits), "known": fmt.count(step.known_count)}
            assert say(lang, "goal.rate.counts", **counts) in shown[level]["all"]
            assert fmt.percent(float(step.rate or 0)) in shown[level]["rate"]
    # what is missing is what is needed less what the period ends with, as both are shown
    landing = re.compile(say(lang, "goal.landing", done="(.+)", landing="(.+)"))
    for level in ("wins", *UPWARDS, "visits"):
        done, ends = landing.search(shown[level]["all"]).groups()  # type: ignore[union-attr]
        assert number(done) < number(ends)
        gap = int(plan[level] or 0) - number(ends)
        said = say(lang, "goal.short", gap=written(level, gap, lang)) if gap > 0 else say(lang, "goal.enough")
        assert said in shown[level]["all"]
    cost = fmt.yen(known.sums.cost_yen, lang)
    said = say(lang, "goal.rate.cost", cost=cost, count=fmt.count(known.sums.cost_inquiries))
    assert said in shown["budget_yen"]["all"]


def test_the_chances_of_the_sample_are_those_of_its_counted_rates_and_won_deals(
    use: Use, visit: Visit, sample_path: Path, known: Basis
) -> None:
    use(sample_path)
    page = visit("goal", lang="en", sec="chance")
    rates = [
        Counted(level, known.steps[rate].hits, known.steps[rate].known_count)
        for level, rate in zip(UPWARDS, RATES, strict=True)
    ]
    found = chances(300_000_000, rates, won_amounts_yen=known.won_amounts_yen, cpa_yen=known.cpa_yen)
    table = chance_table(page, "en")
    for row, level in enumerate(("wins", *UPWARDS)):
        wanted = [f"{found.needed(level, chance):,}" for chance in (0.5, 0.8, 0.95)]
        assert table.iloc[row].tolist()[1:] == wanted
    assert table.iloc[5].tolist()[1:] == [
        fmt.yen(found.budget_yen(chance), "en") for chance in (0.5, 0.8, 0.95)
    ]


@BOTH
def test_a_goal_is_read_as_people_type_it_and_what_cannot_be_one_is_named(
    use: Use, visit: Visit, lang: Language
) -> None:
    use(CHANNELS)
    page = visit("goal", lang=lang)
    for text, yen in {
        "１億": 10**8,
        "¥100,000,000": 10**8,
        "1.5億": 150_000_000,
        "300万": 3_000_000,
        "1,000兆": 10**15,
        "10^15": 10**15,
        "￥２００Ｍ": 200_000_000,
        "1.5B": 1_500_000_000,
        "500K": 500_000,
        " 2億円 ": 2 * 10**8,
    }.items():
        page = type_into(page, "goal_page_goal_yen", text)
        assert page.app.query_params["goal"] == str(yen)
        assert needed(page, "goal_yen") == fmt.yen(yen, lang)
        assert page.app.text_input(key="widget_goal_page_goal_yen").value == text
        assert page.all("error") == []
    bounds = {"showing": fmt.yen(2 * 10**8, lang), "most": fmt.yen(10**15, lang)}
    no_goals = ("abc", "0", "-5", "△5", "10000兆", "10^16", "1e400", "0.5", "NaN", "5%", "80件", "1/3", IMAGE)
    for text in (*no_goals, "９" * 200):
        page = type_into(page, "goal_page_goal_yen", text)
        page.assert_sound(quoted=text)
        assert page.all("error") == [say(lang, "goal.refused.goal", value=text, **bounds)]
        assert needed(page, "goal_yen") == fmt.yen(2 * 10**8, lang)
        assert page.app.text_input(key="widget_goal_page_goal_yen").value == text
    page = type_into(page, "goal_page_goal_yen", "")
    empty = say(lang, "goal_form.empty")
    assert page.all("error") == [say(lang, "goal.refused.goal", value=empty, **bounds)]
    page = type_into(page, "goal_page_goal_yen", "3億")
    assert page.all("error") == []


@BOTH
def test_a_fixed_number_that_cannot_be_used_is_named_beside_its_field_and_changes_nothing(
    use: Use, visit: Visit, lang: Language
) -> None:
    use(CHANNELS)
    page = visit("goal", lang=lang)
    before = cards(page)
    for node, text, reason in (
        ("win_rate", "abc", "not_a_number"),
        ("win_rate", "101%", "above_one"),
        ("win_rate", "250", "above_one"),
        ("win_rate", "-1%", "below_zero"),
        ("wins", "−3", "below_zero"),
        ("budget_yen", "1兆円札", "not_a_number"),
        ("budget_yen", "1001兆", "too_large"),
        ("budget_yen", "10^16", "too_large"),
        ("budget_yen", "10^999999", "too_large"),
        ("budget_yen", "1,001,000B", "too_large"),
        ("deal_yen", "80件", "count"),
        ("win_rate", "1件", "count"),
        ("deal_yen", "-3", "below_zero"),
        ("sqls", "40％", "percent"),
        ("inquiries", IMAGE, "not_a_number"),
    ):
        page = fix(page, **{node: text})
        page.assert_sound(quoted=text)
        problem = say(lang, f"goal.refused.{reason}", value=text)
        assert page.all("error") == [problem]
        assert cards(page) == before
        page = fix(page, **{node: ""})
        assert page.all("error") == []
    page = press(fix(page, win_rate="abc", cpa_yen="1万"), "goal_clear")
    assert page.all("error") == []
    assert "g" not in page.app.query_params


@BOTH
@pytest.mark.parametrize("rate", RATES)
def test_a_rate_of_nothing_says_that_nothing_can_be_divided_by_it(
    use: Use, visit: Visit, sample_path: Path, lang: Language, rate: str
) -> None:
    use(sample_path)
    page = visit("goal", lang=lang, sec="chance", g=[f"{rate}:0"])
    page.assert_sound()
    shown, level = cards(page), UPWARDS[RATES.index(rate)]
    assert shown[level]["needed"] == shown["budget_yen"]["needed"] == "–"
    why = say(lang, "goal.why.zero", cause=say(lang, f"goal.node.{rate}"))
    brief = say(lang, "goal.because.zero", cause=say(lang, f"goal.brief.{rate}"))
    levels = list(LEVELS)
    # in whole where it begins, in brief on every level after it
    assert [shown[one]["why"] for one in levels[levels.index(level) :]] == [
        why,
        *[brief] * (len(levels) - levels.index(level) - 1),
    ]
    said = say(lang, "goal_chance.why.rate_zero", level=say(lang, f"goal.node.{level}"))
    assert said in page.below_tables()


@BOTH
def test_a_budget_without_a_cpa_asks_for_the_cpa_and_says_what_can_be_promised_once_it_is_typed(
    use: Use, visit: Visit, lang: Language
) -> None:
    use(CHANNELS)  # 5 leads, 3 of 60 and more, one worked into a deal of 2 million; no cost is recorded
    page = visit("goal", lang=lang, sec="plans", u="goal_yen", g=["budget_yen:50万"])
    page.assert_sound()
    shown = cards(page)
    assert (shown["goal_yen"]["needed"], shown["goal_yen"]["why"]) == (
        f"– {say(lang, 'goal.note.sought')}",
        say(lang, "goal.why.no_cost"),
    )
    page = fix(
        page, cpa_yen="8,000", mql_share="100%", sql_share="100%", opportunity_rate="15%", win_rate="25%"
    )
    page.assert_sound()
    # kpis.md 5, example iii: 62 leads and 9 opportunities a month; a plan counts what the money brings
    month = forward_calculate(500_000, 8_000, [("opportunities", "15%"), ("wins", "25%")]).per_month
    found = {level: needed(page, level) for level in ("inquiries", "opportunities", "wins")}
    assert found == {
        "inquiries": written("inquiries", month["leads"], lang),
        "opportunities": written("opportunities", month["opportunities"], lang),
        "wins": written("wins", 2, lang),
    }
    # 500,000 / 8,000 x 15 % x 25 % = 2.34 deals of 2 million
    goal = written("goal_yen", 4_687_500, lang)
    assert needed(page, "goal_yen") == f"{goal} {say(lang, 'goal.note.sought')}"
    kept = press(type_into(page, "plan_name", "a"), "plan_keep").app.dataframe[-1].value
    # what is kept is told as it was shown: 2 deals can be promised, not 3
    assert kept["① a"].tolist() == kept[say(lang, "goal_plan.now")].tolist()
    assert kept["① a"][2] == written("wins", 2, lang)


@BOTH
def test_without_any_won_deal_every_open_level_says_what_to_type(
    use: Use, visit: Visit, lang: Language
) -> None:
    use(HOSTILE["only_losses"])
    page = visit("goal", lang=lang, sec="chance")
    brief = say(lang, "goal.because.open", cause=say(lang, "goal.brief.deal_yen"))
    assert [card["why"] for level, card in cards(page).items() if level != "goal_yen"] == [
        say(lang, "goal.why.no_won_deal"),
        *[brief] * 6,
    ]
    page = fix(page, deal_yen="300万", win_rate="25%")
    page.assert_sound()
    assert needed(page, "opportunities") == written("opportunities", 400, lang)
    assert chance_table(page, lang).iloc[0].tolist()[1:] == [written("wins", 100, lang)] * 3


@BOTH
def test_one_won_deal_is_called_a_rough_guide_and_gives_no_chance_until_its_size_is_typed(
    use: Use, visit: Visit, lang: Language
) -> None:
    use(HOSTILE["one_lead"])
    page = visit("goal", lang=lang, sec="chance")
    page.assert_sound()
    shown = cards(page)["wins"]
    assert shown["needed"] == written("wins", 600, lang)
    assert say(lang, "goal.rate.few") in shown["all"]
    assert say(lang, "goal_chance.why.one_win") in page.below_tables()
    timing = visit("goal", lang=lang, sec="time")
    assert say(lang, "goal_chance.why.one_win") in timing.all("markdown")
    assert say(lang, "goal_time.say") not in timing.all("caption")  # there is no chart that it explains
    page = fix(page, deal_yen="50万")
    assert say(lang, "goal_chance.why.one_win") not in page.below_tables()
    assert chance_table(page, lang).iloc[0].tolist()[1:] == [written("wins", 600, lang)] * 3


@pytest.mark.parametrize("world", HOSTILE)
def test_a_hostile_world_is_planned_without_a_leftover_of_python(use: Use, visit: Visit, world: str) -> None:
    use(HOSTILE[world])
    for query in (
        {"lang": "ja"},
        {"lang": "en", "dt": "activity", "q": "rule", "d": "mql", "gu": "wins", "gp": "fy2027q2"},
        {"lang": "ja", "u": "win_rate", "g": ["budget_yen:100万", "web_share:10%"]},
    ):
        page = visit("goal", **query)
        page.assert_sound()
        assert page.all("error") == []
        for card in cards(page).values():
            assert card["needed"][0] != "–" or card["why"]


@BOTH
def test_an_empty_store_says_that_there_are_no_leads_and_still_plans_what_is_typed(
    use: Use, visit: Visit, lang: Language
) -> None:
    use(World())
    page = visit("goal", lang=lang)
    page.assert_sound()
    assert say(lang, "shell.data.empty") in page.all("info")
    rates = dict.fromkeys(RATES, "50%")
    page = fix(page, deal_yen="3百万", cpa_yen="1万円", **rates)
    page.assert_sound()
    assert needed(page, "inquiries") == written("inquiries", 1_600, lang)
    assert needed(page, "budget_yen") == fmt.yen(16_000_000, lang)


@BOTH
def test_contradictions_are_named_with_what_would_mend_each_and_nothing_is_overwritten(
    use: Use, visit: Visit, sample_path: Path, lang: Language
) -> None:
    use(sample_path)
    page = visit("goal", lang=lang, sec="steps", g=["wins:50", "deal_yen:100万"])
    page.assert_sound()
    [clash] = page.all("warning")
    for node, value in (("goal_yen", 50_000_000), ("deal_yen", 6_000_000), ("wins", 300)):
        mend = {"node": say(lang, f"goal.node.{node}"), "value": written(node, value, lang)}
        assert say(lang, "goal.clash.mend", **mend) in clash
    given, disputed = say(lang, "goal.note.given"), say(lang, "goal_form.note.disputed")
    assert needed(page, "goal_yen") == f"{fmt.yen(300_000_000, lang)} {disputed}"
    assert needed(page, "wins") == f"{written('wins', 50, lang)} {given} {disputed}"
    # a step is told with the numbers it was worked out from: 300 million over 1 million are 300, not 50
    steps = next(text for text in page.all("markdown") if text.startswith("1. "))
    assert f"{say(lang, 'goal.node.wins')} 300 " in steps
    assert f"{say(lang, 'goal.node.wins')} 50" not in steps
    # a rate of over 100 %
    page = visit("goal", lang=lang, gu="opportunities", gn="100", g=["wins:120"])
    [clash] = page.all("warning")
    assert say(lang, "goal.node.win_rate") in clash
    assert "120.0%" in clash
    page.assert_sound()


@BOTH
def test_each_step_can_be_followed_with_the_digits_that_are_told(
    use: Use, visit: Visit, sample_path: Path, lang: Language
) -> None:
    use(sample_path)
    page = visit("goal", lang=lang, sec="steps", g=["win_rate:40%"])
    lines = next(text for text in page.all("markdown") if text.startswith("1. ")).splitlines()
    assert len(lines) == 11
    for line in lines:
        told = (re.sub(r"\([^)]*\)|（[^）]*）", "", part) for part in re.split("[=＝÷×]", line[3:]))
        result, one, other = (
            float(found.replace(",", "")) / (100 if "%" in part else 1)
            for part in told
            for found in re.findall(r"[\d,]+(?:\.\d+)?", part)[-1:]
        )
        assert result == pytest.approx(one * other if "×" in line else one / other, rel=1e-4)


@BOTH
def test_what_is_sought_is_not_asked_for(use: Use, visit: Visit, sample_path: Path, lang: Language) -> None:
    use(sample_path)
    page = visit("goal", lang=lang, u="win_rate")
    ways = say(lang, "goal_form.or").join(
        say(lang, f"goal.node.{node}") for node in ("opportunities", "sqls")
    )
    for level in ("opportunities", "inquiries", "budget_yen"):
        assert say(lang, "goal_form.missing", inputs=ways) in cards(page)[level]["all"]
    ahead = cards(visit("goal", lang=lang, u="win_rate", gp="fy2027q2"))
    assert say(lang, "goal.pace.open") in ahead["goal_yen"]["all"]


@BOTH
def test_of_any_fixed_nodes_any_other_can_be_the_unknown(
    use: Use, visit: Visit, sample_path: Path, known: Basis, lang: Language
) -> None:
    use(sample_path)
    page = visit("goal", lang=lang, g=["budget_yen:8000万"])
    page = Page(page.app.selectbox(key="widget_sought").set_value("goal_yen").run())
    page.assert_sound()
    assert page.app.text_input(key="widget_goal_page_goal_yen").disabled
    rate = Fraction(1)
    for name in RATES:
        rate *= known.steps[name].rate or 0
    promised = 80_000_000 / (known.cpa_yen or 1) * rate * (known.deal_yen or 1)
    assert needed(page, "goal_yen").startswith(fmt.yen(float(promised), lang))
    # which win rate would that budget need for three times as much?
    page = Page(page.app.selectbox(key="widget_sought").set_value("win_rate").run())
    page = type_into(page, "goal_page_goal_yen", str(int(promised * 2)))
    win_rate = float((known.steps["win_rate"].rate or 0) * 2)
    assert fmt.percent(win_rate) in cards(page)["opportunities"]["rate"]
    assert say(lang, "goal.rate.found") in cards(page)["opportunities"]["all"]
    assert page.all("warning") == []
    assert (page.app.query_params["u"], page.app.query_params["g"]) == ("win_rate", "budget_yen:8000万")


@BOTH
def test_the_goal_follows_from_the_company_and_the_share_of_the_web_in_year_half_and_quarter(
    use: Use, visit: Visit, sample_path: Path, lang: Language
) -> None:
    use(sample_path)
    page = fix(visit("goal", lang=lang), company_goal_yen="50億")
    assert page.all("info") == [say(lang, "goal.company.half")]
    assert needed(page, "goal_yen") == fmt.yen(300_000_000, lang)
    page = fix(page, web_share="1%")
    page.assert_sound()
    # kpis.md 5: 5 billion, 50 million, 12.5 million a quarter, 1 %; 450 million to the yardstick of 10 %
    year = {"goal": fmt.yen(50_000_000, lang), "quarter": fmt.yen(12_500_000, lang), "share": "1.0%"}
    assert say(lang, "goal.company.found", **year) in page.all("markdown")
    yardstick = {"yardstick": "10%", "yardstick_yen": fmt.yen(500_000_000, lang)}
    said = say(lang, "goal.company.gap", gap=fmt.yen(450_000_000, lang), **yardstick)
    assert said in page.all("markdown")
    assert say(lang, "goal.company.source") in page.all("caption")
    for code, yen in (("fy2026h2", 25_000_000), ("fy2027q1", 12_500_000), ("fy2026", 50_000_000)):
        page = Page(page.app.selectbox(key="widget_goal_period").set_value(code).run())
        assert needed(page, "goal_yen").startswith(fmt.yen(yen, lang))
        assert page.app.query_params["gp"] == code


def test_a_half_and_a_quarter_ahead_compare_with_the_pace_of_as_many_days(
    use: Use, visit: Visit, sample_path: Path, known: Basis
) -> None:
    use(sample_path)
    page = visit("goal", lang="en", gu="wins", gn="50", g=["cpa_yen:10,000"])
    for code, days in (("fy2027", 366), ("fy2027h2", 183), ("fy2027q4", 91)):
        page = Page(page.app.selectbox(key="widget_goal_period").set_value(code).run())
        page.assert_sound()
        pace = fmt.count(known.pace("inquiries", days / DAYS_A_YEAR))
        assert say("en", "goal.pace", pace=pace) in cards(page)["inquiries"]["all"]
        assert needed(page, "wins") == "50"
    assert cards(page)["wins"]["tone"] == "short"


@BOTH
def test_what_was_fixed_of_a_level_gives_way_when_the_goal_is_counted_in_it(
    use: Use, visit: Visit, sample_path: Path, lang: Language
) -> None:
    use(sample_path)
    page = visit("goal", lang=lang, g=["wins:50", "win_rate:25%"])
    page = Page(page.app.button_group(key="widget_goal_unit").set_value("wins").run())
    assert page.app.query_params["g"] == "win_rate:25%"
    assert (needed(page, "wins"), needed(page, "opportunities")) == (
        written("wins", 50, lang),
        written("opportunities", 200, lang),
    )
    assert page.app.text_input(key="widget_given_wins").disabled
    # a link may hold both: then the fixed number is the goal, and the field of the other is closed
    page = visit("goal", lang=lang, gu="wins", g=["wins:50"])
    assert page.app.text_input(key="widget_goal_page_goal_count").disabled


@BOTH
def test_plans_are_kept_compared_adopted_opened_and_taken_from_the_list(
    use: Use, visit: Visit, lang: Language
) -> None:
    path = use(CHANNELS)
    page = visit("goal", lang=lang, sec="plans")
    assert say(lang, "goal_plan.none") in page.all("markdown")
    page = press(page, "plan_keep")
    assert page.all("error") == [say(lang, "errors.invalid_input.plan_name", value="")]
    level, now = say(lang, "goal_chance.level"), say(lang, "goal_plan.now")
    page = press(type_into(page, "plan_name", level), "plan_keep")  # named like a column of the table
    assert page.all("success") == [say(lang, "goal_plan.kept", plan=level)]
    page = fix(page, deal_yen="1,000万")
    page.app.text_input(key="import_who").set_value(IMAGE).run()
    page = press(type_into(page, "plan_name", IMAGE), "plan_keep")
    page.assert_sound()
    table = page.app.dataframe[-1].value
    assert table.columns.tolist() == [level, now, f"① {IMAGE}", f"② {level}"]
    assert table.iloc[2].tolist() == [
        say(lang, "goal.node.wins"),
        *(written("wins", count, lang) for count in (30, 30, 150)),
    ]
    page = press(type_into(page, "plan_name", IMAGE), "plan_keep")
    assert page.all("error") == [say(lang, "errors.invalid_input.plan_name", value=IMAGE)]
    by_name = plan_ids(page)
    page = press(page, f"plan_adopt_{by_name[level]}")
    assert page.all("success") == [say(lang, "goal_plan.adopt.done", plan=level)]
    adopted = say(lang, "goal_plan.adopted", plan=level)
    assert page.app.dataframe[-1].value.columns.tolist()[2:] == [f"① {adopted}", f"② {IMAGE}"]
    page = fix(page, win_rate="abc")
    page = press(page, f"plan_open_{by_name[IMAGE]}")
    page.assert_sound()
    # what was typed and refused belongs to the view that was left
    assert page.all("error") == []
    assert page.app.query_params["g"] == "deal_yen:1,000万"
    assert needed(page, "wins") == written("wins", 30, lang)
    page = press(page, f"plan_drop_{by_name[IMAGE]}")
    page = press(page, f"plan_drop_{by_name[level]}")
    assert say(lang, "goal_plan.none") in page.all("markdown")
    store = Store.open(path)
    left = goal_plans.plans(store)
    store.close()
    assert left == []


def plan_ids(page: Page) -> dict[str, str]:
    """Return name → id of the plans that stand on the page, from its buttons and the lines before them."""
    keys = [node.key for node in page.app.button if (node.key or "").startswith("plan_open_")]
    names = [text.split("**")[1] for text in page.all("markdown") if re.match("[①-④]", text)]
    ids = [key.removeprefix("plan_open_") for key in keys]
    return dict(zip(names[-len(ids) :], ids, strict=True))


def test_of_more_than_four_plans_those_to_compare_are_chosen(use: Use, visit: Visit) -> None:
    path = use(CHANNELS)
    page = visit("goal", lang="en", sec="plans")
    store = Store.open(path)
    plan = goal_plans.GoalPlan(given={}, found={}, shown={"wins": "7"}, address={"m": ["40"], "s": ["60"]})
    for name in "abcdef":
        goal_plans.keep(store, plan, name=name, period="fy2025", by=None)
    goal_plans.keep(store, plan, name="of another period", period="fy2026", by=None)
    store.close()
    page = Page(page.app.run())
    page.assert_sound()
    assert page.app.dataframe[-1].value.columns.tolist()[2:] == ["① f", "② e", "③ d", "④ c"]
    picked = page.app.multiselect[-1]
    assert len(picked.options) == 6
    page = Page(picked.set_value([]).run())
    page.assert_sound()
    assert page.app.dataframe[-1].value.columns.tolist() == ["Level", "On the screen"]


@BOTH
def test_a_database_that_cannot_be_written_plans_but_keeps_nothing(
    use: Use, visit: Visit, monkeypatch: pytest.MonkeyPatch, lang: Language
) -> None:
    path = use(CHANNELS)
    page = press(type_into(visit("goal", lang=lang, sec="plans"), "plan_name", "a"), "plan_keep")
    cached.store.clear()
    monkeypatch.setattr(store_connect.os, "access", lambda path, mode: False)
    page = visit("goal", lang=lang, sec="plans")
    page.assert_sound()
    assert say(lang, "shell.data.read_only") in page.all("info")
    closed = {button.key.rsplit("_", 1)[0] for button in page.app.button if button.disabled}
    assert closed == {"goal", "plan", "plan_adopt", "plan_drop"}
    page = fix(page, win_rate="50%")
    page.assert_sound()
    assert page.app.query_params["g"] == "win_rate:50%"
    assert path.exists()


def test_a_switch_of_the_language_keeps_all_that_was_chosen_typed_and_refused(
    use: Use, visit: Visit, sample_path: Path
) -> None:
    use(sample_path)
    query = {"gu": "opportunities", "gn": "120", "gp": "fy2027h1", "u": "cpa_yen", "m": "30", "ch": "organic"}
    page = visit("goal", lang="ja", g=["win_rate:１/4", "budget_yen:3,000万"], **query)
    page = type_into(fix(page, deal_yen="abc"), "goal_page_goal_count", "１５０")
    query["gn"] = "150"
    for lang in ("en", "ja"):
        page = Page(page.app.button_group[0].set_value(lang).run())
        page.assert_sound()
        assert page.all("title") == [say(lang, "goal.title")]
        assert page.all("error")[0] == say(lang, "goal.refused.not_a_number", value="abc")
        asked = page.app.query_params
        assert {key: asked[key] for key in query} == query
        assert asked["g"] == ["budget_yen:3,000万", "win_rate:１/4"]
        assert needed(page, "opportunities") == written("opportunities", 150, lang)
        suffix = {"en": "_1", "ja": "_2"}[lang]
        fields = {"given_win_rate": "１/4", "given_deal_yen": "abc", "goal_page_goal_count": "150"}
        found = {name: page.app.text_input(key=f"widget_{name}{suffix}").value for name in fields}
        assert found == fields


@pytest.mark.parametrize(
    ("field", "typed", "query"),
    [("goal_page_goal_yen", "2億", "goal"), ("given_cpa_yen", "2万", "g"), ("lever_lower_cpa", "3万", "lc")],
)
def test_what_was_typed_just_before_the_language_was_switched_is_taken(
    use: Use, visit: Visit, field: str, typed: str, query: str
) -> None:
    use(CHANNELS)
    page = visit("goal", lang="ja", sec="levers")
    page.app.text_input(key=f"widget_{field}").set_value(typed)
    page = Page(page.app.button_group[0].set_value("en").run())  # one message brings both
    page.assert_sound()
    assert page.all("title") == [say("en", "goal.title")]
    taken = {"goal": "200000000", "g": "cpa_yen:2万", "lc": "lower_cpa:3万"}
    assert page.app.query_params[query] == taken[query]


@BOTH
def test_clearing_all_numbers_leads_back_to_what_the_goal_needs(
    use: Use, visit: Visit, lang: Language
) -> None:
    use(CHANNELS)
    page = visit("goal", lang=lang)
    before = cards(page)
    page = press(fix(press(page, "goal_forward"), monthly_budget_yen="100万"), "goal_clear")
    page.assert_sound()
    assert cards(page) == before
    assert not {"g", "u"} & set(page.app.query_params)
