"""Minutes of a meeting: each file from a new process, libraries and all, within 5 s."""

from __future__ import annotations

import subprocess
import sys

import report

BAR = 5.0
BUILD = """
import sys, time
sys.path[:0] = [sys.argv[1]]
start = time.perf_counter()
from pages.ui.meeting import downloads
from pages.ui.text import Words
from tests.meeting_world import MEETING
for _ in range(2):
    downloads.build(Words("ja"), MEETING, sys.argv[2])
    print(time.perf_counter() - start)
    start = time.perf_counter()
"""


def measure(kind: str) -> None:
    command = [sys.executable, "-c", BUILD, str(report.PROJECT), kind]
    runs = [subprocess.run(command, check=True, capture_output=True, text=True).stdout for _ in range(3)]
    firsts, seconds = zip(*([float(one) for one in run.split()] for run in runs), strict=True)
    report.line(f"{kind} again in the same process", f"{min(seconds):8.2f} s")
    report.bar(f"{kind} in a new process, the slowest of three", max(firsts), BAR, "s")


if __name__ == "__main__":
    report.heading("minutes")
    for kind in ("pdf", "pptx", "md"):
        measure(kind)
    report.finish()
