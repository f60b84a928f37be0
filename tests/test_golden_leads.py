"""The golden leads loaded as real tables: facts, histogram and curves give the golden numbers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from kpi.curves import curves
from kpi.filters import Filter
from kpi.histogram import ACCEPTED, JUDGED, OPPORTUNITY, histogram, suffix_sum
from kpi.period import Period
from kpi.plan import Plan
from kpi.store import Store
from tests.small_world import event, lead, small_world

GOLDEN = Path(__file__).parent / "golden"
CASES = {case["id"]: case for case in json.loads((GOLDEN / "thresholds.json").read_text())["cases"]}


@pytest.fixture(scope="module")
def golden() -> Iterator[Store]:
    data = json.loads((GOLDEN / "leads_small.json").read_text())
    day0, leads, events = datetime(2024, 4, 1, 9), [], []
    for values in data["rows"]:
        row = dict(zip(data["columns"], values, strict=True))
        name, created = f"g{row['id']}", day0 + timedelta(days=row["created_day"])
        leads.append(lead(name, row["score"], created_at=created))
        if row["passed"]:
            kind = "sql_accepted" if row["accepted"] else "sql_rejected"
            events.append(event(name, kind, created.isoformat()))
        for kind, day in (("opportunity", "opp_day"), ("won", "won_day"), ("lost", "lost_day")):
            if row[day] >= 0:
                at = (day0 + timedelta(days=row[day])).isoformat()
                events.append(event(name, kind, at, amount_yen=row["amount"] if kind == "won" else None))
    store = small_world(Store.open(":memory:"), leads, events, today=date(2026, 11, 21))
    yield store
    store.close()


DAYS = Filter(Period("x", date(2024, 4, 1), date(2026, 4, 1)))


@pytest.mark.parametrize("name", ["recount_0_0", "recount_100_100"])
def test_the_golden_leads_are_recounted_from_real_tables(golden: Store, name: str) -> None:
    case, found = CASES[name], histogram(golden, DAYS)
    mql, sql = case["inputs"]["t_mql"], case["inputs"]["t_sql"]
    counted = {
        "leads": found.lead_count,
        "mql": suffix_sum(found.leads())[mql],
        "sql_rule": suffix_sum(found.leads())[sql],
        "passed": suffix_sum(found.leads(JUDGED))[sql],
        "accepted": suffix_sum(found.leads(ACCEPTED))[sql],
        "opps": suffix_sum(found.leads(OPPORTUNITY))[sql],
        "wins": suffix_sum(found.cohort.won_count)[sql],
        "amount": suffix_sum(found.cohort.won_amount_yen)[sql],
    }
    assert counted == case["expected"]


@pytest.mark.parametrize("name", ["sql_rates_50", "sql_rates_60", "sql_rates_30"])
def test_the_golden_rates_of_accepted_leads_agree_whatever_they_are_divided_by(
    golden: Store, name: str
) -> None:
    case, found = CASES[name], histogram(golden, DAYS)
    line, everyone = case["inputs"]["t_mql"], found.lead_count
    accepted, mqls = suffix_sum(found.leads(ACCEPTED)), suffix_sum(found.leads())[line]
    rates = {
        "of_all": accepted[0] / everyone,
        "of_mql": accepted[line] / mqls,
        "mql_rate": mqls / everyone,
        "outside_mql": (accepted[0] - accepted[line]) / everyone,
    }
    assert rates == pytest.approx(case["expected"], rel=case["rel_tol"])


def test_the_golden_bounds_come_out_of_the_curves_of_real_tables(golden: Store) -> None:
    case = CASES["manski_30"]
    found = curves(
        golden, DAYS, histogram(golden, DAYS), question="sales", plan=Plan(), as_of=date(2026, 3, 22)
    )
    assert [bound[case["inputs"]["t"]] for bound in found.estimate.opportunity_bounds] == case["expected"]
