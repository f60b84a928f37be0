"""Worlds that a screen must survive: literal rows, from nothing at all to names that are programs."""

from __future__ import annotations

from dataclasses import dataclass, field

from kpi.definitions import Definition
from kpi.store import Store, set_meta
from tests.small_world import IMPORTED, TODAY, event, lead, small_world

Rows = list[dict[str, object]]
IMAGE = "![x](http://example.invalid/p.png)"
FORMULA = "=cmd|' /C calc'!A0"
SCRIPT = "<script>alert(1)</script>"


@dataclass(frozen=True, eq=False)
class World:
    leads: Rows = field(default_factory=list)
    events: Rows = field(default_factory=list)
    definition: Definition = IMPORTED

    def fill(self, store: Store) -> Store:
        """Put the world into an empty store, as a company's own data."""
        small_world(store, self.leads, self.events, self.definition, today=TODAY)
        with store.transaction() as cursor:
            set_meta(cursor, "data_set", "own")
        return store


def outcome(lead_id: str, kind: str, amount_yen: int | None = None) -> Rows:
    """An opportunity of November and what came of it in December."""
    return [
        event(lead_id, "opportunity", "2025-11-03"),
        event(lead_id, kind, "2025-12-01", amount_yen=amount_yen),
    ]


def each(kind: str, amount_yen: int | None = None) -> Rows:
    return [row for number in range(8) for row in outcome(f"l{number}", kind, amount_yen)]


SCORED = [lead(f"l{number}", 10 + 10 * number) for number in range(8)]  # 10, 20 … 80
# one lead of the exhibition in food; four paid ones in machinery, of which the best was won
CHANNELS = World(
    [
        lead("e", 70, channel="expo", industry="food"),
        *[lead(f"p{score}", score, channel="paid", industry="maker") for score in (30, 50, 65, 90)],
    ],
    [
        event("e", "contacted", "2025-10-05"),
        event("p65", "sql_rejected", "2025-10-05"),
        *outcome("p90", "won", 2_000_000),
    ],
)
HOSTILE = {
    "empty": World(),
    "one_lead": World([lead("l0", 70)], outcome("l0", "won", 500_000)),
    "one_score": World(
        [lead(f"l{number}", 50) for number in range(8)],
        [*outcome("l0", "won", 500_000), *outcome("l1", "lost"), event("l2", "sql_rejected", "2025-10-09")],
    ),
    "no_score": World([lead(f"l{number}") for number in range(4)], outcome("l0", "won", 500_000)),
    "only_wins": World(SCORED, each("won", 1_000_000)),
    "only_losses": World(SCORED, each("lost")),
    "negative_amounts": World(SCORED, each("won", -1_000_000)),
    "won_without_amount": World(SCORED, each("won")),
    "huge_amounts": World(SCORED, each("won", 2**60)),  # eight of them do not fit into 64 bits
    "nothing_happened": World(SCORED),
    "won_before_it_came": World([lead("l0", 70)], [event("l0", "won", "2025-09-01", amount_yen=5)]),
    "names": World(
        [
            lead(
                name,
                70,
                company=name,
                channel=name,
                industry=name,
                form=name,
                company_size=name,
                email=name,
                landing_page=name,
            )
            for name in (IMAGE, FORMULA, SCRIPT)
        ],
        [
            event(name, kind, f"2025-11-0{day}", detail=name, owner=name, amount_yen=day)
            for name in (IMAGE, FORMULA, SCRIPT)
            for day, kind in enumerate(("page_view", "contacted", "opportunity", "won"), start=1)
        ],
        IMPORTED.model_copy(update={"name": IMAGE}),
    ),
}
