"""A filter change: histogram ≤ 150 ms at 10 million leads; the curves after it, and the rows behind a number.

The fastest of 15 is held against the bar: other work on the machine can only add to it. The first run of a
filter, which reads the file, is not counted.
"""

from __future__ import annotations

import cProfile
import pstats
import sys
from datetime import date

import report
import world

from kpi import leads
from kpi.curves import curves
from kpi.estimate import estimate
from kpi.evidence import evidence
from kpi.filters import Filter
from kpi.histogram import histogram
from kpi.period import Calendar, parse
from kpi.plan import Plan
from kpi.store import Store

BAR_MS = 150.0
CALENDAR = Calendar(date(2024, 4, 1), world.LAST_DAY)
ALL = parse("all", CALENDAR)
FILTERS = {
    "everything": Filter(ALL),
    "one channel, one fiscal year": Filter(parse("fy2025", CALENDAR), channel=("webinar",)),
    "four dimensions, a quarter": Filter(
        parse("fy2025q2", CALENDAR),
        channel=("search_ad", "organic", "webinar"),
        industry=("electronics", "machinery", "-"),
        form=("quotation", "demo", "catalog"),
        company_size=("300-999", "50-299"),
    ),
    "four dimensions, everything": Filter(
        ALL,
        channel=("search_ad", "organic", "webinar"),
        industry=("electronics", "machinery", "-"),
        form=("quotation", "demo", "catalog"),
        company_size=("300-999", "50-299"),
    ),
}
PARTS = (
    "histogram_lead",
    "histogram_deal_cohort",
    "won_amount_cohort",
    "histogram_deal_activity",
    "won_amount_activity",
)
REST = ("maturity_lead", "maturity_deal")


def measure(size: str) -> None:
    store = world.opened(size)
    print(f"   -- {size}: {world.shape(store)}")
    for name, chosen in FILTERS.items():
        report.wait_until_quiet()
        taken = report.milliseconds(lambda chosen=chosen: histogram(store, chosen), 15)
        report.line(f"{size} histogram, {name}", report.summary(taken))
        if size == "10M":
            report.bar(f"{size} histogram, {name}: fastest", min(taken), BAR_MS)
        parts(store, chosen)
    store.close()


def parts(store: Store, chosen: Filter) -> None:
    """Print the statements of a histogram and what curves() adds to it."""
    for name in PARTS:
        taken = report.milliseconds(lambda name=name: store.arrays(name, chosen.parameters(store, name)), 5)
        report.line(f"     {name}", report.summary(taken))
    counts = histogram(store, chosen)
    known = evidence(store, chosen, counts, "sales", world.LAST_DAY)
    steps = {
        "curves(), all of it": lambda: curves(
            store, chosen, counts, question="sales", plan=Plan(), as_of=world.LAST_DAY
        ),
        "  evidence()": lambda: evidence(store, chosen, counts, "sales", world.LAST_DAY),
        "  estimate()": lambda: estimate(known),
    }
    for name, work in steps.items():
        report.line(f"     {name}", report.summary(report.milliseconds(work, 5)))
    for name in REST:
        values = chosen.parameters(store, name, as_of=world.LAST_DAY)
        taken = report.milliseconds(lambda name=name, values=values: store.arrays(name, values), 5)
        report.line(f"       {name}", report.summary(taken))


def rows_behind(size: str) -> None:
    """The leads page at 10 million: the first 200 rows behind a number, and how many there are."""
    store = world.opened(size)
    for name, chosen in FILTERS.items():
        for code in ("sql", "won", "not_worked"):
            asked = leads.selection(
                code, mql=40, sql=60, agreed_mql=40, agreed_sql=60, question="sales", dating="cohort"
            )
            page = report.milliseconds(lambda c=chosen, a=asked: leads.rows(store, c, a, limit=200), 5)
            count = report.milliseconds(lambda c=chosen, a=asked: leads.count(store, c, a), 5)
            report.line(f"{size} 200 rows of {code}, {name}", report.summary(page))
            report.line("     their count", report.summary(count))
    store.close()


def profile(size: str) -> None:
    store = world.opened(size)
    chosen = FILTERS["everything"]
    counts = histogram(store, chosen)
    with cProfile.Profile() as found:
        curves(store, chosen, counts, question="sales", plan=Plan(), as_of=world.LAST_DAY)
    pstats.Stats(found).sort_stats("cumulative").print_stats(25)


if __name__ == "__main__":
    if "--profile" in sys.argv:
        profile(sys.argv[-1])
        raise SystemExit
    report.heading("filter change: histogram and curves")
    sizes = [size for size in world.SIZES if size in sys.argv[1:]] or list(world.SIZES)
    for size in sizes:
        measure(size)
    rows_behind(sizes[-1])
    report.finish()
