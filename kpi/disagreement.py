"""Where the line and sales came to disagree in a period: judged or ended against the score."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, Literal

from kpi.agenda import Disagreement
from kpi.filters import Filter
from kpi.period import Period
from kpi.store import Store

_Code = Literal["rejected_above", "accepted_below", "lost_above", "won_below"]
CODES: Final[tuple[_Code, ...]] = ("rejected_above", "accepted_below", "lost_above", "won_below")


def new_disagreements(
    store: Store, chosen: Filter, happened: Period, *, sql: int
) -> tuple[Disagreement, ...]:
    """Return how often sales decided against the line in a period: leads from `sql` up
    that it rejected, leads below that it accepted, deals of leads above that were lost and below that were
    won, with their yen.

    The last judgement of a lead counts, on its day. Codes without any case are left out. The filter's own
    period plays no part.
    """
    name = "disagreement_counts"
    parameters = replace(chosen, period=happened).parameters(store, name, sql=sql)
    found = {str(code): (int(count), yen) for code, count, yen in store.rows(name, parameters)}
    return tuple(Disagreement(code, *found[code]) for code in CODES if code in found)
