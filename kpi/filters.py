"""Which leads a view looks at: period, dating, and the dimensions it is narrowed by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kpi.period import Period
from kpi.sql import parameter_names

Dating = Literal["cohort", "activity"]
DIMENSIONS = ("channel", "industry", "form", "company_size")
BLANK = "-"  # the code of "not filled in"; no real value is a lone hyphen


@dataclass(frozen=True)
class Filter:
    """One narrowing of the leads; an empty tuple of a dimension leaves it open."""

    period: Period
    dating: Dating = "cohort"
    channel: tuple[str, ...] = ()
    industry: tuple[str, ...] = ()
    form: tuple[str, ...] = ()
    company_size: tuple[str, ...] = ()

    def parameters(self, name: str, **more: object) -> dict[str, object]:
        """Return the values that statement `name` asks for, out of this filter and `more`."""
        values: dict[str, object] = {
            "start": self.period.start,
            "stop": self.period.stop,
            "channels": list(self.channel) or None,
            "industries": list(self.industry) or None,
            "forms": list(self.form) or None,
            "company_sizes": list(self.company_size) or None,
            "blank": BLANK,
            **more,
        }
        return {key: values[key] for key in parameter_names(name)}
