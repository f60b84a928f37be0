"""The health of the data: what is missing, out of order, standing still or there twice, with its rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, get_args

import pandas as pd

from kpi import clock
from kpi.errors import InvalidInput
from kpi.filters import BLANK
from kpi.health_twice import near_companies, near_emails, same_emails
from kpi.sql import parameter_names
from kpi.store import Store

Subject = Literal["lead", "deal", "company"]
Code = Literal[
    "no_score",
    "touched_before_lead",
    "opened_before_lead",
    "won_before_lead",
    "won_before_opportunity",
    "unknown_lead",
    "stalled",
    "same_email",
    "near_email",
    "near_company",
]
LINES: Final[tuple[Code, ...]] = get_args(Code)
_SUBJECTS: Final[dict[Code, Subject]] = {
    "opened_before_lead": "deal",
    "won_before_lead": "deal",
    "won_before_opportunity": "deal",
    "stalled": "deal",
    "near_company": "company",
}
_TWICE: Final[dict[str, Callable[[Store], pd.DataFrame]]] = {
    "same_email": same_emails,
    "near_email": near_emails,
    "near_company": near_companies,
}
STALLED_DAYS: Final = 90
# the order of the columns in health_missing_fields.sql
FIELDS: Final = (
    *("email", "company", "campaign", "form", "landing_page", "industry", "company_size", "role_level"),
    *("timing", "budget", "authority", "need", "target_fit", "imported_score"),
)
_ALL: Final = 10**9


@dataclass(frozen=True)
class HealthLine:
    """One thing to look at: how many rows, and whether these are leads, deals or pairs of companies."""

    code: Code
    subject: Subject
    count: int


def lines(
    store: Store, *, stalled_days: int = STALLED_DAYS, codes: Sequence[Code] = LINES
) -> tuple[HealthLine, ...]:
    """Return the lines with their counts, 0 where all is well; `rows` gives the rows behind each.

    near_email and near_company compare names and take seconds on large data; `codes` leaves them out.
    """
    return tuple(
        HealthLine(code, _SUBJECTS.get(code, "lead"), _count(store, code, stalled_days)) for code in codes
    )


def rows(
    store: Store, code: str, *, stalled_days: int = STALLED_DAYS, limit: int = 200, offset: int = 0
) -> pd.DataFrame:
    """Return one page of the rows behind a line.

    Columns of leads: lead_id, created_on, company, channel and what is wrong (touched_on; of duplicates
    email_key or email and other_lead_id; unknown_lead has event_count, first_on, last_on instead). Of deals:
    deal_id, lead_id, amount_yen, owner and the days compared; stalled has stage, moved_on, still_days. Of
    companies: as identity_suggest.company_suggestions. InvalidInput(what="health") for another code.
    """
    found = _page(store, code, stalled_days, limit, offset)
    return found.drop(columns="total_count", errors="ignore")


def ids(store: Store, code: str, *, stalled_days: int = STALLED_DAYS) -> list[str]:
    """Return the lead ids or deal ids behind a line; InvalidInput(what="health") for a line of companies."""
    subject = _SUBJECTS.get(_known(code), "lead")
    if subject == "company":
        raise InvalidInput(what="health", value=code)
    found = _page(store, code, stalled_days, _ALL, 0)
    return [str(one) for one in found[f"{subject}_id"]]


def missing_fields(store: Store) -> pd.DataFrame:
    """Return how many leads of each channel leave each field of FIELDS blank, the largest channel first.

    Columns: channel ("-": not filled in itself), field, lead_count, missing_count.
    """
    return store.frame("health_missing_fields", {"fields": list(FIELDS), "blank": BLANK})


def missing_rows(
    store: Store, field: str, channel: str | None = None, *, limit: int = 200, offset: int = 0
) -> pd.DataFrame:
    """Return the leads that leave a field blank, of one channel or of all (None), the newest first.

    Columns: lead_id, created_on, company, channel. InvalidInput(what="health") for a field not in FIELDS.
    """
    if field not in FIELDS:
        raise InvalidInput(what="health", value=field)
    # anchored: `columns` takes a regular expression
    parameters = {"field": f"^{field}$", "channel": channel, "blank": BLANK, "limit": limit, "offset": offset}
    return store.frame("health_missing_rows", parameters).drop(columns="total_count")


def last_imports(store: Store) -> pd.DataFrame:
    """Return the last import of each system and kind that was not undone, the longest ago first.

    Columns: system, kind, file_name, imported_at, imported_by, rows_read, accepted, rejected.
    """
    return store.frame("health_last_imports")


def _count(store: Store, code: Code, stalled_days: int) -> int:
    if code in _TWICE:
        return len(_TWICE[code](store))
    found = _page(store, code, stalled_days, 1, 0)
    return 0 if found.empty else int(found["total_count"].iloc[0])


def _page(store: Store, code: str, stalled_days: int, limit: int, offset: int) -> pd.DataFrame:
    if _known(code) in _TWICE:
        return _TWICE[code](store)[offset : offset + limit].reset_index(drop=True)
    name = f"health_{code}"
    as_of = date.fromisoformat(store.meta("as_of") or clock.today().isoformat())
    values = {"as_of": as_of, "stalled_days": stalled_days, "limit": limit, "offset": offset}
    return store.frame(name, {key: values[key] for key in parameter_names(name)})


def _known(code: str) -> Code:
    for known in LINES:
        if code == known:
            return known
    raise InvalidInput(what="health", value=code)
