"""Reasons, traits, what is read, visits and the contribution, counted by hand; the truths of the sample."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi import goal_plans, interest
from kpi.contribution import contributions
from kpi.errors import InvalidInput
from kpi.filters import Filter
from kpi.goal_plans import GoalPlan
from kpi.interest import before_opportunities, traffic
from kpi.period import Calendar, Period
from kpi.quality_rows import rejected_or_lost, rows_behind, who_saw, won_in
from kpi.reasons import WAYS, claims, folded, reasons, shares
from kpi.record import record
from kpi.store import Store
from kpi.traits import ITEMS, STAGES, losers, of_item, share_of, traits, winners
from tests.conftest import TODAY
from tests.quality_world import quality_world
from tests.small_world import event, small_world

AS_OF = date(2026, 1, 10)
EVERYBODY = Filter(Period("all", date(2025, 10, 1), date(2026, 1, 11)))
CALENDAR = Calendar(date(2025, 10, 1), AS_OF)


@pytest.fixture(scope="module")
def world() -> Iterator[Store]:
    store = quality_world()
    yield store
    store.close()


def rows(found: pd.DataFrame) -> list[tuple[object, ...]]:
    return [tuple(row) for row in found.itertuples(index=False)]


def test_reasons_are_counted_by_channel_owner_and_month(world: Store) -> None:
    # a2 was rejected first and accepted later: it is a lost deal, and no rejection
    assert rows(reasons(world, EVERYBODY, "channel", AS_OF)) == [
        ("lost", "expo", "competitor", 1),
        ("rejected", "expo", "-", 1),
        ("rejected", "web", "no_need", 1),
    ]
    assert rows(reasons(world, EVERYBODY, "owner", AS_OF)) == [
        ("lost", "Sato", "competitor", 1),  # the loss names nobody: the deal's owner
        ("rejected", "-", "-", 1),
        ("rejected", "Ito", "no_need", 1),
    ]
    assert rows(reasons(world, EVERYBODY, "month", AS_OF)) == [
        ("lost", "2025-12", "competitor", 1),
        ("rejected", "2025-10", "-", 1),
        ("rejected", "2025-10", "no_need", 1),
    ]
    with pytest.raises(InvalidInput):
        reasons(world, EVERYBODY, "reason", AS_OF)


@pytest.mark.parametrize("by", WAYS)
def test_every_count_of_reasons_is_its_leads(world: Store, by: str) -> None:
    found = reasons(world, EVERYBODY, by, AS_OF)
    for (kind, value), count in found.groupby(["kind", "value"])["row_count"].sum().items():
        listed, total = rejected_or_lost(world, EVERYBODY, by, kind, AS_OF, values=[value])
        assert total == len(listed) == count
    for kind, value, reason, count in rows(found):
        _, total = rejected_or_lost(world, EVERYBODY, by, kind, AS_OF, values=[value], reasons=[reason])
        assert total == count


@pytest.mark.parametrize("item", ITEMS)
def test_every_count_of_a_trait_is_its_leads(world: Store, item: str) -> None:
    for one in of_item(traits(world, EVERYBODY, mql=40, sql=60), item):
        for stage in STAGES:
            number = f"{stage}_count"
            _, total = rows_behind(world, EVERYBODY, item, [one.value], number, mql=40, sql=60)
            assert total == getattr(one, number), (one.value, stage)


def test_every_count_of_what_was_seen_before_opportunities_is_its_leads(world: Store) -> None:
    found = before_opportunities(world, EVERYBODY)
    assert found
    for one in found:
        for has_opportunity, count in ((True, one.seen_count), (False, one.other_seen_count)):
            asset = (one.kind, one.detail)
            listed, total = who_saw(world, EVERYBODY, *asset, has_opportunity=has_opportunity)
            assert total == len(listed) == count


def test_reasons_are_dated_by_the_day_they_were_given(world: Store) -> None:
    december = replace(EVERYBODY, period=Period("", date(2025, 12, 1), date(2026, 1, 1)))
    assert rows(reasons(world, december, "channel", AS_OF)) == [("lost", "expo", "competitor", 1)]
    assert shares(reasons(world, EVERYBODY, "channel", AS_OF), "rejected") == [
        ("-", 1, 0.5),
        ("no_need", 1, 0.5),
    ]
    nothing = reasons(world, replace(EVERYBODY, channel=("ghost",)), "channel", AS_OF)
    assert (len(folded(nothing, "channel")), shares(nothing, "lost"), claims(nothing)) == (0, [], ())


GIVEN = st.dictionaries(
    st.tuples(
        st.sampled_from(["rejected", "lost"]),
        st.integers(0, 30).map("v{}".format),
        st.integers(0, 20).map("r{}".format),
    ),
    st.integers(1, 50),
    min_size=1,
    max_size=60,
)


@settings(max_examples=30, deadline=None)
@given(GIVEN)
def test_folding_keeps_every_count_and_the_line_without_a_reason(
    given_: dict[tuple[str, str, str], int],
) -> None:
    found = pd.DataFrame(
        [(*key, count) for key, count in {**given_, ("lost", "v0", "-"): 1}.items()],
        columns=["kind", "value", "reason", "row_count"],
    )
    shown = folded(found, "channel")
    by_kind = found.groupby("kind")["row_count"].sum()
    assert shown.groupby("kind")["row_count"].sum().equals(by_kind)
    assert shown[shown["reason"] == "-"]["row_count"].sum() == 1
    assert shown["reason"].nunique() <= 8 + 1 + 1
    assert shown["value"].nunique() <= 12 + 1


def test_a_reason_is_called_more_frequent_only_beyond_luck() -> None:
    def told(*counts: tuple[str, str, int]) -> list[tuple[str, str]]:
        columns = ["kind", "value", "reason", "row_count"]
        found = pd.DataFrame([("lost", *one) for one in counts], columns=columns)
        return [(one.value, one.reason) for one in claims(found)]

    assert told(("a", "budget", 40), ("a", "timing", 10), ("b", "budget", 10), ("b", "timing", 40)) == [
        ("a", "budget"),
        ("b", "timing"),
    ]
    assert told(("a", "budget", 6), ("a", "timing", 5), ("b", "budget", 5), ("b", "timing", 6)) == []
    assert told(("a", "budget", 9)) == []


def test_roles_and_target_fit_are_shares_of_each_stage(world: Store) -> None:
    found = traits(world, EVERYBODY, mql=40, sql=60)
    assert {one.value: one.lead_count for one in of_item(found, "role_level")} == {
        "-": 4,
        "staff": 2,
        "executive": 1,
    }
    assert [share_of(found, "target_fit", "yes", stage) for stage in ("lead", "sql", "won_lead")] == [
        2 / 7,
        2 / 3,
        0,
    ]
    assert share_of(found, "target_fit", "yes", "lost_lead") == 1
    assert all(sum(one.lead_count for one in of_item(found, item)) == 7 for item in ("need", "channel"))
    assert (winners(found), losers(found)) == ((), ())  # one winner and one loser tell nothing
    assert share_of((), "target_fit", "yes", "lead") is None


def test_open_deals_show_what_their_leads_read_lately(world: Store) -> None:
    found = interest.reading(world, EVERYBODY, AS_OF)
    # /p was seen more than 90 days before 10 January; won and lost deals are not open
    assert rows(found[["company", "lead_id", "open_count", "kind", "detail", "piece_count"]]) == [
        ("B", "b1", 1, "download", "catalogue", 1)
    ]


def test_pages_before_opportunities_have_the_same_two_weeks_for_all(world: Store) -> None:
    found = {one.detail: one for one in before_opportunities(world, EVERYBODY)}
    # a4 saw /p on day 19, b1 the catalogue on day 31: both too late to count
    counts = {
        name: (one.seen_count, one.all_count, one.other_seen_count, one.other_all_count)
        for name, one in found.items()
    }
    assert counts == {"/p": (2, 3, 0, 4), "/q": (0, 3, 1, 4)}
    assert {one.verdict for one in found.values()} == {"too_few"}
    halves = before_opportunities(world, EVERYBODY, every=2)
    assert all(one.all_count + one.other_all_count < 7 for one in halves)  # of 7 leads one in two, by chance
    assert [interest.one_in(count) for count in (0, 399_999, 1_000_000)] == [1, 1, 5]


def test_visits_stand_beside_the_inquiries_of_their_days(world: Store) -> None:
    found = traffic(world, EVERYBODY)
    assert found is not None
    [page] = found.pages
    assert (page.page, page.session_count, page.lead_count) == ("/a", 100, 2)
    assert (page.bounce_rate, page.inquiry_rate) == (0.4, 0.02)
    assert found.recorded.days == 1
    assert traffic(world, replace(EVERYBODY, form=("demo",))) is None
    assert traffic(world, replace(EVERYBODY, channel=("web",))) is None


def test_our_share_of_all_won_deals_stands_beside_the_plan_of_the_period() -> None:
    store = quality_world()
    plan = GoalPlan(given={}, found={}, shown={"goal_yen": "2000000", "wins": "7/2"})
    goal_plans.adopt(store, goal_plans.keep(store, plan, name="p", period="fy2025", by=None), by=None)
    found = contributions(store, EVERYBODY, CALENDAR, goal_plans.plans(store))
    assert [one.period.code for one in found] == ["fy2025", "fy2025q3", "fy2025q4"]
    year, quarter, running = found
    assert (year.our_count, year.our_yen, year.no_lead_count, year.no_lead_yen) == (1, 1e6, 1, 3e6)
    assert (year.yen_rate, year.count_rate, year.plan_rate, year.planned_count) == (0.25, 0.5, 0.5, 3.5)
    assert (year.is_running, year.is_cut, quarter.is_running, quarter.is_cut) == (True, True, False, False)
    assert (quarter.largest_yen, quarter.plan_rate) == (3e6, None)
    assert (running.yen_rate, running.count_range) == (None, None)
    listed, total = won_in(store, EVERYBODY, year.period)
    assert (total, int(listed["won_amount_yen"].sum())) == (1, 1_000_000)
    # narrowed to the web, the won lead of the fair is one of ours all the same
    narrowed = contributions(store, replace(EVERYBODY, channel=("web",)), CALENDAR, [])[0]
    assert (narrowed.our_count, narrowed.other_count, narrowed.all_count) == (0, 1, 2)
    store.close()


def test_deals_without_any_lead_are_a_contribution_of_nothing() -> None:
    events = [event(None, "won", "2025-12-15", deal_id=name, amount_yen=5) for name in ("x", "y")]
    store = small_world(Store.open(":memory:"), [], events)
    calendar = record(store, today=date(2026, 1, 31)).calendar
    chosen = Filter(Period("all", calendar.first_day, calendar.as_of + timedelta(days=1)))
    year = contributions(store, chosen, calendar, [])[0]
    assert (year.yen_rate, year.count_rate, year.all_yen) == (0, 0, 10)
    assert before_opportunities(store, chosen) == ()
    assert traits(store, chosen, mql=40, sql=60) == ()
    assert len(interest.reading(store, chosen, calendar.as_of)) == 0
    store.close()


def test_the_planted_truths_of_the_sample_are_found(sample_store: Store) -> None:
    calendar = record(sample_store, today=TODAY).calendar
    chosen = Filter(Period("all", calendar.first_day, calendar.as_of + timedelta(days=1)))
    found = traits(sample_store, chosen, mql=40, sql=60)
    # answers separate buyers: the four that tell most, and no industry among them
    assert [(one.item, one.value) for one in winners(found)][:4] == [
        ("need", "concrete"),
        ("timing", "within_3_months"),
        ("target_fit", "yes"),
        ("budget", "allocated"),
    ]
    assert losers(found) == ()
    # page views buy nothing: idle readers see everything more often than buyers do
    read = before_opportunities(sample_store, chosen)
    assert "higher" not in {one.verdict for one in read}
    assert next(one for one in read if one.detail == "/company").verdict == "lower"
    ours = contributions(sample_store, chosen, calendar, [])
    years = [one for one in ours if "q" not in one.period.code]
    whole = sum(one.no_lead_yen for one in years) / sum(one.our_yen for one in years)
    assert whole == pytest.approx(1.56, abs=0.01)  # deals without a lead
    assert sum(one.largest_yen == 104_000_000 for one in years) == 1  # the whale
    lost = reasons(sample_store, chosen, "month", calendar.as_of)
    assert lost[lost["kind"] == "lost"]["value"].min() >= "2025-11"  # no losses in the first year
