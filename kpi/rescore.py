"""Other rules on the same leads: every threshold's curve, old against new."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kpi.bucket_rate import BUCKET_OF_SCORE, BUCKETS, SCORES
from kpi.definitions import Definition
from kpi.estimate_model import MIN_KNOWN
from kpi.histogram import NO_SCORE, suffix_sum
from kpi.item_model import ItemModel
from kpi.profiles import Dealt, Profiles
from kpi.rates import rates
from kpi.scoring_auc import auc_by_score

Float = NDArray[np.float64]
_UPPER: Final = 0.9  # quantile of the upper end of the 80 % range


@dataclass(frozen=True, eq=False)
class Part:
    """One quantity by threshold (101): counted, and with what is expected on top; `upper` is the upper end
    of the 80 % range."""

    observed: Float
    total: Float
    upper: Float


@dataclass(frozen=True, eq=False)
class RuleCurves:
    """What one set of rules selects at every threshold (101), and what comes of it.

    `coverage` is known / selected, NaN where nothing is selected. `extrapolated` is the part of the expected
    opportunities from buckets of ten points with fewer than five known leads. `auc` is the chance that a
    lead with an opportunity has a higher score than one without, leads never worked filled in by their items;
    `known_auc` is that among known leads alone, which selection makes too low. None without either.
    The totals are the counts where the model is not defined.
    """

    selected: Float
    sql_rate: Float
    coverage: Float
    opportunities: Part
    extrapolated: Float
    won: Part
    amount_yen: Part
    auc: float | None
    known_auc: float | None


def curves_of_rules(found: Profiles, model: ItemModel, rules: Definition) -> RuleCurves:
    """Return the curves of a set of point rules."""
    points = found.combinations.points(rules)
    return curves_of(found, model, found.leads.rescored(points), found.dealt.rescored(points))


def curves_of_today(found: Profiles, model: ItemModel) -> RuleCurves:
    """Return the curves of the scores as they stand; leads without one are never selected."""
    return curves_of(found, model, found.leads.score, found.dealt.score)


def curves_of(
    found: Profiles, model: ItemModel, score: NDArray[np.uint8], dealt_score: NDArray[np.uint8]
) -> RuleCurves:
    """Return the curves of scores given row by row (101: none)."""
    leads, dealt = found.leads, found.dealt
    count = _by_score(score, leads.lead_count)
    known, came = _by_score(score, model.known), _by_score(score, model.came)
    to_come, unknown = _by_score(score, model.to_come), _by_score(score, model.unknown)
    expected = model.to_come + model.unknown
    wins = _by_score(score, expected * model.win) * model.wins_per_winner
    variance = _variance(model, score, unknown)
    opportunities = _part(came, to_come + unknown, variance)
    won, amount = _wins(model, dealt, dealt_score, wins, opportunities, variance)
    selected = suffix_sum(count)
    hits = came + to_come + unknown
    return RuleCurves(
        selected=selected,
        sql_rate=rates(selected, float(leads.lead_count.sum())),
        coverage=rates(suffix_sum(known), selected),
        opportunities=opportunities,
        extrapolated=suffix_sum(np.where(_is_sparse(known), unknown, 0.0)),
        won=won,
        amount_yen=amount,
        auc=auc_by_score(hits, np.maximum(0.0, count - hits)),
        known_auc=auc_by_score(came, known - came),
    )


def _by_score(score: NDArray[np.uint8], weight: NDArray[np.generic]) -> Float:
    """Sum a column over rows by score 0..100; those without a score are left out."""
    found = np.bincount(score, weights=weight, minlength=NO_SCORE + 1)
    return np.asarray(found[:SCORES], dtype=np.float64)


def _is_sparse(known: Float) -> NDArray[np.bool_]:
    by_bucket = np.bincount(BUCKET_OF_SCORE, weights=known, minlength=BUCKETS)
    return np.asarray((by_bucket < MIN_KNOWN)[BUCKET_OF_SCORE])


def _variance(model: ItemModel, score: NDArray[np.uint8], unknown: Float) -> Float:
    """Return the variance of the unknown leads' opportunities by threshold: of draws, and of the weights."""
    slopes = model.slopes
    if not len(slopes.rows):
        return np.zeros(SCORES)
    ordered = score[slopes.rows]
    pull = np.zeros((SCORES, slopes.pull.shape[1]))
    for column in range(pull.shape[1]):
        pull[:, column] = _by_score(ordered, slopes.pull[:, column])
    pull = slopes.scale * pull[::-1].cumsum(axis=0)[::-1]
    own = suffix_sum(_by_score(score, model.unknown * (1 - model.chance)))
    return np.asarray(own + np.einsum("ti,ij,tj->t", pull, slopes.covariance, pull))


def _part(observed: Float, expected: Float, variance: Float) -> Part:
    seen, more = suffix_sum(observed), suffix_sum(expected)
    return Part(seen, seen + more, seen + _upper(more, variance + more))


def _wins(
    model: ItemModel,
    dealt: Dealt,
    score: NDArray[np.uint8],
    expected: Float,
    opportunities: Part,
    variance: Float,
) -> tuple[Part, Part]:
    """Return won deals and yen: counted, and expected of open deals and of opportunities still expected."""
    open_wins = _by_score(score, model.dealt_to_come) * model.wins_per_winner
    won = suffix_sum(_by_score(score, dealt.won_count))
    more = suffix_sum(expected + open_wins)
    unseen = np.maximum(opportunities.total - opportunities.observed, 1e-9)
    spread = more**2 * variance / unseen**2 + more
    yen = suffix_sum(_by_score(score, dealt.won_amount_yen))
    coming = more * model.mean_yen
    of_yen = spread * model.mean_yen**2 + (coming * model.won_amount_spread) ** 2
    return (
        Part(won, won + more, won + _upper(more, spread)),
        Part(yen, yen + coming, yen + _upper(coming, of_yen)),
    )


def _upper(mean: Float, variance: Float) -> Float:
    """Return the 90 % quantile of a gamma with these moments; the mean where it has no room."""
    from scipy.special import gammaincinv

    usable = (mean > 0) & (variance > 0)
    shape = np.where(usable, mean**2 / np.where(usable, variance, 1.0), 1.0)
    found = gammaincinv(shape, _UPPER) * np.where(usable, variance / np.where(usable, mean, 1.0), 0.0)
    return np.maximum(np.where(usable, found, mean), mean)


def same_load(old: RuleCurves, new: RuleCurves, line: int) -> int:
    """Return the threshold at which the new rules select the number of leads nearest to what the old ones
    select at `line`; of several, the highest."""
    off = np.abs(new.selected - old.selected[line])
    return int(np.flatnonzero(off == off.min())[-1])
