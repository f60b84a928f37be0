"""First start with an empty data folder: process start → first number on screen ≤ 2 × the minimal app.

The file of the operating system's cache is left as it is, and so is the setting of bytecode; one warm-up of
each is not counted. The browser runs already and asks for the page as soon as the server answers. A number
is on screen when a digit stands in the first card (the metric), after the frame that shows it.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from statistics import median
from typing import Any

import apps
import report

ROUNDS = 5
CARD = "[data-card] .value"
METRIC = "[data-testid=stMetricValue]"
# the digits stand in a shadow root for the board, so all of them are searched
WATCH = """
window.__number = new Promise(done => {
  const roots = [document];
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (init) { const made = attach.call(this, init); roots.push(made); return made; };
  (function look() {
    for (const root of roots) {
      const found = root.querySelector('[data-card] .value, [data-testid=stMetricValue]');
      if (found && /[0-9]/.test(found.textContent)) { requestAnimationFrame(() => setTimeout(done, 0)); return; }
    }
    requestAnimationFrame(look);
  })();
});
"""


def once(browser: Any, folder: Path, store: Path | None) -> tuple[float, float]:
    """Return (seconds to the first answer of the server, seconds to the first number)."""
    page = apps.page_of(browser, WATCH)
    server = apps.Server(folder, store=store)
    answered = time.perf_counter() - server.started
    page.goto(server.url, wait_until="commit")
    page.evaluate("() => window.__number.then(() => 1)")
    number = time.perf_counter() - server.started
    page.context.close()
    server.stop()
    return answered, number


if __name__ == "__main__":
    report.heading("first start")
    project = apps.snapshot()
    small = apps.minimal(project)
    taken: dict[str, list[tuple[float, float]]] = {"minimal app": [], "explore": []}
    with apps.chromium() as browser:
        for turn in range(ROUNDS + 1):
            fresh = project / "data" / f"start_{turn}.duckdb"
            for name, folder, store in (("minimal app", small, None), ("explore", project, fresh)):
                report.wait_until_quiet()
                found = once(browser, folder, store)
                if turn:
                    taken[name].append(found)
    for name, found in taken.items():
        report.line(f"{name}: server answers", report.summary([1000 * answered for answered, _ in found]))
        report.line(f"{name}: first number", report.summary([1000 * number for _, number in found]))
    ratio = median(number for _, number in taken["explore"]) / median(n for _, n in taken["minimal app"])
    report.bar("first start against the minimal app", ratio, 2.0, "×")
    report.finish()
    sys.exit()
