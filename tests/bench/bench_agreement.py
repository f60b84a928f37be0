"""Two definitions side by side: leads read, scored by both, crossed, and 21 middles tried; ≤ 600 ms at 1 M."""

from __future__ import annotations

import sys
import time
from datetime import date

import report
import world
from bench_rescore import new_rules

from kpi.agreement_beside import beside
from kpi.agreement_leads import scorable
from kpi.definitions import agreed
from kpi.filters import Filter
from kpi.period import Period

EVERYBODY = Filter(Period("x", date(2000, 1, 1), date(2100, 1, 1)))


def measure(size: str) -> None:
    store = world.opened(size)
    one = agreed(store)
    other = new_rules(one).model_copy(update={"mql_threshold": 30, "sql_threshold": 50})
    start = time.perf_counter()
    found = scorable(store, EVERYBODY)
    read = time.perf_counter()
    laid = beside(store, found, one, other)
    done = time.perf_counter()
    disputed = laid.cells["only_one"].lead_count + laid.cells["only_other"].lead_count
    report.line(f"{size} leads read, once a filter", f"{1000 * (read - start):8.1f} ms")
    report.line(f"{size} compared, {disputed:,} in dispute", f"{1000 * (done - read):8.1f} ms")
    store.close()


if __name__ == "__main__":
    report.heading("two definitions side by side")
    for size in [size for size in world.SIZES if size in sys.argv[1:]] or ["10k", "1M"]:
        measure(size)
    report.finish()
