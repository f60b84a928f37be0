"""Points edited on the score page: distribution, who moves, curves, disease: ≤ 300 ms at 1 M, ≤ 1.5 s at 10 M."""

from __future__ import annotations

import sys
import time
from datetime import date

import report
import world
from bench_rescore import new_rules

from kpi.definitions import agreed
from kpi.filters import Filter
from kpi.item_model import item_model
from kpi.period import parse
from kpi.profiles import profiles
from kpi.record import record
from kpi.rescore import curves_of
from kpi.rescore_moves import moves
from kpi.rescore_rows import moved_leads
from kpi.rule_lines import design
from kpi.scoring_fit import suggest
from kpi.scoring_idle import idle
from kpi.scoring_worth import worth

BARS_MS = {"10k": 300.0, "1M": 300.0, "10M": 1500.0}
TODAY = date(2026, 3, 31)


def measure(size: str) -> None:
    store = world.opened(size)
    known = record(store, today=TODAY)
    chosen, rules = Filter(parse("all", known.calendar)), agreed(store)
    start = time.perf_counter()
    found = profiles(store, chosen, known.calendar.as_of)
    read = time.perf_counter()
    lines = design(found.combinations, rules)
    model = item_model(found, lines)
    fitted = time.perf_counter()
    suggested = suggest(found, lines, rules)
    worth(found, lines, suggested.target)
    done = time.perf_counter()
    groups = f"{len(found.leads.mask):,} combinations of {found.lead_count:,} leads"
    report.line(f"{size} {groups}, read once a filter", f"{1000 * (read - start):8.1f} ms")
    report.line(f"{size} expectations by items, once a filter", f"{1000 * (fitted - read):8.1f} ms")
    report.line(f"{size} suggestion and worth, once a filter", f"{1000 * (done - fitted):8.1f} ms")
    tried = new_rules(rules)

    def edited() -> object:
        points = found.combinations.points(tried)
        score = found.leads.rescored(points)
        curves = curves_of(found, model, score, found.dealt.rescored(points))
        return moves(found.leads, score), curves, idle(found, score)

    taken = report.milliseconds(edited, 9)
    report.line(f"{size} an edit, all of its effect", report.summary(taken))
    report.bar(f"{size} an edit, all of its effect: fastest", min(taken), BARS_MS[size])
    rows = report.milliseconds(
        lambda: moved_leads(store, chosen, found.combinations, tried, "falls", line=60), 3
    )
    report.line(f"{size} the 200 named leads that fall", report.summary(rows))
    store.close()


if __name__ == "__main__":
    report.heading("points edited on the score page")
    for size in [size for size in world.SIZES if size in sys.argv[1:]] or list(world.SIZES):
        measure(size)
    report.finish()
