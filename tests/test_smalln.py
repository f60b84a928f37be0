"""Intervals of few cases, the chance that one rate is higher, many looks at once, and the words for it."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi import smalln
from kpi.errors import InvalidInput

CASES = {
    case["id"]: case
    for case in json.loads((Path(__file__).parent / "golden" / "smalln.json").read_text())["cases"]
}


@st.composite
def counts(draw: st.DrawFn) -> tuple[int, int]:
    trials = draw(st.integers(1, 5000))
    return draw(st.integers(0, trials)), trials


@pytest.mark.parametrize("name", sorted(CASES))
def test_the_golden_numbers_come_out(name: str) -> None:
    inputs, expected = CASES[name]["inputs"], CASES[name]["expected"]
    if CASES[name]["fn"] == "benjamini_hochberg":
        found = smalln.benjamini_hochberg(inputs["p"]).tolist()
    elif CASES[name]["fn"] == "newcombe_diff":
        found = smalln.newcombe(*(inputs[key] for key in ("k1", "n1", "k0", "n0", "conf")))
    else:
        found = getattr(smalln, CASES[name]["fn"])(inputs["k"], inputs["n"], inputs["conf"])
    assert list(found) == pytest.approx(expected, rel=CASES[name]["rel_tol"])


@pytest.mark.parametrize(
    ("one", "base", "exact"),
    [  # integrals of the two Beta densities, by scipy.integrate.quad
        ((33, 1228), (6, 258), 0.6136386),
        ((3, 17), (61, 232), 0.2209082),
        ((850, 1104), (160, 187), 0.0032782),
        ((7, 8), (240, 936), 0.9998862),
    ],
)
def test_the_chance_of_a_higher_rate_is_the_integral(
    one: tuple[int, int], base: tuple[int, int], exact: float
) -> None:
    assert smalln.chance_higher(*one, *base) == pytest.approx(exact, abs=1e-5)


@given(counts(), counts())
@settings(deadline=None)
def test_one_is_higher_or_the_other(one: tuple[int, int], base: tuple[int, int]) -> None:
    there, back = smalln.chance_higher(*one, *base), smalln.chance_higher(*base, *one)
    assert there + back == pytest.approx(1, abs=1e-3)
    assert smalln.chance_higher(*one, *one) == pytest.approx(0.5, abs=1e-4)


def test_the_chance_of_more_follows_the_counts_and_their_exposure() -> None:
    assert smalln.chance_more(10, 10) == pytest.approx(0.5)
    # Poisson drawn 4 million times: P(G(20.5) > G(10.5)) = 0.967
    assert smalln.chance_more(20, 10) == pytest.approx(0.967, abs=5e-4)
    assert smalln.chance_more(20, 10, ratio=2) == pytest.approx(0.5, abs=0.02)
    assert smalln.chance_more(0, 0) == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("successes", "trials", "said"),
    [
        (0, 0, "too_few"),
        (9, 9, "too_few"),
        (2, 10, "too_few"),  # 5 to 50 %: half of it is 23 points
        (2, 20, "too_few"),  # 3 to 27 %: half of it is 12 points
        (6, 10, "rough"),  # 35 to 81 %, but less than half of 60 %; four that did not
        (3, 200, "rough"),
        (197, 200, "rough"),
        (40, 200, "enough"),
    ],
)
def test_a_rate_is_labelled_by_what_it_rests_on(successes: int, trials: int, said: str) -> None:
    assert smalln.label(successes, trials) == said


@pytest.mark.parametrize(
    ("chance", "said"), [(0.9, "higher"), (0.89, "cannot_tell"), (0.11, "cannot_tell"), (0.05, "lower")]
)
def test_higher_and_lower_are_said_from_90_per_cent(chance: float, said: str) -> None:
    assert smalln.direction(chance) == said


@given(counts())
@settings(deadline=None)
def test_wilson_holds_the_rate_and_ends_at_the_edges(one: tuple[int, int]) -> None:
    low, high = smalln.wilson(*one) or (1.0, 0.0)
    assert 0 <= low <= one[0] / one[1] <= high <= 1
    assert (low == 0) == (one[0] == 0)
    assert (high == 1) == (one[0] == one[1])


def test_nothing_is_known_without_trials() -> None:
    assert smalln.wilson(0, 0) is smalln.jeffreys(0, 0) is smalln.newcombe(1, 2, 0, 0) is None
    assert smalln.benjamini_hochberg([]).tolist() == []


@pytest.mark.parametrize(("successes", "trials"), [(3, 2), (-1, 2), (float("nan"), 2)])
def test_impossible_counts_are_refused(successes: float, trials: float) -> None:
    with pytest.raises(InvalidInput):
        smalln.wilson(successes, trials)


def test_a_reference_is_missed_with_the_chance_of_the_rate_below_it() -> None:
    assert smalln.chance_below(50, 100, 0.5) == pytest.approx(0.5)
    assert smalln.chance_below(50, 100, 0.6) > 0.97
    assert (smalln.chance_below(5, 10, 0), smalln.chance_below(5, 10, 1)) == (0, 1)


def test_the_chance_is_worked_out_for_many_at_once() -> None:
    k, n = np.arange(12), np.full(12, 40)
    found = smalln.chance_higher(k, n, 5, 40)
    assert found.tolist() == pytest.approx([float(smalln.chance_higher(one, 40, 5, 40)) for one in k])
