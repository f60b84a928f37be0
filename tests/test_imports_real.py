"""Two real files through the importer: the figures that two other tools counted.

The files are other people's and not part of the project: the tests run where KPI_REAL_DATA names the folder.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from kpi.rates import rate
from tests.import_world import query, take

REAL = os.environ.get("KPI_REAL_DATA")
pytestmark = pytest.mark.skipif(not REAL, reason="KPI_REAL_DATA names no folder with the real files")


def expected(name: str) -> dict:
    return json.loads((Path(str(REAL)) / f"{name}.json").read_text(encoding="utf-8"))["values"]


def test_deals_without_leads_give_both_win_rates(tmp_path: Path) -> None:
    values = expected("maven_crm")
    report = take(tmp_path / "kpi.duckdb", Path(str(REAL)) / "maven_crm" / "sales_pipeline.csv")
    assert (report.accepted, report.rejected) == (values["opportunities"], ())
    text = "select count(*), count(won_on), count(lost_on), sum(amount_yen), count(lead_id) from deal"
    [(deals, won, lost, amount, with_lead)] = query(tmp_path / "kpi.duckdb", text)
    assert (deals, won, lost, with_lead) == (8800, 4238, 2473, 0)
    assert amount == values["won_amount"]
    assert rate(won, won + lost) == pytest.approx(values["win_rate_closed"], rel=1e-9)
    assert rate(won, deals) == pytest.approx(values["win_rate_all"], rel=1e-9)
    days = "select avg(date_diff('day', opened_on, won_on)) from deal where won_on is not null"
    assert query(tmp_path / "kpi.duckdb", days)[0][0] == pytest.approx(
        values["cycle_days"]["won"]["mean"], rel=1e-9
    )


@pytest.mark.parametrize(
    ("name", "column"),
    [("asym_activity", "Asymmetrique Activity Score"), ("asym_profile", "Asymmetrique Profile Score")],
)
def test_leads_without_dates_take_a_declared_day_and_a_chosen_score(
    name: str, column: str, tmp_path: Path
) -> None:
    case = expected("xedu")["score_thresholds"][name]
    file = Path(str(REAL)) / "xedu" / "Leads.csv"
    assert [one.key for one in take(tmp_path / "kpi.duckdb", file).questions] == ["column.created_at"]
    answers = {"column.created_at": "2026-01-05", "column.imported_score": column}
    assert take(tmp_path / "kpi.duckdb", file, answers=answers).accepted == 9240
    facts = query(tmp_path / "kpi.duckdb", "select score, deal_count > 0 from lead_fact")
    assert sum(converted for _, converted in facts) == expected("xedu")["converted"]
    assert sum(score is None for score, _ in facts) == case["missing"]
    for decile in case["deciles"].values():
        selected = [
            converted for score, converted in facts if score is not None and score >= decile["threshold"]
        ]
        assert (len(selected), sum(selected)) == (decile["selected"], decile["converted_selected"])
