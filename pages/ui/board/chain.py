"""The KGI chain of the board: what the goal needs at each level beside the current pace."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kpi.curves import Curves
from kpi.period import DAYS_A_YEAR
from kpi.rates import rate, rates
from pages.ui import format as fmt
from pages.ui.board.scene import THRESHOLDS, Scene
from pages.ui.board.slots import Slot, by_mql, by_pair, by_sql, fixed

Float = NDArray[np.float64]
Node = dict[str, Any]


def chain_nodes(scene: Scene) -> list[Node]:
    """Return the six nodes from the goal to the inquiries; by cohort whatever the dating of the cards,
    because one rate must not mix datings (kpis.md 3)."""
    curves, words = scene.curves, scene.words
    needed = curves.chain
    yearly = DAYS_A_YEAR / max(curves.histogram.period.days, 1)
    deals, won, yen = expected(curves)
    money = [fmt.yen(value, words.language) for value in rates(yen, won)]
    nodes = [
        _goal(scene, yen * yearly),
        _node(scene, "wins", needed.wins, won * yearly, by_sql(money)),
        _node(
            scene,
            "opportunities",
            needed.opportunities,
            deals * yearly,
            _percent(won, deals),
        ),
        _node(scene, "sqls", needed.sqls, curves.selected * yearly, _percent(deals, curves.selected)),
        _mqls(scene, curves.selected * yearly),
        _inquiries(scene, curves.inquiries * yearly),
    ]
    # a colour alone says nothing to some readers
    said = {"short": words("board.chain.short"), "enough": words("board.chain.enough"), "": ""}
    return [
        node | {"state": node["tone"] | {"v": [said[tone] for tone in node["tone"]["v"]]}} for node in nodes
    ]


def expected(curves: Curves) -> tuple[Float, Float, Float]:
    """Return deals, wins and yen by threshold, all parts together; NaN where a part cannot be estimated."""
    guess = curves.estimate
    leads_known = guess.opportunity_rate_known
    wins_known = leads_known and guess.win_rate_known
    stages = [
        (guess.deals, leads_known),
        (guess.won, wins_known),
        (guess.amount_yen, wins_known and guess.amount_known),
    ]
    is_whole = guess.coverage >= 1
    deals, won, yen = (
        parts.total if is_known else np.where(is_whole, parts.total, np.nan) for parts, is_known in stages
    )
    return deals, won, yen


def chain_note(scene: Scene) -> Slot:
    """Say why there is no chain at a threshold, or what its rates include."""
    words = scene.words
    return by_sql(
        words(f"board.chain.reason.{reason}") if reason else words("board.chain.estimated")
        for reason in scene.curves.chain.reason
    )


def _percent(part: Float, whole: Float) -> Slot:
    return by_sql(fmt.percent(value) for value in rates(part, whole))


def _goal(scene: Scene, pace_yen: Float) -> Node:
    words, goal = scene.words, scene.curves.chain.goal_yen
    return {
        "id": "goal",
        "open": "won",
        "label": words("board.chain.goal"),
        "need": fixed(fmt.yen(goal, words.language)),
        "pace": by_sql(words("board.chain.pace", pace=fmt.yen(value, words.language)) for value in pace_yen),
        "tone": by_sql(_tone(goal, value) for value in pace_yen),
    }


def _node(scene: Scene, level: str, needed: Sequence[int | None], pace: Float, value: Slot) -> Node:
    words = scene.words
    label = {"v": [words(f"board.chain.rate.{level}", value=text) for text in value["v"]]}
    return {
        "id": level,
        "open": {"wins": "won", "opportunities": "opportunities"}.get(level, "sql"),
        "label": words(f"board.chain.{level}"),
        "need": by_sql(fmt.count(count) for count in needed),
        "pace": by_sql(words("board.chain.pace", pace=fmt.count(value)) for value in pace),
        "tone": by_sql(_tone(needed[t], pace[t]) for t in THRESHOLDS),
        "rate": value | label,
    }


def _mqls(scene: Scene, pace: Float) -> Node:
    words, curves = scene.words, scene.curves
    needed, share = curves.chain.mqls, curves.sql_rate_of_mqls()
    pairs = [[(m, s) for s in range(m, 101)] for m in THRESHOLDS]
    return {
        "id": "mqls",
        "open": "mql",
        "label": words("board.chain.mqls"),
        "need": by_pair([[fmt.count(needed[m][s]) for m, s in row] for row in pairs]),
        "pace": by_mql(words("board.chain.pace", pace=fmt.count(value)) for value in pace),
        "tone": by_pair([[_tone(needed[m][s], pace[m]) for m, s in row] for row in pairs]),
        "rate": by_pair(
            [
                [words("board.chain.rate.mqls", value=fmt.percent(share[m, s])) for m, s in row]
                for row in pairs
            ]
        ),
    }


def _inquiries(scene: Scene, pace: float) -> Node:
    words, curves = scene.words, scene.curves
    needed = curves.chain.inquiries
    return {
        "id": "inquiries",
        "open": "inquiries",
        "label": words("board.chain.inquiries"),
        "need": by_sql(fmt.count(count) for count in needed),
        "pace": fixed(words("board.chain.pace", pace=fmt.count(pace))),
        "tone": by_sql(_tone(count, pace) for count in needed),
        "rate": by_mql(
            words("board.chain.rate.inquiries", value=fmt.percent(rate(count, curves.inquiries)))
            for count in curves.selected
        ),
    }


def _tone(needed: int | None, pace: float) -> str:
    if needed is None or not np.isfinite(pace):
        return ""
    return "short" if pace < needed else "enough"
