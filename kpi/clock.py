"""Today, in business time: read once a run and handed on, never asked for twice."""

from __future__ import annotations

import os
from datetime import date, datetime
from zoneinfo import ZoneInfo

DEFAULT_ZONE = "Asia/Tokyo"


def now(zone: str | None = None) -> datetime:
    """Return the current business time, naive as all stored times are; on the day that KPI_TODAY fixes."""
    moment = datetime.now(ZoneInfo(zone or DEFAULT_ZONE)).replace(tzinfo=None)
    return datetime.combine(today(zone), moment.time())


def today(zone: str | None = None) -> date:
    """Return the current day in `zone` (default Asia/Tokyo); KPI_TODAY (YYYY-MM-DD) fixes it for
    rehearsals and tests. ValueError when KPI_TODAY is no date."""
    fixed = os.environ.get("KPI_TODAY")
    return date.fromisoformat(fixed) if fixed else datetime.now(ZoneInfo(zone or DEFAULT_ZONE)).date()
