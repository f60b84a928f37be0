"""A real lead file (X Education, 9,240 leads): deals captured, precision and recall at each threshold.

The file is other people's and not part of the project: the test runs where KPI_REAL_DATA names its folder.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from kpi.filters import Filter
from kpi.histogram import NO_SCORE, OPPORTUNITY, Histogram, histogram, suffix_sum
from kpi.period import ALL, parse
from kpi.rates import rate
from kpi.record import record
from kpi.store import Store
from tests.small_world import small_world

REAL = os.environ.get("KPI_REAL_DATA")
pytestmark = pytest.mark.skipif(not REAL, reason="KPI_REAL_DATA names no folder with the real files")
COLUMNS = {
    "time_spent": "Total Time Spent on Website",
    "total_visits": "TotalVisits",
    "asym_activity": "Asymmetrique Activity Score",
    "asym_profile": "Asymmetrique Profile Score",
}
DAY = pd.Timestamp("2026-01-05")


def expected() -> dict[str, dict]:
    values = json.loads((Path(REAL) / "xedu.json").read_text(encoding="utf-8"))["values"]
    return values["score_thresholds"]


def load(name: str, thresholds: list[float]) -> Histogram:
    """Load the leads with a score that says how many of the thresholds their value reaches."""
    raw = pd.read_csv(Path(REAL) / "xedu" / "Leads.csv", dtype=str)
    value = pd.to_numeric(raw[COLUMNS[name]]).to_numpy()
    reached = np.searchsorted(np.array(thresholds), value, side="right")
    leads = [
        {
            "lead_id": lead_id,
            "created_at": DAY,
            "channel": channel if isinstance(channel, str) else None,
            "imported_score": None if np.isnan(number) else int(score),
        }
        for lead_id, channel, number, score in zip(
            raw["Prospect ID"], raw["Lead Source"], value, reached, strict=True
        )
    ]
    events = [
        {"lead_id": lead_id, "at": DAY, "kind": "opportunity", "deal_id": lead_id}
        for lead_id in raw.loc[raw["Converted"] == "1", "Prospect ID"]
    ]
    store = Store.open(":memory:")
    small_world(store, leads=leads, events=events)
    return histogram(store, Filter(parse(ALL, record(store, today=DAY.date()).calendar)))


@pytest.mark.parametrize("name", expected() if REAL else [])
def test_thresholds_on_the_real_file_capture_the_deals_that_two_other_tools_counted(name: str) -> None:
    case = expected()[name]
    deciles = list(case["deciles"].values())
    thresholds = sorted({decile["threshold"] for decile in deciles})
    counts = load(name, thresholds)
    selected, captured = suffix_sum(counts.leads()), suffix_sum(counts.leads(OPPORTUNITY))
    everything = counts.leads(OPPORTUNITY).sum()

    assert counts.lead_count == 9240
    assert counts.leads()[NO_SCORE] == case["missing"]
    assert counts.leads(OPPORTUNITY)[NO_SCORE] == case["missing_converted"]
    for decile in deciles:
        line = thresholds.index(decile["threshold"]) + 1
        assert selected[line] == decile["selected"]
        assert captured[line] == decile["converted_selected"]
        assert rate(captured[line], selected[line]) == pytest.approx(decile["precision"], rel=1e-9)
        recall = rate(captured[line], everything)
        assert recall == pytest.approx(decile["recall_of_all_conversions"], rel=1e-9)
