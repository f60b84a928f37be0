"""The six KPI cards of the board: value, how it is known, and the difference to the agreed definition."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kpi.estimate import Parts
from kpi.rates import rate, rates
from pages.ui import format as fmt
from pages.ui.board.scene import THRESHOLDS, Scene
from pages.ui.board.slots import Slot, by_mql, by_pair, by_sql
from pages.ui.text import Words

Card = dict[str, Any]
Float = NDArray[np.float64]
Format = Callable[[float | None], str]


def cards(scene: Scene) -> list[Card]:
    """Return the cards in reading order, from the inquiry to the work it makes."""
    return [_inquiries(scene), _sql_rate(scene), *_deal_cards(scene), _load(scene)]


def _inquiries(scene: Scene) -> Card:
    words, counts = scene.words, scene.curves.selected
    total = scene.curves.inquiries

    def counted(value: float | None) -> str:
        return words("board.count", count=fmt.count(value))

    return {
        "id": "inquiries",
        "open": "mql",
        "label": words("board.card.inquiries"),
        "value": by_mql(counted(count) for count in counts),
        "sub": [
            by_mql(
                words(
                    "board.card.inquiries.sub",
                    rate=fmt.percent(rate(counts[t], total)),
                    inquiries=fmt.count(total),
                )
                for t in THRESHOLDS
            )
        ],
        "diff": by_mql(_differences(counts, counts[scene.agreed.mql_threshold], counted, words)),
        "diffOpen": by_mql(_moved(scene.agreed.mql_threshold, "in_mql", "out_mql")),
    }


def _sql_rate(scene: Scene) -> Card:
    words, curves = scene.words, scene.curves
    card: Card = {
        "id": "sql_rate",
        "open": "sql",
        "diffOpen": by_sql(_moved(scene.agreed.sql_threshold, "in", "out")),
        "sub": [
            by_sql(words("board.card.sql_rate.sub", count=fmt.count(curves.selected[t])) for t in THRESHOLDS)
        ],
    }
    if scene.denominator == "mql":
        table = curves.sql_rate_of_mqls()
        agreed = table[scene.agreed.mql_threshold, scene.agreed.sql_threshold]
        return card | {
            "label": words("board.card.sql_rate.mqls"),
            "value": by_pair([[fmt.percent(table[m, s]) for s in range(m, 101)] for m in THRESHOLDS]),
            "diff": by_pair([_differences(table[m, m:], agreed, _points, words) for m in THRESHOLDS]),
        }
    share = curves.sql_rate_of_inquiries()
    return card | {
        "label": words("board.card.sql_rate.inquiries"),
        "value": by_sql(fmt.percent(value) for value in share),
        "diff": by_sql(_differences(share, share[scene.agreed.sql_threshold], _points, words)),
    }


def _deal_cards(scene: Scene) -> list[Card]:
    words, guess, real = scene.words, scene.curves.estimate, scene.counted

    def money(value: float | None) -> str:
        return fmt.yen(value, words.language)

    def counted(value: float | None) -> str:
        return words("board.count", count=fmt.count(value))

    def small(value: float | None) -> str:
        return words("board.count", count=fmt.decimal(value))

    leads_known = guess.opportunity_rate_known
    wins_known = leads_known and guess.win_rate_known
    amount_known = wins_known and guess.amount_known
    return [
        _deal_card(
            scene,
            "opportunities",
            _Stage(guess.deals, leads_known, real.deal_count, counted, small),
            _opportunity_rate,
        ),
        _deal_card(scene, "won", _Stage(guess.won, wins_known, real.won_count, counted, small), _win_rate),
        _deal_card(
            scene,
            "amount",
            _Stage(guess.amount_yen, amount_known, real.won_amount_yen, money, money),
            _average,
        ),
    ]


@dataclass(frozen=True)
class _Stage:
    """One stage of the deals: its parts, whether the unseen part could be worked out, the plain counts."""

    parts: Parts
    is_known: bool
    counted: Float
    shown: Format
    small: Format

    def unseen(self, t: int) -> float:
        parts = self.parts
        return float(parts.to_come[t] + parts.estimated[t] + parts.extrapolated[t])

    def part(self, value: float) -> str:
        """A small part keeps a decimal, so that the parts add up before the reader's eyes."""
        return self.small(value) if value < 9.95 else self.shown(value)


def _deal_card(scene: Scene, name: str, stage: _Stage, extra: Callable[[Scene], Slot]) -> Card:
    words, parts = scene.words, stage.parts
    kind = "opportunities" if name == "opportunities" else "won"
    moved = (f"in_{kind}", f"out_{kind}")
    card: Card = {
        "id": name,
        "open": "won" if name == "amount" else name,
        "diffOpen": by_sql(_moved(scene.agreed.sql_threshold, *moved)),
        "label": words(f"board.card.{name}"),
    }
    values = stage.counted if scene.dating == "activity" else parts.total
    diff = by_sql(_differences(values, values[scene.agreed.sql_threshold], stage.shown, words))
    if scene.dating == "activity":
        return card | {
            "value": by_sql(stage.shown(value) for value in values),
            "sub": [by_sql(words("board.activity.parts") for _ in THRESHOLDS), extra(scene)],
            "diff": diff,
        }
    return card | {
        "value": by_sql(_value_text(scene, stage, t) for t in THRESHOLDS),
        "bar": _bar(parts),
        "sub": [
            by_sql(_parts_text(stage, t, words) for t in THRESHOLDS),
            by_sql(_range_text(scene, stage, t) for t in THRESHOLDS),
            extra(scene),
        ],
        "diff": diff,
    }


def _value_text(scene: Scene, stage: _Stage, t: int) -> str:
    """The observed count alone, "about" with unseen parts, "at least" where these cannot be known."""
    words, parts = scene.words, stage.parts
    if not stage.is_known and scene.curves.estimate.coverage[t] < 1:
        return words("board.at_least", value=stage.shown(parts.observed[t]))
    if stage.unseen(t) < 0.5:
        return stage.shown(parts.observed[t])
    return words("board.about", value=stage.shown(parts.total[t]))


def _parts_text(stage: _Stage, t: int, words: Words) -> str:
    """Name the parts apart; a part that is nothing is left out."""
    texts = [words("board.parts", observed=stage.shown(stage.parts.observed[t]))]
    for name in ("to_come", "estimated", "extrapolated"):
        value = float(getattr(stage.parts, name)[t])
        if value >= 0.05:
            texts.append(words(f"board.parts.{name}", **{name: stage.part(value)}))
    return words("board.parts.join").join(texts)


def _range_text(scene: Scene, stage: _Stage, t: int) -> str:
    """From observed to the upper end of the 80 % range (methods 1); exact where nothing is unseen."""
    words, parts = scene.words, stage.parts
    if not stage.is_known and scene.curves.estimate.coverage[t] < 1:
        return words("board.range.unknown")
    if parts.upper[t] <= parts.observed[t]:
        return words("board.range.exact")
    return words("board.range", low=stage.shown(parts.observed[t]), high=stage.shown(parts.upper[t]))


def _bar(parts: Parts) -> dict[str, Slot]:
    """Widths of the parts as shares of the upper end of the range, the longest bar of all thresholds."""
    longest = max(float(parts.upper.max(initial=0)), float(parts.total.max(initial=0)), 1e-9)
    names = ("observed", "to_come", "estimated", "extrapolated")
    widths = {name: by_sql(_width(value, longest) for value in getattr(parts, name)) for name in names}
    beyond = np.maximum(parts.upper - parts.total, 0)
    return widths | {"beyond": by_sql(_width(value, longest) for value in beyond)}


def _width(value: float, longest: float) -> str:
    return f"{100 * value / longest:.2f}%"


def _opportunity_rate(scene: Scene) -> Slot:
    words, guess = scene.words, scene.curves.estimate
    share = rates(guess.opportunities.total, scene.curves.selected)
    if scene.dating == "activity":
        return by_sql("" for _ in THRESHOLDS)
    return by_sql(
        words("board.rate.opportunity.none")
        if guess.coverage[t] < 1 and not guess.opportunity_rate_known
        else words("board.rate.opportunity", rate=fmt.percent(share[t]))
        for t in THRESHOLDS
    )


def _win_rate(scene: Scene) -> Slot:
    words, real = scene.words, scene.counted
    closed = real.won_count + real.lost_count
    key = "board.rate.win.gap" if scene.has_loss_gap else "board.rate.win"
    return by_sql(
        words(key, rate=fmt.percent(real.win_rate[t]), closed=fmt.count(closed[t]))
        if closed[t] > 0
        else words("board.rate.win.none")
        for t in THRESHOLDS
    )


def _average(scene: Scene) -> Slot:
    words, real = scene.words, scene.counted
    average = rates(real.won_amount_yen, real.won_count)
    return by_sql(
        words(
            "board.amount.sub",
            average=fmt.yen(average[t], words.language),
            median=fmt.yen(real.median_deal_yen[t], words.language),
        )
        if real.won_count[t] > 0
        else words("board.amount.sub.none")
        for t in THRESHOLDS
    )


def _load(scene: Scene) -> Card:
    words, curves = scene.words, scene.curves
    weekly, capacity = curves.weekly_leads, curves.capacity_weekly_leads

    def shown(value: float | None) -> str:
        return words("board.card.load.value", count=fmt.decimal(value))

    def sub(t: int) -> str:
        share = rate(weekly[t], capacity)
        if share is None:
            return words("board.card.load.sub.none")
        return words("board.card.load.sub", capacity=fmt.decimal(capacity), share=fmt.percent(share, 0))

    return {
        "id": "load",
        "open": "sql",
        "diffOpen": by_sql(_moved(scene.agreed.sql_threshold, "in", "out")),
        "label": words("board.card.load"),
        "value": by_sql(shown(value) for value in weekly),
        "sub": [
            by_sql(sub(t) for t in THRESHOLDS),
            by_sql(words("board.card.load.over") if weekly[t] > capacity else "" for t in THRESHOLDS),
        ],
        "tone": by_sql("over" if weekly[t] > capacity else "" for t in THRESHOLDS),
        "diff": by_sql(_differences(weekly, weekly[scene.agreed.sql_threshold], shown, words)),
    }


def _points(value: float | None) -> str:
    """A difference of two shares, in percentage points."""
    return fmt.UNDEFINED if value is None or not np.isfinite(value) else f"{fmt.decimal(100 * value)}pt"


def _moved(agreed: int, entering: str, leaving: str) -> list[str]:
    """Name, for each threshold, the list of the leads that a move from the agreed line takes in or out."""
    return [entering if t < agreed else leaving if t > agreed else "" for t in THRESHOLDS]


def _differences(values: Float, agreed: float, shown: Format, words: Words) -> list[str]:
    """Each value's difference to the agreed one, signed; "as agreed" where they are equal."""
    same = words("board.same")
    return [
        same
        if value == agreed
        else words("board.versus", change=fmt.change(shown(value - agreed), value - agreed))
        for value in values
    ]
