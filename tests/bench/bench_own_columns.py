"""Narrowing by own columns: without one the histogram is as fast as ever, one costs at most twice that.

A copy of the generated store gets two own columns (4 values on 80 % of the leads, 50 values on all of them).
"""

from __future__ import annotations

import shutil
import statistics
import sys
import time
from pathlib import Path

import report
import world

from kpi import facts
from kpi.filters import Filter
from kpi.histogram import histogram
from kpi.period import Calendar, parse
from kpi.record import record
from kpi.store import Store

ALL = Filter(parse("all", Calendar(world.LAST_DAY.replace(year=2024), world.LAST_DAY)))
FILTERS = {
    "one own column": Filter(ALL.period, attributes=(("Region", ("East",)),)),
    "one own column, not filled in": Filter(ALL.period, attributes=(("Region", ("-",)),)),
    "two own columns": Filter(ALL.period, attributes=(("Region", ("East", "West")), ("Plan", ("7", "8")))),
}
BAR = 2.0
FILL = """
    insert into attribute
    select 'lead', lead_id, 'Region', ['East', 'West', 'North', 'South'][1 + (hash(lead_id) % 4)::integer], '1'
    from lead
    where hash(lead_id, 'r') % 10 < 8
    union all
    select 'lead', lead_id, 'Plan', (hash(lead_id, 'p') % 50)::varchar, '1'
    from lead
"""


def opened(size: str) -> Store:
    """Return the store with own columns, made of a copy when it is not there yet."""
    path = world.folder() / f"own_{size}.duckdb"
    if not path.exists():
        half_done = Path(shutil.copy(world.path(size), path.with_suffix(".part")))
        store = Store.open(half_done)
        with store.transaction() as cursor:
            cursor.execute(FILL)
        start = time.perf_counter()
        facts.rebuild(store, today=world.LAST_DAY)
        report.line(f"{size} facts rebuilt with two own columns", f"{time.perf_counter() - start:8.1f} s")
        store.close()
        half_done.rename(path)
    return Store.open(path)


def measure(size: str) -> None:
    store = opened(size)
    found = record(store, today=world.LAST_DAY).attributes
    report.line(f"{size} own columns", ", ".join(f"{name}: {len(values)}" for name, values in found.items()))
    plain = report.milliseconds(lambda: histogram(store, ALL), 15)
    report.line(f"{size} no own column", report.summary(plain))
    for name, chosen in FILTERS.items():
        taken = report.milliseconds(lambda chosen=chosen: histogram(store, chosen), 15)
        report.line(f"{size} {name}", report.summary(taken))
        if name != "two own columns":
            ratio = statistics.median(taken) / statistics.median(plain)
            report.bar(f"{size} {name} against none", ratio, BAR, "×")
    store.close()


if __name__ == "__main__":
    report.heading("own columns")
    for size in [size for size in world.SIZES if size in sys.argv[1:]] or list(world.SIZES):
        measure(size)
    report.finish()
