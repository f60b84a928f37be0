"""Where a running, a coming and a past period end, on the page as kpi counts it."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest

from kpi.chance_inputs import Counted, DealSize
from kpi.filters import Filter
from kpi.goal_ahead import Ahead, Unit, ahead
from kpi.goal_basis import Basis
from kpi.goal_time import underway
from kpi.period import ALL, DAYS_A_YEAR, goal_period, parse
from kpi.record import record
from kpi.store import Store
from pages.ui import format as fmt
from pages.ui.goal import outlook
from pages.ui.text import Language, Words, say
from tests.conftest import TODAY
from tests.hostile_worlds import HOSTILE
from tests.pages.conftest import Page
from tests.pages.test_goal_page import RATES, UPWARDS, cards, known

__all__ = ["known"]  # the fixture
Use = Callable[[object], Path]
Visit = Callable[..., Page]
BOTH = pytest.mark.parametrize("lang", ["ja", "en"])
GOALS: dict[Unit, int] = {"goal_yen": 300_000_000, "wins": 120, "opportunities": 400}


def rest(store: Store, known: Basis, code: str, unit: Unit) -> Ahead:
    calendar = record(store, today=TODAY).calendar
    period = goal_period(code, calendar)
    return ahead(
        underway(store, Filter(parse(ALL, calendar)), period, mql=40, sql=60, as_of=calendar.as_of),
        period,
        unit,
        as_of=calendar.as_of,
        record_days=(calendar.as_of - calendar.first_day).days + 1,
        rates=[
            Counted(level, known.steps[rate].hits, known.steps[rate].known_count)
            for level, rate in zip(UPWARDS, RATES, strict=True)
        ],
        size=DealSize.of("yen" if unit == "goal_yen" else "wins", None, known.won_amounts_yen),
        inquiries_a_day=(known.pace("inquiries") or 0) / DAYS_A_YEAR,
    )


@BOTH
@pytest.mark.parametrize("unit", GOALS)
def test_the_landing_and_its_chance_stand_in_a_sentence_and_on_the_card_of_the_goal(
    use: Use, visit: Visit, sample_path: Path, sample_store: Store, known: Basis, unit: Unit, lang: Language
) -> None:
    use(sample_path)
    goal = {"goal": "300000000"} if unit == "goal_yen" else {"gn": str(GOALS[unit])}
    page = visit("goal", lang=lang, gu=unit, **goal)
    page.assert_sound()
    found, words = rest(sample_store, known, "fy2026", unit), Words(lang)

    def amount(value: float) -> str:
        return outlook.amount(words, unit, value)

    done, flight, new = (amount(part) for part in found.parts())
    low, high = (amount(end) for end in found.band() or ())
    fields = {"landing": amount(found.landing() or 0), "low": low, "high": high, "done": done}
    assert say(lang, "goal_chance.landing", flight=flight, new=new, **fields) in page.all("markdown")
    chance = outlook.percent(words, found.chance(GOALS[unit]) or 0)
    assert say(lang, "goal.chance", chance=chance) in cards(page)[unit]["all"]
    page = visit("goal", lang=lang, gu=unit, sec="chance", **goal)
    [drawn] = [one.proto.body for one in page.app.get("html") if "class='plain'" in one.proto.body]
    assert f"<b>{escape(chance)}</b>" in drawn
    assert "**" not in drawn
    table = page.table(say(lang, "goal_chance.level"))
    counts = [found.needed(GOALS[unit], share) for share in (0.5, 0.8, 0.95)]
    never = say(lang, "goal_chance.never")
    assert table.iloc[0].tolist() == [
        say(lang, "goal_chance.from_now"),
        *(never if count is None else say(lang, "goal.count", count=fmt.count(count)) for count in counts),
    ]


@BOTH
def test_a_year_ahead_is_told_at_todays_pace_and_a_year_over_as_it_ended(
    use: Use, visit: Visit, sample_path: Path, sample_store: Store, known: Basis, lang: Language
) -> None:
    use(sample_path)
    page = visit("goal", lang=lang, gp="fy2027")
    page.assert_sound()
    found = rest(sample_store, known, "fy2027", "goal_yen")
    [said] = [text for text in page.all("markdown") if fmt.yen(found.landing(), lang) in text]
    assert fmt.yen(found.parts()[2], lang) in said
    page = visit("goal", lang=lang, gp="fy2025")
    page.assert_sound()
    done = fmt.yen(rest(sample_store, known, "fy2025", "goal_yen").done_total, lang)
    goal = fmt.yen(300_000_000, lang)
    assert say(lang, "goal_chance.over", goal=goal, done=done) in page.all("markdown")
    assert say(lang, "goal.done", done=done) in cards(page)["goal_yen"]["all"]
    assert not page.app.dataframe  # nothing is still needed
    assert say(lang, "goal.enough.over") in cards(page)["opportunities"]["all"]
    assert say(lang, "goal_time.say.over") in page.all("caption")


@BOTH
def test_of_a_period_ahead_only_inquiries_within_it_are_called_too_late(
    use: Use, visit: Visit, sample_path: Path, lang: Language
) -> None:
    use(sample_path)

    def told(**query: str) -> list[str]:
        page = visit("goal", lang=lang, **query)
        page.assert_sound()
        return [re.sub(r"\d[\d,]*", "", text) for text in page.all("markdown")]

    assert f"**{say(lang, 'goal_time.ahead.absurd', total='')}**" in told(gp="fy2027q2")
    assert f"**{say(lang, 'goal_time.need.absurd', total='')}**" in told(gp="fy2026q3")
    page = visit("goal", lang=lang, goal="500000000")
    month = say(lang, "goal_time.month", year=2026, month=11)
    [soon] = page.app.dataframe[0].value.iloc[0, 1:2]  # the title asks for this month's inquiries
    fields = {"total": "|", "month": month, "soon": soon, "factor": "|"}
    asked = say(lang, "goal_time.need.total", **fields).split("|")[1]
    assert any(asked in text for text in page.all("markdown"))
    covered = f"**{say(lang, 'goal_time.need.goal_covered')}** {say(lang, 'goal_time.surer')}"
    assert covered in told(gp="fy2026", goal="250000000")


def test_without_a_won_deal_the_record_so_far_is_told_and_nothing_guessed(use: Use, visit: Visit) -> None:
    use(HOSTILE["only_losses"])
    page = visit("goal", lang="en")
    page.assert_sound()
    assert say("en", "goal_chance.done", done="¥0") in page.all("markdown")


@BOTH
@pytest.mark.parametrize("section", ["time", "chance"])
def test_a_fixed_deal_size_of_0_is_no_reason_to_expect_deals_of_the_old_size(
    use: Use, visit: Visit, sample_path: Path, lang: Language, section: str
) -> None:
    use(sample_path)
    page = visit("goal", lang=lang, sec=section, g="deal_yen:0", gp="fy2027")
    page.assert_sound()
    told = cards(page)["goal_yen"]["all"]
    assert max(say(lang, "goal.chance", chance="|").split("|"), key=len) not in told
    reason = say(lang, "goal.because.no_average_deal", cause=say(lang, "goal.brief.deal_yen"))
    assert say(lang, "goal.pace.because", reason=reason) in told
    assert say(lang, "goal_chance.open") not in page.all("info")


@BOTH
@pytest.mark.parametrize(
    ("rate", "levels"), [("win_rate", ["wins"]), ("mql_share", ["wins", "opportunities"])]
)
def test_a_fixed_rate_of_0_is_named_where_nothing_can_be_expected(
    use: Use, visit: Visit, sample_path: Path, lang: Language, rate: str, levels: list[str]
) -> None:
    use(sample_path)
    page = visit("goal", lang=lang, g=f"{rate}:0%", gp="fy2027")
    page.assert_sound()
    cause = say(lang, f"goal.brief.{rate}")
    expected = say(lang, "goal.pace.because", reason=say(lang, "goal.because.zero", cause=cause))
    assert all(expected in cards(page)[level]["all"] for level in levels)
    name = say(lang, f"goal.node.{rate}")
    assert say(lang, "goal.why.zero", cause=name) in page.all("info")
