"""What a lead, an opportunity and a yen of sales cost by channel, where a cost is recorded."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from kpi.filters import Filter
from kpi.quality import Segment
from kpi.rates import rate
from kpi.store import Store


@dataclass(frozen=True)
class Cost:
    """What was spent on one channel in `month_count` months of the period, and what their leads came to.

    A month that the period cuts costs the share of its days. Deals and yen are so far: young leads will add.
    """

    channel: str
    cost_yen: float
    month_count: int
    lead_count: float
    deal_count: float
    won_amount_yen: float
    repeat_yen: float

    @property
    def cpa_yen(self) -> float | None:
        """Yen an inquiry; None without an inquiry or a cost."""
        return self._per(self.lead_count)

    @property
    def opportunity_yen(self) -> float | None:
        """Yen an opportunity; None without one or without a cost."""
        return self._per(self.deal_count)

    @property
    def roas(self) -> float | None:
        """Won yen for each yen spent; None without a cost."""
        return rate(self.won_amount_yen, self.cost_yen)

    @property
    def roas_with_repeats(self) -> float | None:
        """Won and repeat-order yen for each yen spent; None without a cost."""
        return rate(self.won_amount_yen + self.repeat_yen, self.cost_yen)

    def _per(self, count: float) -> float | None:
        return rate(self.cost_yen, count) if self.cost_yen > 0 else None


def costs(store: Store, chosen: Filter, as_of: date) -> dict[str, Cost] | None:
    """Return the costs by channel, the dearest first; a channel without a recorded cost is left out.

    None where the filter is narrowed by anything but channels: no cost is recorded by form, industry, company
    size or own columns.
    """
    if chosen.form or chosen.industry or chosen.company_size or chosen.attributes:
        return None
    by_cohort = replace(chosen, dating="cohort")
    found = store.rows("quality_costs", by_cohort.parameters(store, "quality_costs", as_of=as_of))
    return {str(row[0]): Cost(*row) for row in found}


def average_deal_yen(segment: Segment) -> float | None:
    """Return the average of the won deals; None without one."""
    return rate(segment.won_amount_yen, segment.won_count)


def ltv_yen(segment: Segment) -> float | None:
    """Return won deals and repeat orders for each won lead; None without one."""
    return rate(segment.won_amount_yen + segment.repeat_yen, segment.won_lead_count)
