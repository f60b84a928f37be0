"""The rows behind a number: a selection of leads, listed and counted; and one lead's whole history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

import pandas as pd

from kpi.definitions import agreed
from kpi.errors import InvalidInput
from kpi.events import BEHAVIOUR_KINDS, STANDINGS
from kpi.filters import Dating, Filter
from kpi.histogram import KNOWN, MASKS, OPPORTUNITY, WON, Question, standing_of
from kpi.score import ScorePart, score_parts
from kpi.sql import statement
from kpi.store import Store

DealEvent = Literal["opened", "won", "lost"]
# The code of every number that can be opened; the six in the middle are events.STANDINGS.
ROWS: Final = (
    *("inquiries", "mql", "sql", "opportunities"),
    *STANDINGS,
    *("known", "unknown", "in", "in_opportunities", "in_won", "out", "out_opportunities", "out_won"),
    *("in_mql", "out_mql", "no_score", "trial"),
)
COLUMNS: Final = (
    *("lead_id", "created_on", "company", "channel", "form", "industry", "company_size"),
    *("score", "standing", "deal_count", "won_count", "won_amount_yen"),
    *("first_opportunity_on", "first_won_on"),
)
_EVENTS: Final[dict[str, DealEvent]] = {"opportunities": "opened", "won": "won", "lost": "lost"}


@dataclass(frozen=True)
class Selection:
    """Which leads a number counts, apart from the filter; made by `selection`.

    Scores lie in [score_from, score_below), an open end is None. `has` and `lacks` are bits of
    lead_fact.mask. With an `event` it is leads whose deals were opened, won or lost in the period,
    whenever the leads were created, from a lowest score up; otherwise leads created in the period.
    """

    code: str
    score_from: int | None = None
    score_below: int | None = None
    has: int = 0
    lacks: int = 0
    standing: str | None = None
    no_score: bool = False
    event: DealEvent | None = None
    trial: bool = False

    def __post_init__(self) -> None:
        others = self.has or self.lacks or self.standing or self.no_score or self.trial
        if self.event and (others or self.score_from is None):
            raise ValueError("a selection by event is narrowed by scores alone, and has a lowest one")

    @property
    def masks(self) -> list[int] | None:
        """The values of lead_fact.mask that belong to it; None when all do."""
        if not (self.has or self.lacks or self.standing):
            return None
        return [
            mask
            for mask in range(MASKS)
            if mask & self.has == self.has
            and not mask & self.lacks
            and self.standing in (None, standing_of(mask))
        ]

    @property
    def rows_statement(self) -> str:
        """Name of the SQL statement that lists the rows."""
        return f"leads_{self._source}rows"

    @property
    def count_statement(self) -> str:
        """Name of the SQL statement that counts them."""
        return f"leads_{self._source}count"

    @property
    def _source(self) -> str:
        if self.event:
            return "event_"
        return "trial_" if self.trial else ""


@dataclass(frozen=True)
class RowCount:
    """How many leads a selection holds and what came of them, in deals and yen.

    Of a selection by event these are the deals to which it happened in the period, otherwise all
    deals of the leads.
    """

    lead_count: int
    deal_count: int
    won_count: int
    won_amount_yen: int


@dataclass(frozen=True, eq=False)
class LeadHistory:
    """One lead. `record` holds the columns of table lead, `behaviour_count` the pieces of each behaviour
    kind before the first touch, `attributes` what it says in own columns (name → value).

    `events` has at, kind, detail, owner, amount_yen, deal_id, counts (a behaviour that counted for the
    score); `deals` has deal_id, opened_on, won_on, lost_on, amount_yen, owner. `score_parts` is empty
    where the agreed score is the imported one. `score` is None for a lead without one, and for a lead
    that was created after the as-of day; `score_then` is that of the definition in force when the lead came,
    laid on today's lines.
    """

    lead_id: str
    record: dict[str, object]
    first_touch_at: datetime | None
    behaviour_count: dict[str, int]
    attributes: dict[str, str]
    events: pd.DataFrame
    score_parts: tuple[ScorePart, ...]
    score: int | None
    score_then: int | None
    standing: str
    deals: pd.DataFrame


def selection(
    code: str,
    *,
    mql: int,
    sql: int,
    agreed_mql: int,
    agreed_sql: int,
    question: Question,
    dating: Dating,
) -> Selection:
    """Return the selection of a code of ROWS; InvalidInput(what="rows") for any other.

    `in`, `out` and their kin compare with the agreed line: when it was moved the other way, or not
    at all, nothing is in them.
    """
    if code not in ROWS:
        raise InvalidInput(what="rows", value=code)
    if code in _EVENTS and dating == "activity":
        return Selection(code, score_from=sql, event=_EVENTS[code])
    if code in STANDINGS:
        return Selection(code, score_from=sql, standing=code)
    known = KNOWN[question]
    made = {
        "inquiries": Selection(code),
        "mql": Selection(code, score_from=mql),
        "sql": Selection(code, score_from=sql),
        "opportunities": Selection(code, score_from=sql, has=OPPORTUNITY),
        "known": Selection(code, score_from=sql, has=known),
        "unknown": Selection(code, score_from=sql, lacks=known),
        "in": _between(code, sql, agreed_sql),
        "in_opportunities": _between(code, sql, agreed_sql, has=OPPORTUNITY),
        "in_won": _between(code, sql, agreed_sql, has=WON),
        "out": _between(code, agreed_sql, sql),
        "out_opportunities": _between(code, agreed_sql, sql, has=OPPORTUNITY),
        "out_won": _between(code, agreed_sql, sql, has=WON),
        "in_mql": _between(code, mql, agreed_mql),
        "out_mql": _between(code, agreed_mql, mql),
        "no_score": Selection(code, no_score=True),
        "trial": Selection(code, trial=True),
    }
    return made[code]


def _between(code: str, score_from: int, score_below: int, *, has: int = 0) -> Selection:
    """Select the scores between two lines; an empty range when they lie the other way round."""
    return Selection(code, score_from=score_from, score_below=max(score_from, score_below), has=has)


def rows(
    store: Store, chosen: Filter, selection: Selection, *, limit: int = 200, offset: int = 0
) -> pd.DataFrame:
    """Return one page of the leads of a selection under a filter, the highest score first, then by lead_id.

    Columns: COLUMNS, where score is Int64 (missing without a score) and standing a code of
    events.STANDINGS. The deal columns add up to those of `count`. No lead, no row.
    """
    name = selection.rows_statement
    found = store.frame(name, _parameters(store, name, chosen, selection, limit=limit, offset=offset))
    found["standing"] = found["mask"].map({mask: standing_of(mask) for mask in range(MASKS)})
    found["score"] = found["score"].astype("Int64")
    return found[list(COLUMNS)]


def count(store: Store, chosen: Filter, selection: Selection) -> RowCount:
    """Count the leads of a selection under a filter and their deals; zeros when there is none."""
    name = selection.count_statement
    [found] = store.rows(name, _parameters(store, name, chosen, selection))
    return RowCount(*(int(value) for value in found))


def _parameters(
    store: Store, name: str, chosen: Filter, selection: Selection, **more: object
) -> dict[str, object]:
    return chosen.parameters(
        store,
        name,
        score_from=selection.score_from,
        score_below=selection.score_below,
        no_score=selection.no_score,
        masks=selection.masks,
        event=selection.event,
        **more,
    )


def history(store: Store, lead_id: str) -> LeadHistory | None:
    """Return the history of one lead, its score taken apart by the agreed rules; None for an unknown one.

    For a lead that was merged into another it is that one's history.
    Events are in order of time, those of the lead's deals included that name no lead.
    """
    [(lead_id,)] = store.rows("identity_current_lead", {"lead_id": lead_id})
    record = _record(store, lead_id)
    if record is None:
        return None
    counts = {kind: int(record.pop(f"{kind}_count")) for kind in BEHAVIOUR_KINDS}
    score, then, mask, first_touch_at = (
        record.pop(name) for name in ("score", "score_then", "mask", "first_touch_at")
    )
    definition, attributes = agreed(store), dict(store.rows("lead_attributes", {"lead_id": lead_id}))
    items = {**record, **{f"{kind}_count": pieces for kind, pieces in counts.items()}}
    return LeadHistory(
        lead_id=lead_id,
        record=record,
        first_touch_at=first_touch_at,
        behaviour_count=counts,
        attributes=attributes,
        events=_events(store, lead_id, first_touch_at),
        score_parts=(
            () if definition.score_source == "imported" else score_parts(definition, items, attributes)
        ),
        score=score,
        score_then=then,
        standing=standing_of(mask),
        deals=store.frame("lead_deals", {"lead_id": lead_id}),
    )


def _record(store: Store, lead_id: str) -> dict[str, Any] | None:
    with store.cursor() as cursor:
        found = cursor.execute(statement("lead_record"), {"lead_id": lead_id})
        columns = [column[0] for column in found.description]
        return next((dict(zip(columns, row, strict=True)) for row in found.fetchall()), None)


def _events(store: Store, lead_id: str, first_touch_at: datetime | None) -> pd.DataFrame:
    return store.frame(
        "lead_events",
        {
            "lead_id": lead_id,
            "first_touch_at": first_touch_at,
            "as_of": store.meta("as_of"),
            "behaviour_kinds": list(BEHAVIOUR_KINDS),
        },
    )
