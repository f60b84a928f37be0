"""What every benchmark starts with: the project on the path, a clock, and a verdict against a bar."""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(PROJECT))

_missed: list[str] = []


def heading(title: str) -> None:
    """Print what is measured, and how busy the machine is without us: others only make it slower."""
    idle = wait_until_quiet()
    print(f"\n== {title}")
    print(
        f"   {os.cpu_count()} cores, {100 * idle:.0f} % idle before the start; ratios of one run can be trusted,"
    )
    print("   single milliseconds cannot: repeat before believing a miss", flush=True)


def wait_until_quiet() -> float:
    """Wait until others leave three quarters of the machine idle, KPI_BENCH_PATIENCE seconds (60) at most;
    return the idle share."""
    until = time.monotonic() + float(os.environ.get("KPI_BENCH_PATIENCE") or 60)
    while True:
        idle_before, all_before = _processor_time()
        time.sleep(1.5)
        idle_now, all_now = _processor_time()
        idle = (idle_now - idle_before) / max(1, all_now - all_before)
        if idle > 0.75 or time.monotonic() > until:
            return idle


def _processor_time() -> tuple[int, int]:
    with open("/proc/stat", encoding="ascii") as file:
        spent = [int(value) for value in file.readline().split()[1:]]
    return spent[3], sum(spent[:8])


def milliseconds(work: Callable[[], object], repeats: int = 7) -> list[float]:
    """Return how long `work` took, `repeats` times, after one run that is not counted."""
    work()
    taken = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        taken.append(1000 * (time.perf_counter() - start))
    return taken


def summary(taken: Sequence[float]) -> str:
    return f"median {statistics.median(taken):8.1f}   fastest {min(taken):8.1f}   slowest {max(taken):8.1f}"


def percentile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]


def line(what: str, text: str) -> None:
    print(f"   {what:<58} {text}", flush=True)


def bar(what: str, value: float, limit: float, unit: str = "ms", *, at_least: bool = False) -> None:
    """Print a figure against its bar; a miss is remembered for `finish`."""
    held = value >= limit if at_least else value <= limit
    above, below = (limit, value) if at_least else (value, limit)
    ratio = above / below if below else float(above > 0)
    sign = "≥" if at_least else "≤"
    line(
        what,
        f"{value:8.2f} {unit} {sign} {limit:g} {unit}   {ratio:5.2f} × the bar   {'held' if held else 'MISSED'}",
    )
    if not held:
        _missed.append(what)


def finish() -> None:
    """Leave with 1 when a bar was missed."""
    print(f"   missed: {', '.join(_missed)}" if _missed else "   every bar held")
    raise SystemExit(1 if _missed else 0)
