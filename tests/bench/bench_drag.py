"""A real mouse drag in Chromium: ≥ 50 updates a second, input → painted ≤ 16.7 ms at the median, no message sent.

Measured in the page. The clock starts when Chromium's `input` event reaches the document (capture phase,
before the board hears of it) and stops in the first task after the animation frame that follows
(requestAnimationFrame, then a MessageChannel message): by then style, layout and paint of that frame are done
in the page; the time the compositor takes to show it is not in it. "From the mouse" starts at the pointer
event's own time stamp instead, so it holds the wait of up to a frame before Chromium hands a move over.
An update is an `input` event after which the board shows another threshold.
"""

from __future__ import annotations

import sys
import time
from statistics import median
from typing import Any

import apps
import report
import world

SECONDS = 3.0
WATCH = """
window.__drag = {events: [], frames: [], pointer: 0, on: false, changes: []};
addEventListener('pointermove', e => { window.__drag.pointer = e.timeStamp; }, true);
addEventListener('change', e => { if (e.target.type === 'range') window.__drag.changes.push(e.timeStamp); }, true);
addEventListener('input', e => {
  const d = window.__drag, target = e.composedPath()[0];
  if (!d.on || target.type !== 'range') return;
  const entry = {start: performance.now(), stamp: e.timeStamp, pointer: d.pointer, value: target.value};
  d.events.push(entry);
  queueMicrotask(() => { entry.handled = performance.now(); });
  requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      entry.painted = performance.now();
      const root = target.getRootNode();
      entry.shown = root.querySelector('[data-card] .value')?.textContent;
    };
    channel.port2.postMessage(0);
  });
}, true);
(function frame(t) { if (window.__drag.on) window.__drag.frames.push(t); requestAnimationFrame(frame); })(0);
"""


def drag(page: Any, name: str, low: int, high: int) -> dict[str, Any]:
    """Drag a thumb to and fro between two thresholds; return what the page and the socket saw."""
    left, width, y = apps.handle(page, name)
    here = apps.threshold(page, name)
    mouse = page.mouse
    mouse.move(left + width * here / 100, y)
    mouse.down()
    sent_before = len(page.sent)
    page.evaluate("() => { Object.assign(window.__drag, {events: [], frames: [], on: true}); }")
    # every step waits until Chromium has taken the one before: at most one a frame, one threshold each
    start, moves, ends = time.perf_counter(), 0, [high, low]
    while time.perf_counter() - start < SECONDS:
        steps = abs(ends[0] - here)
        mouse.move(left + width * ends[0] / 100, y, steps=steps)
        here, moves = ends[0], moves + steps
        ends.reverse()
    seconds = time.perf_counter() - start
    page.wait_for_timeout(50)
    found = page.evaluate("() => { window.__drag.on = false; return window.__drag; }")
    found["sent"] = len(page.sent) - sent_before
    mouse.up()
    found["seconds"] = seconds
    found["moves"] = moves
    page.wait_for_timeout(800)
    found["sent_after"] = len(page.sent) - sent_before - found["sent"]
    return found


def measure(browser: Any, name: str, store: Any, project: Any) -> None:
    server = apps.Server(project, store=store)
    page = apps.page_of(browser, WATCH)
    page.sent = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda data: page.sent.append(data)))
    apps.open_explore(page, server)
    rounds = [drag(page, "sql", 45, 95), drag(page, "mql", 5, 55), drag(page, "sql", 60, 95)]
    for what, found in zip(("warm-up", "MQL", "SQL"), rounds, strict=True):
        events = [event for event in found["events"] if event.get("painted")]
        frames = [b - a for a, b in zip(found["frames"], found["frames"][1:], strict=False)]
        rate = len(events) / found["seconds"]
        painted = [event["painted"] - event["start"] for event in events]
        mouse = [event["painted"] - event["pointer"] for event in events]
        handled = [event["handled"] - event["start"] for event in events]
        report.line(
            f"{name}, {what}: {found['moves']} mouse moves in {found['seconds']:.1f} s",
            f"{len(events)} updates, {len({event['shown'] for event in events})} different first cards",
        )
        report.line("     listeners run", report.summary(handled))
        report.line("     input → painted", f"{report.summary(painted)}   p95 {report.percentile(painted, 0.95):.1f}")
        report.line("     from the mouse", report.summary(mouse))
        report.line("     from frame to frame", f"{report.summary(frames)}   over 25 ms: {sum(f > 25 for f in frames)}")
        if what == "warm-up":
            continue
        report.bar(f"{name}, {what}: updates a second", rate, 50, "/s", at_least=True)
        report.bar(f"{name}, {what}: input → painted, median", median(painted), 16.7)
        report.bar(f"{name}, {what}: messages sent during the drag", found["sent"], 0, "")
        report.line("     messages after the release", str(found["sent_after"]))
    server.stop()


if __name__ == "__main__":
    report.heading("drag")
    project = apps.snapshot()
    with apps.chromium() as browser:
        for size in sys.argv[1:] or ("sample", "10M"):
            store = project / "data" / "bench_sample.duckdb" if size == "sample" else world.path(size)
            measure(browser, size, store, project)
    report.finish()
