"""Rules kept as a draft: nothing counts by them until marketing and sales agree."""

from __future__ import annotations

import uuid
from datetime import date

import numpy as np

from kpi.definitions import Definition, append
from kpi.rescore import RuleCurves
from kpi.store import Store


def keep_draft(store: Store, rules: Definition, *, today: date, by: str | None) -> str:
    """Append rules as a new draft and return its id; what counts today is left alone."""
    definition_id = uuid.uuid4().hex
    append(store, rules, definition_id=definition_id, state="draft", effective_from=today, by=by)
    return definition_id


def same_load(old: RuleCurves, new: RuleCurves, line: int) -> int:
    """Return the threshold at which the new rules select the number of leads nearest to what the old ones
    select at `line`; of several, the highest."""
    off = np.abs(new.selected - old.selected[line])
    return int(np.flatnonzero(off == off.min())[-1])
