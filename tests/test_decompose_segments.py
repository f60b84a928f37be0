"""Which segments moved a rate or an amount: exact sums, the planted truth, no story where there is none."""

from __future__ import annotations

import csv
import os
from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from itertools import permutations
from math import factorial, fsum, prod
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.decompose import chain_effects
from kpi.decompose_fold import OTHER, folded
from kpi.decompose_segments import Counts, SegmentEffect, segment_effects
from kpi.decompose_yen import Totals, YenEffect, shapley, yen_effects
from kpi.errors import InvalidInput
from kpi.narrative import rate_claims
from kpi.store import Store

REAL = os.environ.get("KPI_REAL_DATA")
SEGMENTS = ("ads", "fair", "mail", "web")
Rates = Mapping[str, Counts]
Yen = Mapping[str, Totals]


def by_name(before: Rates, after: Rates) -> dict[str, SegmentEffect]:
    return {one.segment: one for one in segment_effects(before, after).segments}


def yen_by_name(before: Yen, after: Yen) -> dict[str, YenEffect]:
    return {one.segment: one for one in yen_effects(before, after).segments}


def four(one: YenEffect) -> list[float]:
    return [one.volume.value, one.mix.value, one.rate.value, one.deal.value]


@st.composite
def rates_by_segment(draw: st.DrawFn, *, whole: bool = False) -> dict[str, Counts]:
    """Counts of up to four segments; unless `whole`, some are missing or succeed without any case."""
    found = {}
    for name in SEGMENTS:
        trials = draw(st.integers(1 if whole else 0, 500))
        found[name] = Counts(draw(st.integers(0, trials if whole else 500)), trials)
    return found


@st.composite
def yen_by_segment(draw: st.DrawFn) -> dict[str, Totals]:
    counts = st.tuples(st.integers(0, 500), st.integers(0, 200), st.integers(-(10**6), 10**9))
    return {name: Totals(*draw(counts)) for name in SEGMENTS}


# --- a rate over its segments ------------------------------------------------------------------


def test_rate_and_mix_by_hand() -> None:
    before = {"web": Counts(40, 100), "ads": Counts(10, 100)}  # 25 %: 40 % and 10 %, half each
    after = {"web": Counts(40, 100), "ads": Counts(15, 300)}  # 13.75 %: 40 % and 5 %, a quarter and the rest
    found, effects = segment_effects(before, after), by_name(before, after)
    assert found.change == pytest.approx(-0.1125)
    # ads: rate 0.625 x -0.05; mix 0.25 x (0.075 - 0.19375). web: mix -0.25 x (0.4 - 0.19375)
    assert (effects["ads"].rate.value, effects["ads"].mix.value) == pytest.approx((-0.03125, -0.0296875))
    assert (effects["web"].rate.value, effects["web"].mix.value) == pytest.approx((0, -0.0515625))
    # 10 of 100 and then 15 of 300 can be chance; the shift from web to ads cannot
    assert (effects["ads"].rate.verdict, effects["ads"].mix.verdict) == ("cannot_tell", "lower")
    assert [one.segment for one in found.segments] == ["ads", "web"]
    assert (effects["ads"].before_share, effects["ads"].after_share) == (0.5, 0.75)


def test_every_segment_rose_and_the_whole_fell() -> None:
    """Simpson: 90 → 93 % and 20 → 24 %, but most cases are now of the weak segment: 76 → 37.8 %."""
    before = {"fair": Counts(720, 800), "ads": Counts(40, 200)}
    after = {"fair": Counts(186, 200), "ads": Counts(192, 800)}
    found = segment_effects(before, after)
    assert found.change == pytest.approx(-0.382)
    assert {one.segment: one.rate.value for one in found.segments} == pytest.approx(
        {"ads": 0.02, "fair": 0.015}
    )
    assert fsum(one.mix.value for one in found.segments) == pytest.approx(-0.417)
    assert {one.mix.verdict for one in found.segments} == {"lower"}


@given(rates_by_segment(), rates_by_segment())
@settings(max_examples=40, deadline=None)
def test_the_effects_sum_to_the_change_and_flip_with_the_periods(before: Rates, after: Rates) -> None:
    there, back = segment_effects(before, after), by_name(after, before)
    if there.change is None:
        assert there.segments == ()
        return
    scale = max(1.0, there.before_rate or 0, there.after_rate or 0)
    assert abs(fsum(one.total for one in there.segments) - there.change) <= 1e-12 * scale
    for one in there.segments:
        assert one.rate.value == pytest.approx(-back[one.segment].rate.value, abs=1e-12 * scale)
        assert one.mix.value == pytest.approx(-back[one.segment].mix.value, abs=1e-12 * scale)


@given(rates_by_segment(whole=True), rates_by_segment(whole=True))
@settings(max_examples=25, deadline=None)
def test_halving_a_segment_changes_nothing(before: Rates, after: Rates) -> None:
    halved = [
        {**side, "web": half, "half": half}
        for side in (before, after)
        for half in [Counts(side["web"].successes / 2, side["web"].trials / 2)]
    ]
    whole, parts = by_name(before, after), by_name(halved[0], halved[1])
    for kind in ("rate", "mix"):
        sums = {name: getattr(one, kind).value for name, one in parts.items()}
        sums["web"] += sums.pop("half")
        assert sums == pytest.approx({n: getattr(one, kind).value for n, one in whole.items()}, abs=1e-12)


@given(rates_by_segment(whole=True), rates_by_segment(whole=True))
@settings(max_examples=10, deadline=None)
def test_a_new_or_vanished_segment_has_no_rate_effect(before: Rates, after: Rates) -> None:
    present = {name: counts for name, counts in before.items() if name != "web"}
    new, gone = by_name(present, after)["web"], by_name(after, present)["web"]
    assert (new.presence, gone.presence) == ("new", "gone")
    for one in (new, gone):
        assert (one.rate.value, one.rate.low, one.rate.high) == (0, 0, 0)
        assert one.rate.verdict not in ("higher", "lower")
    assert (new.before_rate, new.before_share) == (None, 0)


def test_rows_of_leads_and_counts_of_them_give_the_same_effects() -> None:
    rng = np.random.default_rng(5)
    sides = [
        [
            (SEGMENTS[int(i)], bool(won))
            for i, won in zip(rng.integers(0, 4, n), rng.random(n) < p, strict=True)
        ]
        for n, p in ((700, 0.2), (900, 0.15))
    ]
    counted = [
        {
            name: Counts(sum(won for s, won in side if s == name), sum(s == name for s, _ in side))
            for name in SEGMENTS
        }
        for side in sides
    ]
    mean = [np.mean([won for _, won in side]) for side in sides]
    for name, one in by_name(counted[0], counted[1]).items():
        share = [np.mean([s == name for s, _ in side]) for side in sides]
        own = [np.mean([won for s, won in side if s == name]) for side in sides]
        assert one.rate.value == pytest.approx((share[0] + share[1]) / 2 * (own[1] - own[0]), abs=1e-12)
        centred = (own[0] + own[1]) / 2 - (mean[0] + mean[1]) / 2
        assert one.mix.value == pytest.approx((share[1] - share[0]) * centred, abs=1e-12)


def test_a_rate_undefined_on_one_side_is_not_taken_apart() -> None:
    found = segment_effects({}, {"web": Counts(2, 10)})
    assert (found.before_rate, found.after_rate, found.change) == (None, 0.2, None)
    assert (found.segments, found.direction, found.label) == ((), "cannot_tell", "too_few")
    assert segment_effects({}, {}).change is None


def test_wins_of_a_segment_without_cases_are_kept_apart() -> None:
    before = {"web": Counts(20, 100), "fair": Counts(5, 0)}  # five wins of earlier deals: 25 %
    found = by_name(before, {"web": Counts(20, 100)})
    assert (found["fair"].unmatched, found["fair"].rate.value, found["fair"].mix.value) == (-0.05, 0, 0)
    assert found["web"].total == 0
    assert by_name({"web": Counts(20, 100)}, before)["fair"].unmatched == 0.05


def test_too_few_cases_tell_no_story() -> None:
    found = by_name(
        {"web": Counts(50, 500), "fair": Counts(0, 9), "mail": Counts(2, 12)},
        {"web": Counts(52, 500), "fair": Counts(9, 9), "mail": Counts(3, 12)},
    )
    assert (found["fair"].rate.verdict, found["mail"].rate.verdict) == ("too_few", "too_few")
    assert found["web"].rate.verdict == "cannot_tell"


def test_ten_cases_a_side_are_enough_to_see_everything_turn() -> None:
    before = {"web": Counts(50, 500), "fair": Counts(10, 10), "mail": Counts(9, 9)}
    found = by_name(before, {"web": Counts(50, 500), "fair": Counts(0, 10), "mail": Counts(0, 9)})
    assert (found["fair"].rate.verdict, found["mail"].rate.verdict) == ("lower", "too_few")


def test_more_deals_than_leads_have_an_interval_too() -> None:
    found = by_name({"web": Counts(150, 100)}, {"web": Counts(300, 100)})["web"].rate
    assert (found.value, found.verdict) == (1.5, "higher")
    assert found.low is not None
    assert found.high is not None
    assert 1.2 < found.low < 1.5 < found.high < 1.8


def test_the_planted_channel_is_named_first(sample_store: Store) -> None:
    """Display ads tripled in the last 13 weeks of the sample, and their leads are weak."""
    stop, quarter = date(2026, 11, 16), timedelta(weeks=13)
    asked = (
        "select channel, count(*) filter (score >= 60), count(*) from lead_fact"
        " where created_on >= ? and created_on < ? group by channel"
    )
    with sample_store.cursor() as cursor:
        before, after = (
            {
                name: Counts(*counts)
                for name, *counts in cursor.execute(asked, [since, since + quarter]).fetchall()
            }
            for since in (stop - 2 * quarter, stop - quarter)
        )
    found = segment_effects(before, after)
    assert found.change == pytest.approx(-0.0467, abs=5e-4)
    assert found.direction == "lower"
    first, *others = found.segments
    assert (first.segment, first.mix.verdict) == ("display_ad", "lower")
    fell, cause, *_ = rate_claims("sql_rate", "channel", found)
    assert (fell.code, cause.fields["segment"]) == ("rate_fell", "display_ad")
    assert {one.mix.verdict for one in others} | {one.rate.verdict for one in others} <= {
        "cannot_tell",
        "too_few",
    }


def test_twelve_unchanged_segments_raise_a_false_flag_in_at_most_16_per_cent_of_worlds() -> None:
    rng = np.random.default_rng(12)
    worlds, flags, inside = 150, 0, []
    for _ in range(worlds):
        share, truth = rng.dirichlet(np.full(12, 2.0)), rng.beta(4, 16, 12)
        sides = []
        for _ in range(2):
            trials = rng.multinomial(600, share)
            won = rng.binomial(trials, truth)
            sides.append({str(i): Counts(int(won[i]), int(trials[i])) for i in range(12)})
        found = segment_effects(*sides).segments
        said = {effect.verdict for one in found for effect in (one.rate, one.mix)}
        flags += bool(said & {"higher", "lower"})
        inside += [one.rate.low <= 0 <= one.rate.high for one in found if one.presence == "both"]  # type: ignore[operator]
    assert flags / worlds <= 0.16
    assert np.mean(inside) == pytest.approx(0.8, abs=0.03)  # an 80 % interval


@pytest.mark.parametrize("counts", [Counts(-1, 5), Counts(1, float("nan")), Counts(float("inf"), 5)])
def test_impossible_counts_are_refused(counts: Counts) -> None:
    with pytest.raises(InvalidInput):
        segment_effects({"web": Counts(1, 5)}, {"web": counts})
    with pytest.raises(InvalidInput):
        yen_effects({"web": Totals(1, 1, 5)}, {"web": Totals(*counts, 0)})


# --- an amount over its segments ---------------------------------------------------------------


def test_the_parts_of_a_product_are_the_mean_over_all_orders() -> None:
    before, after = [1000, 3, 5, 7], [1300, 2, 9, 11]
    expected = [Fraction(0)] * 4
    for order in permutations(range(4)):
        current = list(map(Fraction, before))
        for place in order:
            was = prod(current)
            current[place] = Fraction(after[place])
            expected[place] += (prod(current) - was) / factorial(4)
    assert shapley(np.array(before, float), np.array(after, float)).tolist() == pytest.approx(
        [float(x) for x in expected], rel=1e-12
    )


@given(yen_by_segment(), yen_by_segment())
@settings(max_examples=15, deadline=None)
def test_four_effects_sum_to_each_segments_change_and_flip(before: Yen, after: Yen) -> None:
    there, back = yen_by_name(before, after), yen_by_name(after, before)
    for name, one in there.items():
        scale = max(1.0, *(abs(part) for part in four(one)), abs(one.unmatched_yen))
        assert abs(fsum([*four(one), one.unmatched_yen]) - one.change_yen) <= 1e-12 * scale
        assert four(one) == pytest.approx([-part for part in four(back[name])], abs=1e-12 * scale)


@given(yen_by_segment(), yen_by_segment())
@settings(max_examples=15, deadline=None)
def test_halving_a_segment_halves_its_yen_effects(before: Yen, after: Yen) -> None:
    halved = [
        {**side, "web": half, "half": half}
        for side in (before, after)
        for half in [Totals(*(part / 2 for part in side["web"][:3]))]
    ]
    whole, parts = yen_by_name(before, after), yen_by_name(halved[0], halved[1])
    for name, one in parts.items():
        share = 0.5 if name in ("web", "half") else 1.0
        expected = [share * part for part in four(whole["web" if name == "half" else name])]
        scale = max(1.0, *map(abs, expected))
        assert four(one) == pytest.approx(expected, abs=1e-9 * scale)


def test_many_segments_become_the_largest_and_all_others() -> None:
    before = {f"p{i:02}": Counts(1, 10 * i) for i in range(1, 21)}
    after = {"p01": Counts(50, 500), "new": Counts(1, 2)}
    folded_before, folded_after = folded(before, after, most=4)
    assert set(folded_before) == {"p01", "p20", "p19", OTHER}
    assert folded_before[OTHER] == Counts(17, 10 * sum(range(2, 19)))
    assert folded_after == {"p01": Counts(50, 500), OTHER: Counts(1, 2)}
    assert folded(before, after, most=21) == (before, after)
    yen = {"a": Totals(9, 1, 5.0, 25.0), "b": Totals(1, 1, 2.0, 4.0), "c": Totals(1, 1, 3.0)}
    assert folded(yen, {}, most=2)[0] == {"a": yen["a"], OTHER: Totals(2, 2, 5.0, None)}
    assert folded({**yen, "c": Totals(1, 1, 3.0, 9.0)}, {}, most=2)[0][OTHER] == Totals(2, 2, 5.0, 13.0)


def test_volume_mix_rate_and_deal_by_hand() -> None:
    before = {"web": Totals(100, 20, 20e6), "fair": Totals(100, 40, 80e6)}
    more = {"web": Totals(200, 40, 40e6), "fair": Totals(200, 80, 160e6)}  # all cases doubled
    assert four(yen_by_name(before, more)["web"]) == pytest.approx([20e6, 0, 0, 0])
    shifted = {"web": Totals(150, 30, 30e6), "fair": Totals(50, 20, 40e6)}
    assert four(yen_by_name(before, shifted)["fair"]) == pytest.approx([0, -40e6, 0, 0])
    better = {"web": Totals(100, 30, 30e6), "fair": Totals(100, 40, 120e6)}
    assert four(yen_by_name(before, better)["web"]) == pytest.approx([0, 0, 10e6, 0])
    assert four(yen_by_name(before, better)["fair"]) == pytest.approx([0, 0, 0, 40e6])


def test_deals_tell_how_they_vary_only_by_their_squares() -> None:
    before = {"web": Totals(200, 40, 40e6, 40e12 + 40 * 0.01e12)}  # 1,000,000 a deal, give or take 100,000
    after = {"web": Totals(200, 40, 60e6, 90e12 + 40 * 0.01e12)}
    told = yen_by_name(before, after)["web"].deal
    assert (told.value, told.verdict) == (pytest.approx(20e6), "higher")
    assert told.low is not None
    assert 10e6 < told.low < 20e6
    untold = yen_by_name(*({"web": side["web"]._replace(square_yen=None)} for side in (before, after)))["web"]
    assert (untold.deal.low, untold.deal.high, untold.deal.verdict) == (None, None, "cannot_tell")
    assert untold.rate.low is not None
    four_wins = {"web": Totals(200, 4, 4e6, 4e12)}
    assert yen_by_name(four_wins, after)["web"].deal.verdict == "too_few"


def test_a_new_segments_yen_come_from_its_cases_alone() -> None:
    before, new = {"web": Totals(100, 20, 20e6, 25e12)}, Totals(50, 10, 20e6, 45e12)
    found = yen_by_name(before, {**before, "fair": new})["fair"]
    assert found.presence == "new"
    # 0 → 1/3 of the cases at 20 % and 2,000,000 a deal, and these 100 → 150: half of the growth is volume
    assert four(found) == pytest.approx([50 / 3 / 2 * 0.2 * 2e6, 125 / 3 * 0.2 * 2e6, 0, 0])
    assert {end for one in (found.rate, found.deal) for end in (one.low, one.high)} == {0}


def test_a_side_of_few_cases_says_so_in_yen_too() -> None:
    found = yen_by_name({"web": Totals(12, 2, 2e6, 3e12)}, {"web": Totals(500, 100, 1e8, 1.5e14)})["web"]
    assert (found.rate.verdict, found.deal.verdict, found.volume.verdict) == ("too_few", "too_few", "higher")


def test_yen_of_a_segment_without_cases_are_kept_apart() -> None:
    found = yen_by_name({"web": Totals(10, 5, 5e6)}, {"web": Totals(10, 5, 5e6), "fair": Totals(0, 1, 3e6)})
    assert (found["fair"].unmatched_yen, four(found["fair"]), found["fair"].presence) == (3e6, [0] * 4, "new")
    assert yen_effects({}, {}).segments == ()


# --- a real record -----------------------------------------------------------------------------


@pytest.mark.skipif(not REAL, reason="KPI_REAL_DATA names no folder with the real files")
def test_the_bridge_between_two_real_quarters_sums_to_their_difference() -> None:
    """Maven's CRM, first and second quarter of 2017: 531 wins of 647 closed deals, 1,254 of 2,032."""
    folder = Path(str(REAL)) / "maven_crm"
    with (folder / "sales_teams.csv").open(encoding="utf-8") as file:
        office = {row["sales_agent"]: row["regional_office"] for row in csv.DictReader(file)}
    sides: list[dict[str, Totals]] = [{}, {}]
    with (folder / "sales_pipeline.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            quarter = (row["close_date"][:4], (int(row["close_date"][5:7] or 0) + 2) // 3)
            if quarter[0] == "2017" and quarter[1] in (1, 2) and row["deal_stage"] in ("Won", "Lost"):
                side, name, yen = sides[quarter[1] - 1], office[row["sales_agent"]], float(row["close_value"])
                was, won = side.get(name, Totals(0, 0, 0, 0)), row["deal_stage"] == "Won"
                added = (1, won, yen * won, yen * yen * won)
                side[name] = Totals(*(a + b for a, b in zip(was, added, strict=True)))  # type: ignore[operator]
    levels = [
        {
            "opportunities": sum(one.trials for one in side.values()),
            "wins": sum(one.wins for one in side.values()),
            "amount_yen": sum(one.amount_yen for one in side.values()),
        }
        for side in sides
    ]
    assert [tuple(side.values()) for side in levels] == [(647, 531, 1_134_672), (2032, 1254, 3_086_111)]
    chain = chain_effects(*levels)
    assert fsum(one.effect for one in chain.factors) == pytest.approx(3_086_111 - 1_134_672, abs=1e-6)
    assert [one.effect > 0 for one in chain.factors] == [True, False, True]
    assert [one.direction for one in chain.factors] == ["higher", "lower", None]
    parts = yen_effects(*sides)
    assert parts.change_yen == 3_086_111 - 1_134_672
    assert fsum(sum(four(one)) for one in parts.segments) == pytest.approx(parts.change_yen, abs=1e-6)
