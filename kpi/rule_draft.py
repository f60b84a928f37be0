"""Rules kept as a draft: nothing counts by them until marketing and sales agree."""

from __future__ import annotations

from datetime import date
from typing import Final

import numpy as np

from kpi.definitions import Definition, append
from kpi.rescore import RuleCurves
from kpi.store import Store

DRAFT: Final = "score-draft"


def keep_draft(store: Store, rules: Definition, *, today: date, by: str | None) -> int:
    """Append rules as a draft and return its number; what counts today is left alone."""
    return append(store, rules, definition_id=DRAFT, state="draft", effective_from=today, by=by)


def same_load(old: RuleCurves, new: RuleCurves, line: int) -> int:
    """Return the threshold at which the new rules select the number of leads nearest to what the old ones
    select at `line`; of several, the highest."""
    off = np.abs(new.selected - old.selected[line])
    return int(np.flatnonzero(off == off.min())[-1])
