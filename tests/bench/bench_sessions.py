"""Fifty sessions, each moving the SQL line once a second, on all cores of this machine: p95 of a release ≤ 0.7 s.

No browsers: a client for each session that speaks Streamlit's own protocol, with what Chromium was seen to
send after a drag (the pair, the address, the hashes of the messages it keeps). The clock starts when the
release is sent and stops when the server says that the run has finished, so everything of the page has arrived
by then; "first element" is when the page begins to change. Drawing is not in it, and the clients run on the
same cores. Delayed acknowledgements are turned off in the client: `streamlit run` sends small packages
that would wait 40 ms for them, which browsers seldom see.
"""

from __future__ import annotations

import asyncio
import json
import random
import socket
import subprocess
import sys
import time

import apps
import report
import world
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect

SESSIONS = 50
SECONDS = 20
BAR_S = 0.7


class Session:
    """One visitor: opens the page, then moves the line."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.taken: list[float] = []
        self.first: list[float] = []
        self._query = self._script = self._component = self._fragment = ""
        self._kept: set[str] = set()

    async def live(self, start: asyncio.Event, seconds: float) -> None:
        address = f"ws://127.0.0.1:{self.port}/_stcore/stream"
        async with connect(
            address, subprotocols=["streamlit"], max_size=None, compression=None
        ) as self._socket:
            await self._run({})
            await start.wait()
            until = time.perf_counter() + seconds
            due = time.perf_counter() + random.random()
            while due < until:
                await asyncio.sleep(max(0.0, due - time.perf_counter()))
                first, finished = await self._move()
                self.first.append(first)
                self.taken.append(finished)
                due = max(due + 1, time.perf_counter())

    async def _move(self) -> tuple[float, float]:
        pair = {"thresholds": {"mql": 40, "sql": random.randint(41, 95)}}
        return await self._run({self._component: json.dumps(pair)})

    async def _run(self, widgets: dict[str, str]) -> tuple[float, float]:
        message = BackMsg()
        asked = message.rerun_script
        asked.query_string, asked.page_script_hash = self._query, self._script
        asked.cached_message_hashes.extend(self._kept)
        asked.context_info.locale, asked.context_info.timezone = "ja-JP", "UTC"
        asked.context_info.url = f"http://127.0.0.1:{self.port}/"
        asked.widget_states.SetInParent()
        if widgets:
            asked.fragment_id = self._fragment
        for name, value in widgets.items():
            asked.widget_states.widgets.add(id=name, json_value=value)
        start, first = time.perf_counter(), 0.0
        await self._socket.send(message.SerializeToString())
        async for data in self._socket:
            self._acknowledge_at_once()
            answer = ForwardMsg.FromString(data)
            kind = answer.WhichOneof("type")
            if kind in ("delta", "ref_hash") and not first:
                first = time.perf_counter() - start
            self._take(answer, kind)
            if kind == "script_finished":
                return first, time.perf_counter() - start
        raise RuntimeError("the server closed the connection")

    def _take(self, answer: ForwardMsg, kind: str | None) -> None:
        if answer.metadata.cacheable:
            self._kept.add(answer.hash)
        if kind == "new_session":
            self._script = answer.new_session.page_script_hash
        elif kind == "page_info_changed":
            self._query = answer.page_info_changed.query_string
        elif kind == "delta" and answer.delta.fragment_id and self._is_board(answer):
            self._component = answer.delta.new_element.bidi_component.id
            self._fragment = answer.delta.fragment_id

    @staticmethod
    def _is_board(answer: ForwardMsg) -> bool:
        """What follows the board is made of the same kind of component, but stands in no fragment."""
        return answer.delta.new_element.WhichOneof("type") == "bidi_component"

    def _acknowledge_at_once(self) -> None:
        found = self._socket.transport.get_extra_info("socket")
        if found is not None and hasattr(socket, "TCP_QUICKACK"):
            found.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)


async def crowd(port: int, count: int, seconds: float) -> list[Session]:
    sessions = [Session(port) for _ in range(count)]
    start = asyncio.Event()
    lives = [asyncio.create_task(session.live(start, seconds)) for session in sessions]
    while not all(session._component for session in sessions):
        await asyncio.sleep(0.2)
        for life in lives:
            if life.done():
                life.result()
    await asyncio.sleep(2)
    start.set()
    await asyncio.gather(*lives)
    return sessions


def measure(port: int, name: str, count: int) -> float:
    before = time.process_time()
    sessions = asyncio.run(crowd(port, count, SECONDS))
    spent = time.process_time() - before
    taken = [1000 * value for session in sessions for value in session.taken]
    first = [1000 * value for session in sessions for value in session.first]
    report.line(f"{name}: {count} sessions, {len(taken)} releases in {SECONDS} s", report.summary(taken))
    report.line(
        "     90 / 95 / 99 %",
        " / ".join(f"{report.percentile(taken, s):.0f}" for s in (0.9, 0.95, 0.99)) + " ms",
    )
    report.line("     first element", f"{report.summary(first)}   p95 {report.percentile(first, 0.95):.0f}")
    report.line("     processor time of the clients", f"{100 * spent / SECONDS:.0f} % of one core")
    return report.percentile(taken, 0.95) / 1000


if __name__ == "__main__":
    report.heading("many sessions")
    random.seed(1)
    project = apps.snapshot()
    for size in sys.argv[1:] or ("10k", "10M"):
        server = apps.Server(project, store=world.path(size))
        asyncio.run(crowd(server.port, 1, 3))
        for count in (1, 25):
            measure(server.port, size, count)
        report.bar(
            f"{size}: p95 of a release with {SESSIONS} sessions",
            measure(server.port, size, SESSIONS),
            BAR_S,
            "s",
        )
        memory = subprocess.run(
            ["ps", "-o", "rss=", "-p", str(server.process.pid)], capture_output=True, text=True
        )
        report.line("     memory of the server afterwards", f"{int(memory.stdout or 0) / 1e6:.2f} GB")
        server.stop()
    report.finish()
