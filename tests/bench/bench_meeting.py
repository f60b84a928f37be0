"""Meeting page: another comparison → settled ≤ 2.5 × a minimal app with as many charts, in the same run.

The clock is that of bench_release, begun by the release of the mouse button.
"""

from __future__ import annotations

import sys
from itertools import cycle
from statistics import median
from typing import Any

import apps
import report
import world
from bench_release import MOVES, QUIET_MS, WATCH, print_moves

MINIMAL = """
import pandas as pd
import streamlit as st
value = ["week", "month", "quarter"].index(st.segmented_control("kind", ["week", "month", "quarter"], default="week"))
rows = pd.DataFrame({"x": range(60), "y": [(value + 2) * (number % 7) for number in range(60)]})
line = {"mark": "line", "encoding": {"x": {"field": "x", "type": "quantitative"}, "y": {"field": "y", "type": "quantitative"}}}
for place, column in enumerate(st.columns(5)):
    with column:
        st.metric("metric", value * 7 + place)
        st.vega_lite_chart(rows, line | {"height": 40}, key=f"small{place}")
st.vega_lite_chart(rows, line | {"height": 290}, key="large")
st.vega_lite_chart(rows, line | {"height": 230}, key="bridge")
st.dataframe(rows)
"""
CLICKS = WATCH + "\naddEventListener('pointerup', begin, true);"


class Clicked:
    """A page with a choice that is clicked in turn."""

    def __init__(self, browser: Any, url: str, within: str, labels: tuple[str, ...]) -> None:
        self.page = apps.page_of(browser, CLICKS)
        self.page.goto(url)
        self.choice = self.page.locator(within)
        self.choice.wait_for(timeout=60_000)
        self.page.wait_for_timeout(3000)
        self.labels = cycle(labels)

    def move(self) -> dict[str, Any] | None:
        self.page.bring_to_front()
        self.page.evaluate("() => { window.__watch.armed = true; }")
        self.choice.get_by_text(next(self.labels), exact=True).click()
        found: dict[str, Any] | None = self.page.evaluate("quiet => window.__settled(quiet)", QUIET_MS)
        return found


if __name__ == "__main__":
    report.heading("another comparison → settled")
    sizes = [size for size in sys.argv[1:] if size in world.SIZES] or ["10k", "1M"]
    project = apps.snapshot()
    small = apps.minimal(project)
    (small / "app.py").write_text(MINIMAL, encoding="utf-8")
    beside = apps.Server(small)
    servers = {size: apps.Server(project, store=world.path(size)) for size in sizes}
    with apps.chromium() as browser:
        group = "[data-testid=stButtonGroup]"
        runners = {"minimal app": Clicked(browser, beside.url, group, ("month", "quarter", "week"))}
        for size, server in servers.items():
            runners[size] = Clicked(
                browser, f"{server.url}meeting", ".st-key-widget_compared", ("前月", "前四半期", "前週")
            )
        moves: dict[str, list[dict[str, Any]]] = {name: [] for name in runners}
        for turn in range(MOVES + 3):
            for name, runner in runners.items():
                found = runner.move()
                if turn >= 3 and found:
                    moves[name].append(found)
        medians = {name: print_moves(name, found) for name, found in moves.items() if found}
    for size in sizes:
        taken = median(move["painted"] - move["start"] for move in moves[size])
        report.bar(f"meeting, {size} against the minimal app", taken / medians["minimal app"], 2.5, "×")
    report.finish()
