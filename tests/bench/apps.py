"""The servers and the browser of the page benchmarks: the product, and a one-slider, one-metric app beside it."""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import report

MINIMAL = """
import streamlit as st
value = st.slider("value", 0, 100, 40)
st.metric("metric", value * 7)
"""
DAY = "2026-03-30"  # the day after the last one in the generated stores
# an ended run takes its servers along: the exit functions below run for SIGTERM too
signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
_LEFT_OUT = shutil.ignore_patterns(
    ".git", "__pycache__", "*.duckdb", "*.duckdb.*", ".venv", "*_cache", "node_modules"
)


def snapshot() -> Path:
    """Return a copy of the project as it is now: what is edited meanwhile does not disturb the run."""
    target = _temporary() / "project"
    shutil.copytree(report.PROJECT, target, ignore=_LEFT_OUT)
    return target


def minimal(project: Path, *, stock: bool = False) -> Path:
    """Return the folder of the minimal app, under the product's configuration; `stock` turns the full
    garbage collection after every run back on, as Streamlit ships it."""
    folder = _temporary()
    config = (project / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    if stock:
        config = config.replace("postScriptGC = false", "postScriptGC = true")
    (folder / ".streamlit").mkdir()
    (folder / ".streamlit" / "config.toml").write_text(config, encoding="utf-8")
    (folder / "app.py").write_text(MINIMAL, encoding="utf-8")
    return folder


class Server:
    """One `streamlit run app.py` in a folder, ended with its process id."""

    def __init__(self, folder: Path, *, store: Path | None = None, wait: bool = True) -> None:
        self.port = free_port()
        self.log = _temporary() / "log"
        environment = os.environ | {"KPI_TODAY": DAY}
        environment.pop("KPI_DB", None)
        if store:
            environment["KPI_DB"] = str(store)
        self.started = time.perf_counter()
        command = [sys.executable, "-m", "streamlit", "run", "app.py"]
        options = [f"--server.port={self.port}", "--server.address=127.0.0.1", "--server.headless=true"]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [*command, *options],
                cwd=folder,
                env=environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        atexit.register(self.stop)
        if wait:
            self.wait()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def wait(self, seconds: float = 60) -> None:
        """Return when the server answers; it is asked every 5 ms."""
        until = time.perf_counter() + seconds
        while time.perf_counter() < until:
            try:
                with urllib.request.urlopen(f"{self.url}_stcore/health", timeout=1) as answer:
                    if answer.status == 200:
                        return
            except OSError:
                time.sleep(0.005)
        raise RuntimeError(f"no server on {self.url}: {self.log.read_text()[-2000:]}")

    def stop(self) -> None:
        if self.process.poll() is None:
            os.kill(self.process.pid, signal.SIGTERM)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                os.kill(self.process.pid, signal.SIGKILL)


@contextmanager
def chromium(*more: str) -> Iterator[Any]:
    """Lend the system's Chromium; no tab is slowed down for being in the background."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=[
                "--no-sandbox",
                "--disable-background-timer-throttling",
                "--disable-backgrounding-occluded-windows",
                "--disable-renderer-backgrounding",
                *more,
            ],
        )
        try:
            yield browser
        finally:
            browser.close()


def page_of(browser: Any, script: str) -> Any:
    """Return a page of its own context, 1280 × 720, Japanese, with `script` run before anything else."""
    context = browser.new_context(viewport={"width": 1280, "height": 720}, locale="ja-JP")
    context.add_init_script(script)
    return context.new_page()


def open_explore(page: Any, server: Server, query: str = "") -> None:
    """Open the explore page and wait until it has been quiet for a while."""
    page.goto(f"{server.url}{query}")
    page.wait_for_selector(".board[data-ready]", timeout=120_000)
    page.wait_for_selector(
        "[data-testid=stVegaLiteChart] svg, [data-testid=stVegaLiteChart] canvas", timeout=60_000
    )
    page.wait_for_timeout(1500)


def handle(page: Any, name: str) -> tuple[float, float, float]:
    """Return (left, width, middle height) of the travel of a threshold's thumb, in pixels on screen."""
    slider = page.locator(f"#range-{name}")
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    thumb = 20
    return box["x"] + thumb / 2, box["width"] - thumb, box["y"] + box["height"] / 2


def threshold(page: Any, name: str) -> int:
    return int(page.locator(f"#range-{name}").input_value())


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _temporary() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="kpi_bench_"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
