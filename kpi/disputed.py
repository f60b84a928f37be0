"""Named leads on which the line and sales disagree, sales's reason beside each, and reasons recorded here."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final, Literal

import pandas as pd

from kpi import leads
from kpi.clock import now
from kpi.errors import InvalidInput
from kpi.filters import Filter
from kpi.histogram import WON
from kpi.leads import Selection
from kpi.sql import statement
from kpi.store import Store

Kind = Literal["rejected_above", "lost_above", "won_below"]
KINDS: Final[tuple[Kind, ...]] = ("rejected_above", "lost_above", "won_below")
REASONS: Final = ("no_budget", "timing", "competitor", "no_need", "other")
LONGEST_NOTE: Final = 500
_OWN: Final = ("sales_reason", "owner", "reason", "note", "recorded_at", "recorded_by")


def selection(kind: Kind, sql: int) -> Selection:
    """Return which leads are meant: from `sql` up but rejected or lost, below it but won."""
    if kind == "won_below":
        return Selection(kind, score_below=sql, has=WON)
    return Selection(kind, score_from=sql, standing=kind.removesuffix("_above"))


def rows(store: Store, chosen: Filter, kind: Kind, *, sql: int, limit: int = 200) -> pd.DataFrame:
    """Return the named leads, the highest score first.

    Columns: leads.COLUMNS, then sales_reason and owner of the last rejection or loss, and of the newest
    reason recorded here reason (a code of REASONS), note, recorded_at, recorded_by; missing without one.
    """
    found = leads.rows(store, chosen, selection(kind, sql), limit=limit)
    said = store.frame("lead_reasons", {"lead_ids": list(found["lead_id"])})
    return found.merge(said, on="lead_id", how="left", sort=False)[[*leads.COLUMNS, *_OWN]]


def record(
    store: Store,
    lead_id: str,
    reason: str,
    note: str,
    *,
    by: str | None,
    known: Collection[str] = REASONS,
) -> None:
    """Append why a lead was rejected, lost or won after all; the newest counts.

    InvalidInput(what="reason") for a reason that is not `known`, what="reason_note" beyond 500 characters,
    what="lead" for an unknown lead; then nothing is saved.
    """
    if reason not in known:
        raise InvalidInput(what="reason", value=reason)
    if len(note) > LONGEST_NOTE:
        raise InvalidInput(what="reason_note", value=len(note))
    values = {
        "lead_id": lead_id,
        "reason": reason,
        "note": note.strip() or None,
        "recorded_at": now(),
        "recorded_by": by,
    }
    with store.transaction() as cursor:
        [(is_known,)] = cursor.execute(statement("lead_reason_known"), {"lead_id": lead_id}).fetchall()
        if not is_known:
            raise InvalidInput(what="lead", value=lead_id)
        cursor.execute(statement("lead_reason_append"), values)
