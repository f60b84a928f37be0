"""The quality page at first sight: segments with lead times, judged, by each dimension; ≤ 600 ms at 1 M; the other parts."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date

import report
import world

from kpi import interest, quality, reasons
from kpi.definitions import agreed
from kpi.filters import Filter
from kpi.period import parse
from kpi.quality_verdict import judged
from kpi.record import record
from kpi.store import Store
from kpi.traits import traits

TODAY = date(2026, 3, 31)
BARS_MS = {"10k": 600.0, "1M": 600.0, "10M": 6000.0}


def measure(size: str) -> None:
    store = world.opened(size)
    known, rules = record(store, today=TODAY), agreed(store)
    chosen, as_of = Filter(parse("all", known.calendar)), known.calendar.as_of
    lines = {"mql": rules.mql_threshold, "sql": rules.sql_threshold}
    curves = quality.ripening(store, chosen, as_of)

    def seen(by: str) -> object:
        found = quality.segments(store, chosen, by, **lines, as_of=as_of, curves=curves)
        shown = judged(quality.folded(found.parts))
        return found.waits([one.segment.value for one in shown])

    for by in quality.DIMENSIONS:
        taken = report.milliseconds(lambda by=by: seen(by), 5)  # type: ignore[misc]
        report.line(f"{size} by {by}", report.summary(taken))
        report.bar(f"{size} by {by}: fastest", min(taken), BARS_MS[size])
    for name, work in others(store, chosen, as_of, lines, known.lead_count).items():
        report.line(f"{size} {name}", report.summary(report.milliseconds(work, 5)))
    store.close()


def others(
    store: Store, chosen: Filter, as_of: date, lines: dict[str, int], lead_count: int
) -> dict[str, Callable[[], object]]:
    every = interest.one_in(lead_count)
    return {
        "traits": lambda: traits(store, chosen, **lines),
        "reasons by channel": lambda: reasons.reasons(store, chosen, "channel", as_of),
        "what open deals read": lambda: interest.reading(store, chosen, as_of),
        "what was seen before": lambda: interest.before_opportunities(store, chosen, every=every),
    }


if __name__ == "__main__":
    report.heading("the quality page")
    for size in [size for size in world.SIZES if size in sys.argv[1:]] or ["10k", "1M"]:
        measure(size)
    report.finish()
