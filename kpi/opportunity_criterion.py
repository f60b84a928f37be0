"""What a definition counts as an opportunity, held against the opportunities that sales opened."""

from __future__ import annotations

from dataclasses import dataclass

from kpi.definition import Definition
from kpi.rates import rate
from kpi.store import Store


@dataclass(frozen=True)
class Criterion:
    """Leads of the whole record: those with an opportunity, those that meet the criterion, those that do
    both."""

    opportunity_count: int
    met_count: int
    both_count: int

    @property
    def met_rate(self) -> float | None:
        """Share of the leads with an opportunity that meet the criterion; None without any."""
        return rate(self.both_count, self.opportunity_count)


def criterion(store: Store, definition: Definition) -> Criterion | None:
    """Count how the criterion of a definition fits the record; None where nothing is agreed on."""
    forms = definition.high_intent_forms if definition.opportunity_by_form else ()
    if not definition.opportunity_items and not forms:
        return None
    values = {"items": list(definition.opportunity_items), "forms": list(forms)}
    return Criterion(*store.rows("opportunity_criterion", values)[0])
