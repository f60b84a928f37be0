"""Rule against judgement: the golden cases, by hand, and what holds at every line of any data."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.agreement import Agreement, Table, agreement, auc
from kpi.agreement_price import price
from kpi.agreement_ripe import Young, ripe_agreement
from kpi.filters import Filter
from kpi.histogram import JUDGED, histogram
from kpi.period import ALL, parse
from kpi.record import record
from kpi.store import Store
from tests.conftest import TODAY

GOLDEN = Path(__file__).parent / "golden"
CASES = {case["id"]: case for case in json.loads((GOLDEN / "agreement.json").read_text())["cases"]}


def by_score(counts: dict[int, float]) -> np.ndarray:
    found = np.zeros(102)
    for score, count in counts.items():
        found[score] = count
    return found


@pytest.fixture(scope="module")
def golden() -> Agreement:
    data = json.loads((GOLDEN / "leads_small.json").read_text())
    rows = [dict(zip(data["columns"], row, strict=True)) for row in data["rows"]]
    score, passed, accepted = (
        np.array([row[name] for row in rows]) for name in ("score", "passed", "accepted")
    )
    counts = [
        np.bincount(score, weights=w, minlength=102) for w in (np.ones(len(rows)), passed, passed * accepted)
    ]
    return agreement(*counts)


def test_the_golden_line_gives_the_golden_figures(golden: Agreement) -> None:
    case = CASES["rule_vs_sales_60"]
    table = golden.at(case["inputs"]["t"])
    found = {
        **vars(table),
        "precision": table.precision,
        "recall": table.recall,
        "f2": table.f_beta(case["inputs"]["beta"]),
        "kappa": table.kappa,
        "agree": table.agreed_rate,
        "lift": table.lift,
    }
    assert found == pytest.approx(case["expected"], rel=case["rel_tol"])


def test_the_golden_interval_of_kappa_comes_out(golden: Agreement) -> None:
    case = CASES["kappa_ci_75"]
    table = Table(**case["inputs"])
    assert table == golden.at(75)
    found = (table.kappa, *(table.kappa_interval() or ()))
    assert found == pytest.approx(case["expected"], rel=case["rel_tol"])


def test_the_golden_area_under_the_curve_comes_out(golden: Agreement) -> None:
    assert golden.auc == pytest.approx(CASES["auc"]["expected"], rel=CASES["auc"]["rel_tol"])


def test_recall_counts_what_sales_would_have_wanted_of_leads_it_never_saw() -> None:
    # below the line 100 leads, of which 10 were judged and 5 accepted; above it 20, all judged, 10 accepted
    found = agreement(by_score({20: 100, 80: 20}), by_score({20: 10, 80: 20}), by_score({20: 5, 80: 10}))
    assert found.at(60).recall == pytest.approx(10 / 15)
    # half of the 90 others would have been accepted, too: 10 of 60, not 10 of 15
    assert found.corrected_recall[60] == pytest.approx(10 / 60, rel=1e-3)
    assert (found.unjudged_count, found.unscored_count) == (90, 0)


def test_a_lead_without_a_score_is_never_sent_and_nothing_is_guessed_of_it() -> None:
    found = agreement(by_score({80: 4, 101: 10}), by_score({80: 4, 101: 2}), by_score({80: 2, 101: 1}))
    assert found.at(0) == Table(tp=2, fp=2, fn=1, tn=1)
    assert (found.unscored_count, found.wanted_count) == (8, 3)


@pytest.mark.parametrize(
    ("judged", "accepted", "reason"),
    [
        ({}, {}, "none_judged"),
        ({70: 5}, {}, "none_accepted"),
        ({70: 5}, {70: 5}, "all_accepted"),
        ({70: 5, 20: 2}, {70: 3}, None),
    ],
)
def test_what_cannot_be_said_has_a_reason_and_no_number(
    judged: dict[int, float], accepted: dict[int, float], reason: str | None
) -> None:
    found = agreement(by_score({70: 9, 20: 9}), by_score(judged), by_score(accepted))
    table = found.at(60)
    assert found.reason(60) == reason
    assert (table.kappa is None) == (reason in ("none_judged", "all_accepted") and table.fn + table.tn == 0)
    assert (table.recall is None) == (reason in ("none_judged", "none_accepted"))
    assert (found.auc is None) == (reason is not None)
    assert found.at(100).precision is None
    assert found.reason(100) == (reason or "none_sent")


def test_the_disagreement_is_priced_in_yen() -> None:
    found = agreement(by_score({20: 10, 80: 10}), by_score({20: 10, 80: 10}), by_score({20: 4, 80: 6}))
    told = price(found, 60, by_score({20: 1, 80: 2}), by_score({20: 1_000_000, 80: 4_000_000}), 10_000)
    # 5,000,000 yen from 10 accepted leads: 500,000 each; 4 missed, 4 sent in vain
    assert (told.missed_count, told.missed_yen) == (4, 2_000_000)
    assert (told.vain_count, told.vain_yen) == (4, 40_000)
    assert (told.won_below_count, told.won_below_yen) == (1, 1_000_000)
    assert told.break_even_rate == pytest.approx(0.02)
    nothing = price(found, 60, by_score({}), by_score({}), 10_000)
    assert (nothing.missed_yen, nothing.break_even_rate) == (None, None)


def test_leads_that_have_not_had_their_time_are_left_out_and_counted(sample_store: Store) -> None:
    calendar = record(sample_store, today=TODAY).calendar
    chosen = Filter(parse(ALL, calendar))
    ripe = ripe_agreement(sample_store, chosen, calendar.as_of)
    assert ripe.young is not None
    # the same leads, counted one by one
    with sample_store.cursor() as cursor:
        rows = cursor.execute("select created_on, mask from lead_fact").fetchall()
    young = [mask for day, mask in rows if day > calendar.as_of - timedelta(days=ripe.young.days)]
    counts = Young(ripe.young.days, len(young), sum(not mask & JUDGED for mask in young), is_left_out=True)
    assert ripe.young == counts
    assert ripe.found.sent[0] + ripe.found.unscored_count == len(rows) - len(young)
    # a deal takes longer than its opening: of those accepted some may still be won, so each is worth more
    accepted = ripe.found.tp[0] + ripe.found.fn[0]
    assert 0.5 * accepted < ripe.accepted_exposure < accepted
    deals = (ripe.deals.won_count, ripe.deals.won_amount_yen, 10_000.0)
    plain = price(ripe.found, 60, *deals).yen_per_accepted
    told = price(ripe.found, 60, *deals, accepted_exposure=ripe.accepted_exposure).yen_per_accepted
    assert told / plain == pytest.approx(accepted / ripe.accepted_exposure)  # type: ignore[operator]


def test_where_too_few_judged_leads_are_left_the_young_ones_count_and_are_named(sample_store: Store) -> None:
    calendar = record(sample_store, today=TODAY).calendar
    chosen = Filter(parse("w4", calendar))
    ripe = ripe_agreement(sample_store, chosen, calendar.as_of)
    counts = histogram(sample_store, chosen)
    assert ripe.young is not None
    assert (ripe.young.is_left_out, ripe.young.lead_count) == (False, counts.lead_count)
    assert ripe.found.sent[0] == counts.lead_count - counts.no_score_count


COUNTS = st.lists(st.integers(0, 30), min_size=102, max_size=102).map(lambda n: np.array(n, float))
SHARES = st.lists(st.sampled_from([0.0, 0.1, 0.5, 1.0]), min_size=102, max_size=102).map(np.array)


@settings(max_examples=40, deadline=None)
@given(COUNTS, SHARES, SHARES)
def test_at_every_line_the_counts_add_up_and_rates_are_shares(
    leads: np.ndarray, judged_share: np.ndarray, accepted_share: np.ndarray
) -> None:
    judged = np.floor(leads * judged_share)
    accepted = np.floor(judged * accepted_share)
    found = agreement(leads, judged, accepted)
    for line in range(101):
        table = found.at(line)
        assert table.judged_count == judged.sum()
        assert table.tp + table.fn == accepted.sum()
        kappa = table.kappa
        assert kappa is None or -1 - 1e-9 <= kappa <= 1 + 1e-9
    for shares in (found.precision, found.recall, found.corrected_recall, found.sent_share):
        known = shares[~np.isnan(shares)]
        assert ((known >= 0) & (known <= 1 + 1e-12)).all()
    # a higher line sends less of everything
    assert (np.diff(found.wanted) <= 1e-9).all()
    swapped = auc(judged - accepted, accepted)
    assert (found.auc is None) == (swapped is None)
    if found.auc is not None and swapped is not None:
        assert found.auc + swapped == pytest.approx(1)
