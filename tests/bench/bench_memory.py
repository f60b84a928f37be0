"""Peak memory of a process that opens 10 million leads, rebuilds the facts and answers 20 filters: ≤ 1.5 GB."""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
import time
from itertools import islice, product
from pathlib import Path

import report
import world

from kpi import facts
from kpi.curves import curves
from kpi.filters import Filter
from kpi.histogram import histogram
from kpi.period import Calendar, choices, parse
from kpi.plan import Plan
from kpi.record import record
from kpi.store import Store

BAR_GB = 1.5
STEPS = ("open", "answer", "rebuild and answer")


def answer(store: Store) -> None:
    """Twenty filters, each with its curves, all kept as the app's caches keep them."""
    found = record(store, today=world.LAST_DAY)
    calendar = Calendar(found.calendar.first_day, found.calendar.as_of)
    channels = [(), *((channel,) for channel in found.values["channel"])]
    asked = islice(product(choices(calendar), channels), 0, None, 4)
    kept = []
    for code, channel in islice(asked, 20):
        chosen = Filter(parse(code, calendar), channel=channel)
        counts = histogram(store, chosen)
        kept.append(curves(store, chosen, counts, question="sales", plan=Plan(), as_of=calendar.as_of))


def step(name: str, file: Path) -> None:
    """Do one thing in a fresh process and print its peak."""
    start = time.perf_counter()
    store = Store.open(file)
    if name.startswith("rebuild"):
        facts.rebuild(store, today=world.LAST_DAY)
        print(f"   rebuild of the facts: {time.perf_counter() - start:.1f} s", flush=True)
    before = time.perf_counter()
    if name.endswith("answer"):
        answer(store)
        print(f"   20 filters with curves: {time.perf_counter() - before:.1f} s", flush=True)
    store.close()
    peak_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"peak {peak_kb / 1e6:.3f}", flush=True)


def measure(size: str) -> None:
    source = world.path(size)
    copy = source.with_name(f"memory_{size}.duckdb")
    shutil.copyfile(source, copy)
    try:
        for name in STEPS:
            command = [sys.executable, __file__, "--step", name, str(copy)]
            done = subprocess.run(command, check=False, capture_output=True, text=True)
            *said, last = done.stdout.splitlines() or [""]
            print("\n".join(said), *(["   " + line for line in done.stderr.splitlines()[-1:]]), sep="\n")
            peak = float(last.removeprefix("peak ")) if last.startswith("peak ") else float("inf")
            report.bar(f"{size} {name}: peak", peak, BAR_GB, "GB")
    finally:
        for leftover in (copy, copy.with_name(f"{copy.name}.wal")):
            leftover.unlink(missing_ok=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--step"]:
        step(sys.argv[2], Path(sys.argv[3]))
        raise SystemExit
    report.heading("memory")
    for size in sys.argv[1:] or ("10k", "1M", "10M"):
        measure(size)
    report.finish()
