"""Release → settled: explore ≤ 2 × a one-slider, one-metric app, and ≤ 1.3 × between 10 thousand and 10 million.

Measured in the page, interleaved, all under the product's configuration. The clock starts with the board's
`change` event (mouse button up) or with the key press on the minimal app's slider; it stops with the first
task after the animation frame of the last DOM change that can be seen (texts, nodes, style, class, size and
shape attributes; marks for tests, the page title, what only screen readers read, and Streamlit's mark for an
element that may be old, which fades it only half a second later, do not count), once the
server has answered and nothing has changed for 700 ms. It never stops before the frame after the start: what
follows the hand has been drawn by then, and the answer may change nothing. "first" is the first such change.
"""

from __future__ import annotations

import os
import random
import sys
from statistics import median
from typing import Any

import apps
import report
import world

MOVES = int(os.environ.get("KPI_BENCH_MOVES") or 17)
QUIET_MS = 700
WATCH = """
const UNSEEN = /^(data-|aria-|role$|tabindex$)/;
// the page's title, and the table for screen readers that stands inside the canvas of a data frame
function visible(node) { const e = node.nodeType === 1 ? node : node.parentElement; return !e || !e.closest('canvas, head'); }
// Streamlit's mark for "may be old" fades an element from half a second on: before that it cannot be seen
const FADES_AFTER_MS = 500;
// whether an element of these classes is seen whole: asked once, because asking makes the browser lay out the page
const WHOLE = new Map();
function isWhole(e) {
  if (!WHOLE.has(e.className)) WHOLE.set(e.className, getComputedStyle(e).opacity === '1');
  return WHOLE.get(e.className);
}
function isStaleMark(r) {
  return r.type === 'attributes' && r.attributeName === 'class' && r.target.dataset.stale !== undefined
    && performance.now() - window.__watch.start < FADES_AFTER_MS && isWhole(r.target);
}
window.__watch = {start: 0, first: 0, last: 0, painted: 0, answered: 0, log: [], active: false};
// the server has answered when the script has run and ended after the start
new MutationObserver(records => {
  const w = window.__watch;
  const state = document.querySelector('[data-testid=stApp]')?.dataset.testScriptState;
  if (w.active && state === 'notRunning' && records.length) w.answered = performance.now();
}).observe(document, {subtree: true, attributes: true, attributeFilter: ['data-test-script-state']});
function painted() {
  requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => { window.__watch.painted = performance.now(); };
    channel.port2.postMessage(0);
  });
}
function seen(records) {
  const w = window.__watch;
  if (!w.active) return;
  const real = records.filter(r => (r.type !== 'attributes' || !UNSEEN.test(r.attributeName)) && visible(r.target) && !isStaleMark(r));
  if (!real.length) return;
  const now = performance.now();
  if (!w.first) w.first = now;
  w.last = now;
  for (const r of real) {
    const e = r.target.nodeType === 1 ? r.target : r.target.parentElement;
    const block = e && e.closest && e.closest('[data-testid]');
    w.log.push([now - w.start, r.type, r.attributeName || '', block ? block.dataset.testid : e ? e.tagName : '']);
  }
  painted();
}
function watch(root) {
  new MutationObserver(seen).observe(root, {subtree: true, childList: true, characterData: true, attributes: true});
}
watch(document);
const attach = Element.prototype.attachShadow;
Element.prototype.attachShadow = function (init) {
  const root = attach.call(this, init);
  watch(root);
  root.addEventListener('change', changed, true); // a change event does not leave a shadow root
  return root;
};
function changed(e) { if (e.composedPath()[0].type === 'range') begin(e); }
function begin(e) {
  const w = window.__watch;
  if (!w.armed) return;
  Object.assign(w, {start: e.timeStamp, first: 0, last: 0, painted: 0, answered: 0, log: []});
  Object.assign(w, {active: true, armed: false});
  painted();
}
addEventListener('keydown', begin, true);
window.__settled = quiet => new Promise(done => {
  const until = performance.now() + 15000;
  (function look() {
    const w = window.__watch;
    if (performance.now() > until) { w.active = w.armed = false; done(null); return; }
    const end = Math.max(w.last, w.answered);
    if (w.active && w.answered && performance.now() - end > quiet) { w.active = false; done({...w}); }
    else setTimeout(look, 20);
  })();
});
"""


class Minimal:
    def __init__(self, browser: Any, folder: Any) -> None:
        self.server = apps.Server(folder)
        self.page = apps.page_of(browser, WATCH)
        self.page.goto(self.server.url)
        self.page.wait_for_selector("[data-testid=stMetricValue]", timeout=60_000)
        self.page.wait_for_timeout(1500)

    def move(self) -> dict[str, Any] | None:
        page = self.page
        page.bring_to_front()
        page.locator("[data-testid=stSlider] input").focus()
        page.wait_for_timeout(150)
        page.evaluate("() => { window.__watch.armed = true; }")
        page.keyboard.press(random.choice(["ArrowRight", "ArrowLeft"]))
        return page.evaluate("quiet => window.__settled(quiet)", QUIET_MS)


class Explore:
    def __init__(self, browser: Any, project: Any, store: Any) -> None:
        self.server = apps.Server(project, store=store)
        self.page = apps.page_of(browser, WATCH)
        apps.open_explore(self.page, self.server)

    def move(self) -> dict[str, Any] | None:
        page = self.page
        page.bring_to_front()
        left, width, y = apps.handle(page, "sql")
        here = apps.threshold(page, "sql")
        there = random.choice([t for t in range(max(41, here - 9), min(96, here + 9)) if abs(t - here) > 2])
        page.mouse.move(left + width * here / 100, y)
        page.mouse.down()
        page.mouse.move(left + width * there / 100, y, steps=5)
        page.wait_for_timeout(150)
        page.evaluate("() => { window.__watch.armed = true; }")
        page.mouse.up()
        return page.evaluate("quiet => window.__settled(quiet)", QUIET_MS)


def print_moves(name: str, moves: list[dict[str, Any]]) -> float:
    if not moves:
        report.bar(f"{name}: moves measured", 0, MOVES, "", at_least=True)
        return float("nan")
    settled = [move["painted"] - move["start"] for move in moves]
    first = [move["first"] - move["start"] for move in moves if move["first"]]
    answered = [move["answered"] - move["start"] for move in moves]
    report.line(f"{name}: settled", report.summary(settled))
    report.line("     first change", report.summary(first) if first else "none")
    report.line("     the server has answered", report.summary(answered))
    return median(settled)


def timeline(move: dict[str, Any]) -> None:
    """Say which part of the page changed when, in one move."""
    spans: dict[str, tuple[float, float, int]] = {}
    for at, kind, attribute, block in move["log"]:
        key = f"{block} {kind} {attribute}".strip()
        low, high, count = spans.get(key, (at, at, 0))
        spans[key] = (min(low, at), max(high, at), count + 1)
    for key, (low, high, count) in sorted(spans.items(), key=lambda item: item[1]):
        report.line(f"       {key}", f"{low:6.0f} to {high:6.0f} ms   {count} changes")


if __name__ == "__main__":
    report.heading("release → settled")
    random.seed(1)
    sizes = [size for size in sys.argv[1:] if size in world.SIZES] or ["10k", "10M"]
    stores = {size: world.path(size) for size in sizes}
    project = apps.snapshot()
    with apps.chromium() as browser:
        runners: dict[str, Any] = {
            "minimal app": Minimal(browser, apps.minimal(project)),
            "minimal app, stock configuration": Minimal(browser, apps.minimal(project, stock=True)),
            **{f"explore, {size}": Explore(browser, project, store) for size, store in stores.items()},
        }
        moves: dict[str, list[dict[str, Any]]] = {name: [] for name in runners}
        for turn in range(MOVES + 2):
            for name, runner in runners.items():
                found = runner.move()
                if turn >= 2 and found:
                    moves[name].append(found)
        missing = {name: MOVES - len(found) for name, found in moves.items() if len(found) < MOVES}
        report.line("moves that never began or never ended", str(missing or "none"))
        medians = {name: print_moves(name, found) for name, found in moves.items()}
        for name, found in moves.items():
            if name.startswith("explore"):
                print(f"   what changed in the middle move of {name}")
                timeline(sorted(found, key=lambda move: move["painted"] - move["start"])[len(found) // 2])
    floor = medians["minimal app"]
    for size in sizes:
        report.bar(f"explore, {size} against the minimal app", medians[f"explore, {size}"] / floor, 2.0, "×")
        stock = medians["minimal app, stock configuration"]
        report.line(
            "     against the minimal app as Streamlit ships it",
            f"{medians[f'explore, {size}'] / stock:8.2f} ×",
        )
    if len(sizes) > 1:
        first, last = medians[f"explore, {sizes[0]}"], medians[f"explore, {sizes[-1]}"]
        report.bar(f"explore, {sizes[-1]} against {sizes[0]}", last / first, 1.3, "×")
    report.finish()
