"""A meeting with something of everything that minutes can hold."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Final

from kpi.snapshot import Bridge, MeetingSnapshot, Point, Said, Series, Step, read

GOLDEN: Final = read((Path(__file__).parent / "golden" / "meeting_snapshot_1.json").read_bytes())
FIRST_WEEK: Final = date(2026, 1, 5)
BRIDGE: Final = Bridge(
    code="amount_yen",
    by="chain",
    start=112_000_000,
    end=131_000_000,
    steps=(
        Step(code="arrived_late", effect=3_000_000),
        Step(code="leads", effect=12_000_000, verdict="higher"),
        Step(code="mql_rate", effect=-4_000_000, verdict="cannot_tell"),
        Step(code="sql_share", effect=-9_000_000, verdict="lower", low=-12_000_000, high=-5_000_000),
        Step(code="opportunity_rate", effect=7_000_000, verdict="higher"),
        Step(code="win_rate", effect=6_000_000),
        Step(code="deal_yen", effect=4_000_000),
    ),
)
_SIZES: Final = {"leads": 80, "mqls": 30, "sqls": 12, "opportunities": 5, "wins": 1, "amount_yen": 4_000_000}
_PLACE: Final = {"kpi": "sql_rate", "dimension": "channel", "value": "display_ad"}
CLAIMS: Final = (
    Said(code="rate_fell", fields={"kpi": "sql_rate", "before": 0.104, "after": 0.083, "change": -0.021}),
    Said(
        code="because_rate",
        fields={"what": "lower_rate", "dimension": "channel", "segment": "display_ad", "points": -0.016},
    ),
)
DUE: Final = Said(
    code="decision_due",
    fields={
        **_PLACE,
        "decision_id": "a1",
        "measure": "展示会の翌日に電話する",
        "owner": "田中",
        "from_value": 0.081,
        "to_value": 0.1,
        "review_on": "2026-03-02",
        "overdue_days": 3,
        "segment_is_gone": True,
    },
)
LOWER: Final = Said(
    code="kpi_lower",
    fields={**_PLACE, "before": 0.104, "now": 0.083, "effect_yen": -3_000_000, "is_young": True},
)


def series(code: str, size: float) -> Series:
    """24 weeks, the last three still young."""
    points = (
        Point(start=FIRST_WEEK + timedelta(weeks=week), value=size * (10 + week % 5), is_young=week > 20)
        for week in range(24)
    )
    return Series(code=code, grain="week", points=tuple(points))


MEETING: Final[MeetingSnapshot] = GOLDEN.model_copy(
    update={
        "series": tuple(series(code, size / 10) for code, size in _SIZES.items()),
        "bridges": (BRIDGE, *GOLDEN.bridges),
        "claims": CLAIMS,
        "agenda": (LOWER, DUE),
    }
)
