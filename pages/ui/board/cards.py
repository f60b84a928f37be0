"""The six KPI cards of the board: value, how it is known, and the difference to the agreed definition."""

from __future__ import annotations

from collections.abc import Callable
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
    shown = [fmt.count(counts[t]) for t in THRESHOLDS]
    return {
        "id": "inquiries",
        "open": "mql",
        "label": words("board.card.inquiries"),
        "value": by_mql(words("board.count", count=text) for text in shown),
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
        "diff": by_mql(_differences(counts, counts[scene.agreed.mql_threshold], fmt.count, words)),
    }


def _sql_rate(scene: Scene) -> Card:
    words, curves = scene.words, scene.curves
    card: Card = {
        "id": "sql_rate",
        "open": "sql",
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
    words, curves = scene.words, scene.curves

    def money(value: float | None) -> str:
        return fmt.yen(value, words.language)

    def counted(value: float | None) -> str:
        return words("board.count", count=fmt.count(value))

    guess, real = curves.estimate, scene.counted
    return [
        _deal_card(scene, "opportunities", guess.deals, real.deal_count, counted, _opportunity_rate(scene)),
        _deal_card(scene, "won", guess.won, real.won_count, counted, _win_rate(scene)),
        _deal_card(scene, "amount", guess.amount_yen, real.won_amount_yen, money, _average(scene)),
    ]


def _deal_card(scene: Scene, name: str, parts: Parts, counted: Float, shown: Format, extra: Slot) -> Card:
    words = scene.words
    card: Card = {
        "id": name,
        "open": "won" if name == "amount" else name,
        "label": words(f"board.card.{name}"),
    }
    agreed = scene.agreed.sql_threshold
    if scene.dating == "activity":
        return card | {
            "value": by_sql(shown(value) for value in counted),
            "sub": [by_sql(words("board.activity.parts") for _ in THRESHOLDS), extra],
            "diff": by_sql(_differences(counted, counted[agreed], shown, words)),
        }
    unseen = parts.to_come + parts.estimated + parts.extrapolated
    return card | {
        "value": by_sql(
            words("board.about", value=shown(parts.total[t]))
            if unseen[t] >= 0.5
            else shown(parts.observed[t])
            for t in THRESHOLDS
        ),
        "bar": _bar(parts),
        "sub": [
            by_sql(_parts_text(parts, t, shown, words) for t in THRESHOLDS),
            by_sql(_range_text(parts, t, shown, words) for t in THRESHOLDS),
            extra,
        ],
        "diff": by_sql(_differences(parts.total, parts.total[agreed], shown, words)),
    }


def _parts_text(parts: Parts, t: int, shown: Format, words: Words) -> str:
    """Name the parts apart; a part that is nothing is left out."""
    texts = [words("board.parts", observed=shown(parts.observed[t]))]
    for name in ("to_come", "estimated", "extrapolated"):
        value = getattr(parts, name)[t]
        if value >= 0.5:
            texts.append(words(f"board.parts.{name}", **{name: shown(value)}))
    return words("board.parts.join").join(texts)


def _range_text(parts: Parts, t: int, shown: Format, words: Words) -> str:
    """From observed to the upper end of the 80 % range (methods 1); exact where nothing is unseen."""
    if parts.upper[t] <= parts.observed[t]:
        return words("board.range.exact")
    return words("board.range", low=shown(parts.observed[t]), high=shown(parts.upper[t]))


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
    leads, words = scene.curves.estimate.opportunities.total, scene.words
    share = rates(leads, scene.curves.selected)
    if scene.dating == "activity":
        return by_sql("" for _ in THRESHOLDS)
    return by_sql(words("board.rate.opportunity", rate=fmt.percent(value)) for value in share)


def _win_rate(scene: Scene) -> Slot:
    words, real = scene.words, scene.counted
    closed = real.won_count + real.lost_count
    return by_sql(
        words("board.rate.win", rate=fmt.percent(real.win_rate[t]), closed=fmt.count(closed[t]))
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
        "label": words("board.card.load"),
        "value": by_sql(shown(value) for value in weekly),
        "sub": [by_sql(sub(t) for t in THRESHOLDS)],
        "tone": by_sql("over" if weekly[t] > capacity else "" for t in THRESHOLDS),
        "diff": by_sql(_differences(weekly, weekly[scene.agreed.sql_threshold], shown, words)),
    }


def _points(value: float | None) -> str:
    """A difference of two shares, in percentage points."""
    return fmt.UNDEFINED if value is None or not np.isfinite(value) else f"{fmt.decimal(100 * value)}pt"


def _differences(values: Float, agreed: float, shown: Format, words: Words) -> list[str]:
    """Each value's difference to the agreed one, signed; "as agreed" where they are equal."""
    same = words("board.same")
    return [
        same
        if value == agreed
        else words("board.versus", change=fmt.change(shown(value - agreed), value - agreed))
        for value in values
    ]
