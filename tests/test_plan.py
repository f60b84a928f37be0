"""Goal and capacity: what a plan may hold, and how many leads people can work."""

from __future__ import annotations

import pytest

from kpi.errors import InvalidInput
from kpi.plan import LARGEST_GOAL_YEN, Plan


def test_people_work_their_leads_a_week_less_the_time_they_are_away() -> None:
    plan = Plan(field_reps=4, leads_per_rep_week=4, inside_reps=1, inside_leads_per_rep_week=12)
    assert plan.field_leads(1) == pytest.approx(14.4)  # 4 × 4 × 0.9
    assert plan.inside_leads(2) == pytest.approx(21.6)  # 1 × 12 × 2 × 0.9
    assert Plan(absence_rate=0).field_leads(10) == 160
    assert Plan(field_reps=0).field_leads(52) == Plan(absence_rate=1).field_leads(52) == 0


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("goal_yen", -1), ("goal_yen", LARGEST_GOAL_YEN + 1), ("field_reps", -1), ("inside_reps", -1),
        ("leads_per_rep_week", -1), ("inside_leads_per_rep_week", -1), ("handling_cost_yen", -1),
        ("absence_rate", 1.01), ("absence_rate", -0.1), ("inside_factor", 1.5),
    ],
)  # fmt: skip
def test_a_value_below_nothing_or_beyond_its_bound_is_refused_by_name(name: str, value: float) -> None:
    with pytest.raises(InvalidInput) as refused:
        Plan(**{name: value})
    assert refused.value.fields == {"what": name, "value": value}


@pytest.mark.parametrize("name", ["absence_rate", "inside_factor", "handling_cost_yen"])
def test_what_is_no_number_is_refused(name: str) -> None:
    with pytest.raises(InvalidInput):
        Plan(**{name: float("nan")})


def test_the_bounds_themselves_are_allowed() -> None:
    assert (
        Plan(goal_yen=LARGEST_GOAL_YEN, absence_rate=1, inside_factor=0, handling_cost_yen=0).field_reps == 4
    )
