"""A running app for the browser tests: a server of our own over a database file."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from datetime import date
from pathlib import Path

TODAY = date(2026, 11, 21)
ROOT = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"
START_SECONDS = 60


@dataclass
class Server:
    """One `streamlit run` of the app; its log stays in `folder`."""

    process: subprocess.Popen[bytes]
    address: str
    database: Path
    log: Path

    @classmethod
    def start(cls, folder: Path, database: Path) -> Server:
        """Start the app over `database` (a file that may not exist yet) and wait until it answers."""
        port, log = _free_port(), folder / "server.log"
        arguments = {"headless": "true", "port": str(port), "address": HOST, "fileWatcherType": "none"}
        options = [part for name, value in arguments.items() for part in (f"--server.{name}", value)]
        with log.open("wb") as out:
            process = subprocess.Popen(
                [sys.executable, "-m", "streamlit", "run", "app.py", *options],
                cwd=ROOT,
                env=os.environ | {"KPI_DB": str(database), "KPI_TODAY": TODAY.isoformat()},
                stdout=out,
                stderr=subprocess.STDOUT,
            )
        server = cls(process, f"http://{HOST}:{port}", database, log)
        try:
            server._wait()
        except BaseException:
            server.stop()
            raise
        return server

    def _wait(self) -> None:
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until and self.process.poll() is None:
            try:
                with urllib.request.urlopen(f"{self.address}/_stcore/health", timeout=5):
                    return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError(f"the app did not start; its log:\n{self.said()}")

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")

    def stop(self) -> None:
        """End the process that `start` began, and no other."""
        self.process.terminate()
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
