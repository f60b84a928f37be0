"""Points that the outcomes suggest, tested on leads that were held back; none where outcomes are too few."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from kpi.definitions import BehaviourPoints, Definition
from kpi.histogram import NO_SCORE, OPEN, WON
from kpi.item_logit import Trials, fit, one_thread
from kpi.item_model import MOST_FITTED, sampled, worked_trials
from kpi.profiles import Profiles
from kpi.rule_lines import Design, Line
from kpi.scoring_auc import Gain, gain

Float = NDArray[np.float64]
Target = Literal["opportunity", "won"]
WINS_A_LINE: Final = 10  # from here on wins are the target
EVENTS_A_LINE: Final = 5  # below, nothing is fitted
_STEP: Final = 5  # points are rounded to
_FOLDS: Final = 5
_REPEATS: Final = 3
_MOST_TESTED: Final = 12_000  # rows; of more, a random part is tested
_RIPE: Final = 0.9  # from this share on a lead without success counts as one, in the test
_FEWEST_HOLDERS: Final = 10  # worked leads that hold a line, and that do not: else it brings nothing
_DIFFERS: Final = 0.10  # significance from which values of an item get points of their own
_SEED: Final = 20260401


@dataclass(frozen=True, eq=False)
class Suggestion:
    """Suggested points, line by line: of a value, or of a piece of a behaviour with `caps` (0 else).

    `held_out` compares them with today's score on leads that were held back in turn, `without_behaviour` does
    so for today's rules without behaviour; None where too few to compare, or scores are imported. `points` is
    None where nothing is suggested: `hit_count` events of `target` (or the leads without one) are fewer than
    EVENTS_A_LINE for each of `line_count` lines.
    """

    target: Target
    hit_count: int
    lead_count: int
    line_count: int
    points: tuple[int, ...] | None
    caps: tuple[int, ...]
    held_out: Gain | None
    without_behaviour: Gain | None

    @property
    def needed_count(self) -> int:
        """Events from which points are suggested."""
        return EVENTS_A_LINE * self.line_count


def suggest(found: Profiles, lines: Design, rules: Definition) -> Suggestion:
    """Fit points to worked leads: non-negative logistic, ridge 1 on standardised columns, scaled to 100.

    Target is the opportunity, or the win where there are ten wins a line; never "accepted", since sales saw
    the score. Source: methods.md 8.
    """
    with one_thread():
        return _suggest(found, lines, rules)


def _suggest(found: Profiles, lines: Design, rules: Definition) -> Suggestion:
    varies = _varying_count(found, lines)
    target, known, rows = _known(found, lines, varies)
    hits, needed = round(known.hit_count), EVENTS_A_LINE * varies
    enough = varies > 0 and min(hits, known.miss_count) >= needed
    none = (None, tuple(0 for _ in lines.lines))
    points, caps = _points(lines.lines, _weights(known, lines.lines)) if enough else none
    part = sampled(np.arange(len(rows)), _MOST_TESTED)
    some, of_leads = known.among(part), rows[part]
    score = np.where(found.leads.score == NO_SCORE, -1, found.leads.score.astype(np.int16))[of_leads]
    tested, hit = _tested(some)
    without = None
    if rules.score_source == "points":
        bare = rules.model_copy(update={"behaviour_points": {}})
        dropped = found.leads.rescored(found.combinations.points(bare))[of_leads]
        without = gain(dropped[tested], score[tested], hit)
    return Suggestion(
        target=target,
        hit_count=hits,
        lead_count=round(known.hit_count + known.miss_count),
        line_count=varies,
        points=points,
        caps=caps,
        held_out=gain(_held_out(some, lines.lines)[tested], score[tested], hit) if enough else None,
        without_behaviour=without,
    )


def adopted(rules: Definition, lines: tuple[Line, ...], found: Suggestion) -> Definition:
    """Return the rules with suggested points in place of today's; without a suggestion, the rules."""
    if found.points is None:
        return rules
    given = list(zip(lines, found.points, found.caps, strict=True))
    kinds = {
        line.item: BehaviourPoints(points=points, cap=cap)
        for line, points, cap in given
        if line.kind == "behaviour" and points
    }
    return rules.model_copy(
        update={
            "score_source": "points",
            "information_points": _by_item(given, "information"),
            "attribute_points": _by_item(given, "own"),
            "behaviour_points": kinds,
        }
    )


def _by_item(given: list[tuple[Line, int, int]], kind: str) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for line, points, _ in given:
        if line.kind == kind:
            found.setdefault(line.item, {})[line.value] = points
    return {item: values for item, values in found.items() if any(values.values())}


def _varying_count(found: Profiles, lines: Design) -> int:
    """Return how many lines some leads hold more of than others."""
    some = sampled(np.arange(len(found.leads.mask)), _MOST_TESTED)
    return int((np.ptp(lines.amounts(found.leads, some), axis=0) > 0).sum()) if len(some) else 0


def _known(found: Profiles, lines: Design, varies: int) -> tuple[Target, Trials, NDArray[np.int64]]:
    """Return the target, worked leads as its trials, and their rows; wins wait until deals are closed."""
    known, rows, _ = worked_trials(found, lines, MOST_FITTED)
    leads = found.leads
    won = leads.has(WON)[rows]
    if not varies or known.hits[won].sum() < WINS_A_LINE * varies:
        return "opportunity", known, rows
    count = known.hits + known.misses
    closed = np.flatnonzero(won | ~leads.has(OPEN)[rows])
    wins = Trials(known.amounts, np.where(won, count, 0.0), np.where(won, 0.0, count), known.ripe)
    return "won", wins.among(closed), rows[closed]


def _weights(known: Trials, lines: tuple[Line, ...]) -> Float:
    """Return weights of 0 or above for the lines; values of an item that do not differ share one."""
    group_of = _pooled(known, lines)
    shares = np.zeros((len(lines), group_of.max() + 1), dtype=np.float32)
    shares[np.arange(len(lines)), group_of] = 1
    amounts, count = known.amounts @ shares, known.hits + known.misses
    held = count @ (amounts > 0)
    amounts[:, np.minimum(held, count.sum() - held) < _FEWEST_HOLDERS] = 0
    together = Trials(amounts, known.hits, known.misses, known.ripe)
    return np.asarray(fit(together, at_least_zero=True).weight[group_of])


def _pooled(known: Trials, lines: tuple[Line, ...]) -> NDArray[np.int64]:
    """Return the group of each line: the values of an item share one where a chi-squared test of their
    weights, all lines considered, finds no difference at 10 %."""
    from scipy.special import chdtrc

    free = fit(known, covariance=True)
    weight, spread = free.weight * free.spread, free.spread
    group_of = np.arange(len(lines))
    for item in {(line.kind, line.item) for line in lines if line.kind != "behaviour"}:
        held = np.array([n for n, line in enumerate(lines) if (line.kind, line.item) == item])
        seen = held[np.ptp(known.amounts[:, held], axis=0) > 0]
        if len(seen) > 1:
            against = np.column_stack([np.eye(len(seen) - 1), -np.ones(len(seen) - 1)]) / spread[seen]
            gap = against @ weight[seen]
            noise = against @ free.covariance[np.ix_(seen + 1, seen + 1)] @ against.T
            if chdtrc(len(seen) - 1, gap @ np.linalg.solve(noise, gap)) < _DIFFERS:
                continue
        group_of[held] = held[0]
    return np.asarray(np.unique(group_of, return_inverse=True)[1])


def _points(lines: tuple[Line, ...], weight: Float) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Scale weights so that the best lead gets at most 100, and round to steps of 5; a behaviour's cap is
    rounded, a piece of it brings whole points."""
    most = np.array([max(line.most_pieces, 1) for line in lines])
    best: dict[tuple[str, str], float] = {}
    for line, worth in zip(lines, weight * most, strict=True):
        best[line.kind, line.item] = max(best.get((line.kind, line.item), 0.0), float(worth))
    if not sum(best.values()):
        return tuple(0 for _ in lines), tuple(0 for _ in lines)
    scale = 100 / sum(best.values())
    while sum(_rounded(worth * scale) for worth in best.values()) > 100:
        scale *= 0.99
    full = [_rounded(float(worth) * scale) for worth in weight * most]
    is_behaviour = [line.kind == "behaviour" for line in lines]
    pieces = [max(1, round(points / many)) if points else 0 for points, many in zip(full, most, strict=True)]
    points = zip(full, pieces, is_behaviour, strict=True)
    return (
        tuple(piece if behaves else whole for whole, piece, behaves in points),
        tuple(whole if behaves else 0 for whole, behaves in zip(full, is_behaviour, strict=True)),
    )


def _rounded(points: float) -> int:
    return _STEP * round(points / _STEP)


def _tested(known: Trials) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return the row of every lead old enough to test on, and whether it is a hit."""
    rows = np.flatnonzero((known.hits > 0) | (known.ripe >= _RIPE))
    each = np.repeat(rows, (known.hits + known.misses)[rows].astype(np.int64))
    return each, known.hits[each] > 0


def _held_out(known: Trials, lines: tuple[Line, ...]) -> Float:
    """Return the score of every row under points fitted without its fold, averaged over the repeats."""
    total = np.zeros(len(known.hits))
    repeats = _REPEATS if len(total) <= _MOST_TESTED // 2 else 1
    for fold_of in _folds(known.hits > 0, repeats):
        for fold in range(_FOLDS):
            rest, own = known.among(np.flatnonzero(fold_of != fold)), fold_of == fold
            total[own] += _scored(known.amounts[own], *_points(lines, _weights(rest, lines)))
    return total


def _folds(is_hit: NDArray[np.bool_], repeats: int) -> Iterator[NDArray[np.int64]]:
    """Yield the fold of every row, hits and misses spread evenly."""
    rng = np.random.default_rng(_SEED)
    for _ in range(repeats):
        fold_of = np.empty(len(is_hit), dtype=np.int64)
        for side in (is_hit, ~is_hit):
            fold_of[side] = rng.permutation(np.arange(side.sum()) % _FOLDS)
        yield fold_of


def _scored(amounts: NDArray[np.float32], points: tuple[int, ...], caps: tuple[int, ...]) -> Float:
    worth = amounts * np.array(points)
    capped = np.array(caps) > 0
    worth[:, capped] = np.minimum(worth[:, capped], np.array(caps)[capped])
    return np.asarray(np.clip(worth.sum(axis=1), 0, 100), dtype=np.float64)
