"""Expectations by items: unbiased where the rules change, against a known truth; young leads wait."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from kpi.bucket_rate import bucket_rates
from kpi.histogram import JUDGED, OPPORTUNITY, SCORES
from kpi.item_logit import Trials, fit
from kpi.item_model import item_model
from kpi.rescore import curves_of_rules
from kpi.rule_lines import design
from tests.score_world import BARE, OLD, simulated

WORLDS, LEADS, LINE = 40, 4_000, 30


def by_bucket(found: object, score: np.ndarray) -> float:
    """What a curve on the new score expects from LINE on: the estimator of a line that moves."""
    leads = found.profiles.leads  # type: ignore[attr-defined]
    known, came = leads.has(JUDGED), leads.has(OPPORTUNITY)
    counts = [np.bincount(score[one], minlength=SCORES).astype(float) for one in (came, known)]
    rate = bucket_rates(*counts).rate_by_score
    unknown = np.bincount(score[~known], minlength=SCORES)
    return float((counts[0] + unknown * rate)[LINE:].sum())


def test_expectations_are_unbiased_for_other_rules_where_a_curve_on_the_new_score_is_not() -> None:
    """methods.md 1, "Weights moved": by items under 0.5 % when behaviour is dropped, and when nothing else
    counts; sales chose by the old score, which a curve on the new score cannot know."""
    rules = {"bare": BARE, "behaviour": OLD.model_copy(update={"information_points": {}})}
    items: dict[str, list[float]] = {name: [] for name in rules}
    curve: dict[str, list[float]] = {name: [] for name in rules}
    covered = 0
    for seed in range(WORLDS):
        world = simulated(np.random.default_rng(seed), LEADS)
        found = world.profiles
        model = item_model(found, design(found.combinations, OLD))
        for name, one in rules.items():
            score = found.leads.rescored(found.combinations.points(one))
            truth = world.would[score >= LINE].sum()
            part = curves_of_rules(found, model, one).opportunities
            items[name].append(part.total[LINE] / truth - 1)
            curve[name].append(by_bucket(world, score) / truth - 1)
            covered += truth <= part.upper[LINE]
    for errors in items.values():
        assert abs(np.mean(errors)) < 0.005 + 2 * np.std(errors) / np.sqrt(WORLDS) < 0.02
    assert np.mean(curve["behaviour"]) > 0.1
    assert covered >= 0.8 * WORLDS * len(rules)  # nine of ten are meant to lie below the upper end


def test_a_young_lead_has_not_failed() -> None:
    amounts = np.zeros((2, 1), dtype=np.float32)
    hits, misses = np.array([20.0, 0.0]), np.array([80.0, 100.0])
    # 100 leads have had no time at all: they say nothing, and 20 of 100 stay 20 %
    found = fit(Trials(amounts, hits, misses, np.array([1.0, 0.0])))
    assert found.chance(np.zeros(1))[0] == pytest.approx(0.2, abs=0.005)
    grown = fit(Trials(amounts, hits, misses, np.ones(2)))
    assert grown.chance(np.zeros(1))[0] == pytest.approx(0.1, abs=0.005)


def test_what_young_leads_still_bring_never_outgrows_them() -> None:
    world = simulated(np.random.default_rng(5), 1_000)
    leads = world.profiles.leads
    young = replace(leads, ripe=np.where(leads.has(OPPORTUNITY), 1, 0.3).astype(np.float32))
    found = item_model(replace(world.profiles, leads=young), design(world.profiles.combinations, OLD))
    waiting = leads.has(JUDGED) & ~leads.has(OPPORTUNITY)
    assert found.to_come[waiting].sum() > 0
    assert (found.to_come <= waiting).all()


def test_without_any_opportunity_nothing_is_expected() -> None:
    world = simulated(np.random.default_rng(6), 300)
    leads = world.profiles.leads
    none = replace(leads, mask=leads.mask & ~np.uint8(OPPORTUNITY))
    empty = replace(world.profiles.dealt, **{
        name: column[:0] for name, column in vars(world.profiles.dealt).items()
    })  # fmt: skip
    found = replace(world.profiles, leads=none, dealt=empty)
    model = item_model(found, design(found.combinations, OLD))
    curves = curves_of_rules(found, model, BARE)
    assert not model.is_defined
    assert curves.auc is None
    for part in (curves.opportunities, curves.won, curves.amount_yen):
        assert not part.upper.any()


def test_weights_of_items_are_those_of_another_library() -> None:
    """The ridge apart, statsmodels finds the same: on 20,000 leads the ridge moves less than a percent."""
    from statsmodels.api import Logit, add_constant

    rng = np.random.default_rng(7)
    amounts = np.column_stack([rng.random(20_000) < 0.4, rng.poisson(3, 20_000)]).astype(np.float32)
    hit = rng.random(20_000) < 1 / (1 + np.exp(1.5 - amounts @ np.array([1.2, -0.2])))
    found = fit(Trials(amounts, hit.astype(float), (~hit).astype(float), np.ones(20_000)), covariance=True)
    other = Logit(hit, add_constant(amounts)).fit(disp=False)
    assert [found.level, *found.weight] == pytest.approx(other.params, rel=0.01)
    spread = np.sqrt(np.diag(found.covariance))[1:] / found.spread
    assert spread == pytest.approx(other.bse[1:], rel=0.01)
    held = fit(Trials(amounts, hit.astype(float), (~hit).astype(float), np.ones(20_000)), at_least_zero=True)
    assert held.weight[1] == 0
