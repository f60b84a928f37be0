"""Chances of a goal at all levels ≤ 50 ms at 4,000 draws; what the rest of a goal page computes beside them."""

from __future__ import annotations

from datetime import date

import numpy as np
import report

from kpi.chance import Counted, chances
from kpi.chance_inputs import DealSize
from kpi.cumulative_plan import cumulative_plan
from kpi.in_flight import Stage, in_flight
from kpi.maturity import MaturityCurve
from kpi.phasing import monthly_need, phasing

BAR_MS = 50.0
RNG = np.random.default_rng(1)
CURVE = MaturityCurve(1 - np.exp(-np.arange(401) / 90), 400, 500)
MONTH_ENDS = [30 * month for month in range(1, 13)]


def funnel(won: int) -> list[Counted]:
    """A funnel that ends with so many won deals."""
    counts = won * np.array([1, 4, 8, 20, 60])
    levels = ("opportunities", "sqls", "mqls", "inquiries")
    return [Counted(level, *pair) for level, *pair in zip(levels, counts, counts[1:], strict=False)]


def rest(won: list[float]) -> None:
    """In flight, by month, and the plan as a line."""
    size = DealSize.of("yen", None, won)
    ages = np.full(700, 20.0)
    deals, leads = (Stage(ages, 200, 1000, CURVE) for _ in range(2))
    found = in_flight(deals=deals, sqls=leads, mqls=leads, days=MONTH_ENDS)
    phases = phasing(date(2026, 4, 1), date(2027, 4, 1), CURVE)
    need = monthly_need(phases, 1000, 0.06)
    cumulative_plan(phases, need.by_month or (), funnel(60), size=size, carry_in_wins=found.expected)


if __name__ == "__main__":
    report.heading("chances of a goal at 4,000 draws")
    for count in (6, 60, 300, 5000):
        won = RNG.lognormal(14, 0.9, count).tolist()
        steps = funnel(count)

        def all_levels(steps: list[Counted] = steps, won: list[float] = won) -> None:
            chances(300_000_000, steps, won_amounts_yen=won, cpa_yen=8000).table()

        taken = report.milliseconds(all_levels, 15)
        report.line(f"{count} won deals", report.summary(taken))
        report.bar(f"{count} won deals, fastest of 15", min(taken), BAR_MS)
    report.line("in flight, by month, plan", report.summary(report.milliseconds(lambda: rest(won), 15)))
    report.finish()
