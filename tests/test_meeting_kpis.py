"""The shared KPIs of a meeting by hand: values, goals, verdicts, windows; why they moved; who disagrees."""

from __future__ import annotations

from contextlib import closing
from datetime import date, datetime, timedelta
from math import fsum
from pathlib import Path

import numpy as np
import pytest

from kpi import goal_plans
from kpi.agenda import Disagreement
from kpi.compare import compare
from kpi.compare_counts import Compared, Daily
from kpi.compare_segments import Segment
from kpi.decompose_steps import step_losses
from kpi.disagreement import new_disagreements
from kpi.filters import Filter
from kpi.goal_plans import GoalPlan, Kept, MadeOn
from kpi.meeting_bands import band_of, quiet_factors
from kpi.meeting_goal import Adopted, adopted, factors, goal
from kpi.meeting_kpis import BANDED, OVER_TIME, Kpis, kpis, windows
from kpi.meeting_why import by_segment, over_chain, ways
from kpi.period import Calendar, Period, fiscal, parse
from kpi.store import Store
from tests.small_world import event, lead, small_world

FIRST, AS_OF = date(2025, 1, 6), date(2025, 6, 29)  # 25 whole weeks, Monday to Sunday
CALENDAR = Calendar(FIRST, AS_OF)
WEEKS = 25


def levels(leads: float, sqls: float, wins: float = 2, amount: float = 2e6) -> dict[str, float]:
    return dict(zip(OVER_TIME, (leads, 2 * sqls, sqls, sqls / 2, wins, amount), strict=True))


def weekly(last: dict[str, float]) -> Daily:
    """24 weeks of 100 leads and 20 SQLs, and a last one."""
    by_week = [*[levels(100, 20)] * (WEEKS - 1), last]
    sums = {}
    for name in OVER_TIME:
        days = np.zeros(7 * WEEKS + 1)
        days[7::7] = np.cumsum([week[name] for week in by_week])
        for back in range(1, 7):
            days[back::7] = days[: len(days[back::7]) * 7 : 7]
        sums["selected_" + name if name in ("opportunities", "wins", "amount_yen") else name] = days
    return Daily(FIRST, sums)


def planned(shown: dict[str, str], monthly: tuple[int, ...] = ()) -> Adopted:
    """A plan of the fiscal year 2025, made on the 20th of its April."""
    body = GoalPlan(
        given={},
        found={},
        shown=shown,
        monthly=monthly,
        made_on=MadeOn(data_set="own", as_of=date(2025, 4, 20), data_version=1),
    )
    kept = Kept("p", 1, "plan", "adopted", "fy2025", body, 1, datetime(2025, 4, 1), None)
    return Adopted(kept, fiscal("fy2025", 4))


def read(last: dict[str, float], plan: dict[str, str] | None = None, kind: str = "week") -> Kpis:
    comparison = compare(kind, CALENDAR, last_meeting=AS_OF - timedelta(days=6))  # type: ignore[arg-type]
    found = weekly(last)
    return kpis(
        Compared(found.levels(comparison.now), found.levels(comparison.before)),
        found,
        comparison,
        windows(comparison, "week", CALENDAR),
        "week",
        denominator="inq",
        plan=planned(plan) if plan else None,
    )


def test_values_differences_counts_and_goals_by_hand() -> None:
    found = read(levels(110, 22), plan={"inquiries": "5475", "sql_rate": "1/4", "goal_yen": "104285715"})
    by_code = {line.code: line for line in found.lines}
    assert list(by_code) == ["leads", "mqls", "sql_rate", "opportunities", "amount_yen"]
    rate = by_code["sql_rate"]
    assert (rate.value, rate.before, rate.count, rate.trials) == (0.2, 0.2, 22, 110)
    assert (rate.goal, rate.pace) == (0.25, 0.8)
    # a week's share of the 365 days
    assert (by_code["leads"].goal, by_code["leads"].goal_by) == (105, "days")
    assert by_code["leads"].pace == pytest.approx(110 / 105)
    assert by_code["amount_yen"].goal == pytest.approx(2_000_000, abs=1)
    assert rate.goal_by is None
    assert by_code["mqls"].goal is None


def test_a_goal_is_that_of_the_months_which_the_plan_has() -> None:
    # April had begun when the plan was made; May 310, June 600 inquiries, a fifth of them MQLs
    plan = planned({"inquiries": "5475", "mqls": "1095"}, (90, 310, 600, *[500] * 9))
    may_to_june = Period("x", date(2025, 5, 22), date(2025, 6, 11))
    assert goal("leads", plan, may_to_june) == (10 * 10 + 10 * 20, "months")
    assert goal("mqls", plan, may_to_june) == (60, "months")
    april_to_may = Period("x", date(2025, 4, 30), date(2025, 5, 2))
    assert goal("leads", plan, april_to_may) == (30, "days")
    assert goal("opportunities", plan, may_to_june) is None
    assert goal("leads", None, may_to_june) is None
    plan = planned({"inquiries": "3650", "mql_share": "1/5", "win_rate": "1/4", "deal_yen": "900000"})
    assert factors(plan, may_to_june) == {
        **{"leads": 200, "mql_rate": 0.2, "win_rate": 0.25},
        "deal_yen": 900_000,
    }
    # 40 MQLs of 500 leads, 5 wins of 40 opportunities, 800,000 a win: times 2.5, 2 and 9/8 at the plan's
    weak = step_losses(levels(500, 20, 5, 4e6) | {"opportunities": 40.0}, factors(plan, may_to_june))
    assert [(one.code, round(one.loss)) for one in weak] == [
        *(("mql_rate", 6_000_000), ("win_rate", 4_000_000)),
        ("deal_yen", 500_000),
    ]


def test_the_plan_of_a_period_is_the_adopted_one_that_holds_its_last_day(tmp_path: Path) -> None:
    with closing(Store.open(tmp_path / "kpi.duckdb")) as store:
        for name, period in (("half", "fy2025h1"), ("year", "fy2025"), ("open", "fy2026")):
            body = GoalPlan(given={}, found={}, shown={"inquiries": "1"})
            plan_id = goal_plans.keep(store, body, name=name, period=period, by=None)
            if name != "open":
                goal_plans.adopt(store, plan_id, by=None)
        days = (date(2025, 3, 31), date(2025, 4, 1), date(2026, 3, 31), date(2026, 4, 1))
        found = [adopted(store, day, CALENDAR) for day in days]
    assert [one and one.kept.name for one in found] == [None, "year", "year", None]


def test_inside_the_band_is_no_news_and_far_outside_is() -> None:
    quiet = {line.code: line.verdict for line in read(levels(105, 21)).lines}
    assert (quiet["leads"], quiet["sql_rate"]) == ("inside", "inside")
    fell = {line.code: line for line in read(levels(100, 3)).lines}
    assert (fell["leads"].verdict, fell["sql_rate"].verdict) == ("inside", "lower")
    assert fell["leads"].band is not None
    assert fell["leads"].band.lower < 100 < fell["leads"].band.upper
    rose = {line.code: line.verdict for line in read(levels(160, 32)).lines}
    assert rose["leads"] == "higher"
    rate = fell["sql_rate"]
    assert (rate.against, rate.before_count, rate.before_trials) == ("band", 20, 100)


def test_windows_since_a_meeting_are_as_long_as_the_days_since_it() -> None:
    comparison = compare("meeting", CALENDAR, last_meeting=AS_OF - timedelta(days=9))
    found = windows(comparison, "week", CALENDAR)
    assert {one.days for one in found} == {10}
    assert found[-1] == comparison.now
    assert found[-2].stop == found[-1].start
    assert found[0].start >= FIRST
    series = {one.code for one in read(levels(100, 20), kind="meeting").series}
    assert {*OVER_TIME, "leads" + BANDED, "sql_rate" + BANDED} <= series


def test_a_rate_without_cases_is_undefined_with_its_reason_and_a_first_period_has_no_before() -> None:
    comparison = compare("week", CALENDAR)
    nothing = dict.fromkeys(OVER_TIME, 0.0)
    found = kpis(
        Compared(nothing, None),
        weekly(nothing),
        comparison,
        (),
        "week",
        denominator="mql",
        plan=None,
    )
    by_code = {line.code: line for line in found.lines}
    assert (by_code["sql_share"].value, by_code["sql_share"].reason) == (None, "no_mqls")
    assert (by_code["leads"].value, by_code["leads"].before) == (0, None)
    assert by_code["leads"].reason == "not_recorded"
    assert {line.verdict for line in found.lines} == {None}


@pytest.mark.parametrize(
    ("now", "before", "verdict"),
    [(2, 0, "too_few"), (0, 4, "too_few"), (0, 0, "cannot_tell"), (9, 0, "higher")],
)
def test_without_a_band_counts_below_five_in_both_periods_tell_nothing(
    now: int, before: int, verdict: str
) -> None:
    found = kpis(
        Compared(levels(now, 0), levels(before, 0)),
        weekly(levels(now, 0)),
        compare("week", CALENDAR),
        (),
        "week",
        denominator="inq",
        plan=None,
    )
    assert (found.lines[0].verdict, found.lines[0].against) == (verdict, "counts")


SEGMENTS = (
    Segment("ads", levels(300, 20, 3, 3e6), levels(200, 40, 8, 9e6)),
    Segment("mail", levels(200, 40, 6, 6e6), levels(200, 40, 7, 7e6)),
    Segment("new", levels(50, 5, 1, 1e6), levels(0, 0, 0, 0)),
)


@pytest.mark.parametrize("kpi", ["sql_rate", "leads", "opportunities", "amount_yen"])
def test_the_bars_of_a_dimension_sum_to_the_change(kpi: str) -> None:
    walk = by_segment(kpi, "channel", SEGMENTS, in_band=None).walk
    assert walk is not None
    assert fsum(step.effect for step in walk.steps) == pytest.approx(walk.end - walk.start, abs=1e-9)
    whole = ["opportunities"] if kpi == "amount_yen" else []
    assert [step.code for step in walk.steps if step.segment is None] == whole
    assert {step.segment[0] for step in walk.steps if step.segment} == {"channel"}
    assert walk.code == kpi


def test_the_bars_of_an_amount_are_what_its_sentences_speak_of() -> None:
    # of 40 opportunities half were won by then, a quarter now, each for 1M
    before = levels(200, 80, 20, 20e6)
    after = Segment("ads", levels(200, 80, 10, 10e6), before)
    more = Segment("mail", levels(200, 80, 20, 30e6), before)
    found = by_segment("amount_yen", "channel", (after, more), in_band=None)
    assert found.walk is not None
    bars = {(step.segment or ("", ""))[1] + ":" + step.code: round(step.effect) for step in found.walk.steps}
    assert bars == {"ads:win_rate": -10_000_000, "mail:deal_yen": 10_000_000}
    grown = Segment("ads", levels(200, 160, 40, 40e6), before)
    [volume] = by_segment("amount_yen", "channel", (grown,), in_band=None).walk.steps  # type: ignore[union-attr]
    assert (volume.code, volume.segment, round(volume.effect), volume.verdict) == (
        "opportunities",
        None,
        20_000_000,
        "higher",
    )
    # won without an opportunity in the period
    earlier = Segment("fair", levels(0, 0, 2, 3e6), levels(0, 0, 0, 0))
    steps = by_segment("amount_yen", "channel", (after, earlier), in_band=None).walk.steps  # type: ignore[union-attr]
    assert [(step.code, step.effect) for step in steps if step.segment == ("channel", "fair")] == [
        ("unmatched_yen", 3e6)
    ]


def test_of_many_quiet_segments_none_is_flagged_and_a_large_change_is() -> None:
    quiet = [Segment(f"s{number}", levels(100, 20), levels(100 + number % 5, 20)) for number in range(12)]
    found = by_segment("leads", "channel", quiet, in_band=None).walk
    assert found is not None
    assert {step.verdict for step in found.steps} == {"cannot_tell"}
    loud = by_segment(
        "leads", "channel", [*quiet, Segment("x", levels(200, 20), levels(100, 20))], in_band=None
    )
    assert loud.walk is not None
    assert [(step.segment, step.verdict) for step in loud.walk.steps[:1]] == [(("channel", "x"), "higher")]


def test_no_bar_and_no_sentence_is_surer_than_the_counts_and_the_band() -> None:
    before, now = levels(200, 40, 10, 1e7), levels(320, 40, 10, 1e7)
    sure = over_chain("amount_yen", before, now, in_band=True)
    assert [(one.code, one.fields.get("factor")) for one in sure.claims] == [
        ("unchanged", None),
        ("nonetheless_factor", "leads"),
        ("nonetheless_factor", "mql_rate"),
    ]
    calm = over_chain("amount_yen", before, now, in_band=True, quiet=["leads", "mql_rate"])
    assert [one.code for one in calm.claims] == ["unchanged"]
    assert calm.walk is not None
    verdicts = {step.code: step.verdict for step in calm.walk.steps}
    assert (verdicts["leads"], verdicts["mql_rate"], verdicts["deal_yen"]) == (
        *("cannot_tell", "cannot_tell"),
        "few_deals",
    )
    inside = over_chain("leads", {"leads": 200.0}, {"leads": 320.0}, in_band=True)
    assert [one.code for one in inside.claims] == ["change_inside_band"]
    assert inside.walk is not None
    assert [step.verdict for step in inside.walk.steps] == ["cannot_tell"]
    again = over_chain("leads", {"leads": 311.0}, {"leads": 315.0}, in_band=False)
    assert [one.code for one in again.claims] == ["change_inside_noise", "outside_band"]
    few = by_segment("leads", "channel", (Segment("x", levels(4, 0), levels(0, 0)),), in_band=None)
    assert few.walk is not None
    assert [step.verdict for step in few.walk.steps] == ["too_few"]


def test_a_factor_inside_its_own_weeks_is_quiet_and_one_outside_is_not() -> None:
    comparison = compare("week", CALENDAR)
    weeks = windows(comparison, "week", CALENDAR)
    alike = frozenset(OVER_TIME)
    loud, calm = (
        quiet_factors(weekly(last).series(weeks), weeks, [True] * len(weeks), comparison.now, alike)
        for last in (levels(100, 5), levels(103, 21))
    )
    # of 40 MQLs a week four weeks make a point: too few points here
    assert (loud, calm) == ({"leads"}, {"leads", "mql_rate", "sql_rate"})
    assert quiet_factors({}, (), (), comparison.now, alike) == frozenset()


def test_a_band_of_other_counts_judges_no_value_of_leads_followed_to_a_day() -> None:
    comparison = compare("week", CALENDAR)
    found = weekly(levels(100, 20))
    now, before = found.levels(comparison.now), found.levels(comparison.before)
    followed = {"opportunities": 30.0, "amount_yen": 9e6}  # the buckets hold 10 and 2 million
    weeks = windows(comparison, "week", CALENDAR)
    shown = kpis(
        Compared(now | followed, before), found, comparison, weeks, "week", denominator="inq", plan=None
    )
    by_code = {line.code: line for line in shown.lines}
    assert by_code["leads"].against == "band"
    opportunities, amount = by_code["opportunities"], by_code["amount_yen"]
    assert (opportunities.band, opportunities.against, opportunities.verdict) == (None, "counts", "higher")
    assert (amount.band, amount.verdict, amount.reason) == (None, None, "other_count")
    assert "opportunity_rate" not in shown.quiet


def test_a_count_names_the_segments_that_moved_it() -> None:
    [head, *causes] = by_segment("leads", "channel", SEGMENTS, in_band=None).claims
    assert (head.code, head.fields["change"]) == ("level_rose", 150)
    assert [
        (one.code, one.fields["segment"], one.fields["what"], one.fields["effect"]) for one in causes
    ] == [
        ("because_count", "ads", "more", 100),
        ("because_count", "new", "new", 50),
    ]


def test_a_change_of_definition_and_late_data_are_bars_of_their_own() -> None:
    before, now = levels(200, 40, 10, 1e7), levels(260, 50, 12, 15e6)
    by_old_rule = dict(before, sqls=50.0)
    reported = dict(by_old_rule, amount_yen=9e6)
    walk = over_chain(
        "amount_yen", before, now, in_band=None, reported=reported, by_old_rule=by_old_rule
    ).walk
    assert walk is not None
    assert [step.code for step in walk.steps][:2] == ["arrived_late", "definition_changed"]
    assert (walk.start, walk.end) == (9e6, 15e6)
    assert fsum(step.effect for step in walk.steps) == pytest.approx(6e6)


def test_inside_its_band_no_change_is_told_as_one() -> None:
    said = [one.code for one in by_segment("leads", "channel", SEGMENTS, in_band=True).claims]
    assert said == ["change_inside_band", "nonetheless_count", "nonetheless_count"]
    assert "chain" not in ways("sql_rate")
    assert "owner" not in ways("leads")
    assert "owner" in ways("amount_yen")


def test_whom_line_and_sales_disagree_about_by_hand(tmp_path: Path) -> None:
    day = datetime(2025, 6, 3, 9)
    leads = [lead(name, score, created_at=day) for name, score in (("high", 80), ("low", 20), ("won", 10))]
    happened = [
        event("high", "sql_rejected", "2025-06-10T10:00"),
        event("low", "sql_rejected", "2025-06-05T10:00"),
        event("low", "sql_accepted", "2025-06-11T10:00"),  # the last judgement counts
        event("won", "opportunity", "2025-06-05T10:00", deal_id="d1", amount_yen=100),
        event("won", "won", "2025-06-12T10:00", deal_id="d1", amount_yen=300),
    ]
    store = small_world(Store.open(tmp_path / "kpi.duckdb"), leads, happened, today=AS_OF)
    chosen = Filter(parse("all", CALENDAR))
    june = Period("2025-06-01..2025-06-30", date(2025, 6, 1), date(2025, 7, 1))
    assert new_disagreements(store, chosen, june, sql=60) == (
        Disagreement("rejected_above", 1, None),
        Disagreement("accepted_below", 1, None),
        Disagreement("won_below", 1, 300.0),
    )
    may = Period("2025-05-01..2025-05-31", date(2025, 5, 1), date(2025, 6, 1))
    assert new_disagreements(store, chosen, may, sql=60) == ()


def test_months_of_few_deals_are_judged_one_by_one_and_weeks_by_four() -> None:
    levels = {"amount_yen": np.array([*[4e6, 5e6] * 8, 90e6]), "wins": np.full(17, 3.0)}
    for days, window, points in ((30, 1, 17), (7, 4, 4)):
        step = timedelta(days=days)
        periods = [Period("x", FIRST + place * step, FIRST + (place + 1) * step) for place in range(17)]
        band = band_of("amount_yen", levels, periods, [True] * 17)
        assert (band.window, len(band.value)) == (window, points)
