"""A real mouse drag in Chromium: ≥ 50 updates a second, input → painted ≤ 16.7 ms at the median, no message sent.

Measured in the page. The clock starts when Chromium's `input` event reaches the document (capture phase,
before the board hears of it) and stops in the first task after the animation frame that follows
(requestAnimationFrame, then a MessageChannel message): by then style, layout and paint of that frame are done
in the page; the time the compositor takes to show it is not in it. "From the mouse" starts at the pointer
event's own time stamp instead, so it holds the wait of up to a frame before Chromium hands a move over.
An update is an `input` event after which the board shows another threshold.
"""

from __future__ import annotations

import json
import sys
import tempfile
import threading
import time
import urllib.request
from contextlib import suppress
from statistics import median
from typing import Any

import apps
import report
import world
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

SECONDS = 3.0
# what Chromium can do on this machine at this moment: the same two inputs, one number, nothing else
BARE = """<body style="margin:20px"><div class="board" data-ready="1">
<p data-card="x"><b class="value">60</b></p>
<input id="range-mql" type="range" value="40" style="width:560px"><br>
<input id="range-sql" type="range" value="60" style="width:560px"></div>
<script>for (const input of document.querySelectorAll("input"))
input.oninput = () => { document.querySelector(".value").textContent = input.value; };</script>"""
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


class Hand:
    """The mouse as Chromium's own protocol moves it, 125 times a second, without waiting for an answer:
    like a hand, and so that a slow answer of the test program is not taken for a slow page."""

    def __init__(self, port: int, url: str) -> None:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/json", timeout=5) as answer:
            targets = json.load(answer)
        [found] = [target for target in targets if target["url"].startswith(url)]
        self._socket = connect(found["webSocketDebuggerUrl"], max_size=None)
        self._number = 0
        threading.Thread(target=self._drain, daemon=True).start()

    def mouse(self, kind: str, x: float, y: float) -> None:
        self._number += 1
        button = {"button": "left", "buttons": 0 if kind == "mouseReleased" else 1, "clickCount": 1}
        values = {"type": kind, "x": x, "y": y} | button
        call = {"id": self._number, "method": "Input.dispatchMouseEvent", "params": values}
        self._socket.send(json.dumps(call))

    def _drain(self) -> None:
        with suppress(ConnectionClosed):
            for _ in self._socket:
                pass


def drag(page: Any, hand: Hand, name: str, low: int, high: int) -> dict[str, Any]:
    """Drag a thumb to and fro between two thresholds; return what the page and the socket saw."""
    left, width, y = apps.handle(page, name)
    scale = width / 100
    place = float(apps.threshold(page, name))
    hand.mouse("mousePressed", left + scale * place, y)
    page.wait_for_timeout(100)
    sent_before = len(page.sent)
    page.evaluate("() => { Object.assign(window.__drag, {events: [], frames: [], on: true}); }")
    # about 66 thresholds a second: a little more than one a frame, so that every frame can show a new one
    pause, direction, moves, start = 1 / 125, 1, 0, time.perf_counter()
    while (seconds := time.perf_counter() - start) < SECONDS:
        direction = 1 if place <= low else -1 if place >= high else direction
        place += direction * 66 * pause
        hand.mouse("mouseMoved", left + scale * place, y)
        moves += 1
        time.sleep(max(0.0, moves * pause - (time.perf_counter() - start)))
    page.wait_for_timeout(100)
    found = page.evaluate("() => { window.__drag.on = false; return window.__drag; }")
    found |= {"sent": len(page.sent) - sent_before, "seconds": seconds, "moves": moves}
    hand.mouse("mouseReleased", left + scale * place, y)
    page.wait_for_timeout(1000)
    found["sent_after"] = len(page.sent) - sent_before - found["sent"]
    return found


def print_drag(name: str, found: dict[str, Any]) -> tuple[float, float]:
    """Print one drag; return its updates a second and the median from input to painted."""
    events = [event for event in found["events"] if event.get("painted")]
    frames = [b - a for a, b in zip(found["frames"], found["frames"][1:], strict=False)]
    painted = [event["painted"] - event["start"] for event in events]
    rate = len(events) / found["seconds"]
    report.line(
        name, f"{found['moves']} mouse moves, {len(events)} updates in {found['seconds']:.1f} s: {rate:.1f}/s"
    )
    report.line(
        "     input → painted", f"{report.summary(painted)}   p95 {report.percentile(painted, 0.95):.1f}"
    )
    report.line(
        "     of it the listeners", report.summary([event["handled"] - event["start"] for event in events])
    )
    report.line(
        "     from the mouse", report.summary([event["painted"] - event["pointer"] for event in events])
    )
    report.line(
        "     from frame to frame", f"{report.summary(frames)}   over 25 ms: {sum(f > 25 for f in frames)}"
    )
    return rate, median(painted)


def bare(browser: Any, port: int) -> None:
    """Print the same drag on a page of two bare inputs: the most that can be asked of the machine just now."""
    page = apps.page_of(browser, WATCH)
    page.sent = []
    with tempfile.NamedTemporaryFile("w", suffix=".html") as file:
        file.write(BARE)
        file.flush()
        page.goto(f"file://{file.name}")
        found = [drag(page, Hand(port, f"file://{file.name}"), "sql", 60, 95) for _ in range(2)]
    print_drag("two bare inputs", found[-1])
    page.context.close()


def measure(browser: Any, port: int, name: str, store: Any, project: Any) -> None:
    server = apps.Server(project, store=store)
    page = apps.page_of(browser, WATCH)
    page.sent = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda data: page.sent.append(data)))
    apps.open_explore(page, server)
    hand = Hand(port, server.url)
    drag(page, hand, "sql", 60, 95)
    for which, low, high in (("mql", 5, 55), ("sql", 60, 95)):
        report.wait_until_quiet()
        bare(browser, port)
        page.bring_to_front()
        what = f"{name}, {which.upper()}"
        found = drag(page, hand, which, low, high)
        rate, painted = print_drag(what, found)
        report.bar(f"{what}: updates a second", rate, 50, "/s", at_least=True)
        report.bar(f"{what}: input → painted, median", painted, 16.7)
        report.bar(f"{what}: messages sent during the drag", found["sent"], 0, "")
        report.line("     messages after the release", str(found["sent_after"]))
    page.context.close()
    server.stop()


if __name__ == "__main__":
    report.heading("drag")
    project = apps.snapshot()
    port = apps.free_port()
    with apps.chromium(f"--remote-debugging-port={port}") as browser:
        for size in sys.argv[1:] or ("sample", "10M"):
            store = project / "data" / "bench_sample.duckdb" if size == "sample" else world.path(size)
            measure(browser, port, size, store, project)
    report.finish()
