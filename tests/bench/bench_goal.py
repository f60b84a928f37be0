"""Goal page: a typed goal → settled ≤ 2 × a minimal app with as many charts and tables, in the same run.

The clock is that of bench_release: from the key press to the frame of the last change that can be seen. The
minimal app has one text field, one metric, and a chart or a table that shows what was typed, as the part of
the goal page beside it has. It sends small messages at once, as the product does: as Streamlit ships it, it
waits 40 ms in most moves, which would flatter us.
"""

from __future__ import annotations

import random
import shutil
import sys
from statistics import median
from typing import Any

import apps
import report
import world
from bench_release import MOVES, QUIET_MS, WATCH, print_moves

MINIMAL = """
import pandas as pd
import streamlit as st
import promptly
promptly.send()
value = int(st.text_input("goal", "300"))
st.metric("metric", value * 7)
rows = pd.DataFrame({"month": range(12), "amount": [value * month for month in range(12)]})
if st.query_params.get("chart"):
    st.vega_lite_chart(rows, {"mark": "line", "encoding": {"x": {"field": "month"}, "y": {"field": "amount"}}})
st.dataframe(rows)
"""
SECTIONS = {"time": True, "chance": False, "levers": False, "channels": False}  # and whether it has a chart


class Typed:
    """A page with a text field that takes another number."""

    def __init__(self, browser: Any, url: str, field: str, numbers: range) -> None:
        self.page = apps.page_of(browser, WATCH)
        self.page.goto(url)
        self.field = self.page.locator(field)
        self.field.wait_for(timeout=60_000)
        self.page.wait_for_timeout(3000)
        self.numbers = numbers

    def move(self) -> dict[str, Any] | None:
        self.page.bring_to_front()
        self.field.fill(str(random.choice(self.numbers)))
        self.page.wait_for_timeout(150)
        self.page.evaluate("() => { window.__watch.armed = true; }")
        self.field.press("Enter")
        found: dict[str, Any] | None = self.page.evaluate("quiet => window.__settled(quiet)", QUIET_MS)
        return found


if __name__ == "__main__":
    report.heading("a typed goal → settled")
    random.seed(1)
    sizes = [size for size in sys.argv[1:] if size in world.SIZES] or ["10k", "1M"]
    project = apps.snapshot()
    small = apps.minimal(project)
    (small / "app.py").write_text(MINIMAL, encoding="utf-8")
    shutil.copy(project / "pages" / "ui" / "promptly.py", small)
    beside = apps.Server(small)
    servers = {size: apps.Server(project, store=world.path(size)) for size in sizes}
    with apps.chromium() as browser:
        runners = {
            f"minimal app{', chart' if chart else ''}": Typed(
                browser, f"{beside.url}?chart={'1' if chart else ''}", "input", range(100, 900)
            )
            for chart in (True, False)
        }
        for size, server in servers.items():
            for section in SECTIONS:
                url = f"{server.url}goal?sec={section}"
                key = f"{section}, {size}"
                runners[key] = Typed(
                    browser, url, "[class*=goal_page_goal_yen] input", range(10**8, 9 * 10**8)
                )
        moves: dict[str, list[dict[str, Any]]] = {name: [] for name in runners}
        for turn in range(MOVES + 2):
            for name, runner in runners.items():
                found = runner.move()
                if turn >= 2 and found:
                    moves[name].append(found)
        medians = {name: print_moves(name, found) for name, found in moves.items() if found}
    for name, found in moves.items():
        if not name.startswith("minimal"):
            chart = SECTIONS[name.partition(",")[0]]
            floor = medians[f"minimal app{', chart' if chart else ''}"]
            taken = median(move["painted"] - move["start"] for move in found)
            report.bar(f"{name} against the minimal app", taken / floor, 2.0, "×")
    report.finish()
