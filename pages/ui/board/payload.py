"""What the board in the browser is given: every figure and sentence, for all thresholds, as text."""

from __future__ import annotations

from typing import Any

import numpy as np

from kpi.curves import Curves
from kpi.events import STANDINGS
from kpi.histogram import SCORES
from pages.ui import format as fmt
from pages.ui.board.cards import cards
from pages.ui.board.chain import chain_nodes, chain_note
from pages.ui.board.scene import THRESHOLDS, Scene
from pages.ui.board.sentences import break_even, coverage
from pages.ui.board.slots import PAIR_ROWS, by_mql, by_sql


def payload(scene: Scene) -> dict[str, Any]:
    """Return everything the board needs except where the lines stand; equal scenes give equal payloads,
    so Streamlit sends it once and a slider move sends nothing of it again."""
    words, curves = scene.words, scene.curves
    title = "board.chain.title.activity" if scene.dating == "activity" else "board.chain.title"
    return {
        "text": {key: words(f"board.{key}") for key in ("mql", "sql", "plot", "hint", "legend")},
        "axis": _axis(scene),
        "lang": words.language,
        "pairRows": PAIR_ROWS,
        "x": [f"{100 * threshold / SCORES:.4f}%" for threshold in range(SCORES + 1)],
        "bars": _bars(curves),
        "noScore": _no_score(scene),
        "legend": _legend(scene),
        "mql": _handle_mql(scene),
        "sql": _handle_sql(scene),
        "cards": cards(scene),
        "chainTitle": words(title),
        "chain": chain_nodes(scene),
        "sentences": [coverage(scene), break_even(scene), chain_note(scene)],
    }


def _bars(curves: Curves) -> list[dict[str, str]]:
    """One SVG path a standing, in a 101 × 100 box: column = score, stacked by what became of the leads."""
    by_score = curves.histogram.standing()[:, :SCORES]
    tallest = max(by_score.sum(axis=0).max(initial=0), 1)
    tops = 100 - 100 * np.cumsum(by_score, axis=0) / tallest
    bottoms = tops + 100 * by_score / tallest
    return [
        {"standing": standing, "path": "".join(_column(score, *ends) for score, ends in enumerate(column))}
        for standing, column in zip(STANDINGS, np.stack([bottoms, tops], axis=-1).tolist(), strict=True)
    ]


def _column(score: int, bottom: float, top: float) -> str:
    """Draw one piece of a column; nothing for no leads."""
    if top >= bottom:
        return ""
    return f"M{score + 0.08:.2f} {bottom:.2f}V{top:.2f}h.84V{bottom:.2f}z"


def _axis(scene: Scene) -> str:
    tallest = scene.curves.histogram.leads()[:SCORES].max(initial=0)
    return scene.words("board.axis", most=scene.words("board.most", count=fmt.count(tallest)))


def _no_score(scene: Scene) -> str:
    count = scene.curves.histogram.no_score_count
    return scene.words("board.no_score", count=fmt.count(count)) if count else ""


def _legend(scene: Scene) -> list[dict[str, Any]]:
    return [
        {
            # by activity, won and lost count what happened in the period: not what the bars show
            "open": standing if scene.dating == "cohort" or standing not in ("won", "lost") else "",
            "standing": standing,
            "label": scene.words.code("standing", standing),
            "count": by_sql(fmt.count(value) for value in scene.curves.standing[row]),
        }
        for row, standing in enumerate(STANDINGS)
    ]


def _handle_mql(scene: Scene) -> dict[str, Any]:
    words, counts = scene.words, scene.curves.selected
    return {
        "points": by_mql(words("board.points", count=t) for t in THRESHOLDS),
        "spoken": by_mql(
            words("board.mql.valuetext", threshold=t, count=fmt.count(counts[t])) for t in THRESHOLDS
        ),
    }


def _handle_sql(scene: Scene) -> dict[str, Any]:
    words, curves = scene.words, scene.curves
    is_cohort = scene.dating == "cohort"
    deals = curves.estimate.deals.total if is_cohort else scene.counted.deal_count
    amount = curves.estimate.amount_yen.total if is_cohort else scene.counted.won_amount_yen
    return {
        "points": by_sql(words("board.points", count=t) for t in THRESHOLDS),
        "spoken": by_sql(
            words(
                "board.sql.valuetext",
                threshold=t,
                count=fmt.count(curves.selected[t]),
                opportunities=fmt.count(deals[t]),
                amount=fmt.yen(amount[t], words.language),
            )
            for t in THRESHOLDS
        ),
    }
