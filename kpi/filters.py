"""Which leads a view looks at: period, dating, the dimensions and own columns it is narrowed by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kpi.period import Period
from kpi.sql import parameter_names
from kpi.store import Store

Dating = Literal["cohort", "activity"]
Scored = Literal["today", "then"]
DIMENSIONS = ("channel", "industry", "form", "company_size")
BLANK = "-"  # the code of "not filled in"; no real value is a lone hyphen
ChosenValues = tuple[str, tuple[str, ...]]


@dataclass(frozen=True)
class Filter:
    """One narrowing of the leads; an empty tuple of a dimension leaves it open.

    `attributes` are own columns by name, each with the values that a lead may have there (BLANK: not
    filled in); one without values stays open. A column or value that no lead has lets no lead through.
    `scored` says whether a lead's score is that of the definition of today, or of the one that was in force
    when it came.
    """

    period: Period
    dating: Dating = "cohort"
    channel: tuple[str, ...] = ()
    industry: tuple[str, ...] = ()
    form: tuple[str, ...] = ()
    company_size: tuple[str, ...] = ()
    attributes: tuple[ChosenValues, ...] = ()
    scored: Scored = "today"

    def parameters(self, store: Store, name: str, **more: object) -> dict[str, object]:
        """Return the values that statement `name` asks for, out of this filter and `more`."""
        places = [_place(store, *chosen) for chosen in self.attributes if chosen[1]]
        # one column is looked up three times as fast as any number of them: it is named by itself
        first: dict[str, object] = places[0] if places else {"place": None, "codes": None}
        values: dict[str, object] = {
            "start": self.period.start,
            "stop": self.period.stop,
            "channels": list(self.channel) or None,
            "industries": list(self.industry) or None,
            "forms": list(self.form) or None,
            "company_sizes": list(self.company_size) or None,
            "blank": BLANK,
            "scored": self.scored,
            "own_place": first["place"],
            "own_codes": first["codes"],
            "own_more": places[1:] or None,
            **more,
        }
        return {key: values[key] for key in parameter_names(name)}


def _place(store: Store, name: str, values: tuple[str, ...]) -> dict[str, object]:
    """Return where lead_fact.attributes holds an own column, and the codes of the chosen values."""
    found = store.rows("attribute_codes", {"name": name, "values": list(values)})
    place, codes = found[0] if found else (1, [])
    return {"place": place, "codes": codes}
