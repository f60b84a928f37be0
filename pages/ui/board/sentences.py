"""The sentences under the cards: what is known at this line, and what it takes for a move to pay."""

from __future__ import annotations

from kpi.rates import rate
from pages.ui import format as fmt
from pages.ui.board.scene import THRESHOLDS, Scene
from pages.ui.board.slots import Slot, by_sql
from pages.ui.text import Words


def coverage(scene: Scene) -> Slot:
    """Say for every SQL threshold what share of its leads is known, and how the rest is found."""
    words, guess = scene.words, scene.curves.estimate
    if scene.dating == "activity":
        return by_sql(words("board.coverage.activity") for _ in THRESHOLDS)
    selected = scene.curves.selected

    def sentence(t: int) -> str:
        if not selected[t]:
            return words("board.coverage.none")
        known = words(
            "board.coverage",
            coverage=fmt.percent(guess.coverage[t], 0),
            selected=fmt.count(selected[t]),
            known=fmt.count(selected[t] * guess.coverage[t]),
        )
        label: str = guess.label[t]
        if label in ("estimated", "extrapolated") and not guess.opportunity_rate_known:
            label = "unknown"
        return f"{known}{_space(words)}{words(f'board.label.{label}')}"

    return by_sql(sentence(t) for t in THRESHOLDS)


def break_even(scene: Scene) -> Slot:
    """Say for every SQL threshold what moving there from the agreed line costs and must bring (methods 1)."""
    if scene.dating == "activity":
        return by_sql(scene.words("board.even.activity") for _ in THRESHOLDS)
    return by_sql(_break_even(scene, t) for t in THRESHOLDS)


def _break_even(scene: Scene, t: int) -> str:
    words, agreed = scene.words, scene.agreed.sql_threshold
    if t == agreed:
        return words("board.even.same", agreed=agreed)
    curves = scene.curves
    leads = abs(float(curves.selected[t] - curves.selected[agreed]))
    if not leads:
        return words("board.even.none")
    amount, guess = curves.estimate.amount_yen, curves.estimate
    is_known = guess.opportunity_rate_known and guess.win_rate_known and guess.amount_known
    if not is_known and min(guess.coverage[t], guess.coverage[agreed]) < 1:
        return words("board.even.unknown", agreed=agreed, threshold=t, leads=fmt.count(leads))
    value = abs(float(amount.total[t] - amount.total[agreed]))
    observed = abs(float(amount.observed[t] - amount.observed[agreed]))
    cost = leads * curves.plan.handling_cost_yen
    shown = {
        "agreed": agreed,
        "threshold": t,
        "leads": fmt.count(leads),
        "cost": fmt.yen(cost, words.language),
        "value": fmt.yen(value, words.language),
        "observed": fmt.yen(observed, words.language),
        "ratio": fmt.percent(rate(cost, value), 0),
    }
    if t > agreed:
        return words("board.even.higher", **shown)
    if value <= 0:
        return words("board.even.lower.no_value", **shown)
    if round(cost / value, 2) == 0:
        return words("board.even.lower.any", **shown)
    return words("board.even.lower.never" if cost > value else "board.even.lower", **shown)


def _space(words: Words) -> str:
    return "" if words.language == "ja" else " "
