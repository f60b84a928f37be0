"""What the company wants and what sales can work: the goal and the capacity of the curves."""

from __future__ import annotations

from dataclasses import dataclass

from kpi.capacity import capacity_leads
from kpi.errors import InvalidInput

LARGEST_GOAL_YEN = 10**15


@dataclass(frozen=True)
class Plan:
    """Goal of a year in yen; sales and inside sales in persons and leads a person and week.

    `absence_rate` is the share of working time lost to leave and illness; `inside_factor` is what a
    lead between the lines is worth when inside sales works it, against 1 in the field (a user's
    guess, no measurement); `handling_cost_yen` is what working one lead costs.
    InvalidInput(what=<field>) for a value below 0, a goal above 10^15, a share above 1.
    """

    goal_yen: int = 300_000_000
    field_reps: int = 4
    leads_per_rep_week: int = 4
    inside_reps: int = 1
    inside_leads_per_rep_week: int = 12
    absence_rate: float = 0.1
    inside_factor: float = 0.7
    handling_cost_yen: int = 15_000

    def __post_init__(self) -> None:
        for name, value in vars(self).items():
            if not 0 <= value <= LARGEST_GOAL_YEN:  # NaN too
                raise InvalidInput(what=name, value=value)
        for name in ("absence_rate", "inside_factor"):
            if getattr(self, name) > 1:
                raise InvalidInput(what=name, value=getattr(self, name))

    def field_leads(self, weeks: float) -> float:
        """Leads that field sales can work in so many weeks."""
        return capacity_leads(self.field_reps, self.leads_per_rep_week, weeks, self.absence_rate)

    def inside_leads(self, weeks: float) -> float:
        """Leads that inside sales can work in so many weeks."""
        return capacity_leads(self.inside_reps, self.inside_leads_per_rep_week, weeks, self.absence_rate)
