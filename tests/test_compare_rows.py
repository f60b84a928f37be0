"""The leads behind every bar add up to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kpi.codes import SEGMENTS
from kpi.compare import Comparison, compare
from kpi.compare_counts import DEAL_LEVELS, LEVELS, OURS, compared
from kpi.compare_rows import Bar, rows_behind
from kpi.compare_segments import segments
from kpi.errors import InvalidInput
from kpi.filters import Filter
from kpi.leads import COLUMNS, rows, selection
from kpi.period import Period
from kpi.record import record
from kpi.store import Store
from tests.conftest import TODAY

OPEN = Filter(Period("x", date(2025, 1, 1), date(2025, 1, 2)), dating="activity")
LINES = {"mql": 40, "sql": 60}
ADDS_UP = {"opportunities": "deal_count", "wins": "won_count", "amount_yen": "won_amount_yen"}


@pytest.fixture(scope="module")
def quarter(sample_store: Store) -> Comparison:
    return compare("quarter", record(sample_store, today=TODAY).calendar)


def sum_of(store: Store, chosen: Filter, comparison: Comparison, bar: Bar, parts: object = OURS) -> float:
    found, total = rows_behind(store, chosen, comparison, bar, **LINES, parts=parts, limit=10**6)  # type: ignore[arg-type]
    assert len(found) == total == found["lead_id"].nunique()
    return float(found[ADDS_UP[bar.level]].sum()) if bar.level in ADDS_UP else total


@pytest.mark.parametrize("dating", ["activity", "cohort"])
def test_the_leads_behind_a_level_add_up_to_it(sample_store: Store, quarter: Comparison, dating: str) -> None:
    chosen = replace(OPEN, dating=dating, channel=("exhibition", "webinar"))  # type: ignore[arg-type]
    for parts in (OURS, ("selected",)):
        found = compared(sample_store, chosen, quarter, **LINES, parts=parts)  # type: ignore[arg-type]
        for level in LEVELS:
            for side in ("now", "before"):
                expected = getattr(found, side)[level]
                assert sum_of(sample_store, chosen, quarter, Bar(level, side), parts) == expected


@pytest.mark.parametrize("dimension", SEGMENTS)
def test_the_leads_behind_a_segment_add_up_to_it(
    sample_store: Store, quarter: Comparison, dimension: str
) -> None:
    found = segments(sample_store, OPEN, quarter, dimension, **LINES)
    for one in (found[0], found[-1]):
        for level in DEAL_LEVELS if dimension == "owner" else LEVELS:
            bar = Bar(level, "now", dimension, one.value)
            assert sum_of(sample_store, OPEN, quarter, bar) == one.now[level]


def test_the_rows_are_those_of_the_leads_page(sample_store: Store, quarter: Comparison) -> None:
    chosen = replace(OPEN, period=quarter.now)
    wanted = selection("sql", **LINES, agreed_mql=40, agreed_sql=60, question="sales", dating="activity")
    expected = rows(sample_store, chosen, wanted, limit=10, offset=5)
    found, _ = rows_behind(sample_store, OPEN, quarter, Bar("sqls", "now"), **LINES, limit=10, offset=5)
    assert tuple(found.columns) == COLUMNS
    assert found.values.tolist() == expected.values.tolist()


def test_a_bar_that_nothing_is_behind_has_no_row_and_an_unknown_one_is_refused(
    sample_store: Store, quarter: Comparison
) -> None:
    found, total = rows_behind(sample_store, OPEN, quarter, Bar("leads", "now", "channel", "gone"), **LINES)
    assert (len(found), total, tuple(found.columns)) == (0, 0, COLUMNS)
    for bar in (Bar("visits", "now"), Bar("leads", "now", "email")):
        with pytest.raises(InvalidInput):
            rows_behind(sample_store, OPEN, quarter, bar, **LINES)
