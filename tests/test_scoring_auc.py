"""AUC and its differences: golden cases, every pair counted by hand, nothing made up without both sides."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.scoring_auc import auc, auc_by_score, gain

GOLDEN = Path(__file__).parent / "golden"
CASES = {case["id"]: case for case in json.loads((GOLDEN / "scorefit.json").read_text())["cases"]}
ITEMS = json.loads((GOLDEN / "scorefit_items.json").read_text())
X, Y = np.array(ITEMS["X"]), np.array(ITEMS["y"], dtype=bool)
TODAY = [5, 5, 5, 5, 10, 10, 10]  # the table that REPORT calls today's: each view and mail brings 10
LEADS = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), st.booleans()), min_size=1, max_size=30)


def test_every_golden_case_is_checked_here() -> None:
    assert set(CASES) == {"auc_without_behaviour", "auc_gain_dropping_behaviour"}


def test_the_golden_auc_without_behaviour_is_met() -> None:
    case = CASES["auc_without_behaviour"]
    assert auc(X @ np.array(case["inputs"]["points"]), Y) == pytest.approx(case["expected"], rel=1e-9)


def test_the_golden_gain_of_dropping_behaviour_is_met() -> None:
    case = CASES["auc_gain_dropping_behaviour"]
    bare = X @ np.array(CASES["auc_without_behaviour"]["inputs"]["points"])
    found = gain(bare, X @ np.array(TODAY), Y, case["inputs"]["conf"])
    assert found is not None
    assert (found.difference, found.low, found.high) == pytest.approx(tuple(case["expected"]), rel=1e-9)


@given(LEADS)
def test_it_is_the_share_of_pairs_in_the_right_order_ties_half(leads: list[tuple[int, int, bool]]) -> None:
    hits = [score for score, _, hit in leads if hit]
    misses = [score for score, _, hit in leads if not hit]
    pairs = [1.0 if a > b else 0.5 if a == b else 0.0 for a in hits for b in misses]
    expected = float(np.mean(pairs)) if pairs else None
    found = auc([score for score, *_ in leads], [hit for *_, hit in leads])
    assert found == (None if expected is None else pytest.approx(expected))
    by_score = np.array([[scores.count(score) for score in range(7)] for scores in (hits, misses)], float)
    assert auc_by_score(*by_score) == (None if expected is None else pytest.approx(expected))


@given(LEADS)
def test_swapping_two_scores_flips_the_gain(leads: list[tuple[int, int, bool]]) -> None:
    one, other, hit = (np.array(column) for column in zip(*leads, strict=True))
    found, back = gain(one, other, hit), gain(other, one, hit)
    if found is None or back is None:
        assert found is back is None
        assert min(hit.sum(), (~hit).sum()) < 2
        return
    assert (found.difference, found.low, found.high) == pytest.approx(
        (-back.difference, -back.high, -back.low)
    )
    assert found.low <= found.difference <= found.high
