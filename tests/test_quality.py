"""Segments counted by hand, judged against their rest, priced; each number beside its leads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi import facts, identity, quality
from kpi.against_rest import against_rest
from kpi.decompose_fold import OTHER
from kpi.errors import InvalidInput
from kpi.filters import BLANK, Filter
from kpi.period import Period
from kpi.quality import ADDITIVE, DIMENSIONS, Ripening, Segment, Wait, Waits, folded, segments, together
from kpi.quality_cost import Cost, average_deal_yen, costs, ltv_yen
from kpi.quality_cost_verdict import priced
from kpi.quality_rows import BEHIND, rows_behind
from kpi.quality_verdict import claims, judged, of_all
from kpi.record import record
from kpi.store import Store
from pages.ui.quality.segments_table import Found
from tests.conftest import TODAY
from tests.quality_world import quality_world
from tests.small_world import event, lead, small_world

AS_OF = date(2026, 1, 10)
EVERYBODY = Filter(Period("all", date(2025, 10, 1), date(2026, 1, 11)))
LINES = {"mql": 40, "sql": 60}


@pytest.fixture(scope="module")
def world() -> Iterator[Store]:
    store = quality_world()
    yield store
    store.close()


@pytest.fixture(scope="module")
def curves(world: Store) -> Ripening:
    return quality.ripening(world, EVERYBODY, AS_OF)


def test_each_channel_is_counted_by_hand(world: Store, curves: Ripening) -> None:
    found = segments(world, EVERYBODY, "channel", **LINES, as_of=AS_OF, curves=curves).parts
    # too few leads for a curve: everybody counts as mature
    assert found == (
        Segment("expo", 4, 3, 2, 2, 2, 1, 2, 1, 1, 1_000_000, 4, 2, 2, 200_000, 1_000_000),
        Segment("web", 2, 2, 1, 1, 1, 0, 1, 0, 0, 0, 2, 1, 1, 0, None),
        Segment("-", 1, lead_exposure=1),
    )
    expo = found[0]
    assert (average_deal_yen(expo), ltv_yen(expo)) == (1_000_000, 1_200_000)
    assert (average_deal_yen(found[1]), ltv_yen(found[1])) == (None, None)


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_segments_add_up_to_the_whole_and_every_number_is_its_leads(
    world: Store, curves: Ripening, dimension: str
) -> None:
    found = segments(world, EVERYBODY, dimension, **LINES, as_of=AS_OF, curves=curves).parts
    channels = segments(world, EVERYBODY, "channel", **LINES, as_of=AS_OF, curves=curves).parts
    assert together(found, "") == together(channels, "")
    assert together(folded(found, 1), "") == together(found, "")
    for one in found:
        for number in BEHIND.keys() - {"lost_lead_count"}:  # which only traits tell
            rows, total = rows_behind(world, EVERYBODY, dimension, [one.value], number, **LINES)
            assert total == len(rows) == getattr(one, number), (one.value, number)


def test_values_are_trimmed_and_what_is_blank_is_one_segment(world: Store, curves: Ripening) -> None:
    pages = segments(world, EVERYBODY, "landing_page", **LINES, as_of=AS_OF, curves=curves).parts
    assert {one.value: one.lead_count for one in pages} == {
        "-": 3,
        "/a": 2,
        "/b": 1,
        "![x](http://e.invalid)": 1,
    }
    fairs = segments(world, EVERYBODY, "campaign", **LINES, as_of=AS_OF, curves=curves).parts
    assert {one.value: one.lead_count for one in fairs} == {"-": 5, "fair": 2}


def test_merged_leads_are_one_with_the_first_page_filled_in_and_the_deals_of_both() -> None:
    leads = [
        lead("k", 70, campaign="x", created_at=datetime(2025, 10, 5)),
        lead("m", 60, landing_page=" /m ", campaign="y", created_at=datetime(2025, 10, 1)),
        lead("n", 60, landing_page="/n", created_at=datetime(2025, 10, 3)),
        lead("o", 50, landing_page="/m", created_at=datetime(2025, 9, 30)),
        lead("p", 50, landing_page="/m", created_at=datetime(2025, 10, 2)),
    ]
    events = [
        event("m", "opportunity", "2025-11-01", deal_id="1"),
        event("m", "won", "2025-11-11", deal_id="1", amount_yen=500),
        event("k", "opportunity", "2025-11-01", deal_id="2"),
        event("n", "repeat_order", "2025-12-01", amount_yen=30),
    ]
    store = small_world(Store.open(":memory:"), leads, events)
    identity.merge_leads(store, ["k", "m", "n"], kept="k", by=None)
    facts.rebuild(store, today=date(2026, 1, 31))
    chosen = replace(EVERYBODY, period=Period("", date(2025, 10, 1), date(2026, 1, 11)))
    ripe = quality.ripening(store, chosen, AS_OF)
    for dimension, wanted in (("landing_page", {"/m": 2}), ("campaign", {"x": 1, "-": 1})):
        found = segments(store, chosen, dimension, **LINES, as_of=AS_OF, curves=ripe).parts
        assert {one.value: one.lead_count for one in found} == wanted
        [bought] = [one for one in found if one.deal_count]
        assert (bought.opportunity_lead_count, bought.sql_opportunity_count, bought.won_lead_count) == (
            1,
            1,
            1,
        )
        assert (bought.deal_count, bought.won_count, bought.won_amount_yen) == (2, 1, 500)
        assert (bought.repeat_yen, bought.median_deal_yen) == (30, 500)
        rows, total = rows_behind(store, chosen, dimension, [bought.value], "won_lead_count", **LINES)
        assert (total, list(rows["lead_id"])) == (1, ["k"])
    store.close()


def test_a_filter_or_a_period_without_leads_has_no_segment(world: Store, curves: Ripening) -> None:
    for nobody in (
        replace(EVERYBODY, channel=("ghost",)),
        replace(EVERYBODY, period=Period("", date(2025, 11, 1), date(2026, 1, 1))),
    ):
        found = segments(world, nobody, "channel", **LINES, as_of=AS_OF, curves=curves).parts
        assert (found, judged(found), claims(judged(found))) == ((), (), ())
    with pytest.raises(InvalidInput):
        segments(world, EVERYBODY, "company", **LINES, as_of=AS_OF, curves=curves)


def test_costs_stand_against_the_leads_of_the_months_that_have_one(world: Store) -> None:
    found = costs(world, EVERYBODY, AS_OF)
    assert found == {
        "expo": Cost("expo", 610_000, 2, 4, 2, 1_000_000, 200_000),
        "web": Cost("web", 100_000, 1, 0, 0, 0, 0),  # its leads came in October, without a cost
        "magazine": Cost("magazine", 62_000, 1, 0, 0, 0, 0),
    }
    expo, nobody = found["expo"], found["magazine"]
    assert (expo.cpa_yen, expo.opportunity_yen) == (152_500, 305_000)
    assert (expo.roas, expo.roas_with_repeats) == (1_000_000 / 610_000, 1_200_000 / 610_000)
    assert (nobody.cpa_yen, nobody.opportunity_yen, nobody.roas) == (None, None, 0)
    assert quality.with_spent_only([Segment("expo", 4)], tuple(found))[1:] == (
        Segment("web"),
        Segment("magazine"),
    )


def test_a_month_that_the_period_cuts_costs_its_days(world: Store) -> None:
    ten_days = replace(EVERYBODY, period=Period("", date(2025, 10, 1), date(2025, 10, 11)))
    found = costs(world, ten_days, AS_OF)
    # 310,000 x 10 / 31; the record ends on 10 January, so that January's cost is of ten days
    assert found is not None
    assert found["expo"].cost_yen == pytest.approx(100_000)
    half = replace(EVERYBODY, period=Period("", date(2026, 1, 6), date(2026, 1, 11)))
    assert costs(world, half, AS_OF) == {"web": Cost("web", 50_000, 1, 0, 0, 0, 0)}


def test_no_cost_is_known_of_a_form_or_an_industry(world: Store) -> None:
    assert costs(world, replace(EVERYBODY, form=("demo",)), AS_OF) is None
    assert costs(world, replace(EVERYBODY, channel=("expo",)), AS_OF).keys() == {"expo"}  # type: ignore[union-attr]


def test_lead_times_count_open_deals_in() -> None:
    opened = datetime(2025, 1, 1)
    inquired = opened - timedelta(days=30)
    leads = [lead(f"l{n}", 70, channel="web", created_at=inquired) for n in range(20)]
    events = [event(f"l{n}", "opportunity", "2025-01-01") for n in range(20)]
    for n in range(10):  # won after 10, 20 … 100 days; the other ten stay open
        day = (opened + timedelta(days=10 * (n + 1))).isoformat()
        events.append(event(f"l{n}", "won", day, amount_yen=1))
    store = small_world(Store.open(":memory:"), leads, [*events, event("l19", "page_view", "2026-01-30")])
    chosen = Filter(Period("all", date(2024, 12, 1), date(2026, 1, 31)))
    # horizon: nine of the ten wins, on day 90; half of nine is reached by the fifth win, 80 % by the eighth
    web = Waits(deal=Wait(50, 80, 10), lead=Wait(80, 110, 10))  # a lead waits the thirty days before, too
    as_of = date(2026, 1, 30)
    ripe = quality.ripening(store, chosen, as_of)
    found = segments(store, chosen, "channel", **LINES, as_of=as_of, curves=ripe)
    assert found.waits(["web", "ghost"]) == {"web": web}
    store.close()


# --- verdicts ---------------------------------------------------------------------------------

COUNTS = st.lists(
    st.integers(0, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=2, max_size=8
)


def parts(pairs: list[tuple[int, int]]) -> list[Segment]:
    return [
        Segment(f"s{place}", lead_count=n, lead_exposure=n, opportunity_lead_count=k)
        for place, (k, n) in enumerate(pairs)
    ]


@settings(max_examples=30, deadline=None)
@given(COUNTS)
def test_many_looks_flag_no_segment_that_one_look_would_not(pairs: list[tuple[int, int]]) -> None:
    for one in judged(parts(pairs)):
        rated = one.opportunity_rate
        rest = [sum(column) for column in zip(*pairs, strict=True)]
        own = (rated.success_count, rated.trial_count)
        alone = against_rest([own[0]], [own[1]], [rest[0] - own[0]], [rest[1] - own[1]])[1][0]
        if rated.verdict in ("higher", "lower"):
            assert alone == rated.verdict
        if rated.trial_count < 10:
            assert rated.verdict == "too_few"


@settings(max_examples=30, deadline=None)
@given(COUNTS)
def test_failures_turn_every_verdict_round(pairs: list[tuple[int, int]]) -> None:
    success, trials = np.array(pairs, float).T
    base, base_trials = success.sum() - success, trials.sum() - trials
    turned = {"higher": "lower", "lower": "higher"}
    _, one = against_rest(success, trials, base, base_trials)
    _, other = against_rest(trials - success, trials, base_trials - base, base_trials)
    told = [(a, b) for a, b in zip(one, other, strict=True) if "too_few" not in (a, b)]
    assert all(turned.get(a, a) == b for a, b in told)


def test_a_lucky_segment_of_two_leads_does_not_stand_first() -> None:
    found = judged(parts([(2, 2), (180, 600), (60, 600)]))
    assert [one.segment.value for one in found] == ["s1", "s2", "s0"]
    lucky = found[-1].opportunity_rate
    assert (lucky.rate, lucky.verdict) == (1.0, "too_few")
    assert lucky.shrunk_rate < 0.5  # type: ignore[operator]  # pulled most of the way to 20 %
    assert {(one.value, one.verdict) for one in claims(found)} == {("s1", "higher"), ("s2", "lower")}


def test_young_leads_count_by_their_age_and_are_marked() -> None:
    young = Segment("young", lead_count=100, lead_exposure=50, opportunity_lead_count=10)
    old = Segment("old", lead_count=100, lead_exposure=100, opportunity_lead_count=20)
    found = {one.segment.value: one.opportunity_rate for one in judged([young, old])}
    assert (found["young"].rate, found["young"].is_young) == (0.2, True)  # 10 of 50 that have had their time
    assert (found["old"].rate, found["old"].is_young) == (0.2, False)
    assert of_all([young, old], "opportunity_rate") == 0.2
    born_today = judged([Segment("new", lead_count=3), old])[-1].opportunity_rate
    assert (born_today.rate, born_today.low, born_today.verdict) == (None, None, "too_few")


def test_who_does_not_say_and_the_many_small_ones_are_not_judged() -> None:
    pairs = [("-", 0, 900), (OTHER, 5, 100), ("a", 50, 100), ("b", 48, 100)]
    found = judged([Segment(v, lead_count=n, lead_exposure=n, opportunity_lead_count=k) for v, k, n in pairs])
    assert [one.segment.value for one in found][:2] == ["a", "b"]
    assert {one.segment.value for one in found[2:]} == {"-", OTHER}
    assert [one.opportunity_rate.verdict for one in found[2:]] == [None, None]
    # against b and the small ones, not against those who do not say
    assert found[0].opportunity_rate.rest_rate == pytest.approx(53 / 200)
    # a download lists the small ones: what is said of the large ones stays
    small = [Segment(f"x{n}", lead_count=50, lead_exposure=50, opportunity_lead_count=n) for n in (0, 5)]
    large = [one.segment for one in found if one.segment.value != OTHER]
    listed = judged([*large, *small], unjudged=["x0", "x5"])
    assert [one.opportunity_rate.verdict for one in listed if one.segment.value in "ab"] == [
        one.opportunity_rate.verdict for one in found[:2]
    ]
    assert {one.opportunity_rate.verdict for one in listed if one.segment.value in ("x0", "x5")} == {None}


@settings(max_examples=30, deadline=None)
@given(COUNTS, st.integers(1, 6))
def test_folding_small_segments_away_changes_no_sum(pairs: list[tuple[int, int]], most: int) -> None:
    found = parts(pairs)
    shown = folded(found, most)
    assert len(shown) <= most + 1
    assert all(
        sum(getattr(one, name) for one in shown) == sum(getattr(one, name) for one in found)
        for name in ADDITIVE
    )


# --- the planted truths of the sample ------------------------------------------------------------


def test_the_planted_channel_quality_is_found_and_named_first(sample_store: Store) -> None:
    calendar = record(sample_store, today=TODAY).calendar
    chosen = Filter(Period("all", calendar.first_day, calendar.as_of + timedelta(days=1)))
    ripe = quality.ripening(sample_store, chosen, calendar.as_of)

    def found(dimension: str) -> tuple[quality.Segment, ...]:
        return segments(
            sample_store, chosen, dimension, mql=40, sql=60, as_of=calendar.as_of, curves=ripe
        ).parts

    channels = judged(found("channel"))
    said = [(one.value, one.verdict) for one in claims(channels) if one.metric == "opportunity_rate"]
    assert [value for value, verdict in said if verdict == "higher"][:2] == ["referral", "exhibition"]
    assert next(value for value, verdict in said if verdict == "lower") == "display_ad"
    assert ("webinar", "lower") in said
    assert [one.segment.value for one in channels][:2] == ["referral", "exhibition"]
    display = next(one for one in channels if one.segment.value == "display_ad")
    assert display.opportunity_rate.is_young  # tripled in the last quarter
    # industry separates nobody, and nobody is called better by it
    assert claims(judged(folded(found("industry")))) == ()
    spent = costs(sample_store, chosen, calendar.as_of)
    assert spent is not None
    assert "referral" not in spent
    assert spent["exhibition"].opportunity_yen > 1.5 * spent["webinar"].opportunity_yen  # type: ignore[operator]


def cost(channel: str, cost_yen: float, deal_count: float) -> Cost:
    return Cost(channel, cost_yen, 12, 1000, deal_count, 0, 0)


def test_an_opportunity_is_called_cheap_or_dear_only_beyond_luck() -> None:
    spent = [cost("mail", 1e6, 40), cost("fair", 8e6, 40), cost("search", 2e6, 9), cost("paper", 1e5, 0)]
    found = {one.channel: one for one in priced({one.channel: one for one in spent})}
    assert {name: one.verdict for name, one in found.items()} == {
        "mail": "cheaper",
        "search": "too_few",
        "fair": "dearer",
    }
    assert list(found) == ["mail", "fair", "search"]  # the cheapest first
    mail = found["mail"]
    assert mail.yen == 25_000
    # Gamma(40.5): 95 % from 29.0 to 53.9
    assert (mail.low_yen, mail.high_yen) == (pytest.approx(18_557, abs=50), pytest.approx(34_500, abs=200))
    alike = [cost("a", 1e6, 30), cost("b", 1.1e6, 30)]
    assert {one.verdict for one in priced({one.channel: one for one in alike})} == {"cannot_tell"}
    # what is young is not held against anybody
    young = priced({one.channel: one for one in spent[:2]}, young=["fair"])
    assert [one.verdict for one in young] == ["too_few", "young"]
    assert priced({}) == ()
    assert priced({"x": cost("x", 0, 5)}) == ()


def test_the_average_is_of_the_leads_that_say_what_they_are() -> None:
    said = [
        Segment("a", 100, opportunity_lead_count=30, lead_exposure=100),
        Segment("b", 100, lead_exposure=100),
    ]
    unsaid = Segment(BLANK, 800, opportunity_lead_count=700, lead_exposure=800)
    assert Found("form", (), [*said, unsaid], {}, None).average == pytest.approx(0.15)
