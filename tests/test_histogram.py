"""The histogram: recounted from raw rows, added up over segments and halves, the same in any order."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date, datetime, timedelta
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi import store_connect
from kpi.events import STANDINGS
from kpi.filters import BLANK, Filter
from kpi.histogram import (
    ACCEPTED,
    JUDGED,
    MASKS,
    NO_SCORE,
    OPPORTUNITY,
    SCORES,
    WON,
    WORKED,
    Deals,
    Histogram,
    histogram,
    standing_of,
    suffix_sum,
)
from kpi.period import Period
from kpi.store import Store
from tests.small_world import event, lead, small_world

Rows = list[dict[str, object]]
START, STOP = date(2025, 1, 1), date(2026, 1, 1)
YEAR = Filter(Period("x", START, STOP), dating="activity")  # counts both datings
CHANNELS = ("expo", "paid", BLANK)


def crowd_rows() -> tuple[Rows, Rows]:
    """300 leads of 2025, some unscored, some of no channel; some deals are older than their leads."""
    dice = random.Random(20261121)
    leads, events = [], []
    for number in range(300):
        created = datetime(2025, 1, 1) + timedelta(days=dice.randrange(365))
        score, channel = dice.choice([None, *range(0, 101, 5)]), dice.choice(["expo", "paid", None])
        leads.append(lead(f"l{number}", score, created_at=created, channel=channel))
        for _ in range(dice.choice([0, 0, 1, 3, 6])):
            kind = dice.choice(["page_view", "handed", "contacted", "sql_accepted", "sql_rejected",
                                "opportunity", "won", "lost"])  # fmt: skip
            at = (created + timedelta(days=dice.randrange(-5, 150))).isoformat()
            deal, yen = dice.choice([None, f"x{number}", f"y{number}"]), dice.choice([None, 100, 2_500])
            events.append(event(f"l{number}", kind, at, deal_id=deal, amount_yen=yen))
    for number, row in enumerate(events):
        row["event_id"] = f"e{number}"
    return leads, events


LEADS, EVENTS = crowd_rows()


def opened(leads: Rows = LEADS, events: Rows = EVENTS) -> Store:
    return small_world(Store.open(":memory:"), leads, events, today=date(2026, 11, 21))


@pytest.fixture(scope="module")
def crowd() -> Iterator[Store]:
    store = opened()
    yield store
    store.close()


def arrays(found: Histogram) -> dict[str, np.ndarray]:
    """Everything additive in a histogram, by name."""
    deals = {
        f"{dating}.{field.name}": getattr(getattr(found, dating), field.name)
        for dating in ("cohort", "activity")
        for field in fields(Deals)
        if not field.name.startswith("won_scores") and not field.name.startswith("won_amounts")
    }
    return {"mask_count": found.mask_count, "standing": found.standing(), **deals}


def assert_equal(one: dict[str, np.ndarray], other: dict[str, np.ndarray]) -> None:
    assert one.keys() == other.keys()
    for name in one:
        np.testing.assert_array_equal(one[name], other[name], err_msg=name)


def added(parts: list[Histogram]) -> dict[str, np.ndarray]:
    return {name: np.sum([arrays(part)[name] for part in parts], axis=0) for name in arrays(parts[0])}


def test_a_suffix_sum_counts_from_the_threshold_up_and_never_the_unscored() -> None:
    by_score = np.zeros(SCORES + 1)
    by_score[[0, 40, 100, NO_SCORE]] = 1, 2, 4, 8
    found = suffix_sum(by_score)
    assert [found[t] for t in (0, 1, 40, 41, 100)] == [7, 6, 6, 4, 4]
    assert len(found) == SCORES


def test_every_mask_has_one_standing_and_every_lead_is_counted_in_one(crowd: Store) -> None:
    assert {standing_of(mask) for mask in range(MASKS)} == set(STANDINGS)
    found = histogram(crowd, YEAR)
    np.testing.assert_array_equal(found.standing().sum(axis=0), found.leads())
    assert found.lead_count == 300


def test_no_stage_holds_more_leads_than_the_one_before_at_any_score(
    crowd: Store, sample_store: Store
) -> None:
    whole = Filter(Period("x", date(2020, 1, 1), date(2030, 1, 1)))
    for found in (histogram(crowd, whole), histogram(sample_store, whole)):
        stages = [found.leads(*bits) for bits in ((), (WORKED,), (JUDGED,), (ACCEPTED,), (OPPORTUNITY,))]
        for before, after in pairwise(stages):
            assert (before >= after).all()
        assert (found.leads(OPPORTUNITY) >= found.leads(WON)).all()
        # a stage implies all before it, so asking for both changes nothing
        np.testing.assert_array_equal(found.leads(ACCEPTED), found.leads(WORKED, JUDGED, ACCEPTED))


def recount(kinds: set[str]) -> np.ndarray:
    """Leads by score with an event of `kinds`, or with a deal, from the raw rows alone."""
    deal_kinds = {"opportunity", "won", "lost"}
    does = {row["lead_id"] for row in EVENTS if row["kind"] in kinds | deal_kinds}
    found = np.zeros(SCORES + 1)
    for row in LEADS:
        if row["lead_id"] in does:
            found[NO_SCORE if row["imported_score"] is None else row["imported_score"]] += 1
    return found


def test_a_recount_of_the_raw_rows_gives_the_same_leads_at_every_score(crowd: Store) -> None:
    found = histogram(crowd, YEAR)
    np.testing.assert_array_equal(found.leads(JUDGED), recount({"sql_accepted", "sql_rejected"}))
    np.testing.assert_array_equal(found.leads(WORKED), recount({"contacted", "sql_accepted", "sql_rejected"}))
    np.testing.assert_array_equal(found.leads(ACCEPTED), recount({"sql_accepted"}))
    np.testing.assert_array_equal(found.leads(OPPORTUNITY), recount(set()))


def test_a_recount_of_the_raw_deals_gives_the_same_wins_and_yen(crowd: Store) -> None:
    deals: dict[object, Rows] = defaultdict(list)
    for row in EVENTS:
        if row["kind"] in ("opportunity", "won", "lost"):
            deals[row.get("deal_id") or f"lead:{row['lead_id']}"].append(row)
    won = yen = 0
    for rows in deals.values():
        last = {
            kind: max((r["at"] for r in rows if r["kind"] == kind), default=None) for kind in ("won", "lost")
        }
        if last["won"] and (last["lost"] is None or last["lost"] <= last["won"]):
            won += 1
            yen += sum(int(str(r["amount_yen"] or 0)) for r in rows if r["kind"] == "won")
    found = histogram(crowd, YEAR).cohort
    assert (found.deal_count.sum(), found.won_count.sum()) == (len(deals), won)
    assert found.won_amount_yen.sum() == found.won_amounts_yen.sum() == yen


@settings(max_examples=15, deadline=None)
@given(cut=st.integers(1, 364))
def test_channels_and_halves_of_the_period_add_up_to_the_whole(crowd: Store, cut: int) -> None:
    whole = arrays(histogram(crowd, YEAR))
    assert_equal(added([histogram(crowd, replace(YEAR, channel=(one,))) for one in CHANNELS]), whole)
    middle = START + timedelta(days=cut)
    halves = [replace(YEAR, period=Period("x", *ends)) for ends in ((START, middle), (middle, STOP))]
    assert_equal(added([histogram(crowd, half) for half in halves]), whole)


def test_a_filter_by_all_values_is_no_filter_and_by_an_unknown_one_nothing(crowd: Store) -> None:
    assert_equal(arrays(histogram(crowd, replace(YEAR, channel=CHANNELS))), arrays(histogram(crowd, YEAR)))
    assert histogram(crowd, replace(YEAR, channel=("' or 1=1 --",))).lead_count == 0


def test_neither_the_order_of_rows_nor_the_number_of_threads_changes_an_answer(
    crowd: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = arrays(histogram(crowd, YEAR))
    leads, events = LEADS[:], EVENTS[:]
    random.Random(1).shuffle(leads)
    random.Random(2).shuffle(events)
    for threads in (1, 4):
        monkeypatch.setattr(store_connect.os, "cpu_count", lambda threads=threads: threads)
        store = opened(leads, events)
        assert store.rows("as_of", {"today": date(2026, 11, 21)})  # it is open with that many threads
        with store.cursor() as cursor:
            assert cursor.execute("select current_setting('threads')").fetchall() == [(threads,)]
        assert_equal(arrays(histogram(store, YEAR)), expected)
        store.close()


def test_an_empty_store_gives_zeros_everywhere() -> None:
    found = histogram(opened([], []), YEAR)
    assert (found.lead_count, found.no_score_count) == (0, 0)
    assert all((values == 0).all() for values in arrays(found).values())


def test_cohort_and_activity_by_hand() -> None:
    leads = [lead("old", 70, created_at=datetime(2024, 6, 1)), lead("new", 50), lead("late", 50)]
    events = [
        event("old", "opportunity", "2025-09-30", deal_id="d"),  # opened the day before the period
        event("old", "won", "2025-10-01", deal_id="d", amount_yen=30),  # won on its first day
        event("new", "opportunity", "2025-12-31"),
        event("new", "lost", "2026-01-01", amount_yen=9),  # lost the day after its end
        event("late", "opportunity", "2026-01-05", deal_id="e"),
        event("late", "won", "2026-01-06", deal_id="e", amount_yen=500),
    ]
    quarter = Filter(Period("x", date(2025, 10, 1), date(2026, 1, 1)), dating="activity")
    found = histogram(opened(leads, events), quarter)
    names = ("deal_count", "won_count", "lost_count", "won_amount_yen")
    # cohort: new and late were created in the period; their deals count whenever they happened
    assert [getattr(found.cohort, name).sum() for name in names] == [2, 1, 1, 500]
    # activity: one deal opened (new), one won (old), none lost in the period
    assert [getattr(found.activity, name).sum() for name in names] == [1, 1, 0, 30]
    assert found.activity.won_scores.tolist() == [70]


def test_by_cohort_activity_is_counted_only_where_no_lead_came(crowd: Store) -> None:
    by_cohort = histogram(crowd, replace(YEAR, dating="cohort"))
    assert by_cohort.activity is None
    whole = histogram(crowd, YEAR)
    for field in fields(Deals):
        one, other = (np.sort(getattr(found.cohort, field.name)) for found in (by_cohort, whole))
        np.testing.assert_array_equal(one, other, err_msg=field.name)
    # deals of 2025's leads go on in January, in which no lead came
    january = replace(YEAR, period=Period("x", STOP, date(2026, 2, 1)))
    datings = [histogram(crowd, replace(january, dating=dating)) for dating in ("cohort", "activity")]
    assert_equal(arrays(datings[0]), arrays(datings[1]))
    assert (datings[0].lead_count, datings[0].activity.deal_count.sum() > 0) == (0, True)
